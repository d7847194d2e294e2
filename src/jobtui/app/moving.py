"""Moving in a pane: what the keys for down, up, pages, first and last do."""

from __future__ import annotations

from textual.binding import Binding

from jobtui.actions import of_pane
from jobtui.app.lines import Lines


def bindings(pane: str) -> list[Binding]:
    """Return the bindings of a pane from the table of actions."""
    return [
        Binding(",".join(action.keys), action.name, action.label(), show=False)
        for action in of_pane(pane)
        if action.keys
    ]


class Scrolling(Lines):
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


class Choosing(Scrolling):
    """A pane with a cursor: the keys move it, and the lines follow."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.cursor = 0

    def move(self, by: int) -> None:
        """Move the cursor, as far as there are lines."""
        self.move_to(self.cursor + by)

    def move_to(self, number: int) -> bool:
        """Put the cursor on line *number*; returns whether that changed it."""
        number = max(0, min(number, self.count() - 1))
        if number == self.cursor:
            return False
        before, self.cursor = self.cursor, number
        if not self.show_line(number, margin=1):
            self.refresh_lines(before, number)
        self.moved()
        return True

    def moved(self) -> None:
        """Hear that the cursor is on another line."""

    def on_focus(self) -> None:
        """The cursor looks different where keys go."""
        self.refresh_lines(self.cursor)

    def on_blur(self) -> None:
        """The cursor looks different where keys go."""
        self.refresh_lines(self.cursor)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        super().on_resize()
        self.show_line(self.cursor)
