"""The panes: which of them the terminal has room for, and which one has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size

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

if TYPE_CHECKING:
    from textual.screen import Screen

WIDE, NARROW = 100, 70  # columns for three panes, and for two
_SIDEBAR_WIDTH = 28  # columns; as in jobtui.tcss


class Panes:
    """Search box, filters, results, text and footer, laid out for the size of the terminal."""

    def __init__(self, screen: Screen[None], settings: Settings) -> None:
        self._screen = screen
        self._layout, self.has_preview = settings.layout, settings.preview
        self.search_box, self.count = SearchBox(), ResultCount()
        self.sidebar, self.results, self.detail = FacetSidebar(), ResultList(), DetailPane()
        self.footer = Footer()
        self.is_reading = False
        """Whether the text has the full width."""
        self._filters: bool | None = None  # asked for or away; None: by the width

    def compose(self) -> ComposeResult:
        """Yield the widgets of the screen, from the first row to the last."""
        prompt = OneLine(id="prompt")
        prompt.pieces = [("/ ", "key")]
        yield Horizontal(prompt, self.search_box, self.count, id="top")
        yield Horizontal(self.sidebar, self.results, self.detail, id="panes")
        yield self.footer

    @property
    def line_views(self) -> tuple[LineView, ...]:
        """The three panes, from left to right."""
        return (self.sidebar, self.results, self.detail)

    @property
    def shows_text(self) -> bool:
        """Whether the text of the selected posting is shown: beside the results, or alone."""
        return self.has_preview or self.is_reading

    def is_shown(self, pane: LineView) -> bool:
        """Whether there is room for a pane."""
        return not pane.has_class("-hidden")

    def arrange(self, width: int = 0, height: int = 0) -> None:
        """Show as many panes as fit, the focused one always; by default in the present size."""
        width, height = width or self._screen.size.width, height or self._screen.size.height
        if is_too_small(Size(width, height)):
            return
        shown = self._fitting(width)
        focused = self._screen.focused
        for pane in self.line_views:
            pane.set_class(pane not in shown, "-hidden")
        self.sidebar.styles.width = "1fr" if shown == {self.sidebar} else _SIDEBAR_WIDTH
        if isinstance(focused, LineView) and focused not in shown:
            (self.detail if self.is_reading else self.results).focus()
            if self.results not in shown and not self.is_reading:
                self.sidebar.focus()

    def _fitting(self, width: int) -> set[LineView]:
        """Return the panes that are shown in so many columns."""
        least = {"wide": NARROW, "auto": WIDE}.get(self._layout, width + 1)
        filters = width >= least if self._filters is None else self._filters
        if self.is_reading:
            return {self.detail}
        if not self.has_preview and width >= NARROW:
            return {self.results, *([self.sidebar] if filters else [])}
        if width >= WIDE:
            return {self.results, self.detail, *([self.sidebar] if filters else [])}
        if width >= NARROW:
            return {self.sidebar, self.results} if filters else {self.results, self.detail}
        return {self.sidebar} if filters else {self.results}

    def go_to_search(self) -> None:
        """Focus the search box."""
        self.search_box.focus()
        self.search_box.go_on()

    def leave_search(self) -> None:
        """Go from the search box to the results, or back to the text."""
        self.search_box.remember()
        if self.is_reading:
            self.detail.focus()
        else:
            (self.results if self.is_shown(self.results) else self.sidebar).focus()

    def focus_next(self, by: int) -> None:
        """Focus the next pane that is shown, or with -1 the previous one."""
        panes = [self.search_box, *(pane for pane in self.line_views if self.is_shown(pane))]
        focused = self._screen.focused
        at = panes.index(focused) if focused in panes else 0
        panes[(at + by) % len(panes)].focus()

    def toggle_filters(self) -> None:
        """Show the filters and focus them; hide them if they have the focus."""
        if self.is_shown(self.sidebar) and self._screen.focused is self.sidebar:
            self._filters = False
        else:
            self._filters, self.is_reading = True, False
        self.arrange()
        if self._filters:
            self.sidebar.focus()
        else:
            self.results.focus()

    def read(self, is_reading: bool) -> None:
        """Give the text the full width, or take it back."""
        self.is_reading = is_reading
        self.arrange()

    def toggle_reading(self) -> None:
        """Give the text the full width, or take it back, and move the focus along."""
        self.read(not self.is_reading)
        if self.is_shown(self.detail):
            self.detail.focus()
        else:
            self.results.focus()

    def step_back(self) -> bool:
        """Go back towards the list of results; return False if that is where we are."""
        focused = self._screen.focused
        if self.is_reading:
            self.read(False)
            self.results.focus()
        elif focused is self.search_box:
            self.leave_search()
        elif self._filters and self._screen.size.width < WIDE:
            self._filters = None
            self.arrange()
            self.results.focus()
        elif focused is not self.results:
            self.results.focus()
        else:
            return False
        return True

    def show_keys(self) -> None:
        """Show the keys of the focused pane in the footer."""
        focused = self._screen.focused
        pane = str(focused.id) if isinstance(focused, LineView) else ""
        self.footer.hint("")
        own = [action for action in of_pane(pane) if action.footer] if pane else []
        taken = {action.overrides for action in own}
        everywhere = [a for a in of_pane("") if a.footer and a.name not in taken]
        if focused is self.search_box:
            everywhere = [
                action._replace(keys=tuple(key for key in action.keys if not is_typed(key)))
                for action in map(action_named, ("next_pane", "back", "palette"))
            ]
        self.footer.show_actions([action for action in (*own, *everywhere) if action.keys])
