"""Days in a query: ``2022``, ``>=2021-06``, ``[2021 to 2022]``, ``<30d``, ``<=today``."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from jobtui.i18n import _
from jobtui.search.lexer import QuerySyntaxError
from jobtui.search.nodes import Range
from jobtui.text.folding import fold

_RELATIVE = re.compile(r"(\d{1,4})([djwsmya])$")
# Days of a unit, in English and French: day, jour, week, semaine, month, year, année.
_UNIT_DAYS = {"d": 1, "j": 1, "w": 7, "s": 7, "m": 30, "y": 365, "a": 365}
# Days from today.
_DAY_WORDS = {"today": 0, "aujourd'hui": 0, "tomorrow": 1, "demain": 1, "yesterday": -1, "hier": -1}
SOON = "asap"  # in place of a day
_SOON = ("asap", "soon", "now", "des que possible", "immediat", "immediatement")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")


class _Days(NamedTuple):
    first: date
    last: date


def day_meant(text: str, today: date) -> date | None:
    """Return the one day that *text* names: 2025-03-11, 7d (from today), tomorrow; else None.

    Other ways to write one are in `search.written_days`.
    """
    key = fold(text).strip()
    offset: int | None = _DAY_WORDS.get(key.replace("’", "'"))
    if relative := _RELATIVE.match(key.lstrip("+")):
        offset = int(relative[1]) * _UNIT_DAYS[relative[2]]
    try:
        return date.fromisoformat(key) if offset is None else today + timedelta(offset)
    except OverflowError:
        return None
    except ValueError:
        from jobtui.search.written_days import written_day

        return written_day(key, today)


def is_soon(text: str) -> bool:
    """Whether *text* means as soon as possible."""
    return fold(text).strip('"«»“” ') in _SOON


def date_range(field: str, text: str) -> Range:
    """Return the days that *text* selects of a date field. Raises QuerySyntaxError."""
    text = fold(text).strip()
    bracket = re.match(r"\[(.*?)(?: to | a |\.\.| )(.*)\]$", text)
    dots = re.match(r"(.*?)\.\.(.*)$", text)
    if ends := bracket or dots:
        first_day, last_day = (_day_word(end.strip()) for end in ends.groups())
        return Range(
            field,
            _days(first_day).first if isinstance(first_day, str) else first_day,
            _days(last_day).last if isinstance(last_day, str) else last_day,
        )
    sign = re.match(r"[<>]?=?", text)
    assert sign is not None
    rest = text[sign.end() :]
    if relative := _RELATIVE.match(rest):
        days = int(relative[1]) * _UNIT_DAYS[relative[2]]
        return _relative(field, days, sign[0])
    if (offset := _DAY_WORDS.get(rest.replace("’", "'"))) is not None:
        return _signed(field, sign[0], offset, offset)
    first, last = _days(rest)
    return _signed(field, sign[0], first, last)


def _signed(field: str, sign: str, first: date | int, last: date | int) -> Range:
    """Return what a sign before some days selects."""
    match sign:
        case ">=":
            return Range(field, first, None)
        case ">":
            return Range(field, _shifted(last, 1), None)
        case "<=":
            return Range(field, None, last)
        case "<":
            return Range(field, None, _shifted(first, -1))
    return Range(field, first, last)


def _shifted(day: date | int, days: int) -> date | int:
    return day + days if isinstance(day, int) else day + timedelta(days)


def _day_word(text: str) -> str | int | None:
    """Return the end of a range: days from today, None for no limit, else *text* itself."""
    if text in ("", "*"):
        return None
    return _DAY_WORDS.get(text.replace("’", "'"), text)


def _relative(field: str, days: int, sign: str) -> Range:
    """``closes:<30d``: within thirty days from now; ``published:<30d``: within the last thirty."""
    within = not sign.startswith(">")
    if field == "followup":  # one whose day is over is still to be done
        return Range(field, None, days) if within else Range(field, days, None)
    if field in ("closes", "starts"):
        return Range(field, 0, days) if within else Range(field, days, None)
    return Range(field, -days, 0) if within else Range(field, None, -days)


def _days(text: str) -> _Days:
    """Return the first and last day of a year, a month or a day."""
    found = _DAY.match(text)
    try:
        if found is None:
            raise ValueError
        year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
        if day:
            only = date(year, month, day)
            return _Days(only, only)
        if not month:
            return _Days(date(year, 1, 1), date(year, 12, 31))
        following = date(year + month // 12, month % 12 + 1, 1)
        return _Days(date(year, month, 1), following - timedelta(days=1))
    except (ValueError, OverflowError):
        message = _("{text} is not a date such as 2022, 2022-06, 2022-06-15 or 30d")
        raise QuerySyntaxError(message.format(text=text or '""')) from None
