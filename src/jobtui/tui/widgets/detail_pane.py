"""The text of the selected posting, below what it states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.strip import Strip

from jobtui.lru import LRUCache
from jobtui.postings.model import Posting, Ruling
from jobtui.render.navigation import is_place
from jobtui.text.cells import cells
from jobtui.tui.messages import CopyAsked
from jobtui.tui.styles import is_ascii
from jobtui.tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from jobtui.render.markdown import Document
    from jobtui.render.posting_page import PostingPage
    from jobtui.render.summary import Fact

Mark = Callable[[str], Sequence[tuple[int, int]]]

_KEPT = 6000  # lines of laid-out postings


class _LaidOut(NamedTuple):
    document: Document  # kept, for its id is part of the key
    sheet: PostingPage
    strips: dict[object, Strip]


class DetailPane(PageView):
    """Lays out one posting and shows it; the last ones are kept."""

    def __init__(self) -> None:
        super().__init__(id="detail")
        self.posting: Posting | None = None
        self._ruling: Ruling | None = None
        self._document: Document | None = None
        self._error = ""
        self._mark: Mark = lambda _text: ()
        self._marking: object = None
        self._own: Sequence[Fact] = ()
        self._kept: LRUCache[_LaidOut] = LRUCache(_KEPT)

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
            self.begin_anew()
        self._arrange()

    def rows_of(
        self,
        posting: Posting,
        ruling: Ruling,
        document: Document | None,
        error: str,
        mark: Mark,
        marking: object,
        own: Sequence[Fact],
    ) -> list[Strip]:
        """Return the rows that `show` would show; what is shown begins anew."""
        said = (self.posting, self._ruling, self._document, self._error)
        before = (*said, self._mark, self._marking, self._own)
        self.show(posting, ruling, document, error, mark, marking, own)
        try:
            return self.rows()
        finally:
            self.show(*before)

    def _arrange(self) -> None:
        if (
            self.posting is None
            or self._document is None
            or self._ruling is None
            or not self.size.width  # the pane is not laid out yet
        ):
            self.take(None, {})
            return
        width = max(1, self.size.width - 2)
        key = (self.posting, self._ruling, id(self._document), width, self._marking, self._own)
        laid_out = self._kept.get(key)
        if laid_out is None:
            from jobtui.render.posting_page import lay_out_posting  # not before the first picture

            sheet = lay_out_posting(
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
            self._kept.put(key, laid_out, len(sheet.lines))
        self.take(laid_out.sheet, laid_out.strips)

    def on_resize(self) -> None:
        """Lay out anew for another width."""
        self._kept.clear()
        self._arrange()

    def recolour(self) -> None:
        """Draw everything anew, in other colours; no row that was drawn is kept."""
        self._kept.clear()
        self._arrange()

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
                if is_place(self.links[link].url):
                    self.follow()
                else:
                    self.post_message(CopyAsked(self.links[link].url))
                return
            column += cells(text)
