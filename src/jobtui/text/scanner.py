"""Cuts a chunk of text into pieces: words, inclusive forms, compounds, symbols, e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jobtui.text.addresses import HOST_ENDS
from jobtui.text.compounds import parts_of
from jobtui.text.folding import end_at
from jobtui.text.inclusive_forms import (
    ENDINGS,
    SEPARATORS,
    SURE,
    InclusiveForm,
    fused,
    inclusive_form,
    may_open,
    written_out,
)
from jobtui.text.stemming import LONGEST
from jobtui.text.tokens import WORD, ChunkPart, Token, surfaces_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ELIDED: Final = frozenset(
    "l d qu j n s c m t jusqu lorsqu puisqu quoiqu presqu quelqu entr".split()
)
_ONE_WORD: Final = frozenset(("aujourd", "prud", "grand", "presqu", "entr"))  # before '
_LINKS: Final = frozenset((".", "-", "'", "_", "@", "·"))
_OF_MAIL: Final = frozenset((".", "-", "_", "+", "@"))
_MOST_JOINED: Final = 6  # words of a compound; more are a phrase with hyphens
_MOST_DOTTED: Final = 16  # words of a dotted name or e-mail address
_EXTENSIONS: Final = frozenset("js ts net io py rs md html pdf".split())
# Pronouns and particles after a hyphen: dit-elle, celui-ci, vous-même.
_AFTER_VERB: Final = frozenset(
    """je tu il elle on nous vous ils elles ce ci la le les y en moi toi lui leur t meme
    memes""".split()
)
_NOT_VERBS: Final = frozenset(("rendez",))
_LONGEST_PLUS_PLUS: Final = 10  # letters of a name that ends in ++


class _Element(NamedTuple):
    """One word or inclusive form: the words of the chunk from `first` to before `after`."""

    forms: tuple[str, ...]
    first: int
    after: int
    end: int


class _Scanned(NamedTuple):
    """A piece, and the number of the word behind it."""

    piece: ChunkPart
    after: int


class Scanner:
    """Cuts one chunk into pieces.

    *folded* is the chunk in folded letters, and `at[n]` the offset in the chunk of its n-th
    character. A *partial* chunk is still being typed, so that it may end within a form.
    """

    def __init__(self, chunk: str, folded: str, at: Sequence[int], partial: bool) -> None:
        self.chunk = chunk
        self.folded = folded
        self.at = at
        self.partial = partial
        self.spans = [match.span() for match in WORD.finditer(folded)]
        self.words = [folded[start:end] for start, end in self.spans]
        ends = [end for _start, end in self.spans]
        starts = [*(start for start, _end in self.spans[1:]), len(folded)]
        self.signs = [folded[end:start] for end, start in zip(ends, starts, strict=False)]

    def pieces(self) -> Iterator[ChunkPart]:
        """Yield the pieces in the order of the chunk."""
        here = 0
        while here < len(self.words):
            if self._is_elided(here):
                here += 1
                continue
            piece, here = self._symbol(here) or self._mail(here) or self._compound(here)
            yield piece

    def _end(self, folded_end: int) -> int:
        return end_at(self.at, folded_end)

    def _is_elided(self, here: int) -> bool:
        """Whether a word is elided before the next one, such as `l'` or `qu'`."""
        if self.signs[here] != "'" or self.words[here] not in _ELIDED:
            return False
        return here + 1 < len(self.words) and not self._is_one_word(here)

    def _is_one_word(self, here: int) -> bool:
        """Whether the apostrophe stands inside a word: presqu'île, entr'ouvert."""
        word, after = self.words[here], self.words[here + 1]
        return (word == "presqu" and after.startswith("ile")) or (
            word == "entr" and after.startswith("ouv")
        )

    def _whole(self, term: str, first: int, end: int, parts: tuple[Token, ...] = ()) -> ChunkPart:
        """Return the piece from *first* to *end*, both offsets in the folded chunk."""
        start = self.at[first]
        token = Token(term, surfaces_of(term), start, self._end(end))
        return ChunkPart(term, (term,), (token, *parts), start, token.end, False)

    def _symbol(self, here: int) -> _Scanned | None:
        """Return the piece of a symbol: C++, C#, A+, .NET, R&D."""
        word, signs = self.words[here], self.signs[here]
        start, end = self.spans[here]
        if word == "net" and start and self.folded[start - 1] == ".":
            before = self.signs[here - 1] if here else "."
            if before != "." or not here:
                part = self._tokens(here)
                return _Scanned(self._whole(".net", start - 1, end, part), here + 1)
        if signs.startswith("++") and len(word) <= _LONGEST_PLUS_PLUS:
            return _Scanned(self._whole(word + "++", start, end + 2), here + 1)
        if len(word) > 1 or not word.isascii():
            return None
        if signs.startswith("#"):
            return _Scanned(self._whole(word + "#", start, end + 1), here + 1)
        if signs[:1] == "+" and (here + 1 == len(self.words) or len(signs) > 1):
            return _Scanned(self._whole(word + "+", start, end + 1), here + 1)
        if signs == "&" and here + 1 < len(self.words) and len(self.words[here + 1]) == 1:
            end = self.spans[here + 1][1]
            return _Scanned(self._whole(self.folded[start:end], start, end), here + 2)
        return None

    def _mail(self, here: int) -> _Scanned | None:
        """Return the piece of an e-mail address, its host and its words."""
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
                parts.append(Token(term, surfaces_of(term), self.at[host], self._end(end)))
            if number < last or not self._is_host_end(number):
                parts.extend(self._tokens(number))
        start = self.spans[here][0]
        return _Scanned(self._whole(self.folded[start:end], start, end, tuple(parts)), last + 1)

    def _tokens(self, here: int) -> tuple[Token, ...]:
        """Return the tokens of one word: itself, and its parts if it is a known compound."""
        word = self.words[here]
        start, end = self.spans[here]
        tokens = tokens_of((word,), self.at[start], self._end(end))
        parts = parts_of(word)
        if parts is None:
            return tokens
        found = list(tokens)
        for part in parts:
            stop = end if part is parts[-1] else start + len(part)
            found += tokens_of((part,), self.at[start], self._end(stop))
            start = stop
        return tuple(found)

    def _compound(self, here: int) -> _Scanned:
        """Return the piece of a word or inclusive form, and of all that is joined to it."""
        elements = self._elements(here)
        after = elements[-1].after
        if len(elements) == 1:
            tokens = self._part(elements[0])
            [element] = elements
            term = (tokens[0].term,)
            word = ChunkPart(element.forms[0], term, tokens, tokens[0].start, element.end, True)
            return _Scanned(word, after)
        return _Scanned(self._joined(elements), after)

    def _elements(self, here: int) -> list[_Element]:
        elements = [self._element(here)]
        hyphens = True
        while self._goes_on(elements[-1]):
            following = self._element(elements[-1].after)
            hyphens = hyphens and self.signs[following.first - 1] == "-"
            if following.after > following.first + 1 and not hyphens:
                break  # an inclusive form is no part of an address
            elements.append(following)
        return elements

    def _joined(self, elements: list[_Element]) -> ChunkPart:
        """Return the piece of a compound: the whole, and its parts where they mean something."""
        first, last = elements[0], elements[-1]
        named = elements[:-1] if self._is_host_end(last.first) else elements
        parts = tuple(token for element in named for token in self._part(element))
        signs = {self.signs[element.after - 1] for element in elements[:-1]}
        if "·" in signs and any(element.forms[0] in _EXTENSIONS for element in elements[1:]):
            signs = {"."}
        is_dotted = bool(signs & {".", "_", "@"})
        folded_start, folded_end = self.spans[first.first][0], self.spans[last.after - 1][1]
        start, end = self.at[folded_start], last.end
        if len(elements) > (_MOST_DOTTED if is_dotted else _MOST_JOINED):
            terms = tuple(dict.fromkeys(token.term for token in parts))
            return ChunkPart(first.forms[0], terms, parts, start, end, False)
        is_number = all(element.forms[0].isdigit() for element in elements)
        if is_dotted or is_number:
            term = self.folded[folded_start:folded_end].replace("·", ".")
            if is_number and signs == {"."}:
                parts = ()
            token = Token(term, surfaces_of(term), start, end)
            return ChunkPart(term, (term,), (token, *parts), start, end, False)
        if "'" in signs and self.words[first.first] in _ONE_WORD:
            parts = ()
        head = "".join(element.forms[0] for element in elements[:-1])
        forms = tuple(head + form for form in last.forms)
        whole = tokens_of(forms, start, end)
        terms = (whole[0].term,)
        if self.partial and len(forms) == 1 and last.after > last.first + 1:  # half typed
            terms = tuple(token.term for token in parts)
        return ChunkPart(forms[0], terms, (*whole, *parts), start, end, False)

    def _is_host_end(self, here: int) -> bool:
        """Whether a word is the end of an address, such as ``com`` in ``example.com``."""
        return self.words[here] in HOST_ENDS and here > 0 and self.signs[here - 1] == "."

    def _part(self, element: _Element) -> tuple[Token, ...]:
        """Return the tokens of one element."""
        if element.forms == (self.words[element.first],) and element.after == element.first + 1:
            return self._tokens(element.first)
        return tokens_of(element.forms, self.at[self.spans[element.first][0]], element.end)

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
        """Return the inclusive form that begins with a word, else the word."""
        word = self.words[here]
        found = None
        if here + 1 < len(self.words) and 1 < len(word) <= LONGEST and not word.isdigit():
            found = self._inclusive(here)
        if found is None:
            forms = fused(word) or (word,)
            found = _Element(forms, here, here + 1, self._end(self.spans[here][1]))
        return found

    def _inclusive(self, here: int) -> _Element | None:
        sign = self.signs[here]
        if not may_open(sign) or (sign == "." and self._sentence_ends(here)):
            return None
        found = inclusive_form(self.words, self.signs, here)
        if found is None and self._half_typed(here):
            found = InclusiveForm((self.words[here],), here + 2)
        return self._closed(found, here) if found else None

    def _half_typed(self, here: int) -> bool:
        """Whether the last word is the start of an ending or pronoun that would fit."""
        last = here + 1
        if not self.partial or last + 1 < len(self.words) or self.signs[last]:
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

    def _closed(self, found: InclusiveForm, here: int) -> _Element:
        """Return the element with its closing parenthesis, and a half-typed ending after it."""
        forms, after = found
        if self.partial and after == len(self.words) - 1 and self.signs[after - 1] in SEPARATORS:
            half = self.words[after]
            if any(ending.startswith(half) for ending in ENDINGS):
                after += 1
        end = self.spans[after - 1][1]
        signs = self.signs[here : after - 1]
        if sum(s.count("(") - s.count(")") for s in signs) > 0 and self.signs[after - 1][:1] == ")":
            end += 1
        return _Element(forms, here, after, self._end(end))
