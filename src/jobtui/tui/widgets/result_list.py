"""The results: one line a posting, newest or best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from jobtui.i18n import short_day
from jobtui.postings.model import Posting, status_of, status_text
from jobtui.search.query import Query
from jobtui.search.results import Results
from jobtui.text.cells import cells, cut, padded
from jobtui.text.wrap import wrap
from jobtui.tui.messages import PostingOpened, RowHighlighted
from jobtui.tui.styles import glyph, symbol
from jobtui.tui.widgets.bindings import bindings
from jobtui.tui.widgets.cursor import Cursor
from jobtui.tui.widgets.line_view import LineView, Piece
from jobtui.tui.widgets.mark_signs import MarkSigns
from jobtui.tui.widgets.no_results import no_results

if TYPE_CHECKING:
    from jobtui.text.highlight import Highlight

_DATE = 10
_WORD = 7  # cells of the longest word for a status
_ONE_LINE = 76  # columns from which a posting takes one line
_NEAR = 100  # postings on either side to search for one that is still there


class ResultList(LineView):
    """The postings found, one of them selected; it stays selected when the results change."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    def __init__(self) -> None:
        super().__init__(id="list")
        self.cursor: Cursor = Cursor(self)
        self.results: Results | None = None
        self.failure = ""  # why the files could not be read
        self.building = (0, 0)  # files read, of how many, while nothing can be shown
        self._highlight: Highlight = lambda _text: ()
        self._direction = 1  # of the last move
        self._is_chosen = False  # the user went to this row; it is not just the first
        self._signs = MarkSigns(None)
        self.go_back_to: Posting | None = None  # the next results select it

    @property
    def selected(self) -> Posting | None:
        """The posting under the cursor."""
        if self.results is None or not len(self.results.postings):
            return None
        return self.results.postings[min(self.cursor.item, len(self.results.postings) - 1)]

    @property
    def following(self) -> Posting | None:
        """The posting that another move in the same direction would select."""
        item = self.cursor.item + self._direction
        if self.results is None or not 0 <= item < len(self.results.postings):
            return None
        return self.results.postings[item]

    def show(self, results: Results, highlight: Highlight, place: Callable[[Posting], int]) -> None:
        """Show other results; the selected posting stays selected if it is among them.

        *place* returns the position of a posting in them, -1 if it is missing. If it no longer
        matches the same query, its neighbour is selected.
        """
        before, at = self.results, -1
        is_same = before is not None and _is_same(before.query, results.query)
        if self.go_back_to is not None:
            at = place(self.go_back_to)
            self.go_back_to, self._is_chosen = None, self._is_chosen or at >= 0
        if at < 0 and (self._is_chosen or is_same) and self.selected is not None:
            at = place(self.selected)
        if at < 0 and is_same:
            at = self._neighbour(place, len(results.postings))
        self.results, self._highlight = results, highlight
        self._signs = MarkSigns(results.user)
        self._strips.clear()
        self._is_chosen = self._is_chosen and at >= 0
        self.cursor.item = max(0, at)
        self.scroll_lines(self.offset_y)
        self.cursor.show()
        self.refresh()

    def _neighbour(self, place: Callable[[Posting], int], count: int) -> int:
        """Return the position, among *count* new results, of the next posting after the selected
        one that is still there; else of the last one before it.
        """
        assert self.results is not None
        shown, cursor = self.results.postings, self.cursor.item
        after = range(cursor + 1, min(cursor + 1 + _NEAR, len(shown)))
        before = range(cursor - 1, max(cursor - 1 - _NEAR, -1), -1)
        found = (place(shown[at]) for at in (*after, *before))
        return next((at for at in found if at >= 0), min(cursor, count - 1))

    def show_building(self, done: int, total: int) -> None:
        """Show how far the first reading of the files is."""
        self.building = (done, total)
        if self.results is None or not self.results.total:
            self.refresh()

    @property
    def item_height(self) -> int:
        """Lines per posting: two where one is too short for a title."""
        return 1 if self.size.width >= _ONE_LINE or self.selected is None else 2

    @property
    def items(self) -> int:
        """How many postings there are, or lines of the message."""
        return self.count() // self.item_height

    @property
    def margin(self) -> int:
        """How many lines beyond the selected posting stay in view: another posting."""
        return self.item_height

    def lines_of(self, item: int) -> range:
        """Return the lines of a posting."""
        height = self.item_height
        return range(item * height, (item + 1) * height)

    def item_of(self, line: int) -> int:
        """Return the posting that a line belongs to."""
        return line // self.item_height

    def rows_at(self, item: int) -> list[Strip]:
        """Return the rows as they are with the cursor on *item*; none if they have to scroll."""
        before, self.cursor.item = self.cursor.item, item
        try:
            if self.lines_of(item)[-1] + self.margin >= self.offset_y + self.size.height:
                return []
            return self.rows()
        finally:
            self.cursor.item = before
            self.refresh()

    def count(self) -> int:
        """Return how many lines there are: of postings, or of the message that there are none."""
        if self.results is None or not len(self.results.postings):
            return len(self._message())
        return len(self.results.postings) * self.item_height

    def line_keys(self, numbers: range) -> Sequence[object]:
        """Return keys that change with the look; rows are dropped when the results change."""
        if self.selected is None:
            return super().line_keys(numbers)
        height, look = self.item_height, 1 + self.has_focus
        here = self.cursor.item * height
        return [(number, height, look if number == here else 0) for number in numbers]

    def line(self, number: int, width: int) -> Sequence[Piece]:
        """Return one line of a posting: mark, symbol, status, date, title, organisation."""
        if self.results is None or self.selected is None:
            text, look = self._message()[number]
            return [(" " + text, look)]
        item, second = divmod(number, self.item_height)
        posting = self.results.postings[item]
        status = status_of(posting, self.results.query.as_of).status
        at_cursor = item == self.cursor.item and not second  # the first line alone shows it
        look = ("cursor" if self.has_focus else "cursor_blurred") if at_cursor else ""
        status_look = look if look == "cursor" else status.value
        head: list[Piece] = [
            (glyph("mark") if at_cursor else " ", look),
            (" " if second else symbol(status), status_look),
            (self._signs.of(-1 if second else self.results.postings.position_at(item)), look),
            (" ", look),
        ]
        width -= self._signs.width
        if self.item_height == 2 and not second:
            return [*head, *self._marked(posting.title, width - 3, look)]
        word = padded(status_text(status), _WORD) + " "
        date = (short_day(posting.published) or "-").ljust(_DATE) + "  "
        room = width - 3 - _WORD - 1 - _DATE - 2
        when: list[Piece] = [(word, status_look), (date, look or "dim")]
        if second:
            return [*head, *when, *self._marked(posting.team, max(0, room), look or "dim")]
        team = min(cells(posting.team), room * 2 // 5)
        title = self._marked(posting.title, room - team - 2, look)
        return [
            *head,
            *when,
            *title,
            ("  ", look),
            *self._marked(posting.team, team, look or "dim"),
        ]

    def _marked(self, text: str, width: int, look: str) -> list[Piece]:
        """Return *text* in exactly *width* cells, with the words of the query marked."""
        found_look = "cursor_found" if look == "cursor" else "found"
        shown = cut(text, width, glyph("ellipsis"))
        kept = len(shown) if shown == text else len(shown) - 1
        pieces: list[Piece] = []
        at = 0
        for start, end in self._highlight(text):
            end = min(end, kept)
            if start < end:
                pieces += [(shown[at:start], look), (shown[start:end], found_look)]
                at = end
        pieces.append((shown[at:] + " " * (width - cells(shown)), look))
        return pieces

    def _message(self) -> list[Piece]:
        """Return the lines to show when there is no posting, wrapped to the width."""
        width = max(10, self.size.width - 3)
        texts = no_results(self.results, self.failure, self.building, max(10, self.size.width - 4))
        return [(text[start:end], look) for text, look in texts for start, end in wrap(text, width)]

    def moved(self, by: int) -> None:
        """Report that the user selected another posting."""
        self._is_chosen, self._direction = True, 1 if by > 0 else -1
        if self.selected is not None:
            self.post_message(RowHighlighted())

    async def action_read(self) -> None:
        """Open the selected posting; if there is none, search for the suggested spelling."""
        if self.selected is not None:
            self.post_message(PostingOpened())
        else:
            await self.run_action("screen.take_spelling")

    async def action_text_down(self) -> None:
        """Scroll the posting's text down."""
        await self.run_action("screen.scroll_text(5)")

    async def action_text_up(self) -> None:
        """Scroll the posting's text up."""
        await self.run_action("screen.scroll_text(-5)")

    async def on_click(self, event: events.Click) -> None:
        """Select the posting that was clicked; a double click opens it."""
        number = self.item_at(event.y)
        if self.selected is None:
            if self.results is not None and self.results.blockers:
                await self.run_action("screen.drop_filters")
        elif number is not None:
            self.cursor.move_to(number)
            if event.chain == 2:
                await self.action_read()


def _is_same(before: Query, now: Query) -> bool:
    """Whether two queries are the same but for the day."""
    return before._replace(as_of=now.as_of) == now
