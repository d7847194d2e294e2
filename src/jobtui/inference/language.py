"""The language of a text, as its small words tell it."""

from __future__ import annotations

from collections import Counter
from typing import Final

from jobtui.text.folding import beyond_ascii, fold
from jobtui.text.patterns import late
from jobtui.text.small_words import BY_LANGUAGE

# A single letter is a word only if it is shortened: of "(m/w/d)" none is.
_WORD: Final = late(r"[^\W\d_]{2,12}|[^\W\d_](?=['’])")
_FOREIGN: Final = frozenset("čšžýľťňďřůěąęłńśżőűğşåãõ")
_LONGEST: Final = 60  # characters of a run; longer ones are no words: a picture within a link
_NO_WORDS: Final = late(rf"\S{{{_LONGEST},}}")
_TO_RUNS: Final = bytes(32 if chr(n).isspace() else 120 for n in range(0x80)).ljust(0x100)
_LONG_RUN: Final = b"x" * _LONGEST
# Of bytes of UTF-8 those that may belong to a letter, and apostrophes.
_TO_LETTERS: Final = bytes(
    n if chr(n).isalpha() or n == 39 or n >= 0x80 else 32 for n in range(0x100)
)
_MOST_LETTERS: Final = 12  # of a word, and of the pieces that a longer one counts as
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


_OWN: Final = {word: name for name in BY_LANGUAGE for word in _own(name)}
# By the words as ``_words`` cuts them, which keep an apostrophe: a letter alone is none without it.
_LANGUAGE_OF: Final = {f"{word}'": name for word, name in _OWN.items()} | {
    word: name for word, name in _OWN.items() if len(word) > 1
}


def language_of(text: str) -> str:
    """Return the language of *text* (ISO 639-1): fr, en, de or es; empty if it is none of them.

    >>> language_of("Nous cherchons une personne qui aime les cartes.")
    'fr'
    """
    text = _without_long_runs(text[: 4 * _READ])[:_READ]
    words = _words(fold(text))
    foreign = sum(map(text.count, beyond_ascii(text) & _FOREIGN))
    if foreign > min(_MOST_FOREIGN, len(words) // _FOREIGN_IN):
        return ""
    counts = Counter(filter(None, map(_LANGUAGE_OF.get, words)))
    ranked = [*counts.most_common(2), ("", 0), ("", 0)]
    (language, most), (_other, next_most) = ranked[:2]
    is_told = most >= _FEWEST and most >= _LEAD * next_most and most * _ONE_IN >= len(words)
    return language if is_told else ""


def _without_long_runs(text: str) -> str:
    """Return *text* with a blank in place of each run of ``_LONGEST`` characters and more."""
    runs = text.encode("ascii", "replace").translate(_TO_RUNS)  # one byte for each character
    done = 0
    parts: list[str] = []
    while (start := runs.find(_LONG_RUN, done)) >= 0:
        end = runs.find(b" ", start)
        end = len(text) if end < 0 else end
        parts += (text[done:start], _NO_WORDS.sub(" ", text[start:end]))
        done = end
    return "".join(parts) + text[done:] if parts else text


def _words(folded: str) -> list[str]:
    """Return the words of a folded text, as ``_WORD`` finds them; an apostrophe stays behind one.

    Without the pattern for all but the longest words this takes a sixth of the time.
    """
    for sign in beyond_ascii(folded):
        if sign.isdecimal() or not sign.isalnum():
            folded = folded.replace(sign, " ")
    encoded = folded.encode("utf-8", "surrogatepass").replace(b"'", b"' ").translate(_TO_LETTERS)
    runs = encoded.decode("utf-8", "surrogatepass").split()
    words = [run for run in runs if 1 < len(run) <= _MOST_LETTERS]
    for run in runs:
        if len(run) > _MOST_LETTERS:
            words += [word if len(word) > 1 else f"{word}'" for word in _WORD.findall(run)]
    return words
