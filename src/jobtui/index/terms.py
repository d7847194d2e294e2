"""The terms of a segment, for Whoosh: their statistics, and their postings in a second file."""

from __future__ import annotations

import struct
from itertools import compress, groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from whoosh.codec import base
from whoosh.reading import TermInfo, TermNotFound

from jobtui.files import safe_io
from jobtui.index import term_postings
from jobtui.index.array_matcher import LONGEST_LENGTH, ArrayMatcher
from jobtui.index.schema import encoded
from jobtui.index.term_file import TermFile, TermFileWriter
from jobtui.index.term_postings import TermPostings, unpacked_postings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jobtui.index.storage import IndexStorage, MappedFile
    from jobtui.index.term_pool import WholeTerm

_TERMS, _POSTINGS = ".terms", ".postings"
_STATISTICS = struct.Struct("<IIIIIQI")
_ALIKE, _SPARSE = 3, 8  # bytes; terms that are read for each one that is asked for, at most
_HEAD = 256  # bytes of postings that are read first: those of most terms are no more
_Term = tuple[str, bytes]  # field and term


def files(name: str) -> tuple[str, str]:
    """Return the names of the files of a segment that hold its terms and their postings."""
    return name + _TERMS, name + _POSTINGS


class _Statistics(NamedTuple):
    """What is known of a term, and where its postings are."""

    weight: int  # occurrences in all documents
    documents: int
    most: int  # occurrences in one document
    first: int  # document
    last: int
    start: int  # of its postings, in bytes
    size: int

    @classmethod
    def of(cls, postings: TermPostings, start: int, size: int) -> _Statistics:
        """Return the statistics of *postings*, which take *size* bytes from *start* on."""
        documents, counts = postings.documents, postings.counts
        weight, most = (sum(counts), max(counts)) if counts else (len(documents), 1)
        return cls(weight, len(documents), most, documents[0], documents[-1], start, size)

    @property
    def info(self) -> TermInfo:
        """The same for Whoosh."""
        weight, documents, most, first, last, _start, _size = self
        return TermInfo(weight, documents, 1, LONGEST_LENGTH, most, first, last)


class TermsWriter(base.FieldWriter):  # type: ignore[misc]
    """Writes the terms of a segment, each with all its postings."""

    def __init__(self, storage: IndexStorage, name: str) -> None:
        terms, postings = (storage.directory / file for file in files(name))
        self._terms, self._postings = TermFileWriter(terms), safe_io.open_private(postings)
        self.is_closed = False

    def add_postings(self, _schema: object, _lengths: object, items: Iterable[WholeTerm]) -> None:
        """Write what ``TermPool`` yields."""
        start = 0
        for field, term, postings in items:
            if postings.documents:
                size = self._postings.write(postings.packed())
                self._terms.add(
                    field, term, _STATISTICS.pack(*_Statistics.of(postings, start, size))
                )
                start += size

    def close(self) -> None:
        """Finish the files."""
        self._terms.close()
        self._postings.close()
        self.is_closed = True


