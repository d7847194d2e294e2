"""What a posting states as numbers, and can be asked for by ranges: pay, duration and the like.

The index stores each as a short text, so that postings with the same one share a set.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobtui.postings.model import Posting

_UNKNOWN = "?"  # stated, but not as a number
_SOON = "asap"
_MONTH = 7  # characters of "2022-09"


class Bounds(NamedTuple):
    """At least and at most, infinite where no limit is stated, and the unit (may be empty)."""

    least: float
    most: float
    unit: str = ""


def _code(least: float | None, most: float | None, unit: str = "") -> str:
    if least is None and most is None:
        return _UNKNOWN
    return "|".join(("" if one is None else f"{one:g}") for one in (least, most)) + f"|{unit}"


def bounds_of(code: str) -> Bounds | None:
    """Return the bounds of a stored code; None if it holds no number."""
    least, bar, rest = code.partition("|")
    if not bar:
        return None
    most, _bar, unit = rest.partition("|")
    return Bounds(float(least) if least else -inf, float(most) if most else inf, unit)


def _pay(posting: Posting) -> str:
    pay = posting.pay
    return _code(pay.min, pay.max, pay.unit) if pay else ""


def _duration(posting: Posting) -> str:
    time = posting.duration
    return _code(time.min_months, time.max_months) if time else ""


def _working_time(posting: Posting) -> str:
    time = posting.working_time
    return _code(time.days_min, time.days_max) if time else ""


def _positions(posting: Posting) -> str:
    return "" if posting.positions is None else _code(posting.positions, posting.positions)


def _starts(posting: Posting) -> str:
    """Return the days of the start, as ``date.toordinal`` has them."""
    code = posting.starts
    if not code or code == _SOON:
        return code
    try:
        first = date.fromisoformat(code if len(code) > _MONTH else f"{code}-01")
    except ValueError:  # a month without a year
        return _UNKNOWN
    last = first
    if len(code) == _MONTH:
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return f"{first.toordinal()}|{last.toordinal()}|"


QUANTITIES: dict[str, Callable[[Posting], str]] = {
    "pay": _pay,
    "duration": _duration,
    "days": _working_time,
    "positions": _positions,
    "starts": _starts,
}
