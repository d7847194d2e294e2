"""Text to tokens: the analyzer of French that the index and queries share.

    >>> [(t.term, t.surfaces, t.start, t.end) for t in tokens("Un·e chargé(e) d’étude")]
    [('un', ('un', 'une'), 0, 4), ('charge', ('charge', 'chargee'), 5, 14), ('etude', ('etude',), 17, 22)]
    >>> [t.term for t in tokens("développeur·se full-stack, node.js")]
    ['developpeu', 'fullstack', 'full', 'stack', 'node.js', 'node', 'js']

The text is cut at white space and punctuation into chunks (`CHUNK`); each is folded and cut into
pieces (`jobtui.text.scanner`): a word, an inclusive form, a compound, an address, a symbol such as
C++. A piece is what a query must find (`jobtui.text.query_terms`), its tokens are what the index
holds. An inclusive form is one token with both its written forms. All offsets are code points of
the text as given.

Nothing here raises, whatever the text is, and the time is linear in its length.
"""  # noqa: E501

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from jobtui.text.addresses import ADDRESS, TOP_LEVEL, address_pieces
from jobtui.text.compounds import FIRST_WORDS, SECOND_WORDS, parts_of, spaced_compound
from jobtui.text.folding import APOSTROPHES, DOTS, HYPHENS, fold, fold_at
from jobtui.text.inclusive_forms import fused
from jobtui.text.scanner import Scanner
from jobtui.text.tokens import Piece, Token, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Signs inside a word that folding removes: combining marks, soft hyphen, zero-width characters.
_MARKS: Final = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff\ufe0f"
_IN_WORD: Final = rf"[\w{_MARKS}]"
_JOINS: Final = rf"[.\-/()'@&+#{APOSTROPHES}{HYPHENS}{DOTS}]"
_OF_ADDRESS: Final = r"[^\s<>\"«»“”\[\]{}|\\^`*]"
CHUNK: Final = re.compile(
    rf"(?i:https?://|www\.){_OF_ADDRESS}++"
    rf"|(?i:(?:[a-z0-9\-]{{1,63}}\.){{1,6}}(?:{TOP_LEVEL})/){_OF_ADDRESS}*+"
    rf"|(?:(?<![\w.])\.(?=(?i:net)\b))?\w{_IN_WORD}*+(?:{_JOINS}{{1,4}}+{_IN_WORD}++)*+[+#)]{{0,2}}+"
)
"""An address, or words held together by up to four signs without a space."""
_LONGEST_CACHED: Final = 64  # characters; 1 of 100 chunks is longer, nearly all of them addresses
_MOST_CACHED: Final = 30_000  # chunks; the 640 postings of beta.gouv.fr hold 13,000 different ones


def _by_place(token: Token) -> tuple[int, int]:
    return token.start, -token.end


class Chunk:
    """An analysed chunk; hashed by identity, which is fast.

    The offsets of its tokens count from its first character.
    """

    __slots__ = ("may_start_compound", "pieces", "tokens")

    def __init__(self, pieces: tuple[Piece, ...], tokens: tuple[Token, ...]) -> None:
        self.pieces = pieces
        self.tokens = tokens
        # Whether its last word may be the first of a compound written with spaces.
        self.may_start_compound = (
            bool(pieces) and pieces[-1].is_word and pieces[-1].surface in FIRST_WORDS
        )


class TextChunks(NamedTuple):
    """The chunks of a text: all of them counted, and those that make up the order of its words.

    A compound written with spaces is counted beside its words, and replaces them in the order.
    """

    counted: Counter[Chunk]
    ordered: list[Chunk]


