"""The browser's one screen: it makes the panes and the controllers, and passes on what happens.

What an action does is told by the table in `keymap.actions`; how, by the controller it calls (see
`screen_actions`).
"""
# ruff: noqa: D102 - see above

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input

from jobtui.config.settings import Settings
from jobtui.i18n import _
from jobtui.keymap.bindings import action_named, key_hint
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.tui import messages
from jobtui.tui.controllers.application import ApplicationController
from jobtui.tui.controllers.export import ExportController
from jobtui.tui.controllers.find import FindController
from jobtui.tui.controllers.history import HistoryController
from jobtui.tui.controllers.marking import Marking
from jobtui.tui.controllers.marks import MarksController
from jobtui.tui.controllers.posting_actions import PostingActions
from jobtui.tui.controllers.preview import PreviewController
from jobtui.tui.controllers.quit import QuitController
from jobtui.tui.controllers.refresh import RefreshController
from jobtui.tui.controllers.saved_searches import SavedSearchesController
from jobtui.tui.controllers.search import SearchController
from jobtui.tui.controllers.snippets import SnippetsController
from jobtui.tui.controllers.sync import SyncController
from jobtui.tui.controllers.watch import WatchController
from jobtui.tui.panes import Panes
from jobtui.tui.prompt_screen import PromptScreen
from jobtui.tui.screen_actions import ScreenActions
from jobtui.tui.session import Session
from jobtui.tui.terminal.driver import driver_of
from jobtui.tui.themes import ThemeError, find
from jobtui.tui.widgets.bindings import bindings
from jobtui.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.dialogs.text_screens import Overlay

Answer = TypeVar("Answer")

_CHANGING = ("search", "counts", "marks")  # groups of workers that change what is shown


