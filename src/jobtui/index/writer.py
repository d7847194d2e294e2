"""The index of a directory, and the writer that adds, replaces and removes its documents.

Both are Whoosh's, with a table of contents in JSON and a pool of whole terms. The lock that allows
one writer at a time, the synchronisation to disk and the checksums are those of ``cache``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from jobtui.index import checksums, rows, terms, toc
from jobtui.index.codec import ArrayCodec, Segment
from jobtui.index.merge_policy import to_merge
from jobtui.index.schema import schema
from jobtui.index.term_pool import TermPool
from jobtui.index.toc import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jobtui.index.storage import IndexStorage


class PostingIndex(FileIndex):  # type: ignore[misc]
    """The index of some parts; it never reads Whoosh's own table of contents."""

    def __init__(self, storage: IndexStorage, parts: Iterable[Part]) -> None:
        self.storage, self.parts, self.indexname = storage, tuple(parts), ""
        self._schema = schema()

    def writer(self, procs: int = 1, **_more: object) -> IndexWriter:
        """Return a writer. Raises OSError."""
        return IndexWriter(self)

    def latest_generation(self) -> int:
        """Return 0: the parts of an index never change under a reader."""
        return 0

    def _read_toc(self) -> TOC:
        return TOC(self._schema, [Segment(part) for part in self.parts], 0)


def files_of(part: Part) -> tuple[str, ...]:
    """Return the names of all files of a part."""
    return *terms.files(part.name), *rows.files(part.name)


class IndexWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer; ``add_document``, ``update_document``, ``delete_document``, ``commit``."""

    def __init__(self, index: PostingIndex) -> None:
        super().__init__(index, _lk=False, codec=ArrayCodec(), compound=False)
        self.index = index
        self.segments: list[Segment]
        self.pool = TermPool()  # Whoosh does not look at its parameter ``poolclass``

    def add_postings_to_pool(
        self, reader: SegmentReader, first: int, renamed: Mapping[int, int] | None
    ) -> None:
        """Take over the postings of a segment that is merged, a whole term at a time."""
        merged = ArrayCodec().terms_reader(self.storage, reader.segment())
        self.pool.add_segment(merged.whole_terms(), first, renamed)

    def add_parts(self, parts: Iterable[Part]) -> None:
        """Add segments that other processes have written here."""
        self.segments += map(Segment, parts)

    def finish_segment(self) -> Part:
        """Write the segment without a commit, for a process that adds to another's index."""
        segment: Segment = self._finalize_segment()
        self._finish()
        return segment.part

    def _commit_toc(self, segments: Sequence[Segment]) -> None:
        """Write the table of contents, and remove the files of no part."""
        self.index.parts = tuple(segment.part for segment in segments)
        directory = self.storage.directory
        toc.save(self.index.parts, directory)
        kept = {toc.NAME, *(name for part in self.index.parts for name in files_of(part))}
        for name in self.storage.list():
            if name not in kept:
                (directory / name).unlink()


def merge_policy(sums: Mapping[str, object]) -> Any:
    """Return Whoosh's ``mergetype``: what ``to_merge`` says becomes part of the new segment.

    The files of a segment are first compared with *sums*, its checksums, if they are there. The
    policy raises ChecksumError, and anything for damage that the sums do not cover.
    """

    def merged(writer: IndexWriter, segments: Sequence[Segment]) -> list[Segment]:
        parts = to_merge([segment.part for segment in segments], writer.doc_count())
        for segment in segments:
            if segment.part in parts:
                for name in terms.files(segment.name):
                    if name in sums:
                        checksums.check(writer.storage.place, name, sums)
                writer.add_reader(SegmentReader(writer.storage, writer.schema, segment))
        return [s for s in segments if s.part not in parts and s.doc_count()]

    return merged
