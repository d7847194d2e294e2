"""What the palette finds by what people call an action."""

from __future__ import annotations

import pytest

from jobtui.keymap.actions import ACTIONS
from jobtui.keymap.bindings import keys_of
from jobtui.text.cells import cells
from jobtui.tui.palette import PaletteLine, score_of
from tests.tui.conftest import Drive


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("star", "star"),
        ("mark applied", "stage"),
        ("bookmark", "star"),
        ("sync", "sync"),
        ("quit", "quit"),
        ("exit", "quit"),
        ("clipboard", "copy_link"),
        ("split", "layout"),
        ("browser", "open_page"),
        ("comment", "note"),
        ("ignore", "hide"),
        ("vim", "edit"),
        ("refresh", "reload"),
        ("shortcuts", "help"),
    ],
)
def test_the_best_match_is_what_was_meant(typed: str, found: str) -> None:
    best = max(ACTIONS, key=lambda action: score_of(typed, action))
    assert best.name == found


def test_what_nothing_is_called_matches_nothing() -> None:
    assert not any(score_of("xylophone", action) for action in ACTIONS)


@pytest.mark.parametrize("room", [25, 55, 95])
def test_a_line_has_three_columns_and_no_cell_too_many(room: int) -> None:
    for action in ACTIONS:
        keys = keys_of(action)
        line = PaletteLine(action.label(), action.help(), keys).fitted(room)
        assert cells(line.text) == room
        assert line.text.rpartition("  ")[2] in (keys, keys.partition(", ")[0])
        assert line.text.startswith(action.label() if room > 50 else action.label()[:4])


async def test_searches_are_found_by_what_they_find(drive: Drive) -> None:
    async with drive() as it:
        await it.press("ctrl+p")
        await it.type("closes")
        await it.pilot.pause(0.3)
        await it.settle()
        assert "search closes:<7d     What closes within 7 days" in it.seen()
        await it.press("enter")
        await it.settle()
        assert it.screen.panes.search_box.value == "closes:<7d"


async def test_the_command_that_enter_runs_is_seen(drive: Drive) -> None:
    async with drive() as it:
        await it.press("ctrl+p")
        await it.type("star")
        await it.pilot.pause(0.3)
        await it.settle()
        strips = it.app.screen._compositor.render_strips()
        pieces = [piece for strip in strips for piece in strip if "the posting" in piece.text]
        grounds = [piece.style.bgcolor for piece in pieces if piece.style is not None]
        assert grounds[0] is not None
        assert grounds[0] not in grounds[1:]
