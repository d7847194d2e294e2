"""The rows of all parts of an index: every posting except its body, read one at a time.

    <part>.rows      a line of JSON for each document of the part (``row_codec``), never changed
    <part>.columns   where each line ends, its CRC-32, and what is asked of all rows (``columns``)

So a browser over many postings parses only the few that it shows, and needs neither Whoosh nor
YAML to do it. A posting goes by its *position*: the documents of all parts, counted from 0.
"""

from __future__ import annotations

import zlib
from array import array
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from jobtui.bitset import numbers_of
from jobtui.index import checksums
from jobtui.index.columns import FLAWED, BrokenRowsError, Columns, day_keys, guarded
from jobtui.index.generation import open_in
from jobtui.index.row_codec import FileState, Row, row_of
from jobtui.index.toc import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jobtui.index.generation import Generation
    from jobtui.postings.model import Posting

T = TypeVar("T")

_ROWS, _COLUMNS = ".rows", ".columns"
_CHECKED_AT_ONCE = 2_000_000  # bytes; in larger files each piece is checked when it is read
_MOST_KEPT = 2_000  # parsed postings in memory
_ROW_COSTS = 20  # times as much to read as one text of a column


def files(name: str) -> tuple[str, str]:
    """Return the names of the files that hold the rows of a part."""
    return name + _ROWS, name + _COLUMNS


class _File:
    """A file that is read in pieces; unless it is large, all of it is checked when it is opened."""

    def __init__(
        self, place: Path | Generation, name: str, sums: Mapping[str, object] | None
    ) -> None:
        """Open a file and check it against *sums*, the checksums, if there are any yet.

        Raises anything if it is damaged.
        """
        file = open_in(place, name)
        self.read = file.read
        self.is_checked = sums is None or file.size <= _CHECKED_AT_ONCE
        if sums is not None:
            checksums.check_open(file, name, sums, whole=self.is_checked)


class PartRows:
    """The opened rows of one part."""

    def __init__(
        self, place: Path | Generation, name: str, sums: Mapping[str, object] | None
    ) -> None:
        """Open the rows of the part *name*, checked against *sums*, the checksums."""
        rows, columns = (_File(place, file, sums) for file in files(name))
        self.is_checked = rows.is_checked
        self._rows = rows
        self.columns = Columns(columns.read)

    def row(self, number: int, position: int) -> Row:
        """Return the row of a document."""
        ends = self.columns.numbers("ends")
        start = ends[number - 1] if number else 0
        line = self._rows.read(start, ends[number] - start)
        if zlib.crc32(line) != self.columns.numbers("sums")[number]:
            raise BrokenRowsError("a row is not what was written")
        return row_of(line, position)


class RowState(NamedTuple):
    """What shows whether a row has changed, and why."""

    position: int
    digest: str  # of the file's text
    stamp: FileState
    checksum: int  # of the row, which includes the name of its startup


class _Leaf(NamedTuple):
    part: Part
    offset: int  # of its first document among all
    opened: PartRows


