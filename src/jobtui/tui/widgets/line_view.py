"""A pane of lines that scroll without a new layout; only lines that change are drawn and sent.

The base of the results, the filters, the posting's text and the text screens. A subclass says how
many lines there are and what each looks like. Keys scroll the lines or, with a `Cursor`, move that.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.strip import Strip
from textual.widget import Widget

from jobtui.tui.styles import LOOKS, glyph
from jobtui.tui.widgets.cursor import Cursor

Piece = tuple[str, str]  # text, name of a look

_MOST_STRIPS = 4000  # rows to keep as drawn; when there are more, all are dropped
_NO_LINE = ""  # the key of a row below the last line
_FILLING = frozenset(["cursor", "cursor_blurred", "cursor_covered", "cursor_found"])  # fill a row


class LineView(Widget, can_focus=True):
    """Lines that scroll in the pane, with a scroll bar in its last column.

    An item, for the cursor, is one line unless a subclass says otherwise.
    """

    DEFAULT_CSS = """
    LineView {
        width: 1fr; height: 1fr; background: $background; color: $foreground;
    }
    LineView:ansi { background: ansi_default; color: ansi_default; }
    """
    WHEEL = 3  # lines a notch

    cursor: Cursor | None = None

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.offset_y = 0  # the first line in view
        self.edge = " "
        """What stands in the last column where there is no scroll bar."""
        self._on_bar = False  # the last click was on the scroll bar
        self._strips: dict[object, Strip] = {}

    # What a subclass says of its lines and items

    def count(self) -> int:
        """Return how many lines there are."""
        raise NotImplementedError

    def line(self, number: int, width: int) -> Sequence[Piece]:
        """Return line *number* as pieces of at most *width* cells in all."""
        raise NotImplementedError

    def line_keys(self, numbers: range) -> Sequence[object]:
        """Return for each line a key that changes with its look; None if it must not be kept."""
        return [None] * len(numbers)

    def heading(self, width: int) -> Sequence[Piece]:
        """Return what stands above the lines, where its frame has a line for that."""
        return ()

    @property
    def items(self) -> int:
        """How many items there are."""
        return self.count()

    @property
    def margin(self) -> int:
        """How many lines beyond the item under the cursor stay in view."""
        return 1

    def lines_of(self, item: int) -> range:
        """Return the lines of an item."""
        return range(item, item + 1)

    def item_of(self, line: int) -> int:
        """Return the item that a line belongs to."""
        return line

    def moved(self, by: int) -> None:
        """Called after the cursor has moved down by that many items."""

    # Drawing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are in *width* cells, for a box as high as its content."""
        return max(1, self.count())

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows that Textual asks for; there is no border or padding to add.

        Where the pane is on the screen is known for certain only now: the caret is placed.
        """
        self.place_caret()
        if self.get_line_filters():
            return super().render_lines(crop)
        strips = self._drawn(crop.line_range)
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def rows(self) -> list[Strip]:
        """Return all rows as they are now, not as Textual last drew them."""
        self.refresh()
        return self.render_lines(self.size.region)

    def render_line(self, y: int) -> Strip:
        """Return one row of the pane."""
        return self._drawn(range(y, y + 1))[0]

    def _drawn(self, ys: range) -> list[Strip]:
        width, height = self.size
        total, first = self.count(), self.offset_y + ys.start
        keys = self.line_keys(range(first, min(first + len(ys), max(first, total))))
        thumb = self._thumb(total, height)
        rows = []
        for at, y in enumerate(ys):
            bar = self.edge if thumb is None else glyph("thumb" if y in thumb else "track")
            key = keys[at] if at < len(keys) else _NO_LINE
            row = self._strips.get((key, bar, width))
            if row is None:
                row = self._row(self.offset_y + y if at < len(keys) else -1, bar, width)
                if len(self._strips) > _MOST_STRIPS:
                    self._strips.clear()
                if key is not None:
                    self._strips[key, bar, width] = row
            rows.append(row)
        return rows

    def _row(self, number: int, bar: str, width: int) -> Strip:
        drawn = strip_of([], width - 1) if number < 0 else self.draw(number, max(0, width - 1))
        return Strip([*drawn, Segment(bar, LOOKS["bar" if bar != " " else ""])]).crop(0, width)

    def draw(self, number: int, width: int) -> Strip:
        """Return line *number* in *width* cells."""
        return strip_of(self.line(number, width), width)

    def _thumb(self, total: int, page: int) -> range | None:
        """Return the rows of the scroll bar's thumb; None where there is no bar."""
        if total <= page or page < 2:
            return None
        length = max(1, page * page // total)
        start = round((page - length) * self.offset_y / max(1, total - page))
        return range(start, start + length)

    def forget(self) -> None:
        """Redraw everything; no row that was drawn is used again."""
        self._strips.clear()
        self.refresh()

    def recolour(self) -> None:
        """Redraw everything in other colours."""
        self.forget()

    def refresh_lines(self, *numbers: int) -> None:
        """Redraw those of some lines that are in view."""
        regions = [
            Region(0, number - self.offset_y, self.size.width, 1)
            for number in numbers
            if 0 <= number - self.offset_y < self.size.height
        ]
        if regions:
            self.refresh(*regions)

    def place_caret(self) -> None:
        """Put the terminal's cursor, which screen readers follow, on the item under the cursor."""
        if self.has_focus:
            self.app.cursor_position = self.caret(self.cursor.item if self.cursor else 0)

    def caret(self, item: int) -> Offset:
        """Return where the terminal's cursor is on the screen with the cursor on *item*."""
        at = self.lines_of(item).start if self.cursor is not None else self.offset_y
        row = max(0, min(at - self.offset_y, self.size.height - 1))
        return self.region.offset + Offset(0, row)

    # Scrolling

    def scroll_lines(self, offset: int) -> bool:
        """Put line *offset* at the top, as far as there are lines; return whether that scrolled."""
        offset = max(0, min(offset, self.count() - self.size.height))
        if offset == self.offset_y:
            return False
        self.offset_y = offset
        self.refresh()
        return True

    def show_line(self, number: int, margin: int = 0) -> bool:
        """Scroll so that line *number*, and *margin* lines around it, are in view.

        Returns whether that scrolled.
        """
        page = self.size.height
        margin = min(margin, max(0, (page - 1) // 2))
        if number - margin < self.offset_y:
            return self.scroll_lines(number - margin)
        if number + margin >= self.offset_y + page:
            return self.scroll_lines(number + margin - page + 1)
        return False

    @property
    def page(self) -> int:
        """How many lines are in view; with a cursor, how many items."""
        return max(1, self.size.height) if self.cursor is None else self.cursor.page

    def move(self, by: int) -> None:
        """Scroll down *by* lines, up if negative; with a cursor, move that by as many items."""
        if self.cursor is None:
            self.scroll_lines(self.offset_y + by)
        else:
            self.cursor.move(by)

    def action_down(self) -> None:
        """One line or item down."""
        self.move(1)

    def action_up(self) -> None:
        """One line or item up."""
        self.move(-1)

    def action_page_down(self) -> None:
        """One page down; one line or item of it stays in view."""
        self.move(max(1, self.page - 1))

    def action_page_up(self) -> None:
        """One page up; one line or item of it stays in view."""
        self.move(-max(1, self.page - 1))

    def action_half_down(self) -> None:
        """Half a page down."""
        self.move(max(1, self.page // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self.move(-max(1, self.page // 2))

    def action_first(self) -> None:
        """To the beginning."""
        self.move(-self.count())

    def action_last(self) -> None:
        """To the end."""
        self.move(self.count())

    # Events; Textual calls the handlers of the bases after those of a subclass

    def on_focus(self) -> None:
        """Draw the cursor as it looks with the focus."""
        if self.cursor is not None:
            self.cursor.redraw()

    def on_blur(self) -> None:
        """Draw the cursor as it looks without the focus."""
        if self.cursor is not None:
            self.cursor.redraw()

    def on_resize(self) -> None:
        """Keep the cursor in view and the offset within the lines; drop rows of other widths."""
        if self.cursor is not None:
            self.cursor.show()
        self._strips.clear()
        self.scroll_lines(self.offset_y)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll by the wheel."""
        event.stop()
        self.scroll_lines(self.offset_y + self.WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll by the wheel."""
        event.stop()
        self.scroll_lines(self.offset_y - self.WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go to where the scroll bar is clicked."""
        self._on_bar = event.x == self.size.width - 1 and self.count() > self.size.height
        if self._on_bar:
            share = event.y / max(1, self.size.height - 1)
            self.scroll_lines(round((self.count() - self.size.height) * share))

    def line_at(self, y: int) -> int | None:
        """Return the number of the line at a row of the pane; None on the scroll bar."""
        number = self.offset_y + y
        return number if 0 <= number < self.count() and not self._on_bar else None

    def item_at(self, y: int) -> int | None:
        """Return the item at a row of the pane; None on the scroll bar."""
        line = self.line_at(y)
        return None if line is None else self.item_of(line)


def strip_of(pieces: Sequence[Piece], width: int) -> Strip:
    """Return pieces as a row of *width* cells; the look of a cursor fills it."""
    segments = [Segment(text, LOOKS[look]) for text, look in pieces if text]
    fill = LOOKS[pieces[-1][1]] if pieces and pieces[-1][1] in _FILLING else LOOKS[""]
    return Strip(segments).adjust_cell_length(width, fill)
