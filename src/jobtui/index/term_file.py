"""The terms of a segment in one file: sorted, so that a beginning is a range, with a record each.

    u32 size    of the next line
    JSON        {field: number of its terms}, in the order they follow
    u32 …       where the terms end, the first of them 0: one more than there are terms
    records     one for each term, all of the same size
    terms       one behind the other

Numbers are little-endian. A term is found by bisection in the file, of which nothing is copied.
"""

from __future__ import annotations

import json
import struct
from array import array
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from jobtui.bitset import little
from jobtui.files import safe_io

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jobtui.index.storage import MappedFile

_U32, _BOUNDS = struct.Struct("<I"), struct.Struct("<II")
# Every so many terms one is held in memory, and those between two are read in one piece: so all
# steps of a bisection are in C.
_STEP = 32
_MOST_BLOCKS = 256  # pieces that are held


class TermFileWriter:
    """Takes the terms of one field after the other, each in order, and writes them at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fields: dict[str, int] = {}
        self._ends, self._records, self._terms = array("I", [0]), bytearray(), bytearray()

    def add(self, field: str, term: bytes, record: bytes) -> None:
        """Add a term."""
        self._fields[field] = self._fields.get(field, 0) + 1
        self._terms += term
        self._records += record
        self._ends.append(len(self._terms))

    def close(self) -> None:
        """Write the file, which only the user can read. Raises OSError."""
        head = json.dumps(self._fields).encode("ascii")
        with safe_io.open_private(self._path) as file:
            file.write(_U32.pack(len(head)) + head + little(self._ends).tobytes())
            file.write(self._records)
            file.write(self._terms)


class TermFile:
    """The terms of a segment, by their numbers."""

    def __init__(self, file: MappedFile, record: int) -> None:
        """Take a mapped file, and the size of its records. Damage raises nearly anything."""
        self._get = file.get
        (size,) = _U32.unpack(file.get(0, _U32.size))
        self._ends = _U32.size + size
        self._numbers: dict[str, range] = {}
        self._marks: dict[str, list[bytes]] = {}
        self._blocks: dict[int, list[bytes]] = {}  # by the number of their first term
        start = 0
        for field, count in json.loads(file.get(_U32.size, size)).items():
            self._numbers[field] = range(start, start + count)
            start += count
        self._record = record
        self._records = self._ends + _U32.size * (start + 1)
        self._terms = self._records + record * start

    @property
    def fields(self) -> dict[str, range]:
        """The numbers of the terms of each field."""
        return self._numbers

    def find(self, field: str, term: bytes) -> int:
        """Return the number of a term; -1 if it is not there."""
        numbers = self.since(field, term)
        return numbers.start if numbers and self.term(numbers.start) == term else -1

    def numbers_from(self, field: str, term: bytes) -> Iterator[tuple[str, range]]:
        """Yield the fields from one on, each with its numbers, those before *term* left out."""
        for name in self._numbers:
            if name >= field:
                yield name, self.since(name, term if name == field else b"")

    def since(self, field: str, term: bytes) -> range:
        """Return the numbers of the terms of a field from one on."""
        numbers = self._numbers.get(field, range(0))
        at = bisect_left(self._landmarks(field), term)
        if not at:
            return numbers
        first = (at - 1) * _STEP
        return numbers[first + bisect_left(self._block(numbers[first : first + _STEP]), term) :]

    def _landmarks(self, field: str) -> list[bytes]:
        """Return some terms of a field, between which a term is looked for."""
        if field not in self._marks:
            self._marks[field] = list(map(self.term, self._numbers.get(field, range(0))[::_STEP]))
        return self._marks[field]

    def _block(self, numbers: range) -> list[bytes]:
        """Return the terms between two landmarks."""
        found = self._blocks.get(numbers.start)
        if found is None:
            if len(self._blocks) >= _MOST_BLOCKS:
                self._blocks.clear()
            found = self._blocks[numbers.start] = self.terms(numbers)
        return found

    def beginning(self, field: str, prefix: bytes) -> range:
        """Return the numbers of the terms of a field that begin so."""
        since = self.since(field, prefix)
        if not since or not self.term(since.start).startswith(prefix):
            return range(0)
        whole = prefix.rstrip(b"\xff")  # what follows has a greater byte in place of its last
        if not whole:
            return since
        return range(since.start, self.since(field, whole[:-1] + bytes((whole[-1] + 1,))).start)

    def term(self, number: int) -> bytes:
        """Return a term."""
        start, end = _BOUNDS.unpack(self._get(self._ends + _U32.size * number, _BOUNDS.size))
        found: bytes = self._get(self._terms + start, end - start)
        return found

    def terms(self, numbers: range) -> list[bytes]:
        """Return terms that follow one another."""
        if not numbers:
            return []
        ends = array("I")
        place = self._ends + _U32.size * numbers.start
        ends.frombytes(self._get(place, _U32.size * (len(numbers) + 1)))
        ends = little(ends)
        first, last = ends[0], ends[-1]
        content = self._get(self._terms + first, last - first)
        return [content[start - first : end - first] for start, end in pairwise(ends)]

    def record(self, number: int) -> bytes:
        """Return the record of a term."""
        found: bytes = self._get(self._records + self._record * number, self._record)
        return found

    def records(self, numbers: range) -> bytes:
        """Return the records of terms that follow one another, in one piece."""
        found: bytes = self._get(
            self._records + self._record * numbers.start, self._record * len(numbers)
        )
        return found
