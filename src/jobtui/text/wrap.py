"""Break text into lines of a width in terminal cells."""

from __future__ import annotations

import re

from jobtui.text.cells import cells, chop, has_only_single_cells

_WORD = re.compile(r"[^ ]+")
# French puts a space before these signs; a line must not begin with one of them.
_LOOSE_SIGN = re.compile(r" (?=[?!:;»%€/]+(?:[\s,.)]|$))|(?<=«) ")
_NO_BREAK = str.maketrans("\u00a0\u202f\u2007", "   ")


def glue(text: str) -> str:
    """Return *text*, as long as before, with French signs held to their words."""
    return _LOOSE_SIGN.sub("\u00a0", text) if " " in text else text


def show_spaces(text: str) -> str:
    """Return *text*, as long as before, with no-break spaces as plain ones."""
    return text if text.isascii() else text.translate(_NO_BREAK)


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Return the start and end offsets of the lines of *text*, none wider than *width* cells.

    Lines break at line ends and plain spaces; a word wider than a line is cut.
    """
    lines: list[tuple[int, int]] = []
    start = 0
    for part in text.split("\n"):
        end = start + len(part)
        first = end - len(part.lstrip(" "))
        last = start + len(part.rstrip(" "))
        if first >= last:
            lines.append((start, start))
        elif has_only_single_cells(part):
            _wrap_narrow(text, first, last, width, lines)
        else:
            _wrap_wide(text, first, last, width, lines)
        start = end + 1
    return lines


def _wrap_narrow(text: str, start: int, end: int, width: int, lines: list[tuple[int, int]]) -> None:
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut <= start:
            lines.append((start, start + width))
            start += width
            continue
        last = cut
        while text[last - 1] == " ":
            last -= 1
        lines.append((start, last))
        start = cut + 1
        while text[start] == " ":
            start += 1
    lines.append((start, end))


def _wrap_wide(text: str, start: int, end: int, width: int, lines: list[tuple[int, int]]) -> None:
    first, last, used = -1, -1, 0
    for word in _WORD.finditer(text, start, end):
        size = cells(word[0])
        gap = word.start() - last
        if first >= 0 and used + gap + size <= width:
            used += gap + size
            last = word.end()
            continue
        if first >= 0:
            lines.append((first, last))
        first, last, used = word.start(), word.end(), size
        if size > width:
            *full, (first, last) = chop(text, first, last, width)
            lines += full
            used = cells(text[first:last])
    lines.append((first, last))
