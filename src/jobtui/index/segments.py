"""The files of the full-text index: the only module that imports Whoosh.

    <part>.terms   an ordered hash file: field code and term -> packed bit set of documents, then
                   for ranking one byte of count (at most 255) for each document
    <part>.order   a column of byte strings: each document's words in order (``analysis``)

A segment is written once and never changed. Both are file formats of Whoosh. Whoosh's own
postings are pickled block by block; here nothing is pickled, so opening an index that somebody
else wrote runs no code, and a set of documents is read at once.
"""

from __future__ import annotations

import heapq
import json
import mmap
from array import array
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from whoosh.columns import VarBytesColumn
from whoosh.filedb.filetables import OrderedHashReader, OrderedHashWriter
from whoosh.filedb.structfile import BufferFile, StructFile

from jobtui.bitset import numbers_of, packed, packed_size, unpacked, unpacked_numbers
from jobtui.files import safe_io
from jobtui.index.analysis import FIELDS, GAP, MARK
from jobtui.index.generation import open_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jobtui.index.analysis import Indexed
    from jobtui.index.generation import Generation

_TERMS, _ORDER = ".terms", ".order"
_STARTS, _HEADING_STARTS, _FORMS = "start", "heading_start", "forms"
_CODES = {
    name: bytes([code])
    for code, name in enumerate((*FIELDS, _STARTS, _HEADING_STARTS, _FORMS), start=1)
}
_MOST_COUNTED = 255  # occurrences, as they take one byte
_LARGE = 4_000_000  # bytes of a file whose pages are released after each query
_COLUMN = VarBytesColumn()

Key = tuple[str, str]  # field and term


class Postings(NamedTuple):
    """The documents with a term, counted from 0 within the segment, in order."""

    documents: array[int]
    counts: bytes  # occurrences in each, at most 255; empty where ranking needs none


class _File(StructFile):  # type: ignore[misc]
    """Writes what Whoosh would pickle, a few numbers, as JSON."""

    def write_pickle(self, obj: object, protocol: int = -1) -> None:
        self.write_string(json.dumps(obj).encode("ascii"))


class _Map(BufferFile):  # type: ignore[misc]
    """A memory-mapped file."""

    def __init__(self, place: Path | Generation, name: str) -> None:
        file = open_in(place, name)
        self._buf = self.file = mmap.mmap(file.handle, 0, access=mmap.ACCESS_READ)
        self._name, self.onclose = name, None
        self.is_real = self.is_closed = False

    def size(self) -> int:
        return len(self._buf)

    def read_pickle(self) -> object:
        return json.loads(self.read_string())


def files(name: str) -> tuple[str, str]:
    """Return the names of the files of a segment."""
    return name + _TERMS, name + _ORDER


def write(directory: Path, name: str, documents: Iterable[Mapping[str, Indexed]]) -> int:
    """Write the segment *name* of *documents*, each a mapping of fields; return their number.

    Raises OSError.
    """
    terms: dict[Key, tuple[array[int], bytearray | None]] = {}
    number = -1
    with _OrderFile(directory / (name + _ORDER)) as column:
        for number, fields in enumerate(documents):
            column.add([fields[field].order for field in FIELDS])
            for field in FIELDS:
                for term, count in fields[field].counts.items():
                    held, counts = terms.setdefault((field, term), (array("I"), bytearray()))
                    held.append(number)
                    counts.append(min(count, _MOST_COUNTED))  # type: ignore[union-attr]
            for field, found in (
                (_STARTS, frozenset().union(*[fields[field].starts for field in FIELDS])),
                (_HEADING_STARTS, fields["heading"].starts),
                (_FORMS, frozenset().union(*[fields[field].forms for field in FIELDS])),
            ):
                for term in found:
                    terms.setdefault((field, term), (array("I"), None))[0].append(number)
    for field, term in list(terms):
        if field in FIELDS:  # so that the forms alone list every word with a prefix
            terms[_FORMS, f"{term}{MARK}{term}"] = (array("I"), None)
    _add_shorter_starts(terms)
    _write_terms(
        directory / (name + _TERMS),
        sorted(
            (_key(*key), Postings(held, bytes(counts or b"")))
            for key, (held, counts) in terms.items()
        ),
    )
    return number + 1


def _add_shorter_starts(terms: dict[Key, tuple[array[int], bytearray | None]]) -> None:
    """Add prefixes of one and two letters to those of three."""
    shorter: dict[Key, set[int]] = {}
    for (field, term), (held, _counts) in terms.items():
        if field in (_STARTS, _HEADING_STARTS):
            for length in range(1, len(term)):
                shorter.setdefault((field, term[:length]), set()).update(held)
    for key, found in shorter.items():
        if key in terms:
            found.update(terms[key][0])
        terms[key] = (array("I", sorted(found)), None)


