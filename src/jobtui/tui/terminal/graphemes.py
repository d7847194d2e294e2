"""Clusters of characters, and the characters on whose width all terminals agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

_JOINER = "\u200d"
_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]")
_NARROW = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u03ff\u0400-\u0482\u048a-\u052f"
    "\u1e00-\u1eff\u2009\u2010-\u2027\u202f-\u203b\u203d-\u2048\u204a-\u205e\u20a0-\u20bf\u2116"
    "\u2122\u2190-\u2193\u2500-\u25a9\u25ac-\u25b5\u25b7-\u25bf\u25c1-\u25fa\u2713\u2717\u2718"
    "\u2800-\u28ff\ufb00-\ufb06]*"
)


def is_narrow(text: str) -> bool:
    """Whether all terminals show each character of *text*, free of controls, in one cell."""
    return text.isascii() or _NARROW.fullmatch(text) is not None


def before(text: str, at: int) -> int:
    """Return where the cluster begins that ends at a place in *text*, or holds it."""
    if text.isascii():
        return max(0, at - 1)
    start = 0
    for cluster, _width in clusters(text):
        if start + len(cluster) >= at:
            break
        start += len(cluster)
    return start


def after(text: str, at: int) -> int:
    """Return where the cluster ends that begins at a place in *text*, or holds it."""
    if text.isascii():
        return min(len(text), at + 1)
    end = 0
    for cluster, _width in clusters(text):
        end += len(cluster)
        if end > at:
            break
    return end


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield the clusters of *text* with their widths in cells, which add up to its own.

    The first has no width if it is a mark that belongs to a character before *text*.
    """
    start, total = 0, len(text)
    while start < total:
        end = start + 1 + (text[start] == _JOINER)
        while end < total:
            if text[end] == _JOINER:
                end += 2
            elif not cell_len(text[end]) or (
                end == start + 1 and _REGIONAL.match(text[start]) and _REGIONAL.match(text[end])
            ):
                end += 1
            else:
                break
        yield text[start:end], cell_len(text[start:end])
        start = end
