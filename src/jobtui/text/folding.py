"""Text folded for comparison: case, accents and typographic variants are dropped.

A name's key also drops punctuation and the article.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


APOSTROPHES: Final = "’‘ʼʹ′＇"
HYPHENS: Final = "‐‑"
DOTS: Final = "·•‧⋅∙⸱"
_SPECIAL: Final = {
    **dict.fromkeys(APOSTROPHES, "'"),
    **dict.fromkeys(HYPHENS, "-"),
    **dict.fromkeys(DOTS, "·"),
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
}
_REMOVED: Final = frozenset(("Mn", "Me", "Cf"))  # marks; soft hyphen, zero width
_MOST_CACHED: Final = 4096  # characters; a text in one script needs a few hundred
_ASCII: Final = bytes(range(0x80))
_MANY: Final = 64  # different characters beyond ASCII
_MOST_ROUNDS: Final = 4  # three are enough for every character of Unicode 14


def _fold_character(character: str) -> str:
    folded = character
    for _ in range(_MOST_ROUNDS):
        before = folded
        folded = "".join(_SPECIAL.get(c, c) for c in folded.casefold())
        plain = unicodedata.normalize("NFKD", folded)
        # Ligatures and wide letters become plain ones; other symbols, such as ™, must not
        # turn into letters.
        folded = plain if plain.isalnum() else unicodedata.normalize("NFD", folded)
        folded = "".join(
            " " if unicodedata.category(c) == "Zs" else c
            for c in folded
            if unicodedata.category(c) not in _REMOVED
        )
        if folded == before:
            break
    return folded


class _Folding(dict[int, str]):
    """The table for `str.translate`: what each character folds to."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(self) < _MOST_CACHED:
            self[code] = folded
        return folded


_FOLDING: Final = _Folding()


def beyond_ascii(text: str) -> set[str]:
    """Return the characters of *text* that are not ASCII."""
    return _beyond_ascii(text.encode("utf-8", "surrogatepass"))


def _beyond_ascii(encoded: bytes) -> set[str]:
    return set(encoded.translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def fold(text: str) -> str:
    """Return *text* in lower case without accents, ligatures, zero-width and typographic variants.

    White space other than spaces stays. Folding twice changes nothing.
    """
    if text.isascii():
        return text.lower()
    encoded = text.encode("utf-8", "surrogatepass").lower()  # ASCII only: str.lower is slow
    foreign = _beyond_ascii(encoded)
    text = encoded.decode("utf-8", "surrogatepass")
    if len(foreign) > _MANY:
        return text.translate(_FOLDING)
    for character in foreign:  # in texts of one script this takes a third of translate's time
        if (folded := _FOLDING[ord(character)]) != character:
            text = text.replace(character, folded)
    return text


class FoldedText(NamedTuple):
    """Folded text, and the offsets in the original of its characters and of its end."""

    folded: str
    at: Sequence[int]


def fold_at(text: str) -> FoldedText:
    """Return the folded text, and for each of its characters and its end the offset in *text*."""
    if text.isascii():
        return FoldedText(text.lower(), range(len(text) + 1))
    parts = [_FOLDING[ord(c)] for c in text]
    at = [offset for offset, part in enumerate(parts) for _ in part]
    at.append(len(text))
    return FoldedText("".join(parts), at)


def end_at(at: Sequence[int], end: int) -> int:
    """Return the offset in the text at which the folded character before *end* ends.

    A ligature folds to several characters with the same offset.
    """
    return max(at[end], at[end - 1] + 1)


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Return what all spellings of a name have in common; empty for nothing but punctuation.

    ``+`` and ``#`` stay, so that C, C++ and C# are three names.
    """
    key = re.sub(r"[^\w+#]+|_+", " ", fold(name)).strip()
    return re.sub(r"^(?:l|la|le|les) ", "", key).replace(" ", "")
