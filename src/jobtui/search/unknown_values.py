"""Values of filters that no posting has, each with the nearest one that some posting has."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from jobtui.postings.facets import BY_NAME, value_text
from jobtui.text.folding import fold

if TYPE_CHECKING:
    from jobtui.search.facet_counts import FacetTable

_LIKENESS = 0.6  # of ``difflib``: two words of six letters share four


class UnknownValue(NamedTuple):
    """A value of a facet as it was asked for, and what it may be a slip of; empty if of nothing."""

    facet: str
    value: str
    near: str


def unknown_values(
    table: FacetTable, chosen: Sequence[tuple[str, tuple[str, ...]]]
) -> tuple[UnknownValue, ...]:
    """Return the chosen values that no posting has, of facets that postings state."""
    found = []
    for facet, values in chosen:
        if BY_NAME[facet].by_user or BY_NAME[facet].ordered:
            continue
        known = [value for value in table.values(facet) if value]
        names = {fold(name): name for value in known for name in (value, value_text(facet, value))}
        for value in values:
            if value and value not in known:
                near = get_close_matches(fold(value), names, n=1, cutoff=_LIKENESS)
                found.append(UnknownValue(facet, value, names[near[0]] if near else ""))
    return tuple(found)
