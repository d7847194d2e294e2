"""Brings the git sources up to date while the browser goes on."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from jobtui.i18n import _, percent
from jobtui.tui.messages import Fetched, FetchTold

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.worker import Worker

    from jobtui.sources.folders import Source
    from jobtui.sources.repositories import Repository

_PATIENCE = 60  # seconds that another may take who fetches the same
_OFTEN = 0.3  # seconds between two lines about how far it is: each is sent to the terminal


class Fetching:
    """Fetches in a thread; *screen* hears of it by messages. Git ends with the thread's work."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._worker: Worker[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether something is being fetched, and was not given up."""
        return self._worker is not None

    def start(self, sources: Sequence[Source]) -> str:
        """Begin to fetch those of *sources* that are repositories; return what to tell."""
        if self._worker is not None:
            return ""
        repositories = _repositories(sources)
        if not repositories:
            return _("No source is a git repository: there is nothing to fetch.")
        fetch = partial(self._run, repositories)
        self._worker = self._screen.run_worker(
            fetch, thread=True, group="fetch", exit_on_error=False
        )
        return _("Asking for the newest postings…")

    def give_up(self) -> bool:
        """End what is under way; return whether there was anything."""
        if self._worker is None:
            return False
        self._worker.cancel()
        self._worker = None
        return True

    def done(self) -> None:
        """Be ready to start again."""
        self._worker = None

    def _run(self, repositories: Sequence[Repository]) -> None:
        from jobtui.sources import report, sync

        worker, last = get_current_worker(), 0.0

        def tell(text: str, share: float) -> None:
            nonlocal last
            if worker.is_cancelled:
                raise _GivenUpError
            if (now := time.monotonic()) - last > _OFTEN:
                last = now
                self._screen.post_message(FetchTold(f"{text} {percent(share)}"))

        notes: list[str] = []
        try:
            for repository in repositories:
                try:
                    done = sync.sync(repository, tell, patience=_PATIENCE)
                    notes.extend(report.left_out(done))
                except sync.SyncError as error:
                    notes.append(str(error))
        except _GivenUpError:
            return
        except Exception as error:  # whatever it is, the key is to work again
            notes.append(f"{type(error).__name__}: {error}")
        if not worker.is_cancelled:
            self._screen.post_message(Fetched(notes))


class _GivenUpError(BaseException):
    """Nobody waits for it any more."""


def _repositories(sources: Sequence[Source]) -> list[Repository]:
    """Return those of *sources* that are repositories; they are named by their addresses."""
    from jobtui.sources.repositories import is_address, repository_of

    return [repository_of(source.root) for source in sources if is_address(source.root)]
