"""Finds the words of a query in a text that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobtui.lru import LRUCache
from jobtui.text.query_terms import prefixes
from jobtui.text.tokenizer import tokens
from jobtui.text.tokens import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    Highlight = Callable[[str], Sequence[tuple[int, int]]]  # offsets of the words to mark in a text

_SHOWN: Final[LRUCache[list[Token]]] = LRUCache(100_000)  # characters; about 25 postings


def spans(
    text: str, terms: Collection[str], prefix: str | tuple[str, ...] = ""
) -> list[tuple[int, int]]:
    """Return where *text* holds one of *terms*, or a word that begins with a non-empty *prefix*.

    The result is offsets (start, end) of whole words, sorted, overlapping ones merged. Several
    prefixes are taken as they are; to one, those of the other gender are added.
    """
    return _hits(_tokens_shown(text), terms, prefix)


def spans_once(
    text: str, terms: Collection[str], prefix: str | tuple[str, ...] = ""
) -> list[tuple[int, int]]:
    """Return the same of a text that is looked at once, and takes no room in the cache."""
    return _hits(tokens(text), terms, prefix)


def _hits(
    words: Sequence[Token], terms: Collection[str], prefix: str | tuple[str, ...]
) -> list[tuple[int, int]]:
    beginnings = prefix if isinstance(prefix, tuple) else prefixes(prefix) if prefix else ()
    merged: list[tuple[int, int]] = []
    for token in words:
        if token.term in terms or (
            beginnings and any(surface.startswith(beginnings) for surface in token.surfaces)
        ):
            if merged and token.start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], token.end))
            else:
                merged.append((token.start, token.end))
    return merged


def _tokens_shown(text: str) -> list[Token]:
    """Return the tokens of a text on the screen, which is highlighted again at every key."""
    found = _SHOWN.get(text)
    if found is None:
        found = tokens(text)
        _SHOWN.put(text, found, len(text))
    return found
