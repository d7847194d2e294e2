"""How long ago, or until when, in a few cells: ``5 d``, ``3 mo``, ``in 7 d``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.i18n import _

if TYPE_CHECKING:
    from datetime import date

_MONTHS_FROM, _YEARS_FROM = 60, 730  # days from which months, and years, say enough
_MONTH, _YEAR = 30.44, 365.25  # days on average


def age(when: date | None, today: date) -> str:
    """Return how long ago *when* was, as of *today*; empty if it is not known or to come."""
    if when is None or when > today:
        return ""
    return span((today - when).days) if when < today else _("today")


def until(when: date | None, today: date) -> str:
    """Return how soon *when* is, as of *today*; empty if it is not known or past."""
    if when is None or when < today:
        return ""
    return _("in {time}").format(time=span((when - today).days)) if when > today else _("today")


def countdown(when: date | None, today: date) -> str:
    """Return how soon *when* is in at most eight cells, as a column holds it."""
    if when is None or when < today:
        return ""
    days = (when - today).days
    return days_to_go(days) if 0 < days < _MONTHS_FROM else until(when, today)


def days_to_go(days: int) -> str:
    """Return how soon something is, in days; the last day is day 0."""
    return _("in {n} d").format(n=days) if days else _("last day")


def span(days: int) -> str:
    """Return a number of days in days, months or years, whichever is short."""
    if days < _MONTHS_FROM:
        return _("{n} d").format(n=days)
    if days < _YEARS_FROM:
        return _("{n} mo").format(n=round(days / _MONTH))
    return _("{n} y").format(n=round(days / _YEAR))
