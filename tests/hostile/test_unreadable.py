"""What cannot be looked at is skipped and told in one line, and the rest is listed."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from jobtui.index import temporary_cache
from jobtui.library.check import check
from jobtui.library.library import Library
from jobtui.sources import folders
from jobtui.sources.folders import SourceError
from jobtui.tui import themes
from jobtui.tui.dialogs.welcome import completed
from tests import other_users
from tests.conftest import write
from tests.other_users import NOBODY, SOMEBODY, User, machine
from tests.pseudo_terminal import Terminal, terminals

DENIED = "Permission denied"
OTHERS = {"date": "2024-01-01", "contact": "a@b.example"}  # what a posting without a fault has
TOO_LONG = "x" * 300


@pytest.fixture
def common() -> Iterator[Path]:
    with machine() as folder:
        yield folder


@pytest.fixture
def in_terminal_as() -> Iterator[Callable[..., Terminal]]:
    """Start the browser in a terminal as another user."""
    if (setpriv := shutil.which("setpriv")) is None:
        pytest.skip("there is no setpriv")
    with terminals() as start:

        def start_as(user: User, *args: object) -> Terminal:
            who = (f"--reuid={user.number}", f"--regid={user.number}", "--clear-groups")
            command = [setpriv, *who, other_users._python(), "-m", "jobtui", *map(str, args)]
            environment = other_users._environment(user.home)
            return start(command, {**environment, "TERM": "xterm-256color"})

        yield start_as


def lines_on(out: str, folder: Path) -> dict[str, str]:
    """Return what is said of each path below *folder*, without line and severity."""
    said = {}
    for line in out.splitlines():
        path, _line, _severity, text = line.split(":", 3)
        assert path not in said, "one line each"
        said[path.removeprefix(f"{folder}/")] = text
    return said


def test_what_another_user_may_not_see_hides_nothing_else(common: Path) -> None:
    source = common / "source"
    write(source, "a.md", "Coder.", roles="Dev", open="true", **OTHERS)
    write(source / "sub", "b.md", "Coder.", roles="Dev", open="true", **OTHERS)
    for name in ("private", "lost+found", "sub/private"):
        write(source / name, "secret.md")
        (source / name).chmod(0o700)
    write(source / "no-way", "c.md").parent.chmod(0o744)
    (source / "long.md").symlink_to(TOO_LONG)
    (source / "circle.md").symlink_to("circle.md")
    (source / "into.md").symlink_to("private/secret.md")
    (source / "file.md").symlink_to("a.md/x.md")
    user = User(NOBODY, common)
    code, out, why = user.jobtui("check", source)
    assert code == 1
    said = lines_on(out, source)
    for name in ("private", "lost+found", "sub/private", "no-way/c.md", "into.md"):
        assert DENIED in said.pop(name)
    assert "File name too long" in said.pop("long.md")
    assert "Too many levels of symbolic links" in said.pop("circle.md")
    assert "Not a directory" in said.pop("file.md")
    assert not said
    assert "2 postings read" in why
    code, out, why = user.jobtui("--source", source, "--format", "jsonl")
    assert code == 0, why
    assert {json.loads(line)["id"] for line in out.splitlines()} == {"a", "b"}


@pytest.mark.parametrize("place", ["source", "source/_jobs", "."])
def test_postings_that_may_not_be_read_are_not_called_none(common: Path, place: str) -> None:
    site = common / "source"
    write(site / "_jobs", "a.md", "Coder.", roles="Dev")
    write(site / "_startups", "a.md", title="A")
    (site / "_jobs").chmod(0o700)
    user = User(NOBODY, common)
    code, out, why = user.jobtui("--source", common / place, "--format", "jsonl")
    assert (code, out) == (2 if place.endswith("_jobs") else 1, "")
    assert (
        f"source/_jobs: cannot {'be read' if place.endswith('_jobs') else 'read this folder'}: "
        in why
    )
    assert DENIED in why
    assert "no posting" not in why


def test_the_first_start_and_the_browser_say_that_they_may_not_be_read(
    common: Path, in_terminal_as: Callable[..., Terminal]
) -> None:
    site = common / "source"
    write(site / "_jobs", "a.md", "Coder.", roles="Dev")
    write(site / "_startups", "a.md", title="A")
    (site / "_jobs").chmod(0o700)
    terminal = in_terminal_as(User(NOBODY, common))
    terminal.wait_for("Where are yours", 60)
    terminal.send(f"{site}\r")
    terminal.wait_for("Permission", 60)  # a dialog may break the line after it
    assert "no posting" not in terminal.text
    terminal.send("\x1b")
    terminal.wait_for("32 of 32", 60)
    terminal.close()
    terminal = in_terminal_as(User(SOMEBODY, common), "--source", site)
    terminal.wait_for("Permission", 60)
    assert "No postings" not in terminal.text


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOENT, errno.EIO, errno.ESTALE])
@pytest.mark.parametrize("name", ["sub", "_startups"])
def test_whatever_a_file_system_says_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, name: str
) -> None:
    for folder in ("_jobs", "_jobs/sub", "_startups", "_incubators"):
        write(tmp_path / folder, "a.md", "Coder.", roles="Dev")
    opens = os.open

    def failing(path: Any, *args: Any, **how: Any) -> int:
        if str(path).endswith(name):
            raise OSError(number, os.strerror(number))
        return opens(path, *args, **how)

    monkeypatch.setattr(os, "open", failing)
    library = Library([folders.resolve(tmp_path)])
    library.refresh()
    assert len(library.ids()) == (1 if name == "sub" else 2)
    found = [problem for problem in check(library.sources)[1] if problem.path.endswith(name)]
    assert [str(problem.message) for problem in found] == [
        f"cannot read this folder: {os.strerror(number)}"
    ]


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOENT, errno.EIO, errno.ESTALE])
def test_whatever_a_file_system_says_of_what_is_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    for name in ("a.md", "b.md"):
        write(tmp_path, name, "", roles="D", date="2024-01-01", open="true", contact="a@b.example")

    class Odd:
        """An entry of a folder that cannot be looked at."""

        name = "b.md"

        def _fail(self, follow_symlinks: bool = True) -> bool:
            raise OSError(number, os.strerror(number))

        is_dir = is_symlink = stat = _fail

    def listed(folder: int) -> nullcontext[list[Any]]:
        with scandir(folder) as found:
            return nullcontext([Odd(), *(entry for entry in found if entry.name != "b.md")])

    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", listed)
    count, problems = check([folders.resolve(tmp_path)])
    assert count == 1
    assert [str(problem.message) for problem in problems] == [
        f"cannot be read: {os.strerror(number)}"
    ]


def test_a_folder_that_becomes_a_file_and_one_that_goes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / name, "1.md", "Coder.", roles="Dev")
    write(tmp_path, "c.md", "Coder.", roles="Dev")
    library = Library([folders.resolve(tmp_path)])
    library.refresh()
    postings = [library.get("1"), library.get("1~2")]
    for name in ("a", "b"):
        (tmp_path / name / "1.md").unlink()
        (tmp_path / name).rmdir()
    (tmp_path / "a").write_text("no folder")
    said = {library.body(posting)[1].partition(": ")[2] for posting in postings if posting}
    assert {text.split(";")[0] for text in said} == {
        "cannot be read: Not a directory",
        "cannot be read: No such file or directory",
    }
    assert library.refresh().removed == 2
    assert library.ids() == ["c"]


@pytest.mark.parametrize("name", [TOO_LONG, "circle", "circle/x", "file/x"])
def test_a_source_that_cannot_be_looked_at_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceError) as caught:
        folders.resolve(tmp_path / name)
    assert "\n" not in str(caught.value)
    assert "cannot be read" in str(caught.value)


@pytest.mark.parametrize("name", [TOO_LONG, "circle/x"])
def test_a_theme_and_a_place_in_memory_that_cannot_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / "circle").symlink_to("circle")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / name))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / name))
    assert str(tmp_path / name) not in temporary_cache._folders()
    with pytest.raises(themes.ThemeError):
        themes.find(name)


def test_folders_beside_a_circle_are_completed(tmp_path: Path) -> None:
    (tmp_path / "alpha").mkdir()
    (tmp_path / "aaaa").symlink_to("aaaa")
    (tmp_path / "aaab").symlink_to(TOO_LONG)
    assert completed(f"{tmp_path}/a") == f"{tmp_path}/alpha/"


def test_the_folders_of_a_process_are_looked_through_to_the_end() -> None:
    if not Path("/proc/self").exists():
        pytest.skip("there is no /proc")
    assert all(entry.path for entry in folders.postings(folders.resolve(f"/proc/{os.getpid()}")))
