"""Conditions of a question that no full-text index answers: facets, dates, contacts, file names."""

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

_COLUMNS = {"contact": "contact", "apply": "apply", "id": "id", "file": "path"}  # of field
_FOLDED = ("contact", "apply")  # those that are kept as they are compared


def values_meant(table: FacetTable, facet: str, written: str) -> tuple[str, ...]:
    """Return the values of a facet that *written* means; itself if no posting has such a value."""
    if facet == "status" and (statuses := statuses_named(written)):
        return statuses
    if facet == "junior":
        said = fold(written).strip()
        if said in ("yes", "oui", "true", "vrai"):
            return ("yes",)
        if said in ("no", "non", "false", "faux"):
            return ("no",)
    return table.named(facet, written) or (written,)


def statuses_named(written: str) -> tuple[str, ...]:
    """Return the statuses that begin with *written*, in English or French."""
    typed = fold(written).strip()
    named_ = (
        s
        for word, (facet, s) in STATES.items()
        if facet == "status"
        and typed
        and (word.startswith(typed) or typed.removesuffix("e") == word)
    )
    return tuple(dict.fromkeys(named_))


class Conditions:
    """Looks conditions up among rows, as of a day."""

    def __init__(self, rows: Rows, table: FacetTable, today: date) -> None:
        self._rows, self._table, self._today = rows, table, today
        self._marks = table.user.marks if table.user else {}

    def look_up(self, node: InField | Range) -> int:
        """Return the postings for which a condition holds."""
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
        """Return the postings whose note holds all words of any value, or words that begin so."""
        wanted = [[re.compile(rf"(?<!\w){re.escape(w)}") for w in fold(v).split()] for v in values]
        notes = {at: fold(mark.note) for at, mark in self._marks.items() if mark.note}
        return bits_of(
            at
            for at, note in notes.items()
            if any(all(word.search(note) for word in words) for words in wanted)
        )

    def _span(self, node: Range) -> int:
        first, last = self._day(node.first), self._day(node.last)
        since = first.toordinal() if first else 1  # 0 stands for a day that is not stated
        until = last.toordinal() if last else date.max.toordinal()
        found = bits_of(at for at, day in self._days(node.field) if since <= day <= until)
        return found & self._rows.alive

    def _days(self, field: str) -> Iterator[tuple[int, int]]:
        """Yield positions with the ordinals of their days."""
        if field == "applied":
            marks = self._marks.items()
            return ((at, mark.applied.toordinal()) for at, mark in marks if mark.applied)
        return enumerate(self._rows.numbers("published" if field == "published" else "closes"))

    def _day(self, said: date | int | None) -> date | None:
        if not isinstance(said, int):
            return said
        try:
            return self._today + timedelta(days=said)
        except OverflowError:
            return date.max if said > 0 else date.min
