"""Under a umask that takes the owner's bits as well, all that is made can be used."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

from jobtui.index.cache import Cache
from jobtui.sources.folders import resolve
from tests.conftest import write, write_six
from tests.other_users import SOMEBODY, User, machine

_NAMED = ("-c", "user.name=x", "-c", "user.email=x@example.org")


def assert_private(home: Path) -> None:
    """Check that the owner alone, and the owner all the same, can use all that was made."""
    made = [path for path in home.rglob("*") if "jobtui" in path.parts and not path.is_symlink()]
    assert {"current", "marks.db", "config.toml", "lock"} <= {path.name for path in made}
    for path in made:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_a_user_s_index_marks_settings_and_repositories() -> None:
    umask = 0o777
    with machine() as folder:
        postings = write_six(folder / "postings")
        user = User(SOMEBODY, folder)
        asked = ("--source", postings, "--format", "jsonl")
        _code, out, _said = user.jobtui(*asked, umask=umask)
        assert out.count("\n") == 6
        path = json.loads(out.splitlines()[0])["path"]
        write(postings, "2024-07-01-neige.md", "La neige.", roles="Dev", open="true")
        code, out, said = user.jobtui(*asked, umask=umask)
        assert (code, out.count("\n"), said) == (0, 7, "")
        assert user.jobtui(*asked, "neige", umask=umask)[1].count("\n") == 1
        marks = folder / "marks.json"
        starred = [{"path": path, "star": {"value": True, "at": "2024-01-01T00:00:00.000000Z"}}]
        content = {"format": "jobtui-marks", "version": 1, "postings": starred}
        marks.write_text(json.dumps(content))
        code, _out, said = user.jobtui("marks", "import", marks, umask=umask)
        assert code == 0, said
        code, out, said = user.jobtui(*asked, "is:starred", umask=umask)
        assert (code, out.count("\n"), said) == (0, 1, "")
        assert user.jobtui("config", "--init", umask=umask)[0] == 0
        code, _out, said = user.jobtui("config", umask=umask)
        assert (code, said) == (0, "")
        if shutil.which("git"):
            git = ["git", *_NAMED, "-C", str(postings)]
            for args in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
                subprocess.run([*git, *args], check=True, capture_output=True)
            shutil.chown(postings, SOMEBODY)
            shutil.chown(postings / ".git", SOMEBODY)
            for _time in range(2):
                code, _out, said = user.jobtui("sync", f"file://{postings}", umask=umask)
                assert code == 0, said
            code, out, said = user.jobtui("--source", f"file://{postings}", umask=umask)
            assert (code, out.count("\n")) == (0, 8), said
        assert_private(user.home)
        blocked = User(SOMEBODY + 1, folder, XDG_CACHE_HOME="/dev/null")
        code, out, said = blocked.jobtui(*asked, umask=umask)
        assert (code, out.count("\n")) == (0, 7), said
        assert "Not a directory" in said and "using a temporary one" in said
        assert not list(blocked.home.glob("jobtui-*"))


def test_the_system_s_index_can_be_read_by_all_whatever_the_umask(
    postings: Path, tmp_path: Path
) -> None:
    source = resolve(postings)
    code = (
        "import sys; from pathlib import Path; from jobtui.index.cache import Cache;"
        "from jobtui.library.library import Library; from jobtui.sources.folders import resolve;"
        "source = resolve(Path(sys.argv[1]));"
        "Library([source], Cache.of([source], Path(sys.argv[2]), shared=True)).refresh()"
    )
    for name in ("", "2025-01-01-neuf.md"):
        if name:
            write(postings, name, "Neuf.", roles="Dev")
        command = [sys.executable, "-c", code, str(postings), str(tmp_path / "var")]
        subprocess.run(command, umask=0o777, check=True)
    generation = Cache.of([source], tmp_path / "var", shared=True).current()
    for path in (generation.parent, generation, *generation.iterdir()):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o755 if path.is_dir() else 0o644), path
