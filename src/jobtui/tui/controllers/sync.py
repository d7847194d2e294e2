"""Fetches the git sources and feeds in a thread; the browser stays usable meanwhile."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from jobtui.i18n import _, percent
from jobtui.keymap.bindings import key_hint
from jobtui.tui.messages import SyncFinished, SyncProgressed

if TYPE_CHECKING:
    from textual.worker import Worker

    from jobtui.sources.feeds import Feed
    from jobtui.sources.folders import Source
    from jobtui.sources.repositories import Repository
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session

_PATIENCE = 60  # seconds to wait for another process that fetches the same repository
_PROGRESS = 0.3  # seconds between two lines of progress: each is sent to the terminal


class SyncController:
    """Fetches one repository after the other. A git process ends with the thread's work."""

    def __init__(self, session: Session, host: Host) -> None:
        self._session, self._host = session, host
        self._worker: Worker[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether something is being fetched, and was not cancelled."""
        return self._worker is not None

    def start(self) -> None:
        """Begin to fetch the sources that are repositories or feeds, unless that is under way."""
        if self._worker is not None:
            return
        addresses = _addresses(self._session.library.sources)
        if not addresses:
            text = _("Nothing to fetch: no source is a git repository or a feed.")
        else:
            text = _("Fetching new postings…")
            self._worker = self._host.run_worker(
                partial(self._fetch, addresses), thread=True, group="fetch", exit_on_error=False
            )
        self._host.notice(text)
        self._session.sync_started.emit()

    def step_back(self) -> bool:
        """Cancel what is under way; return False if nothing is."""
        if self._worker is None:
            return False
        self.cancel()
        self._host.notice(_("Cancelled."), 4)
        return True

    def cancel(self) -> None:
        """Cancel what is under way."""
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None

    def progressed(self, message: SyncProgressed) -> None:
        """Show how far it is."""
        if self.is_running:
            text = _("{text}  ({key} cancels)")
            self._host.notice(text.format(text=message.text, key=key_hint("back")))

    def finished(self, message: SyncFinished) -> None:
        """Be ready to start again, and have the new files read."""
        if self.is_running:  # else it was cancelled in the same moment
            self._worker = None
            self._session.sync_finished.emit(message.notes)

    def _fetch(self, addresses: Sequence[Repository | Feed]) -> None:
        from datetime import date

        from jobtui.sources import feed_sync, report, sync
        from jobtui.sources.feeds import Feed, FeedError
        from jobtui.sources.git_workspace import SyncError

        worker, last = get_current_worker(), 0.0

        def tell(text: str, share: float) -> None:
            nonlocal last
            if worker.is_cancelled:
                raise _CancelledError
            if (now := time.monotonic()) - last > _PROGRESS:
                last = now
                self._host.post_message(SyncProgressed(f"{text} {percent(share)}"))

        notes: list[str] = []
        try:
            for one in addresses:
                try:
                    if isinstance(one, Feed):
                        feed_sync.sync(one, date.today(), tell, _PATIENCE)
                    else:
                        done = sync.sync(one, tell, patience=_PATIENCE)
                        notes.extend(report.left_out(done))
                except (SyncError, FeedError) as error:
                    notes.append(str(error))
        except _CancelledError:
            return
        except Exception as error:  # whatever it is, the key must work again
            notes.append(f"{type(error).__name__}: {error}")
        if not worker.is_cancelled:
            self._host.post_message(SyncFinished(notes))


class _CancelledError(BaseException):
    """The user has cancelled the fetch, or quits."""


def _addresses(sources: Sequence[Source]) -> list[Repository | Feed]:
    """Return those of *sources* that are repositories or feeds: their root is an address."""
    from jobtui.sources.addresses import is_address, is_feed
    from jobtui.sources.feeds import feed_of
    from jobtui.sources.repositories import repository_of

    found = (source.root for source in sources if is_address(source.root))
    return [feed_of(root) if is_feed(root) else repository_of(root) for root in found]
