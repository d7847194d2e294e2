"""The keys for marks: star, seen, hidden, note, stage; and what has to be said of them.

a key ─► change of a mark, in a thread ─► the same question again, with the marks as they are now
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from textual import on

from jobtui.i18n import _, day
from jobtui.library.library import Library
from jobtui.marks.model import Mark, Stage, iso_day
from jobtui.postings.model import Posting
from jobtui.search.query import Query
from jobtui.text.cells import cut
from jobtui.tui.controllers.saved_searches import SavedKeys
from jobtui.tui.controllers.search import MOMENT
from jobtui.tui.messages import Chosen
from jobtui.tui.too_small import is_too_small

if TYPE_CHECKING:
    from jobtui.config.settings import Settings

_SEEN_AFTER = 2.0  # seconds that a text is looked at
_LOOK_ELSEWHERE = 5.0  # seconds between looks for what other sessions have marked
_TITLE = 40  # cells of a title in a notice

Change = Callable[[Mark], Mark]


class _Done(NamedTuple):
    """What a key has changed, so that it can be taken back."""

    posting: Posting
    before: Mark
    after: Mark


class MarkingKeys(SavedKeys):
    """Marks the selected posting, and takes in what other sessions mark."""

    def __init__(self, library: Library, ask: Callable[[], Query], settings: Settings) -> None:
        super().__init__(library, ask, settings)
        self._one_at_a_time = asyncio.Lock()
        self._done: list[_Done] = []
        self._is_reloaded = False  # others have marked, which is not shown yet
        self._kept_unseen: set[str] = set()  # by the user's own hand, by path
        self._looked_at: tuple[str, float] = ("", 0.0)  # path of the text, and since when
        self._is_timing = False
        self._told_unsaved = ""
        self.is_remarked = False  # what is shown of marks is not what the first picture showed

    def begin_marking(self) -> None:
        """Take in now and then what other sessions have marked."""
        self.set_interval(_LOOK_ELSEWHERE, self._take_in)

    def action_star(self) -> None:
        """Give the posting a star, or take it back."""
        self._mark_selected(
            lambda mark: mark._replace(star=not mark.star),
            lambda mark: _("Starred: {title}") if mark.star else _("No star any more: {title}"),
        )

    def action_hide(self) -> None:
        """Hide the posting, or show it again."""
        posting = self._list.selected
        if posting is not None:
            # Read now: if the key is pressed twice, the second must not undo the first.
            hidden = self._library.user.mark_of(posting).hidden
            self._mark_selected(
                lambda mark: mark._replace(hidden=not hidden),
                lambda mark: (
                    _("Hidden: {title}. U brings it back, is:hidden lists what is hidden.")
                    if mark.hidden
                    else _("Shown again: {title}")
                ),
            )

    def action_seen(self) -> None:
        """Mark the posting as seen or not seen; what is made unseen stays so while it is shown."""
        posting = self._list.selected
        if posting is not None:
            seen = self._library.user.mark_of(posting).seen
            (self._kept_unseen.add if seen else self._kept_unseen.discard)(posting.path)
            self._mark_selected(
                lambda mark: mark._replace(seen=not seen),
                lambda mark: _("Seen: {title}") if mark.seen else _("Not seen: {title}"),
            )

    def action_note(self) -> None:
        """Write a note."""
        posting = self._list.selected
        if posting is None:
            return
        from jobtui.tui.dialogs.note_editor import NoteEditor

        def take(note: str | None) -> None:
            if note is not None:
                self._mark_posting(posting, lambda mark: mark._replace(note=note), _noted)

        title = _("Note on {title}").format(title=posting.title)
        self.app.push_screen(NoteEditor(title, self._library.user.mark_of(posting).note), take)

    def action_stage(self) -> None:
        """Say how far the application has come."""
        posting = self._list.selected
        if posting is None:
            return
        from jobtui.postings.facets import value_text
        from jobtui.tui.dialogs.prompts import ChoiceDialog

        def take(stage: str | None) -> None:
            if stage == Stage.APPLIED.value:
                self._ask_day(posting)
            elif stage is not None:
                self._put_stage(posting, Stage(stage) if stage else None, None)

        mark = self._library.user.mark_of(posting)
        choices = [(stage.value, value_text("stage", stage.value)) for stage in Stage]
        chosen = (mark.stage or Stage.INTERESTED).value
        title = _("How far is {title}?").format(title=posting.title)
        self.app.push_screen(ChoiceDialog(title, [*choices, ("", _("no stage"))], chosen), take)

    def _ask_day(self, posting: Posting) -> None:
        from jobtui.tui.dialogs.prompts import LineDialog

        def wrong(text: str) -> str:
            return "" if iso_day(text) else _("a day is written like 2025-03-11")

        def take(text: str | None) -> None:
            if text is not None:
                self._put_stage(posting, Stage.APPLIED, iso_day(text))

        applied = self._library.user.mark_of(posting).applied or date.today()
        self.app.push_screen(LineDialog(_("Applied on which day?"), str(applied), wrong), take)

    def _put_stage(self, posting: Posting, stage: Stage | None, applied: date | None) -> None:
        def change(mark: Mark) -> Mark:
            # The day stays when the stage moves on; who has no stage has not applied.
            kept = (applied or mark.applied) if stage else None
            return mark._replace(stage=stage, applied=kept)

        self._mark_posting(posting, change, _staged)

    def action_undo(self) -> None:
        """Take back what the last key for marks did."""
        if not self._done:
            self._footer.notice(_("There is no mark to take back."))
            return
        done = self._done.pop()

        def change(mark: Mark) -> Mark:
            triples = zip(mark, done.before, done.after, strict=True)
            return Mark._make(before if before != after else now for now, before, after in triples)

        self._mark_posting(
            done.posting, change, lambda _mark: _("Taken back: {title}"), is_undo=True
        )

    def _mark_selected(self, change: Change, told: Callable[[Mark], str]) -> None:
        if (posting := self._list.selected) is not None:
            self._mark_posting(posting, change, told)

    def _mark_posting(
        self, posting: Posting, change: Change, told: Callable[[Mark], str], is_undo: bool = False
    ) -> None:
        self.run_worker(
            self._marked(posting, change, told, is_undo), group="marks", exit_on_error=False
        )

    async def _marked(
        self, posting: Posting, change: Change, told: Callable[[Mark], str], is_undo: bool
    ) -> None:
        """Change a mark and tell it; one after the other, in the order of the keys."""
        before, after = await self._put(posting, change)
        if not is_undo and before != after:
            self._done = [*self._done[-99:], _Done(posting, before, after)]
        if is_undo:
            self._list.go_back_to = posting
        text = told(after).format(title=cut(posting.title, _TITLE, "…"))
        self._footer.notice(self._library.user.notice or text)
        self._ask_again()

    async def _put(self, posting: Posting, change: Change) -> tuple[Mark, Mark]:
        user = self._results.user if self._results is not None else None
        has_facet = user is not None and user.is_used("mark")

        def put() -> tuple[Mark, Mark]:  # it may take a second while another session writes
            before = self._library.user.mark_of(posting)
            after = change(before)
            self._library.user.put_mark(posting, after)
            if not has_facet or before._replace(seen=after.seen) != after:
                self.is_remarked = True
            return before, after

        async with self._one_at_a_time:
            return await asyncio.to_thread(put)

    def _ask_again(self) -> None:
        """Ask the same question, with the marks as they are now."""
        if self.query_asked is not None:
            self._start_search(self.query_asked)
        self.count_saved()

    def _show_detail(self, posting: Posting | None, moment: float = MOMENT) -> None:
        """Show a text; begin to count how long it is looked at."""
        super()._show_detail(posting, moment)
        path = posting.path if posting is not None else ""
        if path != self._looked_at[0]:
            self._kept_unseen.discard(self._looked_at[0])
            self._looked_at = path, monotonic()
        if path and not self._is_timing:
            self._is_timing = True
            self.set_timer(_SEEN_AFTER, self._see)

    def _see(self) -> None:
        """Mark as seen what was looked at for a while; look again later if it was shown since."""
        self._is_timing = False
        rest = self._looked_at[1] + _SEEN_AFTER - monotonic()
        if rest > 0:
            self._is_timing = True
            self.set_timer(rest, self._see)
        elif self._is_seen(self._detail) and not is_too_small(self.size):
            self._see_now(self._detail.posting)

    @on(Chosen)
    def _read_in_full(self) -> None:
        self._see_now(self._list.selected)

    def _see_now(self, posting: Posting | None) -> None:
        """Mark a posting as seen, without a new answer: nothing moves under the eyes."""
        if posting is None or posting.path in self._kept_unseen or self._is_sample:
            return
        if not self._library.user.notice and not self._library.user.mark_of(posting).seen:
            put = self._put(posting, lambda mark: mark._replace(seen=True))
            self.run_worker(put, group="marks", exit_on_error=False)

    @property
    def _is_sample(self) -> bool:
        return all(source.is_sample for source in self._library.sources)

    def _take_in(self) -> None:
        self.run_worker(self._taken_in(), group="elsewhere", exclusive=True, exit_on_error=False)

    async def _taken_in(self) -> None:
        await asyncio.to_thread(self._reload_marks)
        if self._is_reloaded:
            self._is_reloaded, self.is_remarked = False, True
            self._ask_again()
        if self._library.user.notice:
            await asyncio.to_thread(self._library.user.save)
        self._tell_unsaved()

    def _reload_marks(self) -> None:
        if self._library.user.reload():
            self._is_reloaded = True  # also if nobody waits for it any more

    def _tell_unsaved(self) -> None:
        """Tell once what the user has to know of their marks."""
        notice = self._library.user.notice
        if notice != self._told_unsaved:
            self._footer.notice(notice or _("All marks are saved."))
        self._told_unsaved = notice


def _noted(mark: Mark) -> str:
    return _("Noted: {title}") if mark.note else _("No note any more: {title}")


def _staged(mark: Mark) -> str:
    from jobtui.postings.facets import value_text

    if mark.stage is None:
        return _("No stage any more: {title}")
    said = value_text("stage", mark.stage.value)
    if mark.stage is Stage.APPLIED and mark.applied:
        said = _("applied on {day}").format(day=day(mark.applied))
    return said.replace("{", "{{").replace("}", "}}") + ": {title}"
