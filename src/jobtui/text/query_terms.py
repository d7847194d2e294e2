"""The terms that a query asks for, by the same analyzer as the index.

>>> [term.terms for term in query_terms("les développeuses full stack")]
[('developpeu',), ('fullstack',)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jobtui.text.compounds import FIRST_WORDS, spaced_compound
from jobtui.text.small_words import BY_LANGUAGE
from jobtui.text.stemming import related_prefixes
from jobtui.text.tokenizer import CHUNK, analyse

if TYPE_CHECKING:
    from jobtui.text.tokens import ChunkPart

_MEANS_MORE: Final = frozenset("it us can may will die war hat mit los uno nada sans no".split())
"""Small words of one language that are names or other words in another: IT, MIT, a will; and
`sans` and `no`, which turn what follows into its opposite (sans expérience, no code).
"""
STOP_WORDS: Final = frozenset().union(*BY_LANGUAGE.values()) - _MEANS_MORE
"""Folded words that a query ignores as long as another word remains, of four languages."""


class QueryTerm(NamedTuple):
    """One word of a query: every one of `terms` must be found.

    `text` is what was typed, at `start` to `end`. `surface` is its folded form, or the masculine
    of an inclusive form: a prefix of the token's surfaces while the word is being typed.
    """

    text: str
    surface: str
    terms: tuple[str, ...]
    start: int
    end: int
    is_stop: bool

    @property
    def prefixes(self) -> tuple[str, ...]:
        """Prefixes of surfaces to look for while this word is being typed."""
        return prefixes(self.surface)


def query_terms(text: str) -> list[QueryTerm]:
    """Return the terms that a query requires, in the order typed.

    Stop words are left out; a query of nothing else asks for the last of them, which may be the
    beginning of another word (`la dé`). A form at the very end may be half typed:
    `développeur·s` asks for `développeur`. Empty if *text* holds no word.
    """
    terms: list[QueryTerm] = []
    reached = 0  # the text up to here belongs to a compound
    for match in CHUNK.finditer(text):
        offset = match.start()
        for piece in _pieces(match[0], match.end() == len(text)):
            start, end = offset + piece.start, offset + piece.end
            if end <= reached:
                continue
            compound = None
            if piece.is_word and piece.surface in FIRST_WORDS and piece.end == len(match[0]):
                compound = spaced_compound(text, start)
            if compound:
                reached = compound.end
                term = (compound.term,)
                terms.append(
                    QueryTerm(
                        text[start:reached], compound.surfaces[0], term, start, reached, False
                    )
                )
                continue
            is_stop = piece.is_word and piece.surface in STOP_WORDS
            terms.append(
                QueryTerm(text[start:end], piece.surface, piece.terms, start, end, is_stop)
            )
    return [term for term in terms if not term.is_stop] or terms[-1:]


def _pieces(chunk: str, is_last: bool) -> tuple[ChunkPart, ...]:
    """Return the pieces of a chunk of a query; only the last chunk may be half typed."""
    whole = analyse(chunk)
    if not is_last:
        return whole.pieces
    partial = analyse(chunk, partial=True).pieces
    held = {token.term for token in whole.tokens}
    return partial if all(held.issuperset(piece.terms) for piece in partial) else whole.pieces


def prefixes(surface: str) -> tuple[str, ...]:
    """Return *surface*, and the prefixes of other forms of the words that it may begin.

    >>> prefixes("developpeus")
    ('developpeus', 'developpeu')
    """
    return (surface, *related_prefixes(surface))
