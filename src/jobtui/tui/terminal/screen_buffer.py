r"""A copy of the terminal's screen: reads what is written, and returns what must be sent.

A cell is a cluster (a character with its marks; ``""`` after a wide one, `UNKNOWN` where it is
not known what is shown) and a `Style`. Rows and columns count from 0, at the top left.

Understood are text, SGR, ``CSI row;col H``, ``\r``, ``\n`` (the terminal's line discipline
makes it ``\r\n``), OSC 8 links and the marks of synchronized output. Queries, mode settings and
other OSC strings pass through where they stand. Everything else passes through as well, and
the buffer forgets what it knew, as it does for text that extends over the right margin.
"""

from __future__ import annotations

import re

from jobtui.text.cells import clusters, is_narrow
from jobtui.tui.terminal import escape_sequences as seq
from jobtui.tui.terminal.frame_diff import UNKNOWN, DiffWriter
from jobtui.tui.terminal.sgr import PLAIN, Style, blank_style, linked, restyle

_SMALL_FRAME = 96  # bytes; the marks of synchronized output are not worth it below

Cell = tuple[str, Style]


class ScreenBuffer:
    """What a terminal of *columns* x *rows* shows; `feed` it what is to be written."""

    def __init__(
        self, columns: int, rows: int, can_erase: bool = True, newline: str = "\r\n"
    ) -> None:
        """Take the size and what the terminal can do; see `DiffWriter`."""
        self._writer = DiffWriter(can_erase, newline)
        self._tail = ""
        self._sync_held = False
        self._style = PLAIN  # in which the application writes
        self.resize(columns, rows)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._columns, self._rows

    def resize(self, columns: int, rows: int) -> None:
        """Take a new size; terminals differ in what they then show."""
        self._columns, self._rows = columns, rows
        self.forget()

    def forget(self) -> None:
        """Forget what is shown, so that all that is written next is sent."""
        self.is_holding = False
        self._chars = [[UNKNOWN] * self._columns for _ in range(self._rows)]
        self._styles = [[PLAIN] * self._columns for _ in range(self._rows)]
        self._shown: dict[int, tuple[list[str], list[Style]]] = {}
        self._y = self._x = -1  # where the application believes the cursor; -1: not known
        self._writer.reset(self._chars, self._styles)

    def learn(self, picture: str) -> None:
        """Take for shown what a `picture` has drawn on a blank screen; it ends at the cursor.

        No cell is sent until `release`, or until something unknown is written.
        """
        self._chars[:] = [[" "] * self._columns for _ in range(self._rows)]
        self.feed(picture)
        self._style = PLAIN
        self._writer.place(self._y, self._x)
        self.is_holding = True

    def release(self) -> str:
        """Return what to send for all that was held back since `learn`."""
        self.is_holding = False
        return self.feed("")

    def drawn(self, data: str) -> ScreenBuffer:
        """Return a copy of this screen after *data* is written on it, with the cursor after it."""
        other = ScreenBuffer(*self.size)
        other._chars[:] = [chars[:] for chars in self._chars]
        other._styles[:] = [styles[:] for styles in self._styles]
        other._y, other._x = self._y, self._x
        other.is_holding = True
        other.feed(data)
        return other

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column where the application believes the cursor; the top left if unknown."""
        return max(0, self._y), max(0, self._x)

    def row(self, y: int) -> list[Cell]:
        """Return the cells of a row."""
        return list(zip(self._chars[y], self._styles[y], strict=True))

    def feed(self, data: str) -> str:
        """Return what to send so that the terminal looks as if all of *data* were sent."""
        data, self._tail = self._tail + data, ""
        for match in seq.TOKEN.finditer(data):
            kind = match.lastindex
            if kind == seq.TEXT:
                self._put(match[seq.TEXT])
            elif kind == seq.SGR:
                style = restyle(self._style, match[seq.SGR])
                if style is None:
                    self._pass(match[0])
                else:
                    self._style = style
            elif kind == seq.COLUMN:
                self._move(match)
            else:
                self._take(match)
        self._settle()
        sent = self._writer.take()
        if self._sync_held and len(sent) > _SMALL_FRAME:
            self._sync_held = False
            sent = seq.SYNC_START + sent
        return sent

    def _move(self, match: re.Match[str]) -> None:
        y, x = int(match[seq.ROW] or 1) or 1, int(match[seq.COLUMN] or 1) or 1
        if y > self._rows or x > self._columns:
            self._pass(match[0])
        else:
            self._y, self._x = y - 1, x - 1

    def _take(self, match: re.Match[str]) -> None:
        """Handle the rarer tokens."""
        kind, found = match.lastindex, match[0]
        if kind == seq.LINE_END:
            if self._y < 0 or (found != "\r" and self._y + 1 == self._rows):
                self._pass(found)
            else:
                self._y, self._x = self._y + (found != "\r"), 0
        elif kind == seq.LINK:
            self._style = linked(self._style, match[seq.LINK])
        elif kind == seq.SYNC:
            self._synchronize(found)
        elif kind == seq.NEUTRAL:
            self._settle()
            self._writer.add(found)
        elif kind == seq.CUT:
            self._tail = found
        else:
            self._pass(found)

    def _synchronize(self, mark: str) -> None:
        """Hold back the mark that starts a frame until the frame is known to be worth it."""
        self._settle()
        if mark == seq.SYNC_START and self._writer.is_empty:
            self._sync_held = True
        elif mark == seq.SYNC_END and self._sync_held:
            self._sync_held = False
        else:
            self._writer.add(mark)

    def _pass(self, text: str) -> None:
        """Send *text* as it is, in the state that the application expects; then forget."""
        self.is_holding = False
        self._settle()
        self._writer.add(text)
        self.forget()

    def _put(self, text: str) -> None:
        """Put *text* into cells at the application's cursor."""
        if self._y < 0:
            self._pass(text)
        elif is_narrow(text):
            self._place(text, list(text))
        else:
            for cluster, width in clusters(text):
                if width:
                    self._place(cluster, [cluster] + [""] * (width - 1))
                else:
                    self._attach(cluster)

    def _place(self, text: str, cells: list[str]) -> None:
        start, end = self._x, self._x + len(cells)
        if self._y < 0 or end > self._columns:
            self._pass(text)
            return
        chars, styles = self._touch()
        if not chars[start]:
            self._halve(chars, start)
        if end < self._columns and not chars[end]:
            self._halve(chars, end)
        chars[start:end] = cells
        blank = blank_style(self._style)
        if blank is self._style or " " not in cells:
            styles[start:end] = [self._style] * len(cells)
        else:
            styles[start:end] = [blank if cell == " " else self._style for cell in cells]
        self._x = end

    @staticmethod
    def _halve(chars: list[str], x: int) -> None:
        """Blank the wide cluster of which one part is left of column *x*, the other from it on."""
        while not chars[x - 1]:
            x -= 1
        chars[x - 1] = " "
        while x < len(chars) and not chars[x]:
            chars[x] = " "
            x += 1

    def _attach(self, mark: str) -> None:
        """Add a *mark* without width to the cluster before the application's cursor."""
        x = self._x - 1
        while self._y >= 0 and x > 0 and not self._chars[self._y][x]:
            x -= 1
        if self._y < 0 or x < 0 or self._chars[self._y][x] == UNKNOWN:
            self._pass(mark)
        else:
            self._touch()[0][x] += mark

    def _touch(self) -> tuple[list[str], list[Style]]:
        """Return the row of the application's cursor, to be changed; note what is shown there."""
        chars, styles = self._chars[self._y], self._styles[self._y]
        if self._y not in self._shown:
            self._shown[self._y] = chars[:], styles[:]
        return chars, styles

    def _settle(self) -> None:
        """Send what changed, then bring cursor and style where the application believes them."""
        if self.is_holding:
            return
        for y in sorted(self._shown):
            self._writer.draw(y, *self._shown[y])
        self._shown.clear()
        self._writer.finish(self._y, self._x, self._style)