def merge(directory: Path, name: str, parts: Sequence[tuple[Segment, int]]) -> None:
    """Write the segment *name* of documents of other segments, in their order.

    *parts* are these segments, each with a bit set of the documents to take. Raises OSError.
    """
    renamed: list[dict[int, int]] = []
    total = 0
    for _segment, alive in parts:
        renamed.append({old: total + at for at, old in enumerate(sorted(numbers_of(alive)))})
        total += len(renamed[-1])
    with _OrderFile(directory / (name + _ORDER)) as column:
        for (segment, _alive), names in zip(parts, renamed, strict=True):
            for document in names:
                column.add([segment.order(document)])
    items = heapq.merge(
        *(
            _renamed(segment.items(), names)
            for (segment, _alive), names in zip(parts, renamed, strict=True)
        ),
        key=itemgetter(0),
    )
    _write_terms(directory / (name + _TERMS), _joined(items))


def _renamed(
    items: Iterable[tuple[bytes, Postings]], names: Mapping[int, int]
) -> Iterator[tuple[bytes, Postings]]:
    """Yield postings with the new numbers of the documents, without those not in *names*."""
    for key, (documents, counts) in items:
        kept = [at for at, document in enumerate(documents) if document in names]
        if kept or not documents:
            numbers = array("I", [names[documents[at]] for at in kept])
            yield key, Postings(numbers, bytes([counts[at] for at in kept]) if counts else b"")


def _joined(items: Iterable[tuple[bytes, Postings]]) -> Iterator[tuple[bytes, Postings]]:
    """Yield each key once, with the postings of all segments."""
    for key, same in groupby(items, key=itemgetter(0)):
        documents, counts = array("I"), b""
        for _key, part in same:
            documents.extend(part.documents)
            counts += part.counts
        yield key, Postings(documents, counts)


class Segment:
    """One opened segment; safe to use from one thread at a time."""

    def __init__(self, place: Path | Generation, name: str, documents: int) -> None:
        """Open the segment *name*. Raises anything if its files are damaged."""
        self.name = name
        self.documents = documents
        terms, order = (_Map(place, file) for file in files(name))
        self._terms = OrderedHashReader(terms, terms.size())
        self._order = _COLUMN.reader(order, 0, order.size(), documents)
        self._files = (terms, order)

    def forget(self) -> None:
        """Release the cached pages of large files (madvise); the system keeps them."""
        for file in self._files:
            if file.size() > _LARGE:
                file.file.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Close the files."""
        for file in self._files:
            file.file.close()

    def holding(self, field: str, term: str) -> int:
        """Return the documents with a term, as a bit set."""
        value = self._terms.get(_key(field, term))
        return 0 if value is None else unpacked(value)

    def starting(self, prefix: str, heading: bool = False) -> int:
        """Return the documents with a word, or a word of the heading, that begins with *prefix*."""
        return self.holding(_HEADING_STARTS if heading else _STARTS, prefix)

    def written(self, surface: str, term: str) -> int:
        """Return the documents that write *term* as *surface*, another form, as a bit set."""
        return self.holding(_FORMS, f"{surface}{MARK}{term}")

    def counts(self, field: str, term: str) -> dict[int, int]:
        """Return the occurrences of a term in each document."""
        value = self._terms.get(_key(field, term))
        if value is None:
            return {}
        postings = _postings(value)
        return dict(zip(postings.documents, postings.counts, strict=True))

    def terms(self, field: str, prefix: str = "") -> Iterator[str]:
        """Yield the terms of a field that begin with *prefix*, in order."""
        start = _key(field, prefix)
        for key in self._terms.keys_from(start):
            if not key.startswith(start):
                return
            yield key[1:].decode("utf-8", "surrogatepass")

    def forms(self, prefix: str = "") -> Iterator[tuple[str, str]]:
        """Yield surface form and term of the words that begin with *prefix*."""
        for form in self.terms(_FORMS, prefix):
            surface, _mark, term = form.partition(MARK)
            yield surface, term

    def order(self, document: int) -> bytes:
        """Return the order of a document (``analysis``)."""
        return bytes(self._order[document])

    def items(self) -> Iterator[tuple[bytes, Postings]]:
        """Yield all keys and their postings, in the order of the keys."""
        return ((key, _postings(value)) for key, value in self._terms.items())


class _OrderFile:
    """Writes the column of the documents' orders."""

    def __init__(self, path: Path) -> None:
        self._file = _File(safe_io.open_private(path), name=path.name)
        self._column = _COLUMN.writer(self._file)
        self._count = 0

    def add(self, fields: Iterable[bytes]) -> None:
        self._column.add(self._count, GAP.join(fields))
        self._count += 1

    def __enter__(self) -> _OrderFile:
        return self

    def __exit__(self, kind: object, *_raised: object) -> None:
        if kind is None:
            self._column.finish(self._count)
        self._file.close()


def _write_terms(path: Path, items: Iterable[tuple[bytes, Postings]]) -> None:
    file = _File(safe_io.open_private(path), name=path.name)
    writer = OrderedHashWriter(file)
    for key, postings in items:
        writer.add(key, _packed(postings))
    writer.close()


def _key(field: str, term: str) -> bytes:
    return _CODES[field] + term.encode("utf-8", "surrogatepass")


def _packed(postings: Postings) -> bytes:
    return packed(postings.documents) + postings.counts


def _postings(value: bytes) -> Postings:
    return Postings(unpacked_numbers(value), value[packed_size(value) :])
