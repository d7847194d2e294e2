"""A terminal to draw on: pyte's screen with styles as they are seen and clusters kept whole."""

from __future__ import annotations

import re
from typing import Any

import pyte
from pyte import modes
from wcwidth import wcwidth

_UNREAD = re.compile(r"\x1b\[[<=>?][0-9;]*\$?[a-gi-km-zA-Z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
_OFF = {22: (1, 2), 23: (3,), 24: (4, 21), 25: (5, 6), 27: (7,), 28: (8,), 29: (9,)}
_OFF |= {54: (51, 52), 55: (53,)}
_SEEN_ON_BLANK = {4, 7, 9, 21, 51, 52, 53}
_PLAIN: tuple[frozenset[int], str, str] = (frozenset(), "", "")


class Emulator(pyte.Screen):  # type: ignore[misc]
    """A screen whose cells hold a whole cluster and, as their colour, their whole style.

    Not *modern*, it shows each part of joined emoji by itself, as old terminals do.
    """

    def __init__(self, columns: int, rows: int, modern: bool = True) -> None:
        self.modern = modern
        self._joining = False
        self._look = _PLAIN
        super().__init__(columns, rows)
        self._stream = pyte.Stream(self)

    def show(self, data: str) -> None:
        """Take *data* as a terminal does behind a line discipline that maps newlines."""
        data = re.sub("(?<!\r)\n", "\r\n", data)
        self._stream.feed(_UNREAD.sub("", data))

    def draw(self, data: str) -> None:
        """Put characters into cells; what has no width joins the cell before the cursor."""
        for char in data:
            half_a_flag = "\U0001f1e6" <= char <= "\U0001f1ff" and not self._joining
            joins = self.modern and (self._joining or char in "\ufe0f\U0001f3fd")
            width = 0 if joins else max(0, wcwidth(char))
            self._joining = char == "\u200d" or half_a_flag
            if width:
                self._advance(char, width)
            else:
                self._join(char)

    def _advance(self, char: str, width: int) -> None:
        x = self.cursor.x
        if x + width > self.columns:
            if modes.DECAWM in self.mode:
                self.carriage_return()
                self.linefeed()
                x = 0
            else:
                x = self.columns - width
        self._clear_halves(x, x + width)
        line = self.buffer[self.cursor.y]
        for at in range(x, x + width):
            line[at] = self.cursor.attrs._replace(data=char if at == x else "")
        self.cursor.x = x + width

    def _join(self, char: str) -> None:
        line, x = self.buffer[self.cursor.y], self.cursor.x - 1
        while x > 0 and not line[x].data:
            x -= 1
        if x < 0:
            return
        line[x] = line[x]._replace(data=line[x].data + char)
        widens = self.modern and char == "\ufe0f" and wcwidth(line[x].data[0]) == 1
        if widens and self.cursor.x == x + 1 < self.columns:
            self._clear_halves(x + 1, x + 2)
            line[x + 1] = line[x]._replace(data="")
            self.cursor.x = x + 2

    def _clear_halves(self, start: int, end: int) -> None:
        """Blank the wide characters that are overwritten by half."""
        line = self.buffer[self.cursor.y]
        left, right = start, end
        while left > 0 and not line[left].data:
            left -= 1
        while right < self.columns and not line[right].data:
            right += 1
        for x in (*range(left, start), *range(end, right)):
            line[x] = line[x]._replace(data=" ")

    def erase_characters(self, count: int | None = None) -> None:
        """Erase cells, and the other halves of wide characters."""
        self._clear_halves(self.cursor.x, min(self.columns, self.cursor.x + (count or 1)))
        super().erase_characters(count)

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        """Erase to the end of the line, and half a wide character before it."""
        if how == 0 and self.cursor.x < self.columns:
            self._clear_halves(self.cursor.x, self.columns)
        super().erase_in_line(how, private)

    def select_graphic_rendition(self, *codes: int) -> None:
        """Keep the whole style, also what pyte does not know."""
        flags, fg, bg = self._look
        left = list(codes or (0,))
        while left:
            code = left.pop(0)
            if code == 0:
                flags, fg, bg = _PLAIN
            elif code in (38, 48):
                length = 2 if left[0] == 5 else 4
                colour = ";".join(map(str, left[:length]))
                left = left[length:]
                fg, bg = (colour, bg) if code == 38 else (fg, colour)
            elif code in _OFF:
                flags -= set(_OFF[code])
            elif code in (4, 21):
                flags = flags - {4, 21} | {code}
            elif code < 30 or 50 < code < 56:
                flags |= {code}
            elif code == 39 or code % 100 // 10 in (3, 9):
                fg = "" if code == 39 else str(code)
            else:
                bg = "" if code == 49 else str(code)
        self._look = flags, fg, bg
        self.cursor.attrs = self.cursor.attrs._replace(fg=self._look)

    def set_mode(self, *codes: int, private: bool = False) -> None:
        """Clear the screen when it is switched to the alternate one."""
        super().set_mode(*codes, private=private)
        if private and 1049 in codes:
            self.erase_in_display(2)

    def reset(self) -> None:
        """Start anew, with a style of three parts."""
        super().reset()
        self._look = _PLAIN
        self.cursor.attrs = self.default_char

    @property
    def default_char(self) -> Any:
        """A blank without a style."""
        return pyte.screens.Char(" ", fg=_PLAIN)

    def cells(self) -> list[list[tuple[str, object]]]:
        """Return what is seen in each cell: cluster and style; on blanks most is not."""
        return [
            [self._seen(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines)
        ]

    @staticmethod
    def _seen(char: Any) -> tuple[str, object]:
        flags, _fg, bg = char.fg
        if char.data == " " and not flags & _SEEN_ON_BLANK:
            return " ", (frozenset(), "", bg)
        return char.data, char.fg

    def text(self) -> str:
        """Return the screen as text, without blanks at the ends of lines."""
        return "\n".join("".join(cell for cell, _ in row).rstrip() for row in self.cells())

    def at(self) -> tuple[int, int]:
        """Return row and column of the cursor."""
        return self.cursor.y, min(self.cursor.x, self.columns - 1)
