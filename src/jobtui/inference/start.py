"""When a job starts, as sentences state it.

Sentences are folded text (see ``sentences``). The answer is a code, empty if nothing is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from jobtui.inference.sentences import DASH, GAP, Sentence, holds_any
from jobtui.text.number_words import MONTHS
from jobtui.text.patterns import late

WORDS = (
    *("demarr", "debut", "prise", "date", "pourvoir", "disponi", "quand", "entree", "partir"),
    *("compter", "duree", "commenc", "when", "start", "begin", "availab", "vacan"),
    *("cdd du", "contrat du", "stage du", "mission du", "periode du", "mois du", "mois (du"),
)


class StartRules(NamedTuple):
    """What a language says of the day on which a job starts.

    *trigger* begins each of the next four. *soon* says "as soon as possible". *dated* and
    *numbered* match a start with a date in words, in their groups ``day`` (or ``after`` the month),
    ``month``, ``year``, and in numbers; *year* the beginning of a year. *question* ("Quand ?") is
    answered by what follows, or by the next sentence. *other* is no start.
    """

    trigger: re.Pattern[str]
    soon: re.Pattern[str]
    dated: re.Pattern[str]
    numbered: re.Pattern[str]
    year: re.Pattern[str]
    question: re.Pattern[str]
    other: re.Pattern[str]


_MONTH = (
    r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r"|rentree(?! (?:de |scolaire de ))"
    r"(?: scolaire| universitaire)?)\b\.?"
)
_RENTREE = 9  # the month in which schools begin
_START = (
    r"(?:\b(?=[acdempqsv])|^)"  # how all of them begin, for speed
    r"(?:\b(?:demarrage|prise (?:de|en) (?:poste|fonctions?)|date (?:de |d')?(?:debut|arrivee|"
    r"embauche|demarrage|souhaitee|prise|entree|vacance)|dates? souhaitees?|entree en fonctions?|"
    r"debut (?:(?:de |du |des )(?:la |l')?"
    r"(?:missions?|contrat|poste|stage|collaboration|prestation)|souhaite\w*|prevu|ideal\w*|"
    r"envisage|estime)|a pourvoir|disponibilite|quand|"
    r"(?:postes?|emplois?) (?:vacant|disponible)s?|"
    r"(?:stage|cdd|mission|contrat|poste)\b[^;!?]{0,40} qui (?:debute|commence)|"
    r"(?:poste|mission(?! d'interet)|cd[di]|stage|contrat|alternance|apprentissage)\b[^;!?]{0,40} "
    r"a (?:partir|compter) d[eu'])\b"
    r"|\b(?:cdd|contrat|stage|mission|periode|vacation)\b"
    r"[^;!?]{0,20}[ (](?=du [0-3]?[0-9](?:er)?[ /])"
    r"|^(?:.{0,40} : )?(?:a (?:partir|compter) d[eu] |des (?:le |la )?)(?=[^,;]{3,30}$)"
    r"|^(?:.{0,40} : )?debut (?=en |fin |mi-|courant )"
    r"|^(?:.{0,40} : )?(?:debut|mi|courant)[ -](?=[a-z]{3,9}(?: 20[0-9]{2})?\.?$)"
    r"|\bdebut ?:|^disponible ?:|^(?:.{0,40} : )?dates? ?[:—–-]|^disponibles? (?=en|des"
    r"|a partir|le)"
    r"|\bdebut (?=immediat|asap|des que|des maintenant|au plus|le [0-9]|a partir|en [a-z]+ 20)"
    r"|\bduree ?:(?= ?(?:des que|de mi-|du [0-9])))"
)
_SOONEST = (
    r"(?:des que (?:possible|(?:tu|vous) (?:peux|pouvez|es|etes|seras?|serez))|au plus (?:tot|"
    r"vite)|"
    r"le plus (?:tot|vite|rapidement) possible|immediat\w*|asap|des maintenant|sans delai|"
    r"aussi(?:tot| tot) que possible|tout de suite|rapidement|rapide)\b"
)
_PART = r"(?:mi|debut|fin|courant|premiere quinzaine de)[- ]"
FRENCH = StartRules(
    trigger=late(_START),
    soon=late(rf"{_START}{GAP}{{0,90}}?\b{_SOONEST}"),
    dated=late(
        rf"{_START}(?P<gap>[^;!]{{0,40}}?)(?:\b(?P<day>[0-3]?[0-9])(?:er)? )?"
        rf"(?:\b{_PART})?\b(?P<month>{_MONTH})"
        rf"(?:(?: ?(?:{DASH}|/|,) ?| (?:ou|et|au?|jusqu'au?) )(?:le )?(?:[0-3]?[0-9](?:er)? )?"
        rf"(?:{_PART})?{_MONTH}){{0,3}}(?: (?P<year>20[0-9]{{2}}))?\b"
    ),
    numbered=late(
        rf"{_START}[^;!]{{0,25}}?\b(?P<day>[0-3]?[0-9])[/.](?P<month>[01]?[0-9])[/.]"
        r"(?P<year>20[0-9]{2})\b"
    ),
    year=late(rf"{_START}[^;!]{{0,20}}?\bdebut (?P<year>20[0-9]{{2}})\b"),
    question=late(r"\b(?:quand|debut|demarrage|a partir de quand|date de debut) ?\?"),
    other=late(r"\b(?:entretiens?|candidatures?|jusqu\w*|avant|fin de|depuis|deploiement)\b"),
)
_NUMBERS = late(  # "09/2022", "15/06"
    r"(?<![0-9/])(?:(?P<of_year>0?[1-9]|1[0-2])/(?P<year>20[0-9]{2})|"
    r"(?P<day>[0-2]?[0-9]|3[01])/(?P<month>0[1-9]|1[0-2]))(?![0-9/])"
)
_NEAR = 45  # characters of a trigger and numbers behind it
_QUARTER = late(r"\b[qt](?P<quarter>[1-4])[ /-]?(?P<year>20[0-9]{2})\b")
# Every start has a digit or one of these, which is faster to see than a trigger.
_DIGIT = late(r"[0-9]")
_WHEN = (
    *(month for month in MONTHS if not any(month != o and month.startswith(o) for o in MONTHS)),
    *("rentree", "des que", "plus tot", "plus vite", "rapide", "immed", "asap", "maintenant"),
    *("sans delai", "aussi", "tout de suite", "soon", "right away", "now", "earliest"),
)
_LABEL = 60  # characters at the beginning of a sentence that may be a question
_LATEST = 3  # months after the start in which a posting may still be published
_ANSWERED = "start date : debut : "  # what a question becomes before its answer


def start_of(_heading: str, sentences: Iterable[Sentence], rules: StartRules) -> str:
    """Return ``2022-09-01``, ``2022-09``, ``--09`` (no year stated, as in ISO 8601), or ``asap``.

    A date is believed before ``asap``; the first one wins, also of two ("mars / avril"). Without a
    year, a day is ``--09-01``; ``with_year`` adds the year.
    """
    soon = ""
    asked = False
    for sentence, _under in sentences:
        text = _ANSWERED + sentence if asked else sentence
        asked = False
        if "?" in sentence and (question := rules.question.search(sentence[:_LABEL])):
            answer = sentence[question.end() :].strip()
            asked, text = not answer, _ANSWERED + answer
        if not (_DIGIT.search(text) or holds_any(text, _WHEN)):
            continue
        if not (trigger := rules.trigger.search(text)):
            continue
        if code := _date(text, trigger.start(), rules):
            return code
        if rules.soon.search(text, trigger.start()):
            soon = "asap"
    return soon


def _date(text: str, at: int, rules: StartRules) -> str:
    if match := rules.numbered.search(text, at):
        day, month = int(match["day"]), int(match["month"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{match['year']}-{month:02}-{day:02}"
    match = rules.dated.search(text, at)
    if match and not rules.other.search(match["gap"]):
        day = int(match["day"] or match.groupdict().get("after") or 0)
        month = MONTHS.get(match["month"].rstrip("."), _RENTREE)
        code = f"{match['year'] or '-'}-{month:02}"
        return f"{code}-{day:02}" if 1 <= day <= 31 else code
    if match := rules.year.search(text, at):
        return f"{match['year']}-01"
    if (match := _NUMBERS.search(text, at, at + _NEAR)) and not rules.other.search(text):
        if match["year"]:
            return f"{match['year']}-{int(match['of_year']):02}"
        return f"--{match['month']}-{int(match['day']):02}"
    if (match := _QUARTER.search(text)) and not rules.other.search(text):
        return f"{match['year']}-{3 * int(match['quarter']) - 2:02}"
    return ""


def with_year(code: str, published: date | None) -> str:
    """Return a code of ``start_of`` with the year that it means in a posting of that day.

    Without a year, a start is meant that lies at most three months before the posting.
    """
    if not code.startswith("--"):
        return code
    month, day = int(code[2:4]), code[4:]
    if published is None:
        return f"--{month:02}"
    passed = published.month - month > _LATEST
    return f"{published.year + passed}-{month:02}{day}"
