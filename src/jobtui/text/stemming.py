"""A light French stemmer that removes gender and number, and nothing else.

    >>> stem("developpeuses"), stem("developpeur"), stem("developpement")
    ('developpeu', 'developpeu', 'developpement')
    >>> stem("territoriaux"), stem("territoriale"), stem("postes"), stem("campus")
    ('territorial', 'territorial', 'poste', 'campus')

The input is a folded word (lower case, no accents), the output a term: not always a word, but the
same for every form of an adjective or of the name of a trade. There is no dictionary: a word goes
through the tables IRREGULAR and KEEP, then through one rule of number or gender, until nothing
changes. Each rule requires a few letters before its ending, so that short words are left alone.

Known limits, accepted because accents are folded first or because gender is dropped:
charge = chargé, presente = présent = présenté, cher = chère, issue = issu, active = activé = actif.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from jobtui.text.stem_tables import (
    GENDER_ENDINGS,
    HALF_ENDINGS,
    IRREGULAR,
    KEEP,
    NOT_FEMININE,
    PLURALS_IN_IS,
    SINGULAR_S,
)

LONGEST: Final = 40
"""Letters: "anticonstitutionnellement" has 25, so anything longer is no French word."""

_RELATED: Final = 4  # letters of a prefix below which almost every word would be related
_VOWELS: Final = "aeiouy"
_BY_LAST_TWO: Final = {
    last: tuple(rule for rule in GENDER_ENDINGS if rule[0].endswith(last))
    for last in {rule[0][-2:] for rule in GENDER_ENDINGS}
}


def _singular(word: str) -> str:
    """Return the singular of a plural, any other word unchanged."""
    if word.endswith("aux"):
        if word.endswith(("eaux", "yaux")):
            return word[:-1]
        return word[:-2] + "l" if len(word) > 4 else word
    if not word.endswith("s") or (word.endswith(SINGULAR_S) and word not in PLURALS_IN_IS):
        return word
    return word[:-1]


def _neutral(word: str) -> str:
    """Return the masculine of a feminine, as far as endings tell; any other word unchanged."""
    if word.endswith(NOT_FEMININE):
        return word
    for ending, neutral, before in _BY_LAST_TWO.get(word[-2:], ()):
        if word.endswith(ending) and len(word) >= len(ending) + before:
            return word[: -len(ending)] + neutral
    if word.endswith("y") and word[-2] not in _VOWELS:  # policy, policies
        return word[:-1] + "i"
    return word


def stem(word: str) -> str:
    """Return the gender- and number-neutral term of a folded word.

    Words of fewer than four letters, longer than `LONGEST`, or with anything but letters a-z are
    returned unchanged (except the pronouns and articles of the table). Never raises; empty only
    for an empty word.
    """
    if not (word.isascii() and word.isalpha()) or len(word) > LONGEST:
        return word
    return _stem(word)


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    while True:
        irregular = IRREGULAR.get(word)
        if irregular is not None:
            word = irregular
        if len(word) < 4 or word in KEEP:
            return word
        shorter = _singular(word)
        if shorter == word:
            shorter = _neutral(word)
        if shorter == word:
            return word
        word = shorter


@cache
def _irregular_pairs() -> dict[str, list[tuple[str, str]]]:
    """Return the irregular forms with what each is related to, by their first letters."""
    pairs: dict[str, list[tuple[str, str]]] = {}
    for form, masculine in IRREGULAR.items():
        pairs.setdefault(form[:_RELATED], []).append((form, masculine))
        pairs.setdefault(masculine[:_RELATED], []).append((masculine, form))
    return pairs


@lru_cache(maxsize=1024)
def related_prefixes(prefix: str) -> tuple[str, ...]:
    """Return the other prefixes that forms of the word being typed may have.

    `directr` and `directe` both lead to a form of "directeur", but neither is a prefix of the
    other form, so that a prefix search needs both. *prefix* is folded; the answer is empty below
    four letters, where almost every word would be related.
    """
    if len(prefix) < _RELATED:
        return ()
    found = [prefix[: -len(half)] + other for half, other in HALF_ENDINGS if prefix.endswith(half)]
    for form, other in _irregular_pairs().get(prefix[:_RELATED], ()):
        if form.startswith(prefix):
            found.append(other)
    return tuple(word for word in dict.fromkeys(found) if not word.startswith(prefix))
