"""Titles of boxes."""

from __future__ import annotations

import pytest

from jobtui.tui.dialogs.box import fitted, ways_in


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


@pytest.mark.parametrize(
    ("room", "seen"),
    [
        (0, " Enter save  Tab complete  Esc cancel "),
        (38, " Enter save  Tab complete  Esc cancel "),
        (37, "Enter save Tab complete Esc cancel"),
        (30, "Enter save Esc cancel"),
        (20, "Enter sa… Esc cancel"),
    ],
)
def test_the_keys_are_told_in_the_room_there_is_and_how_to_leave_last(room: int, seen: str) -> None:
    ways = [("Enter", "save"), ("Tab", "complete"), ("Esc", "cancel")]
    assert "".join(text for text, _look in ways_in(ways, room)) == seen
