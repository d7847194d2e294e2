"""Measure text in terminal cells and break it into lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise

# Every character here is one cell wide, so that len() measures it.
_NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0386\u0388-\u0482"
    "\u1e00-\u1eff\u2010-\u2027\u202f-\u205e\u2070-\u209c\u20a0-\u20bf\u2190-\u2199"
    "\u2500-\u259b\u25a0-\u25fc\n]*"
).fullmatch
_WORD = re.compile(r"[^ ]+")
# French sets a space before these signs: it must not leave them alone on the next line.
_LOOSE_SIGN = re.compile(r" (?=[?!:;»%€/]+(?:[\s,.)]|$))|(?<=«) ")
_NO_BREAK = str.maketrans("\u00a0\u202f\u2007", "   ")


def cells(text: str) -> int:
    """Return the width of *text* in terminal cells."""
    if _NARROW(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


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
        elif _NARROW(part):
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


def chop(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Return the offsets of pieces of ``text[start:end]``, each at most *width* cells wide.

    Marks stay on their bases and joined emoji together. An empty text is one empty piece.
    """
    part = text[start:end]
    if _NARROW(part):
        cuts = list(range(start, end, width)) or [start]
        return list(zip(cuts, [*cuts[1:], end], strict=True))
    bounds = _clusters(part)
    ends = list(accumulate(cells(part[a:b]) for a, b in pairwise(bounds)))
    pieces: list[tuple[int, int]] = []
    at, done = 0, 0
    while at < len(ends):
        stop = max(bisect_right(ends, done + width, at), at + 1)
        pieces.append((start + bounds[at], start + bounds[stop]))
        at, done = stop, ends[stop - 1]
    return pieces


def _clusters(text: str) -> list[int]:
    """Return the offsets where *text* may be cut, 0 and its length among them."""
    bounds = [0]
    joined = False
    for offset, letter in enumerate(text):
        if offset and not joined and (letter < "\u0300" or cells(letter)):
            bounds.append(offset)
        joined = letter == "\u200d"
    bounds.append(len(text))
    return bounds


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """Return *text* in at most *width* cells, with an ellipsis where it was cut."""
    if cells(text) <= width:
        return text
    room = width - len(ellipsis)
    if room <= 0:
        return ellipsis[:width] if width > 0 else ""
    start, end = chop(text, 0, len(text), room)[0]
    piece = text[start:end] if cells(text[start:end]) <= room else ""
    return piece.rstrip() + ellipsis


def padded(text: str, width: int, ellipsis: str = "…") -> str:
    """Return *text* in exactly *width* cells: cut, or with spaces behind it."""
    text = cut(text, width, ellipsis)
    return text + " " * (width - cells(text))
