"""Marks follow a copied or moved folder, another machine, and a file that changed on the way."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jobtui.library.library import Library
from jobtui.marks.model import Mark, Place, Stage
from jobtui.marks.places import place_of
from jobtui.marks.store import Marks
from jobtui.sources.folders import resolve
from tests.conftest import write

STARRED, NOTED = Mark(star=True), Mark(note="call")
ROOTS = {"/a/jobs": "jobs"}


def marked(folder: Path, is_gone: Callable[[str], bool] = lambda _path: True) -> Marks:
    """Return the marks of two postings of a source."""
    marks = Marks(folder, is_gone)
    marks.follow({"/a/jobs/x.md": "d", "/a/jobs/2025/y.md": "e"}, ROOTS)
    marks.put("/a/jobs/x.md", "d", STARRED)
    marks.put("/a/jobs/2025/y.md", "e", NOTED)
    marks.close()
    return Marks(folder, is_gone)


def test_a_place_is_the_name_of_the_source_and_the_path_in_it() -> None:
    assert place_of("/a/jobs/2025/y.md", ROOTS) == Place("jobs", "2025/y.md")
    assert place_of("/a/jobs2/y.md", ROOTS) is None
    assert place_of("/a/y.md", {"/a/y.md": "y.md"}) == Place("", "y.md")


@pytest.mark.parametrize("root", ["/b/jobs", "/a/postings"])
def test_a_moved_folder_in_which_a_file_changed(folder: Path, root: str) -> None:
    marks = marked(folder)
    name = root.rpartition("/")[2]
    marks.follow({f"{root}/x.md": "d", f"{root}/2025/y.md": "changed"}, {root: name})
    assert marks.by_path == {f"{root}/x.md": STARRED, f"{root}/2025/y.md": NOTED}
    assert Marks(folder).by_path == marks.by_path
    copied = Marks(folder, lambda _path: False)
    copied.follow({"/c/mine/2025/y.md": "changed"}, {"/c/mine": "mine"})
    assert copied.of("/c/mine/2025/y.md") == NOTED, "what it is like now is known"


def test_a_copied_folder_has_marks_of_its_own(folder: Path) -> None:
    marks = marked(folder, lambda _path: False)
    marks.follow({"/b/mine/x.md": "d", "/b/mine/2025/y.md": "changed"}, {"/b/mine": "mine"})
    assert marks.of("/b/mine/x.md") == marks.of("/a/jobs/x.md") == STARRED
    assert marks.of("/b/mine/2025/y.md") == Mark()
    marks.put("/b/mine/x.md", "d", Mark())
    again = Marks(folder, lambda _path: False)
    again.follow({"/b/mine/x.md": "d"}, {"/b/mine": "mine"})
    assert again.of("/b/mine/x.md") == Mark()
    assert again.of("/a/jobs/x.md") == STARRED


def test_an_export_names_no_folder_of_this_machine_and_is_taken_in_on_another(
    folder: Path, tmp_path: Path
) -> None:
    raw = marked(folder).export()
    assert b"/a/" not in raw
    there = Marks(tmp_path / "there")
    assert there.take_in(raw, "f") == 2
    there.follow({"/home/x/jobs/x.md": "other", "/home/x/jobs/y.md": "e"}, {"/home/x/jobs": "jobs"})
    assert there.by_path == {"/home/x/jobs/x.md": STARRED, "/home/x/jobs/y.md": NOTED}
    assert there.take_in(raw, "f") == 0
    assert Marks(tmp_path / "there").by_path == there.by_path


def test_an_export_joins_the_marks_that_are_there(folder: Path, tmp_path: Path) -> None:
    raw = marked(folder).export()
    there = Marks(tmp_path / "there")
    there.put("/q/jobs/x.md", "other", NOTED)
    there.take_in(raw, "f")
    there.follow({"/q/jobs/x.md": "other"}, {"/q/jobs": "jobs"})
    assert there.of("/q/jobs/x.md") == Mark(star=True, note="call")


def test_through_the_library(tmp_path: Path) -> None:
    write(tmp_path / "a" / "jobs", "sailor.md", "Sea.", title="A sailor")
    write(tmp_path / "a" / "jobs", "cook.md", "Soup.", title="A cook")
    for at, path in enumerate(("a", "b")):
        if at:
            (tmp_path / "a").rename(tmp_path / "b")
            write(tmp_path / "b" / "jobs", "cook.md", "Other soup.", title="A cook")
        library = Library([resolve(tmp_path / path / "jobs")])
        library.refresh()
        cook = library.get("cook")
        assert cook is not None
        if at:
            assert library.user.mark_of(cook) == STARRED
        library.user.put_mark(cook, STARRED)
        library.close()


def test_what_a_copied_folder_has_as_well_is_told_once(tmp_path: Path) -> None:
    applied = Mark(stage=Stage.APPLIED, followup=date(2024, 5, 2))
    write(tmp_path / "a" / "jobs", "cook.md", "Soup.", title="A cook")
    for folder in ("a", "b"):
        if folder == "b":
            shutil.copytree(tmp_path / "a", tmp_path / "b")
        library = Library([resolve(tmp_path / folder / "jobs")])
        library.refresh()
        cook = library.get("cook")
        assert cook is not None
        if folder == "a":
            library.user.put_mark(cook, applied)
        assert [one.path for one in library.user.log()] == [cook.path] * 2
        assert [one.path for one in library.user.followups()] == [cook.path]
        library.close()
