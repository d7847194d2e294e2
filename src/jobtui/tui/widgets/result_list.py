"""The results: one or two lines a posting, those that are open first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from jobtui.postings.model import Posting, status_of
from jobtui.search.query import Query, Sort
from jobtui.search.results import Results
from jobtui.text.wrap import wrap
from jobtui.tui.messages import ChoiceChanged, PostingOpened, RowHighlighted
from jobtui.tui.widgets.bindings import bindings
from jobtui.tui.widgets.cursor import Cursor
from jobtui.tui.widgets.line_view import LineView, Piece
from jobtui.tui.widgets.mark_signs import MarkSigns
from jobtui.tui.widgets.no_results import no_results
from jobtui.tui.widgets.result_row import ResultRow, heading, one_line, rule, two_lines

if TYPE_CHECKING:
    from jobtui.text.highlight import Highlight

_ONE_LINE = 59  # columns from which a posting takes one line
_MOST_CHOSEN = 1000  # rows: each is looked up in every new answer
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
        self.is_covered = False
        """Whether the filters lie above a part of it: a bar would seem to go on from theirs."""
        self._is_chosen = False  # the user went to this row; it is not just the first
        self._signs = MarkSigns(None)
        self._snippets: dict[str, str] = {}  # by id of the posting; empty: looked for in vain
        self.go_back_to: Posting | None = None  # the next results select it
        self.chosen: dict[str, Posting] = {}  # rows to act upon together, by id of the posting

    @property
    def selected(self) -> Posting | None:
        """The posting under the cursor."""
        if self.results is None or not len(self.results.postings):
            return None
        return self.results.postings[min(self.cursor.item, len(self.results.postings) - 1)]

    @property
    def _postings(self) -> Sequence[Posting]:
        return self.results.postings if self.results is not None else ()

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
        if at < 0 and is_same and self.selected is not None:
            at = self._neighbour(place, len(results.postings))
        if before is None or before.marking != results.marking:
            self._snippets.clear()
        self.chosen = {name: one for name, one in self.chosen.items() if place(one) >= 0}
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

    def without_snippet(self) -> list[Posting]:
        """Return the postings in view for which no snippet was looked for yet."""
        if self.selected is None:
            return []
        last = min(self.item_of(self.offset_y + self.size.height), len(self._postings) - 1)
        shown = (self._postings[item] for item in range(self.item_of(self.offset_y), last + 1))
        return [posting for posting in shown if posting.id not in self._snippets]

    def show_snippets(self, snippets: Mapping[str, str]) -> None:
        """Show in their rows what was found in texts, by the id of the posting."""
        self._snippets.update(snippets)
        self.forget()

    @property
    def item_height(self) -> int:
        """Lines per posting: two where one is too short for a title."""
        return 1 if self.size.width >= _ONE_LINE or self.selected is None else 2

    @property
    def items(self) -> int:
        """How many postings there are, or lines of the message."""
        return self.count() if self.selected is None else len(self._postings)

    @property
    def margin(self) -> int:
        """How many lines beyond the selected posting stay in view: another posting."""
        return self.item_height

    def lines_of(self, item: int) -> range:
        """Return the lines of a posting."""
        height = self.item_height
        first = item * height + (0 <= self._rule <= item * height)
        return range(first, first + height)

    def item_of(self, line: int) -> int:
        """Return the posting that a line belongs to."""
        return (line - (0 <= self._rule < line)) // self.item_height

    @property
    def _rule(self) -> int:
        """The line between what is open and the rest; -1 if there is none."""
        results = self.results
        if results is None or not 0 < results.open_first < len(results.postings):
            return -1
        return results.open_first * self.item_height

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
        return len(self.results.postings) * self.item_height + (self._rule >= 0)

    def line_keys(self, numbers: range) -> Sequence[object]:
        """Return keys that change with the look; rows are dropped when the results change."""
        if self.selected is None:
            return super().line_keys(numbers)
        height, look = self.item_height, 1 + self.has_focus + 2 * self.is_covered
        here = self.lines_of(self.cursor.item)
        return [(number, height, look if number in here else 0) for number in numbers]

    def line(self, number: int, width: int) -> Sequence[Piece]:
        """Return one line of a posting, or the rule below those that are open."""
        if self.results is None or self.selected is None:
            text, look = self._message()[number]
            return [(" " + text, look)]
        if number == self._rule:
            return rule(width)
        item = self.item_of(number)
        row = self._row_of(item, self.results)
        if self.item_height == 1:
            return one_line(row, width, self._highlight)
        is_second = number != self.lines_of(item).start
        return two_lines(row, width, self._highlight, is_second)

    def _row_of(self, item: int, results: Results) -> ResultRow:
        posting, position = results.postings[item], results.postings.position_at(item)
        seen = results.user.bits.get("seen", 0) if results.user is not None else 0
        look = ""
        if item == self.cursor.item:
            blurred = "cursor_covered" if self.is_covered else "cursor_blurred"
            look = "cursor" if self.has_focus else blurred
        return ResultRow(
            posting,
            status_of(posting, results.query.as_of).status,
            results.query.as_of,
            self._signs.of(position),
            not seen >> position & 1,
            look,
            self._snippets.get(posting.id, ""),
            posting.id in self.chosen,
            self._by_closing,
        )

    @property
    def _by_closing(self) -> bool:
        return self.results is not None and self.results.query.sort is Sort.CLOSING

    def heading(self, width: int) -> Sequence[Piece]:
        """Return the names of the columns; nothing if there are no rows of one line."""
        if self.selected is None or self.item_height == 2:
            return ()
        return [(heading(width, self._signs.width, self._by_closing), "dim")]

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

    def action_select(self) -> None:
        """Choose the row, or no longer, and go to the next one."""
        if (posting := self.selected) is not None:
            if self.chosen.pop(posting.id, None) is None:
                self.chosen[posting.id] = posting
            self._choice_changed()
            self.action_down()

    def action_select_all(self) -> None:
        """Choose all rows, at most ``_MOST_CHOSEN``, or if all are chosen none."""
        every = {posting.id: posting for posting in self._postings[:_MOST_CHOSEN]}
        self.chosen = {} if every.keys() == self.chosen.keys() else every
        self._choice_changed()

    def step_back(self) -> bool:
        """Choose no row; return False if none was chosen."""
        if not self.chosen:
            return False
        self.chosen = {}
        self._choice_changed()
        return True

    def _choice_changed(self) -> None:
        self.forget()
        self.post_message(ChoiceChanged())

    async def action_read(self) -> None:
        """Open the selected posting, if there is one."""
        if self.selected is not None:
            self.post_message(PostingOpened())

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
