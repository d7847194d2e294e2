"""The language of a text, as its small words tell it."""

from __future__ import annotations

from collections import Counter
from typing import Final

from jobtui.text.folding import fold
from jobtui.text.patterns import late
from jobtui.text.small_words import BY_LANGUAGE

# A single letter is a word only if it is shortened: of "(m/w/d)" none is.
_WORD: Final = late(r"[^\W\d_]{2,12}|[^\W\d_](?=['’])")
_FOREIGN: Final = late("[čšžýľťňďřůěąęłńśżőűğşåãõ]")
_NO_WORDS: Final = late(r"\S{60,}")  # such as a picture within a link
# Letters that none of the four languages has: a few stand in names, one in so many words.
_MOST_FOREIGN, _FOREIGN_IN = 4, 15
_READ: Final = 3000  # characters that are looked at
_FEWEST: Final = 2  # small words that tell a language
_ONE_IN: Final = 14  # words is a small one: other languages share a few of them
_LEAD: Final = 1.5  # times as many as of any other language


def _own(language: str) -> frozenset[str]:
    """Return the small words that no other language has."""
    others = [words for name, words in BY_LANGUAGE.items() if name != language]
    return BY_LANGUAGE[language].difference(*others)


_LANGUAGE_OF: Final = {word: name for name in BY_LANGUAGE for word in _own(name)}


def language_of(text: str) -> str:
    """Return the language of *text* (ISO 639-1): fr, en, de or es; empty if it is none of them.

    >>> language_of("Nous cherchons une personne qui aime les cartes.")
    'fr'
    """
    text = _NO_WORDS.sub(" ", text[: 4 * _READ])[:_READ]
    words = _WORD.findall(fold(text))
    foreign = len(_FOREIGN.findall(text, 0, _READ))
    if foreign > min(_MOST_FOREIGN, len(words) // _FOREIGN_IN):
        return ""
    counts = Counter(_LANGUAGE_OF[word] for word in words if word in _LANGUAGE_OF)
    ranked = [*counts.most_common(2), ("", 0), ("", 0)]
    (language, most), (_other, next_most) = ranked[:2]
    is_told = most >= _FEWEST and most >= _LEAD * next_most and most * _ONE_IN >= len(words)
    return language if is_told else ""
