"""The terms of a job that frontmatter states: places, remote work, pay, duration and the like.

Imported for files that state any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from jobtui.parsing.amounts import pay_between, pay_of, unit_of
from jobtui.parsing.locations import Workplace, remote_of, workplace_of
from jobtui.parsing.term_values import (
    duration_of,
    positions_of,
    seniority_of,
    starts_of,
    working_days_of,
)
from jobtui.postings.terms import Duration, Pay, WorkingTime

if TYPE_CHECKING:
    from jobtui.parsing.dates import DateRules
    from jobtui.parsing.field_reader import FieldReader

T = TypeVar("T")

_NO_REMOTE = "no"


class StatedTerms(NamedTuple):
    """Terms by the names of the fields of ``Posting``."""

    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    remote: str = ""
    remote_days: tuple[float, float] | None = None
    pay: Pay | None = None
    duration: Duration | None = None
    working_time: WorkingTime | None = None
    starts: str = ""
    seniority: str = ""
    positions: int | None = None


def stated_terms(fields: FieldReader, rules: DateRules) -> StatedTerms:
    """Return the terms that the frontmatter states; what cannot be understood is kept as extra."""
    workplace = _workplace(fields)
    return StatedTerms(
        tags=_tags(fields),
        places=workplace.places,
        remote=workplace.remote,
        remote_days=workplace.remote_days,
        pay=_pay(fields),
        duration=_read(fields, "duration", duration_of),
        working_time=_working_time(fields),
        starts=_read(fields, "starts", lambda text: starts_of(text, rules)) or "",
        seniority=_read(fields, "seniority", seniority_of) or "",
        positions=_read(fields, "positions", positions_of),
    )


def _read(fields: FieldReader, name: str, convert: Callable[[str], T | None]) -> T | None:
    """Return the first value of a field that can be understood; the others are kept."""
    found: T | None = None
    for value in fields.values(name):
        read = convert(value.text) if found is None else None
        if read:
            found = read
        else:
            fields.keep_extra(value)
    return found


def _working_time(fields: FieldReader) -> WorkingTime | None:
    """Return the first working time; a key such as ``weekly_hours`` tells what a number counts."""
    found: WorkingTime | None = None
    for value in fields.values("working_time"):
        read = working_days_of(value.text, value.key) if found is None else None
        found = found or read
        if read is None:
            fields.keep_extra(value)
    return found


def _workplace(fields: FieldReader) -> Workplace:
    """Return places and remote work; a key about remote work is believed before the location."""
    found = workplace_of(fields.texts("places"))
    for value in fields.values("places"):
        if found.remote:
            fields.keep_written(value)
    for value in fields.values("remote"):
        stated = remote_of(value.text, value.key)
        if stated is None:
            fields.keep_extra(value)
        elif found.remote != "partial" or stated.remote == _NO_REMOTE:
            found = Workplace(found.places, stated.remote, stated.remote_days or found.remote_days)
    return found


def _pay(fields: FieldReader) -> Pay | None:
    """Return the pay of the keys for its bounds, else of the most trusted key.

    What the keys for the bounds leave open, such as the currency, a key in words may tell.
    """
    low, high, currency, unit = (
        fields.text(name) for name in ("pay_min", "pay_max", "pay_currency", "pay_unit")
    )
    between = pay_between(low, high, currency, unit) if low or high else None
    found: Pay | None = None
    for value in fields.values("pay"):
        its_unit = unit or unit_of(value.key)
        read = pay_of(value.text, currency, its_unit) if found is None else None
        if read:
            found = read
        else:
            fields.keep_extra(value)
    if between is None or found is None:
        return between or found
    return between._replace(
        currency=between.currency or found.currency,
        unit=found.unit or between.unit,
        text=found.text,
    )


def _tags(fields: FieldReader) -> tuple[str, ...]:
    """Return the tags, listed or set apart by commas."""
    parts = (
        part.strip().lstrip("#")
        for value in fields.values("tags")
        for text in value.texts
        for part in (text.split(",") if not value.listed else (text,))
    )
    return tuple(dict.fromkeys(part for part in parts if part))
