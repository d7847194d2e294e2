"""The postings as they were found at one time: their facets, orders and full-text index."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from jobtui.catalogue import Catalogue, Row
from jobtui.facets import FacetTable
from jobtui.posting import Posting
from jobtui.query import Query, Sort

if TYPE_CHECKING:
    from datetime import date

    from jobtui.cache import Hold
    from jobtui.index import TextIndex
    from jobtui.matching import Match
    from jobtui.syntax import Parsed

T = TypeVar("T")

_MOST_RESPELT = 8  # parts of one word, such as an address


class Snapshot:
    """The postings as they were found at one time; never changes."""

    def __init__(
        self,
        catalogue: Catalogue,
        directory: Path | None,
        hold: Hold | None = None,
        before: Snapshot | None = None,
    ) -> None:
        """Show *catalogue* of the generation in *directory*, kept there by *hold*.

        Much of *before* may be the same.
        """
        self._hold = hold
        self.catalogue = catalogue
        self.directory = directory
        self.by_id = {row.posting.id: row.posting for row in catalogue.rows}
        self._positions = {row.posting.id: row.position for row in catalogue.rows}
        self._by_position = {row.position: row.posting for row in catalogue.rows}
        self._tables: dict[date, FacetTable] = {}
        self._places: dict[tuple[Sort, date], list[int]] = {}
        self._lock = threading.RLock()
        self._index: TextIndex | None = None
        self._known: TextIndex | None = (before._index or before._known) if before else None

    def facets(self, day: date) -> FacetTable:
        """Return the facets as of *day*."""
        with self._lock:
            if day not in self._tables:
                pairs = ((row.position, row.posting) for row in self.catalogue.rows)
                self._tables[day] = FacetTable(pairs, day)
            return self._tables[day]

    def position_of(self, posting_id: str) -> int:
        """Return the bit of a posting; -1 if there is none."""
        return self._positions.get(posting_id, -1)

    def posting_at(self, position: int) -> Posting:
        """Return the posting whose bit this is."""
        return self._by_position[position]

    def positions_of(self, postings: Iterable[Posting]) -> dict[int, str]:
        """Return bit and id of those postings that are among these."""
        wanted = {posting.id for posting in postings}
        rows = (row for row in self.catalogue.rows if row.posting.id in wanted)
        return {row.position: row.posting.id for row in rows}

    def places(self, sort: Sort, day: date) -> Sequence[int]:
        """Return each bit's place in the order of *sort*; *day* counts for closing days alone."""
        with self._lock:
            if (sort, day) not in self._places:
                rows = self.catalogue.rows
                places = [0] * (max((row.position for row in rows), default=0) + 1)
                for place, row in enumerate(_sorted(rows, sort, day)):
                    places[row.position] = place
                self._places[sort, day] = places
            return self._places[sort, day]

    @cached_property
    def positions(self) -> dict[str, int]:
        """The bit of every posting, by path."""
        return {row.posting.path: row.position for row in self.catalogue.rows}

    @cached_property
    def digests(self) -> dict[str, str]:
        """A digest of every posting's file, by path."""
        return {row.posting.path: row.digest for row in self.catalogue.rows}

    def answer(self, query: Query, parsed: Parsed, table: FacetTable) -> Match | None:
        """Return what a question's words and conditions find, with *table* of its day; None if it
        has none. Raises BrokenIndexError.
        """
        if parsed.node is None:
            return None
        from jobtui.conditions import Fields
        from jobtui.matching import Question, match
        from jobtui.syntax import last_word

        typing = last_word(query.text) if query.prefix_last else ""
        with self._lock:
            fields = Fields(self.catalogue.rows, table, query.as_of)
            question = Question(parsed.node, table.all, fields.look_up, typing)
            return self._guarded(lambda words: match(question, words))

    def nearest(self, text: str, asked: Collection[str]) -> str:
        """Return *text* with every word of *asked* that nothing holds in the nearest spelling that
        something does; an empty text if there is none. Raises BrokenIndexError.
        """
        from jobtui.french import question_terms

        def respelt(words: TextIndex) -> str:
            better = text
            for written in asked:
                for word in reversed(question_terms(written)[:_MOST_RESPELT]):
                    if not words.begins(word).found and (near := words.nearest(word)):
                        better = better.replace(word.text, near)
            return better if better != text else ""

        return self._guarded(respelt)

    def scores(self, terms: Iterable[str], positions: Iterable[int]) -> dict[int, float]:
        """Return the scores of some postings. Raises BrokenIndexError."""
        return self._guarded(lambda words: words.scores(terms, positions))

    def _guarded(self, ask: Callable[[TextIndex], T]) -> T:
        """Ask the index, opened when it is first asked. Raises BrokenIndexError."""
        from jobtui.index import BrokenIndexError, TextIndex

        with self._lock:
            try:
                if self._index is None:
                    assert self.directory is not None
                    self._index = TextIndex(self.directory, self.catalogue.parts, self._known)
                    self._known = None
                return ask(self._index)
            except Exception as error:  # torn files raise nearly anything
                raise BrokenIndexError(f"{type(error).__name__}: {error}") from error


def _sorted(rows: Sequence[Row], sort: Sort, day: date) -> list[Row]:
    if sort is Sort.TITLE:
        from jobtui.french import fold

        return sorted(rows, key=lambda row: (fold(row.posting.title), row.posting.id))
    sign = 1 if sort is Sort.OLDEST else -1
    by_day = sorted(rows, key=lambda row: _publishing(row.posting, sign))
    if sort is Sort.CLOSING:
        by_day.sort(key=lambda row: _closing(row.posting, day))
    return by_day


def _closing(posting: Posting, day: date) -> tuple[int, int]:
    """What closes next comes first, then what names no day, then what closed last."""
    if posting.closes is None:
        return (1, 0)
    left = (posting.closes - day).days
    return (0, left) if left >= 0 else (2, -left)


def _publishing(posting: Posting, sign: int) -> tuple[bool, int, str]:
    when = posting.published
    return (when is None, sign * when.toordinal() if when else 0, posting.id)


NOTHING = Snapshot(Catalogue(), None)
