"""What Whoosh asks about single documents, answered from the rows and columns of a part.

So a hit has the fields ``id``, ``path`` and ``title``, and ``row`` with all the rest; nothing is
stored twice.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from whoosh.codec import base

from jobtui.index.columns import words_of
from jobtui.index.row_writer import RowsWriter
from jobtui.index.rows import PartRows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jobtui.index.generation import Generation
    from jobtui.index.row_codec import Row
    from jobtui.index.toc import Part


class DocumentWriter(base.PerDocumentWriter):  # type: ignore[misc]
    """Writes the rows of a segment."""

    def __init__(self, directory: Path, name: str) -> None:
        self._rows = RowsWriter(directory, name)
        self._row: Row | None = None
        self._words: dict[str, int] = {}
        self.is_closed = False

    def start_doc(self, _document: int) -> None:
        """Begin a document."""
        self._row, self._words = None, {}

    def add_field(self, field: str, _type: object, stored: Any, length: int) -> None:
        """Take a field's stored value and the number of its words."""
        if field == "row":
            self._row = stored
        if length:
            self._words[field] = length

    def cancel_doc(self) -> None:
        """Drop the document."""

    def finish_doc(self) -> None:
        """Write the document's row. Raises ValueError if it has none."""
        if self._row is None:
            raise ValueError("a document needs a row")
        self._rows.add(self._row, self._words)

    def close(self) -> None:
        """Finish the files."""
        self._rows.close()
        self.is_closed = True


class DocumentReader(base.PerDocumentReader):  # type: ignore[misc]
    """Reads the rows of a segment, which are opened when they are first asked for."""

    def __init__(self, place: Path | Generation, part: Part) -> None:
        self._place, self._part = place, part

    @cached_property
    def _rows(self) -> PartRows:
        return PartRows(self._place, self._part.name, None)

    def doc_count(self) -> int:
        """Return the number of documents that were not removed."""
        return self._part.documents - len(self._part.dead)

    def doc_count_all(self) -> int:
        """Return the number of documents, those removed included."""
        return self._part.documents

    def has_deletions(self) -> bool:
        """Whether any document was removed."""
        return bool(self._part.dead)

    def is_deleted(self, document: int) -> bool:
        """Whether a document was removed."""
        return document in self._part.dead

    def deleted_docs(self) -> frozenset[int]:
        """Return the documents that were removed."""
        return self._part.dead

    def stored_fields(self, document: int) -> dict[str, Any]:
        """Return what a hit shows. Raises BrokenRowsError."""
        row = self._rows.row(document, document)
        posting = row.posting
        return {"id": posting.id, "path": posting.path, "title": posting.title, "row": row}

    def doc_field_length(self, document: int, field: str, default: int = 0) -> int:
        """Return the words that a document has in a field."""
        words = self.words(field)
        return words[document] if words else default

    def field_length(self, field: str) -> int:
        """Return the words that all documents have in a field."""
        return sum(self.words(field))

    def min_field_length(self, field: str) -> int:
        """Return the least words that a document has in a field."""
        return min(self.words(field), default=0)

    def max_field_length(self, field: str) -> int:
        """Return the most words that a document has in a field."""
        return max(self.words(field), default=0)

    def words(self, field: str) -> Sequence[int]:
        """Return the number of words in a field, by document."""
        name = words_of(field)
        return self._rows.columns.numbers(name) if name else ()
