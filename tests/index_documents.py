"""Documents of a full-text index as a refresh writes them, for tests of what is asked of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jobtui.index import checksums
from jobtui.index.fulltext import TextIndex
from jobtui.index.ingest import document
from jobtui.index.row_codec import FileState, Row
from jobtui.index.storage import IndexStorage
from jobtui.index.toc import Part
from jobtui.index.writer import PostingIndex
from jobtui.postings.model import Posting


def fields_of(name: str, heading: str = "", team: str = "", body: str = "", **more: Any) -> Any:
    """Return the fields of a document: its heading, the team that offers it, and its text."""
    posting = Posting(name, f"/{name}.md", heading, organisation=team, **more)
    return document(Row(posting, -1, FileState(1, 1)), body)


def write_part(
    directory: Path, documents: Iterable[Any], parts: Iterable[Part] = (), merge: bool = False
) -> tuple[Part, ...]:
    """Add a segment to the index of *parts* in *directory*; return the parts there are then."""
    index = PostingIndex(IndexStorage(directory), parts)
    writer = index.writer()
    for fields in documents:
        writer.add_document(**fields)
    writer.commit(**({"optimize": True} if merge else {"merge": False}))
    checksums.write(directory)
    return index.parts


def opened(directory: Path, parts: Iterable[Part], before: TextIndex | None = None) -> TextIndex:
    """Open an index."""
    return TextIndex(directory, tuple(parts), before)
