"""The text of the selected posting, below what it states."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from jobtui.app.looks import LOOKS, is_ascii, page_style
from jobtui.app.messages import CopyAsked
from jobtui.app.moving import Scrolling, bindings
from jobtui.posting import Posting, Ruling
from jobtui.wrap import cells

if TYPE_CHECKING:
    from jobtui.facts import Fact
    from jobtui.markdown import Document
    from jobtui.page import Link
    from jobtui.sheet import Sheet

Mark = Callable[[str], Sequence[tuple[int, int]]]

_KEPT = 64  # laid-out postings


class _LaidOut(NamedTuple):
    document: Document  # kept, for its id is part of the key
    sheet: Sheet
    strips: dict[object, Strip]


class DetailPane(Scrolling):
    """Shows one posting; links and found words can be gone to."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("detail")]

    def __init__(self) -> None:
        super().__init__(id="detail")
        self.posting: Posting | None = None
        self._ruling: Ruling | None = None
        self._document: Document | None = None
        self._error = ""
        self._mark: Mark = lambda _text: ()
        self._marking: object = None
        self._own: Sequence[Fact] = ()
        self._kept: OrderedDict[object, _LaidOut] = OrderedDict()
        self._sheet: Sheet | None = None
        self.link_at = -1

    def show(
        self,
        posting: Posting | None,
        ruling: Ruling | None,
        document: Document | None,
        error: str,
        mark: Mark,
        marking: object,
        own: Sequence[Fact] = (),
    ) -> None:
        """Show a posting; *marking* tells one way of marking words from another, *own* is what the
        user said of it.
        """
        same = posting is not None and self.posting is not None and posting.id == self.posting.id
        self.posting, self._ruling, self._document = posting, ruling, document
        self._error, self._mark, self._marking, self._own = error, mark, marking, tuple(own)
        if not same:
            self.offset_y = 0
            self.link_at = -1
        self._arrange()

    def _arrange(self) -> None:
        if (
            self.posting is None
            or self._document is None
            or self._ruling is None
            or not self.size.width  # the pane is not laid out yet
        ):
            self._sheet, self._strips = None, {}
            self.refresh()
            return
        width = max(1, self.size.width - 2)
        key = (self.posting, self._ruling, id(self._document), width, self._marking, self._own)
        laid_out = self._kept.pop(key, None)
        if laid_out is None:
            from jobtui.sheet import lay_out_sheet  # not before the first picture

            sheet = lay_out_sheet(
                self.posting,
                self._ruling,
                self._document,
                width,
                self._mark,
                ascii=is_ascii(),
                error=self._error,
                own=self._own,
            )
            laid_out = _LaidOut(self._document, sheet, {})
        self._kept[key] = laid_out
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self._sheet, self._strips = laid_out.sheet, laid_out.strips
        self.offset_y = max(0, min(self.offset_y, self.count() - self.size.height))
        self.refresh()

    def on_resize(self) -> None:
        """Lay out anew for another width."""
        self._kept.clear()
        self._arrange()

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the posting, those of the head first."""
        return self._sheet.links if self._sheet else ()

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._sheet.lines) if self._sheet else 0

    def line_keys(self, numbers: range) -> Sequence[object]:
        """Return what the look of each line depends on: whether the chosen link is on it."""
        if self._sheet is None or self.link_at < 0:
            return numbers
        here, lines = self.link_at, self._sheet.lines
        return [(n, here) if any(s.link == here for s in lines[n]) else n for n in numbers]

    def draw(self, number: int, width: int) -> Strip:
        """Return one line, drawn from spans."""
        assert self._sheet is not None
        segments = [Segment(" ")]
        for text, style, link in self._sheet.lines[number]:
            look = page_style(style)
            if link >= 0 and link == self.link_at:
                look += LOOKS["current"]
            segments.append(Segment(text, look))
        return Strip(segments).adjust_cell_length(width)

    def action_full(self) -> None:
        """Give the posting the full width, or take it back."""
        self.app.call_later(self.run_action, "screen.toggle_full")

    def action_next_link(self) -> None:
        """Go to the next link, from what is seen on."""
        self._go_to_link(1)

    def action_previous_link(self) -> None:
        """Go to the previous link."""
        self._go_to_link(-1)

    def _go_to_link(self, by: int) -> None:
        if not self.links:
            self.notify_screen("no_link")
            return
        before = self.link_at
        if before < 0:
            seen = [n for n, link in enumerate(self.links) if link.line >= self.offset_y]
            self.link_at = (seen[0] if seen else 0) if by > 0 else len(self.links) - 1
        else:
            self.link_at = (before + by) % len(self.links)
        lines = {self.links[at].line for at in (before, self.link_at) if at >= 0}
        if not self.show_line(self.links[self.link_at].line, margin=2):
            self.refresh_lines(*lines, *(line + 1 for line in lines))
        self.notify_screen("link")

    def notify_screen(self, what: str) -> None:
        """Let the screen tell where the link leads."""
        self.app.call_later(self.run_action, f"screen.tell_link('{what}')")

    @property
    def chosen_link(self) -> str:
        """The address of the link that was gone to, or an empty text."""
        return self.links[self.link_at].url if 0 <= self.link_at < len(self.links) else ""

    def action_next_match(self) -> None:
        """Go to the next line with a found word."""
        self._go_to(self._sheet.found if self._sheet else (), 1)

    def action_previous_match(self) -> None:
        """Go to the previous line with a found word."""
        self._go_to(self._sheet.found if self._sheet else (), -1)

    def action_next_section(self) -> None:
        """Go to the next heading."""
        self._go_to([h.line for h in self._sheet.headings] if self._sheet else (), 1)

    def action_previous_section(self) -> None:
        """Go to the previous heading."""
        self._go_to([h.line for h in self._sheet.headings] if self._sheet else (), -1)

    def _go_to(self, lines: Sequence[int], by: int) -> None:
        here = self.offset_y
        if by > 0:
            ahead = [line for line in lines if line > here]
            target = ahead[0] if ahead else None
        else:
            behind = [line for line in lines if line < here]
            target = behind[-1] if behind else None
        if target is not None:
            self.scroll_lines(target)

    def on_click(self, event: events.Click) -> None:
        """Choose and copy the link that was clicked."""
        number = self.line_at(event.y)
        if number is None or self._sheet is None:
            return
        column = 1
        for text, _style, link in self._sheet.lines[number]:
            if column <= event.x < column + cells(text) and link >= 0:
                self.link_at = link
                self.forget()
                self.post_message(CopyAsked(self.links[link].url))
                return
            column += cells(text)
