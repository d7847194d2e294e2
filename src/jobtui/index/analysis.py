"""Text analysis for the index: the terms of a text with their counts, and their order.

The order of a text is a string of four bytes for each word, in which phrases are looked for;
``GAP`` stands between the fields.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from jobtui.text import tokenizer
from jobtui.text.query_terms import STOP_WORDS
from jobtui.text.tokenizer import chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobtui.text.query_terms import QueryTerm
    from jobtui.text.tokenizer import Chunk

FIELDS = ("heading", "team", "body")
MARK = "\x1f"  # between surface form and term in the lexicon; no word contains it
SHORT = 3  # letters; longest prefix that is indexed, longer ones go through the lexicon
GAP = b"\xff" * 8
SIGN = 4  # bytes of a word: the CRC-32 of its term


class Indexed(NamedTuple):
    """What the index holds of one text."""

    counts: dict[str, int]  # term -> occurrences
    starts: frozenset[str]  # prefixes of its words, up to SHORT letters
    forms: frozenset[str]  # surface form, MARK, term; where the two differ
    order: bytes  # SIGN bytes for each word but stop words


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
    """Return the bytes of a phrase in the order of a text."""
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
    """Empty the caches, when no more texts will follow."""
    tokenizer.forget()
    _held.cache_clear()
    _signs.cache_clear()


def _order(ordered: Sequence[Chunk]) -> bytes:
    """Return the order of a text.

    A word that comes twice in a row counts once: "développeuse ou développeur" is one.
    """
    signs = list(chain.from_iterable(map(_signs, ordered)))
    return b"".join([sign for sign, _same in groupby(signs)])


@lru_cache(maxsize=16384)
def _signs(chunk: Chunk) -> tuple[bytes, ...]:
    """Return the bytes of the words of a chunk; of those that overlap, the first."""
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
