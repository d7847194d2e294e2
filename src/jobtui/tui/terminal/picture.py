"""What draws a screen, or leads from one screen to another: kept for the first frame."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise, takewhile
from operator import not_
from typing import NamedTuple

from jobtui.startup.ansi import is_clean
from jobtui.text.cells import is_narrow
from jobtui.tui.terminal.frame_diff import FEW
from jobtui.tui.terminal.screen_buffer import Cell, ScreenBuffer
from jobtui.tui.terminal.sgr import PLAIN, Style, blank_style, change


class ScreenChange(NamedTuple):
    """What draws the next screen on one, and what takes it back."""

    forth: str
    back: str


def picture(screen: ScreenBuffer, before: ScreenBuffer | None = None) -> str:
    """Return text, SGR and cursor positions that draw a screen on *before*, or on a blank one.

    They end at the application's cursor. Links are left out, and so are clusters that
    `startup.ansi.is_clean` would not let pass.
    """
    columns, rows = screen.size
    blank = [(" ", PLAIN)] * columns
    out: list[str] = []
    worn = PLAIN
    for y in range(rows):
        old = before.row(y) if before else blank
        row = screen.row(y)
        if old != row:
            worn = _redraw(y, row, old, worn, out)
    # What is drawn next begins in the style that this began in.
    out.append(change(worn, PLAIN))
    y, x = screen.cursor
    return "".join(out) + f"\x1b[{y + 1};{x + 1}H"


def _redraw(y: int, row: list[Cell], old: list[Cell], worn: Style, out: list[str]) -> Style:
    """Add to *out* what turns an *old* row into this; take and return the terminal's style."""
    # An old cluster may have covered more cells, or fewer, than its width says.
    redraws_all = not is_narrow("".join(char for char, _style in old))
    chars = [char for char, _style in row]
    all_clean = is_clean("".join(chars))
    at, unsure = -1, 0  # the terminal's cursor; up to where a cluster could reach
    for x, (char, style) in enumerate(row):
        if not char or (row[x] == old[x] and x >= unsure and not redraws_all):
            continue
        if not (all_clean or is_clean(char)):
            char = " "
        between = row[at:x] if 0 <= at < x <= at + FEW else []
        if between and blank_style(worn) == PLAIN and between == [(" ", PLAIN)] * (x - at):
            out.append(" " * (x - at))
        elif x != at:
            out.append(f"\x1b[{y + 1};{x + 1}H")
        style = style._replace(link="")
        if style != worn and (char != " " or style != blank_style(worn)):
            out.append(change(worn, style))
            worn = style
        at = x + 1
        if not is_narrow(char):
            width = 1 + sum(1 for _half in takewhile(not_, chars[at:]))
            out.append(" " * width + f"\x1b[{y + 1};{x + 1}H")
            at, unsure = -1, x + 2 * len(char)
        out.append(char)
    return worn


def steps_between(screen: ScreenBuffer, writes: Sequence[str]) -> list[ScreenChange]:
    """Return the steps from a screen to those it becomes by *writes*, one after the other."""
    screens = accumulate(writes, ScreenBuffer.drawn, initial=screen)
    return [
        ScreenChange(picture(after, before), picture(before, after))
        for before, after in pairwise(screens)
    ]
