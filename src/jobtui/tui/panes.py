"""The panes: which of them are shown, and which one has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.geometry import Size

from jobtui.config.settings import Settings
from jobtui.i18n import _
from jobtui.keymap.action import Action
from jobtui.keymap.bindings import action_named, key_hint, of_pane
from jobtui.keymap.key_names import is_typed, key_name
from jobtui.keymap.posting_actions import ON_POSTINGS
from jobtui.text.sanitize import clean
from jobtui.tui.layout import Layout, Wish, arranged, is_columns
from jobtui.tui.styles import glyph, is_ascii
from jobtui.tui.too_small import is_too_small
from jobtui.tui.widgets.detail_pane import DetailPane
from jobtui.tui.widgets.facet_sidebar import FacetSidebar
from jobtui.tui.widgets.footer import Footer
from jobtui.tui.widgets.frame import PaneFrame
from jobtui.tui.widgets.line_view import LineView
from jobtui.tui.widgets.one_line import OneLine
from jobtui.tui.widgets.result_list import ResultList
from jobtui.tui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from textual.screen import Screen


class Panes:
    """Search box, filters, results, text and footer, laid out for the size of the terminal."""

    def __init__(self, screen: Screen[None], settings: Settings) -> None:
        self._screen = screen
        self._wanted, self.has_preview = settings.layout, settings.preview
        self.search_box, self.footer = SearchBox(), Footer()
        self.sidebar, self.results, self.detail = FacetSidebar(), ResultList(), DetailPane()
        self.sidebar_frame = PaneFrame(self.sidebar, _("Filters"))
        self.results_frame = PaneFrame(self.results, _("Postings"))
        self.detail_frame = PaneFrame(self.detail, "")
        self._pair = Container(self.results_frame, self.detail_frame, id="pair")
        self.is_reading = False
        """Whether the text has the full width."""
        self.is_used = False
        """Whether a key was pressed."""
        self._filters: bool | None = None  # asked for or away; None: by the width
        self._layout: Layout | None = None  # that is shown

    def compose(self) -> ComposeResult:
        """Yield the widgets of the screen, from the first row to the last."""
        prompt = OneLine(id="prompt")
        prompt.pieces = [("/ ", "key")]
        yield Horizontal(prompt, self.search_box, id="top")
        yield Horizontal(self.sidebar_frame, self._pair, id="panes")
        yield self.footer

    @property
    def line_views(self) -> tuple[LineView, ...]:
        """The three panes, from left to right."""
        return (self.sidebar, self.results, self.detail)

    @property
    def frames(self) -> tuple[PaneFrame, ...]:
        """The borders of the three panes."""
        return (self.sidebar_frame, self.results_frame, self.detail_frame)

    @property
    def shows_text(self) -> bool:
        """Whether the text of the selected posting is shown: beside the results, or alone."""
        return self.has_preview or self.is_reading

    def is_shown(self, pane: LineView) -> bool:
        """Whether there is room for a pane."""
        return any(frame.pane is pane and not frame.has_class("-hidden") for frame in self.frames)

    def arrange(self, width: int = 0, height: int = 0) -> None:
        """Show as many panes as fit, the focused one always; by default in the present size."""
        width, height = width or self._screen.size.width, height or self._screen.size.height
        if is_too_small(Size(width, height)):
            return
        layout = arranged(width, height, self._wish())
        focused = self._screen.focused
        if layout != self._layout:
            self._layout = layout
            self._show(layout)
        shown = [pane for pane in self.line_views if str(pane.id) in layout.shown]
        if isinstance(focused, LineView) and focused not in shown:
            (self.detail if self.is_reading else self.results).focus()

    def _wish(self) -> Wish:
        return Wish(self._wanted, self.has_preview, self.is_reading, self._filters)

    def _show(self, layout: Layout) -> None:
        for frame in self.frames:
            frame.set_class(str(frame.pane.id) not in layout.shown, "-hidden")
        is_ruled = not layout.is_framed
        self.sidebar_frame.styles.width = layout.sidebar_width
        self.sidebar_frame.styles.layer = "above" if layout.is_over else "below"
        self._pair.styles.layer = "below"
        self.results.is_covered = layout.is_over
        self._pair.styles.layout = "vertical" if layout.is_stacked else "horizontal"
        self.results_frame.styles.height = layout.list_height or "1fr"
        is_beside = layout.detail_width and len(layout.shown - {"sidebar"}) == 2
        self.detail_frame.styles.width = layout.detail_width if is_beside else "1fr"
        self.sidebar_frame.shape(is_ruled)
        self.results_frame.shape(
            is_ruled, is_joined=layout.is_stacked, has_heading=layout.has_heading
        )
        self.detail_frame.shape(is_ruled, is_below=layout.is_stacked)

    def tell_title(self, title: str) -> None:
        """Show the title of the posting that is read above its text."""
        self.detail_frame.tell(clean(title))

    def toggle_layout(self) -> None:
        """Put the text beside the list, or below it."""
        size = self._screen.size
        now = is_columns(size.width, size.height, self._wanted)
        self._wanted = "rows" if now else "columns"
        self.arrange()

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
            self.results.focus()

    def focus_next(self, by: int) -> None:
        """Focus the next pane that is shown, or with -1 the previous one."""
        panes = [self.search_box, *(pane for pane in self.line_views if self.is_shown(pane))]
        focused = self._screen.focused
        at = panes.index(focused) if focused in panes else 0
        panes[(at + by) % len(panes)].focus()

    def focus_moved(self) -> None:
        """Take filters that cover other panes away once they have lost the focus."""
        is_over = self._layout is not None and self._layout.is_over
        if is_over and self._screen.focused in (self.results, self.detail):
            self._filters = None
            self.arrange()

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
        self.show_keys()

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
        elif focused is not self.results:
            self.results.focus()
        else:
            return False
        return True

    def hint_first_keys(self, news: str = "") -> None:
        """Name the keys that one begins with, and tell the *news*, until a key is pressed.

        One who has used some already needs none to begin with, and is told the news alone.
        """
        if self.is_used:
            if news:
                self.footer.notice(news, 15)
            return
        text = _("{search} search, {filters} filters, {apply} apply, {help} all keys")
        names = ("search", "filters", "apply", "help")
        keys = {name: key_hint(name, is_ascii()) for name in names}
        self.footer.hint(glyph("dot").join(filter(None, (text.format(**keys), news))))

    def hint_narrowing(self, is_narrowing: bool) -> None:
        """Say what the keys do while what is typed narrows the values of a facet."""
        text = _("type to narrow; {enter} keeps these values, {escape} shows all")
        keys = {name: key_name(name, is_ascii()) for name in ("enter", "escape")}
        self.footer.hint(text.format(**keys) if is_narrowing else "")

    def show_keys(self) -> None:
        """Show the keys of the focused pane in the footer."""
        focused = self._screen.focused
        self.footer.hint("")
        if focused is self.search_box:
            self.footer.show_actions(*_keys_while_typing())
            return
        pane = str(focused.id) if isinstance(focused, LineView) else ""
        own = [action for action in of_pane(pane) if action.footer] if pane else []
        if self.is_reading:
            back = action_named("back")._replace(footer=1)
            own = [back if action.name == "full" else action for action in own]
        overriding = [action for action in own if action.overrides]
        everywhere = [action for action in of_pane("") if action.footer]
        about_postings = {action.name for action in ON_POSTINGS}
        own = [action for action in own if not action.overrides]
        if focused is not self.sidebar:  # there one is not about a posting
            own += [action for action in everywhere if action.name in about_postings]
        taken = about_postings | {action.overrides for action in overriding}
        general = [action for action in everywhere if action.name not in taken]
        self.footer.show_actions(*map(_in_order, (own, [*overriding, *general])))


def _in_order(actions: list[Action]) -> list[Action]:
    """Return the actions that have a key, in their order in the footer."""
    return sorted((action for action in actions if action.keys), key=lambda one: one.footer)


def _keys_while_typing() -> tuple[list[Action], list[Action]]:
    """Return what the keys do that type nothing: those of the search box, and general ones."""
    results = action_named("back")._replace(keys=("enter",), label=lambda: _("results"), footer=1)
    syntax = action_named("help")._replace(keys=("f1",), label=lambda: _("syntax"), footer=2)
    general = [
        action._replace(keys=tuple(key for key in action.keys if not is_typed(key)), footer=3)
        for action in map(action_named, ("back", "palette", "next_pane"))
    ]
    return [results, syntax], [action for action in general if action.keys]
