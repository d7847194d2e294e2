"""Days as people and programs write them, in four languages; months in seven.

A day that is all numbers may be day-first or month-first: the language of the file decides, and
the reading is ambiguous unless the numbers do.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from jobtui.text.folding import fold
from jobtui.text.number_words import MONTHS
from jobtui.text.patterns import late

_MONTH_NAMES = {
    **MONTHS,
    **{
        name: number
        for number, names in enumerate(
            (
                ("januar", "janner", "enero", "ene", "gennaio", "janeiro", "januari"),
                ("februar", "febrero", "febbraio", "fevereiro", "februari"),
                ("marz", "maerz", "marzo", "marco", "maart"),
                ("abril", "abr", "aprile"),
                ("mayo", "maggio", "maio", "mei"),
                ("juni", "junio", "giugno", "junho"),
                ("juli", "julio", "luglio", "julho"),
                ("agosto", "ago", "augustus"),
                ("septiembre", "setiembre", "settembre", "setembro"),
                ("oktober", "okt", "octubre", "ottobre", "outubro"),
                ("noviembre", "novembro"),
                ("dezember", "dez", "diciembre", "dic", "dicembre", "dezembro"),
            ),
            start=1,
        )
        for name in names
    },
}
_WEEKDAY = late(
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|mon|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|lunes|martes|miercoles|jueves|viernes|sabado|domingo)\.?,? "
)
_LEAD = late(
    r"(?:until|by|before|no later than|on|the|bis(?: zum)?|spatestens(?: am)?|am|den|ab|jusqu'au"
    r"|avant le|au plus tard le|le|hasta(?: el)?|antes del?|el) "
)
_ISO = late(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ].*)?$")
_NUMBERS = late(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4}|[1-4]\d)(?!\d)(?:[, ].{0,40})?$")
_DAY_FIRST = late(
    r"(\d{1,2})(?:er|st|nd|rd|th|\.)? (?:de |of )?([a-z]+)\.?,? (?:de |del )?(\d{4})"
    r"([,; (].{0,40})?$"
)
_MONTH_FIRST = late(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th|\.)?,? (?:de )?(\d{4})([,; (].{0,40})?$")
_INSTANT = late(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)? ?(Z|UTC|[+-]\d{2}:?\d{2})$", re.I
)
_COMPACT = late(r"(20\d{2})(0\d|1[0-2])([0-3]\d)$")
_HYPHEN = late(r"(?<=\d)-(?=[a-z])|(?<=[a-z])-(?=\d)")  # 15-Dec-2026
_HYPHENS = late(r"\b([a-z]{3,9})-(\d{1,2})-(\d{4})\b")  # Dec-15-2026
_DAY_WITHIN = late(
    r"\b(\d{1,2})(?:er|st|nd|rd|th|\.)? (?:de |of )?([a-z]{3,10})\.?,? (?:de |del )?(\d{4})\b"
)
_MONTH_WITHIN = late(r"\b([a-z]{3,10})\.? (\d{1,2})(?:st|nd|rd|th|\.)?,? (\d{4})\b")
_ISO_WITHIN = late(r"\b(20\d{2})-(\d{2})-(\d{2})\b")
_LONGEST = 80  # characters of a text in which a day is looked for
_SECONDS = late(r"\d{10}(?:\d{3})?$")  # since 1970, or milliseconds
_YEAR = late(r"\b(?:19|20)\d{2}\b")
_MIDNIGHT = "00:00"
_CENTURY = 100
_MONTHS_IN_YEAR = 12


class DateRules(NamedTuple):
    """How days are read in a file: which number comes first, and in which zone times count."""

    month_first: bool = False
    is_certain: bool = True  # whether that order is the only one in use
    zone: str = "Europe/Paris"  # empty: the zone that the time itself names


FRENCH = DateRules()


class ReadDay(NamedTuple):
    """A day, None if the text names none, and whether another reading is as likely."""

    day: date | None
    is_ambiguous: bool = False


_NONE = ReadDay(None)


def rules_of(language: str, zone: str) -> DateRules:
    """Return the rules of a file in a *language* (ISO 639-1, empty: unknown).

    English dates are month-first, as most boards in English write them; all others day-first.
    Times count in *zone*, or for French files in Paris; else on the day that they are written.
    """
    if language == "en":
        return DateRules(True, False, zone)
    is_french = language == "fr"
    return DateRules(False, bool(language), zone or ("Europe/Paris" if is_french else ""))


def read_day(
    text: str,
    rules: DateRules = FRENCH,
    closing: bool = False,
    named: date | None = None,
) -> ReadDay:
    """Return the day that *text* names, None if it names none.

    A time with a zone is the day *named* by the file, if it is that in its own zone or in that of
    the *rules*. With *closing*, midnight in the zone of the rules closes the day before.
    """
    text = text.strip()
    try:
        if instant := _INSTANT.match(text):
            return ReadDay(_of_instant(instant, rules, closing, named))
        if iso := _ISO.match(text):
            return _of_iso(int(iso[1]), int(iso[3]), int(iso[4]))
        if _SECONDS.match(text) and text.isascii():
            seconds = int(text[:10])
            return ReadDay((datetime(1970, 1, 1) + timedelta(seconds=seconds)).date())
        if compact := _COMPACT.match(text):
            return ReadDay(date(int(compact[1]), int(compact[2]), int(compact[3])))
        folded = _HYPHEN.sub(" ", _HYPHENS.sub(r"\1 \2 \3", fold(text)))
        bare = _WEEKDAY.sub("", _LEAD.sub("", folded, count=1), count=1)
        if numbers := _NUMBERS.match(bare):
            return _of_numbers(numbers, rules)
        return ReadDay(_of_words(bare) or _within(folded))
    except (ValueError, OverflowError):
        return _NONE


def day_of(text: str) -> date | None:
    """Return the day that *text* names in a French file; None if it names none."""
    return read_day(text).day


def _of_iso(year: int, month: int, day: int) -> ReadDay:
    if month > _MONTHS_IN_YEAR >= day:  # 2026-31-05, which can only be one day
        return ReadDay(date(year, day, month), True)
    return ReadDay(date(year, month, day))


def _of_numbers(numbers: re.Match[str], rules: DateRules) -> ReadDay:
    first, second, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
    if year < _CENTURY:
        year += 20 * _CENTURY
    is_open = first != second and max(first, second) <= _MONTHS_IN_YEAR
    month_first = rules.month_first if numbers[2] != "." else False
    if first > _MONTHS_IN_YEAR or (second <= _MONTHS_IN_YEAR and not month_first):
        first, second = second, first
    certain = rules.is_certain or numbers[2] == "."
    return ReadDay(date(year, first, second), is_open and not certain)


def _of_words(text: str) -> date | None:
    if found := _DAY_FIRST.match(text):
        day, name, year, rest = found.groups()
    elif found := _MONTH_FIRST.match(text):
        name, day, year, rest = found.groups()
    else:
        return None
    if name not in _MONTH_NAMES or (rest and _YEAR.search(rest)):
        return None
    return date(int(year), _MONTH_NAMES[name], int(day))


def _within(text: str) -> date | None:
    """Return the one day in words, or year first, that stands somewhere in a short *text*."""
    if len(text) > _LONGEST:
        return None
    found = {(int(one[3]), one[2], int(one[1])) for one in _DAY_WITHIN.finditer(text)}
    found |= {(int(one[3]), one[1], int(one[2])) for one in _MONTH_WITHIN.finditer(text)}
    days = {date(y, _MONTH_NAMES[name], d) for y, name, d in found if name in _MONTH_NAMES}
    days |= {date(*map(int, one.groups())) for one in _ISO_WITHIN.finditer(text)}
    return days.pop() if len(days) == 1 else None


def _of_instant(
    instant: re.Match[str], rules: DateRules, closing: bool, named: date | None
) -> date:
    zone = instant[3].upper().replace("UTC", "+00:00").replace("Z", "+00:00")
    when = datetime.fromisoformat(f"{instant[1]}T{instant[2]}{zone}")
    written = when.date()
    local = _in_zone(when - timedelta(seconds=1) if closing else when, rules.zone)
    if not closing and named in (written, local):
        return named or written
    return local if rules.zone else written


def _in_zone(when: datetime, zone: str) -> date:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return when.astimezone(ZoneInfo(zone) if zone else UTC).date()
    except (ZoneInfoNotFoundError, OSError):  # a machine without time zone data
        return when.date()


def month_of(folded: str) -> str:
    """Return the month that a *folded* text names: ``2022-09``, or ``--09`` without a year."""
    for found in re.finditer(r"\b([a-z]{3,})\b\.?(?: (?:de |of )?(20\d{2})\b)?", folded):
        if month := _MONTH_NAMES.get(found[1]):
            return f"{found[2]}-{month:02}" if found[2] else f"--{month:02}"
    numbered = re.fullmatch(r"(20\d{2})-(\d{2})|(\d{1,2})/(20\d{2})", folded.strip())
    if numbered:
        year, month = numbered[1] or numbered[4], int(numbered[2] or numbered[3])
        return f"{year}-{month:02}" if 1 <= month <= _MONTHS_IN_YEAR else ""
    return ""
