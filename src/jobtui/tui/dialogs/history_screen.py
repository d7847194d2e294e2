"""The commits that changed a posting's file; Enter shows the words that one of them changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen
from textual.worker import get_current_worker

from jobtui.i18n import _, ngettext, percent
from jobtui.keymap.key_names import key_name
from jobtui.render.history_formats import revision_title, whole_change
from jobtui.tui.dialogs.box import Box
from jobtui.tui.dialogs.versions import VersionsScreen, difference_view, text_view
from jobtui.tui.widgets.bindings import leaving
from jobtui.tui.widgets.choice_lines import ChoiceLines

if TYPE_CHECKING:
    from jobtui.postings.revisions import FileHistory, Revision
    from jobtui.sources.git_process import Tell

_WIDTH = 100  # cells
_PROGRESS = 0.3  # seconds between two lines of progress: each is sent to the terminal

Fetch = Callable[["Tell"], "FileHistory"]


class HistoryScreen(ModalScreen[None]):
    """Fetches the history in a thread, which ends when the screen is left, and lists it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        leaving("history", "quit"),
    ]
    DEFAULT_CSS = """
    HistoryScreen, HistoryScreen:ansi { align: center middle; background: transparent; }
    """

    def __init__(self, title: str, fetch: Fetch) -> None:
        """List what *fetch* returns; it raises an exception with a line for the user."""
        super().__init__()
        self._title, self._fetch = title, fetch
        self._revisions: Sequence[Revision] = ()

    def compose(self) -> ComposeResult:
        """Yield the box with the commits and the keys."""
        ways = [(key_name("enter"), _("what changed")), (key_name("escape"), _("back"))]
        yield Box(self._title, [ChoiceLines((), [_("Fetching the history…")])], ways, _WIDTH)

    def on_mount(self) -> None:
        """Focus the list, and begin to fetch."""
        self._lines.focus()
        self.run_worker(self._run, thread=True, group="history", exit_on_error=False)

    @property
    def _lines(self) -> ChoiceLines:
        return self.query_one(ChoiceLines)

    def _run(self) -> None:
        worker, last = get_current_worker(), 0.0

        def tell(text: str, share: float) -> None:
            nonlocal last
            if worker.is_cancelled:
                raise _LeftError
            if (now := time.monotonic()) - last > _PROGRESS:
                last = now
                self.app.call_later(self._show, (), [f"{text} {percent(share)}"])

        try:
            found = self._fetch(tell)
        except _LeftError:
            return
        except Exception as error:  # whatever it is, the screen says so
            self.app.call_later(self._show, (), [str(error) or type(error).__name__])
            return
        notes = [] if found.is_whole else [_("There may be older changes.")]
        if not found.revisions:
            notes = [_("No commit has changed this file yet.")]
        self.app.call_later(self._show, found.revisions, notes)

    def _show(self, revisions: Sequence[Revision], notes: list[str]) -> None:
        """Show what was fetched, unless the screen was left meanwhile."""
        if self.is_attached:
            self._revisions = revisions
            self._lines.show(list(map(revision_title, revisions)), notes)
            if revisions:
                count = len(revisions)
                told = ngettext("{n} change", "{n} changes", count)
                self.query_one(Box).show_title(f"{self._title} · {told}")

    def on_choice_lines_chosen(self, message: ChoiceLines.Chosen) -> None:
        """Show what a commit changed."""
        one = self._revisions[message.number]
        title = revision_title(one)
        views = [difference_view(title, one.before, one.after, whole_change(one))]
        if one.after:
            views.append(text_view(title, one.after))
        self.app.push_screen(VersionsScreen(views))


class _LeftError(BaseException):
    """The screen was left, or the user quits."""
