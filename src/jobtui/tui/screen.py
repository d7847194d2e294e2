"""The browser's one screen: the files beneath it, and what every key does."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input
from textual.worker import get_current_worker

from jobtui.config.settings import Settings
from jobtui.files.shortage import told
from jobtui.i18n import _, ngettext, number, reason
from jobtui.keymap.bindings import action_named, key_hint
from jobtui.library.library import Library
from jobtui.postings.facets import OPEN
from jobtui.postings.model import Posting
from jobtui.render.navigation import is_place
from jobtui.search.query import Query, Sort, sort_word
from jobtui.search.snapshot import RefreshResult
from jobtui.tui.controllers.look_ahead import LookingAhead
from jobtui.tui.controllers.posting_actions import Acting
from jobtui.tui.controllers.quit import Leaving
from jobtui.tui.controllers.search import MOMENT
from jobtui.tui.controllers.sync import Fetching
from jobtui.tui.messages import ActionAsked, Fetched, FetchTold, Progressed, Refreshed
from jobtui.tui.panes import WIDE
from jobtui.tui.styles import glyph, progress_bar
from jobtui.tui.terminal.driver import QuietDriver
from jobtui.tui.themes import ThemeError, find
from jobtui.tui.widgets.bindings import bindings
from jobtui.tui.widgets.line_view import LineView

_LOOK_AGAIN = 300  # seconds between looks at the files
_LONGEST_PAUSE = 60  # seconds
_CHANGING = ("search", "counts", "marks")  # workers that change what is shown
_NEXT, _SOON = 0.03, 0.2  # seconds until the first text is read, and until the first look


class BrowserScreen(Acting, Leaving, LookingAhead, inherit_bindings=False):
    """Looks for changed files, and does what is asked for by name."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("")]

    def __init__(
        self,
        library: Library,
        ask: Callable[[], Query],
        rebuild: bool,
        follow_day: bool,
        settings: Settings,
    ) -> None:
        super().__init__(library, ask, settings)
        self._rebuild, self._follow_day = rebuild, follow_day
        self._refreshing = self._is_drawn = False
        self._again = False  # look once more when the look under way is done
        self._is_asked_again = False  # and tell what that finds
        self._fetching = Fetching(self)
        self._notes: Sequence[str] = ()  # of the last fetch, until what it brought is told
        self._last_told = self._news = ""
        self._pause = 1  # seconds until files that are not all read are looked at again
        self._part: object = None  # what is shown while files are read
        self._is_visiting = self._is_told = False
        self._is_new_day = False
        self.has_news = False  # what appeared, changed or closed is shown

    def on_mount(self) -> None:
        """After the first picture, look for what changed."""
        self.know_panes()
        self.show_first()
        refresh = partial(self._start_refresh, self._rebuild, False)
        if self._library.is_empty:
            self.call_after_refresh(refresh)
        else:
            self.set_timer(_SOON, refresh)  # early keys come first
        self.set_interval(_LOOK_AGAIN, self._look_again)
        self.begin_marking()

    def on_unmount(self) -> None:
        """Leave nothing running."""
        self._fetching.give_up()

    def take_library(
        self, library: Library, ask: Callable[[], Query], follow_day: bool = False, news: str = ""
    ) -> None:
        """Browse another library, beginning with a look at its files; then tell the *news*."""
        self._news = news
        self._follow_day, self._refreshing, self._part = follow_day, False, None
        super().take_library(library, ask)
        self._start_refresh(self._rebuild, False)

    def on_descendant_focus(self) -> None:
        """Take keys, now that a pane has the focus; Textual calls the base's handler as well."""
        self.hear_keys()

    def hear_keys(self) -> None:
        """Take keys, if there is something to act upon."""
        is_answered = self._results is not None or self._library.is_empty
        if is_answered and isinstance(driver := self.app._driver, QuietDriver):
            driver.hear_keys()

    @property
    def is_still(self) -> bool:
        """Whether what is shown is whole and nothing is under way or told for a while."""
        asking = any(one.is_running for one in self.workers if one.group in _CHANGING)
        busy = asking or self._refreshing or self._footer.is_noticing
        return self.is_whole and self._library.is_whole and not busy

    @property
    def is_whole(self) -> bool:
        """Whether the results are shown, and the text of the one that is selected."""
        if self._results is None:
            return False
        selected, read = self._list.selected, self._detail.posting
        if not self._has_text:
            return True
        return selected is None or (read is not None and read.id == selected.id)

    def _show_detail(self, posting: Posting | None, moment: float = MOMENT) -> None:
        """Show the text of a posting; the first not before the list is drawn."""
        if self._is_drawn:
            super()._show_detail(posting, moment)
        else:
            self._is_drawn = True
            self.set_timer(_NEXT, lambda: self._show_detail(self._list.selected))

    def _start_refresh(self, rebuild: bool, asked: bool) -> None:
        if not self._refreshing:
            self._refreshing, self._part = True, self._library.snapshot
            self.run_worker(
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
                raise _LeavingError
            if (now := time.monotonic()) - last > 0.1:
                last = now
                self.post_message(Progressed(done, total))

        try:
            change = self._library.refresh(rebuild, progress)
            message = Refreshed(change, "", asked, self._visit())
        except _LeavingError:
            return
        except OSError as error:
            text = _("No index can be written: {why}")
            message = Refreshed(RefreshResult(), text.format(why=reason(error)), asked)
        except Exception as error:
            text = _("The files could not be read: {why}")
            why = told(error) or f"{type(error).__name__}: {error}"
            message = Refreshed(RefreshResult(), text.format(why=why), asked)
        self.post_message(message)

    def _visit(self) -> bool:
        """Begin the visit once all was read; whether that tells something new."""
        if self._is_visiting or not self._follow_day:
            return False
        visit = self._library.user.visit(date.today())
        self._is_visiting = visit is not None
        return visit is not None and any(visit)

    def _first_question(self) -> Query:
        """Return what the command line asked; if it asks what is new, that is known at once."""
        query = super()._first_question()
        if self._follow_day and not self._is_visiting and _asks_for_news(query):
            self._library.user.peek(query.as_of)
        return query

    def _tell_first_visit(self) -> None:
        """Say why nothing is new to who asks for it for the first time."""
        if self._is_visiting and not self._is_told and self.query_asked is not None:
            self._is_told = True
            if self._library.user.is_first_visit and _asks_for_news(self.query_asked):
                text = _("This is the first time: what is new is told from now on.")
                self._footer.notice(text)

    @on(Progressed)
    def _progressed(self, message: Progressed) -> None:
        self._list.show_building(message.done, message.total)
        if self._library.is_empty or message.done >= message.total:
            return
        text = _("Reading the postings {bar} {done} of {total}")
        bar = progress_bar(message.done, message.total, 20)
        done, total = number(message.done), number(message.total)
        self._footer.notice(text.format(bar=bar, done=done, total=total))
        if self._library.snapshot is not self._part:  # more of them can be shown
            self._part = self._library.snapshot
            self._take_first_question()
            if self.query_asked is not None:
                self._start_search(self.query_asked)

    @on(Refreshed)
    def _refreshed(self, message: Refreshed) -> None:
        is_another = self._library.snapshot is not self._part
        self._refreshing, self._part = False, None
        self._list.building, self._list.failure = (0, 0), message.error or self._library.fault()
        self._pause = min(2 * self._pause, _LONGEST_PAUSE) if message.error else 1
        change = message.change
        told = message.error or change.notice
        if not told and self._results is not None and (change or message.asked):
            # A look that was asked for while another found something tells what that found.
            told = _told(change) if change or not self._last_told else self._last_told
        if told:
            self._tell_all(told, bool(change))
        self._last_told = _told(change) if change else ""
        if self._news:
            self._footer.notice(self._news, 15)
            self._news = ""
        self._take_first_question()
        self.has_news = self.has_news or message.has_news
        has_none = self._results is None or not self._results.total
        is_new_day, self._is_new_day = self._is_new_day, False
        if change or is_another or message.has_news or has_none or is_new_day:
            self._texts.forget()
            if self.query_asked is not None:
                self._start_search(self.query_asked)
        self._tell_first_visit()
        self.count_saved()
        if not (message.error or change.notice):  # else there is that to read first
            self._take_in()
        if self._again:
            self.reload(self._is_asked_again)
        if not self._library.is_whole:  # somebody else is building: look again soon
            self.set_timer(self._pause, partial(self._start_refresh, False, False))

    def _tell_all(self, told: str, is_news: bool) -> None:
        """Tell what a look found, and what is to be said of the fetch before it."""
        notes, self._notes = self._notes, ()
        texts = (told, *notes) if is_news else (*notes, told)
        self._footer.notice(glyph("dot").join(texts), 15 if notes else 8)

    def _look_again(self) -> None:
        self._take_today()
        self._start_refresh(False, False)

    def _take_in(self) -> None:
        """Take in what others have marked; look at the day as often, which costs next to nothing:
        timers stand still while a machine sleeps.
        """
        if self._take_today():
            self._start_refresh(False, False)
        super()._take_in()

    def _take_today(self) -> bool:
        """Ask as of today if another day has begun, here or where the clock was taken to."""
        time.tzset()
        today = date.today()
        asked = self.query_asked
        if not self._follow_day or asked is None or asked.as_of == today:
            return False
        self._is_new_day = True  # what is new is to be compared with the new statuses, too
        self._ask_for(as_of=today)
        return True

    async def action_do(self, name: str) -> None:
        """Do an action by its name, in its pane."""
        action = action_named(name)
        panes = {"list": self._list, "sidebar": self._sidebar, "detail": self._detail}
        focused = self.focused if isinstance(self.focused, LineView) else self._list
        target = panes.get(action.pane, focused) if action.pane else self
        if isinstance(target, LineView) and self._is_seen(target):
            target.focus()
        await self.app.run_action(name, default_namespace=target)

    @on(ActionAsked)
    async def _asked(self, message: ActionAsked) -> None:
        await self.action_do(message.name)

    def action_open_only(self) -> None:
        """Show only what is open, or everything."""
        if self._results is not None:
            only = self._results.query.values("status") == (OPEN,)
            self._choose("status", () if only else (OPEN,))

    def action_sort(self) -> None:
        """Take the next order."""
        if self._results is not None:
            orders = list(Sort) if self._results.match is not None else list(Sort)[1:]
            now = self.query_asked.order if self.query_asked else self._results.order
            at = orders.index(now) if now in orders else -1
            following = orders[(at + 1) % len(orders)]
            self._ask_for(sort=following)
            self._footer.notice(_("Order: {order}").format(order=sort_word(following)), 3)

    def action_drop_filters(self) -> None:
        """Drop every filter."""
        from jobtui.search.query_text import without_filters

        self._search.value = without_filters(self._search.value)

    def action_clear_search(self) -> None:
        """Empty the search box but for the filters."""
        from jobtui.search.query_text import only_filters

        self._search.value = only_filters(self._search.value)

    def reload(self, asked: bool = False) -> None:
        """Look at the files, also if a look that began before is still under way."""
        self._take_today()
        self._again, self._is_asked_again = self._refreshing, asked and self._refreshing
        self._start_refresh(False, asked)

    def action_sync(self) -> None:
        """Fetch what is new in the repositories."""
        if told := self._fetching.start(self._library.sources):
            self._footer.notice(told)
            self._last_told = ""  # what was found before is not what this brings

    @on(FetchTold)
    def _fetch_told(self, message: FetchTold) -> None:
        if self._fetching.is_running:
            text = _("{text}  ({key} gives up)")
            self._footer.notice(text.format(text=message.text, key=key_hint("back")))

    @on(Fetched)
    def _fetched(self, message: Fetched) -> None:
        if self._fetching.is_running:  # else it was given up in the same moment
            self._fetching.done()
            self._notes = message.notes
            self.reload(asked=True)

    def action_reload(self) -> None:
        """Look for changed files now, and at the day."""
        self._footer.notice(_("Reading what changed…"))
        self._take_today()
        self._start_refresh(False, True)

    def action_explain(self) -> None:
        """Say why the selected posting is there."""
        if self._results is not None and (posting := self._list.selected) is not None:
            self._footer.notice(self._library.explain(self._results, posting), 15)

    def action_take_spelling(self) -> None:
        """Ask in the spelling that finds something."""
        if self._results is not None and self._results.help.spelling:
            self._search.value = self._results.help.spelling

    def action_problems(self) -> None:
        """List the problems."""
        from jobtui.tui.dialogs.text_screens import problems_screen

        self.app.push_screen(problems_screen(self._library.problems()))

    def action_help(self) -> None:
        """List the keys."""
        from jobtui.tui.dialogs.text_screens import help_screen

        self.app.push_screen(help_screen())

    def action_palette(self) -> None:
        """Open the command palette."""
        from textual.command import CommandPalette

        if not CommandPalette.is_open(self.app):
            placeholder = _("Find a command…")
            self.app.push_screen(CommandPalette(placeholder=placeholder, id="--command-palette"))
        self.call_later(self._still_cursor)

    def _still_cursor(self) -> None:
        """Keep the palette's cursor from blinking: it would send bytes while nobody types."""
        for box in self.app.screen.query(Input):
            box.cursor_blink = False

    def action_redraw(self) -> None:
        """Draw everything anew, whatever the terminal shows."""
        driver = self.app._driver
        if isinstance(driver, QuietDriver):
            driver.forget()
        self.app.screen.refresh(layout=True)

    def action_wear(self, name: str) -> None:
        """Show everything in another theme, until the browser ends."""
        try:
            look = find(name)
        except ThemeError as error:
            self._footer.notice(error.lines[0])
        else:
            self.app.wear(look)  # type: ignore[attr-defined]
            told = _('Until you leave; theme = "{name}" in the settings keeps it.')
            self._footer.notice(told.format(name=name))

    def action_suspend(self) -> None:
        """Stop until the shell goes on with the program."""
        self.app.action_suspend_process()

    def action_back(self) -> None:
        """Step back one thing; never leave the program."""
        if self._fetching.give_up():
            self._footer.notice(_("Given up."), 4)
        elif self.focused is self._detail and self._detail.needle:
            self._detail.drop_found()
        elif self._reading:
            self._reading = False
            self._arrange()
            self._list.focus()
        elif self.focused is self._search:
            self.action_leave_search()
        elif self._filters and self.size.width < WIDE:
            self._filters = None
            self._arrange()
            self._list.focus()
        elif self.focused is not self._list:
            self._list.focus()
        elif self._search.value:
            self._clear_a_part()
        else:
            self._footer.notice(_("{key} leaves jobtui.").format(key=key_hint("quit")), 4)

    def _clear_a_part(self) -> None:
        """Clear the words of the question; if there are none, its filters."""
        from jobtui.search.query_text import without_filters

        if without_filters(self._search.value):
            self.action_clear_search()
        else:
            self.action_drop_filters()

    def action_tell_link(self, what: str) -> None:
        """Tell where the chosen link leads."""
        if what == "link" and is_place(self._detail.chosen_link):
            text = _("a place in this text  ({key} goes there and back)")
            text = text.format(key=key_hint("open_page"))
        elif what == "link":
            text = _("{address}  ({key} copies it)")
            text = text.format(address=self._detail.chosen_link, key=key_hint("copy_link"))
        else:
            text = _("There is no link in this text.")
        self._footer.notice(text)


class _LeavingError(BaseException):
    """The browser is left while it reads files; what is read already stays in the cache."""


def _asks_for_news(query: Query) -> bool:
    if not query.text.strip():
        return False
    from jobtui.search.parser import asks_for, parse

    return asks_for(parse(query.text), "since")


def _told(change: RefreshResult) -> str:
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
        parts.append(ngettext("{n} gone", "{n} gone", change.removed))
    if change.read:
        parts.append(ngettext("{n} posting read", "{n} postings read", change.read))
    return ", ".join(parts) or _("Nothing has changed.")
