"""What is asked of all rows of a part at once: days, stamps, names, the values of facets.

Sections behind a line of JSON that says how long each is, and its checksum: numbers as an array,
texts as JSON, the values of a facet as sets of documents. A section is read when it is first asked
for, so that what nobody asks for costs nothing.
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

from jobtui.bitset import little, packed, packed_size, unpacked
from jobtui.files.shortage import is_shortage
from jobtui.index.row_codec import json_line
from jobtui.postings.facets import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jobtui.index.row_codec import Row

_IDS, _PATHS = "id", "path"
_TYPES = {  # of the arrays; "keys" are 32 bits of a checksum before 32 bits of a document
    "ends": "Q",  # where each row ends, in bytes
    "sums": "I",  # of each row
    "sizes": "Q",
    "times": "q",
    "published": "I",  # days as date.toordinal has them; 0 if not stated
    "closes": "I",
    "newest": "I",  # the documents by day of publication, then by id; those without a day last
    "oldest": "I",
    f"{_IDS} keys": "Q",
    f"{_PATHS} keys": "Q",
}
_TEXTS = (_IDS, _PATHS, "digest", "title", "contact", "apply")  # the last three folded
_LAST = date.max.toordinal() + 1  # behind every day
_FACET, _OTHER = "facet ", "other names "
_NAMES = ""  # the section that says where the others are
_HEAD = struct.Struct("<QI")  # size and checksum of that one
FLAWED = "flawed"  # as if it were a facet: the documents with a problem


class BrokenRowsError(Exception):
    """A file of rows or columns is damaged, or of another version: build it again."""


def day_keys(days: Iterable[int], sign: int) -> list[int]:
    """Return what ordinals, 0 if no day is stated, are sorted by: by day, or (-1) backwards."""
    return [sign * day if day else _LAST for day in days]


@contextmanager
def guarded() -> Iterator[None]:
    """Make BrokenRowsError of whatever a damaged file raises."""
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
    """The columns of one part, which may hold documents that are no more."""

    def __init__(self, read: Callable[[int, int], bytes]) -> None:
        """Take what reads the file that holds ``Collector.content``: start and size to bytes.

        What is damaged raises BrokenRowsError, now or when it is asked for.
        """
        self._read = read
        self._arrays: dict[str, array[int]] = {}
        self._sections: dict[str, _Section] = {}
        with guarded():
            size, checksum = _HEAD.unpack(read(0, _HEAD.size))
            self._sections[_NAMES] = _Section(_HEAD.size, size, checksum)
            start = _HEAD.size + size
            for name, size, checksum in json.loads(self._bytes(_NAMES)):
                self._sections[name] = _Section(start, size, checksum)
                start += size

    def numbers(self, name: str) -> array[int]:
        """Return a column of numbers, by document."""
        if name not in self._arrays:
            with guarded():
                found = array(_TYPES[name])
                found.frombytes(self._bytes(name))
                self._arrays[name] = little(found)
        return self._arrays[name]

    def texts(self, name: str) -> list[str]:
        """Return a column of texts, by document."""
        with guarded():
            found: list[str] = json.loads(self._bytes(name))
            return found

    def sets(self, facet: str) -> list[tuple[str, int]]:
        """Return the values of a facet, each with the documents that have it as bits."""
        with guarded():
            content = self._bytes(_FACET + facet)
            start = content.index(b"\n") + 1
            found = []
            for value in json.loads(content[:start]):
                found.append((value, unpacked(content, start)))
                start += packed_size(content, start)
            return found

    def other_names(self, facet: str) -> list[tuple[str, str]]:
        """Return the names by which the values of a facet go as well: name, value."""
        with guarded():
            return [(name, value) for name, value in json.loads(self._bytes(_OTHER + facet))]

    def keyed(self, column: str, text: str) -> list[int]:
        """Return the documents whose id, or path, may be *text*."""
        keys = self.numbers(f"{column} keys")
        start = _key(text) << 32
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


class Collector:
    """Makes the columns of a part, row by row."""

    def __init__(self) -> None:
        from jobtui.postings.facets import FACETS
        from jobtui.text.folding import fold  # heavy, and not needed to read what was kept

        self._fold = fold
        self._facets = [facet for facet in FACETS if not facet.by_user]
        self._arrays = {name: array(code) for name, code in _TYPES.items()}
        self._texts: dict[str, list[str]] = {name: [] for name in _TEXTS}
        self._sets: dict[str, dict[str, array[int]]] = {f.name: {} for f in self._facets}
        self._others: dict[str, dict[str, str]] = {f.name: {} for f in self._facets}
        self._flawed: array[int] = array("I")
        self.count = 0

    def add(self, row: Row, line: bytes) -> None:
        """Take a row in, and the *line* of the file that holds it."""
        fold, posting, number = self._fold, row.posting, self.count
        arrays = self._arrays
        self.count += 1
        arrays["ends"].append((arrays["ends"][-1] if number else 0) + len(line))
        arrays["sums"].append(zlib.crc32(line))
        arrays["sizes"].append(row.stamp.size)
        arrays["times"].append(row.stamp.mtime_ns)
        arrays["published"].append(posting.published.toordinal() if posting.published else 0)
        arrays["closes"].append(posting.closes.toordinal() if posting.closes else 0)
        for name, text in (
            (_IDS, posting.id),
            (_PATHS, posting.path),
            ("digest", row.digest),
            ("title", fold(posting.title)),
            ("contact", fold(" ".join(posting.contacts))),
            ("apply", fold(posting.apply_to)),
        ):
            self._texts[name].append(text)
        for facet in self._facets:
            sets = self._sets[facet.name]
            for value in facet.values(posting) or (NOT_STATED,):
                documents = sets.setdefault(value, array("I"))
                if not documents or documents[-1] != number:
                    documents.append(number)
                if other := facet.other_name(posting):
                    self._others[facet.name].setdefault(other, value)
        if posting.problems:
            self._flawed.append(number)

    def content(self) -> bytes:
        """Return all columns as they stand in a file."""
        ids = self._texts[_IDS]
        for name, sign in (("newest", -1), ("oldest", 1)):
            places = list(zip(day_keys(self._arrays["published"], sign), ids, strict=True))
            order = sorted(range(self.count), key=places.__getitem__)
            self._arrays[name] = array("I", order)
        for column in (_IDS, _PATHS):
            keys = [_key(text) << 32 | at for at, text in enumerate(self._texts[column])]
            self._arrays[f"{column} keys"] = array("Q", sorted(keys))
        sections = {name: little(numbers).tobytes() for name, numbers in self._arrays.items()}
        sections |= {name: json_line(texts) for name, texts in self._texts.items()}
        for name, sets in (*self._sets.items(), (FLAWED, {"": self._flawed})):
            sections[_FACET + name] = json_line(list(sets)) + b"".join(map(packed, sets.values()))
        for name, others in self._others.items():
            sections[_OTHER + name] = json_line(list(others.items()))
        told = [(name, len(content), zlib.crc32(content)) for name, content in sections.items()]
        names = json_line(told)
        head = _HEAD.pack(len(names), zlib.crc32(names))
        return head + names + b"".join(sections.values())


def _key(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
