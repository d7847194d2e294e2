"""Terms as frontmatter states them: duration, start, working time, seniority, language, places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobtui.parsing.contracts import working_time_of
from jobtui.parsing.dates import DateRules, month_of, read_day
from jobtui.postings.terms import Duration, WorkingTime
from jobtui.text.folding import fold
from jobtui.text.patterns import late

if TYPE_CHECKING:
    from datetime import date

_SPAN = late(
    r"(\d{1,3})(?: ?(?:-|–|to|a|bis|or|ou|oder) ?(\d{1,3}))? ?"
    r"(days?|jours?|tage?|weeks?|semaines?|wochen?|semanas?|months?|mois|monate?|mes(?:es)?"
    r"|years?|ans?|annees?|jahre?|anos?)\b"
)
_MONTHS = {"w": 0.25, "m": 1.0, "y": 12.0}
_UNIT = {
    **dict.fromkeys(("week", "semaine", "woche", "semana"), "w"),
    **dict.fromkeys(("month", "mois", "monat", "mes"), "m"),
    **dict.fromkeys(("year", "an", "jahr", "ano"), "y"),
}
_RENEWABLE = late(r"renew|renouvel|verlanger|extend|prolong|prorrog|renovable")
_AT_LEAST = late(r"\b(?:at least|au moins|min\w*|mindestens|al menos)\b|\+")
_AT_MOST = late(r"\b(?:up to|max\w*|jusqu'a|bis zu|hasta)\b")
_SOON = late(
    r"\b(?:asap|a\.s\.a\.p|as soon as possible|immediate\w*|now|des que possible"
    r"|au plus (?:tot|vite)|immediat\w*|(?:ab )?sofort|schnellstmoglich|nachstmoglich\w*"
    r"|lo antes posible|inmediat\w+|ya)\b"
)
_WEEK_DAYS = late(
    r"(\d(?:[.,]5)?)(?: ?(?:-|–|to|a|bis) ?(\d))? ?(?:days?|jours?|tage?|dias?|j\b|/ ?5)"
)
_NUMBER = late(r"\d{1,3}(?:\.\d{1,2})?(?:-\d{1,3}(?:\.\d{1,2})?)?")
_HOURS = late(
    r"(\d{1,2}(?:[.,]\d{1,2})?)(?: ?(?:-|–|to|a|bis) ?(\d{1,2}(?:[.,]\d{1,2})?))? ?"
    r"(?:h\b|hours?|hrs?\b|heures?|stunden?|std\b|horas?)"
)
_HOURS_KEY = late(r"hour|heure|stund|hora|zeit|hebdo|umfang")
_WEEK, _FULL_HOURS, _MOST_HOURS = 5.0, 35, 60
_PERCENT = late(r"(\d{2,3})(?: ?(?:-|–|to|a|bis) ?(\d{2,3}))? ?%")
_SENIORITIES = (
    ("lead", late(r"\b(?:lead|principal\w*|head|director|staff|leitung|directeur|jefe)\b")),
    (
        "junior",
        late(r"\b(?:junior\w*|entry\w*|graduate|beginner|debutant\w*|einsteiger\w*|trainee)\b"),
    ),
    (
        "mid",
        late(
            r"\b(?:mid\w*|intermediate|intermediaire|confirme\w*|experienced|regular|professional)\b"
        ),
    ),
    ("senior", late(r"\b(?:senior\w*|expert\w*|experimente\w*|advanced)\b")),
)
_LANGUAGES = {
    **dict.fromkeys(("english", "anglais", "englisch", "ingles"), "en"),
    **dict.fromkeys(("french", "francais", "franzosisch", "frances"), "fr"),
    **dict.fromkeys(("german", "allemand", "deutsch", "aleman"), "de"),
    **dict.fromkeys(("spanish", "espagnol", "spanisch", "espanol"), "es"),
}
_MOST_POSITIONS = 1000


def duration_of(text: str) -> Duration | None:
    """Return the length of time that *text* names."""
    folded = fold(text)
    found = _SPAN.search(folded)
    unit = next((u for name, u in _UNIT.items() if found and found[3].startswith(name)), "")
    if found is None or not unit:
        return None
    least = float(found[1]) * _MONTHS[unit]
    most: float | None = float(found[2] or found[1]) * _MONTHS[unit]
    renewable = _RENEWABLE.search(folded) is not None
    if _AT_MOST.search(folded):
        return Duration(None, most, renewable)
    return Duration(least, None if _AT_LEAST.search(folded) else most, renewable)


def starts_of(text: str, rules: DateRules) -> str:
    """Return the code of the start that *text* names (see ``Posting.starts``); empty if none."""
    day: date | None = read_day(text, rules).day
    if day is not None:
        return day.isoformat()
    folded = fold(text)
    return month_of(folded) or ("asap" if _SOON.search(folded) else "")


def working_days_of(text: str, key: str = "") -> WorkingTime | None:
    """Return the working days a week that *text* names; those of full or part time in words.

    Hours are days of eight, and from 35 hours full time. The *key* of a bare number tells what
    it counts: hours, parts of full time, or percent.
    """
    folded, key = fold(text), fold(key)
    bare = folded.replace(",", ".").strip(" %")
    if _NUMBER.fullmatch(bare):
        return _of_number(bare, "%" in folded, key)
    if found := _HOURS.search(folded):
        return _of_hours(found[1], found[2] or found[1])
    if found := _WEEK_DAYS.search(folded):
        least, most = (float((part or "0").replace(",", ".")) for part in found.groups())
        if 0 < least <= 5:
            return WorkingTime(least, min(5.0, max(least, most)))
    if found := _PERCENT.search(folded):
        least, most = float(found[1]) / 20, float(found[2] or found[1]) / 20
        if 0 < least <= most <= 5:
            return WorkingTime(least, most)
    return working_time_of((text,))


def _of_number(number: str, is_percent: bool, key: str) -> WorkingTime | None:
    least, _dash, most = number.partition("-")
    low, high = float(least), float(most or least)
    if is_percent or "percent" in key or "pensum" in key:
        days = (low / 20, high / 20)
    elif high <= 1:  # of a full-time post
        days = (low * 5, high * 5)
    elif _HOURS_KEY.search(key):
        return _of_hours(least, most or least)
    else:
        return None
    return WorkingTime(*days) if 0 < days[0] <= days[1] <= _WEEK else None


def _of_hours(least: str, most: str) -> WorkingTime | None:
    low, high = (float(one.replace(",", ".")) for one in (least, most))
    if not 0 < low <= high <= _MOST_HOURS:
        return None
    return WorkingTime(*(_WEEK if one >= _FULL_HOURS else one / 8 for one in (low, high)))


def seniority_of(text: str) -> str:
    """Return the code of the seniority that *text* names; empty if none or several are."""
    folded = fold(text)
    found = [code for code, words in _SENIORITIES if words.search(folded)]
    return found[0] if len(found) == 1 else ""


def named_language(text: str) -> str:
    """Return the language that *text* names (ISO 639-1), such as ``fr_CA`` or "English"."""
    word = fold(text).strip()
    if code := re.match(r"([a-z]{2})(?:[-_][a-z]{2,4})?$", word):
        return code[1]
    return _LANGUAGES.get(word, "")


def positions_of(text: str) -> int | None:
    """Return a number of positions."""
    found = re.match(r"\s*(\d{1,4})\b", text)
    return int(found[1]) if found and 0 < int(found[1]) <= _MOST_POSITIONS else None
