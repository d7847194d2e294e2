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
from jobtui.tui.widgets.mark_signs import Signs
from jobtui.tui.widgets.no_results import no_results

if TYPE_CHECKING:
    from jobtui.text.highlight import Highlight

_DATE = 10
_WORD = 7  # cells of the longest word for a status
_ONE_LINE = 76  # columns from which a posting takes one line
_NEAR = 100  # postings on either side that are looked at for one that is still there


class ResultList(LineView):
    """The rows of an answer, with one selected; it stays selected when the answer changes."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    def __init__(self) -> None:
        super().__init__(id="list")
        self.cursor: Cursor = Cursor(self)
        self.results: Results | None = None
        self.failure = ""  # why the files could not be read
        self.building = (0, 0)  # files read, files in all, while there is nothing to show
        self._highlight: Highlight = lambda _text: ()
        self._direction = 1  # of the last move
        self._chosen = False  # the row was gone to, and is not just the first
        self._signs = Signs(None)
        self.go_back_to: Posting | None = None  # the next answer selects it

    @property
    def selected(self) -> Posting | None:
        """The posting under the cursor."""
        if self.results is None or not len(self.results.postings):
            return None
        return self.results.postings[min(self.cursor.item, len(self.results.postings) - 1)]

    @property
    def following(self) -> Posting | None:
        """The posting that one more move in the same direction would select."""
        item = self.cursor.item + self._direction
        if self.results is None or not 0 <= item < len(self.results.postings):
            return None
        return self.results.postings[item]

    def show(self, results: Results, highlight: Highlight, place: Callable[[Posting], int]) -> None:
        """Show an answer; what is selected stays so where *place* finds it, which is -1 where not.

        If it is not in the answer to the same question any more, its neighbour is selected.
        """
        before, at = self.results, -1
        is_same = before is not None and _is_same(before.query, results.query)
        if self.go_back_to is not None:
            at = place(self.go_back_to)
            self.go_back_to, self._chosen = None, self._chosen or at >= 0
        if at < 0 and (self._chosen or is_same) and self.selected is not None:
            at = place(self.selected)
        if at < 0 and is_same:
            at = self._neighbour(place, len(results.postings))
        self.results, self._highlight = results, highlight
        self._signs = Signs(results.user)
        self._strips.clear()
        self._chosen = self._chosen and at >= 0
        self.cursor.item = max(0, at)
        self.scroll_lines(self.offset_y)
        self.cursor.show()
        self.refresh()

    def _neighbour(self, place: Callable[[Posting], int], count: int) -> int:
        """Return where the posting after the selected one is in an answer of *count*; if that is
        gone as well, the next one that is there, else the last before it.
        """
        assert self.results is not None
        shown, cursor = self.results.postings, self.cursor.item
        after = range(cursor + 1, min(cursor + 1 + _NEAR, len(shown)))
        before = range(cursor - 1, max(cursor - 1 - _NEAR, -1), -1)
        found = (place(shown[at]) for at in (*after, *before))
        return next((at for at in found if at >= 0), min(cursor, count - 1))

    def show_building(self, done: int, total: int) -> None:
        """Show how far the first build is."""
        self.building = (done, total)
        if self.results is None or not self.results.total:
            self.refresh()

    @property
    def item_height(self) -> int:
        """Two lines a posting where one would not hold a title."""
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
        """Return how many lines there are; a message takes some when there is no row."""
        if self.results is None or not len(self.results.postings):
            return len(self._message())
        return len(self.results.postings) * self.item_height

    def line_keys(self, numbers: range) -> Sequence[object]:
        """Return what the look of each line depends on; what it says changes with the answer."""
        if self.selected is None:
            return super().line_keys(numbers)
        height, look = self.item_height, 1 + self.has_focus
        here = self.cursor.item * height
        return [(number, height, look if number == here else 0) for number in numbers]

    def line(self, number: int, width: int) -> Sequence[Piece]:
        """Return one line of a row: mark and symbol, title, status, date, organisation."""
        if self.results is None or self.selected is None:
            text, look = self._message()[number]
            return [(" " + text, look)]
        item, second = divmod(number, self.item_height)
        posting = self.results.postings[item]
        status = status_of(posting, self.results.query.as_of).status
        at_cursor = item == self.cursor.item and not second  # one line tells it as well as two
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
        """Return *text* in exactly *width* cells, the words that were searched for marked."""
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
        """Tell that another posting is selected, by the user's own hand."""
        self._chosen, self._direction = True, 1 if by > 0 else -1
        if self.selected is not None:
            self.post_message(RowHighlighted())

    async def action_read(self) -> None:
        """Open the selected posting; if there is none, take the spelling that finds some."""
        if self.selected is not None:
            self.post_message(PostingOpened())
        else:
            await self.run_action("screen.take_spelling")

    async def action_text_down(self) -> None:
        """Scroll the text from here."""
        await self.run_action("screen.scroll_text(5)")

    async def action_text_up(self) -> None:
        """Scroll the text back from here."""
        await self.run_action("screen.scroll_text(-5)")

    async def on_click(self, event: events.Click) -> None:
        """Select the row that was clicked; twice opens it."""
        number = self.item_at(event.y)
        if self.selected is None:
            if self.results is not None and self.results.blockers:
                await self.run_action("screen.drop_filters")
        elif number is not None:
            self.cursor.move_to(number)
            if event.chain == 2:
                await self.action_read()


def _is_same(before: Query, now: Query) -> bool:
    """Whether a question is the one before, on whatever day."""
    return before._replace(as_of=now.as_of) == now
