"""Themes as a terminal shows them: what the driver sends is read cell by cell in an emulator."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from rich.console import Console
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from jobtui.tui import styles
from jobtui.tui.styles import Colours
from jobtui.tui.terminal.screen_buffer import ScreenBuffer
from jobtui.tui.themes import contrast, find
from tests.tui.conftest import Drive, Driven
from tests.tui.emulator import Emulator

ALL = ("contrast", "contrast-light", *sorted(BUILTIN_THEMES))
FEW = ("nord", "contrast-light")
DIM, REVERSE = 2, 7


@pytest.fixture(autouse=True)
def own_looks() -> Iterator[None]:
    """Leave the terminal's colours to the tests that follow."""
    yield
    styles.use(Colours())


class Shown:
    """An emulator that is sent what changes from one frame to the next, as by the driver."""

    def __init__(self, it: Driven) -> None:
        self._app = it.app
        columns, rows = it.app.size
        self._buffer = ScreenBuffer(columns, rows, True, "\n")
        self._console = Console(
            file=io.StringIO(), force_terminal=True, color_system="truecolor", width=columns
        )
        self.emulator = Emulator(columns, rows)

    def send(self) -> None:
        """Bring the emulator up to date."""
        strips = self._app.screen._compositor.render_strips()
        frame = "".join(
            f"\x1b[{y};1H{strip.render(self._console)}" for y, strip in enumerate(strips, 1)
        )
        self.emulator.show(self._buffer.feed(f"\x1b[?2026h{frame}\x1b[?2026l"))

    def faults(self, least: float) -> list[tuple[str, Any]]:
        """Return cells without a ground of their own, or of less contrast than *least*."""
        looks: dict[tuple[bool, Any], str] = {}
        for row in self.emulator.cells():
            for char, look in row:
                if char:
                    looks.setdefault((char == " ", look), char)
        return [
            (char, look)
            for (_is_blank, look), char in looks.items()
            if not is_legible(char, look, least)
        ]


def is_legible(char: str, look: Any, least: float) -> bool:
    """Whether a cell has a ground, and its text can be read on that."""
    flags, text, ground = look
    if REVERSE in flags:
        text, ground = ground, text
    if not ground.startswith("2;"):
        return False
    if char == " ":
        return True
    if DIM in flags or not text:
        return False
    return round(contrast(colour_of(text), colour_of(ground)), 2) >= least


def colour_of(parameters: str) -> Color:
    """Return the colour of SGR parameters such as ``2;0;0;0``."""
    red, green, blue = map(int, parameters.split(";")[1:])
    return Color(red, green, blue)


@pytest.mark.parametrize(
    ("size", "keys", "themes"),
    [
        ((80, 24), ("slash", "p"), ALL),
        ((120, 40), ("tab",), FEW),
        ((60, 16), ("S",), FEW),
        ((200, 50), ("enter",), FEW),
        ((30, 8), ("O",), FEW),
    ],
)
async def test_each_cell_has_the_ground_of_the_theme_and_can_be_read(
    drive: Drive, size: tuple[int, int], keys: tuple[str, ...], themes: tuple[str, ...]
) -> None:
    async with drive(size=size) as it:
        await it.press(*keys)
        shown = Shown(it)
        for theme in themes:
            look = find(theme)
            if look.is_terminals:
                continue
            it.app.use_theme(look)
            await it.pilot.pause()
            shown.send()
            assert not shown.faults(7 if theme.startswith("contrast") else 4.5), theme
        it.app.use_theme(find(""))