def analyse(chunk: str, partial: bool = False) -> Chunk:
    """Return the pieces and tokens of one chunk, as `CHUNK` cuts them.

    A *partial* chunk is still being typed, so that an inclusive form may lack its end.
    """
    if chunk.isalpha() and (word := _analyse_word(chunk)):
        return word
    folded, at = fold_at(chunk)
    pieces: tuple[Piece, ...]
    if ADDRESS.match(folded):
        pieces = address_pieces(folded, at)
    else:
        pieces = tuple(Scanner(chunk, folded, at, partial).pieces())
    found = [token for piece in pieces for token in dict.fromkeys(piece.tokens)]
    return Chunk(pieces, tuple(sorted(found, key=_position)))


def _analyse_word(chunk: str) -> Chunk | None:
    """Analyse a plain word, as nine of ten chunks are: a shortcut with the same result."""
    folded = fold(chunk)
    if not folded.isalpha() or parts_of(folded):
        return None
    forms = fused(folded) or (folded,)
    tokens = tokens_of(forms, 0, len(chunk))
    piece = Piece(forms[0], (tokens[0].term,), tokens, 0, len(chunk), True)
    return Chunk((piece,), tuple(dict.fromkeys(tokens)))


def _position(token: Token) -> tuple[int, int]:
    return token.start, -token.end


class _ChunkCache(dict[str, Chunk]):
    """Chunks by their text, analysed on first use."""

    def __missing__(self, text: str) -> Chunk:
        chunk = analyse(text)
        if len(text) <= _LONGEST_CACHED:
            if len(self) >= _MOST_CACHED:
                self.clear()
            self[text] = chunk
        return chunk


_CHUNKS: Final = _ChunkCache()


def tokens(text: str) -> list[Token]:
    """Return every token of *text*, ordered by `start`; wholes come before their parts.

    Stop words are included. Tokens may overlap: a compound and its parts.
    """
    found: list[Token] = []
    compounds: list[Token] = []
    for match in CHUNK.finditer(text):
        chunk, offset = _CHUNKS[match[0]], match.start()
        for term, surfaces, start, end in chunk.tokens:
            found.append(Token(term, surfaces, offset + start, offset + end))
        if chunk.may_start_compound and (compound := _compound_at(text, offset, chunk)):
            compounds.append(compound)
    return sorted(compounds + found, key=_position) if compounds else found


def chunks(text: str) -> TextChunks:
    """Return the chunks of *text*: what `tokens` finds, without offsets and many times as fast."""
    ordered = list(map(_CHUNKS.__getitem__, CHUNK.findall(text)))
    counted = Counter(ordered)
    compounds = list(_spaced_compounds(text)) if _may_hold_compound(ordered) else []
    if not compounds:
        return TextChunks(counted, ordered)
    ordered = []
    reached = 0
    for token in compounds:
        compound = Chunk((), (token,))
        counted[compound] += 1
        if token.start >= reached:
            ordered += map(_CHUNKS.__getitem__, CHUNK.findall(text, reached, token.start))
            ordered.append(compound)
            reached = token.end
    ordered += map(_CHUNKS.__getitem__, CHUNK.findall(text, reached))
    return TextChunks(counted, ordered)


def _may_hold_compound(ordered: Sequence[Chunk]) -> bool:
    """Whether the next chunk fits anywhere behind the first word of a compound."""
    following = (number for number, chunk in enumerate(ordered, 1) if chunk.may_start_compound)
    return any(
        ordered[number].pieces[0].surface.startswith(SECOND_WORDS)
        for number in following
        if number < len(ordered) and ordered[number].pieces
    )


def _spaced_compounds(text: str) -> Iterator[Token]:
    """Yield the compounds that are written with spaces."""
    for match in CHUNK.finditer(text):
        chunk = _CHUNKS[match[0]]
        if chunk.may_start_compound and (compound := _compound_at(text, match.start(), chunk)):
            yield compound


def _compound_at(text: str, offset: int, chunk: Chunk) -> Token | None:
    """Return the compound that begins with the last word of the *chunk* at *offset*."""
    return spaced_compound(text, offset + chunk.pieces[-1].start)
