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
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from jobtui.text.addresses import ADDRESS, TOP_LEVEL, address_pieces
from jobtui.text.compounds import FIRST_WORDS, MOST_WORDS, parts_of, spaced_compound
from jobtui.text.folding import APOSTROPHES, DOTS, HYPHENS, fold, fold_at
from jobtui.text.inclusive_forms import fused
from jobtui.text.scanner import Scanner
from jobtui.text.tokens import ChunkPart, Token, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# Signs inside a word that folding removes: combining marks, soft hyphen, zero-width characters.
_MARKS: Final = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff\ufe0f"
_IN_WORD: Final = rf"[\w{_MARKS}]"
_JOINS: Final = rf"[.\-/()'@&+#{APOSTROPHES}{HYPHENS}{DOTS}]"
_OF_ADDRESS: Final = r"[^\s<>\"«»“”\[\]{}|\\^`*]"
CHUNK: Final = re.compile(
    rf"(?i:https?://|www\.){_OF_ADDRESS}++"
    rf"|(?i:(?:[a-z0-9\-]{{1,63}}+\.){{1,6}}(?:{TOP_LEVEL})/){_OF_ADDRESS}*+"
    rf"|(?:(?<![\w.])\.(?=(?i:net)\b))?\w{_IN_WORD}*+(?:{_JOINS}{{1,4}}+{_IN_WORD}++)*+[+#)]{{0,2}}+"
)
"""An address, or words held together by up to four signs without a space."""
# A word of letters, which may follow an article or pronoun ("l'", "qu'") or end a parenthesis.
_PLAIN_WORD: Final = re.compile(rf"(?:(?i:[cdjlmnst]|qu)['{APOSTROPHES}])?([^\W\d_]+)\)?")
_LONGEST_CACHED: Final = 64  # characters; 1 of 100 chunks is longer, nearly all of them addresses
_MOST_CACHED: Final = 30_000  # chunks; the 640 postings of beta.gouv.fr hold 13,000 different ones


class Chunk:
    """An analysed chunk; hashed by identity, which is fast.

    The offsets of its tokens count from its first character.
    """

    __slots__ = ("may_start_compound", "pieces", "tokens")

    def __init__(self, pieces: tuple[ChunkPart, ...], tokens: tuple[Token, ...]) -> None:
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
    plain = _PLAIN_WORD.fullmatch(chunk)
    if plain and (word := _analyse_word(plain[1], plain.start(1))):
        return word
    folded, at = fold_at(chunk)
    pieces: tuple[ChunkPart, ...]
    if ADDRESS.match(folded):
        pieces = address_pieces(folded, at)
    else:
        pieces = tuple(Scanner(chunk, folded, at, partial).pieces())
    found = [token for piece in pieces for token in dict.fromkeys(piece.tokens)]
    return Chunk(pieces, tuple(sorted(found, key=_position)))


def _analyse_word(word: str, start: int) -> Chunk | None:
    """Analyse a plain word, as nine of ten chunks are: a shortcut with the same result."""
    folded = fold(word)
    if not folded.isalpha() or parts_of(folded):
        return None
    forms = fused(folded) or (folded,)
    end = start + len(word)
    tokens = tokens_of(forms, start, end)
    return Chunk((ChunkPart(forms[0], (tokens[0].term,), tokens, start, end, True),), tokens)


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


class _RunCache(dict[str, tuple[Chunk, ...]]):
    """Runs of characters without white space, cut into chunks on first use.

    A run is a word with its punctuation, so that most of a text is looked up and not cut.
    """

    def __missing__(self, text: str) -> tuple[Chunk, ...]:
        run = tuple(map(_CHUNKS.__getitem__, CHUNK.findall(text)))
        if len(text) <= _LONGEST_CACHED:
            if len(self) >= _MOST_CACHED:
                self.clear()
            self[text] = run
        return run


_CHUNKS: Final = _ChunkCache()
_RUNS: Final = _RunCache()


def forget() -> None:
    """Empty the caches, when no more texts will follow."""
    _RUNS.clear()
    _CHUNKS.clear()


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
    written = text.split()
    runs = list(map(_RUNS.__getitem__, written))
    ordered = list(chain.from_iterable(runs))
    counted = Counter(ordered)
    if any(chunk.may_start_compound for chunk in counted):
        counted.update(_spaced_compounds(written, runs))
        ordered = list(chain.from_iterable(runs))
    return TextChunks(counted, ordered)


def _spaced_compounds(written: Sequence[str], runs: list[tuple[Chunk, ...]]) -> list[Chunk]:
    """Return the compounds that are written with spaces, and put them in place of their words.

    `runs[n]` holds the chunks of `written[n]`.
    """
    found: list[Chunk] = []
    begun: dict[int, int] = {}  # by run: where the part behind a compound begins
    for first in [n for n, run in enumerate(runs) if run and run[-1].may_start_compound]:
        word = runs[first][-1].pieces[-1]
        start = len(written[first]) - (word.end - word.start)
        text = " ".join(written[first : first + MOST_WORDS])
        token = spaced_compound(text, start)
        if token is None:
            continue
        compound = Chunk((), (token,))
        found.append(compound)
        last = first + text.count(" ", 0, token.end)
        end = token.end - text.rfind(" ", 0, token.end) - 1
        runs[first] = (*_cut(written[first], begun.get(first, 0), start), compound)
        runs[first + 1 : last] = [()] * (last - first - 1)
        runs[last] = _cut(written[last], end, len(written[last]))
        begun[last] = end
    return found


def _cut(run: str, start: int, end: int) -> tuple[Chunk, ...]:
    """Return the chunks of a part of a run."""
    return tuple(map(_CHUNKS.__getitem__, CHUNK.findall(run, start, end)))


def _compound_at(text: str, offset: int, chunk: Chunk) -> Token | None:
    """Return the compound that begins with the last word of the *chunk* at *offset*."""
    return spaced_compound(text, offset + chunk.pieces[-1].start)
