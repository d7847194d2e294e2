"""What was searched for, as it stands in the texts of the rows in view.

It comes when nothing was typed or moved for a moment: no key waits for it, and it is sent once.

results or cursor ─► timer ─► worker: read and search the texts ─► SnippetsFound ─► rows
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from jobtui.tui.messages import SnippetsFound

if TYPE_CHECKING:
    from textual.timer import Timer

    from jobtui.library.library import Library
    from jobtui.postings.model import Posting
    from jobtui.search.results import HitMarking
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session

_PAUSE = 0.25  # seconds without a key or an answer


class SnippetsController:
    """Finds snippets for the rows in view while words are searched for."""

    def __init__(self, session: Session, host: Host) -> None:
        self._session, self._list, self._host = session, session.panes.results, host
        self._timer: Timer | None = None
        session.results_shown.connect(self.wait)

    def wait(self) -> None:
        """Look for snippets in a moment, from now."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._marking is not None:
            self._timer = self._host.set_timer(_PAUSE, self._start)

    @property
    def _marking(self) -> HitMarking | None:
        """What is searched for; None where that are no words."""
        results = self._session.results
        return results.marking if results is not None and any(results.marking) else None

    def _start(self) -> None:
        marking, wanted = self._marking, self._list.without_snippet()
        if marking is not None and wanted:
            self._host.run_worker(
                partial(self._find, self._session.library, wanted, marking),
                thread=True,
                exclusive=True,
                group="snippets",
                exit_on_error=False,
            )

    def _find(self, library: Library, wanted: Sequence[Posting], marking: HitMarking) -> None:
        from jobtui.render.snippet import snippet
        from jobtui.text.highlight import spans_once

        highlight = partial(spans_once, terms=marking.terms, prefix=marking.prefixes)
        worker, found = get_current_worker(), {}
        for posting in wanted:
            if worker.is_cancelled:
                return
            found[posting.id] = snippet(library.body(posting).text, highlight, posting.title)
        self._host.post_message(SnippetsFound(marking, found))

    def found(self, message: SnippetsFound) -> None:
        """Show what was found, unless something else is searched for by now."""
        if message.marking == self._marking:
            self._list.show_snippets(message.snippets)
