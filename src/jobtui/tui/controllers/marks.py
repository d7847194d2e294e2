"""The keys for marks: star, seen, hidden, note; and what other sessions mark."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _
from jobtui.marks.model import Mark, starred
from jobtui.postings.model import Posting
from jobtui.tui.too_small import is_too_small

if TYPE_CHECKING:
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.controllers.marking import Marking
    from jobtui.tui.session import Session

_SEEN_AFTER = 2.0  # seconds that a text is looked at
_LOOK_ELSEWHERE = 5.0  # seconds between looks for what other sessions have marked


class _Viewed(NamedTuple):
    """The text that is looked at, and since when (monotonic seconds)."""

    path: str = ""
    since: float = 0.0


class MarksController:
    """Marks the selected posting, and takes over what other sessions mark."""

    def __init__(self, session: Session, host: Host, marking: Marking) -> None:
        self._session, self._panes, self._host = session, session.panes, host
        self._marking = marking
        self._is_reloaded = False  # others have marked, which is not shown yet
        self._kept_unseen: set[str] = set()  # paths of what the user made unseen
        self.viewed = _Viewed()
        self._is_timing = False
        self._last_notice = ""  # about marks that could not be saved
        session.posting_shown.connect(self._posting_shown)
        session.refreshed.connect(self._refreshed)

    def begin(self) -> None:
        """Look now and then for what other sessions have marked."""
        self._host.set_interval(_LOOK_ELSEWHERE, self.look_elsewhere)

    # --- the keys --------------------------------------------------------------------------------

    def toggle_star(self) -> None:
        """Star the postings, or if all have one remove their stars."""
        self._marking.change_together(
            starred,
            lambda mark: _("Starred: {title}") if mark.star else _("Unstarred: {title}"),
        )

    def toggle_hidden(self) -> None:
        """Hide the postings, or if all are hidden show them again."""
        # Read now: if the key is pressed twice, the second must not undo the first.
        hidden = not all(mark.hidden for mark in self._marking.marks())
        self._marking.change(
            lambda mark: mark._replace(hidden=hidden),
            lambda mark: (
                _("Hidden: {title} (U undoes it; is:hidden lists them)")
                if mark.hidden
                else _("Unhidden: {title}")
            ),
        )

    def toggle_seen(self) -> None:
        """Mark the postings as seen or not seen; as unseen they stay while they are shown."""
        seen = not all(mark.seen for mark in self._marking.marks())
        for posting in self._marking.targets:
            (self._kept_unseen.discard if seen else self._kept_unseen.add)(posting.path)
        self._marking.change(
            lambda mark: mark._replace(seen=seen),
            lambda mark: _("Seen: {title}") if mark.seen else _("Unseen: {title}"),
        )

    def edit_note(self) -> None:
        """Ask for a note on the selected posting."""
        posting = self._panes.results.selected
        if posting is None:
            return
        from jobtui.tui.dialogs.note_editor import NoteEditor

        def take(note: str | None) -> None:
            if note is not None:
                self._marking.change(lambda mark: mark._replace(note=note), _noted, [posting])

        title = _("Note about {title}").format(title=posting.title)
        note = self._session.library.user.mark_of(posting).note
        self._host.push_screen(NoteEditor(title, note), take)

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
        keep = partial(library.keep_text, posting)
        self._host.run_worker(keep, thread=True, group="texts", exit_on_error=False)
        if not library.user.notice and not library.user.mark_of(posting).seen:
            put = partial(self._marking.put, [posting], _seen)
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
            self._is_reloaded, self._marking.is_remarked = False, True
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


def _seen(marks: Sequence[Mark]) -> list[Mark]:
    return [mark._replace(seen=True) for mark in marks]


def _noted(mark: Mark) -> str:
    return _("Note saved: {title}") if mark.note else _("Note deleted: {title}")
