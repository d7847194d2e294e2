"""The browser's one screen: only it assigns the question; the panes show the answer.

a key or a click ─► message or action ─► query ─► worker: search ─► Answered ─► panes
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input, Static

from jobtui.actions import ACTIONS, of_pane
from jobtui.app import clipboard
from jobtui.app.bars import Footer, Found, OneLine, SearchBox
from jobtui.app.detail_pane import DetailPane
from jobtui.app.driver import QuietDriver
from jobtui.app.facet_sidebar import FacetSidebar
from jobtui.app.lines import Lines
from jobtui.app.messages import (
    ActionAsked,
    Answered,
    Chosen,
    CopyAsked,
    Highlighted,
    Loaded,
    Progressed,
    Refreshed,
    ValueToggled,
)
from jobtui.app.overlay import help_screen, problems_screen
from jobtui.app.result_list import ResultList
from jobtui.completing import candidates
from jobtui.facets import OPEN
from jobtui.french import spans
from jobtui.library import Change, Library, Results
from jobtui.markdown import Document, parse
from jobtui.posting import Posting, status_of
from jobtui.query import Query, Sort
from jobtui.syntax import only_filters, with_filter, without_filters, written
from jobtui.words import _, day, ngettext, number

WIDE, NARROW = 100, 70  # columns for three panes, and for two
LEAST_WIDTH, LEAST_HEIGHT = 24, 6
_LOOK_AGAIN = 300  # seconds between looks at the files
_KEPT_DOCUMENTS = 64


class Browser(Screen[None]):
    """Search box, filters, results and text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(action.keys), action.name, action.label(), show=False)
        for action in of_pane("")
    ]
    AUTO_FOCUS = "#list"

    query_asked: reactive[Query | None] = reactive(None, init=False)

    def __init__(
        self, library: Library, ask: Callable[[], Query], rebuild: bool, follow_day: bool
    ) -> None:
        super().__init__()
        self._library, self._ask, self._rebuild = library, ask, rebuild
        self._follow_day = follow_day
        self._results: Results | None = None
        self._documents: OrderedDict[str, tuple[Document, str]] = OrderedDict()
        self._loading = self._wanted = ""
        self._reading = False  # the text has the full width
        self._filters: bool | None = None  # asked for or away; None: by the width
        self._refreshing = False
        self._part: object = None  # of a long build, that is shown

    # --- building ------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The panes between the first and the last row."""
        prompt = OneLine(id="prompt")
        prompt.pieces = [("/ ", "key")]
        yield Horizontal(prompt, SearchBox(), Found(), id="top")
        yield Horizontal(FacetSidebar(), ResultList(), DetailPane(), id="panes")
        yield Footer()
        yield Static(id="small", markup=False)

    def on_mount(self) -> None:
        """Show what the cache has at once, then look for what changed."""
        self._sidebar = self.query_one(FacetSidebar)
        self._list = self.query_one(ResultList)
        self._detail = self.query_one(DetailPane)
        self._search = self.query_one(SearchBox)
        self._found = self.query_one(Found)
        self._footer = self.query_one(Footer)
        query = self._first_question()
        with self.prevent(Input.Changed):
            self._search.value = query.text
        self.set_reactive(Browser.query_asked, query)
        if not self._library.is_empty and not query.text:
            self._show(self._library.search(query))
        elif not self._library.is_empty:
            self._start_search(query)
        self.call_after_refresh(self._start_refresh, self._rebuild, False)
        self.set_interval(_LOOK_AGAIN, self._look_again)

    def _first_question(self) -> Query:
        """Return what the command line asked, as the one text that the search box holds."""
        query = self._ask()
        return Query(query.as_of, written(query), sort=query.sort, prefix_last=True)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the panes out for the new size."""
        self._arrange(event.size.width, event.size.height)

    def _arrange(self, width: int = 0, height: int = 0) -> None:
        """Show as many panes as fit, the one with the keys always."""
        width, height = width or self.size.width, height or self.size.height
        small = width < LEAST_WIDTH or height < LEAST_HEIGHT
        self.set_class(small, "-small")
        if small:
            text = _("Too small: {width}x{height}. At least {least_width}x{least_height}.")
            self.query_one("#small", Static).update(
                text.format(
                    width=width, height=height, least_width=LEAST_WIDTH, least_height=LEAST_HEIGHT
                )
            )
            return
        seen = self._fitting(width)
        focused = self.focused
        for pane in self._panes:
            pane.set_class(pane not in seen, "-hidden")
        self._sidebar.styles.width = "1fr" if seen == {self._sidebar} else 28
        if isinstance(focused, Lines) and focused not in seen:
            (self._detail if self._reading else self._list).focus()
            if self._list not in seen and not self._reading:
                self._sidebar.focus()

    def _fitting(self, width: int) -> set[Lines]:
        """Return the panes that are shown in so many columns."""
        filters = width >= WIDE if self._filters is None else self._filters
        if self._reading:
            return {self._detail}
        if width >= WIDE:
            return {self._list, self._detail, *([self._sidebar] if filters else [])}
        if width >= NARROW:
            return {self._sidebar, self._list} if filters else {self._list, self._detail}
        return {self._sidebar} if filters else {self._list}

    @property
    def _panes(self) -> tuple[Lines, ...]:
        return (self._sidebar, self._list, self._detail)

    def _is_seen(self, pane: Lines) -> bool:
        return not pane.has_class("-hidden")

    # --- asking and answering ------------------------------------------------------------------

    def watch_query_asked(self, query: Query | None) -> None:
        """Ask in a worker; a key never waits."""
        if query is not None:
            self._start_search(query)

    def _start_search(self, query: Query) -> None:
        self.run_worker(
            partial(self._answer, query),
            thread=True,
            exclusive=True,
            group="search",
            exit_on_error=False,
        )

    def _answer(self, query: Query) -> None:
        try:
            message = Answered(query, self._library.search(query))
        except Exception as error:
            message = Answered(query, None, f"{type(error).__name__}: {error}")
        self.post_message(message)

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        if message.query != self.query_asked:
            return  # a newer question is on its way
        if message.results is None:
            text = _("The search failed ({why}); r reads the files again.")
            self._footer.notice(text.format(why=message.error))
            return
        self._show(message.results)

    def _show(self, results: Results) -> None:
        self._results = results
        mark = self._mark
        self._list.show(results, mark, partial(self._library.place_of, results))
        self._sidebar.show(results.buckets, dict(results.query.chosen))
        self._search.candidates = candidates(self._search.value, results.buckets)
        self._tell_search(results)
        self._tell_found()
        self._show_detail(self._list.selected)

    def _mark(self, text: str) -> list[tuple[int, int]]:
        terms, beginnings = self._results.marking if self._results else (frozenset(), ())
        return spans(text, terms, beginnings) if terms or beginnings else []

    def _tell_search(self, results: Results) -> None:
        """Say quietly how the question can go on, or why it was taken as plain words."""
        if self.focused is not self._search:
            return
        parts = [
            one.label + (f" {number(one.postings)}" if one.postings >= 0 else "")
            for one in self._search.candidates
        ]
        hint = results.help.hint
        text = _("Searched as plain words: {why}").format(why=hint) if hint else ""
        self._footer.hint(text or "  ".join(parts))

    def _tell_found(self) -> None:
        if self._results is None:
            return
        query = self._results.query
        rest = []
        if self.size.width >= 60:
            rest.append(_sort_word(self._results.order))
        if query.as_of != date.today() and self.size.width >= 80:
            rest.append(_("as of {day}").format(day=day(query.as_of)))
        if any(source.is_sample for source in self._library.sources):
            rest.append(_("sample"))
        self._found.tell(len(self._results.postings), self._results.total, rest)

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        self._ask_for(text=message.value)

    def _ask_for(self, **changes: object) -> None:
        if self.query_asked is not None:
            self.query_asked = self.query_asked._replace(**changes)  # type: ignore[arg-type]

    @on(ValueToggled)
    def _toggled(self, message: ValueToggled) -> None:
        if self._results is not None:
            chosen = set(self._results.query.values(message.facet)) ^ {message.value}
            self._choose(message.facet, tuple(sorted(chosen)))

    def _choose(self, facet: str, values: tuple[str, ...]) -> None:
        """Choose values by writing them into the question, which the sidebar shows."""
        self._search.value = with_filter(self._search.value, facet, values)
        self._search.cursor_position = len(self._search.value)

    # --- the text ------------------------------------------------------------------------------

    @on(Highlighted)
    def _highlighted(self) -> None:
        self._show_detail(self._list.selected)

    def _show_detail(self, posting: Posting | None) -> None:
        if posting is None:
            self._detail.show(None, None, None, "", self._mark, None)
            return
        held = self._documents.get(posting.id)
        if held is None:
            self._wanted = posting.id
            if not self._loading:
                self._load(posting)
            return
        self._wanted = ""
        assert self._results is not None
        ruling = status_of(posting, self._results.query.as_of)
        marking = self._results.marking
        self._detail.show(posting, ruling, held[0], held[1], self._mark, marking)

    def _load(self, posting: Posting) -> None:
        """Read a posting in a worker: at once if none is being read, else the newest only."""
        self._loading = posting.id
        self.run_worker(
            partial(self._read, posting), thread=True, group="preview", exit_on_error=False
        )

    def _read(self, posting: Posting) -> None:
        try:
            body, error = self._library.body(posting)
            document = parse(body)
        except Exception as failure:  # one posting must never take the browser down
            document, error = parse(""), f"{type(failure).__name__}: {failure}"
        self.post_message(Loaded(posting.id, document, error))

    @on(Loaded)
    def _loaded(self, message: Loaded) -> None:
        self._documents[message.posting_id] = (message.document, message.error)
        while len(self._documents) > _KEPT_DOCUMENTS:
            self._documents.popitem(last=False)
        self._loading = ""
        selected = self._list.selected
        if selected is not None and self._wanted:
            self._show_detail(selected)

    @on(Chosen)
    def _chosen(self) -> None:
        self._reading = True
        self._arrange()
        self._detail.focus()

    # --- the files -----------------------------------------------------------------------------

    def _start_refresh(self, rebuild: bool, asked: bool) -> None:
        if not self._refreshing:
            self._refreshing = True
            self.run_worker(
                partial(self._refresh, rebuild, asked),
                thread=True,
                group="refresh",
                exit_on_error=False,
            )

    def _refresh(self, rebuild: bool, asked: bool) -> None:
        last = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal last
            if (now := time.monotonic()) - last > 0.1:
                last = now
                self.post_message(Progressed(done, total))

        try:
            message = Refreshed(self._library.refresh(rebuild, progress), "", asked)
        except Exception as error:
            message = Refreshed(Change(), f"{type(error).__name__}: {error}", asked)
        self.post_message(message)

    @on(Progressed)
    def _progressed(self, message: Progressed) -> None:
        self._list.show_building(message.done, message.total)
        if self._library.is_empty or message.done >= message.total:
            return
        text = _("Reading the postings: {done} of {total}")
        self._footer.notice(text.format(done=number(message.done), total=number(message.total)))
        if self._library.snapshot is not self._part:  # more of them can be shown
            self._part = self._library.snapshot
            self._take_first_question()
            if self.query_asked is not None:
                self._start_search(self.query_asked)

    @on(Refreshed)
    def _refreshed(self, message: Refreshed) -> None:
        self._refreshing = False
        change = message.change
        if message.error:
            self._footer.notice(_("The files could not be read: {why}").format(why=message.error))
        elif change.notice:
            self._footer.notice(change.notice)
        elif self._results is not None and (change or message.asked):
            self._footer.notice(_told(change))
        self._take_first_question()
        if change or self._results is None or not self._results.total:
            self._documents.clear()
            if self.query_asked is not None:
                self._start_search(self.query_asked)
        if not self._library.is_whole:  # somebody else is building: look again soon
            self.set_timer(1, partial(self._start_refresh, False, False))

    def _take_first_question(self) -> None:
        """Ask what the command line asked, now that there are postings to know its values by."""
        if self._results is None:
            query = self._first_question()
            with self.prevent(Input.Changed):
                self._search.value = self._search.value or query.text
            self.set_reactive(Browser.query_asked, query._replace(text=self._search.value))

    def _look_again(self) -> None:
        if self._follow_day and self.query_asked and self.query_asked.as_of != date.today():
            self._ask_for(as_of=date.today())
        self._start_refresh(False, False)

    # --- actions -------------------------------------------------------------------------------

    async def action_do(self, name: str) -> None:
        """Do an action by its name, in its pane."""
        action = next(action for action in ACTIONS if action.name == name)
        panes = {"list": self._list, "sidebar": self._sidebar, "detail": self._detail}
        focused = self.focused if isinstance(self.focused, Lines) else self._list
        target = panes.get(action.pane, focused) if action.pane else self
        if isinstance(target, Lines) and self._is_seen(target):
            target.focus()
        await self.app.run_action(name, default_namespace=target)

    @on(ActionAsked)
    async def _asked(self, message: ActionAsked) -> None:
        await self.action_do(message.name)

    def action_search(self) -> None:
        """Go to the search box."""
        self._search.focus()

    def action_leave_search(self) -> None:
        """Go from the search box to the results."""
        self._search.remember()
        if self._reading:
            self._detail.focus()
        else:
            (self._list if self._is_seen(self._list) else self._sidebar).focus()

    def action_next_pane(self) -> None:
        """Go to the next pane that is seen."""
        self._go_round(1)

    def action_previous_pane(self) -> None:
        """Go to the previous pane that is seen."""
        self._go_round(-1)

    def _go_round(self, by: int) -> None:
        round_ = [self._search, *(pane for pane in self._panes if self._is_seen(pane))]
        at = round_.index(self.focused) if self.focused in round_ else 0
        round_[(at + by) % len(round_)].focus()

    def action_filters(self) -> None:
        """Show the filters and go there; hide them if the keys are there."""
        if self._is_seen(self._sidebar) and self.focused is self._sidebar:
            self._filters = False
        else:
            self._filters, self._reading = True, False
        self._arrange()
        if self._filters:
            self._sidebar.focus()
        else:
            self._list.focus()

    def action_open_only(self) -> None:
        """Show only what is open, or everything."""
        if self._results is not None:
            only = self._results.query.values("status") == (OPEN,)
            self._choose("status", () if only else (OPEN,))

    def action_sort(self) -> None:
        """Take the next order."""
        if self._results is not None:
            orders = list(Sort) if self._results.match is not None else list(Sort)[1:]
            at = orders.index(self._results.order) if self._results.order in orders else -1
            following = orders[(at + 1) % len(orders)]
            self._ask_for(sort=following)
            self._footer.notice(_("Order: {order}").format(order=_sort_word(following)), 3)

    def action_drop_filters(self) -> None:
        """Drop every filter."""
        self._search.value = without_filters(self._search.value)

    def action_clear_search(self) -> None:
        """Empty the search box but for the filters."""
        self._search.value = only_filters(self._search.value)

    def action_reload(self) -> None:
        """Look for changed files now."""
        self._footer.notice(_("Reading what changed…"))
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
        self.app.push_screen(problems_screen(self._library.problems()))

    def action_help(self) -> None:
        """List the keys."""
        self.app.push_screen(help_screen())

    def action_palette(self) -> None:
        """Open the command palette."""
        self.app.action_command_palette()
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

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()

    def action_toggle_full(self) -> None:
        """Give the text the full width, or the panes back."""
        self._reading = not self._reading
        self._arrange()
        if self._is_seen(self._detail):
            self._detail.focus()
        else:
            self._list.focus()

    def action_scroll_text(self, by: int) -> None:
        """Scroll the text while the keys are elsewhere."""
        self._detail.scroll_lines(self._detail.offset_y + by)

    def action_back(self) -> None:
        """Step back one thing; never leave the program."""
        if self._reading:
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
        elif without_filters(self._search.value):
            self.action_clear_search()
        elif self._search.value:
            self.action_drop_filters()
        else:
            self._footer.notice(_("q leaves jobtui."), 4)

    def action_copy_link(self) -> None:
        """Copy the chosen link, else the way to apply, else the page's address."""
        posting = self._list.selected
        address = self._detail.chosen_link
        if not address and posting is not None:
            address = posting.apply_to or posting.url
        if address:
            self._copy(address)
        else:
            self._footer.notice(_("This posting has no address to copy."))

    @on(CopyAsked)
    def _copy_asked(self, message: CopyAsked) -> None:
        self._copy(message.address)

    def _copy(self, address: str) -> None:
        address = address.removeprefix("mailto:")
        clipboard.copy(self.app, address)
        self._footer.notice(_("Copied: {address}").format(address=address))

    def action_tell_link(self, what: str) -> None:
        """Tell where the chosen link leads."""
        if what == "link":
            text = _("{address}  (y copies it)").format(address=self._detail.chosen_link)
        else:
            text = _("There is no link in this text.")
        self._footer.notice(text)

    # --- the footer ----------------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """Show the keys of the pane that has them."""
        pane = str(self.focused.id) if isinstance(self.focused, Lines) else ""
        self._footer.hint("")
        own = [action for action in of_pane(pane) if action.footer] if pane else []
        everywhere = [action for action in of_pane("") if action.footer]
        if self.focused is self._search:
            everywhere = [a for a in ACTIONS if a.name in ("next_pane", "back", "palette")]
            everywhere = [
                a._replace(keys=("ctrl+p",)) if a.name == "palette" else a for a in everywhere
            ]
        self._footer.show_actions([*own, *everywhere])


def _sort_word(sort: Sort) -> str:
    return {
        Sort.RELEVANCE: _("best first"),
        Sort.NEWEST: _("newest first"),
        Sort.OLDEST: _("oldest first"),
        Sort.CLOSING: _("closing soon first"),
        Sort.TITLE: _("by title"),
    }[sort]


def _told(change: Change) -> str:
    parts = []
    if change.added:
        parts.append(ngettext("{n} new", "{n} new", change.added))
    if change.changed:
        parts.append(ngettext("{n} changed", "{n} changed", change.changed))
    if change.removed:
        parts.append(ngettext("{n} gone", "{n} gone", change.removed))
    return ", ".join(parts) or _("Nothing has changed.")
