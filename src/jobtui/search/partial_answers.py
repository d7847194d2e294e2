"""What has the most words of a query that no posting answers whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_ENOUGH = 10  # if fewer postings have the most words, those with fewer words follow


class QueryPart(NamedTuple):
    """A part of a query that asks for one thing: how many words it has, and what it finds."""

    words: int
    found: int  # a bit set
    titled: int | None = None  # of a job: what has it in the title
    is_condition: bool = False  # its words are understood as a condition


class Partial(NamedTuple):
    """How many words a query has, and how many of them the postings have that come nearest."""

    words: int
    found: int
    is_mixed: bool = False  # others with fewer words follow
    of_job: bool = False  # others have all words, but not the job in the title
    whole: int = 0  # how many have all words and the job in the title


class PartialAnswers(NamedTuple):
    """The postings that come nearest, as bit sets: all that are shown, and the best of them."""

    found: int
    best: int
    partial: Partial


def partial_answers(
    parts: Sequence[QueryPart], allowed: int, least: int = 0
) -> PartialAnswers | None:
    """Return those *allowed* that have the most words, *least* and a third of all; None without."""
    words = sum(part.words for part in parts)
    least = max(least, (words - 1) // 3 + 1)
    at_least = [allowed] + [0] * words  # postings with so many of the words
    for part in parts:
        for count in range(words, 0, -1):
            at_least[count] |= at_least[max(0, count - part.words)] & part.found
    levels = [count for count in range(words - 1, least - 1, -1) if at_least[count]]
    if not levels:
        return None
    enough = (count for count in levels if at_least[count].bit_count() >= _ENOUGH)
    found, best = at_least[next(enough, levels[-1])], at_least[levels[0]]
    return PartialAnswers(found, best, Partial(words, levels[0], best != found))


def partial_answers_of_job(
    parts: Sequence[QueryPart], allowed: int, whole: int
) -> PartialAnswers | None:
    """Return those *allowed* that name the job in the title, and do not meet all conditions.

    They have all other words, and of several conditions they meet one. *whole* are those that meet
    all, as a bit set. None if there are no others.
    """
    conditions = sum(part.is_condition for part in parts)
    others = [part for part in parts if not part.is_condition]
    for part in others:
        allowed &= part.found if part.titled is None else part.titled
    least = sum(part.words for part in others) + (conditions > 1)
    answers = partial_answers(parts, allowed & ~whole, least)
    if answers is None:
        return None
    partial = answers.partial._replace(of_job=True, whole=whole.bit_count())
    return answers._replace(partial=partial)


def others_of_job(parts: Sequence[QueryPart], allowed: int) -> PartialAnswers | None:
    """Return those *allowed* that name the job in the title and have the most other words."""
    for part in parts:
        allowed &= -1 if part.titled is None else part.titled
    answers = partial_answers(parts, allowed)
    return answers and answers._replace(partial=answers.partial._replace(of_job=True))
