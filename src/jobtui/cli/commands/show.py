"""``jobtui show ID``: print one posting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.cli import console
from jobtui.cli.arguments import UsageError
from jobtui.cli.console import emit, say
from jobtui.cli.exit_codes import FOUND, NOTHING_FOUND
from jobtui.cli.session import CommandSession, opened, output_rows
from jobtui.i18n import _, day
from jobtui.text import encoding
from jobtui.text.printable import quoted_input

if TYPE_CHECKING:
    from argparse import Namespace

    from jobtui.library.library import Library
    from jobtui.postings.model import Posting

_MAX_WIDTH = 100  # cells; longer lines are hard to read


def run(args: Namespace) -> int:
    """Print the posting of an id, in a format or for reading. Raises UsageError, OutputError."""
    if len(args.words) != 1:
        raise UsageError(_("show takes one id; jobtui --format table lists them"))
    wanted = args.words.pop()
    with opened(args) as session:
        library, query = session
        posting = library.get(wanted)
        if (
            posting is None
            and args.format is None
            and _print_kept(library, wanted, not args.no_pager)
        ):
            return FOUND
        posting = posting or found_posting(library, wanted)
        if posting is None:
            return NOTHING_FOUND
        library.user.peek(query.as_of)
        if args.format is None:
            _print_posting(session, posting, not args.no_pager)
        else:
            from jobtui.cli.commands.list import formatted
            from jobtui.render.formats import one_object

            (row,) = output_rows(session, [posting], {})
            if args.format == "markdown":
                _print_markdown(session, posting)
            elif args.format == "json":
                emit(one_object(row, encoding.speaks_unicode()))
            else:
                emit(formatted(args, session, [row]))
        if library.user.notice:
            say(library.user.notice)
        return FOUND


def _print_kept(library: Library, wanted: str, is_paged: bool) -> bool:
    """Print a posting that is no longer there as the user last saw it; return False if it is not
    kept."""
    from jobtui.library.gone_postings import kept_texts_of
    from jobtui.text.sanitize import clean

    texts = kept_texts_of(library, wanted, None)
    last = texts and (texts.starred or texts.seen)
    if texts is None or not last:
        return False
    text = _("{id} is no longer there; this is how it was on {day}")
    say(text.format(id=quoted_input(wanted), day=day(last.day)))
    lines = clean(last.text, keep_newlines=True).rstrip("\n").split("\n")
    spelled = str if encoding.speaks_unicode() else encoding.spelled
    console.paged(map(spelled, lines), is_paged)
    return True


def found_posting(library: Library, wanted: str) -> Posting | None:
    """Return the posting of an id; if there is none, say so, and which ids are near."""
    posting = library.get(wanted)
    if posting is None:
        message = _("no posting with the id {id}").format(id=quoted_input(wanted))
        say(message + _near(library, wanted))
    return posting


def found_or_gone(library: Library, wanted: str) -> Posting | None:
    """Return the posting of an id, also if its file is gone and the user follows it."""
    from jobtui.library.gone_postings import gone_posting

    gone = gone_posting(library, wanted) if library.get(wanted) is None else None
    if gone is not None:
        say(_("{id} is no longer there").format(id=quoted_input(wanted)))
    return gone or found_posting(library, wanted)


def _near(library: Library, wanted: str) -> str:
    """Return the ids that may have been meant, for the end of a sentence."""
    from difflib import get_close_matches

    from jobtui.external.command_line import pasted
    from jobtui.text.folding import fold

    ids = library.ids()
    key = fold(wanted)
    near = [one for one in ids if key and key in fold(one)][:3]
    near = near or get_close_matches(wanted, ids, n=3, cutoff=0.5)
    return _("; similar ids: {ids}").format(ids=", ".join(map(pasted, near))) if near else ""


def _print_posting(session: CommandSession, posting: Posting, is_paged: bool) -> None:
    """Print a posting for reading: laid out for a terminal, else as Markdown."""
    from jobtui.render import posting_text
    from jobtui.render.summary import own_facts

    width = console.width()
    if width is None:
        _print_markdown(session, posting)
        return
    library, query = session
    if not all(source.is_sample for source in library.sources):
        library.keep_text(posting)  # as the user sees it now
    own = own_facts(library.user.mark_of(posting), library.user.news_of(posting))
    body, why = library.body(posting)
    if why:
        say(why)
    ruling = library.ruling(posting, query)
    console.paged(
        posting_text.rendered(
            posting,
            ruling,
            body,
            min(width, _MAX_WIDTH),
            console.has_colour(),
            own,
            ascii=not encoding.speaks_unicode(),
            site=library.site_of(posting),
            today=query.as_of,
        ),
        is_paged,
    )


def _print_markdown(session: CommandSession, posting: Posting) -> None:
    from jobtui.render import posting_text
    from jobtui.render.summary import own_facts

    library, query = session
    own = own_facts(library.user.mark_of(posting), library.user.news_of(posting))
    body, why = library.body(posting)
    if why:
        say(why)
    emit(posting_text.markdown(posting, library.ruling(posting, query), body, own))
