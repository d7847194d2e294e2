"""Files that are written: whole or not at all, on a full disk, at a kill, with any umask."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from jobtui.files import writing
from jobtui.marks.model import Mark
from jobtui.marks.store import Marks
from tests.prepared_program import SOURCE_CODE

Run = Callable[..., subprocess.CompletedProcess[str]]
CAPABILITIES = "--bounding-set=-dac_override,-dac_read_search"  # root is refused like others
AS_OTHERS = ["setpriv", CAPABILITIES] if os.geteuid() == 0 else []
LEFT = ".{name}.0123456789abcdef.jobtui-new"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def program(
    script: str, *args: object, before: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run Python, and jobtui in it, after a *script* that changes what the system does."""
    start = f"import os, resource, signal, sys\n{script}\nfrom jobtui.__main__ import main\n"
    return subprocess.run(
        [*before, sys.executable, "-c", f"{start}sys.exit(main())", *map(str, args)],
        env=os.environ | {"PYTHONPATH": str(SOURCE_CODE), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
    )


FULL = "resource.setrlimit(resource.RLIMIT_FSIZE, ({n}, {n}))"
KILLED = """
real, calls = os.{name}, 0
def killed(*args, **more):
    global calls
    calls += 1
    {before}
    os.kill(os.getpid(), signal.SIGKILL)
os.{name} = killed
"""
KILLS = [
    KILLED.format(name="fchmod", before="pass"),
    KILLED.format(name="write", before="real(args[0], bytes(args[1])[:10])"),
    KILLED.format(name="fsync", before="pass"),
    KILLED.format(name="link", before="pass"),
    KILLED.format(name="link", before="real(*args, **more)"),
]
POINTS = ["empty", "torn", "before it is on the disk", "before it has its name", "with two names"]


@pytest.fixture
def starred(own_home: Path) -> Path:
    """Mark twenty postings, with notes that fill more than a page of a disk."""
    marks = Marks()
    for n in range(20):
        marks.put(f"/postings/{n}.md", "d", Mark(star=True, note="a" * 300))
    assert marks.close()
    return own_home


# --- marks export -------------------------------------------------------------------------------


def test_an_export_without_room_leaves_nothing_and_says_what_to_do(
    starred: Path, tmp_path: Path, jobtui: Run
) -> None:
    file = tmp_path / "marks.json"
    done = program(FULL.format(n=2000), "marks", "export", file)
    assert done.returncode == 2
    assert done.stderr == (
        f"jobtui: {file}: cannot be written: File too large; free some space, or write to another "
        "disk\n"
    )
    assert names(tmp_path) == []
    assert jobtui("marks", "export", file).returncode == 0
    assert len(json.loads(file.read_text())["postings"]) == 20


@pytest.mark.parametrize("kill", KILLS, ids=POINTS)
def test_an_export_that_is_killed_is_whole_or_not_there(
    starred: Path, tmp_path: Path, kill: str, jobtui: Run
) -> None:
    file = tmp_path / "marks.json"
    assert program(kill, "marks", "export", file).returncode == -signal.SIGKILL
    if file.exists():
        assert len(json.loads(file.read_text())["postings"]) == 20
        assert jobtui("marks", "export", file).returncode == 2
        file.unlink()
    assert jobtui("marks", "export", file).returncode == 0
    assert names(tmp_path) == ["marks.json"], "what the killed run left is gone"


@pytest.mark.process
def test_an_export_with_any_umask_can_be_read_by_its_owner(starred: Path, tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    assert program("os.umask(0o777)", "marks", "export", file).returncode == 0
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("folder", "advice"),
    [
        ("gone", "No such file or directory; create its folder first"),
        ("a-file", "Not a directory"),
    ],
)
def test_an_export_to_no_folder_says_what_to_do(
    starred: Path, tmp_path: Path, folder: str, advice: str, jobtui: Run
) -> None:
    (tmp_path / "a-file").touch()
    done = jobtui("marks", "export", tmp_path / folder / "x")
    assert (done.returncode, done.stderr.rpartition("written: ")[2]) == (2, f"{advice}\n")


# --- config.toml --------------------------------------------------------------------------------


@pytest.mark.parametrize("kill", KILLS[1::3], ids=POINTS[1::3])
def test_a_killed_init_can_be_run_again(own_home: Path, kill: str, jobtui: Run) -> None:
    folder = own_home / "config" / "jobtui"
    assert program(kill, "config", "--init").returncode == -signal.SIGKILL
    again = jobtui("config", "--init")
    if again.returncode:
        assert "already exists" in again.stderr
        assert "[sources]" in (folder / "config.toml").read_text()
        kept = folder / "config.toml"
        kept.unlink()
        assert jobtui("config", "--init").returncode == 0
    assert names(folder) == ["config.toml"]


def test_a_new_configuration_without_room_is_not_there(own_home: Path, jobtui: Run) -> None:
    done = program(FULL.format(n=100), "config", "--init")
    assert done.returncode == 2
    assert "free some space" in done.stderr
    assert names(own_home / "config" / "jobtui") == []
    assert jobtui("config", "--init").returncode == 0


@pytest.mark.skipif(
    os.geteuid() == 0 and shutil.which("setpriv") is None, reason="root needs setpriv to be refused"
)
@pytest.mark.parametrize("umask", [0o777, 0])
@pytest.mark.process
def test_a_new_configuration_is_its_owner_s_with_any_umask(own_home: Path, umask: int) -> None:
    script, folder = f"os.umask({umask})", own_home / "config" / "jobtui"
    first = program(script, "config", "--init", before=AS_OTHERS)
    assert (first.returncode, first.stderr) == (0, f"jobtui: written: {folder / 'config.toml'}\n")
    assert (folder / "config.toml").stat().st_mode & 0o777 == 0o600
    assert {one.stat().st_mode & 0o777 for one in (folder, folder.parent)} == {0o700}
    assert program(script, "config", before=AS_OTHERS).returncode == 0, "it is read"


# --- what is left beside ------------------------------------------------------------------------


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    others = [".file", ".file.x", ".file.0123.jobtui-new", ".other.0123456789abcdef.jobtui-new"]
    for name in others:
        (tmp_path / name).touch(0o600)
    generous = tmp_path / LEFT.format(name="file")
    generous.touch()
    generous.chmod(0o644)
    link = tmp_path / LEFT.format(name="file").replace("0123", "aaaa")
    link.symlink_to(tmp_path / ".file")
    folder = tmp_path / LEFT.format(name="file").replace("0123", "bbbb")
    folder.mkdir(0o700)
    before = names(tmp_path)
    writing.create(tmp_path / "file", b"content")
    assert names(tmp_path) == sorted([*before, "file"])


def test_what_another_run_is_writing_stays(tmp_path: Path) -> None:
    busy, left = (tmp_path / LEFT.format(name="file").replace("0123", n) for n in ("0000", "1111"))
    for one in (busy, left):
        one.touch(0o600)
    with busy.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        writing.replace(tmp_path / "file", b"content")
    assert names(tmp_path) == sorted([busy.name, "file"])


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    for name in ("a" * 255, "é" * 127):
        for content in (b"one", b"two"):
            writing.replace(tmp_path / name, content)
            assert (tmp_path / name).read_bytes() == content


# --- a new file never takes the place of another --------------------------------------------------


def test_a_file_that_is_made_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, fsync = tmp_path / "file", os.fsync

    def another(handle: int) -> None:
        file.write_bytes(b"another's")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", another)
    with pytest.raises(FileExistsError):
        writing.create(file, b"ours")
    assert (names(tmp_path), file.read_bytes()) == (["file"], b"another's")


@pytest.mark.parametrize("refusal", [errno.EPERM, errno.EOPNOTSUPP])
def test_a_disk_without_links_takes_a_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int
) -> None:
    def refused(*_args: object, **_more: object) -> None:
        raise OSError(refusal, os.strerror(refusal))

    monkeypatch.setattr(os, "link", refused)
    monkeypatch.setattr(fcntl, "flock", refused)
    writing.create(tmp_path / "file", b"content")
    assert names(tmp_path) == ["file"]
    with pytest.raises(FileExistsError):
        writing.create(tmp_path / "file", b"other")


def test_what_is_refused_or_fails_leaves_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    writing.create(file, b"old")

    def refuse() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writing.replace(file, b"new", check=refuse)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            writing.replace(file, b"n" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (names(tmp_path), file.read_bytes()) == (["file"], b"old")
