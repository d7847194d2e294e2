"""``jobtui --format …``, or without a terminal: print the postings that a query finds."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jobtui.cli import console
from jobtui.cli.arguments import EXPORTS, FACET_OPTIONS
from jobtui.cli.console import say
from jobtui.cli.exit_codes import FOUND, NOTHING_FOUND
from jobtui.cli.query import use_saved_search
from jobtui.cli.session import CommandSession, index_required, opened, output_rows, output_style
from jobtui.i18n import _, day, ngettext
from jobtui.render.formats import lines
from jobtui.text import encoding

if TYPE_CHECKING:
    from argparse import Namespace

    from jobtui.library.library import Library
    from jobtui.render.columns import OutputRow
    from jobtui.search.query import Query
    from jobtui.search.results import Help, Results


def run(args: Namespace) -> int:
    """Print the answer, and on stderr what explains it. Raises UsageError, OutputError."""
    use_saved_search(args)
    with opened(args) as session:
        return answered(args, session)


def answered(args: Namespace, session: CommandSession) -> int:
    """Print the answer to the query of a session. Raises UsageError, OutputError."""
    library, query = session
    news = query.asks_for_news
    if (
        news
        or args.format not in (None, "table")
        or "since" in (args.columns or args.settings.columns)
    ):
        _look_back(session, args.saved or "", news, getattr(args, "saved_query", ""))
    with index_required(library):
        results = library.search(query, args.limit or sys.maxsize)
        found = results.postings[: args.limit]
        scores = library.scores(results, found)
    if results.notice:
        say(results.notice)
    gone = _say_gone(library, query) if args.due else False
    rows = output_rows(session, found, scores)
    told = formatted(args, session, rows)
    console.paged(told, args.format in (None, "table") and not args.no_pager)
    if news and args.saved:
        library.user.leave()
    if args.explain:
        for posting in found:
            why = library.explain(results, posting)
            say(_("{label}: {text}").format(label=posting.id, text=why))
    if results.help.hint:
        say(_("searched as plain words: {why}").format(why=results.help.hint))
    _say_notes(results, args)
    if not results.total:
        _say_no_postings(library)
    elif not found and (news or args.due):
        if console.is_shown() and not gone:  # cron would mail it
            say(_("nothing new") if news else _("nothing due"))
    elif not found:
        say(_("nothing found") + _hint(results.blockers))
        _say_help(results.help)
        if args.open_only:
            _say_unknown(results)
    elif args.format is None:
        say(ngettext("{n} posting", "{n} postings", len(found)))
    if news and len(found) < len(results.postings):
        say(ngettext("{n} more", "{n} more", len(results.postings) - len(found)))
    if library.user.notice:
        say(library.user.notice)
    return FOUND if found or gone else NOTHING_FOUND


def _say_gone(library: Library, query: Query) -> bool:
    """Say which follow-ups are due of postings that are no longer there; return whether any is."""
    from jobtui.library.gone_postings import due_and_gone

    due = due_and_gone(library, query.as_of)
    for one in due:
        text = _("follow up on {day}: {title} ({id}), which is no longer there")
        say(text.format(day=day(one.day), title=one.title, id=one.id))
    return bool(due)


def formatted(args: Namespace, session: CommandSession, rows: Sequence[OutputRow]) -> Iterable[str]:
    """Return the lines of an answer in the format that the arguments name, else as a table."""
    if args.format in EXPORTS:
        from jobtui.library.exports import exported, has_days

        if args.format == "ics" and rows and not has_days(rows):
            say(_("none of these postings has a closing date: the calendar is empty"))
        has_unicode = encoding.speaks_unicode()
        return exported(args.format, *session, rows, args.saved or "", has_unicode)
    return lines(args.format or "table", rows, output_style(args))


def _look_back(session: CommandSession, saved: str, news: bool, saved_query: str) -> None:
    """Compare with the last visit.

    Asking a saved search for news is a visit of that search. Asking for news without one compares
    with the browser's last visit, and does not end it.
    """
    library, query = session
    if not news:
        library.user.peek(query.as_of, saved)
        return
    matched = None
    asked = query._replace(text=saved_query, chosen=(), open_only=False)
    if saved and not asked.asks_for_news:
        matched = library.matching(asked)
    if library.user.visit(query.as_of, saved, 0 if saved else None, matched) is None:
        say(_("new postings are reported only as of today, and not for the sample"))
    elif library.user.is_first_visit and not library.user.notice:
        say(_("first visit recorded; new postings will be reported from now on"))


def _say_notes(results: Results, args: Namespace) -> None:
    """Say what was searched in place of the query; of values of options that was said before."""
    from jobtui.search.results import NO_HELP

    help_ = results.help
    if help_ != NO_HELP:
        from jobtui.search.notes import notes_of

        unknown = (one for one in help_.unknown if not getattr(args, one.facet, None))
        help_ = help_._replace(unknown=tuple(unknown))
        with_meanings = args.format is None or args.explain
        for note in notes_of(help_, results.query.text, with_meanings):
            say(note)


def _hint(blockers: Sequence[tuple[str, int]]) -> str:
    """Return which filters keep everything out, for the end of a sentence."""
    from jobtui.search.results import HIDDEN

    hint = ""
    for facet, count in blockers:
        if facet == HIDDEN:
            hint += _("; {count} hidden (is:hidden shows them)").format(count=count)
    for facet, count in [pair for pair in blockers if pair[0] != HIDDEN][:1]:
        option = f"--{facet}" if facet in (*FACET_OPTIONS, "open-only", "junior") else f"{facet}:"
        name = option if facet else _("the filters")
        hint += _("; {count} without {name}").format(name=name, count=count)
    return hint


def _say_unknown(results: Results) -> None:
    """Say how many postings state nothing, and how a source can say what that means."""
    statuses = {bucket.value: bucket.postings for bucket in results.buckets["status"]}
    if count := statuses.get("unknown", 0):
        text = ngettext(
            "{n} posting does not say whether it is open",
            "{n} postings do not say whether they are open",
            count,
        )
        setting = _('if that means open, set unstated = "open" in [sources.NAME] of config.toml')
        say(f"{text}; {setting}")


def _say_no_postings(library: Library) -> None:
    """Say that there is no posting at all, and why."""
    for problem in library.faults()[:5]:
        say(_("{label}: {text}").format(label=problem.path, text=problem.message))
    if not library.faults():
        roots = ", ".join(source.root for source in library.sources)
        say(_("no postings in {path}").format(path=roots))
        for problem in library.skipped()[:5]:
            say(_("{label}: {text}").format(label=problem.path, text=problem.message))


def _say_help(help_: Help) -> None:
    """Say what may help with a query that finds nothing."""
    for word, count in help_.without:
        say(_("{count} found without {word}").format(word=word, count=count))
