"""Tokens, and the pieces of text that they belong to."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from jobtui.text.stemming import stem

WORD: Final = re.compile(r"[^\W_]+")
"""The letters and digits of one word."""


class Token(NamedTuple):
    """One term of the index.

    `term` is neutral and folded. `surfaces` are the folded written forms that lead to it, for
    prefix search and exact spelling: one, or the masculine and feminine of an inclusive form.
    `text[start:end]` is what is written there.
    """

    term: str
    surfaces: tuple[str, ...]
    start: int
    end: int


class ChunkPart(NamedTuple):
    """A part of a chunk that a query asks for as one term; offsets count from the chunk's start.

    `surface` is its folded form, the masculine of an inclusive form. `terms` are what a query must
    find, `tokens` what the index holds.
    """

    surface: str
    terms: tuple[str, ...]
    tokens: tuple[Token, ...]
    start: int
    end: int
    is_word: bool  # one word or inclusive form, no compound, address or symbol


def tokens_of(forms: tuple[str, ...], start: int, end: int) -> tuple[Token, ...]:
    """Return one token, or one for each term where the *forms* do not have the same stem."""
    if len(forms) == 1:
        return (Token(stem(forms[0]), forms, start, end),)
    by_term: dict[str, list[str]] = {}
    for form in forms:
        by_term.setdefault(stem(form), []).append(form)
    return tuple(Token(term, tuple(found), start, end) for term, found in by_term.items())


def surfaces_of(whole: str) -> tuple[str, ...]:
    """Return a whole such as node.js, and its spelling without hyphens if it has any."""
    joined = whole.replace("-", "")
    return (whole,) if joined == whole or joined.isdigit() else (whole, joined)
