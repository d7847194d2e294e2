"""Rows of postings as an index keeps them, for tests of what is asked of them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from jobtui.index.row_codec import FileState, Row
from jobtui.index.row_writer import RowsWriter
from jobtui.index.rows import Rows
from jobtui.index.toc import Part
from jobtui.library.library import Library
from jobtui.postings.model import Posting


def write_rows(directory: Path, name: str, rows: Sequence[Row]) -> Part:
    """Write a part of an index; return it."""
    with closing(RowsWriter(directory, name)) as written:
        for row in rows:
            written.add(row)
    return Part(name, len(rows))


def postings_of(library: Library) -> list[Posting]:
    """Return all postings that a library shows."""
    return [row.posting for row in library.snapshot.rows]


def rows_of(postings: Iterable[Posting]) -> Rows:
    """Return the rows of some postings, in their order."""
    rows = [Row(posting, -1, FileState(0, 0)) for posting in postings]
    with tempfile.TemporaryDirectory() as folder:
        return Rows(Path(folder), [write_rows(Path(folder), "one", rows)])
