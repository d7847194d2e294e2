"""A codec for Whoosh: postings as plain arrays, rows as stored fields, nothing pickled.

    <part>.terms      an ordered hash file of Whoosh: field and term -> statistics, and where its
                      postings are
    <part>.postings   the postings of each term (``term_postings``)
    <part>.rows       \\ what is known of each document (``rows``, ``columns``)
    <part>.columns    /

The same postings are read as a bit set, or document by document through Whoosh's matchers.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from copy import copy
from typing import TYPE_CHECKING, Any

from whoosh.codec import base
from whoosh.filedb.filetables import HashWriter, OrderedHashReader, OrderedHashWriter
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numlists import GrowableArray

from jobtui.files import safe_io
from jobtui.index import term_postings
from jobtui.index.per_document import DocumentReader, DocumentWriter
from jobtui.index.term_postings import TermPostings, unpacked_postings
from jobtui.index.toc import Part, new_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whoosh.codec.base import FieldCursor

    from jobtui.index.storage import IndexStorage, MappedFile
    from jobtui.index.term_pool import WholeTerm

_TERMS, _POSTINGS = ".terms", ".postings"
_CRC32 = 1  # among the hash functions of Whoosh's hash files
_LONGEST_LENGTH = 1 << 20  # words of a field; more than any has


def files(name: str) -> tuple[str, str]:
    """Return the names of the files of a segment that hold its terms and their postings."""
    return name + _TERMS, name + _POSTINGS


class Segment(base.Segment):  # type: ignore[misc]
    """A part of the index, as Whoosh asks for it while documents are removed or added."""

    def __init__(self, part: Part) -> None:
        super().__init__("")
        self.name, self._documents, self._dead = part.name, part.documents, set(part.dead)

    @property
    def part(self) -> Part:
        """The part as it is now."""
        return Part(self.name, self._documents, frozenset(self._dead))

    def codec(self) -> ArrayCodec:
        """Return what reads it."""
        return ArrayCodec()

    def set_doc_count(self, documents: int) -> None:
        """State the number of documents written."""
        self._documents = documents

    def doc_count_all(self) -> int:
        """Return the number of documents, those removed included."""
        return self._documents

    def deleted_count(self) -> int:
        """Return the number of documents that were removed."""
        return len(self._dead)

    def deleted_docs(self) -> set[int]:
        """Return the documents that were removed."""
        return self._dead

    def is_deleted(self, document: int) -> bool:
        """Whether a document was removed."""
        return document in self._dead

    def delete_document(self, document: int, delete: bool = True) -> None:
        """Remove a document, or take that back."""
        (self._dead.add if delete else self._dead.discard)(document)


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """What Whoosh asks for readers and writers."""

    length_stats = False  # no look at a field's length for each posting

    def per_document_writer(self, storage: IndexStorage, segment: Segment) -> DocumentWriter:
        """Return the writer of rows."""
        return DocumentWriter(storage.directory, segment.name)

    def per_document_reader(self, storage: IndexStorage, segment: Segment) -> DocumentReader:
        """Return the reader of rows."""
        return DocumentReader(storage.place, segment.part)

    def field_writer(self, storage: IndexStorage, segment: Segment) -> TermsWriter:
        """Return the writer of terms."""
        return TermsWriter(storage, segment.name)

    def terms_reader(self, storage: IndexStorage, segment: Segment) -> TermsReader:
        """Return the reader of terms, which all snapshots share."""
        found: TermsReader | None = storage.opened.get(segment.name)
        if found is None:
            found = storage.opened[segment.name] = TermsReader(storage, segment.name)
        return found

    def new_segment(self, _storage: IndexStorage, _name: str) -> Segment:
        """Return a segment to be written, with a name that none ever had."""
        return Segment(Part(new_name(), 0))


class _Statistics(TermInfo):  # type: ignore[misc]
    """What is known of a term, and where its postings are."""

    _FORMAT = struct.Struct("<IIIIIQI")

    def __init__(self, packed: bytes) -> None:
        weight, documents, most, first, last, start, size = self._FORMAT.unpack(packed)
        super().__init__(weight, documents, 1, _LONGEST_LENGTH, most, first, last)
        self.extent = start, size

    @classmethod
    def packed(cls, postings: TermPostings, start: int, size: int) -> bytes:
        """Return the statistics of *postings*, which take *size* bytes from *start* on."""
        documents, counts = postings.documents, postings.counts
        weight, most = (sum(counts), max(counts)) if counts else (len(documents), 1)
        pack = cls._FORMAT.pack
        return pack(weight, len(documents), most, documents[0], documents[-1], start, size)

    @classmethod
    def documents_of(cls, packed: bytes) -> int:
        """Return the number of documents."""
        return int(cls._FORMAT.unpack(packed)[1])

    @classmethod
    def extent_of(cls, packed: bytes) -> tuple[int, int]:
        """Return where the postings are: offset and size in bytes."""
        start, size = cls._FORMAT.unpack(packed)[5:]
        return start, size


class _TermFile(OrderedHashWriter):  # type: ignore[misc]
    def __init__(self, file: Any) -> None:
        HashWriter.__init__(self, file, hashtype=_CRC32)  # the ordered one always takes MD5
        self.index, self.lastkey = GrowableArray("H"), b""


class TermsWriter(base.FieldWriter):  # type: ignore[misc]
    """Writes the terms of a segment, each with all its postings."""

    def __init__(self, storage: IndexStorage, name: str) -> None:
        terms, postings = files(name)
        self._terms = _TermFile(storage.create_file(terms))
        self._postings = safe_io.open_private(storage.directory / postings)
        self._fields: dict[str, int] = {}
        self._terms.extras["fields"] = self._fields
        self.is_closed = False

    def add_postings(self, _schema: object, _lengths: object, items: Iterable[WholeTerm]) -> None:
        """Write what ``TermPool`` yields."""
        start = 0
        for field, term, postings in items:
            if postings.documents:
                number = self._fields.setdefault(field, len(self._fields))
                size = self._postings.write(postings.packed())
                statistics = _Statistics.packed(postings, start, size)
                self._terms.add(bytes((number,)) + term, statistics)
                start += size

    def close(self) -> None:
        """Finish the files."""
        self._terms.close()
        self._postings.close()
        self.is_closed = True


class TermsReader(base.TermsReader):  # type: ignore[misc]
    """Finds the terms of a segment: as bits, and as matchers of Whoosh."""

    def __init__(self, storage: IndexStorage, name: str) -> None:
        terms, self._postings = (storage.open_file(file) for file in files(name))
        self._terms = OrderedHashReader(terms, terms.size())
        self._files: tuple[MappedFile, ...] = terms, self._postings
        self._fields: dict[str, int] = self._terms.extras["fields"]
        self._names = {number: name for name, number in self._fields.items()}

    def bits(self, field: str, term: bytes) -> int:
        """Return the documents with a term, those removed included, as a bit set."""
        content = self.content(field, term)
        return term_postings.bits(content) if content else 0

    def content(self, field: str, term: bytes) -> bytes:
        """Return the packed postings of a term; empty if there are none."""
        statistics = self._terms.get(self._key(field, term))
        if statistics is None:
            return b""
        return bytes(self._postings.get(*_Statistics.extent_of(statistics)))

    def whole_terms(self) -> Iterator[WholeTerm]:
        """Yield all terms with their postings, in order."""
        for key, statistics in self._terms.items():
            content = self._postings.get(*_Statistics.extent_of(statistics))
            yield *self._split(key), unpacked_postings(content)

    def forget(self) -> None:
        """Release the cached pages of large files."""
        for file in self._files:
            file.forget()

    def _key(self, field: str, term: bytes) -> bytes:
        return bytes((self._fields.get(field, 0xFF),)) + term

    def _split(self, key: bytes) -> tuple[str, bytes]:
        return self._names[key[0]], key[1:]

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._key(*term) in self._terms

    def indexed_field_names(self) -> Iterable[str]:
        """Return the fields that have a term."""
        return self._fields.keys()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield all terms."""
        return map(self._split, self._terms.keys())

    def terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the terms from *prefix* on."""
        return map(self._split, self._terms.keys_from(self._key(field, prefix)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield all terms with their statistics."""
        return map(self._item, self._terms.items())

    def items_from(self, field: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield the terms from *prefix* on, with their statistics."""
        return map(self._item, self._terms.items_from(self._key(field, prefix)))

    def _item(self, found: tuple[bytes, bytes]) -> tuple[tuple[str, bytes], TermInfo]:
        return self._split(found[0]), _Statistics(found[1])

    def document_counts(self, field: str) -> Iterator[tuple[bytes, int]]:
        """Yield the terms of a field, each with the number of documents that have it."""
        own = self._key(field, b"")
        for key, packed in self._terms.items_from(own):
            if not key.startswith(own):
                break
            yield key[len(own) :], _Statistics.documents_of(packed)

    def term_info(self, field: str, term: bytes) -> TermInfo:
        """Return the statistics of a term. Raises TermNotFound."""
        found = self._terms.get(self._key(field, term))
        if found is None:
            raise TermNotFound(f"{field}:{term!r}")
        return _Statistics(found)

    def frequency(self, field: str, term: bytes) -> int:
        """Return the occurrences of a term in all documents."""
        return int(self.term_info(field, term).weight()) if (field, term) in self else 0

    def doc_frequency(self, field: str, term: bytes) -> int:
        """Return the number of documents with a term."""
        return self.term_info(field, term).doc_frequency() if (field, term) in self else 0

    def matcher(self, field: str, term: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        """Return a matcher of a term. Raises TermNotFound."""
        info = self.term_info(field, term)
        content = self._postings.get(*info.extent)
        return ArrayMatcher(content, info, format_, (field, term), scorer)

    def cursor(self, field: str, fieldtype: Any) -> FieldCursor:
        """Return Whoosh's walk over the terms of a field, for words spelt almost like another."""
        from whoosh.codec.whoosh3 import W3FieldCursor

        return W3FieldCursor(self._terms, field, self._key, self._split, fieldtype)

    def close(self) -> None:
        """Do nothing: other snapshots may share the reader."""


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Whoosh's walk from document to document, over arrays."""

    def __init__(self, content: bytes, info: Any, format_: Any, term: Any, scorer: Any) -> None:
        self.format, self._term, self.scorer, self._info = format_, term, scorer, info
        self._postings = unpacked_postings(content)
        self._documents = self._postings.documents
        self._ends: Sequence[int] = ()
        self._at = 0

    def reset(self) -> None:
        """Go back to the first document."""
        self._at = 0

    def is_active(self) -> bool:
        """Whether there is a document here."""
        return self._at < len(self._documents)

    def id(self) -> int:
        """Return the document."""
        return self._documents[self._at]

    def all_ids(self) -> Iterator[int]:
        """Yield all documents."""
        return iter(self._documents)

    def next(self) -> bool:
        """Go to the next document."""
        self._at += 1
        return True

    def skip_to(self, document: int) -> None:
        """Go to a document, or the next one. Raises ReadTooFar behind the last."""
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._documents, document, self._at)

    def weight(self) -> float:
        """Return the occurrences in the document."""
        return float(self._postings.count(self._at))

    def value(self) -> bytes:
        """Return the positions in the document, encoded."""
        self._ends = self._ends or self._postings.ends()
        start = self._ends[self._at - 1] if self._at else 0
        return self._postings.positions[start : self._ends[self._at]].tobytes()

    def copy(self) -> ArrayMatcher:
        """Return another one at the same document."""
        return copy(self)

    def block_min_length(self) -> int:
        """Return the least words that a document may have: all are one block."""
        return 1

    def block_max_length(self) -> int:
        """Return the most words that a document may have."""
        return _LONGEST_LENGTH

    def block_max_weight(self) -> float:
        """Return the most occurrences in a document."""
        return float(self._info.max_weight())

    def skip_to_quality(self, quality: float) -> int:
        """Skip the block if no document in it can reach *quality*; return how many were."""
        if not self.is_active() or self.block_quality() > quality:
            return 0
        self._at = len(self._documents)
        return 1
