"""What postings were: the history of a file, and what the user follows and is gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from weakref import ref

from jobtui.i18n import _, ngettext
from jobtui.keymap.bindings import key_hint

if TYPE_CHECKING:
    from jobtui.search.query import Query
    from jobtui.search.snapshot import Snapshot
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session


class HistoryController:
    """Opens the list of the commits that changed a posting's file, and that of gone postings."""

    def __init__(self, session: Session, host: Host) -> None:
        self._session, self._panes, self._host = session, session.panes, host
        self._is_gone_told = False
        self._looked_at: Callable[[], Snapshot | None] = lambda: None  # in which none was gone
        session.results_shown.connect(self._results_shown)

    def show(self) -> None:
        """Show the history of the selected posting's file, if it is in a git repository."""
        from jobtui.library import posting_history
        from jobtui.text.printable import printable

        posting = self._panes.results.selected
        if posting is None:
            self._host.notice(_("No posting selected."), 4)
            return
        place = posting_history.place_of(posting.path, self._session.library.sources)
        if place is None:
            self._host.notice(_("This posting is not in a git repository."))
            return
        from jobtui.tui.dialogs.history_screen import HistoryScreen

        title = _("History: {title}").format(title=printable(posting.title))
        fetch = partial(posting_history.history_of, posting.path, place)
        self._host.push_screen(HistoryScreen(title, fetch))

    def show_gone(self) -> None:
        """Show what the user follows and is gone; the texts of it are kept."""
        from jobtui.library.gone_postings import gone_postings

        gone = gone_postings(self._session.library)
        if not gone:
            self._host.notice(_("Nothing that you starred or applied for is gone."))
            return
        from jobtui.tui.dialogs.gone_screen import GoneScreen

        self._host.push_screen(GoneScreen(gone))

    def _results_shown(self) -> None:
        """Tell once how many of those that are starred are gone, where these are asked for."""
        results = self._session.results
        if self._is_gone_told or results is None or not _asks_for_followed(results.query):
            return
        snapshot = self._session.library.snapshot
        if self._looked_at() is snapshot:  # no key looks for them again
            return
        from jobtui.library.gone_postings import gone_postings

        self._looked_at = ref(snapshot)
        if count := len(gone_postings(self._session.library)):
            self._is_gone_told = True
            told = ngettext("{n} posting is gone", "{n} postings are gone", count)
            self._host.notice(_("{text}: {key} shows them").format(text=told, key=key_hint("gone")))


def _asks_for_followed(query: Query) -> bool:
    """Whether a question is about what the user starred or applied for."""
    return bool(query.values("mark") or query.values("stage"))
