"""How long a job lasts, as sentences state it.

Sentences are folded text (see ``sentences``). The answer is a code, empty if nothing is stated
or two sentences contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobtui.inference.sentences import DASH, GAP
from jobtui.text.number_words import NUMBER_WORDS

_COUNT = r"(?:[1-9][0-9]?|" + "|".join(NUMBER_WORDS) + r")"
_SPAN = (
    rf"\b({_COUNT})(?:(?: ?(?:{DASH}|/) ?| (?:a|ou) )({_COUNT}))? ?(mois|ans?|annees?|semaines?)\b"
)
_DURATION = re.compile(
    r"\b(?:cdd|contrats?|duree|stages?|poste ouvert|freelance|alternance|apprentissage|vacation|"
    r"(?:premiere |pour une |proposee? |initiale? |d'une )?mission(?! (?:de |d')(?:l'|la |beta))|"
    r"premiere phase|residence|volontariat|service civique)\b"
    rf"({GAP}{{0,75}}?){_SPAN}({GAP}{{0,75}})"
)
_NO_DURATION = re.compile(
    r"\b(?:experience|anciennete|prochaine?s?|derniere?s?|depuis|apres|iterations?|cycles?|sprints?|"
    r"tous les|toutes les|dans les|il y a|age\w*|engagement|essai|preavis|cours de|dure|"
    r"au[ -]dela|objectif|en moins de|au bout|chaque)\b"
)
_NOT_BEHIND = re.compile(
    r" ?(?:d'|minimum d'|d.)?(?:experience|anciennete|prochains|derniers|apres|plus tard|et demi)"
)
_OTHERS = re.compile(r"\b(?:nous (?:a |ont )?rejoi\w+|l'etat finance|financent?)\b")
_RENEWABLE = re.compile(
    r"(?<!non )(?<!pas )\b(?:renouvel|reconduct|reconduit|prolong|extensib|recondui)"
)
_AT_LEAST = re.compile(
    r"(?:\b(?:au moins|d'au moins|minimum|a minima|minimale?) ?(?:de )?)$|^ ?\(?min"
)
_TIME_WORDS = ("mois", "semaine", " an", "annee")
_UNITS = {"m": "m", "a": "y", "s": "w"}


def duration_of(sentences: Iterable[str]) -> str:
    """Return ``6m``, ``3-6m``, ``>6m`` (at least), ``3y``, ``12w``; with ``+`` if renewable."""
    found: dict[str, bool] = {}
    for text in sentences:
        if not any(word in text for word in _TIME_WORDS):
            continue
        for match in _DURATION.finditer(text):
            before, low, high, unit, after = match.groups()
            if _NO_DURATION.search(before) or _NOT_BEHIND.match(after) or _OTHERS.search(text):
                continue
            numbers = [_number(low)] + ([_number(high)] if high else [])
            least = ">" if _AT_LEAST.search(before) or _AT_LEAST.match(after) else ""
            code = least + "-".join(map(str, numbers)) + _UNITS[unit[0]]
            renewable = bool(_RENEWABLE.search(after) or _RENEWABLE.search(before))
            found[code] = found.get(code, False) or renewable
    if len(found) != 1:
        return ""
    ((code, renewable),) = found.items()
    return code + ("+" if renewable else "")


def _number(word: str) -> int:
    return NUMBER_WORDS.get(word) or int(word)
