"""Moving in a pane: what the keys for down, up, pages, first and last do."""

from __future__ import annotations

from textual.binding import Binding
from textual.strip import Strip

from jobtui.keymap.bindings import of_pane
from jobtui.tui.widgets.line_view import LineView


def bindings(pane: str) -> list[Binding]:
    """Return the bindings of a pane from the table of actions."""
    return [
        Binding(",".join(action.keys), action.name, action.label(), show=False)
        for action in of_pane(pane)
        if action.keys
    ]


class Scrolling(LineView):
    """A pane whose lines scroll under the keys."""

    def move(self, by: int) -> None:
        """Go down *by* lines, up if negative."""
        self.scroll_lines(self.offset_y + by)

    def action_down(self) -> None:
        """One line down."""
        self.move(1)

    def action_up(self) -> None:
        """One line up."""
        self.move(-1)

    def action_page_down(self) -> None:
        """One page down, one line staying."""
        self.move(max(1, self.page - 1))

    def action_page_up(self) -> None:
        """One page up, one line staying."""
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


class CursorList(Scrolling):
    """A pane with a cursor on an item of one or more lines: the keys move it, the lines follow."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.cursor = 0

    @property
    def item_height(self) -> int:
        """How many lines an item takes."""
        return 1

    @property
    def items(self) -> int:
        """How many items there are."""
        return self.count() // self.item_height

    @property
    def page(self) -> int:
        """How many items are seen."""
        return max(1, self.size.height // self.item_height)

    def move(self, by: int) -> None:
        """Move the cursor, as far as there are items."""
        self.move_to(self.cursor + by)

    def move_to(self, item: int) -> bool:
        """Put the cursor on *item*; returns whether that changed it."""
        item = max(0, min(item, self.items - 1))
        if item == self.cursor:
            return False
        before, self.cursor = self.cursor, item
        if not self.show_cursor():
            self.refresh_lines(*self._lines_of(before), *self._lines_of(item))
        self.moved(item - before)
        return True

    def show_cursor(self) -> bool:
        """Scroll so that the item under the cursor is seen; returns whether that moved."""
        lines = self._lines_of(self.cursor)
        margin = self.item_height
        moved = self.show_line(lines[-1], margin)
        return self.show_line(lines[0], margin) or moved

    def rows_at(self, item: int) -> list[Strip]:
        """Return the rows as they are with the cursor on *item*; none if they have to scroll."""
        before = self.cursor
        self.cursor = item
        try:
            lines, margin = self._lines_of(item), self.item_height
            if lines[-1] + margin >= self.offset_y + self.size.height:
                return []
            return self.rows()
        finally:
            self.cursor = before
            self.refresh()

    def _lines_of(self, item: int) -> range:
        first = item * self.item_height
        return range(first, first + self.item_height)

    def item_at(self, y: int) -> int | None:
        """Return the item at a row of the pane."""
        line = self.line_at(y)
        return None if line is None else line // self.item_height

    def moved(self, by: int) -> None:
        """Hear that the cursor is on another item, *by* items further down."""

    def on_focus(self) -> None:
        """The cursor looks different where keys go."""
        self.refresh_lines(*self._lines_of(self.cursor))

    def on_blur(self) -> None:
        """The cursor looks different where keys go."""
        self.refresh_lines(*self._lines_of(self.cursor))

    def on_resize(self) -> None:
        """Keep the cursor in view; Textual calls the base's handler as well."""
        self.show_cursor()
