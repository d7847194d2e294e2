"""What the commands that query the postings share: the opened library, and the form of answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from jobtui.cli import console
from jobtui.cli.arguments import UsageError
from jobtui.cli.console import say
from jobtui.cli.query import query_of
from jobtui.cli.sources import sources_of
from jobtui.files.shortage import is_shortage
from jobtui.i18n import _, reason
from jobtui.text import encoding

if TYPE_CHECKING:
    from argparse import Namespace

    from jobtui.library.library import Library
    from jobtui.postings.model import Posting
    from jobtui.render.columns import OutputRow
    from jobtui.render.table import OutputStyle
    from jobtui.search.query import Query


_DUE = ("closes", "followup", "title", "team", "id")  # columns of what is due


class CommandSession(NamedTuple):
    """An opened library, and the query that the arguments state."""

    library: Library
    query: Query


@contextmanager
def opened(args: Namespace) -> Iterator[CommandSession]:
    """Open the library, refresh it, and close it in the end. Raises UsageError."""
    from jobtui.library.library import PATIENCE, Library

    library = Library(sources_of(args.source, args.settings))
    try:
        with console.file_counter() as progress, index_required(library):
            change = library.refresh(args.rebuild, progress, PATIENCE)
        if change.notice:
            say(change.notice)
        if any(source.is_sample for source in library.sources):
            _say_sample()
        yield CommandSession(library, query_of(args, library, tell=say))
    finally:
        library.close()


@contextmanager
def index_required(library: Library) -> Iterator[None]:
    """Raise UsageError, with one line for the user, where no index can be written anywhere."""
    try:
        yield
    except OSError as error:
        if is_shortage(error):
            raise
        text = _("cannot write the index, either in {path} or in the temporary folder: {why}")
        why = reason(error)
        raise UsageError(text.format(path=library.cache.directory, why=why)) from error


def _say_sample() -> None:
    from jobtui.sources.folders import sample_day

    text = _("showing the bundled sample as of {day}; use --source PATH for your own postings")
    say(text.format(day=sample_day().isoformat()))


def output_rows(
    session: CommandSession, found: Iterable[Posting], scores: Mapping[str, float]
) -> list[OutputRow]:
    """Return the rows of an answer; *scores* are by id of a posting, and may lack any."""
    from jobtui.render.columns import OutputRow

    library, query = session
    rows = [OutputRow(one, library.ruling(one, query), scores.get(one.id)) for one in found]
    if not library.user.has_marks:
        return rows
    mark_of, news_of = library.user.mark_of, library.user.news_of
    return [row._replace(mark=mark_of(row.posting), since=news_of(row.posting)) for row in rows]


def output_style(args: Namespace) -> OutputStyle:
    """Return how an answer is written to standard output."""
    from jobtui.config.settings import Settings
    from jobtui.render.table import OutputStyle

    columns = args.columns or args.settings.columns
    if args.due and not args.columns:
        columns = _DUE
    has_unicode = encoding.speaks_unicode()
    return OutputStyle(
        columns,
        console.width(),
        has_unicode,
        str if has_unicode else encoding.spelled,
        # a column that was asked for stays
        ("team", "published", "status") if columns == Settings().columns else (),
        console.has_colour(),
    )
