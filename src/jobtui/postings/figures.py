"""Figures about some postings: how many, how long open, what they pay, which technologies.

Pure: postings with their statuses go in, and the day that they are looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import quantiles
from typing import TYPE_CHECKING, NamedTuple

from jobtui.postings.model import Status

if TYPE_CHECKING:
    from jobtui.postings.model import Posting

_YEAR = 365  # days that a trend looks back, and as many before those
_LEAST_TREND = 3  # postings with a technology; fewer say nothing
_LEAST_CHANGE = 0.01  # of a share
_MOST_MONTHS = 1200  # between the first and the last; over more, as by a slip, gaps stay
_LONGEST_OPEN = 3 * _YEAR  # days: a closing date further away is a slip


class ValueCount(NamedTuple):
    """How many postings have a value, and how many of them are open."""

    value: str
    open: int
    postings: int


class Spread(NamedTuple):
    """How numbers are spread: the least, quartiles and the most; *inferred* were read in texts.

    Quartiles are interpolated (R-7, as in spreadsheets).
    """

    value: str
    postings: int
    inferred: int
    least: float
    lower: float
    median: float
    upper: float
    most: float


class Trend(NamedTuple):
    """Shares (0 to 1) of the postings that name a technology: in the last year, and before it."""

    value: str
    postings: int  # of both years
    before: float
    now: float


class Figures(NamedTuple):
    """All figures; counts are sorted by the open ones, months by time."""

    day: date
    postings: int
    open: int
    months: tuple[ValueCount, ...]  # 2024-03, without gaps
    domains: tuple[ValueCount, ...]
    incubators: tuple[ValueCount, ...]
    places: tuple[ValueCount, ...]
    days_open: tuple[Spread, ...]  # "stated": until the closing date; "so far": of open ones
    pay: tuple[Spread, ...]  # by "EUR day"; of a range the middle counts
    rising: tuple[Trend, ...]
    falling: tuple[Trend, ...]


def figures_of(found: Iterable[tuple[Posting, Status]], day: date) -> Figures:
    """Return the figures of postings, each with its status on a *day*."""
    counted = _Counts()
    for posting, status in found:
        counted.add(posting, status, day)
    rising, falling = _trends(counted.technologies)
    domains, incubators, places = (
        _sorted(counted.counts[name]) for name in ("domain", "incubator", "place")
    )
    return Figures(
        day,
        counted.postings,
        counted.open,
        tuple(_months(counted.counts["month"])),
        domains,
        incubators,
        places,
        tuple(_spreads(counted.days)),
        tuple(_spreads(counted.pay)),
        rising,
        falling,
    )


class _Counts:
    """What is gathered in one pass, so that no posting has to be kept."""

    def __init__(self) -> None:
        self.postings = self.open = 0
        self.counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(_pair))
        self.days: dict[str, list[tuple[float, bool]]] = defaultdict(list)
        self.pay: dict[str, list[tuple[float, bool]]] = defaultdict(list)
        self.technologies = (Counter[str](), Counter[str]())  # the last year, the one before
        for name in ("month", "domain", "incubator", "place"):
            self.counts[name]

    def add(self, posting: Posting, status: Status, day: date) -> None:
        """Count a posting."""
        is_open = status is Status.OPEN
        self.postings += 1
        self.open += is_open
        month = posting.published.isoformat()[:7] if posting.published else ""
        values = (
            ("month", (month,)),
            ("domain", posting.domains),
            ("incubator", (posting.incubator,)),
            ("place", posting.places),
        )
        for name, of_posting in values:
            for value in dict.fromkeys(filter(None, of_posting)):
                pair = self.counts[name][value]
                pair[0] += is_open
                pair[1] += 1
        self._add_days(posting, is_open, day)
        self._add_pay(posting)
        if posting.published and posting.technologies:
            age = (day - posting.published).days
            if 0 <= age < 2 * _YEAR:
                year = self.technologies[age // _YEAR]
                year.update(dict.fromkeys(posting.technologies, 1))
                year[""] += 1  # all that name any

    def _add_days(self, posting: Posting, is_open: bool, day: date) -> None:
        start = posting.opens or posting.published
        if start is None:
            return
        if posting.closes and 0 <= (posting.closes - start).days <= _LONGEST_OPEN:
            inferred = "closes" in posting.inferred or not posting.closes_field
            self.days["stated"].append(((posting.closes - start).days, inferred))
        if is_open and start <= day:
            self.days["so far"].append(((day - start).days, False))

    def _add_pay(self, posting: Posting) -> None:
        pay = posting.pay
        if pay is None or not pay.unit:
            return
        bounds = [amount for amount in (pay.min, pay.max) if amount is not None]
        if bounds:
            key = f"{pay.currency} {pay.unit}".strip()
            self.pay[key].append((sum(bounds) / len(bounds), "pay" in posting.inferred))


def _pair() -> list[int]:
    return [0, 0]


def _sorted(counts: Mapping[str, Sequence[int]]) -> tuple[ValueCount, ...]:
    found = [ValueCount(value, opened, total) for value, (opened, total) in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one.open, -one.postings, one.value)))


def _months(counts: Mapping[str, Sequence[int]]) -> list[ValueCount]:
    """Return a count for every month from the first to the last one."""
    if not counts:
        return []
    first, last = (int(text[:4]) * 12 + int(text[5:]) - 1 for text in (min(counts), max(counts)))
    if last - first > _MOST_MONTHS:
        return [ValueCount(name, *counts[name]) for name in sorted(counts)]
    names = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]
    return [ValueCount(name, *counts.get(name, (0, 0))) for name in names]


def _spreads(numbers: Mapping[str, Sequence[tuple[float, bool]]]) -> list[Spread]:
    found = []
    for value, pairs in sorted(numbers.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        ordered = sorted(number for number, _inferred in pairs)
        inferred = sum(flag for _number, flag in pairs)
        inner = quantiles(ordered, n=4, method="inclusive") if ordered[1:] else 3 * ordered
        least_to_most = [ordered[0], *inner, ordered[-1]]
        found.append(Spread(value, len(ordered), inferred, *least_to_most))
    return found


def _trends(
    years: tuple[Counter[str], Counter[str]],
) -> tuple[tuple[Trend, ...], tuple[Trend, ...]]:
    """Return what rises and what falls, the greatest change first; nothing without both years."""
    now, before = years
    all_now, all_before = now[""], before[""]
    if not all_now or not all_before:
        return (), ()
    changes = []
    for name in dict.fromkeys([*now, *before]):
        if name and now[name] + before[name] >= _LEAST_TREND:
            shares = before[name] / all_before, now[name] / all_now
            changes.append(Trend(name, now[name] + before[name], *shares))
    changes = [one for one in changes if abs(one.now - one.before) >= _LEAST_CHANGE]
    changes.sort(key=lambda one: (-abs(one.now - one.before), one.value))
    rising = tuple(one for one in changes if one.now > one.before)
    return rising, tuple(one for one in changes if one.now < one.before)
