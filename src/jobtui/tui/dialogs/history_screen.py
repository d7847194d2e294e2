"""The commits that changed a posting's file; Enter shows the words that one of them changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import ModalScreen
from textual.worker import get_current_worker

from jobtui.i18n import _, ngettext, percent
from jobtui.keymap.bindings import action_named
from jobtui.keymap.key_names import key_name
from jobtui.render.history_formats import revision_title, whole_change
from jobtui.text.cells import cut, padded
from jobtui.tui.dialogs.box import Box
from jobtui.tui.dialogs.difference_screen import DifferenceScreen
from jobtui.tui.widgets.bindings import bindings
from jobtui.tui.widgets.cursor import Cursor
from jobtui.tui.widgets.line_view import LineView, Piece

if TYPE_CHECKING:
    from jobtui.postings.revisions import FileHistory, Revision
    from jobtui.sources.git_process import Tell

_WIDTH = 100  # cells
_PROGRESS = 0.3  # seconds between two lines of progress: each is sent to the terminal

Fetch = Callable[["Tell"], "FileHistory"]


class RevisionLines(LineView):
    """A line for each commit; until they are there, what is being done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("move"),
        Binding("enter,l,right", "choose", show=False),
    ]

    class Chosen(Message):
        """A commit was chosen."""

        def __init__(self, revision: Revision) -> None:
            super().__init__()
            self.revision = revision

    def __init__(self) -> None:
        super().__init__(id="revisions")
        self.cursor: Cursor = Cursor(self)
        self._revisions: Sequence[Revision] = ()
        self._notes: list[str] = [_("Fetching the history…")]

    def show(self, revisions: Sequence[Revision], notes: list[str]) -> None:
        """Show commits, and lines below them."""
        self._revisions, self._notes = revisions, notes
        self.forget()
        self.refresh(layout=True)

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._revisions) + len(self._notes)

    @property
    def items(self) -> int:
        """How many commits there are; one line without any is an item as well."""
        return max(1, len(self._revisions))

    def lines_of(self, item: int) -> range:
        """Return the line of a commit."""
        return range(item, item + 1)

    def item_of(self, line: int) -> int:
        """Return the commit of a line."""
        return min(line, self.items - 1)

    def line(self, number: int, width: int) -> Sequence[Piece]:
        """Return one line; that of the commit under the cursor stands out."""
        at = number - len(self._revisions)
        if at >= 0:
            return [(padded(f" {cut(self._notes[at], width - 1, '…')}", width), "dim")]
        text = padded(f" {cut(revision_title(self._revisions[number]), width - 2, '…')}", width)
        return [(text, "cursor" if number == self.cursor.item else "")]

    def action_choose(self) -> None:
        """Choose the commit under the cursor."""
        if self._revisions:
            self.post_message(self.Chosen(self._revisions[self.cursor.item]))

    def on_click(self, event: events.Click) -> None:
        """Choose the commit that was clicked."""
        event.stop()
        if (item := self.item_at(event.y)) is not None:
            self.cursor.move_to(item)
            self.action_choose()


class HistoryScreen(ModalScreen[None]):
    """Fetches the history in a thread, which ends when the screen is left, and lists it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            ",".join(["escape", *(k for n in ("history", "quit") for k in action_named(n).keys)]),
            "dismiss",
            show=False,
        ),
    ]
    DEFAULT_CSS = """
    HistoryScreen, HistoryScreen:ansi { align: center middle; background: transparent; }
    """

    def __init__(self, title: str, fetch: Fetch) -> None:
        """List what *fetch* returns; it raises an exception with a line for the user."""
        super().__init__()
        self._title, self._fetch = title, fetch

    def compose(self) -> ComposeResult:
        """Yield the box with the commits and the keys."""
        ways = [(key_name("enter"), _("what changed")), (key_name("escape"), _("back"))]
        yield Box(self._title, [RevisionLines()], ways, _WIDTH)

    def on_mount(self) -> None:
        """Focus the list, and begin to fetch."""
        self._lines.focus()
        self.run_worker(self._run, thread=True, group="history", exit_on_error=False)

    @property
    def _lines(self) -> RevisionLines:
        return self.query_one(RevisionLines)

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
            self._lines.show(revisions, notes)
            if revisions:
                count = len(revisions)
                told = ngettext("{n} change", "{n} changes", count)
                self.query_one(Box).show_title(f"{self._title} · {told}")

    def on_revision_lines_chosen(self, message: RevisionLines.Chosen) -> None:
        """Show what a commit changed."""
        revision = message.revision
        texts = (revision.before, revision.after)
        screen = DifferenceScreen(revision_title(revision), *texts, whole_change(revision))
        self.app.push_screen(screen)


class _LeftError(BaseException):
    """The screen was left, or the user quits."""
