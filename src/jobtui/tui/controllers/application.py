"""Following an application: stage, what was sent, when to follow up, labels, and the log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from jobtui.i18n import _, day, ngettext
from jobtui.marks.model import WAITING, Mark, Stage, at_stage

if TYPE_CHECKING:
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.controllers.marking import Marking
    from jobtui.tui.session import Session

_DUE_SHOWN = 12  # seconds that the line of the start stays
_LATER = 9  # seconds until it is told if another notice is shown


class ApplicationController:
    """Asks how far an application has come, and writes it down."""

    def __init__(self, session: Session, host: Host, marking: Marking) -> None:
        self._session, self._panes, self._host = session, session.panes, host
        self._marking = marking
        self._is_due_told = False
        session.refreshed.connect(self._refreshed)

    def _title(self, text: str) -> str:
        """Return a title that names the posting, or how many there are."""
        targets = self._marking.targets
        if len(targets) > 1:
            return text.format(title=ngettext("{n} posting", "{n} postings", len(targets)))
        return text.format(title=targets[0].title)

    # --- stage -----------------------------------------------------------------------------------

    def choose_stage(self) -> None:
        """Ask how far the application has come."""
        if not self._marking.targets:
            return
        from jobtui.postings.facets import value_text
        from jobtui.tui.dialogs.prompts import ChoiceDialog

        def take(chosen: str | None) -> None:
            if chosen == Stage.APPLIED.value:
                self._ask_day_applied()
            elif chosen is not None:
                self._staged(Stage(chosen) if chosen else None, None)

        mark = self._marking.marks()[0]
        choices = [(stage.value, value_text("stage", stage.value)) for stage in Stage]
        chosen = (mark.stage or Stage.INTERESTED).value
        title = self._title(_("Your application: {title}"))
        dialog = ChoiceDialog(title, [*choices, ("", _("no stage"))], chosen)
        self._host.push_screen(dialog, take)

    def _ask_day_applied(self) -> None:
        from jobtui.tui.dialogs.prompts import LineDialog

        def take(text: str | None) -> None:
            if text is not None:
                self._staged(Stage.APPLIED, _day_typed(text))

        applied = self._marking.marks()[0].applied or date.today()
        dialog = LineDialog(_("When did you apply?"), day(applied), _wrong_day)
        self._host.push_screen(dialog, take)

    def _staged(self, stage: Stage | None, applied: date | None) -> None:
        """Ask when to follow up, if there is something to wait for, and set the stage."""

        def take(text: str | None) -> None:
            def change(mark: Mark) -> Mark:
                moved = at_stage(mark, stage, applied)
                # Esc: as it was
                return moved if text is None else moved._replace(followup=_day_typed(text))

            self._marking.change(change, _stage_told)

        if stage in WAITING:
            self._ask_followup(take)
        else:
            take(None)

    # --- follow-up -------------------------------------------------------------------------------

    def follow_up(self) -> None:
        """Ask when to be reminded of the posting."""

        def take(text: str | None) -> None:
            if text is not None:
                followup = _day_typed(text)
                self._marking.change(lambda mark: mark._replace(followup=followup), _followup_told)

        if self._marking.targets:
            self._ask_followup(take)

    def _ask_followup(self, take: Callable[[str | None], None]) -> None:
        from jobtui.tui.dialogs.prompts import LineDialog

        followup = self._marking.marks()[0].followup
        hint = _("{day}, 7d or tomorrow; empty: no reminder")
        hint = hint.format(day=day(date.today() + timedelta(7)))
        known = day(followup) if followup else ""
        title = self._title(_("Remind me of: {title}"))
        dialog = LineDialog(title, known, lambda text: text and _wrong_day(text), hint=hint)
        self._host.push_screen(dialog, take)

    # --- what was sent ---------------------------------------------------------------------------

    def sent(self) -> None:
        """Ask what was sent and to whom, and write it into the log."""
        if not (targets := self._marking.targets):
            return
        from jobtui.tui.dialogs.prompts import LineDialog

        def take(what: str | None) -> None:
            if what:
                to = targets[0].apply_to if len(targets) == 1 else ""
                dialog = LineDialog(_("To whom? (may be empty)"), to, lambda _text: "")
                self._host.push_screen(dialog, partial(self._log_sent, what))

        title = self._title(_("What did you send? {title}"))
        wrong = lambda text: "" if text else _("enter what you sent, such as CV and letter")  # noqa: E731
        self._host.push_screen(LineDialog(title, "", wrong), take)

    def _log_sent(self, what: str, to: str | None) -> None:
        from jobtui.marks.log import LogEntry, LogKind

        if to is not None:
            entry = LogEntry(date.today(), LogKind.SENT, what, to)
            self._marking.log(entry, _("Logged: {title}"))

    # --- labels ----------------------------------------------------------------------------------

    def label(self) -> None:
        """Ask for the labels of the posting; Tab completes those that were used before."""
        if not self._marking.targets:
            return
        from jobtui.marks.labels import labels_meant
        from jobtui.tui.dialogs.label_dialog import LabelDialog

        common = set.intersection(*(set(mark.labels) for mark in self._marking.marks()))

        def take(text: str | None) -> None:
            if text is not None:
                wanted = set(labels_meant(text))
                gone = common - wanted  # what only some of several have stays with these
                self._marking.change(
                    lambda mark: mark._replace(
                        labels=tuple(sorted(wanted | set(mark.labels) - gone))
                    ),
                    _label_told,
                )

        title = self._title(_("Labels of {title}"))
        known = self._session.library.user.labels()
        self._host.push_screen(LabelDialog(title, ", ".join(sorted(common)), known), take)

    # --- the log, and what is due ----------------------------------------------------------------

    def show_log(self) -> None:
        """Show the log, by day or by posting."""
        from jobtui.library.gone_postings import gone_postings, titled_log
        from jobtui.tui.dialogs.log_screen import LogScreen

        library = self._session.library
        followups, gone = library.user.followups(), gone_postings(library)
        self._host.push_screen(LogScreen(titled_log(library), followups, gone, date.today()))

    def _refreshed(self, trouble: str) -> None:
        """After the first look at the files tell once what is due."""
        if not (trouble or self._is_due_told):
            self._is_due_told = True
            self._host.run_worker(self._tell_due, group="due", exit_on_error=False)

    async def _tell_due(self) -> None:
        session = self._session
        if session.query is None or not session.library.user.has_marks:
            return
        due = await asyncio.to_thread(session.library.due, session.query.as_of)
        told = []
        if count := due.closing.bit_count():
            told.append(ngettext("{n} closes this week", "{n} close this week", count))
        if count := due.followup.bit_count():
            told.append(ngettext("{n} follow-up today", "{n} follow-ups today", count))
        if told:
            self._tell_later(", ".join(told))

    def _tell_later(self, text: str) -> None:
        """Tell it now, or when what is told now was there for a while."""
        if self._panes.footer.is_noticing:
            self._host.set_timer(_LATER, partial(self._tell_later, text))
        else:
            self._host.notice(text, _DUE_SHOWN)


def _day_typed(text: str) -> date | None:
    """Return the day that was typed, as it is shown or as one writes it; None for none."""
    from jobtui.search.date_ranges import day_meant

    return day_meant(text, date.today())


def _wrong_day(text: str) -> str:
    if _day_typed(text):
        return ""
    return _("enter a date such as {day}, tomorrow or -3d").format(day=day(date.today()))


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _stage_told(mark: Mark) -> str:
    from jobtui.postings.facets import value_text

    if mark.stage is None:
        return _("Stage removed: {title}")
    text = value_text("stage", mark.stage.value)
    if mark.stage is Stage.APPLIED and mark.applied:
        text = _("applied on {day}").format(day=day(mark.applied))
    return _literal(text) + ": {title}"


def _followup_told(mark: Mark) -> str:
    if mark.followup is None:
        return _("No follow-up: {title}")
    return _literal(_("follow up on {day}").format(day=day(mark.followup))) + ": {title}"


def _label_told(mark: Mark) -> str:
    if not mark.labels:
        return _("No labels: {title}")
    return _literal(", ".join(mark.labels)) + ": {title}"
