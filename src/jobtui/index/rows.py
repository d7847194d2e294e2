"""Every posting but its body, one row each, read one by one.

    <part>.rows      a line of JSON for each document of the part, never changed
    <part>.columns   where each line is, its checksum, and what is asked of all rows (``columns``)

So a browser over many postings reads the few that it shows. JSON loads without Whoosh, YAML and
pickle.
"""

from __future__ import annotations

import zlib
from array import array
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from jobtui.bitset import bits_of, numbers_of
from jobtui.files import safe_io
from jobtui.index import checksums
from jobtui.index.columns import FLAWED, BrokenRowsError, Collector, Columns, day_keys, guarded
from jobtui.index.generation import open_in
from jobtui.index.row_codec import FileState, Row, line_of, row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jobtui.index.generation import Generation
    from jobtui.postings.model import Posting

T = TypeVar("T")

_ROWS, _COLUMNS = ".rows", ".columns"
_CHECKED_AT_ONCE = 2_000_000  # bytes; of more, each piece is checked when it is read
_MOST_KEPT = 2_000  # postings that were read and may be wanted again


class Part(NamedTuple):
    """One segment of the index, and its rows."""

    name: str
    documents: int
    dead: frozenset[int] = frozenset()  # of these, counted from 0, those that are no more

    @property
    def alive(self) -> int:
        """The documents that still are, as bits."""
        return ((1 << self.documents) - 1) & ~bits_of(self.dead)


def files(name: str) -> tuple[str, str]:
    """Return the names of the files that hold the rows of a part."""
    return name + _ROWS, name + _COLUMNS


class RowsWriter:
    """Writes the rows of a new part; a context manager. Raises OSError."""

    def __init__(self, directory: Path, name: str) -> None:
        rows, self._columns = (directory / file for file in files(name))
        self._file = safe_io.open_private(rows)
        self._collector = Collector()

    def add(self, row: Row) -> None:
        """Write a row behind the others."""
        line = line_of(row)
        self._file.write(line)
        self._collector.add(row, line)

    def __enter__(self) -> RowsWriter:
        return self

    def __exit__(self, kind: object, *_raised: object) -> None:
        self._file.close()
        if kind is None:
            safe_io.write_private(self._columns, self._collector.content())


class _File:
    """A file that is read piece by piece; one that is not large is checked as a whole."""

    def __init__(
        self, place: Path | Generation, name: str, stated: Mapping[str, object] | None
    ) -> None:
        """Open a file, sealed with *stated*, or written just now. Raises anything if damaged."""
        file = open_in(place, name)
        self.read = file.read
        self.is_checked = stated is None or file.size <= _CHECKED_AT_ONCE
        if stated is not None:
            checksums.check_open(file, name, stated, whole=self.is_checked)


class _Opened:
    """The rows of one part, opened."""

    def __init__(
        self, place: Path | Generation, name: str, stated: Mapping[str, object] | None
    ) -> None:
        """Open the rows of the part *name*, checked by what *stated*, a seal, says of them."""
        rows, columns = (_File(place, file, stated) for file in files(name))
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
    """What tells whether a row has changed, and why."""

    position: int
    digest: str  # of the file's text
    stamp: FileState
    checksum: int  # of the row, which also says what its startup is called


class _Leaf(NamedTuple):
    part: Part
    offset: int  # of its first document among all
    opened: _Opened


class Rows:
    """The rows of all parts of a generation. They go by their positions: their bits.

    What is damaged raises BrokenRowsError, when this is made or when it is asked for.
    """

    def __init__(
        self,
        place: Path | Generation | None = None,
        parts: Iterable[Part] = (),
        stated: Mapping[str, object] | None = None,
        before: Rows | None = None,
    ) -> None:
        """Open the rows of *parts* in *place*, sealed with *stated*, or written just now.

        What *before* has open is shared with it: a name is never given twice.
        """
        self.is_damaged = False  # something stood in for what could not be read
        known = {leaf.part.name: leaf.opened for leaf in before._leaves} if before else {}
        self._leaves: list[_Leaf] = []
        self._kept: dict[int, Posting] = {}
        self.alive = offset = 0
        with guarded():
            for part in parts:
                assert place is not None
                opened = known.get(part.name) or _Opened(place, part.name, stated)
                if len(opened.columns.numbers("ends")) != part.documents:
                    raise BrokenRowsError(f"{part.name}: not as many rows as were written")
                self._leaves.append(_Leaf(part, offset, opened))
                self.alive |= part.alive << offset
                offset += part.documents

    def __len__(self) -> int:
        return self.alive.bit_count()

    def __iter__(self) -> Iterator[Row]:
        return map(self.row, sorted(numbers_of(self.alive)))

    def of_parts(self, parts: Collection[Part]) -> Iterator[Row]:
        """Yield the rows of some parts alone."""
        for part, offset, _opened in self._leaves:
            if part in parts:
                yield from (self.row(offset + at) for at in sorted(numbers_of(part.alive)))

    def row(self, position: int) -> Row:
        """Return a row."""
        _part, offset, opened = self._leaf(position)
        with guarded():
            return opened.row(position - offset, position)

    def posting(self, position: int) -> Posting:
        """Return the posting of a row; kept for when it is shown again."""
        found = self._kept.get(position)
        if found is None:
            found = self.row(position).posting
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[position] = found
        return found

    def read(self, ask: Callable[[], T], instead: T) -> T:
        """Return what *ask* reads of these rows; *instead* if that is damaged, which is noted."""
        try:
            return ask()
        except BrokenRowsError:
            self.is_damaged = True
            return instead

    def check(self, positions: Iterable[int]) -> None:
        """Read rows that are shown next, if they were not checked, so that damage is found now."""
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
        """Return a column of numbers by position; those of the dead mean nothing."""
        columns = [leaf.opened.columns.numbers(column) for leaf in self._leaves]
        if len(columns) == 1:
            return columns[0]
        found = array(columns[0].typecode) if columns else array("I")
        for numbers in columns:
            found.extend(numbers)
        return found

    def texts(self, column: str) -> Iterator[tuple[int, str]]:
        """Yield position and text of each row, of a column of texts."""
        for part, offset, opened in self._leaves:
            texts = enumerate(opened.columns.texts(column))
            yield from ((offset + at, text) for at, text in texts if at not in part.dead)

    def sets(self, facet: str) -> dict[str, int]:
        """Return the values of a facet, with the postings that have it as bits."""
        found: dict[str, int] = {}
        for part, offset, opened in self._leaves:
            alive = part.alive if part.dead else -1
            for value, bits in opened.columns.sets(facet):
                if here := bits & alive:
                    found[value] = found.get(value, 0) | here << offset
        return found

    def other_names(self, facet: str) -> list[tuple[str, str]]:
        """Return the names by which the values of a facet go as well: name, value; of one that
        goes by several the newest first.
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
        """Return, by path, the rows that are not in *but* as well."""
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
        """Put days that more than one part has in the order of the ids."""
        seen: set[int] = set()
        shared: set[int] = set()
        for leaf in self._leaves:
            own = set(leaf.opened.columns.numbers("published"))
            shared |= own & seen
            seen |= own
        places = [at for at, position in enumerate(order) if days[position] in shared]
        if len(places) <= _MOST_KEPT:
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
