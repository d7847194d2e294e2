"""What is asked of all rows of a part at once: days, stamps, names, the values of facets.

Sections behind a line of JSON that says how long each is: numbers as an array, texts as JSON, the
values of a facet as sets of documents. The file is read in one go; a section is taken apart when
it is first asked for, so that what nobody asks for costs next to nothing.
"""

from __future__ import annotations

import json
import zlib
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from jobtui.bits import little, packed, packed_size, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobtui.rows import Row

_IDS, _PATHS = "id", "path"
_TYPES = {  # of the arrays; "keys" are 32 bits of a checksum before 32 bits of a document
    "ends": "Q",  # where each row ends, in bytes
    "sums": "I",  # of each row
    "sizes": "Q",
    "times": "q",
    "published": "I",  # days as date.toordinal has them; 0 if not stated
    "closes": "I",
    "by_day": "I",  # the documents by day of publication, then by id
    f"{_IDS} keys": "Q",
    f"{_PATHS} keys": "Q",
}
_TEXTS = (_IDS, _PATHS, "digest", "title", "contact", "apply")  # the last three folded
_FACET, _OTHER = "facet ", "other names "
FLAWED = "flawed"  # as if it were a facet: the documents with a problem


class _Section(NamedTuple):
    start: int
    size: int


class Columns:
    """The columns of one part, which may hold documents that are no more."""

    def __init__(self, content: bytes) -> None:
        """Take what ``Collector.content`` returned. Raises anything if it is damaged."""
        start = content.index(b"\n") + 1
        self._content = content
        self._sections: dict[str, _Section] = {}
        for name, size in json.loads(content[:start]):
            self._sections[name] = _Section(start, size)
            start += size
        self._arrays: dict[str, array[int]] = {}

    def numbers(self, name: str) -> array[int]:
        """Return a column of numbers, by document."""
        if name not in self._arrays:
            found = array(_TYPES[name])
            found.frombytes(self._bytes(name))
            self._arrays[name] = little(found)
        return self._arrays[name]

    def texts(self, name: str) -> list[str]:
        """Return a column of texts, by document."""
        found: list[str] = json.loads(self._bytes(name))
        return found

    def sets(self, facet: str) -> Iterator[tuple[str, int]]:
        """Yield the values of a facet, with the documents that have it as bits."""
        content = self._bytes(_FACET + facet)
        start = content.index(b"\n") + 1
        for value in json.loads(content[:start]):
            yield value, unpacked(content, start)
            start += packed_size(content, start)

    def other_names(self, facet: str) -> list[tuple[str, str]]:
        """Return the names by which the values of a facet go as well: name, value."""
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
        start, size = self._sections[name]
        return self._content[start : start + size]


class Collector:
    """Makes the columns of a part, row by row."""

    def __init__(self) -> None:
        from jobtui.facets import FACETS

        self._facets = [facet for facet in FACETS if not facet.by_user]
        self._arrays = {name: array(code) for name, code in _TYPES.items()}
        self._texts: dict[str, list[str]] = {name: [] for name in _TEXTS}
        self._sets: dict[str, dict[str, array[int]]] = {f.name: {} for f in self._facets}
        self._others: dict[str, dict[str, str]] = {f.name: {} for f in self._facets}
        self._flawed: array[int] = array("I")
        self.count = 0

    def add(self, row: Row, line: bytes) -> None:
        """Take a row in, and the *line* of the file that holds it."""
        from jobtui.french import fold
        from jobtui.query import NOT_STATED

        posting, number, arrays = row.posting, self.count, self._arrays
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
        days, ids = self._arrays["published"], self._texts[_IDS]
        order = sorted(range(self.count), key=lambda number: (days[number], ids[number]))
        self._arrays["by_day"] = array("I", order)
        for column in (_IDS, _PATHS):
            keys = [_key(text) << 32 | at for at, text in enumerate(self._texts[column])]
            self._arrays[f"{column} keys"] = array("Q", sorted(keys))
        sections = {name: little(numbers).tobytes() for name, numbers in self._arrays.items()}
        sections |= {name: _json(texts) for name, texts in self._texts.items()}
        for name, sets in (*self._sets.items(), (FLAWED, {"": self._flawed})):
            sections[_FACET + name] = _json(list(sets)) + b"".join(map(packed, sets.values()))
        for name, others in self._others.items():
            sections[_OTHER + name] = _json(list(others.items()))
        head = _json([(name, len(content)) for name, content in sections.items()])
        return head + b"".join(sections.values())


def _json(content: object) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode("ascii") + b"\n"


def _key(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
