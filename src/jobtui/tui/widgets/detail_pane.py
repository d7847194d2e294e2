"""The pane with the text of the selected posting, and the keys that work in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from jobtui.i18n import _
from jobtui.lru import LRUCache
from jobtui.postings.model import Posting, Ruling
from jobtui.render.navigation import is_place
from jobtui.text.cells import cells
from jobtui.tui.messages import CopyRequested
from jobtui.tui.styles import is_ascii
from jobtui.tui.widgets.bindings import bindings
from jobtui.tui.widgets.finder import Finder, MatchPosition
from jobtui.tui.widgets.link_navigator import LinkNavigator
from jobtui.tui.widgets.page_view import PageView
from jobtui.tui.widgets.section_navigator import SectionNavigator

if TYPE_CHECKING:
    from datetime import date

    from jobtui.render.document import Document
    from jobtui.render.posting_page import PostingPage
    from jobtui.render.summary import Fact
    from jobtui.text.highlight import Highlight

_MOST_LINES = 6000  # of laid-out postings to keep
_AROUND_TITLE = 6  # cells around the title in the frame; what does not fit there is in the page


class ShownPosting(NamedTuple):
    """What is shown of a posting.

    *error* says why its text is missing, *own* what the user noted on it. *highlight* finds the
    words to mark, and *marking* is equal for equal ways of marking. Ages are counted to *today*.
    """

    posting: Posting
    ruling: Ruling
    document: Document
    error: str
    highlight: Highlight
    marking: object
    own: tuple[Fact, ...]
    today: date


class _LaidOut(NamedTuple):
    document: Document  # kept alive, for its id is part of the key
    page: PostingPage
    strips: dict[object, Strip]


class DetailPane(PageView):
    """Lays out one posting and shows it; the last ones laid out are kept."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("detail")]

    def __init__(self) -> None:
        super().__init__(id="detail")
        self._shown: ShownPosting | None = None
        self._kept: LRUCache[_LaidOut] = LRUCache(_MOST_LINES)
        self._links = LinkNavigator(self)
        self._sections = SectionNavigator(self)
        self._finder = Finder(self)

    @property
    def posting(self) -> Posting | None:
        """The posting that is shown."""
        return self._shown.posting if self._shown is not None else None

    def show(self, shown: ShownPosting | None) -> None:
        """Show a posting, or nothing."""
        before, self._shown = self.posting, shown
        if before is None or shown is None or before.id != shown.posting.id:
            self.go_to_top()
            self._links.reset()
        self._lay_out()

    def rows_of(self, shown: ShownPosting) -> list[Strip]:
        """Return the rows that `show` would show; what is shown now starts at its top again."""
        before = self._shown
        self.show(shown)
        try:
            return self.rows()
        finally:
            self.show(before)

    def _lay_out(self) -> None:
        shown = self._shown
        if shown is None or not self.size.width:  # the pane has no size yet
            self.set_page(None, {})
            return
        width = max(1, self.size.width - 2)
        key = (shown.posting, shown.ruling, id(shown.document), width, shown.marking, shown.own)
        laid_out = self._kept.get(key)
        if laid_out is None:
            from jobtui.render.posting_page import lay_out_posting  # not before the first picture

            page = lay_out_posting(
                shown.posting,
                shown.ruling,
                shown.document,
                width,
                shown.highlight,
                ascii=is_ascii(),
                error=shown.error,
                own=shown.own,
                has_title=cells(shown.posting.title) > self.size.width - _AROUND_TITLE,
                today=shown.today,
                has_side=True,
            )
            laid_out = _LaidOut(shown.document, page, {})
            self._kept.put(key, laid_out, len(page.lines))
        self.set_page(laid_out.page, laid_out.strips)

    def on_resize(self) -> None:
        """Lay out for another width."""
        self._kept.clear()
        self._lay_out()

    def recolour(self) -> None:
        """Redraw everything in other colours; no row that was drawn is kept."""
        self._kept.clear()
        self._lay_out()

    async def action_full(self) -> None:
        """Give the posting the full width, or take it back."""
        await self.run_action("screen.toggle_full")

    # Links

    @property
    def chosen_link(self) -> str:
        """The address of the selected link, or an empty text."""
        return self._links.address

    def go_to_link(self, number: int) -> None:
        """Select a link and scroll to it."""
        self._links.go_to(number)

    def follow(self) -> None:
        """Go to the place in the text that the selected link names, or back from there."""
        self._links.follow()

    async def action_links(self) -> None:
        """List the links."""
        if self.links:
            await self.run_action("screen.list_links")
        else:
            self._ask_to_tell("no_link")

    def action_next_link(self) -> None:
        """Go to the next link, from what is in view on."""
        self._step_links(1)

    def action_previous_link(self) -> None:
        """Go to the previous link."""
        self._step_links(-1)

    def _step_links(self, by: int) -> None:
        if self.links:
            self._links.step(by)
        self._ask_to_tell("link" if self.links else "no_link")

    def _ask_to_tell(self, what: str) -> None:
        """Have the screen show where the link leads."""
        self.app.call_later(self.run_action, f"screen.tell_link('{what}')")

    def on_click(self, event: events.Click) -> None:
        """Select the link that was clicked; follow it, or have its address copied."""
        number = self.line_at(event.y)
        link = self.link_in(number, event.x) if number is not None else -1
        if link < 0:
            return
        self.link_at = link
        self.forget()
        if is_place(self.chosen_link):
            self.follow()
        else:
            self.post_message(CopyRequested(self.chosen_link))

    # Finding

    @property
    def needle(self) -> str:
        """What the user finds in the text; empty for the words of the query."""
        return self.matches.needle

    def begin_finding(self) -> None:
        """Find from here on; `drop_found` comes back here."""
        self._finder.begin()

    def find(self, needle: str) -> MatchPosition:
        """Mark every match and show the first one below where finding began."""
        return self._finder.find(needle)

    def end_finding(self) -> None:
        """Keep the matches, and tell which one is shown."""
        self._finder.end()

    def drop_found(self) -> None:
        """Go back to the words of the query; while the user types, to where finding began."""
        self._finder.drop()

    async def action_find(self) -> None:
        """Open the row to type what to find."""
        await self.run_action("screen.find_in_text")

    def action_next_match(self) -> None:
        """Go to the next match."""
        self._finder.step(1)

    def action_previous_match(self) -> None:
        """Go to the previous match."""
        self._finder.step(-1)

    # Sections

    def action_next_section(self) -> None:
        """Go to the next heading."""
        self._sections.step(1)

    def action_previous_section(self) -> None:
        """Go to the previous heading."""
        self._sections.step(-1)

    def action_to_missions(self) -> None:
        """Go to the missions."""
        self._sections.go_to("missions", _("No section on missions in this text."))

    def action_to_profile(self) -> None:
        """Go to the profile."""
        self._sections.go_to("profile", _("No section on the required profile in this text."))

    def action_to_conditions(self) -> None:
        """Go to the conditions."""
        self._sections.go_to("conditions", _("No section on conditions in this text."))

    def action_to_apply(self) -> None:
        """Go to how to apply."""
        self._sections.go_to("apply", _("No section on how to apply in this text."))
