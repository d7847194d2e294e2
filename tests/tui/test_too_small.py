"""Below the smallest size nothing is changed unseen: only Esc, to quit and a new size work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, TextArea

from jobtui.library.library import Library
from jobtui.marks.model import Mark
from jobtui.tui.too_small import TooSmall
from jobtui.tui.widgets.footer import Footer
from tests.pseudo_terminal import Terminal
from tests.tui.conftest import Drive, Driven

SMALL = (20, 5)
EVERY_KEY = (
    "asterisk", "H", "u", "m", "S", "U", "W", "D", "s", "O", "X", "C", "r", "w", "P", "f", "slash",
    "tab", "down", "end", "enter", "space", "o", "a", "y", "Y", "p", "e", "v", "vertical_line",
    "colon", "ctrl+p", "question_mark", "f1", "f2", "n", "L", "1", "ctrl+s", "backspace", "delete",
)  # fmt: skip


async def shrink(it: Driven) -> None:
    await it.pilot.resize_terminal(*SMALL)
    await it.settle()
    assert it.seen().startswith("Too small: 20x5. ")
    assert "Développeur" not in it.seen()


async def grow(it: Driven) -> None:
    await it.pilot.resize_terminal(120, 40)
    await it.settle()
    assert not it.app.screen.query(TooSmall)


def marks(library: Library) -> dict[str, Mark]:
    every = library.snapshot.rows.texts("id")
    return {name: library.user.mark_of(library.get(name)) for _at, name in every}  # type: ignore[arg-type]


async def press_everything(it: Driven) -> None:
    for key in EVERY_KEY:
        await it.pilot.press(key)
    it.app.post_message(events.Paste("collé\n"))
    for kind in (events.MouseDown, events.MouseUp, events.MouseScrollDown):  # as the driver sends
        it.app.post_message(kind(None, 3, 3, 0, 0, 1, False, False, False))
    await it.settle()


async def test_no_key_click_or_paste_changes_anything_unseen(
    drive: Drive, library: Library
) -> None:
    async with drive() as it:
        await it.press("down")
        await shrink(it)
        before = marks(library)
        await press_everything(it)
        assert marks(library) == before
        assert len(it.app.screen_stack) == 1
        await grow(it)
        assert (it.selected, it.focus, it.screen.query_one(Input).value) == (
            "Designer UX/UI", "list", "",
        )  # fmt: skip
        assert it.panes() == ["sidebar", "list", "detail"]
        await it.press("down")
        assert it.selected == "Coach produit"


async def test_a_text_that_cannot_be_seen_is_not_marked_as_seen(
    drive: Drive, library: Library
) -> None:
    async with drive() as it:
        await shrink(it)
        it.screen.marks.viewed = it.screen.marks.viewed._replace(since=-1000.0)
        it.screen.marks.check_viewed()
        await it.settle()
        assert not any(marks(library).values())
        await grow(it)
        it.screen.marks.check_viewed()
        await it.settle()
        assert [name for name, mark in marks(library).items() if mark.seen]


DIALOGS: dict[str, tuple[str, ...]] = {
    "note": ("m", "x"),
    "stage": ("S",),
    "palette": ("colon",),
    "help": ("question_mark",),
    "raw": ("v",),
    "command": ("vertical_line", "x"),
    "address": ("tab", "l", "o"),
    "links": ("tab", "L"),
    "save": ("slash", "p", "enter", "W"),
}


@pytest.mark.parametrize("name", DIALOGS)
async def test_nothing_is_done_in_a_dialog_that_cannot_be_seen(
    drive: Drive, library: Library, name: str
) -> None:
    async with drive() as it:
        await it.press(*DIALOGS[name])
        (dialog,) = it.app.screen_stack[1:]
        text = [box.value for box in dialog.query(Input)]
        notes = [area.text for area in dialog.query(TextArea)]
        await shrink(it)
        before = marks(library)
        await press_everything(it)
        assert it.app.screen_stack[1:] == [dialog]
        assert marks(library) == before
        assert [box.value for box in dialog.query(Input)] == text
        assert [area.text for area in dialog.query(TextArea)] == notes
        await grow(it)
        assert it.app.screen is dialog


async def test_escape_goes_back_unseen_as_well(drive: Drive) -> None:
    async with drive() as it:
        await it.press("question_mark")
        await shrink(it)
        await it.press("escape")
        assert it.app.screen is it.screen
        assert it.seen().startswith("Too small")
        await it.press("enter")
        await grow(it)
        assert it.panes() == ["sidebar", "list", "detail"]


async def test_what_leaves_does_so_and_is_named(drive: Drive) -> None:
    async with drive() as it:
        await shrink(it)
        assert "q quits" in " ".join(it.seen().split())
        await it.press("q")
        assert it.app._exit


async def test_where_text_is_typed_a_letter_does_not_leave(drive: Drive) -> None:
    async with drive() as it:
        await it.press("slash", "p")
        await shrink(it)
        assert "Ctrl+Q quits" in " ".join(it.seen().split())
        await it.press("q")
        assert not it.app._exit
        assert it.screen.query_one(Input).value == "p"
        await it.press("ctrl+q")
        assert it.app._exit


async def test_what_opens_unseen_is_covered_and_a_start_too(drive: Drive) -> None:
    async with drive(size=SMALL) as it:
        assert it.seen().startswith("Too small")
        await it.press("asterisk")
        it.screen.action_help()
        await it.settle()
        assert it.seen().startswith("Too small")
        await grow(it)
        assert "Search as you type" in it.seen()
        await it.press("escape")
        assert not it.screen.query_one(Footer).is_noticing
        assert it.focus == "list"
        await it.press("down")
        assert it.selected == "Designer UX/UI"


def test_so_it_is_in_a_terminal(in_terminal: Callable[..., Terminal], folder: Path) -> None:
    terminal = in_terminal("--source", str(folder), "--as-of", "2024-05-01")
    terminal.wait_for("5 of 5", 60)
    terminal.wait_for("▌[^\n]*Développeur", 60)
    terminal.resize(20, 5)
    terminal.wait_for("Too small: 20x5", 60)
    terminal.send("*Hm")
    terminal.send("\x1b[200~x\x1b[201~\x1b[<0;3;3M\x1b[<0;3;3m")
    terminal.resize(120, 40)
    terminal.wait_for("5 of 5", 60)
    terminal.wait_for("▌[^\n]*Développeur", 60)
    assert "★" not in terminal.text
    terminal.resize(20, 5)
    terminal.wait_for("q quits", 60)
    terminal.send("q")
    assert terminal.wait(60) == 0
