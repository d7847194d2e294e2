"""When a job starts, as sentences state it.

Sentences are folded text (see ``sentences``). The answer is a code, empty if nothing is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobtui.inference.sentences import DASH, GAP
from jobtui.text.number_words import MONTHS

_MONTH = r"(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_START = (
    r"(?:\b(?:demarrage|prise (?:de|en) (?:poste|fonctions?)|date (?:de |d')?(?:debut|arrivee|"
    r"embauche|demarrage|souhaitee|prise)|debut (?:(?:de |du |des )(?:la |l')?(?:missions?|contrat|"
    r"poste|stage|collaboration|prestation)|souhaite\w*|prevu|ideal\w*|envisage|estime)|a pourvoir|"
    r"disponibilite|arrivee|quand|"
    r"(?:poste|mission|cdd|stage|contrat)\b[^;!?]{0,40} a partir d[eu'])\b"
    r"|\bdebut ?:|\bdebut (?=immediat|asap|des que|des maintenant|au plus))"
)
_SOON = re.compile(
    rf"{_START}{GAP}{{0,90}}?\b(?:des que possible|au plus (?:tot|vite)|"
    r"le plus (?:tot|vite) possible|immediat\w*|asap|des maintenant|sans delai|"
    r"aussi(?:tot| tot) que possible|tout de suite)\b"
)
_MONTH_START = re.compile(
    rf"{_START}([^;!]{{0,40}}?)(?:\b([0-3]?[0-9])(?:er)? )?(?:\b(?:mi|debut|fin)[- ])?\b{_MONTH}"
    rf"(?: ?(?:{DASH}|/|ou|et) ?(?:(?:mi|debut|fin)[- ])?{_MONTH})?(?: (20[0-9]{{2}}))?\b"
)
_NUMBERED = re.compile(
    rf"{_START}[^;!]{{0,25}}?\b([0-3]?[0-9])[/.]([01]?[0-9])[/.](20[0-9]{{2}})\b"
)
_START_WORDS = (
    "demarr",
    "debut",
    "prise ",
    "date ",
    "pourvoir",
    "dispon",
    "arriv",
    "quand",
    "partir d",
)
_NOT_THE_START = re.compile(r"\b(?:entretiens?|candidatures?|jusqu\w*|avant|fin de|depuis)\b")


def start_of(sentences: Iterable[str]) -> str:
    """Return ``2022-09-01``, ``2022-09``, ``--09`` (no year stated, as in ISO 8601), or ``asap``.

    A date is believed before ``asap``; the first one wins, also of two ("mars / avril").
    """
    soon = ""
    for text in sentences:
        if not any(word in text for word in _START_WORDS):
            continue
        if match := _NUMBERED.search(text):
            day, month, year = map(int, match.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year}-{month:02}-{day:02}"
        match = _MONTH_START.search(text)
        if match and not _NOT_THE_START.search(match[1]):
            _before, day_text, month_name, _second, year_text = match.groups()
            month = MONTHS[month_name]
            if not year_text:
                return f"--{month:02}"
            return f"{year_text}-{month:02}" + (
                f"-{int(day_text):02}" if day_text and 1 <= int(day_text) <= 31 else ""
            )
        if _SOON.search(text):
            soon = "asap"
    return soon
