"""The facets: what postings are told apart by, and how many there are of each value.

Every value is a bit set over postings (a Python integer), so a count is ``(a & b).bit_count()``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jobtui.bits import bits_of
from jobtui.french import fold
from jobtui.names import name_key
from jobtui.posting import Posting, Status, status_of
from jobtui.query import NOT_STATED, Query
from jobtui.words import _

if TYPE_CHECKING:
    from datetime import date


class Facet(NamedTuple):
    """One way to tell postings apart."""

    name: str  # also the command line's option
    label: Callable[[], str]
    values: Callable[[Posting, date], tuple[str, ...]]
    ordered: bool = False  # values have an order of their own; others go by their count
    described: str = ""


class Bucket(NamedTuple):
    """One value of a facet, how many postings have it, and whether it is chosen."""

    value: str
    count: int
    chosen: bool


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _years(posting: Posting, _day: date) -> tuple[str, ...]:
    return (str(posting.published.year),) if posting.published else ()


def _junior(posting: Posting, _day: date) -> tuple[str, ...]:
    return () if posting.junior is None else ("yes" if posting.junior else "no",)


FACETS: tuple[Facet, ...] = (
    Facet("status", lambda: _("Status"), lambda p, day: (status_of(p, day).status.value,), True),
    Facet("domain", lambda: _("Domain"), lambda p, _day: p.domains),
    Facet("contract", lambda: _("Contract"), lambda p, _day: p.contracts),
    Facet("organisation", lambda: _("Organisation"), lambda p, _day: _one(p.organisation)),
    Facet("startup", lambda: _("Startup"), lambda p, _day: _one(p.startup)),
    Facet("incubator", lambda: _("Incubator"), lambda p, _day: _one(p.incubator)),
    Facet("tech", lambda: _("Technology"), lambda p, _day: p.technologies),
    Facet("year", lambda: _("Year"), _years, True),
    Facet("junior", lambda: _("Juniors welcome"), _junior, True),
)
BY_NAME = {facet.name: facet for facet in FACETS}
_STATUSES = tuple(status.value for status in Status)
OPEN = Status.OPEN.value


def shown(facet: str, value: str) -> str:
    """Return how a value of a facet is shown to the user."""
    if value == NOT_STATED:
        return _("not stated")
    if facet == "status":
        return status_word(Status(value))
    if facet == "junior":
        return _("yes") if value == "yes" else _("no")
    return value


def status_word(status: Status) -> str:
    """Return a status in the user's language."""
    return {
        Status.OPEN: _("open"),
        Status.CLOSED: _("closed"),
        Status.FILLED: _("filled"),
        Status.EXPIRED: _("expired"),
        Status.UNKNOWN: _("unknown"),
    }[status]


class FacetTable:
    """The bit sets of every value of every facet, for some postings on one day."""

    def __init__(self, postings: Iterable[tuple[int, Posting]], day: date) -> None:
        """Take (bit, posting) pairs."""
        raw: dict[str, dict[str, list[int]]] = {facet.name: {} for facet in FACETS}
        everything: list[int] = []
        for bit, posting in postings:
            everything.append(bit)
            for facet in FACETS:
                held = raw[facet.name]
                for value in facet.values(posting, day) or (NOT_STATED,):
                    held.setdefault(value, []).append(bit)
        self.all = bits_of(everything)
        self._sets = {
            name: _one_spelling({value: bits_of(bits) for value, bits in held.items()})
            for name, held in raw.items()
        }

    def matching(self, query: Query, without: str = "") -> int:
        """Return what the chosen facet values let through, the facet *without* left aside."""
        found = self.all
        for name, values in query.chosen:
            if name != without:
                found &= self.any_of(name, values)
        if query.open_only and without != "status":
            found &= self.any_of("status", (OPEN,))
        return found

    def any_of(self, facet: str, values: Sequence[str]) -> int:
        """Return the postings with any of these values."""
        found = 0
        for value in values:
            found |= self._sets[facet].get(value, 0)
        return found

    def buckets(self, query: Query, found_by_text: int) -> dict[str, tuple[Bucket, ...]]:
        """Return every facet's values with their counts; a facet ignores its own choice."""
        return {
            facet.name: self._buckets(
                facet, query, found_by_text & self.matching(query, without=facet.name)
            )
            for facet in FACETS
        }

    def _buckets(self, facet: Facet, query: Query, found: int) -> tuple[Bucket, ...]:
        chosen = set(query.values(facet.name))
        if facet.name == "status" and query.open_only:
            chosen = {OPEN}
        buckets = [
            Bucket(value, (bits & found).bit_count(), value in chosen)
            for value, bits in self._sets[facet.name].items()
        ]
        if facet.name == "status":
            buckets.sort(key=lambda b: _STATUSES.index(b.value))
        elif facet.ordered:
            buckets.sort(key=lambda b: b.value, reverse=True)
        else:
            buckets.sort(key=lambda b: (-b.count, fold(b.value)))
        buckets.sort(key=lambda b: b.value == NOT_STATED)
        return tuple(buckets)

    def named(self, facet: str, written: str) -> tuple[str, ...]:
        """Return the values that the user may mean by *written*: the same word, else its parts.

        Case, accents and punctuation do not count; ``none`` stands for "not stated".
        """
        key = name_key(written)
        if not key or key in ("none", "notstated"):
            return (NOT_STATED,)
        values = [value for value in self._sets[facet] if value != NOT_STATED]
        for value in values:
            if key in (name_key(value), name_key(shown(facet, value))):
                return (value,)
        return tuple(value for value in values if key in name_key(value))

    def values(self, facet: str) -> tuple[str, ...]:
        """Return all values of a facet, the frequent first."""
        sets = self._sets[facet]
        return tuple(sorted(sets, key=lambda value: -sets[value].bit_count()))


def _one_spelling(sets: dict[str, int]) -> dict[str, int]:
    """Bring values that differ in case, accents, punctuation or article to the most frequent."""
    best: dict[str, str] = {}
    for value in sorted(sets, key=lambda value: -sets[value].bit_count()):
        if value != NOT_STATED:
            best.setdefault(name_key(value), value)
    merged: dict[str, int] = {}
    for value, bits in sets.items():
        name = best.get(name_key(value), value)
        merged[name] = merged.get(name, 0) | bits
    return merged
