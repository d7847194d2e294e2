"""The history of the selected posting's file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from jobtui.i18n import _

if TYPE_CHECKING:
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session


class HistoryController:
    """Opens the list of the commits that changed a posting's file."""

    def __init__(self, session: Session, host: Host) -> None:
        self._session, self._panes, self._host = session, session.panes, host

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
