"""Completions of a query that is being typed: names of fields, and values with their counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jobtui.postings.facets import NOT_STATED, value_text
from jobtui.search.field_values import state_names
from jobtui.search.fields import (
    DATE_FIELDS,
    FACET_FIELDS,
    QUANTITY_FIELDS,
    QUERY_FIELDS,
    USER_VALUES,
    codes_named,
)
from jobtui.search.query_text import quoted_value
from jobtui.text.folding import fold, name_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jobtui.search.facet_counts import Bucket

_SHORTEST = 3  # letters before names of fields are offered
_MOST = 8  # rows below the search box
_DAYS = ("none", "<7d", "<30d")  # after a field of dates


_QUANTITIES = {  # after a field of numbers
    "pay": ("none", ">500/day", ">45k"),
    "duration": ("none", ">=6", "<=3"),
    "days": ("5", "<5", "none"),
    "positions": (">1", "none"),
}


class Candidate(NamedTuple):
    """A completion: the whole query, what is shown for it, and its postings (-1: not counted)."""

    text: str
    label: str
    postings: int = -1


def candidates(
    text: str, buckets: Mapping[str, Sequence[Bucket]], most: int = _MOST
) -> list[Candidate]:
    """Return completions of the last word of *text*, the most frequent first."""
    value = re.search(r"(?:^|(?<=[\s(+-]))([^\W\d]+):([^\s,]*,)*([\"«“][^\"»”]*|[^\s,]*)$", text)
    if value is not None:
        field = fold(value[1])
        if QUERY_FIELDS.get(field) == "is":
            return _states(text[: value.start(3)], field, fold(value[3]), buckets)
        before, typed = text[: value.start(3)], value[3].lstrip('"«“')
        if field in DATE_FIELDS:
            return [Candidate(before + day, day) for day in _DAYS if day.startswith(typed)]
        if field in QUANTITY_FIELDS:
            examples = _QUANTITIES[QUANTITY_FIELDS[field]]
            return [Candidate(before + one, one) for one in examples if one.startswith(typed)]
        facet = FACET_FIELDS.get(field)
        if facet in USER_VALUES and not buckets.get(facet):
            return _of_the_user(before, facet, field, fold(typed))
        return _values(before, facet, typed, buckets)[:most] if facet else []
    name = re.search(r"(?:^|(?<=[\s(+-]))([^\W\d_]+)$", text)
    if name is None or len(name[1]) < _SHORTEST:
        return []
    typed = fold(name[1])
    return [
        Candidate(f"{text}{field[len(typed) :]}:", f"{field}:")
        for field in QUERY_FIELDS
        if field.startswith(typed)
    ][:most]


def _states(
    before: str, field: str, typed: str, buckets: Mapping[str, Sequence[Bucket]]
) -> list[Candidate]:
    found = []
    for name, (facet, value) in state_names(field).items():
        count = sum(bucket.postings for bucket in buckets.get(facet, ()) if bucket.value == value)
        if count and name.startswith(typed):
            found.append(Candidate(before + name, name, count))
    return sorted(found, key=lambda one: -one.postings)[:_MOST]


def _of_the_user(before: str, facet: str, field: str, typed: str) -> list[Candidate]:
    """Return the values of a facet of the user's that has no counts, in the field's language."""
    known = USER_VALUES[facet]
    names = {value: name for name, value in reversed(known.items())}
    if field != facet:  # the first word that is not the English one
        for name, value in reversed(known.items()):
            names[value] = name if name != value else names[value]
    found = (names[value] for value in dict.fromkeys(known.values()))
    return [
        Candidate(before + quoted_value(name), name) for name in found if name.startswith(typed)
    ]


def _values(
    before: str, facet: str, typed: str, buckets: Mapping[str, Sequence[Bucket]]
) -> list[Candidate]:
    key = fold(typed)
    codes = codes_named(facet, name_key(typed)) if key else ()
    found = []
    for bucket in buckets.get(facet, ()):
        label = value_text(facet, bucket.value)
        begins = any(fold(name).startswith(key) for name in (label, bucket.value or "none"))
        if not begins and bucket.value not in codes:
            continue
        if bucket.postings and bucket.value != NOT_STATED:
            found.append(Candidate(before + quoted_value(bucket.value), label, bucket.postings))
    return found
