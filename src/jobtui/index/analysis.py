"""What the index holds of a posting's texts: the terms of its words, counted, and their order."""

from __future__ import annotations

import zlib
from functools import lru_cache
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from jobtui.text.query_terms import STOP_WORDS
from jobtui.text.tokenizer import chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobtui.text.query_terms import QueryTerm
    from jobtui.text.tokenizer import Chunk

FIELDS = ("heading", "team", "body")
MARK = "\x1f"  # between surface form and term in the lexicon; no word holds it
SHORT = 3  # letters of the beginnings of words that are held
GAP = b"\xff" * 8  # between the fields in the order of the words
SIGN = 4  # bytes of a word in it


class Indexed(NamedTuple):
    """What is held of one text, or of all texts of a posting."""

    counts: dict[str, int]  # how often each term comes
    starts: frozenset[str]  # the first letters of its words
    forms: frozenset[str]  # surface form, mark, term: those that differ
    order: bytes  # four bytes for each word, small words left out


def indexed(text: str) -> Indexed:
    """Return what the index holds of *text*."""
    counted, ordered = chunks(text)
    counts: dict[str, int] = {}
    held = [_held(chunk) for chunk in counted]
    for (terms, _starts, _forms), times in zip(held, counted.values(), strict=True):
        for term in terms:
            counts[term] = counts.get(term, 0) + times
    starts = frozenset(chain.from_iterable([starts for _terms, starts, _forms in held]))
    forms = frozenset(chain.from_iterable([forms for _terms, _starts, forms in held]))
    return Indexed(counts, starts, forms, _order(ordered))


def signs_of(words: Sequence[QueryTerm]) -> bytes:
    """Return what a row of *words* looks like in the order of a text."""
    return b"".join(_sign(term) for word in words if not word.is_stop for term in word.terms)


@lru_cache(maxsize=16384)
def _held(chunk: Chunk) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the terms, beginnings and forms of a chunk."""
    pairs = [(surface, token.term) for token in chunk.tokens for surface in token.surfaces]
    return (
        tuple(token.term for token in chunk.tokens),
        tuple({surface[:SHORT] for surface, _term in pairs}),
        tuple({f"{surface}{MARK}{term}" for surface, term in pairs if surface != term}),
    )


def forget() -> None:
    """Let go what is remembered from one text to the next, now that no more are to come."""
    _held.cache_clear()
    _signs.cache_clear()


def _order(ordered: Sequence[Chunk]) -> bytes:
    """Return the words of a text in order.

    A word that comes twice in a row counts once: "développeuse ou développeur" is one.
    """
    signs = list(chain.from_iterable(map(_signs, ordered)))
    return b"".join([sign for sign, _same in groupby(signs)])


@lru_cache(maxsize=16384)
def _signs(chunk: Chunk) -> tuple[bytes, ...]:
    """Return the words of a chunk; of those that overlap, the first."""
    signs: list[bytes] = []
    reached = 0
    for term, surfaces, start, end in chunk.tokens:
        if start >= reached:
            reached = end
            if surfaces[0] not in STOP_WORDS:
                signs.append(_sign(term))
    return tuple(signs)


def _sign(term: str) -> bytes:
    return zlib.crc32(term.encode("utf-8", "replace")).to_bytes(SIGN, "big")
