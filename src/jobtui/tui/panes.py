"""The panes: which of them the terminal has room for, and which has the keys."""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from jobtui.config.settings import Settings
from jobtui.keymap.bindings import action_named, of_pane
from jobtui.keymap.key_names import is_typed
from jobtui.tui.too_small import is_too_small
from jobtui.tui.widgets.detail_pane import DetailPane
from jobtui.tui.widgets.facet_sidebar import FacetSidebar
from jobtui.tui.widgets.footer import Footer
from jobtui.tui.widgets.line_view import LineView
from jobtui.tui.widgets.one_line import OneLine
from jobtui.tui.widgets.result_count import ResultCount
from jobtui.tui.widgets.result_list import ResultList
from jobtui.tui.widgets.search_box import SearchBox

WIDE, NARROW = 100, 70  # columns for three panes, and for two
_HOPS = 4  # turns of the event loop in which what a key started reaches the screen
_UNDRAWN = ("_dirty_widgets", "_layout_required", "_repaint_required")
_BURST, _PERIOD = 3, 0.05  # pictures drawn at once within so many seconds


class Panes(Screen[None]):
    """Search box, filters, results, text and footer, laid out for the size of the terminal."""

    AUTO_FOCUS = "#list"
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)  # panes draw what changes

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._layout_asked, self._previews = settings.layout, settings.preview
        self._reading = False  # the text has the full width
        self._filters: bool | None = None  # asked for or away; None: by the width
        self._drawn: deque[float] = deque([-_PERIOD] * _BURST, maxlen=_BURST)

    def compose(self) -> ComposeResult:
        """The panes between the first and the last row."""
        prompt = OneLine(id="prompt")
        prompt.pieces = [("/ ", "key")]
        yield Horizontal(prompt, SearchBox(), ResultCount(), id="top")
        yield Horizontal(FacetSidebar(), ResultList(), DetailPane(), id="panes")
        yield Footer()

    def know_panes(self) -> None:
        """Know the panes by name, once they are there."""
        self._sidebar = self.query_one(FacetSidebar)
        self._list = self.query_one(ResultList)
        self._detail = self.query_one(DetailPane)
        self._search = self.query_one(SearchBox)
        self._found = self.query_one(ResultCount)
        self._footer = self.query_one(Footer)

    async def on_idle(self, event: events.Idle) -> None:
        """Draw a few pictures at once: Textual waits for the next beat of a timer, up to 25 ms.

        Messages of the same key that are still on their way join the picture. What is used of
        Textual is not public: in a version without it the timer draws, as it does otherwise.
        """
        draw = getattr(self, "_on_timer_update", None)
        if draw is None or not any(getattr(self, name, False) for name in _UNDRAWN):
            return
        for _turn in range(_HOPS):
            await asyncio.sleep(0)
            if self.message_queue_size:
                event.prevent_default()  # not even the timer: another idle follows
                return
        now = monotonic()
        if now - self._drawn[0] >= _PERIOD:
            self._drawn.append(now)
            draw()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the panes out for the new size."""
        self._arrange(event.size.width, event.size.height)

    def _arrange(self, width: int = 0, height: int = 0) -> None:
        """Show as many panes as fit, the one with the keys always."""
        width, height = width or self.size.width, height or self.size.height
        if is_too_small(Size(width, height)):
            return
        seen = self._fitting(width)
        focused = self.focused
        for pane in self._panes:
            pane.set_class(pane not in seen, "-hidden")
        self._sidebar.styles.width = "1fr" if seen == {self._sidebar} else 28
        if isinstance(focused, LineView) and focused not in seen:
            (self._detail if self._reading else self._list).focus()
            if self._list not in seen and not self._reading:
                self._sidebar.focus()

    def _fitting(self, width: int) -> set[LineView]:
        """Return the panes that are shown in so many columns."""
        least = {"wide": NARROW, "auto": WIDE}.get(self._layout_asked, width + 1)
        filters = width >= least if self._filters is None else self._filters
        if self._reading:
            return {self._detail}
        if not self._previews and width >= NARROW:
            return {self._list, *([self._sidebar] if filters else [])}
        if width >= WIDE:
            return {self._list, self._detail, *([self._sidebar] if filters else [])}
        if width >= NARROW:
            return {self._sidebar, self._list} if filters else {self._list, self._detail}
        return {self._sidebar} if filters else {self._list}

    @property
    def _has_text(self) -> bool:
        """Whether the text of what is selected is to be shown: beside the results, or alone."""
        return self._previews or self._reading

    @property
    def _panes(self) -> tuple[LineView, ...]:
        return (self._sidebar, self._list, self._detail)

    def _is_seen(self, pane: LineView) -> bool:
        return not pane.has_class("-hidden")

    def action_search(self) -> None:
        """Go to the search box."""
        self._search.focus()
        self._search.go_on()

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

    def on_descendant_focus(self) -> None:
        """Show the keys of the pane that has them."""
        pane = str(self.focused.id) if isinstance(self.focused, LineView) else ""
        self._footer.hint("")
        own = [action for action in of_pane(pane) if action.footer] if pane else []
        taken = {action.overrides for action in own}
        everywhere = [a for a in of_pane("") if a.footer and a.name not in taken]
        if self.focused is self._search:
            everywhere = [
                action._replace(keys=tuple(key for key in action.keys if not is_typed(key)))
                for action in map(action_named, ("next_pane", "back", "palette"))
            ]
        self._footer.show_actions([action for action in (*own, *everywhere) if action.keys])
