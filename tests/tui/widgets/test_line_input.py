"""Editing in boxes of one line and in a note: whole signs, and pastes of several lines."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input, TextArea

from tests.tui.conftest import Drive, Driven

SIGNS = ["👩‍💻", "👍🏽", "🇫🇷", "🇧🇪", "e\u0301", "❤️", "1️⃣", "👨‍👩‍👧‍👦", "z", "漢"]


BOXES = {
    "search": ("slash",),
    "find": ("enter", "slash"),
    "palette": ("colon",),
    "command": ("vertical_line",),
    "name of a search": ("slash", "a", "enter", "W"),
}


async def box_of(it: Driven, keys: tuple[str, ...]) -> Input:
    await it.press(*keys)
    for _round in range(100):  # the palette gives the keys to its box a little later
        if isinstance(it.app.focused, Input):
            break
        await it.settle()
    box = it.app.focused
    assert isinstance(box, Input)
    box.value = ""
    await it.settle()
    return box


async def paste(it: Driven, text: str) -> None:
    it.app.post_message(events.Paste(text))
    await it.settle()


@pytest.mark.parametrize("keys", BOXES.values(), ids=BOXES)
async def test_a_box_of_one_line(drive: Drive, keys: tuple[str, ...]) -> None:
    async with drive() as it:
        box = await box_of(it, keys)
        await paste(it, "a👩‍💻🇫🇷e\u0301b")
        await it.press("left", "backspace")
        assert box.value == "a👩‍💻🇫🇷b"
        await it.press("left", "left", "delete")
        assert box.value == "a🇫🇷b"
        await it.press("right", "backspace")
        assert box.value == "ab"
        await it.press("shift+left")
        assert box.selected_text == "a"
        await it.press("delete")
        assert box.value == "b"
        box.value = ""
        await paste(it, "un\ndeux  \n\n   trois\n")
        assert box.value == "un deux trois"


async def test_a_paste_that_is_too_long_for_a_box_is_cut(drive: Drive) -> None:
    async with drive() as it:
        box = await box_of(it, BOXES["name of a search"])
        await paste(it, "x" * 500)
        assert box.value == "x" * 200


async def test_a_note(drive: Drive) -> None:
    async with drive() as it:
        await it.press("m")
        area = it.app.focused
        if not isinstance(area, TextArea):
            await it.press("enter")
            area = it.app.focused
        assert isinstance(area, TextArea)
        await paste(it, "a👩‍💻🇫🇷\ne\u0301b")
        await it.press("left", "backspace")
        assert area.text == "a👩‍💻🇫🇷\nb"
        await it.press("left", "backspace", "left", "delete")
        assert area.text == "a\nb"
        await it.press("delete")
        assert area.text == "ab"
        await it.press("shift+right")
        assert area.selected_text == "b"


@pytest.mark.parametrize("keys", [(), *BOXES.values(), ("question_mark",)])
async def test_ctrl_c_says_how_to_leave(drive: Drive, keys: tuple[str, ...]) -> None:
    async with drive() as it:
        await it.press(*keys)
        await it.press("ctrl+c")
        assert ("Ctrl+Q" if keys else "q") + " quits jobtui." in it.seen()


async def test_ctrl_c_copies_what_is_selected(drive: Drive) -> None:
    async with drive() as it:
        await it.press("slash")
        await it.type("abc")
        await it.press("shift+left", "ctrl+c")
        assert it.app.clipboard == "c"
        assert "quits jobtui" not in it.seen()
