"""A codec for Whoosh: postings as plain arrays, rows as stored fields, nothing pickled.

    <part>.terms      the terms of each field with their statistics, and where their postings are
                      (``term_file``)
    <part>.postings   the postings of each term (``term_postings``)
    <part>.rows       \\ what is known of each document (``rows``, ``columns``)
    <part>.columns    /

The same postings are read as a bit set, or document by document through Whoosh's matchers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoosh.codec import base
from whoosh.reading import SegmentReader

from jobtui.index.per_document import DocumentReader, DocumentWriter
from jobtui.index.schema import encoded, schema
from jobtui.index.terms import TermsReader, TermsWriter
from jobtui.index.toc import Part, new_name

if TYPE_CHECKING:
    from jobtui.index.storage import IndexStorage


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


class PartReader(SegmentReader):  # type: ignore[misc]
    """Whoosh's reader of a segment, which asks for the terms that begin so all at once."""

    def __init__(self, storage: IndexStorage, segment: Segment) -> None:
        super().__init__(storage, schema(), segment)
        self.terms = ArrayCodec().terms_reader(storage, segment)
        self.lengths = ArrayCodec().per_document_reader(storage, segment).words

    def expand_prefix(self, field: str, prefix: str | bytes) -> list[bytes]:
        """Return the terms of a field that begin so."""
        return self.terms.beginning(field, encoded(prefix) if isinstance(prefix, str) else prefix)

    def lexicon(self, field: str) -> list[bytes]:
        """Return all terms of a field."""
        return self.terms.beginning(field, b"")
