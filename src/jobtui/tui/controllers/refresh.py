"""The files behind the browser: looked at in a worker, at the start and now and then.

a timer or a key ─► worker: refresh ─► RefreshFinished ─► notice, and the same query again
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from jobtui.files.shortage import told
from jobtui.i18n import _, ngettext, reason
from jobtui.search.snapshot import RefreshResult
from jobtui.tui.messages import RefreshFinished, RefreshProgressed
from jobtui.tui.styles import glyph

if TYPE_CHECKING:
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session

_FIRST = 0.2  # seconds until the first look: early keys come first
_LOOK_AGAIN = 300  # seconds between looks at the files
_LOOK_AT_DAY = 5  # seconds: it costs next to nothing, and timers stop while a machine sleeps
_LONGEST_PAUSE = 60  # seconds until files are looked at again that could not all be read
_PROGRESS = 0.1  # seconds between messages about progress


class RefreshController:
    """Looks for changed files, tells what it found, and begins the visit once all are read."""

    def __init__(self, session: Session, host: Host, rebuild: bool) -> None:
        self._session, self._panes, self._host = session, session.panes, host
        self._rebuild = rebuild  # the index, at the first look
        self.is_running = False
        self._again = False  # look once more when the look under way is done
        self._is_again_asked = False  # and tell what that finds
        self._sync_notes: Sequence[str] = ()  # of the last sync, until what it brought is told
        self.last_told = ""
        """What the last look found, if anything."""
        self._news = ""  # to tell after the first look, beside the keys to begin with
        self._pause = 1  # seconds until files are looked at again that could not all be read
        self._part: object = None  # the snapshot that is shown while files are read
        self._was_empty = session.library.is_empty  # before the look under way
        self._is_first_visit_told = False
        self._is_new_day = False
        self.has_news = False
        """Whether it is shown what appeared, changed or closed since the last visit."""
        session.file_edited.connect(self.reload)
        session.sync_started.connect(self._sync_started)
        session.sync_finished.connect(self._sync_finished)

    def begin(self) -> None:
        """After the first frame look for what changed, and again now and then."""
        refresh = partial(self.start, self._rebuild, False)
        if self._session.library.is_empty:
            self._host.call_after_refresh(refresh)
        else:
            self._host.set_timer(_FIRST, refresh)
        self._host.set_interval(_LOOK_AGAIN, self.look_again)
        self._host.set_interval(_LOOK_AT_DAY, self.look_at_day)

    def reset(self, news: str) -> None:
        """Look at the files of another library, then tell the *news*."""
        self._news = news
        self.is_running, self._part = False, None
        self._was_empty = self._session.library.is_empty
        self.start(self._rebuild, False)

    # --- reasons to look -------------------------------------------------------------------------

    def look_again(self) -> None:
        """Look at the files and at the day."""
        self._follow_day()
        self.start(False, False)

    def look_at_day(self) -> None:
        """Look at the files if another day has begun."""
        if self._follow_day():
            self.start(False, False)

    def reload_now(self) -> None:
        """Look at the files because the user asks for it."""
        self._host.notice(_("Reloading changed files…"))
        self._follow_day()
        self.start(False, True)

    def reload(self, asked: bool = False) -> None:
        """Look at the files, again if a look is under way; *asked*: tell the result in any case."""
        self._follow_day()
        self._again, self._is_again_asked = self.is_running, asked and self.is_running
        self.start(False, asked)

    def _sync_started(self) -> None:
        self.last_told = ""  # what was found before is not what this brings

    def _sync_finished(self, notes: Sequence[str]) -> None:
        self._sync_notes = notes
        self.reload(asked=True)

    def _follow_day(self) -> bool:
        """Ask as of today if another day has begun, here or where the clock was taken to."""
        time.tzset()
        today, session = date.today(), self._session
        if not session.follow_day or session.query is None or session.query.as_of == today:
            return False
        self._is_new_day = True  # what is new is compared with the new statuses, too
        session.change_query(as_of=today)
        return True

    # --- in the worker ---------------------------------------------------------------------------

    def start(self, rebuild: bool, asked: bool) -> None:
        """Look at the files in a worker, unless that is under way."""
        if not self.is_running:
            self.is_running, self._part = True, self._session.library.snapshot
            self._host.run_worker(
                partial(self._refresh, rebuild, asked),
                thread=True,
                group="refresh",
                exit_on_error=False,
            )

    def _refresh(self, rebuild: bool, asked: bool) -> None:
        last = 0.0
        worker = get_current_worker()

        def progress(done: int, total: int) -> None:
            nonlocal last
            if worker.is_cancelled:
                raise _CancelledError
            if (now := time.monotonic()) - last > _PROGRESS:
                last = now
                self._host.post_message(RefreshProgressed(done, total))

        try:
            change = self._session.library.refresh(rebuild, progress)
            message = RefreshFinished(change, "", asked, self._visit())
        except _CancelledError:
            return
        except OSError as error:
            text = _("Cannot write the index: {why}")
            message = RefreshFinished(RefreshResult(), text.format(why=reason(error)), asked)
        except Exception as error:
            text = _("Cannot read the files: {why}")
            why = told(error) or f"{type(error).__name__}: {error}"
            message = RefreshFinished(RefreshResult(), text.format(why=why), asked)
        self._host.post_message(message)

    def _visit(self) -> bool:
        """Begin the visit once all is read; return whether anything is new."""
        session = self._session
        if session.is_visiting or not session.follow_day:
            return False
        visit = session.library.user.visit(date.today())
        session.is_visiting = visit is not None
        return visit is not None and any(visit)

    # --- what it found ---------------------------------------------------------------------------

    def progressed(self, message: RefreshProgressed) -> None:
        """Show how far it is, and the postings that are read so far."""
        library = self._session.library
        self._panes.results.show_building(message.done, message.total)
        if library.is_empty or message.done >= message.total:
            return
        self._session.reading = (message.done, message.total)
        self._session.read_on.emit()
        if library.snapshot is not self._part:
            self._part = library.snapshot
            self._session.part_read.emit()

    def finished(self, message: RefreshFinished) -> None:
        """Tell what was found, and have the query answered again if that matters."""
        session, library = self._session, self._session.library
        is_another = library.snapshot is not self._part
        self.is_running, self._part = False, None
        session.reading = (0, 0)
        results_list = self._panes.results
        results_list.building, results_list.failure = (0, 0), message.error or library.fault()
        if library.is_empty and not results_list.failure:  # such as that another one builds it
            results_list.failure = message.change.notice
        self._pause = min(2 * self._pause, _LONGEST_PAUSE) if message.error else 1
        change = message.change
        self._tell(message)
        self.last_told = _summary(change) if change else ""
        if self._news or self._was_empty:
            self._panes.hint_first_keys(self._news)
        self._was_empty, self._news = False, ""
        self.has_news = self.has_news or message.has_news
        has_none = session.results is None or not session.results.total
        is_new_day, self._is_new_day = self._is_new_day, False
        if change or is_another or message.has_news or has_none or is_new_day:
            session.postings_changed.emit()
        self._tell_first_visit()
        trouble = message.error or change.notice
        session.refreshed.emit(trouble)
        if not trouble:
            self.look_at_day()
        if self._again:
            self.reload(self._is_again_asked)
        if not library.is_whole:  # another process builds the index: look again soon
            self._host.set_timer(self._pause, partial(self.start, False, False))

    def _tell(self, message: RefreshFinished) -> None:
        """Tell what a look found, together with the notes of the sync before it."""
        change = message.change
        text = message.error or change.notice
        if text and text == self._panes.results.failure and self._session.library.is_empty:
            return  # it stands in the list
        has_news = bool(change) and not self._was_empty  # that all are new need not be told
        if not text and self._session.results is not None and (has_news or message.asked):
            # A look that was asked for while another found something tells what that one found.
            text = _summary(change) if change or not self.last_told else self.last_told
        if not text:
            return
        notes, self._sync_notes = self._sync_notes, ()
        texts = (text, *notes) if change else (*notes, text)
        self._host.notice(glyph("dot").join(texts), 15 if notes else 8)

    def _tell_first_visit(self) -> None:
        """If the query asks what is new, tell once why nothing is at the first visit."""
        session = self._session
        if session.is_visiting and not self._is_first_visit_told and session.query is not None:
            self._is_first_visit_told = True
            if session.library.user.is_first_visit and session.query.asks_for_news:
                text = _("First visit recorded; new postings will be reported from now on.")
                self._host.notice(text)


class _CancelledError(BaseException):
    """The browser quits while it reads files; what is read already stays in the cache."""


def _summary(change: RefreshResult) -> str:
    parts = []
    if change.added:
        parts.append(ngettext("{n} new", "{n} new", change.added))
    if change.changed:
        parts.append(ngettext("{n} changed", "{n} changed", change.changed))
    if change.closed:
        parts.append(ngettext("{n} closed", "{n} closed", change.closed))
    if change.reopened:
        parts.append(ngettext("{n} reopened", "{n} reopened", change.reopened))
    if change.removed:
        parts.append(ngettext("{n} removed", "{n} removed", change.removed))
    if change.read:
        parts.append(ngettext("{n} posting read", "{n} postings read", change.read))
    return ", ".join(parts) or _("Nothing has changed.")
