"""Turns files into documents of the index."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from jobtui.files.beneath import Top
from jobtui.files.shortage import is_shortage
from jobtui.i18n import later
from jobtui.index.analysis import analysed, joined
from jobtui.index.columns import HEADING, TEAM, TEXT
from jobtui.index.organisations import Directories, join
from jobtui.index.row_codec import FileState, Row
from jobtui.index.schema import FORMS, HEADING_STARTS, INDEXED_FACETS, NO_VALUE, STARTS
from jobtui.parsing.posting import ParsedFile, read
from jobtui.postings.model import Posting, Problem, Severity
from jobtui.sources import folders
from jobtui.sources.folders import Source
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from jobtui.index.writer import IndexWriter


class File(NamedTuple):
    """A posting's file, and the id that its posting gets."""

    source: Source
    path: str
    name: str  # within the source
    state: FileState
    id: str = ""  # "": its own


def read_file(file: File, for_all: bool) -> ParsedFile:
    """Read one file; an error in it becomes a problem of the posting.

    If *for_all*, what not everybody may read is refused.
    """
    top: Top | None = folders.top_of(file.source, file.path, for_all)
    try:
        return read(file.path, file.name, file.source.url, top, file.source.rules)
    except Exception as error:
        if is_shortage(error):
            raise
        why = f"{type(error).__name__}: {error}"
        message = later("jobtui cannot read this file ({why}); please report it", why=why)
        problem = Problem(file.path, 1, "", message, Severity.ERROR)
        name = printable(file.name.rpartition("/")[2]).removesuffix(".md")
        return ParsedFile(Posting(name, file.path, name, problems=(problem,)), "")


def joined_posting(file: File, parsed: ParsedFile, directories: Directories) -> Posting:
    """Return the posting of a file with its startup, its incubator and its id."""
    posting = join(parsed.posting, parsed.startup_line, file.source, directories)
    return posting._replace(id=file.id or posting.id)


def add_files(
    writer: IndexWriter, files: Iterable[File], directories: Directories, for_all: bool
) -> Iterator[None]:
    """Add a document for each file, and yield after each. Raises OSError."""
    for file in files:
        parsed = read_file(file, for_all)
        posting = joined_posting(file, parsed, directories)
        row = Row(
            posting,
            -1,
            file.state,
            parsed.posting.incubator,
            parsed.startup_line,
            parsed.digest,
        )
        writer.add_document(**document(row, parsed.body))
        yield


def document(row: Row, body: str) -> dict[str, Any]:
    """Return the fields of a document (``schema``)."""
    posting = row.posting
    heading = analysed(" . ".join(dict.fromkeys((posting.title, posting.role))))
    names = (posting.organisation, posting.startup, posting.startup_key, posting.incubator)
    team = analysed(" . ".join(dict.fromkeys(names)))
    text = joined((heading, team, analysed(_other_text(posting, body))))
    return {
        "id": posting.id,
        "path": posting.path,
        "row": row,
        HEADING: heading,
        TEAM: team,
        TEXT: text,
        STARTS: text,
        HEADING_STARTS: heading,
        FORMS: text,
        "published": _midnight(posting.published),
        "opens": _midnight(posting.opens),
        "closes": _midnight(posting.closes),
        **{facet.name: facet.values(posting) or (NO_VALUE,) for facet in INDEXED_FACETS},
    }


def _midnight(day: date | None) -> datetime | None:
    return datetime(day.year, day.month, day.day) if day else None


def _other_text(posting: Posting, body: str) -> str:
    """Return all text of a posting that is neither heading nor team."""
    said = [body, *posting.technologies, *posting.tags, *posting.places, posting.starts]
    said += posting.domains if "domains" not in posting.inferred else ()
    said += [*posting.contacts, *posting.apply.to, *posting.apply.cc, posting.apply.url]
    said += [text for _key, text in (*posting.written, *posting.extra)]
    return "\n".join(said)
