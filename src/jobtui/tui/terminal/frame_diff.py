"""Sends what differs between the cells that a terminal shows and those that it is to show.

Terminals disagree about the width of anything but plain letters. Other clusters are sent on blanked
cells, the cursor is placed again behind them, and as many of the following cells are sent again as
the cluster could have covered.
"""

from __future__ import annotations

import re
from operator import is_not, ne, or_

from jobtui.text.cells import is_narrow
from jobtui.tui.terminal.sgr import PLAIN, UNSURE, Style, blank_style, change

UNKNOWN = "\x00"  # a cell where it is not known what the terminal shows
FEW = 4  # cells; fewer are sent again rather than erased or moved over
# Blanks are erased where that takes fewer bytes than to send them: ECH takes 4 or 5, to move over
# them as many again; at the end of what is sent there is nothing to move to.
_LONG_BLANK = re.compile(" {11,}")
_LAST_BLANK = re.compile(" {11,}| {6,}\\Z")
_SOME_BLANKS = re.compile(" {6,}")


class DiffWriter:
    """Collects the bytes that bring a terminal up to date, in its cursor and style as well.

    *can_erase* tells whether the terminal knows ECH, which erases cells inside a line; what is sent
    as *newline* must move to the start of the next line.
    """

    def __init__(self, can_erase: bool, newline: str) -> None:
        self._can_erase, self._newline = can_erase, newline
        self._out: list[str] = []
        self._sent = PLAIN  # the style that the terminal has
        self._columns = 0
        self._chars: list[list[str]] = []
        self._styles: list[list[Style]] = []
        self._y = self._x = -1  # where the terminal has its cursor; -1: not known

    def reset(self, chars: list[list[str]], styles: list[list[Style]]) -> None:
        """Take the cells to show, which their owner goes on changing.

        Of the terminal nothing is known but the link it is in, which only OSC 8 changes.
        """
        self._chars, self._styles = chars, styles
        self._columns = len(chars[0]) if chars else 0
        self._sent = UNSURE._replace(link=self._sent.link)
        self._y = self._x = -1

    def place(self, y: int, x: int) -> None:
        """Take the terminal's cursor to be there, in a style that is not known."""
        self._y, self._x, self._sent = y, x, UNSURE

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits to be taken."""
        return not self._out

    def add(self, text: str) -> None:
        """Send *text* as it is."""
        self._out.append(text)

    def take(self) -> str:
        """Return what is to be sent, and begin again."""
        sent = "".join(self._out)
        self._out.clear()
        return sent

    def finish(self, y: int, x: int, style: Style) -> None:
        """Bring cursor and style to where the application believes them; *y* is -1 for nowhere."""
        if y >= 0:
            self._go(y, min(x, self._columns - 1))
        if self._sent != UNSURE or style != PLAIN:
            self._wear(style)

    def draw(self, y: int, old_chars: list[str], old_styles: list[Style]) -> None:
        """Send the cells of row *y* that are not as they were."""
        chars, styles = self._chars[y], self._styles[y]
        if chars == old_chars and styles == old_styles:
            return
        changed = bytearray(map(or_, map(ne, chars, old_chars), map(is_not, styles, old_styles)))
        blank = self._join_blanks(y, changed)
        last, x = changed.rfind(1), changed.find(1)
        while x >= 0:
            if blank <= x <= last + 1 - FEW:
                self._go(y, x)
                self._wear(PLAIN, on_blanks=True)
                self._out.append("\x1b[K")
                return
            style, on_blank, end = styles[x], blank_style(styles[x]), x + 1
            while end < self._columns and changed[end] and end != blank:
                if styles[end] is not style and (chars[end] != " " or styles[end] is not on_blank):
                    break
                end += 1
            self._send(y, x, end, changed)
            x = changed.find(1, end)

    def _join_blanks(self, y: int, changed: bytearray) -> int:
        """Mark what lies between the *changed* cells of a long blank, to be erased with them.

        Returns the column from which on the row has only plain blanks.
        """
        text, styles = "".join(self._chars[y]), self._styles[y]
        if len(text) != self._columns or "" in self._chars[y]:
            return self._columns
        if self._can_erase:
            for blank in _SOME_BLANKS.finditer(text):
                start, end = blank.span()
                first, last = changed.find(1, start, end), changed.rfind(1, start, end)
                if first >= 0 and styles[first : last + 1].count(PLAIN) == last + 1 - first:
                    changed[first : last + 1] = b"\x01" * (last + 1 - first)
        start = len(text.rstrip(" "))
        return start if styles[start:].count(PLAIN) == self._columns - start else self._columns

    def _send(self, y: int, start: int, end: int, changed: bytearray) -> None:
        """Send cells that look alike; mark those *changed* that a cluster could have covered."""
        cells = self._chars[y][start:end]
        text = "".join(cells)
        if len(text) == end - start and is_narrow(text):
            followed = end < self._columns and changed[end]
            self._send_narrow(y, start, text, _LONG_BLANK if followed else _LAST_BLANK)
            return
        for x, cell in enumerate(cells, start):
            if len(cell) == 1 and is_narrow(cell):
                self._send_narrow(y, x, cell, _LONG_BLANK)
            elif cell:
                self._send_unsure(y, x, changed)

    def _send_narrow(self, y: int, x: int, text: str, erasable: re.Pattern[str]) -> None:
        """Send *text* of as many cells as characters; blanks that are *erasable* are erased."""
        style, on_blanks = self._styles[y][x], text.isspace()
        if x and self._styles[y][x - 1] == style:
            self._wear(style, on_blanks)
        self._go(y, x)
        self._wear(style, on_blanks)
        blank = erasable.search(text) if self._can_erase and blank_style(style) is PLAIN else None
        if blank is None:
            self._print(text)
            return
        self._print(text[: blank.start()])
        self._out.append(f"\x1b[{blank.end() - blank.start()}X")
        if blank.end() < len(text):
            self._send_narrow(y, x + blank.end(), text[blank.end() :], erasable)

    def _print(self, text: str) -> None:
        """Send narrow *text*; terminals disagree on where the cursor is after the last column."""
        self._out.append(text)
        self._x += len(text)
        if self._x >= self._columns:
            self._x = -1

    def _send_unsure(self, y: int, x: int, changed: bytearray) -> None:
        """Send one cluster of a width on which terminals disagree."""
        chars, cluster = self._chars[y], self._chars[y][x]
        end = x + 1
        while end < self._columns and not chars[end]:
            end += 1
        self._go(y, x)
        self._wear(self._styles[y][x])
        if end > x + 1:
            self._print(" " * (end - x))
            self._go(y, x)
        self._out.append(cluster)
        self._y = self._x = -1
        for covered in range(end, min(self._columns, x + 2 * len(cluster))):
            changed[covered] = chars[covered] != UNKNOWN

    def _wear(self, style: Style, on_blanks: bool = False) -> None:
        """Change the terminal's style, if that can be seen."""
        if style is not self._sent and not (on_blanks and blank_style(self._sent) == style):
            self._out.append(change(self._sent, style))
            self._sent = style

    def _go(self, y: int, x: int) -> None:
        """Move the terminal's cursor in the fewest bytes."""
        if (y, x) == (self._y, self._x):
            return
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if y == self._y:
            ways.append("\r" + _forward(x))
            if x > self._x >= 0:
                ways.append(_forward(x - self._x))
                ways += self._retraced(y, self._x, x)
            elif x < self._x:
                ways.append("\b" * (self._x - x))
        elif y == self._y + 1 and self._y >= 0:
            ways.append(self._newline + _forward(x))
        self._out.append(min(ways, key=len))
        self._y, self._x = y, x

    def _retraced(self, y: int, start: int, end: int) -> list[str]:
        """Return the cells between, if to send them again is a way to move over them."""
        text = "".join(self._chars[y][start:end])
        if end - start >= FEW or len(text) != end - start or not text.isascii():
            return []
        blank = blank_style(self._sent)
        for char, style in zip(text, self._styles[y][start:end], strict=True):
            if style != (blank if char == " " else self._sent) or char == UNKNOWN:
                return []
        return [text]


def _forward(cells: int) -> str:
    return f"\x1b[{cells}C" if cells > 1 else "\x1b[C" if cells else ""
