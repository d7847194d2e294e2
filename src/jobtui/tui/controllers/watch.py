"""Noticing that files change: told by the system, or by looking at names, sizes and times.

a change ─► FilesChanged ─► RefreshController looks at the files and reads what changed
"""

from __future__ import annotations

from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from jobtui.tui.messages import FilesChanged

if TYPE_CHECKING:
    from jobtui.library.library import Library
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session

_FIRST = 2.0  # seconds until it begins: the start comes first
_LOOK = 3.0  # seconds between looks, where the system tells nothing
_SHARE = 100  # a look that takes a second is followed by a pause of so many: it costs 1 percent


class WatchController:
    """Watches the sources in a thread of its own, from the first look at the files on."""

    def __init__(self, session: Session, host: Host) -> None:
        self._session, self._host = session, host
        self._stop: Event | None = None
        session.refreshed.connect(self._refreshed)

    def _refreshed(self, _trouble: str) -> None:
        if self._stop is None:
            self._stop = Event()
            self._host.set_timer(_FIRST, self._begin)

    def _begin(self) -> None:
        if self._stop is not None and not self._stop.is_set():
            work = (self._session.library, self._stop)
            Thread(target=self._watch, args=work, name="watch", daemon=True).start()

    def stop(self) -> None:
        """Watch no longer; another look at files begins to watch again."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    def _watch(self, library: Library, stop: Event) -> None:
        from jobtui.external.file_watch import can_watch, changes

        paths = library.watched
        if can_watch(paths):
            for _change in changes(paths, stop):
                self._host.post_message(FilesChanged())
        self._look(library, stop)

    def _look(self, library: Library, stop: Event) -> None:
        """Look now and then whether anything changed, the less often the longer a look takes."""
        pause = _LOOK
        while not stop.wait(pause):
            begun = monotonic()
            if library.has_changed():
                self._host.post_message(FilesChanged())
            pause = max(_LOOK, _SHARE * (monotonic() - begun))
