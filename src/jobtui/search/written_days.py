"""A day as one types it: 15/06/2022, 15 juin, in 2 weeks, il y a 3 jours, lundi.

Numbers are day-first. Without a year the nearest such day is meant, of a weekday the next one.
"""

from __future__ import annotations

from datetime import date, timedelta

from jobtui.parsing.dates import day_of
from jobtui.text.patterns import late

_COUNTED = late(
    r"(?:(?P<back>-|il y a )|\+|in |dans )? ?(?P<count>\d{1,4}) ?"
    r"(?P<unit>d|j|days?|jours?|w|s|weeks?|sem|semaines?|m|months?|mois|y|a|years?|ans?|annees?)"
    r"(?P<ago> ago)?$"
)
_UNIT_DAYS = {"d": 1, "j": 1, "w": 7, "s": 7, "m": 30, "y": 365, "a": 365}  # by first letter
_WEEKDAYS = (
    *(("monday", "lundi"), ("tuesday", "mardi"), ("wednesday", "mercredi"), ("thursday", "jeudi")),
    *(("friday", "vendredi"), ("saturday", "samedi"), ("sunday", "dimanche")),
)
_SHORT_YEAR = late(r"(\d{1,2}[-/.]\d{1,2}[-/.])(\d{2})$")
_NO_YEAR = late(r"(\d{1,2})([-/.])(\d{1,2})$")


def written_day(text: str, today: date) -> date | None:
    """Return the day that *text*, folded, names; None if it names none."""
    try:
        if counted := _COUNTED.match(text):
            days = int(counted["count"]) * _UNIT_DAYS[counted["unit"][0]]
            return today + timedelta(-days if counted["back"] or counted["ago"] else days)
        for weekday, names in enumerate(_WEEKDAYS):
            if text in names:
                return today + timedelta((weekday - today.weekday() - 1) % 7 + 1)
        return day_of(_SHORT_YEAR.sub(r"\g<1>20\2", text)) or _nearest(text, today)
    except (ValueError, OverflowError):
        return None


def _nearest(text: str, today: date) -> date | None:
    """Return the day nearest to *today* that *text*, without a year, names."""
    numbers = _NO_YEAR.match(text)
    parts = f"{text}{numbers[2]}" if numbers else f"{text} "
    days = (day_of(f"{parts}{today.year + by}") for by in (-1, 0, 1))
    return min(filter(None, days), key=lambda one: abs((one - today).days), default=None)
