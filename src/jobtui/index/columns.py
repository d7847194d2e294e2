"""The columns of a part: what is asked of all its rows at once, such as days or facet values.

    HEAD       u64 size and u32 CRC-32 of the list of sections, little-endian
    sections   a line of JSON: [[name, size in bytes, CRC-32], …], in the order they follow
    …          the sections, one behind the other, without padding

A section is an array of little-endian numbers (``ARRAYS``), a JSON list of texts (``TEXTS``), the
values of a facet or a quantity (a line of JSON with the values, then a packed bit set for each),
or other names of a facet's values (JSON). It is read when it is first asked for. ``row_writer``
writes the file.
"""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from bisect import bisect_left
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import little, packed_size, unpacked
from jobtui.files.shortage import is_shortage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


IDS, PATHS = "id", "path"
HEADING, TEAM, TEXT = "heading", "team", "text"  # the last is everything, the others included
TEXT_FIELDS = (HEADING, TEAM, TEXT)
ARRAYS = {  # name -> type code of array.array; one number for each document
    "ends": "Q",  # offset of the end of its row in the file of rows, in bytes
    "sums": "I",  # CRC-32 of its row
    "sizes": "Q",  # of its file, in bytes
    "times": "q",  # modification time of its file, in ns
    "published": "I",  # days as date.toordinal has them; 0 if not stated
    "opens": "I",
    "closes": "I",
    "newest": "I",  # the documents by day of publication, then by id; those without a day last
    "oldest": "I",
    f"{IDS} keys": "Q",  # sorted; the upper 32 bits are ``key_of`` the id, the lower the document
    f"{PATHS} keys": "Q",
    **{f"{field} words": "I" for field in TEXT_FIELDS},  # their numbers, for scores
}
TEXTS = (IDS, PATHS, "digest", "title", "contact", "apply")  # the last three folded
_LAST = date.max.toordinal() + 1  # sorts after every day
FACET, OTHER_NAMES = "facet ", "other names "  # prefixes of section names
_SECTIONS = ""  # the section that lists the others
HEAD = struct.Struct("<QI")
TRANSLATION = "translation"  # stored like a facet: the translations of one job
FLAWED = "flawed"  # stored like a facet: the documents with a problem


class BrokenRowsError(Exception):
    """A file of rows or columns is damaged, or of another version; the index must be rebuilt."""


def day_keys(days: Iterable[int], sign: int) -> list[int]:
    """Return sort keys of *days*, ordinals or 0 if not stated; *sign* -1 sorts the newest first."""
    return [sign * day if day else _LAST for day in days]


@contextmanager
def guarded() -> Iterator[None]:
    """Turn whatever a damaged file raises into BrokenRowsError."""
    try:
        yield
    except Exception as error:
        if is_shortage(error):
            raise
        raise BrokenRowsError(f"{type(error).__name__}: {error}") from error


class _Section(NamedTuple):
    start: int
    size: int
    checksum: int


class Columns:
    """The columns of one part; those documents that were removed since are still in them."""

    def __init__(self, read: Callable[[int, int], bytes]) -> None:
        """Open the columns of a file; *read* returns its bytes, given an offset and a size.

        Damage raises BrokenRowsError, now or when a section is first read.
        """
        self._read = read
        self._arrays: dict[str, array[int]] = {}
        self._sections: dict[str, _Section] = {}
        with guarded():
            size, checksum = HEAD.unpack(read(0, HEAD.size))
            self._sections[_SECTIONS] = _Section(HEAD.size, size, checksum)
            start = HEAD.size + size
            for name, size, checksum in json.loads(self._bytes(_SECTIONS)):
                self._sections[name] = _Section(start, size, checksum)
                start += size

    def numbers(self, name: str) -> array[int]:
        """Return an array of ``ARRAYS``, by document (but for the sorted ones)."""
        if name not in self._arrays:
            with guarded():
                found = array(ARRAYS[name])
                found.frombytes(self._bytes(name))
                self._arrays[name] = little(found)
        return self._arrays[name]

    def texts(self, name: str) -> list[str]:
        """Return a list of ``TEXTS``, by document."""
        with guarded():
            found: list[str] = json.loads(self._bytes(name))
            return found

    def sets(self, facet: str) -> list[tuple[str, int]]:
        """Return the values of a facet, each with a bit set of the documents that have it."""
        with guarded():
            content = self._bytes(FACET + facet)
            start = content.index(b"\n") + 1
            found = []
            for value in json.loads(content[:start]):
                found.append((value, unpacked(content, start)))
                start += packed_size(content, start)
            return found

    def other_names(self, facet: str) -> list[tuple[str, str]]:
        """Return the other names of a facet's values, as pairs of name and value."""
        with guarded():
            return [(name, value) for name, value in json.loads(self._bytes(OTHER_NAMES + facet))]

    def keyed(self, column: str, text: str) -> list[int]:
        """Return the documents whose id, or path, may be *text*: checksums may collide."""
        keys = self.numbers(f"{column} keys")
        start = key_of(text) << 32
        at, found = bisect_left(keys, start), []
        while at < len(keys) and keys[at] >> 32 == start >> 32:
            found.append(keys[at] & 0xFFFF_FFFF)
            at += 1
        return found

    def _bytes(self, name: str) -> bytes:
        start, size, checksum = self._sections[name]
        content = self._read(start, size)
        if zlib.crc32(content) != checksum:
            raise BrokenRowsError(f"{name or 'head'}: not what was written")
        return content


def words_of(field: str) -> str:
    """Return the array with the number of words in a field; "" if there is none."""
    return f"{field} words" if field in TEXT_FIELDS else ""


def key_of(text: str) -> int:
    """Return the CRC-32 of a text, by which ids and paths are looked up."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
