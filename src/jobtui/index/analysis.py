"""Text analysis for the index: the project's French rules as an analyzer of Whoosh.

    >>> [token.text for token in french_analyzer()("Un·e développeur·se full-stack")]
    ['developpeu', 'fullstack']

``analysed`` gives a whole text at once, many times as fast. It counts stop words and the parts of
compounds as well, which have no place in the order of a text.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from whoosh.analysis import Filter, Token, Tokenizer

from jobtui.text import tokenizer
from jobtui.text.query_terms import STOP_WORDS, query_terms
from jobtui.text.tokenizer import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from jobtui.text.tokenizer import Chunk

MARK = "\x1f"  # between surface form and term in the lexicon; no word contains it
SHORT = 3  # letters; longest prefix that is indexed, longer ones go through the lexicon
GAP = 100  # positions between two texts of a field, so that no phrase spans them


class Analysed(NamedTuple):
    """What the index holds of a text."""

    counts: dict[str, int]  # term -> occurrences
    places: Sequence[str]  # the term at each position, from 1; "" in gaps
    starts: frozenset[str]  # prefixes of its words, of SHORT letters or the whole word
    forms: frozenset[str]  # surface form, MARK, term; where the two differ


class FrenchTokenizer(Tokenizer):  # type: ignore[misc]
    """Cuts a text into words; a word of a query may have several terms, all to be found."""

    def __call__(self, value: str, mode: str = "", **options: Any) -> Iterator[Token]:
        """Yield one token again and again, as Whoosh has it, with the attribute ``terms``."""
        options.pop("tokenize", None)
        token = Token(mode=mode, **options)
        if mode == "query":
            for token.pos, word in enumerate(query_terms(value), 1):
                token.terms, token.startchar, token.endchar = word.terms, word.start, word.end
                yield token
        else:
            for token.pos, term in enumerate(_in_order(chunks(value).ordered), 1):
                token.terms = (term,)
                yield token


class NeutralTerms(Filter):  # type: ignore[misc]
    """Splits words into terms without gender and number."""

    is_morph = True

    def __call__(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """Yield a token for each term."""
        for token in tokens:
            for term in token.terms:
                token.text = term
                yield token


def french_analyzer() -> Any:
    """Return the analyzer of the text fields."""
    return FrenchTokenizer() | NeutralTerms()


def analysed(text: str) -> Analysed:
    """Return what the index holds of *text*."""
    counted, ordered = chunks(text)
    counts: dict[str, int] = {}
    held = [_held(chunk) for chunk in counted]
    for (terms, _starts, _forms), times in zip(held, counted.values(), strict=True):
        for term in terms:
            counts[term] = counts.get(term, 0) + times
    starts = frozenset(chain.from_iterable([starts for _terms, starts, _forms in held]))
    forms = frozenset(chain.from_iterable([forms for _terms, _starts, forms in held]))
    return Analysed(counts, _in_order(ordered), starts, forms)


def joined(parts: Sequence[Analysed]) -> Analysed:
    """Return what the index holds of several texts as one field."""
    counts: dict[str, int] = {}
    places: list[str] = []
    for part in parts:
        for term, times in part.counts.items():
            counts[term] = counts.get(term, 0) + times
        places += part.places
        places += ("",) * GAP
    starts = frozenset().union(*[part.starts for part in parts])
    return Analysed(counts, places, starts, frozenset().union(*[part.forms for part in parts]))


def forget() -> None:
    """Empty the caches, when no more texts will follow."""
    tokenizer.forget()
    _held.cache_clear()
    _places.cache_clear()


@lru_cache(maxsize=16384)
def _held(chunk: Chunk) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the terms, beginnings and forms of a chunk."""
    pairs = [(surface, token.term) for token in chunk.tokens for surface in token.surfaces]
    return (
        tuple(token.term for token in chunk.tokens),
        tuple({surface[:SHORT] for surface, _term in pairs}),
        tuple({f"{surface}{MARK}{term}" for surface, term in pairs if surface != term}),
    )


def _in_order(ordered: Sequence[Chunk]) -> list[str]:
    """Return the term at each place of a text.

    A word that comes twice in a row counts once: "développeuse ou développeur" is one.
    """
    return [term for term, _same in groupby(chain.from_iterable(map(_places, ordered)))]


@lru_cache(maxsize=16384)
def _places(chunk: Chunk) -> tuple[str, ...]:
    """Return the terms of a chunk without stop words; of those that overlap, the first."""
    places: list[str] = []
    reached = 0
    for term, surfaces, start, end in chunk.tokens:
        if start >= reached:
            reached = end
            if surfaces[0] not in STOP_WORDS:
                places.append(term)
    return tuple(places)
