"""Compounds written in one word, with a hyphen or in two words: full stack, Projektleiterin.

Each is always found by the whole and by its parts.
"""

from __future__ import annotations

import re
from typing import Final

from jobtui.text.folding import fold_at
from jobtui.text.german_compounds import SHORTEST_GERMAN, german_parts
from jobtui.text.stemming import stem
from jobtui.text.tokens import Token

# Chosen by hand: what the postings of beta.gouv.fr spell in more than one way.
_COMPOUNDS: Final = {
    words.replace(" ", ""): tuple(words.split())
    for words in (
        "full stack", "front end", "back end", "open source", "start up", "dev ops", "no code",
        "low code", "web design", "micro service", "ile de france",
    )
}  # fmt: skip
_SPACED: Final = re.compile(
    "|".join(
        f"(?P<{joined}>" + r"\s+".join(words) + r")s?(?!\w)" for joined, words in _COMPOUNDS.items()
    )
)
_LONGEST: Final = 40  # characters, its spaces among them, in which a compound must end
FIRST_WORDS: Final = frozenset(words[0] for words in _COMPOUNDS.values())
MOST_WORDS: Final = max(map(len, _COMPOUNDS.values()))


def parts_of(word: str) -> tuple[str, ...] | None:
    """Return the parts of a folded compound in one word, also in the plural; else None.

    >>> parts_of("projektmanagement"), parts_of("management")
    (('projekt', 'management'), None)
    """
    return (
        _COMPOUNDS.get(word)
        or _COMPOUNDS.get(word.removesuffix("s"))
        or (german_parts(word) if len(word) >= SHORTEST_GERMAN else None)
    )


def spaced_compound(text: str, start: int) -> Token | None:
    """Return the token of a compound that is written with spaces from *start* on, else None."""
    folded, at = fold_at(text[start : start + _LONGEST])
    if (found := _SPACED.match(folded)) is None:
        return None
    joined = str(found.lastgroup)
    return Token(stem(joined), (joined,), start, start + at[found.end()])
