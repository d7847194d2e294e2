"""The short codes that rules of this package give, as values of a posting."""

from __future__ import annotations

import re
from typing import NamedTuple

from jobtui.postings.terms import Duration, Pay, WorkingTime

_MONTHS = {"w": 0.25, "m": 1, "y": 12}
_REMOTE = {"fully": "full", "mostly": "full", "partly": "partial"}
_WEEK = 5.0
_BOUNDS = r"(\d[\d.]*)?(-)?(\d[\d.]*)?"


class Remote(NamedTuple):
    """How much of a job is done remotely: a code of ``terms.REMOTE``, and days a week."""

    degree: str = ""
    days: tuple[float, float] | None = None


class _Bounds(NamedTuple):
    least: float | None
    most: float | None


def _bounds(low: str | None, dash: str | None, high: str | None) -> _Bounds:
    """Return the limits of ``3``, ``3-6``, ``-6`` (at most) or ``3-`` (at least)."""
    least, most = float(low) if low else None, float(high) if high else None
    return _Bounds(least, most if dash else least)


def remote(code: str) -> Remote:
    """Return the value of a code such as ``fully``, ``2-3`` or ``-3`` (up to three days)."""
    if not code[-1:].isdigit():
        return Remote(_REMOTE.get(code, code))
    least, _dash, most = code.rpartition("-")
    days = (float(least or 0), float(most)) if "-" in code else (float(code), float(code))
    return Remote("partial", days)


def duration(code: str) -> Duration | None:
    """Return the value of a code such as ``3-6m``, ``>6m`` (at least), ``-12m`` or ``1y+``."""
    found = re.fullmatch(rf"(>?){_BOUNDS}([wmy])(\+?)", code)
    if found is None:
        return None
    at_least, low, dash, high, unit, renewable = found.groups()
    least, most = (
        None if bound is None else bound * _MONTHS[unit] for bound in _bounds(low, dash, high)
    )
    return Duration(least, None if at_least else most, bool(renewable))


def working_time(code: str) -> WorkingTime | None:
    """Return the value of a code such as ``full``, ``part``, ``4``, ``3-5`` or ``4+``."""
    if code in ("full", "part"):
        return WorkingTime(_WEEK, _WEEK) if code == "full" else WorkingTime()
    found = re.fullmatch(rf"{_BOUNDS}(\+?)", code)
    if not code or found is None:
        return None
    low, dash, high, at_least = found.groups()
    least, most = _bounds(low, dash, high)
    return WorkingTime(least or 0.0, _WEEK if at_least or most is None else most)


def pay(code: str) -> Pay | None:
    """Return the value of ``400-500/day``, ``-600/day`` (at most) or ``90000/year USD``.

    Without a currency these are euros.
    """
    found = re.fullmatch(rf"{_BOUNDS}/([a-z]+)(?: ([A-Z]{{3}}))?", code)
    if found is None:
        return None
    low, dash, high, unit, currency = found.groups()
    return Pay(*_bounds(low, dash, high), currency or "EUR", unit)
