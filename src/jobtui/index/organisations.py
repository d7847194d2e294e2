"""Joins postings to the startups and incubators that files of the same source describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.i18n import Message, later
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
    directory = directories[source]
    if directory.knows(posting.startup_key) or directory.knows_incubator(posting.startup_key):
        return joined
    if any(problem.line == line for problem in posting.problems):
        return joined  # it is said already what is wrong there, such as a list
    near = directory.nearest(posting.startup_key)
    unknown = _unknown_startup(posting.path, line, posting.startup_key, near)
    return joined._replace(problems=(*joined.problems, unknown))


def rejoin(row: Row, source: Source, directories: Directories) -> Posting:
    """Return the posting of a row, joined again without reading its file."""
    posting = row.posting
    alone = posting._replace(
        startup=posting.startup_key,
        incubator=row.incubator,
        problems=tuple(problem for problem in posting.problems if not _is_unknown(problem)),
    )
    return join(alone, row.startup_line, source, directories)


_UNKNOWN = "{name} is the id or title of no file in _startups"
_NEAREST = "{name} is the id or title of no file in _startups; did you mean {near}?"


def _unknown_startup(path: str, line: int, name: str, near: str) -> Problem:
    if near:
        message = later(
            "{name} is the id or title of no file in _startups; did you mean {near}?",
            name=name,
            near=near,
        )
    else:
        message = later("{name} is the id or title of no file in _startups", name=name)
    return Problem(path, line, "startup", message, Severity.WARNING)


def _is_unknown(problem: Problem) -> bool:
    message = problem.message
    return isinstance(message, Message) and message.text in (_UNKNOWN, _NEAREST)
