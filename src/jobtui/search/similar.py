"""Which postings are like a given one: those that share its most telling words, and its domain.

A word tells the more the fewer postings have it and the more often this one does (tf-idf). Those of
the heading count on their own, since they name the job; those of the text say what it is about.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import numbers_of
from jobtui.index.analysis import analysed
from jobtui.index.columns import HEADING, TEXT
from jobtui.text.query_terms import STOP_WORDS

if TYPE_CHECKING:
    from jobtui.index.fulltext import TextIndex
    from jobtui.postings.model import Posting

# Chosen by hand, from the first eight for ten postings of beta.gouv.fr.
_MOST_WORDS = {HEADING: 8, TEXT: 30}
_WEIGHTS = {HEADING: 3.0, TEXT: 1.0}
_DOMAIN = 3.0  # weight of the domain
_MOST_COMMON = {HEADING: 1.0, TEXT: 0.3}  # share of all postings that have a word; more say nothing
_LEAST = 0.1  # of the weight of all words, that a posting shares at least
_MOST = 50  # postings


class KeyTerm(NamedTuple):
    """What tells something of a posting: its weight, and the postings that share it, as bits."""

    term: str
    weight: float
    documents: int


def likes_of(index: TextIndex, posting: Posting, body: str, domain: int, others: int) -> list[int]:
    """Return those of *others*, a bit set, that are like a posting with this *body*, best first.

    *domain* are the postings of the same domain. What shares little is left out.
    """
    heading = " . ".join(dict.fromkeys((posting.title, posting.role)))
    keys = [*key_terms(index, HEADING, heading), *key_terms(index, TEXT, body)]
    if domain:
        keys.append(KeyTerm("", _DOMAIN * _rarity(index, domain), domain))
    shared: Counter[int] = Counter()
    for key in keys:
        for position in numbers_of(key.documents & others):
            shared[position] += key.weight  # type: ignore[assignment]
    least = _LEAST * sum(key.weight for key in keys)
    best = sorted(shared, key=lambda position: (-shared[position], position))
    return [position for position in best[:_MOST] if shared[position] >= least]


def key_terms(index: TextIndex, field: str, text: str) -> list[KeyTerm]:
    """Return the words of *text* that tell most, by what the postings have in *field*."""
    most = index.alive.bit_count() * _MOST_COMMON[field]
    found = []
    for term, times in analysed(text).counts.items():
        if term in STOP_WORDS or not term.strip("+#.").isalpha():  # numbers, addresses
            continue
        documents = index.documents(field, term)
        if 1 < documents.bit_count() <= most:
            weight = _WEIGHTS[field] * _rarity(index, documents) * (1 + math.log(times))
            found.append(KeyTerm(term, weight, documents))
    return sorted(found, key=lambda key: (-key.weight, key.term))[: _MOST_WORDS[field]]


def _rarity(index: TextIndex, documents: int) -> float:
    return math.log(1 + index.alive.bit_count() / documents.bit_count())
