"""Dates and spans of days in a query: ``2022``, ``>=2021-06``, ``[2021 to 2022]``, ``<30d``."""

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
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")


class _Days(NamedTuple):
    first: date
    last: date


def date_range(field: str, text: str) -> Range:
    """Return the days that *text* selects of a date field. Raises QuerySyntaxError."""
    text = fold(text).strip()
    bracket = re.match(r"\[(.*?)(?: to | a |\.\.| )(.*)\]$", text)
    dots = re.match(r"(.*?)\.\.(.*)$", text)
    if ends := bracket or dots:
        first_day, last_day = ends[1].strip(), ends[2].strip()
        return Range(
            field,
            _days(first_day).first if first_day not in ("", "*") else None,
            _days(last_day).last if last_day not in ("", "*") else None,
        )
    sign = re.match(r"[<>]?=?", text)
    assert sign is not None
    rest = text[sign.end() :]
    if relative := _RELATIVE.match(rest):
        days = int(relative[1]) * _UNIT_DAYS[relative[2]]
        return _relative(field, days, sign[0])
    first, last = _days(rest)
    return {
        "": Range(field, first, last),
        "=": Range(field, first, last),
        ">=": Range(field, first, None),
        ">": Range(field, last + timedelta(days=1), None),
        "<=": Range(field, None, last),
        "<": Range(field, None, first - timedelta(days=1)),
    }[sign[0]]


def _relative(field: str, days: int, sign: str) -> Range:
    """``closes:<30d``: within thirty days from now; ``published:<30d``: within the last thirty."""
    within = not sign.startswith(">")
    if field == "closes":
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
