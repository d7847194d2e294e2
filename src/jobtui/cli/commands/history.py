"""``jobtui history ID``: the commits that changed a posting's file, and the words they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.cli import console
from jobtui.cli.arguments import UsageError
from jobtui.cli.commands.show import found_posting
from jobtui.cli.console import say
from jobtui.cli.exit_codes import FOUND, NOTHING_FOUND
from jobtui.cli.session import opened
from jobtui.i18n import _
from jobtui.text import encoding
from jobtui.text.printable import quoted_input

if TYPE_CHECKING:
    from argparse import Namespace

    from jobtui.library.library import Library
    from jobtui.postings.revisions import FileHistory


def run(args: Namespace) -> int:
    """Print the history of a posting's file. Raises UsageError, OutputError."""
    if len(args.words) != 1:
        raise UsageError(_("history takes one id; jobtui --format table lists them"))
    wanted = args.words.pop()
    with opened(args) as session:
        path = _path_of(session.library, wanted)
        found = _history(session.library, wanted, path) if path else None
    if found is None:
        return NOTHING_FOUND
    _print(args, found)
    if not found.revisions:
        say(_("no commit has changed this file yet"))
    elif not (found.is_whole or args.limit):
        say(_("there may be older changes, which are not looked at"))
    return FOUND if found.revisions else NOTHING_FOUND


def _path_of(library: Library, wanted: str) -> str:
    """Return the path of a posting, also of one that is gone if it is kept; empty if unknown."""
    from jobtui.library.gone_postings import kept_texts_of

    posting = library.get(wanted)
    if posting is not None:
        return posting.path
    texts = kept_texts_of(library, wanted, None)
    if texts is not None:
        say(_("{id} is no longer there").format(id=quoted_input(wanted)))
        return texts.path
    found_posting(library, wanted)
    return ""


def _history(library: Library, wanted: str, path: str) -> FileHistory | None:
    """Return the history of the file at a *path*; None, which is said, if it has none."""
    found = fetched_history(library, path)
    if found is None:
        say(_("{id} is not in a git repository").format(id=quoted_input(wanted)))
    return found


def fetched_history(library: Library, path: str) -> FileHistory | None:
    """Return the history of the file at a *path*, None if it is in no repository.

    Shows what git does. Raises UsageError.
    """
    from jobtui.library import posting_history
    from jobtui.sources.git_workspace import SyncError

    place = posting_history.place_of(path, library.sources)
    if place is None:
        return None
    try:
        with console.progress_line() as tell:
            return posting_history.history_of(path, place, tell)
    except SyncError as error:
        raise UsageError(str(error)) from error


def _print(args: Namespace, found: FileHistory) -> None:
    from jobtui.render.differences import coloured, written
    from jobtui.render.history_formats import history_lines

    form, unicode = args.format, encoding.speaks_unicode()
    shown = found.revisions[: args.limit] if args.limit else found.revisions
    line_form = coloured if console.has_colour() else written
    lines = history_lines(form, shown, line_form, console.width(), unicode)
    if not unicode and form in (None, "table", "markdown"):
        lines = map(encoding.spelled, lines)
    console.paged(lines, form in (None, "table") and not args.no_pager)
