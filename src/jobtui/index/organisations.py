"""Joins postings to the startups and incubators that files of the same source describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.i18n import later
from jobtui.parsing.startups import Directory, Organisation, read_organisation
from jobtui.postings.model import Posting, Problem, Severity
from jobtui.sources import folders
from jobtui.sources.folders import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobtui.index.row_codec import Row

Directories = dict[Source, Directory]


def read_directories(chosen: Sequence[Source], for_all: bool) -> Directories:
    """Read the organisations of each source; if *for_all*, only files that everybody may read."""

    def read(source: Source, folder: str) -> list[Organisation]:
        top = folders.top_of(source, folder, for_all)
        found = folders.companions(source, folder, for_all)
        return [read_organisation(entry.path, top) for entry in found if not entry.fault]

    return {
        source: Directory(read(source, source.startups), read(source, source.incubators))
        for source in chosen
    }


def join(posting: Posting, line: int, source: Source, directories: Directories) -> Posting:
    """Return *posting*, as its own file states it, with its startup and incubator.

    *line* is where the file names the startup; one that is unknown is a problem there.
    """
    joined = directories[source].join(posting)
    if not source.startups or not posting.startup_key:
        return joined
    if directories[source].knows(posting.startup_key):
        return joined
    return joined._replace(problems=(*joined.problems, _unknown_startup(posting.path, line)))


def rejoin(row: Row, source: Source, directories: Directories) -> Posting:
    """Return the posting of a row, joined again without reading its file."""
    posting = row.posting
    unknown = _unknown_startup(posting.path, row.startup_line)
    alone = posting._replace(
        startup=posting.startup_key,
        incubator=row.incubator,
        problems=tuple(problem for problem in posting.problems if problem != unknown),
    )
    return join(alone, row.startup_line, source, directories)


def _unknown_startup(path: str, line: int) -> Problem:
    message = later("no file in _startups has this id or title")
    return Problem(path, line, "startup", message, Severity.WARNING)
