"""What differs between two texts: lines first, then the words of the lines that differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from jobtui.text.sanitize import clean

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_CONTEXT = 1  # lines that stay around a change
_MOST_TOKENS = 4000  # of a passage that is compared by words; a longer one is replaced whole
_SKIPPED = "…"

SAME, REMOVED, ADDED, GAP = "", "removed", "added", "gap"


class DifferencePart(NamedTuple):
    """A piece of a line: its kind, one of SAME, REMOVED, ADDED and GAP, and its text."""

    kind: str
    text: str


Line = tuple[DifferencePart, ...]


def differences(old: str, new: str) -> list[Line]:
    """Return the lines that differ with their neighbours; nothing if the texts are the same."""
    before, after = _lines(old), _lines(new)
    lines: list[Line] = []
    changed: set[int] = set()
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [(DifferencePart(SAME, line),) for line in before[a:b]]
            continue
        passage = list(_split(_words("\n".join(before[a:b]), "\n".join(after[c:d]))))
        changed.update(range(len(lines), len(lines) + len(passage)))
        lines += passage
    return list(_around(lines, changed))


def _lines(text: str) -> list[str]:
    return clean(text, keep_newlines=True).rstrip("\n").split("\n")


def _words(old: str, new: str) -> Iterator[DifferencePart]:
    """Yield the parts of a passage that differs, whole words each."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > _MOST_TOKENS:
        yield from (DifferencePart(REMOVED, f"{old}\n" if new else old), DifferencePart(ADDED, new))
        return
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield DifferencePart(SAME, "".join(before[a:b]))
            continue
        yield DifferencePart(REMOVED, "".join(before[a:b]))
        yield DifferencePart(ADDED, "".join(after[c:d]))


def _split(parts: Iterable[DifferencePart]) -> Iterator[Line]:
    """Yield the lines of parts, which may go over several lines."""
    line: list[DifferencePart] = []
    for kind, text in parts:
        first, *more = text.split("\n")
        line += [DifferencePart(kind, first)] if first else []
        for one in more:
            yield tuple(line)
            line = [DifferencePart(kind, one)] if one else []
    yield tuple(line)


def _around(lines: Sequence[Line], changed: set[int]) -> Iterator[Line]:
    """Yield the changed lines with their context, and a gap where others are left out."""
    last = -1
    for at, line in enumerate(lines):
        near = range(at - _CONTEXT, at + _CONTEXT + 1)
        if not any(one in changed for one in near):
            continue
        if at > last + 1:
            yield (DifferencePart(GAP, _SKIPPED),)
        yield line
        last = at
    if 0 <= last < len(lines) - 1:
        yield (DifferencePart(GAP, _SKIPPED),)


def as_data(lines: Iterable[Line]) -> list[list[dict[str, str]]]:
    """Return lines for JSON: each part with its ``kind``, also "same", and its ``text``."""
    return [[{"kind": one.kind or "same", "text": one.text} for one in line] for line in lines]


def written(line: Line) -> str:
    """Return a line as plain text, as ``git diff --word-diff`` marks words: [-old-]{+new+}."""
    signs = {REMOVED: "[-{}-]", ADDED: "{{+{}+}}"}
    return "".join(signs.get(part.kind, "{}").format(part.text) for part in line)


def coloured(line: Line) -> str:
    """Return a line for a terminal: what is gone red and struck through, what is new green."""
    codes = {REMOVED: "31;9", ADDED: "32;1", GAP: "2"}
    return "".join(
        f"\x1b[{codes[part.kind]}m{part.text}\x1b[0m" if part.kind in codes else part.text
        for part in line
    )
