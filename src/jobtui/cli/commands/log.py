"""``jobtui log``: what happened with the user's applications, and writing it down."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobtui.cli import console
from jobtui.cli.arguments import UsageError
from jobtui.cli.commands.show import found_or_gone
from jobtui.cli.console import say
from jobtui.cli.exit_codes import FOUND, NOTHING_FOUND
from jobtui.cli.session import CommandSession, opened
from jobtui.i18n import _
from jobtui.library.gone_postings import titled_log
from jobtui.marks.log import LogEntry, LogKind
from jobtui.marks.model import Mark, Stage, at_stage, iso_day
from jobtui.render.log_formats import LogLine, by_posting, entry_text, log_lines
from jobtui.search.date_ranges import day_meant
from jobtui.search.field_values import user_values
from jobtui.search.lexer import QuerySyntaxError
from jobtui.text import encoding

if TYPE_CHECKING:
    from argparse import Namespace

    from jobtui.postings.model import Posting

_SENT = ("sent", "envoye")
_FOLLOW_UP = ("followup", "relance")


def run(args: Namespace) -> int:
    """Print the log, or that of one posting; with more words, add to it. Raises UsageError."""
    words = list(args.words)
    args.words = []
    with opened(args) as session:
        library = session.library
        posting = None
        if words:
            posting = found_or_gone(library, words[0])
            if posting is None:
                return NOTHING_FOUND
        if posting is not None and len(words) > 1:
            _add(session, posting, words[1:])
            if library.user.notice:
                raise UsageError(library.user.notice)
            return FOUND
        wanted = posting.path if posting else None
        lines = [line for line in titled_log(library) if wanted in (None, line.path)]
        _print(args, lines)
        if library.user.notice:
            say(library.user.notice)
        return FOUND if lines else NOTHING_FOUND


def _print(args: Namespace, lines: list[LogLine]) -> None:
    if args.limit:
        lines = lines[-args.limit :]  # the last ones
    is_by_posting = args.by == "posting"
    if is_by_posting:
        lines = by_posting(lines)
    form, unicode = args.format or "table", encoding.speaks_unicode()
    told = log_lines(form, lines, is_by_posting, console.width(), unicode)
    if not unicode and form in ("table", "markdown"):
        told = map(encoding.spelled, told)
    console.paged(told, form == "table" and not args.no_pager)
    if not lines:
        say(_("nothing logged"))


def _add(session: CommandSession, posting: Posting, words: list[str]) -> None:
    """Write down what *words* say: a stage, what was sent, or a follow-up. Raises UsageError."""
    user, today = session.library.user, date.today()
    what, *rest = words
    if what in _SENT:
        if not 1 <= len(rest) <= 2 or not rest[0].strip():
            raise UsageError(_("log ID sent expects what was sent and, if you like, to whom"))
        entry = LogEntry(today, LogKind.SENT, rest[0], "".join(rest[1:]))
        session.library.add_to_log(posting, entry)
        say(entry_text(entry))
        return
    logged = user.log_of(posting)
    mark = _marked(user.mark_of(posting), what, rest, today)
    session.library.put_marks([(posting, mark)])
    before = {entry.name for entry in logged}
    for entry in user.log_of(posting):
        if entry.name not in before:
            say(entry_text(entry))


def _marked(mark: Mark, what: str, rest: list[str], today: date) -> Mark:
    """Return *mark* with the stage or follow-up that the words say. Raises UsageError."""
    if what in _FOLLOW_UP:
        if len(rest) != 1:
            raise UsageError(_("log ID followup expects a day, such as 2025-03-11, 7d or none"))
        return mark._replace(followup=_day(rest[0], today))
    try:
        (stage, *_more) = user_values("stage", [what])
    except QuerySyntaxError as error:
        stages = ", ".join(one.value for one in Stage)
        text = _("log ID expects sent, followup, none or a stage: {stages}")
        raise UsageError(text.format(stages=stages)) from error
    if len(rest) > 1 or (rest and stage != Stage.APPLIED.value):
        raise UsageError(_("log ID takes a day only after applied"))
    if stage == Stage.APPLIED.value:
        applied = _day(rest[0], today) if rest else (mark.applied or today)
        if applied and applied > today:
            raise UsageError(_("the day you applied cannot lie ahead"))
        mark = mark._replace(applied=applied)
    return at_stage(mark, None if stage == "none" else Stage(stage))


def _day(text: str, today: date) -> date | None:
    """Return the day that the user wrote, None for "none". Raises UsageError."""
    if text in ("none", "aucune", "aucun"):
        return None
    day = iso_day(text) or day_meant(text, today)
    if day is None:
        raise UsageError(_("enter a date such as 2025-03-11"))
    return day