class Rows:
    """The rows of all parts of a generation.

    Damage raises BrokenRowsError, when this is created or when a row or column is read.
    """

    def __init__(
        self,
        place: Path | Generation | None = None,
        parts: Iterable[Part] = (),
        sums: Mapping[str, object] | None = None,
        before: Rows | None = None,
    ) -> None:
        """Open the rows of *parts* in *place*, checked against *sums*, the checksums.

        *sums* is None for what this process has just written. Parts that *before* has open are
        shared with it: a name of a part is never used twice.
        """
        self.is_damaged = False  # whether ``read`` has returned a substitute
        known = {leaf.part.name: leaf.opened for leaf in before._leaves} if before else {}
        self._leaves: list[_Leaf] = []
        self._kept: dict[int, Posting] = {}
        self.alive = offset = 0
        with guarded():
            for part in parts:
                assert place is not None
                opened = known.get(part.name) or PartRows(place, part.name, sums)
                if len(opened.columns.numbers("ends")) != part.documents:
                    raise BrokenRowsError(f"{part.name}: not as many rows as were written")
                self._leaves.append(_Leaf(part, offset, opened))
                self.alive |= part.alive << offset
                offset += part.documents

    def __len__(self) -> int:
        return self.alive.bit_count()

    def __iter__(self) -> Iterator[Row]:
        return map(self.row, sorted(numbers_of(self.alive)))

    def row(self, position: int) -> Row:
        """Return a row."""
        _part, offset, opened = self._leaf(position)
        with guarded():
            return opened.row(position - offset, position)

    def kept_posting(self, position: int) -> Posting | None:
        """Return the posting of a row if it is cached."""
        return self._kept.get(position)

    def posting(self, position: int) -> Posting:
        """Return the posting of a row; the last ones are cached."""
        found = self._kept.get(position)
        if found is None:
            found = self.row(position).posting
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[position] = found
        return found

    def read(self, ask: Callable[[], T], instead: T) -> T:
        """Return what *ask* reads; if it raises BrokenRowsError, *instead*, and set is_damaged."""
        try:
            return ask()
        except BrokenRowsError:
            self.is_damaged = True
            return instead

    def check(self, positions: Iterable[int]) -> None:
        """Read rows that will be shown, unless their file is checked, to find damage now."""
        if not all(leaf.opened.is_checked for leaf in self._leaves):
            for position in positions:
                self.posting(position)

    def position_of(self, posting_id: str) -> int:
        """Return the position of the posting with this id; -1 if there is none."""
        return self._keyed("id", posting_id, lambda posting: posting.id)

    def position_at(self, path: str) -> int:
        """Return the position of the posting at a path; -1 if there is none."""
        return self._keyed("path", path, lambda posting: posting.path)

    def numbers(self, column: str) -> Sequence[int]:
        """Return an array of numbers by position; those of removed documents mean nothing."""
        columns = [leaf.opened.columns.numbers(column) for leaf in self._leaves]
        if len(columns) == 1:
            return columns[0]
        found = array(columns[0].typecode) if columns else array("I")
        for numbers in columns:
            found.extend(numbers)
        return found

    def texts(self, column: str) -> Iterator[tuple[int, str]]:
        """Yield position and text of each row, from a column of texts."""
        for part, offset, opened in self._leaves:
            texts = enumerate(opened.columns.texts(column))
            yield from ((offset + at, text) for at, text in texts if at not in part.dead)

    def sets(self, facet: str) -> dict[str, int]:
        """Return the values of a facet, each with a bit set of the postings that have it."""
        found: dict[str, int] = {}
        for part, offset, opened in self._leaves:
            alive = part.alive if part.dead else -1
            for value, bits in opened.columns.sets(facet):
                if here := bits & alive:
                    found[value] = found.get(value, 0) | here << offset
        return found

    def other_names(self, facet: str) -> list[tuple[str, str]]:
        """Return the other names of a facet's values, as pairs of name and value.

        Of several names of one value the newest part's come first.
        """
        newest_first = reversed(self._leaves)
        return [pair for leaf in newest_first for pair in leaf.opened.columns.other_names(facet)]

    def flawed(self) -> Iterator[Row]:
        """Yield the rows of the postings with a problem."""
        return map(self.row, sorted(numbers_of(self.sets(FLAWED).get("", 0))))

    def by_day(self, newest_first: bool) -> list[int]:
        """Return all positions by day of publication, then by id; those without a day last."""
        days = self.numbers("published")
        name, sign = ("newest", -1) if newest_first else ("oldest", 1)
        order: list[int] = []
        for part, offset, opened in self._leaves:
            column, dead = opened.columns.numbers(name), part.dead
            if dead:
                column = array("I", [at for at in column if at not in dead])
            order += [offset + at for at in column]
        if len(self._leaves) > 1:
            keys = day_keys(days, sign)
            order.sort(key=keys.__getitem__)
            self._order_days(order, days)
        return order

    def changed(self, but: Rows) -> dict[str, RowState]:
        """Return, by path, the rows that *but* does not share."""
        others = {leaf.part.name: leaf.part for leaf in but._leaves}
        found: dict[str, RowState] = {}
        for part, offset, opened in self._leaves:
            other = others.get(part.name)
            fresh = numbers_of(part.alive & ~(other.alive if other else 0))
            if fresh:
                columns = opened.columns
                paths_, digests = map(columns.texts, ("path", "digest"))
                sizes, times, sums = map(columns.numbers, ("sizes", "times", "sums"))
                for at in fresh:
                    stamp = FileState(sizes[at], times[at])
                    found[paths_[at]] = RowState(offset + at, digests[at], stamp, sums[at])
        return found

    def _order_days(self, order: list[int], days: Sequence[int]) -> None:
        """Sort by id the postings of those days that more than one part has."""
        seen: set[int] = set()
        shared: set[int] = set()
        for leaf in self._leaves:
            own = set(leaf.opened.columns.numbers("published"))
            shared |= own & seen
            seen |= own
        places = [at for at, position in enumerate(order) if days[position] in shared]
        if _ROW_COSTS * len(places) < len(order):
            ids = {order[at]: self.posting(order[at]).id for at in places}
        else:
            ids = dict(self.texts("id"))
        for _day, same in groupby(places, key=lambda at: days[order[at]]):
            first, *rest = same
            end = first + 1 + len(rest)
            order[first:end] = sorted(order[first:end], key=ids.__getitem__)

    def _leaf(self, position: int) -> _Leaf:
        return next(leaf for leaf in reversed(self._leaves) if leaf.offset <= position)

    def _keyed(self, column: str, text: str, named: Callable[[Posting], str]) -> int:
        for part, offset, opened in self._leaves:
            for number in opened.columns.keyed(column, text):
                if number not in part.dead and named(self.posting(offset + number)) == text:
                    return offset + number
        return -1
