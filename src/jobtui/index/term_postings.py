"""The postings of one term as they stand in a file: plain arrays, read whole or not at all.

    u8 flags, documents (``bitset.packed``), [counts], [numbers of positions], [positions]

The three in brackets are there if their flag is set: counts one byte each, the others two, little
endian. Without counts each document has the term once; without numbers each has as many positions
as its count says.
"""

from __future__ import annotations

from array import array
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import little, numbers_of, packed, packed_size, unpacked_numbers, unpacked_union

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_COUNTED = 0xFF  # occurrences in a document
LAST_POSITION = 0xFFFF  # words of a longer document are found, but no phrase behind this word
_COUNTS, _LENGTHS, _POSITIONS = 1, 2, 4


class TermPostings(NamedTuple):
    """Where one term is, in arrays that grow while a segment is written."""

    documents: array[int]  # "I", rising
    counts: array[int]  # "B"; occurrences in each document, or empty
    lengths: array[int]  # "H"; how many positions each document has, or empty
    positions: array[int]  # "H", rising within each document

    @classmethod
    def empty(cls) -> TermPostings:
        """Return postings to be filled."""
        return cls(array("I"), array("B"), array("H"), array("H"))

    def count(self, at: int) -> int:
        """Return the occurrences in the document at a place."""
        return self.counts[at] if self.counts else 1

    def ends(self) -> Sequence[int]:
        """Return where the positions of each document end."""
        if not self.positions:
            return [0] * len(self.documents)
        if not (self.lengths or self.counts):
            return range(1, len(self.positions) + 1)
        return list(accumulate(self.lengths or self.counts))

    def packed(self) -> bytes:
        """Return the postings as they stand in a file."""
        flags, rest = 0, b""
        if self.counts and max(self.counts) > 1:
            flags |= _COUNTS
            rest = self.counts.tobytes()
        if self.positions:
            flags |= _POSITIONS
            if self.lengths and self.lengths != (
                self.counts or array("B", b"\x01" * len(self.documents))
            ):
                flags |= _LENGTHS
                rest += little(self.lengths).tobytes()
            rest += little(self.positions).tobytes()
        return bytes((flags,)) + packed(self.documents) + rest


def head_size(start: bytes) -> int:
    """Return how many bytes of packed postings tell the documents, from the first HEAD of them."""
    return 1 + packed_size(start, 1)


def bits(contents: Iterable[bytes]) -> int:
    """Return the documents of any of some packed postings as a bit set."""
    return unpacked_union(contents, 1)


def unpacked_postings(content: bytes) -> TermPostings:
    """Return the postings in *content*."""
    documents = unpacked_numbers(content[1:])
    return TermPostings(documents, *_arrays(content, len(documents)))


class Counts:
    """The occurrences of a term, read for a few of many documents."""

    def __init__(self, content: bytes) -> None:
        """Take packed postings; of no content, those of a term that is nowhere."""
        self.documents = bits((content,)) if content else 0
        has_counts = bool(content) and content[0] & _COUNTS
        start = 1 + packed_size(content, 1) if has_counts else 0
        self._counts = content[start : start + self.documents.bit_count()] if has_counts else b""

    def among(self, documents: int) -> list[tuple[int, int]]:
        """Return those of *documents*, a bit set, that have the term, each with its occurrences."""
        found = self.documents & documents
        numbers = sorted(numbers_of(found))
        if found == self.documents:
            counts: Iterable[int] = self._counts or repeat(1)
        elif self._counts:
            before = ((self.documents & ((1 << number) - 1)).bit_count() for number in numbers)
            counts = map(self._counts.__getitem__, before)
        else:
            counts = repeat(1)
        return list(zip(numbers, counts, strict=False))


class Positions:
    """The positions of a term, read for a few of many documents."""

    def __init__(self, content: bytes) -> None:
        """Take packed postings."""
        self._documents = bits((content,))
        arrays = _arrays(content, self._documents.bit_count())
        postings = TermPostings(array("I"), *arrays)
        self._positions, self._ends = postings.positions, postings.ends()

    def of(self, document: int) -> Sequence[int]:
        """Return the positions in a document that has the term."""
        if not self._positions:
            return ()
        rank = (self._documents & ((1 << document) - 1)).bit_count()
        start = self._ends[rank - 1] if rank else 0
        return self._positions[start : self._ends[rank]]


def _arrays(content: bytes, count: int) -> tuple[array[int], array[int], array[int]]:
    """Return the counts, lengths and positions of packed postings of *count* documents."""
    flags, at = content[0], 1 + packed_size(content, 1)
    counts, lengths, positions = array("B"), array("H"), array("H")
    if flags & _COUNTS:
        counts.frombytes(content[at : at + count])
        at += count
    if flags & _LENGTHS:
        lengths.frombytes(content[at : at + 2 * count])
        at += 2 * count
    if flags & _POSITIONS:
        positions.frombytes(content[at:])
    return counts, little(lengths), little(positions)