class TermsReader(base.TermsReader):  # type: ignore[misc]
    """Finds the terms of a segment: as bits, and as matchers of Whoosh."""

    def __init__(self, storage: IndexStorage, name: str) -> None:
        self._files: tuple[MappedFile, ...] = tuple(map(storage.open_file, files(name)))
        terms, self._postings = self._files
        self._terms = TermFile(terms, _STATISTICS.size)

    def bits(self, field: str, terms: Iterable[bytes]) -> int:
        """Return the documents with any of some terms, those removed included, as a bit set."""
        extents = (found[-2:] for found in self._statistics_of(field, terms))
        return term_postings.bits(self._head(*extent) for extent in extents)

    def documents(self, field: str, term: bytes) -> int:
        """Return the documents with a term, those removed included, as a bit set."""
        found = self._statistics(field, term)
        return term_postings.bits((self._head(found.start, found.size),)) if found else 0

    def _statistics_of(self, field: str, terms: Iterable[bytes]) -> Iterator[tuple[int, ...]]:
        """Yield what is known of terms; those that begin alike are read in one go."""
        for beginning, alike in groupby(sorted(terms), key=lambda term: term[:_ALIKE]):
            wanted = set(alike)
            numbers = self._terms.beginning(field, beginning) if len(wanted) > 1 else range(0)
            if len(wanted) > 1 and len(numbers) <= _SPARSE * len(wanted):
                records = _STATISTICS.iter_unpack(self._terms.records(numbers))
                yield from compress(records, map(wanted.__contains__, self._terms.terms(numbers)))
            else:
                yield from filter(None, (self._statistics(field, term) for term in wanted))

    def _head(self, start: int, size: int) -> bytes:
        """Return as much of some postings as tells the documents: positions may be many."""
        content = self._postings.get(start, min(size, _HEAD))
        needed = term_postings.head_size(content)
        return content if needed <= _HEAD else self._postings.get(start, needed)

    def content(self, field: str, term: bytes) -> bytes:
        """Return the packed postings of a term; empty if there are none."""
        found = self._statistics(field, term)
        return self._postings.get(found.start, found.size) if found else b""

    def beginning(self, field: str, prefix: bytes) -> list[bytes]:
        """Return the terms of a field that begin so."""
        return self._terms.terms(self._terms.beginning(field, prefix))

    def document_counts(self, field: str, prefix: bytes) -> list[tuple[bytes, int]]:
        """Return those that begin so, each with the number of documents that have it."""
        numbers = self._terms.beginning(field, prefix)
        records = _STATISTICS.iter_unpack(self._terms.records(numbers))
        return [
            (term, record[1])
            for term, record in zip(self._terms.terms(numbers), records, strict=True)
        ]

    def whole_terms(self) -> Iterator[WholeTerm]:
        """Yield all terms with their postings, in order."""
        for field, numbers in self._terms.fields.items():
            records = _STATISTICS.iter_unpack(self._terms.records(numbers))
            for term, record in zip(self._terms.terms(numbers), records, strict=True):
                yield field, term, unpacked_postings(self._postings.get(*record[-2:]))

    def forget(self) -> None:
        """Release the cached pages of large files."""
        for file in self._files:
            file.forget()

    def _statistics(self, field: str, term: bytes) -> _Statistics | None:
        number = self._terms.find(field, term)
        return self._of(number) if number >= 0 else None

    def _of(self, number: int) -> _Statistics:
        return _Statistics._make(_STATISTICS.unpack(self._terms.record(number)))

    def __contains__(self, term: _Term) -> bool:
        return self._terms.find(*term) >= 0

    def indexed_field_names(self) -> Iterable[str]:
        """Return the fields that have a term."""
        return self._terms.fields.keys()

    def terms(self) -> Iterator[_Term]:
        """Yield all terms."""
        return self.terms_from("", b"")

    def terms_from(self, field: str, prefix: bytes) -> Iterator[_Term]:
        """Yield the terms from *prefix* on."""
        for name, numbers in self._terms.numbers_from(field, prefix):
            for number in numbers:
                yield name, self._terms.term(number)

    def items(self) -> Iterator[tuple[_Term, TermInfo]]:
        """Yield all terms with their statistics."""
        return self.items_from("", b"")

    def items_from(self, field: str, prefix: bytes) -> Iterator[tuple[_Term, TermInfo]]:
        """Yield the terms from *prefix* on, with their statistics."""
        for name, numbers in self._terms.numbers_from(field, prefix):
            for number in numbers:
                yield (name, self._terms.term(number)), self._of(number).info

    def term_info(self, field: str, term: bytes) -> TermInfo:
        """Return the statistics of a term. Raises TermNotFound."""
        found = self._statistics(field, term)
        if found is None:
            raise TermNotFound(f"{field}:{term!r}")
        return found.info

    def frequency(self, field: str, term: bytes) -> int:
        """Return the occurrences of a term in all documents."""
        found = self._statistics(field, term)
        return found.weight if found else 0

    def doc_frequency(self, field: str, term: bytes) -> int:
        """Return the number of documents with a term."""
        found = self._statistics(field, term)
        return found.documents if found else 0

    def matcher(self, field: str, term: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        """Return a matcher of a term. Raises TermNotFound."""
        info = self.term_info(field, term)
        return ArrayMatcher(self.content(field, term), info, format_, (field, term), scorer)

    def cursor(self, field: str, fieldtype: Any) -> _Cursor:
        """Return Whoosh's walk over the terms of a field, for words spelt almost like another."""
        return _Cursor(self._terms, field, fieldtype)

    def close(self) -> None:
        """Do nothing: other snapshots may share the reader."""


class _Cursor(base.FieldCursor):  # type: ignore[misc]
    """Whoosh's walk over the terms of a field."""

    def __init__(self, terms: TermFile, field: str, fieldtype: Any) -> None:
        self._file, self._field, self._type = terms, field, fieldtype
        self.first()

    def first(self) -> str | None:
        """Go to the first term, and return its text."""
        return self.find(b"")

    def find(self, term: str | bytes) -> str | None:
        """Go to a term, or to the next one, and return its text; None behind the last."""
        start = encoded(term) if isinstance(term, str) else term
        self._left = self._file.since(self._field, start)
        return self.text()

    def next(self) -> str | None:
        """Go to the next term, and return its text."""
        self._left = self._left[1:]
        return self.text()

    def text(self) -> str | None:
        """Return the text of the term."""
        if not self._left:
            return None
        text: str = self._type.from_bytes(self._file.term(self._left[0]))
        return text

    def is_valid(self) -> bool:
        """Whether there is a term here."""
        return bool(self._left)
