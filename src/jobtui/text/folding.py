"""Names compared as people mean them: case, accents, punctuation and article do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """Return what two spellings of one name have in common; empty if nothing is left.

    ``+`` and ``#`` stay, so that C, C++ and C# are three names.
    """
    key = re.sub(r"[^\w+#]+|_+", " ", fold(name)).strip()
    return re.sub(r"^(?:l|la|le|les) ", "", key).replace(" ", "")


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


_MOST_CHARACTERS: Final = 4096  # remembered


def _fold_character(character: str) -> str:
    folded = character
    for _ in range(4):  # some need two rounds
        before = folded
        folded = "".join(_SPECIAL.get(c, c) for c in folded.casefold())
        plain = unicodedata.normalize("NFKD", folded)
        # Ligatures and wide letters lose their form; other symbols, such as ™, must not turn
        # into letters.
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
    """For `str.translate`: what each character folds to."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        if len(self) < _MOST_CHARACTERS:
            self[code] = folded
        return folded


_FOLDING: Final = _Folding()


def fold(text: str) -> str:
    """Lower case without accents, ligatures, zero-width characters and typographic variants.

    White space other than spaces stays. Folding twice changes nothing.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def fold_at(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters, and its end, the offset in `text`."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    parts = [_FOLDING[ord(c)] for c in text]
    at = [offset for offset, part in enumerate(parts) for _ in part]
    at.append(len(text))
    return "".join(parts), at
