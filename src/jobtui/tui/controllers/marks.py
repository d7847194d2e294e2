"""The keys for marks: star, seen, hidden, note, stage; and what other sessions mark.

a key ─► change of a mark, in a thread ─► the same query again, with the marks as they are now
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _, day
from jobtui.marks.model import Mark, Stage, iso_day
from jobtui.postings.model import Posting
from jobtui.text.cells import cut
from jobtui.tui.too_small import is_too_small

if TYPE_CHECKING:
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session

_SEEN_AFTER = 2.0  # seconds that a text is looked at
_LOOK_ELSEWHERE = 5.0  # seconds between looks for what other sessions have marked
_TITLE = 40  # cells of a title in a notice
_MOST_UNDO = 100  # marks that can be undone

Change = Callable[[Mark], Mark]


class _Change(NamedTuple):
    """What a key has changed, so that it can be undone."""

    posting: Posting
    before: Mark
    after: Mark


class _Viewed(NamedTuple):
    """The text that is looked at, and since when (monotonic seconds)."""

    path: str = ""
    since: float = 0.0


class MarksController:
    """Marks the selected posting, and takes over what other sessions mark."""

    def __init__(self, session: Session, host: Host) -> None:
        self._session, self._panes, self._host = session, session.panes, host
        self._one_at_a_time = asyncio.Lock()
        self._undo: list[_Change] = []
        self._is_reloaded = False  # others have marked, which is not shown yet
        self._kept_unseen: set[str] = set()  # paths of what the user made unseen
        self.viewed = _Viewed()
        self._is_timing = False
        self._last_notice = ""  # about marks that could not be saved
        self.is_remarked = False
        """Whether other marks are shown than in the first frame."""
        session.posting_shown.connect(self._posting_shown)
        session.refreshed.connect(self._refreshed)

    def begin(self) -> None:
        """Look now and then for what other sessions have marked."""
        self._host.set_interval(_LOOK_ELSEWHERE, self.look_elsewhere)

    # --- the keys --------------------------------------------------------------------------------

    def toggle_star(self) -> None:
        """Star the posting, or remove its star."""
        self._mark_selected(
            lambda mark: mark._replace(star=not mark.star),
            lambda mark: _("Starred: {title}") if mark.star else _("Unstarred: {title}"),
        )

    def toggle_hidden(self) -> None:
        """Hide the posting, or show it again."""
        posting = self._panes.results.selected
        if posting is not None:
            # Read now: if the key is pressed twice, the second must not undo the first.
            hidden = self._session.library.user.mark_of(posting).hidden
            self._mark_selected(
                lambda mark: mark._replace(hidden=not hidden),
                lambda mark: (
                    _("Hidden: {title}. U undoes it; is:hidden lists hidden postings.")
                    if mark.hidden
                    else _("Unhidden: {title}")
                ),
            )

    def toggle_seen(self) -> None:
        """Mark the posting as seen or not seen; as unseen it stays while it is shown."""
        posting = self._panes.results.selected
        if posting is not None:
            seen = self._session.library.user.mark_of(posting).seen
            (self._kept_unseen.add if seen else self._kept_unseen.discard)(posting.path)
            self._mark_selected(
                lambda mark: mark._replace(seen=not seen),
                lambda mark: _("Seen: {title}") if mark.seen else _("Unseen: {title}"),
            )

    def edit_note(self) -> None:
        """Ask for a note on the posting."""
        posting = self._panes.results.selected
        if posting is None:
            return
        from jobtui.tui.dialogs.note_editor import NoteEditor

        def take(note: str | None) -> None:
            if note is not None:
                self._mark_posting(posting, lambda mark: mark._replace(note=note), _noted)

        title = _("Note about {title}").format(title=posting.title)
        note = self._session.library.user.mark_of(posting).note
        self._host.push_screen(NoteEditor(title, note), take)

    def choose_stage(self) -> None:
        """Ask how far the application has come."""
        posting = self._panes.results.selected
        if posting is None:
            return
        from jobtui.postings.facets import value_text
        from jobtui.tui.dialogs.prompts import ChoiceDialog

        def take(stage: str | None) -> None:
            if stage == Stage.APPLIED.value:
                self._ask_day(posting)
            elif stage is not None:
                self._set_stage(posting, Stage(stage) if stage else None, None)

        mark = self._session.library.user.mark_of(posting)
        choices = [(stage.value, value_text("stage", stage.value)) for stage in Stage]
        chosen = (mark.stage or Stage.INTERESTED).value
        title = _("Your application: {title}").format(title=posting.title)
        dialog = ChoiceDialog(title, [*choices, ("", _("no stage"))], chosen)
        self._host.push_screen(dialog, take)

    def _ask_day(self, posting: Posting) -> None:
        from jobtui.tui.dialogs.prompts import LineDialog

        def wrong(text: str) -> str:
            return "" if iso_day(text) else _("enter a date such as 2025-03-11")

        def take(text: str | None) -> None:
            if text is not None:
                self._set_stage(posting, Stage.APPLIED, iso_day(text))

        applied = self._session.library.user.mark_of(posting).applied or date.today()
        dialog = LineDialog(_("When did you apply?"), str(applied), wrong)
        self._host.push_screen(dialog, take)

    def _set_stage(self, posting: Posting, stage: Stage | None, applied: date | None) -> None:
        def change(mark: Mark) -> Mark:
            # The day stays when the stage moves on; without a stage there was no application.
            kept = (applied or mark.applied) if stage else None
            return mark._replace(stage=stage, applied=kept)

        self._mark_posting(posting, change, _staged)

    def undo(self) -> None:
        """Undo what the last key for marks did; later changes of other fields stay."""
        if not self._undo:
            self._host.notice(_("Nothing to undo."))
            return
        last = self._undo.pop()

        def change(mark: Mark) -> Mark:
            triples = zip(mark, last.before, last.after, strict=True)
            return Mark._make(before if before != after else now for now, before, after in triples)

        self._mark_posting(last.posting, change, lambda _mark: _("Undone: {title}"), is_undo=True)

    # --- changing a mark -------------------------------------------------------------------------

    def _mark_selected(self, change: Change, told: Callable[[Mark], str]) -> None:
        if (posting := self._panes.results.selected) is not None:
            self._mark_posting(posting, change, told)

    def _mark_posting(
        self, posting: Posting, change: Change, told: Callable[[Mark], str], is_undo: bool = False
    ) -> None:
        work = partial(self._mark, posting, change, told, is_undo)
        self._host.run_worker(work, group="marks", exit_on_error=False)

    async def _mark(
        self, posting: Posting, change: Change, told: Callable[[Mark], str], is_undo: bool
    ) -> None:
        """Change a mark and tell it; one after the other, in the order of the keys."""
        changed = await self._put(posting, change)
        if not is_undo and changed.before != changed.after:
            self._undo = [*self._undo[1 - _MOST_UNDO :], changed]
        if is_undo:
            self._panes.results.go_back_to = posting
        text = told(changed.after).format(title=cut(posting.title, _TITLE, "…"))
        self._host.notice(self._session.library.user.notice or text)
        self._session.marks_changed.emit()

    async def _put(self, posting: Posting, change: Change) -> _Change:
        session = self._session
        user = session.results.user if session.results is not None else None
        has_facet = user is not None and user.is_used("mark")

        def put() -> _Change:  # it may take a second while another session writes
            before = session.library.user.mark_of(posting)
            after = change(before)
            session.library.user.put_mark(posting, after)
            if not has_facet or before._replace(seen=after.seen) != after:
                self.is_remarked = True
            return _Change(posting, before, after)

        async with self._one_at_a_time:
            return await asyncio.to_thread(put)

    # --- seen ------------------------------------------------------------------------------------

    def _posting_shown(self, posting: Posting | None) -> None:
        """Begin to count how long a text is looked at."""
        path = posting.path if posting is not None else ""
        if path != self.viewed.path:
            self._kept_unseen.discard(self.viewed.path)
            self.viewed = _Viewed(path, monotonic())
        if path and not self._is_timing:
            self._is_timing = True
            self._host.set_timer(_SEEN_AFTER, self.check_viewed)

    def check_viewed(self) -> None:
        """Mark as seen what was looked at for a while; if it was not, look again later."""
        self._is_timing = False
        rest = self.viewed.since + _SEEN_AFTER - monotonic()
        if rest > 0:
            self._is_timing = True
            self._host.set_timer(rest, self.check_viewed)
        elif self._panes.is_shown(self._panes.detail) and not is_too_small(self._host.size):
            self.mark_seen(self._panes.detail.posting)

    def mark_seen(self, posting: Posting | None) -> None:
        """Mark a posting as seen without asking again: nothing moves while one reads."""
        library = self._session.library
        is_sample = all(source.is_sample for source in library.sources)
        if posting is None or posting.path in self._kept_unseen or is_sample:
            return
        if not library.user.notice and not library.user.mark_of(posting).seen:
            put = partial(self._put, posting, lambda mark: mark._replace(seen=True))
            self._host.run_worker(put, group="marks", exit_on_error=False)

    # --- other sessions --------------------------------------------------------------------------

    def _refreshed(self, trouble: str) -> None:
        if not trouble:  # else its notice is to be read first
            self.look_elsewhere()

    def look_elsewhere(self) -> None:
        """Take over what other sessions have marked, and try to save what could not be saved."""
        self._host.run_worker(
            self._look_elsewhere, group="elsewhere", exclusive=True, exit_on_error=False
        )

    async def _look_elsewhere(self) -> None:
        await asyncio.to_thread(self._reload)
        if self._is_reloaded:
            self._is_reloaded, self.is_remarked = False, True
            self._session.marks_changed.emit()
        if self._session.library.user.notice:
            await asyncio.to_thread(self._session.library.user.save)
        self._tell_unsaved()

    def _reload(self) -> None:
        if self._session.library.user.reload():
            self._is_reloaded = True  # remembered even if the worker was cancelled meanwhile

    def _tell_unsaved(self) -> None:
        """Tell once that marks could not be saved, and once that they are."""
        notice = self._session.library.user.notice
        if notice != self._last_notice:
            self._host.notice(notice or _("All marks saved."))
        self._last_notice = notice


def _noted(mark: Mark) -> str:
    return _("Note saved: {title}") if mark.note else _("Note deleted: {title}")


def _staged(mark: Mark) -> str:
    from jobtui.postings.facets import value_text

    if mark.stage is None:
        return _("Stage removed: {title}")
    text = value_text("stage", mark.stage.value)
    if mark.stage is Stage.APPLIED and mark.applied:
        text = _("applied on {day}").format(day=day(mark.applied))
    return text.replace("{", "{{").replace("}", "}}") + ": {title}"
