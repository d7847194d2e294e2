"""Conditions that the full-text index cannot answer: facets, dates, contacts, file names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from math import inf
from typing import TYPE_CHECKING

from whoosh import query

from jobtui.bitset import bits_of
from jobtui.index.queries import DocumentSet
from jobtui.index.schema import NO_VALUE
from jobtui.postings.facets import BY_NAME
from jobtui.postings.model import ENDING, Status
from jobtui.postings.quantities import QUANTITIES, bounds_of
from jobtui.search.field_values import values_meant
from jobtui.search.fields import DATE_FIELDS, FACET_FIELDS
from jobtui.search.nodes import InField, Quantity, Range
from jobtui.text.folding import fold

if TYPE_CHECKING:
    from whoosh.query import Query

    from jobtui.index.rows import Rows
    from jobtui.search.facet_counts import FacetTable

# Column of the index by field of a query.
_COLUMNS = {"contact": "contact", "apply": "apply", "id": "id", "file": "path"}
_OWN_DAYS = ("applied", "followup")  # fields of the user's marks
_FOLDED = ("contact", "apply")  # these columns are stored folded


class Conditions:
    """Translates conditions into queries, for the rows of an index and as of a day."""

    def __init__(
        self,
        rows: Rows,
        table: FacetTable,
        today: date,
        likes_of: Callable[[str], Sequence[int]] = lambda _id: (),
    ) -> None:
        """Take what tells the bits of the postings that are like the one of an id, best first."""
        self._rows, self._table, self._today = rows, table, today
        self._likes_of = likes_of
        self.likes: tuple[int, ...] = ()
        """The postings that are like one that the query names, the best first."""
        self._marks = table.user.marks if table.user else {}

    def query_of(self, node: InField | Range | Quantity) -> Query:
        """Return what finds the postings that meet a condition."""
        if isinstance(node, Range):
            return self._range(node)
        if isinstance(node, Quantity):
            return DocumentSet(self._within(node))
        if node.field in QUANTITIES:
            sets = self._rows.sets(node.field)
            return DocumentSet(sets.get(node.values[0], 0))
        if node.field in DATE_FIELDS.values():
            return DocumentSet(self._undated(node.field))
        if node.field not in FACET_FIELDS.values():
            return DocumentSet(self._with_text(node))
        values = [v for text in node.values for v in values_meant(self._table, node.field, text)]
        if BY_NAME[node.field].by_user:
            return DocumentSet(self._table.any_of(node.field, values))
        if node.field == "status":
            return query.Or([self._status(value) for value in values])
        spellings = dict.fromkeys(s for v in values for s in self._table.spellings(node.field, v))
        return query.Or([query.Term(node.field, spelling or NO_VALUE) for spelling in spellings])

    def _status(self, value: str) -> Query:
        """Return what finds the postings with a status on the day (``FacetTable``)."""
        passed = query.DateRange("closes", None, _midnight(self._today - timedelta(days=1)))
        coming = query.DateRange("opens", _midnight(self._today + timedelta(days=1)), None)
        ending = [status.value for status in ENDING]
        stated = query.Or([query.Term("status", status) for status in ending])
        if value == Status.EXPIRED.value:
            return query.And([stated, passed])
        if value == Status.UPCOMING.value:
            return query.And([stated, coming, query.Not(passed)])
        stated = query.Term("status", value)
        if value not in ending:
            return stated
        return query.And([stated, query.Not(passed), query.Not(coming)])

    def _with_text(self, node: InField) -> int:
        """Return the postings that have one of some texts in a column, or in the user's note."""
        if node.field == "note":
            return self._noted(node.values)
        if node.field == "like":
            likes = dict.fromkeys(at for value in node.values for at in self._likes_of(value))
            self.likes = tuple(likes)
            return bits_of(likes)
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

    def _undated(self, field: str) -> int:
        """Return the postings of which a date is not stated."""
        if field in _OWN_DAYS:
            dated = bits_of(at for at, mark in self._marks.items() if getattr(mark, field))
        else:
            days = enumerate(self._rows.numbers(field))
            dated = bits_of(at for at, day in days if day)
        return self._rows.alive & ~dated

    def _range(self, node: Range) -> Query:
        first, last = self._day(node.first), self._day(node.last)
        if node.field in QUANTITIES:
            least = first.toordinal() if first else None
            most = last.toordinal() if last else None
            return DocumentSet(self._within(Quantity(node.field, least, most)))
        if node.field in _OWN_DAYS:
            since, until = first or date.min, last or date.max
            days = ((at, getattr(mark, node.field)) for at, mark in self._marks.items())
            return DocumentSet(bits_of(at for at, day in days if day and since <= day <= until))
        return query.DateRange(node.field, first and _midnight(first), last and _midnight(last))

    def _within(self, wanted: Quantity) -> int:
        """Return the postings of which a quantity may lie within some bounds."""
        least = -inf if wanted.least is None else wanted.least
        most = inf if wanted.most is None else wanted.most
        found = 0
        for code, bits in self._rows.sets(wanted.field).items():
            bounds = bounds_of(code)
            if bounds and bounds.least <= most and least <= bounds.most:
                found |= bits if wanted.unit in ("", bounds.unit) else 0
        return found

    def _day(self, stated: date | int | None) -> date | None:
        if not isinstance(stated, int):
            return stated
        try:
            return self._today + timedelta(days=stated)
        except OverflowError:
            return date.max if stated > 0 else date.min


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
