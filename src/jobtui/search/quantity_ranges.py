"""Numbers in a query: ``pay:>500``, ``pay:45k..60k``, ``pay:<=600/day``, ``duration:>=6``.

Durations are in months, or as ``2y`` and ``8w``; days are those of a week.
"""

from __future__ import annotations

import math
import re

from jobtui.i18n import _
from jobtui.search.lexer import QuerySyntaxError
from jobtui.search.nodes import Quantity
from jobtui.text.folding import fold

_RANGE = re.compile(r"\[?(.*?)(?: to | a |\.\.| )(.*?)\]?$")
_SIGNED = re.compile(r"([<>]=?|=)?(.*)$")
_NUMBER = re.compile(r"(\d{1,9}(?:[.,]\d{1,2})?) ?(k|[a-z]+)?$")
# Months of a unit of time, in English and French.
_MONTHS = {
    **dict.fromkeys(("w", "week", "weeks", "s", "semaine", "semaines"), 0.25),
    **dict.fromkeys(("m", "month", "months", "mois"), 1.0),
    **dict.fromkeys(("y", "year", "years", "a", "an", "ans", "annee", "annees"), 12.0),
}
_PAY_UNITS = {
    **dict.fromkeys(("hour", "h", "heure"), "hour"),
    **dict.fromkeys(("day", "d", "j", "jour"), "day"),
    **dict.fromkeys(("week", "w", "semaine"), "week"),
    **dict.fromkeys(("month", "m", "mois"), "month"),
    **dict.fromkeys(("year", "y", "a", "an"), "year"),
}


def quantity_range(field: str, text: str) -> Quantity:
    """Return the numbers that *text* selects of a field. Raises QuerySyntaxError."""
    folded = fold(text).replace("€", "").replace("\u202f", "").strip()
    wanted, slash, per = folded.partition("/")
    unit = _PAY_UNITS.get(per.strip(" ]"), "")
    if slash and (field != "pay" or not unit):
        raise _wrong(text)
    if ends := _RANGE.match(wanted) if wanted[:1] not in "<>=" else None:
        low, high = (_number(field, end, text) for end in ends.groups())
        return Quantity(field, low, high, unit)
    signed = _SIGNED.match(wanted)
    assert signed is not None
    number = _number(field, signed[2], text)
    if number is None:
        raise _wrong(text)
    match signed[1]:
        case ">":
            return Quantity(field, math.nextafter(number, math.inf), None, unit)
        case ">=":
            return Quantity(field, number, None, unit)
        case "<":
            return Quantity(field, None, math.nextafter(number, -math.inf), unit)
        case "<=":
            return Quantity(field, None, number, unit)
    return Quantity(field, number, number, unit)


def _number(field: str, written: str, text: str) -> float | None:
    """Return a number with its unit; None if nothing is written."""
    written = written.strip(" []*").replace(" ", "")
    if not written:
        return None
    found = _NUMBER.match(written)
    factor = 1.0
    if found is None:
        raise _wrong(text)
    if suffix := found[2]:
        factors = {"k": 1000.0} if field == "pay" else _MONTHS if field == "duration" else {}
        if suffix not in factors:
            raise _wrong(text)
        factor = factors[suffix]
    return float(found[1].replace(",", ".")) * factor


def _wrong(text: str) -> QuerySyntaxError:
    message = _("{text} is not a number such as >500, 45k..60k or <=600/day")
    return QuerySyntaxError(message.format(text=text or '""'))