class BrowserScreen(ScreenActions, PromptScreen, inherit_bindings=False):
    """Composes panes and controllers; `action_x` is the action x of the table."""

    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("")]

    def __init__(
        self,
        library: Library,
        first_query: Callable[[], Query],
        rebuild: bool,
        follow_day: bool,
        settings: Settings,
    ) -> None:
        super().__init__()
        self.panes = Panes(self, settings)
        self.session = Session(library, first_query, settings, self.panes, follow_day)
        host: Host = self
        self.preview = PreviewController(self.session, host)
        self.search = SearchController(self.session, host)
        self.snippets = SnippetsController(self.session, host)
        self.saved_searches = SavedSearchesController(self.session, host)
        self.marking = Marking(self.session, host)
        self.marks = MarksController(self.session, host, self.marking)
        self.application = ApplicationController(self.session, host, self.marking)
        self.exporting = ExportController(self.session, host)
        self.posting = PostingActions(self.session, host)
        self.find = FindController(self.session, host)
        self.refreshing = RefreshController(self.session, host, rebuild)
        self.history = HistoryController(self.session, host)
        self.syncing = SyncController(self.session, host)
        self.watching = WatchController(self.session, host)
        self.quitting = QuitController(self.session, host)

    # --- life ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        return self.panes.compose()

    def on_mount(self) -> None:
        self.search.show_first()
        self.refreshing.begin()
        self.marks.begin()

    def on_unmount(self) -> None:
        self.syncing.cancel()
        self.watching.stop()

    def take_library(
        self,
        library: Library,
        first_query: Callable[[], Query],
        follow_day: bool = False,
        news: str = "",
    ) -> None:
        """Browse another library, beginning with a look at its files; then tell the *news*."""
        self.watching.stop()
        self.session.use(library, first_query, follow_day)
        self.preview.reset()
        self.search.reset()
        self.refreshing.reset(news)

    def on_resize(self, event: events.Resize) -> None:
        self.search.show_counts()
        self.panes.arrange(event.size.width, event.size.height)

    def on_descendant_focus(self) -> None:
        self.hear_keys()
        if self.focused is not self.panes.search_box:
            self.search.box_left()
        self.find.focus_moved()
        self.panes.focus_moved()

    def watch_focused(self) -> None:
        """Show the keys of the pane in the same picture as the focus."""
        self.panes.show_keys()

    def on_key(self) -> None:
        """Take away a notice that was read, and the hint of a first start.

        One who knows keys already is given no hint.
        """
        self.panes.is_used = True
        self.panes.footer.key_pressed()
        if self.focused is not self.panes.search_box:
            self.panes.footer.hint("")

    def hear_keys(self) -> None:
        """Take keys from the terminal, if there is something to act upon."""
        is_answered = self.session.results is not None or self.session.library.is_empty
        if is_answered and (driver := driver_of(self.app)) is not None:
            driver.hear_keys()

    @property
    def is_complete(self) -> bool:
        """Whether the results are shown, and the text of the one that is selected."""
        return self.session.results is not None and self.preview.is_complete

    @property
    def is_still(self) -> bool:
        """Whether what is shown is complete, and nothing is under way or told for a while."""
        asking = any(one.is_running for one in self.workers if one.group in _CHANGING)
        busy = asking or self.refreshing.is_running or self.panes.footer.is_noticing
        return self.is_complete and self.session.library.is_whole and not busy

    # --- what controllers ask for (see Host) -----------------------------------------------------

    def notice(self, text: str, seconds: float = 8) -> None:
        self.panes.footer.notice(text, seconds)

    def push_screen(
        self, screen: Screen[Answer], callback: Callable[[Answer | None], None] | None = None
    ) -> None:
        self.app.push_screen(screen, callback)

    # --- messages of widgets and workers ---------------------------------------------------------

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        is_finished = self.focused is not self.panes.search_box
        self.session.change_query(text=message.value, is_finished=is_finished)

    @on(messages.RowHighlighted)
    def _row_highlighted(self) -> None:
        self.preview.cursor_moved()
        self.snippets.wait()

    @on(messages.ChoiceChanged)
    def _choice_changed(self) -> None:
        self.search.show_counts()

    @on(messages.PostingOpened)
    def _posting_opened(self) -> None:
        self.marks.mark_seen(self.panes.results.selected)
        self.preview.open()

    @on(messages.ValueToggled)
    def _value_toggled(self, message: messages.ValueToggled) -> None:
        self.search.toggle(message.facet, message.value)

    @on(messages.TitlePartClicked)
    def _title_part_clicked(self, message: messages.TitlePartClicked) -> None:
        self.search.drop_chip(message.part)

    @on(messages.SearchOpened)
    def _search_opened(self, message: messages.SearchOpened) -> None:
        self.saved_searches.open(message.name)

    @on(messages.ActionRequested)
    async def _action_requested(self, message: messages.ActionRequested) -> None:
        await self.action_do(message.name)

    @on(messages.CopyRequested)
    def _copy_requested(self, message: messages.CopyRequested) -> None:
        self.posting.copy_address(message.address)

    @on(messages.LinkRequested)
    def _link_requested(self, message: messages.LinkRequested) -> None:
        self.posting.open_link(message.address)

    @on(messages.NoticeRequested)
    def _notice_requested(self, message: messages.NoticeRequested) -> None:
        self.notice(message.text)

    @on(messages.NarrowingChanged)
    def _narrowing_changed(self, message: messages.NarrowingChanged) -> None:
        self.panes.hint_narrowing(message.is_narrowing)

    @on(messages.FindRequested)
    def _find_requested(self, message: messages.FindRequested) -> None:
        self.find.find(message.needle)

    @on(messages.ProgramFailed)
    def _program_failed(self, message: messages.ProgramFailed) -> None:
        self.posting.tell_failure(message.why)

    @on(messages.SearchFinished)
    def _search_finished(self, message: messages.SearchFinished) -> None:
        self.search.finished(message)

    @on(messages.SnippetsFound)
    def _snippets_found(self, message: messages.SnippetsFound) -> None:
        self.snippets.found(message)

    @on(messages.SavedCounted)
    def _saved_counted(self, message: messages.SavedCounted) -> None:
        self.saved_searches.counted(message)

    @on(messages.RefreshProgressed)
    def _refresh_progressed(self, message: messages.RefreshProgressed) -> None:
        self.refreshing.progressed(message)

    @on(messages.RefreshFinished)
    def _refresh_finished(self, message: messages.RefreshFinished) -> None:
        self.refreshing.finished(message)

    @on(messages.FilesChanged)
    def _files_changed(self) -> None:
        self.refreshing.reload()

    @on(messages.SyncProgressed)
    def _sync_progressed(self, message: messages.SyncProgressed) -> None:
        self.syncing.progressed(message)

    @on(messages.SyncFinished)
    def _sync_finished(self, message: messages.SyncFinished) -> None:
        self.syncing.finished(message)

    # --- actions ---------------------------------------------------------------------------------

    async def action_do(self, name: str) -> None:
        """Do an action by its name, in its pane."""
        action, panes = action_named(name), self.panes
        by_name = {"list": panes.results, "sidebar": panes.sidebar, "detail": panes.detail}
        focused = self.focused if isinstance(self.focused, LineView) else panes.results
        target = by_name.get(action.pane, focused) if action.pane else self
        if isinstance(target, LineView) and panes.is_shown(target):
            target.focus()
        await self.app.run_action(name, default_namespace=target)

    def action_back(self) -> None:
        """Go back one step; never quit."""
        choice = self.panes.results
        controllers = (self.syncing, self.find, self.panes, choice, self.search)
        if not any(one.step_back() for one in controllers):
            self.notice(_("{key} quits jobtui.").format(key=key_hint("quit")), 4)

    def action_suspend(self) -> None:
        self.app.action_suspend_process()

    def action_problems(self) -> None:
        from jobtui.tui.dialogs.text_screens import problems_screen

        shown = problems_screen(self.session.library.problems())
        mounted = self.app.push_screen(shown)
        work: Callable[[], Awaitable[None]] = partial(self._add_keys, shown, mounted)
        self.run_worker(work, group="keys", exit_on_error=False)

    async def _add_keys(self, shown: Overlay[None], mounted: Awaitable[None]) -> None:
        """Add what is said of the keys of the files, which are read for it, to the problems."""
        from jobtui.tui.dialogs.text_screens import key_paragraphs

        keys = await asyncio.to_thread(self.session.library.field_report)
        await mounted
        shown.add(key_paragraphs(keys))

    def action_stats(self) -> None:
        if self.session.results is not None:
            work: Callable[[], Awaitable[None]] = self._show_figures
            self.run_worker(work, group="figures", exclusive=True)

    async def _show_figures(self) -> None:
        """Show figures about the results, each of which is read for it."""
        from jobtui.tui.dialogs.text_screens import figures_screen

        session = self.session
        assert session.results is not None
        self.app.push_screen(
            figures_screen(await asyncio.to_thread(session.library.figures, session.results))
        )

    def action_help(self) -> None:
        from jobtui.tui.dialogs.help import KEYS, SYNTAX, HelpScreen

        is_searching = self.focused is self.panes.search_box
        self.app.push_screen(HelpScreen(SYNTAX if is_searching else KEYS), self.action_ask)

    def action_ask(self, query: str | None) -> None:
        """Search for an example of the help or the palette."""
        if query:
            self.panes.search_box.value = query
            self.panes.results.focus()

    def action_add_source(self) -> None:
        self.app.ask_for_source(False)  # type: ignore[attr-defined]

    def action_palette(self) -> None:
        self.app.action_command_palette()

    def action_redraw(self) -> None:
        """Redraw everything, whatever the terminal shows."""
        if (driver := driver_of(self.app)) is not None:
            driver.forget()
        self.app.screen.refresh(layout=True)

    def action_use_theme(self, name: str) -> None:
        """Use another theme until the browser ends."""
        try:
            look = find(name)
        except ThemeError as error:
            self.notice(error.lines[0])
        else:
            self.app.use_theme(look)  # type: ignore[attr-defined]
            told = _('For this session; to keep it, set theme = "{name}" in config.toml.')
            self.notice(told.format(name=name))
