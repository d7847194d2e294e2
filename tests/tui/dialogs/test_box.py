"""Titles of boxes."""

from __future__ import annotations

import pytest

from jobtui.tui.dialogs.box import fitted


@pytest.mark.parametrize(
    ("title", "room", "seen"),
    [
        ("/home/a/jobs/b.md", 40, "/home/a/jobs/b.md"),
        ("/home/a/jobs/b.md", 10, "…jobs/b.md"),
        ("/home/a/jobs/漢字.md", 8, "…漢字.md"),
        ("/home", 1, ""),
        ("3 problems in all", 10, "3 problem…"),
    ],
)
def test_of_a_path_the_end_is_kept(title: str, room: int, seen: str) -> None:
    assert fitted(title, room) == seen
