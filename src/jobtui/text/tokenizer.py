"""French words for the index and for a question: one analyzer for both.

    >>> [(t.term, t.surfaces, t.start, t.end) for t in tokens("Un·e chargé(e) d’étude")]
    [('un', ('un', 'une'), 0, 4), ('charge', ('charge', 'chargee'), 5, 14), ('etude', ('etude',), 17, 22)]
    >>> [t.term for t in tokens("développeur·se full-stack, node.js")]
    ['developpeu', 'fullstack', 'full', 'stack', 'node.js', 'node', 'js']
    >>> [word.terms for word in question_terms("les développeuses full stack")]
    [('developpeu',), ('fullstack',)]

The text is cut at white space and punctuation into chunks; each chunk is folded, and cut into
pieces: a word, an inclusive form, a compound, an address, a symbol such as C++. A piece is what a
question must find; its tokens are what the index holds. An inclusive form is one token with both
its written forms; which endings fit which word is asked of the stem: an ending belongs to a word
if word and feminine have one stem. All offsets are code points of the text as given.

Nothing here raises, whatever the text is, and the time grows with its length.
"""  # noqa: E501

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from jobtui.text.folding import APOSTROPHES, DOTS, HYPHENS, fold, fold_at
from jobtui.text.stemming import (
    ENDINGS,
    LONGEST,
    SURE,
    both,
    fused,
    kindred,
    same,
    stem,
    written_out,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOP_WORDS: Final = _words("""
a ai ainsi as au aucun aucune aux avec avez avoir avons car ce cela celle celles celui ces cet
cette ceux chaque chez comme d dans de des donc dont du elle elles en entre es est et etaient
etait etant etes etre eu eux fut ici il ils j je jusque l la laquelle le lequel les lesquels leur
leurs lors lorsque lui m ma mais me mes mon n ne ni nos notre nous on ont ou par parce pas pendant
pour puis puisque qu quand que quel quelle quelles quels qui quoi s sa sans se sera seront ses
soit sommes son sont sous suis sur t ta te tes ton tu un une vers vos votre vous y
""")
"""Folded words that a question does without as long as another word remains.

No single letter that names a technology (c, r), and not `si`, which is short for an information
system.
"""


class Token(NamedTuple):
    """One term of the index.

    `term` is neutral and folded. `surfaces` are the folded written forms that lead to it, for
    prefixes and for exact spelling: one, or masculine and feminine of an inclusive form.
    `text[start:end]` is what is written there.
    """

    term: str
    surfaces: tuple[str, ...]
    start: int
    end: int


class QuestionWord(NamedTuple):
    """One word of a question: every one of `terms` must be there.

    `text` is what was typed, at `start` to `end`. `surface` is its folded form, or the masculine
    of an inclusive form: a beginning of the token's surfaces while the word is being typed.
    """

    text: str
    surface: str
    terms: tuple[str, ...]
    start: int
    end: int
    is_stop: bool

    @property
    def prefixes(self) -> tuple[str, ...]:
        """Beginnings of surfaces to look for while this word is being typed."""
        return prefixes(self.surface)


class _Piece(NamedTuple):
    """A part of a chunk; its tokens and offsets count from the chunk's first character."""

    surface: str
    terms: tuple[str, ...]
    tokens: tuple[Token, ...]
    start: int
    end: int
    simple: bool


# Folding.


# Chunks of the text: an address, or words held together by up to four signs without a space.

_MARKS: Final = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff\ufe0f"
_IN_WORD: Final = rf"[\w{_MARKS}]"
_JOINS: Final = rf"[.\-/()'@&+#{APOSTROPHES}{HYPHENS}{DOTS}]"
_OF_ADDRESS: Final = r"[^\s<>\"«»“”\[\]{}|\\^`*]"
_TOP: Final = "fr|com|org|net|eu|io|gouv|info|dev|app|co|tech"
_CHUNK: Final = re.compile(
    rf"(?i:https?://|www\.){_OF_ADDRESS}++"
    rf"|(?i:(?:[a-z0-9\-]{{1,63}}\.){{1,6}}(?:{_TOP})/){_OF_ADDRESS}*+"
    rf"|(?:(?<![\w.])\.(?=(?i:net)\b))?\w{_IN_WORD}*+(?:{_JOINS}{{1,4}}+{_IN_WORD}++)*+[+#)]{{0,2}}+"
)
_ADDRESS: Final = re.compile(rf"https?://|www\.|[a-z0-9.\-]{{1,400}}\.(?:{_TOP})/")
_SCHEME: Final = re.compile(r"(?:https?://)?(?:www\.|w{1,3}$)?")
_WORDS: Final = re.compile(r"[^\W_]+")
_LONGEST_KEPT: Final = 64  # characters of a chunk whose analysis is remembered
_MOST_KEPT: Final = 30_000  # chunks

# Words.

_ELIDED: Final = _words("l d qu j n s c m t jusqu lorsqu puisqu quoiqu presqu quelqu quelqu entr")
_ONE_WORD: Final = frozenset(("aujourd", "prud", "grand", "presqu", "entr"))  # before '
_LINKS: Final = frozenset((".", "-", "'", "_", "@", "·"))
_OF_MAIL: Final = frozenset((".", "-", "_", "+", "@"))
_MOST_JOINED: Final = 6  # words of a compound
_MOST_DOTTED: Final = 16
_EXTENSIONS: Final = _words("js ts net io py rs md html pdf")
# Pronouns and particles after a hyphen: dit-elle, celui-ci, vous-même.
_AFTER_VERB: Final = _words(
    "je tu il elle on nous vous ils elles ce ci la le les y en moi toi lui leur t meme memes"
)
_NOT_VERBS: Final = frozenset(("rendez",))
# Written in one word, with a hyphen or in two words: always found by the whole and by each.
_KNOWN: Final = {
    words.replace(" ", ""): tuple(words.split())
    for words in (
        "full stack", "front end", "back end", "open source", "start up", "dev ops", "no code",
        "low code", "web design", "micro service", "ile de france",
    )
}  # fmt: skip
_KNOWN_START: Final = frozenset(words[0] for words in _KNOWN.values())
_KNOWN_NEXT: Final = tuple(words[1] for words in _KNOWN.values())
_KNOWN_WRITTEN: Final = re.compile(
    "|".join(
        f"(?P<{joined}>" + r"\s+".join(words) + r")s?(?!\w)" for joined, words in _KNOWN.items()
    )
)
_LONGEST_KNOWN: Final = 40
# Separators of inclusive forms.
_SEPARATORS: Final = frozenset((*"·.-/()", ")·", ")."))
_PAIR_SEPARATORS: Final = frozenset("·./(")


def _tokens_of(forms: tuple[str, ...], start: int, end: int) -> tuple[Token, ...]:
    """One token, or one for each term where the forms do not share their stem."""
    if len(forms) == 1:
        return (Token(stem(forms[0]), forms, start, end),)
    by_term: dict[str, list[str]] = {}
    for form in forms:
        by_term.setdefault(stem(form), []).append(form)
    return tuple(Token(term, tuple(found), start, end) for term, found in by_term.items())


def _surfaces(whole: str) -> tuple[str, ...]:
    """A whole, and what its first words are while its first dot is not yet typed."""
    joined = whole.replace("-", "")
    return (whole,) if joined == whole or joined.isdigit() else (whole, joined)


class _Element(NamedTuple):
    """One word or inclusive form of a compound: words `first` to before `after` of the chunk."""

    forms: tuple[str, ...]
    first: int
    after: int
    end: int


class _Scanner:
    """Cuts one folded chunk into pieces."""

    def __init__(self, chunk: str, folded: str, at: Sequence[int], typing: bool) -> None:
        self.chunk = chunk
        self.folded = folded
        self.at = at
        self.typing = typing
        found = [match.span() for match in _WORDS.finditer(folded)]
        self.spans = found
        self.words = [folded[start:end] for start, end in found]
        starts = [*(start for start, _ in found[1:]), len(folded)]
        self.signs = [folded[end:start] for (_, end), start in zip(found, starts, strict=False)]

    def pieces(self) -> Iterator[_Piece]:
        here = 0
        while here < len(self.words):
            if self._is_elided(here):
                here += 1
                continue
            piece, here = self._symbol(here) or self._mail(here) or self._compound(here)
            yield piece

    # Offsets in the chunk of folded offsets.

    def _start(self, folded_start: int) -> int:
        return self.at[folded_start]

    def _end(self, folded_end: int) -> int:
        return max(self.at[folded_end], self.at[folded_end - 1] + 1)

    def _is_elided(self, here: int) -> bool:
        if self.signs[here] != "'" or self.words[here] not in _ELIDED:
            return False
        return here + 1 < len(self.words) and not self._is_one_word(here)

    def _is_one_word(self, here: int) -> bool:
        word, after = self.words[here], self.words[here + 1]
        return (word == "presqu" and after.startswith("ile")) or (
            word == "entr" and after.startswith("ouv")
        )

    def _whole(self, term: str, first: int, end: int, parts: tuple[Token, ...] = ()) -> _Piece:
        start = self._start(first)
        token = Token(term, _surfaces(term), start, self._end(end))
        return _Piece(term, (term,), (token, *parts), start, token.end, False)

    def _symbol(self, here: int) -> tuple[_Piece, int] | None:
        """C++, C#, A+, .NET, R&D."""
        word, signs = self.words[here], self.signs[here]
        start, end = self.spans[here]
        if word == "net" and start and self.folded[start - 1] == ".":
            before = self.signs[here - 1] if here else "."
            if before != "." or not here:
                part = self._tokens(here)
                return self._whole(".net", start - 1, end, part), here + 1
        if signs.startswith("++") and len(word) <= 10:
            return self._whole(word + "++", start, end + 2), here + 1
        if len(word) > 1 or not word.isascii():
            return None
        if signs.startswith("#"):
            return self._whole(word + "#", start, end + 1), here + 1
        if signs[:1] == "+" and (here + 1 == len(self.words) or len(signs) > 1):
            return self._whole(word + "+", start, end + 1), here + 1
        if signs == "&" and here + 1 < len(self.words) and len(self.words[here + 1]) == 1:
            end = self.spans[here + 1][1]
            return self._whole(self.folded[start:end], start, end), here + 2
        return None

    def _mail(self, here: int) -> tuple[_Piece, int] | None:
        last, at = here, -1
        while last + 1 < len(self.words) and self.signs[last] in _OF_MAIL:
            if self.signs[last] == "@":
                at = last
            last += 1
            if last - here > _MOST_DOTTED:
                break
        if at < 0:
            return None
        end = self.spans[last][1]
        parts: list[Token] = []
        for number in range(here, last + 1):
            if number == at + 1 and last > number:
                host = self.spans[number][0]
                term = self.folded[host:end]
                parts.append(Token(term, _surfaces(term), self._start(host), self._end(end)))
            parts.extend(self._tokens(number))
        start = self.spans[here][0]
        return self._whole(self.folded[start:end], start, end, tuple(parts)), last + 1

    def _tokens(self, here: int) -> tuple[Token, ...]:
        """Tokens of one word: itself, and its parts if it is one of the known compounds."""
        word = self.words[here]
        start, end = self.spans[here]
        tokens = _tokens_of((word,), self._start(start), self._end(end))
        parts = _KNOWN.get(word) or _KNOWN.get(word.removesuffix("s"))
        if parts is None:
            return tokens
        found = list(tokens)
        for part in parts:
            stop = end if part is parts[-1] else start + len(part)
            found += _tokens_of((part,), self._start(start), self._end(stop))
            start = stop
        return tuple(found)

    def _compound(self, here: int) -> tuple[_Piece, int]:
        elements = [self._element(here)]
        hyphens = True
        while self._goes_on(elements[-1]):
            following = self._element(elements[-1].after)
            hyphens = hyphens and self.signs[following.first - 1] == "-"
            if following.after > following.first + 1 and not hyphens:
                break  # an inclusive form is no part of an address
            elements.append(following)
        after = elements[-1].after
        if len(elements) == 1:
            return self._single(elements[0]), after
        parts = tuple(token for element in elements for token in self._part(element))
        signs = {self.signs[element.after - 1] for element in elements[:-1]}
        if "·" in signs and any(e.forms[0] in _EXTENSIONS for e in elements[1:]):
            signs = {"."}
        dotted = bool(signs & {".", "_", "@"})
        start = self._start(self.spans[here][0])
        end = elements[-1].end
        if len(elements) > (_MOST_DOTTED if dotted else _MOST_JOINED):
            terms = tuple(dict.fromkeys(token.term for token in parts))
            return _Piece(elements[0].forms[0], terms, parts, start, end, False), after
        numeric = all(element.forms[0].isdigit() for element in elements)
        if dotted or numeric:
            first, last = self.spans[here][0], self.spans[after - 1][1]
            term = self.folded[first:last].replace("·", ".")
            if numeric and signs == {"."}:
                parts = ()
            return _Piece(
                term, (term,), (Token(term, _surfaces(term), start, end), *parts), start, end, False
            ), after
        if "'" in signs and self.words[here] in _ONE_WORD:
            parts = ()
        head = "".join(element.forms[0] for element in elements[:-1])
        forms = tuple(head + form for form in elements[-1].forms)
        whole = _tokens_of(forms, start, end)
        terms = (whole[0].term,)
        if self.typing and len(forms) == 1 and after > elements[-1].first + 1:  # half typed
            terms = tuple(token.term for token in parts)
        return _Piece(forms[0], terms, (*whole, *parts), start, end, False), after

    def _single(self, element: _Element) -> _Piece:
        tokens = self._part(element)
        return _Piece(
            element.forms[0], (tokens[0].term,), tokens, tokens[0].start, element.end, True
        )

    def _part(self, element: _Element) -> tuple[Token, ...]:
        if element.forms == (self.words[element.first],) and element.after == element.first + 1:
            return self._tokens(element.first)
        return _tokens_of(element.forms, self._start(self.spans[element.first][0]), element.end)

    def _goes_on(self, element: _Element) -> bool:
        """Whether the next word belongs to the same compound."""
        following = element.after
        if following >= len(self.words):
            return False
        sign = self.signs[following - 1]
        if sign not in _LINKS or (element.after > element.first + 1 and sign != "-"):
            return False
        if self._is_elided(following) or (sign == "." and self._sentence_ends(following - 1)):
            return False
        return sign != "-" or not self._only_particles(following)

    def _only_particles(self, here: int) -> bool:
        """Whether nothing but pronouns follows: va-t-il, vous-même; not rendez-vous."""
        if self.words[here - 1] in _NOT_VERBS:
            return False
        for number in range(here, min(here + 3, len(self.words))):
            if self.words[number] not in _AFTER_VERB:
                return False
            if self.signs[number] not in _LINKS:
                break
        return True

    def _sentence_ends(self, here: int) -> bool:
        """Whether a dot after a word is a full stop without its space: `fin.Le`."""
        after = self.words[here + 1]
        if after in _EXTENSIONS or after == "e":
            return False
        before = self.chunk[self.at[self.spans[here][1] - 1]]
        return self.chunk[self.at[self.spans[here + 1][0]]].isupper() and before.islower()

    def _element(self, here: int) -> _Element:
        word = self.words[here]
        found = None
        if here + 1 < len(self.words) and 1 < len(word) <= LONGEST and not word.isdigit():
            found = self._inclusive(here)
        if found is None:
            forms = fused(word) or (word,)
            found = _Element(forms, here, here + 1, self._end(self.spans[here][1]))
        return found

    def _inclusive(self, here: int) -> _Element | None:
        word, sign = self.words[here], self.signs[here]
        if sign not in _SEPARATORS or sign == ")":
            return None
        if sign == "." and self._sentence_ends(here):
            return None
        most = self._endings(here)
        for count in range(most, 0, -1):
            endings = tuple(self.words[here + 1 : here + 1 + count])
            if forms := written_out(word, endings, sign):
                return self._closed(forms, here, here + 1 + count)
        other = self.words[here + 1]
        if sign in _PAIR_SEPARATORS and same(word, other) and len(other) > 1:
            return self._closed(both(word, other), here, here + 2)
        if self._half_typed(here):
            return self._closed((word,), here, here + 2)
        return None

    def _endings(self, here: int) -> int:
        """How many of the words after this one may be endings; at most three."""
        count = 0
        while count < 3 and here + count + 1 < len(self.words):
            ending = self.words[here + count + 1]
            if self.signs[here + count] not in _SEPARATORS:
                break
            if ending not in ENDINGS and ending.removesuffix("s") not in ENDINGS:
                break
            count += 1
        return count

    def _half_typed(self, here: int) -> bool:
        """Whether the last word is the beginning of an ending or a pronoun that would fit."""
        last = here + 1
        if not self.typing or last + 1 < len(self.words) or self.signs[last]:
            return False
        word, half, sign = self.words[here], self.words[last], self.signs[here]
        if sign == "-" and any(p.startswith(half) and p != half for p in _AFTER_VERB):
            return True
        if sign == "·" and any(name.startswith(half) for name in _EXTENSIONS):
            return True
        return any(
            ending.startswith(half) and (sign in SURE or written_out(word, (ending,), sign))
            for ending in ENDINGS
        )

    def _closed(self, forms: tuple[str, ...], here: int, after: int) -> _Element:
        """The element up to its closing parenthesis, and a half-typed ending after it."""
        if self.typing and after == len(self.words) - 1 and self.signs[after - 1] in _SEPARATORS:
            half = self.words[after]
            if any(ending.startswith(half) for ending in ENDINGS):
                after += 1
        end = self.spans[after - 1][1]
        signs = self.signs[here : after - 1]
        if sum(s.count("(") - s.count(")") for s in signs) > 0 and self.signs[after - 1][:1] == ")":
            end += 1
        return _Element(forms, here, after, self._end(end))


def _without_closing(folded: str) -> str:
    """An address without the punctuation and the parentheses of the sentence around it."""
    end = len(folded)
    unopened = folded.count(")") - folded.count("(")
    while end:
        if folded[end - 1] == ")" and unopened > 0:
            unopened -= 1
        elif folded[end - 1] not in ".,;:!?'_~&·…":
            break
        end -= 1
    return folded[:end]


def _address(folded: str, at: Sequence[int]) -> tuple[_Piece, ...]:
    """An address as a whole without its scheme, its host, and their words."""
    written = _without_closing(folded)
    end = len(written)
    start = _SCHEME.match(written).end()  # type: ignore[union-attr]
    whole = written[start:].rstrip("/")
    if not _WORDS.search(whole):  # `https://` so far
        word = _WORDS.search(written)
        if word is None:
            return ()
        start, whole, end = 0, word[0], word.end()
    host = re.split(r"[/?#:]", whole, maxsplit=1)[0]
    surfaces = _surfaces(whole) if host == whole else (whole,)
    if start:
        surfaces = (*surfaces, written)
    stop = max(at[end], at[end - 1] + 1)
    tokens = [Token(whole, surfaces, at[0], stop)]
    if host != whole and "." in host:
        tokens.append(
            Token(host, _surfaces(host), at[start], max(at[start + len(host)], at[start] + 1))
        )
    for match in _WORDS.finditer(folded, start, end):
        first, last = match.span()
        tokens += _tokens_of((match[0],), at[first], max(at[last], at[last - 1] + 1))
    return (_Piece(whole, (whole,), tuple(tokens), at[0], stop, False),)


def _by_place(token: Token) -> tuple[int, int]:
    return token.start, -token.end


class Chunk:
    """A run of words without a space, taken apart; equal to itself alone, so that it hashes fast.

    The offsets of its tokens count from its first character.
    """

    __slots__ = ("pieces", "starts_known", "tokens")

    def __init__(self, pieces: tuple[_Piece, ...], tokens: tuple[Token, ...]) -> None:
        self.pieces = pieces
        self.tokens = tokens
        # May be the first word of a compound written with spaces.
        self.starts_known = (
            bool(pieces) and pieces[-1].simple and pieces[-1].surface in _KNOWN_START
        )


def _analyse(chunk: str, typing: bool = False) -> Chunk:
    if chunk.isalpha() and (plain := _plain(chunk)):
        return plain
    folded, at = fold_at(chunk)
    pieces: tuple[_Piece, ...]
    if _ADDRESS.match(folded):
        pieces = _address(folded, at)
    else:
        pieces = tuple(_Scanner(chunk, folded, at, typing).pieces())
    tokens = tuple(
        sorted((token for piece in pieces for token in dict.fromkeys(piece.tokens)), key=_by_place)
    )
    return Chunk(pieces, tokens)


def _plain(chunk: str) -> Chunk | None:
    """One word of nothing but letters, as nine of ten are: the short way to the same answer."""
    folded = fold(chunk)
    if not folded.isalpha() or folded in _KNOWN or folded.removesuffix("s") in _KNOWN:
        return None
    forms = fused(folded) or (folded,)
    tokens = _tokens_of(forms, 0, len(chunk))
    piece = _Piece(forms[0], (tokens[0].term,), tokens, 0, len(chunk), True)
    return Chunk((piece,), tuple(dict.fromkeys(tokens)))


class _Chunks(dict[str, Chunk]):
    """Chunks by what is written; the same ones come again and again."""

    def __missing__(self, text: str) -> Chunk:
        chunk = _analyse(text)
        if len(text) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[text] = chunk
        return chunk


_CHUNKS: Final = _Chunks()


def _known_at(text: str, start: int) -> Token | None:
    """The token of a known compound that is written with spaces from `start` on."""
    folded, at = fold_at(text[start : start + _LONGEST_KNOWN])
    if (found := _KNOWN_WRITTEN.match(folded)) is None:
        return None
    joined = str(found.lastgroup)
    return Token(stem(joined), (joined,), start, start + at[found.end()])


def tokens(text: str) -> list[Token]:
    """Everything to be found in `text`, ordered by `start`; wholes come before their parts.

    Stop words are among them. Tokens may overlap: a compound and its parts.
    """
    found: list[Token] = []
    known: list[Token] = []
    for match in _CHUNK.finditer(text):
        chunk, offset = _CHUNKS[match[0]], match.start()
        for term, surfaces, start, end in chunk.tokens:
            found.append(Token(term, surfaces, offset + start, offset + end))
        if chunk.starts_known:
            joined = _known_at(text, offset + chunk.pieces[-1].start)
            if joined:
                known.append(joined)
    if known:
        found = sorted(known + found, key=_by_place)
    return found


def chunks(text: str) -> tuple[Counter[Chunk], list[Chunk]]:
    """The same as ``tokens`` for who needs no offsets, many times as fast: the chunks of `text`.

    The first are counted and hold every token. In the second, the order of the words, a compound
    written with spaces stands in the place of its words.
    """
    ordered = list(map(_CHUNKS.__getitem__, _CHUNK.findall(text)))
    counted = Counter(ordered)
    known = list(_known_in(text)) if _may_hold_known(ordered) else []
    if not known:
        return counted, ordered
    ordered = []
    at = 0
    for token in known:
        joined_chunk = Chunk((), (token,))
        counted[joined_chunk] += 1
        if token.start >= at:
            ordered += map(_CHUNKS.__getitem__, _CHUNK.findall(text, at, token.start))
            ordered.append(joined_chunk)
            at = token.end
    ordered += map(_CHUNKS.__getitem__, _CHUNK.findall(text, at))
    return counted, ordered


def _may_hold_known(ordered: Sequence[Chunk]) -> bool:
    starts = (number for number, chunk in enumerate(ordered, 1) if chunk.starts_known)
    return any(
        ordered[number].pieces[0].surface.startswith(_KNOWN_NEXT)
        for number in starts
        if number < len(ordered) and ordered[number].pieces
    )


def _known_in(text: str) -> Iterator[Token]:
    """The known compounds that are written with spaces."""
    for match in _CHUNK.finditer(text):
        chunk = _CHUNKS[match[0]]
        if chunk.starts_known:
            joined = _known_at(text, match.start() + chunk.pieces[-1].start)
            if joined:
                yield joined


def _asked(chunk: str, last: bool) -> tuple[_Piece, ...]:
    """The pieces of a chunk of a question; only the last one may be half typed."""
    whole = _analyse(chunk)
    if not last:
        return whole.pieces
    half = _analyse(chunk, typing=True).pieces
    held = {token.term for token in whole.tokens}
    return half if all(held.issuperset(piece.terms) for piece in half) else whole.pieces


def question_terms(text: str) -> list[QuestionWord]:
    """The words a question requires, in the order typed.

    Stop words are left out; a question of nothing else asks for the last of them, which may be
    the beginning of another word (`la dé`). A form at the very end may be half typed:
    `développeur·s` asks for `développeur`. Empty if the text holds no word.
    """
    words: list[QuestionWord] = []
    done = 0  # up to here the text belongs to a known compound
    for match in _CHUNK.finditer(text):
        offset = match.start()
        for piece in _asked(match[0], match.end() == len(text)):
            start, end = offset + piece.start, offset + piece.end
            if end <= done:
                continue
            joined = None
            if piece.simple and piece.surface in _KNOWN_START and piece.end == len(match[0]):
                joined = _known_at(text, start)
            if joined:
                done = joined.end
                words.append(
                    QuestionWord(
                        text[start:done], joined.surfaces[0], (joined.term,), start, done, False
                    )
                )
                continue
            stop = piece.simple and piece.surface in STOP_WORDS
            words.append(
                QuestionWord(text[start:end], piece.surface, piece.terms, start, end, stop)
            )
    return [word for word in words if not word.is_stop] or words[-1:]


def prefixes(surface: str) -> tuple[str, ...]:
    """`surface`, and the beginnings of other forms of the words it may be the beginning of.

    >>> prefixes("developpeus")
    ('developpeus', 'developpeu')
    """
    return (surface, *kindred(surface))
