"""How wide text is in terminal cells, and where it may be cut: the one table and the one cutter.

Widths are those of Rich, which Textual draws with. They hold for most terminals; `is_narrow` says
of which characters all terminals agree. Rich is imported only for text that the table here does
not cover: the command line does without it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

_JOINER = "\u200d"  # joins emoji to one
_REGIONAL = "[\U0001f1e6-\U0001f1ff]"  # two of them are a flag
# One cell in every terminal.
_AGREED = (
    " -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u03ff\u0400-\u0482\u048a-\u052f"
    "\u1e00-\u1eff\u2009\u2010-\u2027\u202f-\u203b\u203d-\u2048\u204a-\u205e\u20a0-\u20bf\u2116"
    "\u2122\u2190-\u2193\u2248\u2500-\u25a9\u25ac-\u25b5\u25b7-\u25bf\u25c1-\u25fa\u2605\u2606\u2713\u2717\u2718"
    "\u2800-\u28ff\ufb00-\ufb06"
)
# One cell by Unicode's tables, but drawn as emoji, or in two cells, by some terminals. A line end
# counts as one, like the space that takes its place where text is wrapped.
_MOSTLY = "\n\u203c\u2049\u2070-\u209c\u2194-\u2199\u25aa\u25ab\u25b6\u25c0\u25fb\u25fc"
_AGREED_TEXT = f"[{_AGREED}]*"  # which a table never needs: compiled by `re` at its first use
_ONE_CELL_TEXT = re.compile(f"[{_AGREED}{_MOSTLY}]*")


def is_narrow(text: str) -> bool:
    """Whether all terminals show each character of *text*, free of controls, in one cell."""
    return text.isascii() or re.fullmatch(_AGREED_TEXT, text) is not None


def has_only_single_cells(text: str) -> bool:
    """Whether each character of *text* is known to be one cell wide, so that len() measures it."""
    return _ONE_CELL_TEXT.fullmatch(text) is not None


def cells(text: str) -> int:
    """Return the width of *text* in terminal cells."""
    if _ONE_CELL_TEXT.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield the grapheme clusters of *text*, each with its width in cells.

    A cluster is what is seen as one sign: a letter with its marks, a joined emoji, a flag. The
    first has no width if it is a mark that belongs to a character before *text*.
    """
    from rich.cells import cell_len

    start, total = 0, len(text)
    while start < total:
        end = start + 1 + (text[start] == _JOINER)
        while end < total:
            if text[end] == _JOINER:
                end += 2
            elif not cell_len(text[end]) or (
                end == start + 1
                and re.match(_REGIONAL, text[start])
                and re.match(_REGIONAL, text[end])
            ):
                end += 1
            else:
                break
        yield text[start:end], cell_len(text[start:end])
        start = end


def cluster_start(text: str, at: int) -> int:
    """Return the offset where the cluster that ends at *at*, or contains it, begins."""
    if text.isascii():
        return max(0, at - 1)
    start = 0
    for cluster, _width in clusters(text):
        if start + len(cluster) >= at:
            break
        start += len(cluster)
    return start


def cluster_end(text: str, at: int) -> int:
    """Return the offset where the cluster that begins at *at*, or contains it, ends."""
    if text.isascii():
        return min(len(text), at + 1)
    end = 0
    for cluster, _width in clusters(text):
        end += len(cluster)
        if end > at:
            break
    return end


def chop(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Return the offsets of pieces of ``text[start:end]``, each at most *width* cells wide.

    A cluster is never divided, so a piece of one wide cluster may be wider. An empty text is one
    empty piece.
    """
    part = text[start:end]
    if has_only_single_cells(part):
        cuts = list(range(start, end, width)) or [start]
        return list(zip(cuts, [*cuts[1:], end], strict=True))
    found = list(clusters(part))
    bounds = list(accumulate((len(cluster) for cluster, _width in found), initial=start))
    ends = list(accumulate(size for _cluster, size in found))
    pieces: list[tuple[int, int]] = []
    at, done = 0, 0
    while at < len(ends):
        stop = max(bisect_right(ends, done + width, at), at + 1)
        pieces.append((bounds[at], bounds[stop]))
        at, done = stop, ends[stop - 1]
    return pieces


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
