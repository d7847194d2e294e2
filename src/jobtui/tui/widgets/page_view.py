"""A laid-out page: its lines, drawn with what was found in it and gone to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from jobtui.render.navigation import cut
from jobtui.text.cells import cells
from jobtui.tui.messages import NoticeRequested
from jobtui.tui.styles import LOOKS, glyph, page_style
from jobtui.tui.widgets.line_view import LineView
from jobtui.tui.widgets.page_matches import PageMatches

if TYPE_CHECKING:
    from jobtui.render.layout import Heading, PageLink
    from jobtui.render.posting_page import PostingPage

MARGIN = 2  # lines around a match, a link or a place that are shown with it


class PageView(LineView):
    """Shows the lines of a page; a sign in the margin marks the line one jumped to."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._page: PostingPage | None = None
        self.matches = PageMatches()  # its needle stays from page to page
        self.link_at = -1  # the link that was gone to
        self.place = -1  # the line that was gone to

    def set_page(self, page: PostingPage | None, strips: dict[object, Strip]) -> None:
        """Show another page; *strips* holds the rows of it that are drawn already."""
        self._strips = strips
        before = self._page
        if page is not before:
            at, place, was_in_view = self.matches.current, self.place, self.is_in_view(self.place)
            total = len(self.matches.all) if at >= 0 else 0
            self._page, self.place = page, -1
            self.search(self.matches.needle)
            if before and page and place >= 0:
                same = at if len(self.matches.all) == total else -1
                self._regain(before.headings, page.headings, same, place)
        self.offset_y = max(0, min(self.offset_y, self.count() - self.size.height))
        if page is not before and was_in_view and self.place >= 0:
            self.show_line(self.place, MARGIN)
        self.refresh()

    def _regain(
        self, old: Sequence[Heading], new: Sequence[Heading], match: int, place: int
    ) -> None:
        """Find the place again in a text that was laid out again: its match, or its heading."""
        if match >= 0:
            self.place = self.matches.select(match)
        elif len(old) == len(new):
            lines = (now.line for was, now in zip(old, new, strict=True) if was.line == place)
            self.place = next(lines, -1)

    def go_to_top(self) -> None:
        """Go to the beginning of another text, and forget where one was in the last."""
        self.offset_y = 0
        self.link_at = self.place = self.matches.current = -1

    @property
    def links(self) -> tuple[PageLink, ...]:
        """The links of the page, those of the head first."""
        return self._page.links if self._page else ()

    @property
    def headings(self) -> Sequence[Heading]:
        """The headings of the page."""
        return self._page.headings if self._page else ()

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._page.lines) if self._page else 0

    def line_keys(self, numbers: range) -> Sequence[object]:
        """Return keys that change with what was gone to, and found, on a line."""
        hits = self.matches.hits
        if self._page is None or (self.link_at < 0 and self.place < 0 and not hits):
            return numbers
        return [self._line_key(number) for number in numbers]

    def _line_key(self, number: int) -> object:
        assert self._page is not None
        here = self.link_at
        link = here if any(s.link == here for s in self._page.lines[number]) else -1
        hits = self.matches.hits.get(number, ())
        is_place = number == self.place
        return (number, link, hits, is_place) if link >= 0 or hits or is_place else number

    def draw(self, number: int, width: int) -> Strip:
        """Return one line, drawn from its spans."""
        assert self._page is not None
        line, hits = self._page.lines[number], self.matches.hits.get(number, ())
        margin = Segment(glyph("mark"), LOOKS["key"])
        if number != self.place:
            margin = Segment(" ", LOOKS[""])
        segments = [margin]
        ends = sorted({end for hit in hits for end in hit[:2]})
        for (text, style, link), at in cut(line, ends):
            look = page_style(style)
            if link >= 0 and link == self.link_at:
                look += LOOKS["current"]
            for start, end, is_current in hits:
                if start <= at < end:
                    look += LOOKS["match_current" if is_current else "match"]
            segments.append(Segment(text, look))
        return Strip(segments).adjust_cell_length(width, LOOKS[""])

    def link_in(self, number: int, column: int) -> int:
        """Return the link at a column of the pane on line *number*; -1 where there is none."""
        start = 1  # behind the margin
        for text, _style, link in self._page.lines[number] if self._page else ():
            if start <= column < start + cells(text) and link >= 0:
                return link
            start += cells(text)
        return -1

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Redraw the lines that look different after the block; all of them if it scrolled."""
        in_view = range(self.offset_y, min(self.count(), self.offset_y + self.size.height))
        before = self.line_keys(in_view)
        yield
        if self.offset_y == in_view.start:
            after = self.line_keys(in_view)
            keys = zip(in_view, before, after, strict=True)
            self.refresh_lines(*(number for number, old, new in keys if old != new))

    def is_in_view(self, line: int) -> bool:
        """Whether a line is in view."""
        return self.offset_y <= line < self.offset_y + self.size.height

    def search(self, needle: str) -> None:
        """Search the page for *needle*; without one the words of the query are its matches."""
        self.matches.search(self._page.lines if self._page else (), needle)

    def go_to_line(self, line: int, told: str = "") -> None:
        """Jump to a line, and show a text for a while; an empty one ends what was shown."""
        with self.changing():
            self.place = line
            self.matches.select(-1)
            self.scroll_lines(line)
        self.tell(told)

    def tell(self, text: str) -> None:
        """Have a text shown for a while."""
        self.post_message(NoticeRequested(text))
