"""What has the most words of a query that no posting answers whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_ENOUGH = 10  # if fewer postings have the most words, those with fewer words follow


class QueryPart(NamedTuple):
    """A part of a query that asks for one thing: how many words it has, and what it finds."""

    words: int
    found: int  # a bit set


class Partial(NamedTuple):
    """How many words a query has, and how many of them the postings have that come nearest."""

    words: int
    found: int
    is_mixed: bool = False  # others with fewer words follow


class PartialAnswers(NamedTuple):
    """The postings that come nearest, as bit sets: all that are shown, and the best of them."""

    found: int
    best: int
    partial: Partial


def partial_answers(parts: Sequence[QueryPart], allowed: int) -> PartialAnswers | None:
    """Return those *allowed* that have the most words, at least a third; None if none has."""
    words = sum(part.words for part in parts)
    at_least = [allowed] + [0] * words  # postings with so many of the words
    for part in parts:
        for count in range(words, 0, -1):
            at_least[count] |= at_least[max(0, count - part.words)] & part.found
    levels = [count for count in range(words - 1, (words - 1) // 3, -1) if at_least[count]]
    if not levels:
        return None
    enough = (count for count in levels if at_least[count].bit_count() >= _ENOUGH)
    found, best = at_least[next(enough, levels[-1])], at_least[levels[0]]
    return PartialAnswers(found, best, Partial(words, levels[0], best != found))
