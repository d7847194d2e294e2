"""Slips of the pen: words of a query that no posting has, or nearly none, but for one letter.

A slip is searched in its nearest spelling at once; ``+word`` asks for the word as typed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

from jobtui.index.vocabulary import FREQUENT
from jobtui.search.condition_words import CONDITION_WORDS
from jobtui.search.nodes import And, Node, Or, Word
from jobtui.search.synonyms import with_accents
from jobtui.text.edit_distance import distance, is_plain_slip
from jobtui.text.folding import fold
from jobtui.text.query_terms import query_terms

if TYPE_CHECKING:
    from jobtui.index.fulltext import TextIndex
    from jobtui.index.vocabulary import Surface, Vocabulary

_SHORTEST = 4  # letters of a word that may be a slip: shorter ones are one letter from many others
_SHORTEST_KNOWN = 5  # the same for a word that some posting has
_VOWELS = "aeiouy"
_LONG = 8  # letters of a word in which two may be wrong
# As frequent as a slip must a word be: if some posting spells it so, and if another form is there.
_TIMES, _TIMES_OF_FORM = 100, FREQUENT
# How many letters farther away a word may be for being ten times as frequent. Chosen by hand: two
# wrong letters beat one only if the word is 10 ** (1 / 0.6) = 46 times as frequent.
_COMMON = 0.6
_MOST_WORDS = 12  # of a query; a longer one is no slip


class WordCount(NamedTuple):
    """How many postings have a word, in any form, and how many in the form as typed."""

    found: int
    as_typed: int


class Slip(NamedTuple):
    """A word as typed, and what is searched instead."""

    typed: str
    read_as: str


class Respelt(NamedTuple):
    """A tree in its nearest spelling, and the slips in the one that was typed."""

    node: Node
    slips: tuple[Slip, ...] = ()


def respell(node: Node, index: TextIndex, count: Callable[[Word], WordCount]) -> Respelt:
    """Return a tree in which slips are replaced by the nearest words that postings have.

    *count* returns how many postings have a word, as it is or as the beginning of another.
    """
    slips: list[Slip] = []
    words = list(_words(node))
    if len(words) > _MOST_WORDS:
        return Respelt(node)
    for word in words:
        found, as_typed = count(word)
        least = found * (_TIMES if as_typed else _TIMES_OF_FORM)
        if least <= index.alive.bit_count() and (near := _nearest(word.text, least, index)):
            slips.append(Slip(word.text, with_accents(near)))
    better = {slip.typed: slip.read_as for slip in slips}
    return Respelt(_replaced(node, better), tuple(slips)) if slips else Respelt(node)


def _words(node: Node) -> Iterable[Word]:
    """Yield the words that may be slips."""
    match node:
        case Word(text, prefix, near, literal):
            if len(text) >= _SHORTEST and text.isalpha() and not (prefix or near or literal):
                yield node
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from _words(part)


def _replaced(node: Node, better: dict[str, str]) -> Node:
    match node:
        case Word(text, False, False, False) if text in better:
            return node._replace(text=better[text])
        case And(nodes):
            return And(tuple(_replaced(part, better) for part in nodes))
        case Or(nodes):
            return Or(tuple(_replaced(part, better) for part in nodes))
    return node


def _nearest(text: str, least: int, index: TextIndex) -> str:
    """Return the word in *least* postings that *text* is a slip of; "" if of none.

    *least* is 0 for a text that no posting has.
    """
    terms = query_terms(text)
    if len(terms) != 1 or len(terms[0].terms) != 1 or terms[0].is_stop:
        return ""
    typed, term = terms[0].surface, terms[0].terms[0]
    if least and len(typed) < _SHORTEST_KNOWN:
        return ""
    most = 2 if len(typed) >= _LONG and not least else 1
    best = ("", "", math.inf)
    for surface, other, often in _like(typed, most, least, index.vocabulary):
        if other == term:
            continue
        away = distance(typed, surface, most)
        if away > 0 and (not least or is_plain_slip(typed, surface)):
            # A rare word is as likely to be a slip as the query is.
            worth = away - _COMMON * math.log10(often + 1)
            best = min(best, (surface, other, worth), key=lambda one: one[2])
    surface, other, _worth = best
    if not surface and not least:
        return _known_word(typed)
    return surface if surface != other else index.vocabulary.written(other)


def _known_word(typed: str) -> str:
    """Return the word that states a condition, in either language, and that *typed* is a slip of.

    Postings in one language may have none in the other: "intership" is "internship".
    """
    if len(typed) < _LONG:
        return ""
    near = (word for word in _known_words() if word[0] == typed[0] and len(word) >= _LONG)
    return next((word for word in near if distance(typed, word, 1) == 1), "")


@cache
def _known_words() -> tuple[str, ...]:
    listed = (words for _field, _values, words in CONDITION_WORDS)
    return tuple(dict.fromkeys(re.findall(r"[a-z]+", fold(" ".join(listed)))))


def _like(typed: str, most: int, least: int, words: Vocabulary) -> Iterator[Surface]:
    """Yield the words in *least* postings that may be *typed* but for *most* letters.

    Few slips change the first letter: "biologique" is not "écologique". Where it is missing, there
    is one too many, it is swapped or another vowel, all else is as typed: "éveloppeur",
    "édveloppeur", "engénieur".
    """
    letters, lengths = set(typed), range(len(typed) - most, len(typed) + most + 1)
    for one in words.surfaces(typed[0], least):
        is_near = one.documents >= least and len(one.text) in lengths
        if is_near and len(letters.difference(one.text)) <= most:
            yield one
    if least:
        return  # no plain slip
    others = [typed[1:], typed[1] + typed[0] + typed[2:], *(one + typed for one in ascii_lowercase)]
    if typed[0] in _VOWELS:
        others += [vowel + typed[1:] for vowel in _VOWELS]
    for other in others:
        if other[0] != typed[0]:
            yield from words.exactly(other)
