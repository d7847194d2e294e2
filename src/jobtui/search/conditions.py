"""Conditions that the full-text index cannot answer: facets, dates, contacts, file names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jobtui.bitset import bits_of
from jobtui.search.fields import FACET_FIELDS, STATES
from jobtui.search.nodes import InField, Range
from jobtui.text.folding import fold

if TYPE_CHECKING:
    from jobtui.index.rows import Rows
    from jobtui.search.facet_counts import FacetTable

# Column of the index by field of a query.
_COLUMNS = {"contact": "contact", "apply": "apply", "id": "id", "file": "path"}
_FOLDED = ("contact", "apply")  # these columns are stored folded


def values_meant(table: FacetTable, facet: str, written: str) -> tuple[str, ...]:
    """Return the values of a facet that *written* means; itself if no posting has such a value."""
    if facet == "status" and (statuses := statuses_named(written)):
        return statuses
    if facet == "junior":
        answer = fold(written).strip()
        if answer in ("yes", "oui", "true", "vrai"):
            return ("yes",)
        if answer in ("no", "non", "false", "faux"):
            return ("no",)
    return table.named(facet, written) or (written,)


def statuses_named(written: str) -> tuple[str, ...]:
    """Return the statuses that begin with *written*, in English or French."""
    typed = fold(written).strip()
    names = (
        status
        for word, (facet, status) in STATES.items()
        if facet == "status"
        and typed
        and (word.startswith(typed) or typed.removesuffix("e") == word)
    )
    return tuple(dict.fromkeys(names))


class Conditions:
    """Evaluates conditions over the rows of an index, as of a day."""

    def __init__(self, rows: Rows, table: FacetTable, today: date) -> None:
        self._rows, self._table, self._today = rows, table, today
        self._marks = table.user.marks if table.user else {}

    def look_up(self, node: InField | Range) -> int:
        """Return the postings that meet a condition, as a bit set."""
        if isinstance(node, Range):
            return self._span(node)
        if node.field in FACET_FIELDS.values():
            values = [
                v for text in node.values for v in values_meant(self._table, node.field, text)
            ]
            return self._table.any_of(node.field, values)
        if node.field == "note":
            return self._noted(node.values)
        column = _COLUMNS[node.field]
        texts = self._rows.texts(column)
        if column not in _FOLDED:
            texts = ((position, fold(text)) for position, text in texts)
        wanted = [fold(value) for value in node.values]
        return bits_of(at for at, text in texts if any(value in text for value in wanted))

    def _noted(self, values: Sequence[str]) -> int:
        """Return the postings whose note has, for one of the values, all its words or prefixes."""
        wanted = [[re.compile(rf"(?<!\w){re.escape(w)}") for w in fold(v).split()] for v in values]
        notes = {at: fold(mark.note) for at, mark in self._marks.items() if mark.note}
        return bits_of(
            at
            for at, note in notes.items()
            if any(all(word.search(note) for word in words) for words in wanted)
        )

    def _span(self, node: Range) -> int:
        first, last = self._day(node.first), self._day(node.last)
        since = first.toordinal() if first else 1  # the index has 0 where no day is stated
        until = last.toordinal() if last else date.max.toordinal()
        found = bits_of(at for at, day in self._days(node.field) if since <= day <= until)
        return found & self._rows.alive

    def _days(self, field: str) -> Iterator[tuple[int, int]]:
        """Yield pairs of a posting's position and the ordinal of its day."""
        if field == "applied":
            marks = self._marks.items()
            return ((at, mark.applied.toordinal()) for at, mark in marks if mark.applied)
        return enumerate(self._rows.numbers(field))

    def _day(self, stated: date | int | None) -> date | None:
        if not isinstance(stated, int):
            return stated
        try:
            return self._today + timedelta(days=stated)
        except OverflowError:
            return date.max if stated > 0 else date.min
