r"""A shadow of the terminal's screen: reads what is written and tells what must be sent.

A cell is a cluster (a character with its marks; ``""`` behind a wide one, ``_UNKNOWN`` where
nobody knows what is shown) and a `Style`. Rows and columns count from 0, at the top left.

Understood are text, SGR, ``CSI row;col H``, ``\r``, ``\n`` (the terminal's line discipline
makes it ``\r\n``), OSC 8 links and the marks of synchronized output. Queries, mode settings and
other OSC strings pass through where they stand. Everything else passes through as well, and
the shadow forgets what it knew, as it does for text that reaches over the right margin.

Terminals disagree about the width of anything but plain letters. Other clusters are sent on
blanked cells, the cursor is placed anew behind them, and as many of the following cells are sent
again as the cluster could have covered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise, takewhile
from operator import is_not, ne, not_, or_

from jobtui.startup.ansi import is_clean
from jobtui.text.cells import clusters, is_narrow
from jobtui.tui.terminal.sgr import PLAIN, UNSURE, Style, blank_style, change, linked, restyle

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"

_UNKNOWN = "\x00"
_FEW = 4  # cells; fewer are sent rather than erased or moved over
_LONG_BLANK = re.compile(" {11,}")  # worth to be erased and moved over
_LAST_BLANK = re.compile(" {11,}| {6,}\\Z")  # worth to be erased, the last not moved over
_SOME_BLANKS = re.compile(" {6,}")
_SMALL_FRAME = 96  # bytes; the marks of synchronized output are not worth it below

_MODES = "1|7|12|25|100[0-7]|101[56]|2004|2026|2031|2048"
_TOKEN = re.compile(
    r"([^\x00-\x1f\x7f-\x9f]+)"
    r"|\x1b\[([0-9;:]*)m"
    r"|\x1b\[([0-9]*);?([0-9]*)[Hf]"
    r"|(\r?\n|\r)"
    r"|\x1b\]8;([^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b\[\?(2026[hl])"
    rf"|(\x07|\x1b\[\?(?:{_MODES})[hl]|\x1b\[[?>=]?[0-9;]*[cn]|\x1b\[\??[0-9;]*\$p"
    r"|\x1b\[[<>=?][0-9;]*u|\x1b\[>[0-9;]*[mq]|\x1b\[[0-9]* q"
    r"|\x1b\](?!1337)[^\x07\x1b]*(?:\x07|\x1b\\))"
    r"|(\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[ -/]+[0-~]|\x1b[0-OQ-WYZ`-~\\]|[\x00-\x1a\x1c-\x1f\x7f-\x9f])"
    r"|(\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]*\x1b?|[ -/]*)\Z)"
    r"|([\s\S])"
)
_TEXT, _SGR, _ROW, _MOVE, _LINE, _LINK, _SYNC, _NEUTRAL, _STRANGE, _CUT = range(1, 11)


class ScreenBuffer:
    """What a terminal of *columns* x *rows* shows; `feed` it what is to be written."""

    def __init__(
        self, columns: int, rows: int, can_erase: bool = True, newline: str = "\r\n"
    ) -> None:
        """Take what the terminal can do.

        With *can_erase* blanks inside a line are erased by ECH, which a VT100 has not; what is
        written as *newline* moves to the start of the next line.
        """
        self._can_erase, self._newline = can_erase, newline
        self._out: list[str] = []
        self._tail = ""
        self._sync_held = False
        self._style = self._sent = PLAIN
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
        """Know nothing of what is shown, so that what is written next is sent."""
        self.is_holding = False
        self._chars = [[_UNKNOWN] * self._columns for _ in range(self._rows)]
        self._styles = [[PLAIN] * self._columns for _ in range(self._rows)]
        self._shown: dict[int, tuple[list[str], list[Style]]] = {}
        self._sent = UNSURE._replace(link=self._sent.link)
        self._y = self._x = -1  # where the writer believes the cursor; -1: not known
        self._at_y = self._at_x = -1  # where the terminal has it

    def learn(self, picture: str) -> None:
        """Know what `picture` has drawn on a blank screen, at whose end the cursor is.

        Until `release`, or until something unknown is written, no cell is sent.
        """
        self._chars = [[" "] * self._columns for _ in range(self._rows)]
        self.feed(picture)
        self._style, self._sent = PLAIN, UNSURE
        self._at_y, self._at_x = self._y, self._x
        self.is_holding = True

    def release(self) -> str:
        """Return what to send of what was held back since `learn`."""
        self.is_holding = False
        return self.feed("")

    def drawn(self, data: str) -> ScreenBuffer:
        """Return another shadow: of this screen when *data* is written on it."""
        other = ScreenBuffer(*self.size)
        other._chars = [chars[:] for chars in self._chars]
        other._styles = [styles[:] for styles in self._styles]
        other.is_holding = True
        other.feed(data)
        other._y, other._x = self._y, self._x
        return other

    def picture(self, before: ScreenBuffer | None = None) -> str:
        """Return text, SGR and cursor positions that draw what is shown on a blank screen.

        With *before* they draw it on that. They end where the writer believes the cursor.

        Links, and clusters that are not printable as they are, are left out.
        """
        blank = [(" ", PLAIN)] * self._columns
        out: list[str] = []
        worn = PLAIN
        for y in range(self._rows):
            old = before._row(y) if before else blank
            if old != self._row(y):
                worn = self._redraw(y, old, worn, out)
        # The next text that is drawn begins with the style that this one began with.
        out.append(change(worn, PLAIN))
        return "".join(out) + f"\x1b[{max(0, self._y) + 1};{max(0, self._x) + 1}H"

    def _redraw(self, y: int, old: list[tuple[str, Style]], worn: Style, out: list[str]) -> Style:
        """Add to *out* what makes a row of an *old* one; takes and returns the terminal's style."""
        row = self._row(y)
        # A cluster of before may have covered more cells, or fewer, than believed.
        anew = not is_narrow("".join(char for char, _style in old))
        all_clean = is_clean("".join(self._chars[y]))
        at, unsure = -1, 0  # the terminal's cursor; up to where a cluster could reach
        for x, (char, style) in enumerate(row):
            if not char or (row[x] == old[x] and x >= unsure and not anew):
                continue
            if not (all_clean or is_clean(char)):
                char = " "
            between = row[at:x] if 0 <= at < x <= at + _FEW else []
            if between and blank_style(worn) == PLAIN and between == [(" ", PLAIN)] * (x - at):
                out.append(" " * (x - at))
            elif x != at:
                out.append(f"\x1b[{y + 1};{x + 1}H")
            if style is not worn:
                style = style._replace(link="")
                out.append(change(worn, style))
                worn = style
            at = x + 1
            if not is_narrow(char):
                width = 1 + sum(1 for _half in takewhile(not_, self._chars[y][at:]))
                out.append(" " * width + f"\x1b[{y + 1};{x + 1}H")
                at, unsure = -1, x + 2 * len(char)
            out.append(char)
        return worn

    def _row(self, y: int) -> list[tuple[str, Style]]:
        return list(zip(self._chars[y], self._styles[y], strict=True))

    def feed(self, data: str) -> str:
        """Return what to send so that the terminal shows *data* as if all of it were sent."""
        data, self._tail = self._tail + data, ""
        for match in _TOKEN.finditer(data):
            kind = match.lastindex
            if kind == _TEXT:
                self._put(match[_TEXT])
            elif kind == _SGR:
                style = restyle(self._style, match[_SGR])
                if style is None:
                    self._pass(match[0])
                else:
                    self._style = style
            elif kind == _MOVE:
                self._move(match)
            else:
                self._take(match)
        self._settle()
        sent = "".join(self._out)
        self._out.clear()
        if self._sync_held and len(sent) > _SMALL_FRAME:
            self._sync_held = False
            sent = SYNC_START + sent
        return sent

    def _move(self, match: re.Match[str]) -> None:
        y, x = int(match[_ROW] or 1) or 1, int(match[_MOVE] or 1) or 1
        if y > self._rows or x > self._columns:
            self._pass(match[0])
        else:
            self._y, self._x = y - 1, x - 1

    def _take(self, match: re.Match[str]) -> None:
        """Take a token that is rare."""
        kind, found = match.lastindex, match[0]
        if kind == _LINE:
            if self._y < 0 or (found != "\r" and self._y + 1 == self._rows):
                self._pass(found)
            else:
                self._y, self._x = self._y + (found != "\r"), 0
        elif kind == _LINK:
            self._style = linked(self._style, match[_LINK])
        elif kind == _SYNC:
            self._synchronize(found)
        elif kind == _NEUTRAL:
            self._settle()
            self._out.append(found)
        elif kind == _CUT:
            self._tail = found
        else:
            self._pass(found)

    def _synchronize(self, mark: str) -> None:
        """Hold the mark that starts a frame until the frame is known to be worth it."""
        self._settle()
        if mark == SYNC_START and not self._out:
            self._sync_held = True
        elif mark == SYNC_END and self._sync_held:
            self._sync_held = False
        else:
            self._out.append(mark)

    def _pass(self, text: str) -> None:
        """Send *text* as it is, in the state that its writer counts on; then forget."""
        self.is_holding = False
        self._settle()
        self._out.append(text)
        self.forget()

    def _put(self, text: str) -> None:
        """Take *text* into the cells from the writer's cursor on."""
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
        """Blank the wide cluster that a border at *x* cuts in two."""
        while not chars[x - 1]:
            x -= 1
        chars[x - 1] = " "
        while x < len(chars) and not chars[x]:
            chars[x] = " "
            x += 1

    def _attach(self, mark: str) -> None:
        """Add a *mark* without width to the cluster before the writer's cursor."""
        x = self._x - 1
        while self._y >= 0 and x > 0 and not self._chars[self._y][x]:
            x -= 1
        if self._y < 0 or x < 0 or self._chars[self._y][x] == _UNKNOWN:
            self._pass(mark)
        else:
            self._touch()[0][x] += mark

    def _touch(self) -> tuple[list[str], list[Style]]:
        """Return the row of the writer's cursor, to change; what is shown is kept."""
        chars, styles = self._chars[self._y], self._styles[self._y]
        if self._y not in self._shown:
            self._shown[self._y] = chars[:], styles[:]
        return chars, styles

    def _settle(self) -> None:
        """Send what changed, then bring cursor and style where the writer believes them."""
        if self.is_holding:
            return
        for y in sorted(self._shown):
            self._draw(y, *self._shown[y])
        self._shown.clear()
        if self._y >= 0:
            self._go(self._y, min(self._x, self._columns - 1))
        if self._sent != UNSURE or self._style != PLAIN:
            self._wear(self._style)

    def _draw(self, y: int, old_chars: list[str], old_styles: list[Style]) -> None:
        """Send the cells of a row that are not as they were."""
        chars, styles = self._chars[y], self._styles[y]
        if chars == old_chars and styles == old_styles:
            return
        changed = bytearray(map(or_, map(ne, chars, old_chars), map(is_not, styles, old_styles)))
        blank = self._join_blanks(y, changed)
        last, x = changed.rfind(1), changed.find(1)
        while x >= 0:
            if blank <= x <= last + 1 - _FEW:
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
        """Send narrow *text*; terminals disagree on where the cursor is behind the last column."""
        self._out.append(text)
        self._at_x += len(text)
        if self._at_x >= self._columns:
            self._at_x = -1

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
        self._at_y = self._at_x = -1
        for covered in range(end, min(self._columns, x + 2 * len(cluster))):
            changed[covered] = chars[covered] != _UNKNOWN

    def _wear(self, style: Style, on_blanks: bool = False) -> None:
        """Change the terminal's style, if that can be seen."""
        if style is not self._sent and not (on_blanks and blank_style(self._sent) == style):
            self._out.append(change(self._sent, style))
            self._sent = style

    def _go(self, y: int, x: int) -> None:
        """Move the terminal's cursor in the fewest bytes."""
        if (y, x) == (self._at_y, self._at_x):
            return
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if y == self._at_y:
            ways.append("\r" + _forward(x))
            if x > self._at_x >= 0:
                ways.append(_forward(x - self._at_x))
                ways += self._retraced(y, self._at_x, x)
            elif x < self._at_x:
                ways.append("\b" * (self._at_x - x))
        elif y == self._at_y + 1 and self._at_y >= 0:
            ways.append(self._newline + _forward(x))
        self._out.append(min(ways, key=len))
        self._at_y, self._at_x = y, x

    def _retraced(self, y: int, start: int, end: int) -> list[str]:
        """Return the cells between, if to send them again is a way to move over them."""
        text = "".join(self._chars[y][start:end])
        if end - start >= _FEW or len(text) != end - start or not text.isascii():
            return []
        blank = blank_style(self._sent)
        for char, style in zip(text, self._styles[y][start:end], strict=True):
            if style != (blank if char == " " else self._sent) or char == _UNKNOWN:
                return []
        return [text]


def ways(screen: ScreenBuffer, steps: Sequence[str]) -> list[tuple[str, str]]:
    """Return what draws each of *steps*, which are written one after the other, and what takes it
    back.
    """
    screens = accumulate(steps, ScreenBuffer.drawn, initial=screen)
    return [(after.picture(before), before.picture(after)) for before, after in pairwise(screens)]


def _forward(cells: int) -> str:
    return f"\x1b[{cells}C" if cells > 1 else "\x1b[C" if cells else ""
