"""A list of lines to choose from, with notes below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from jobtui.text.cells import cut, padded
from jobtui.text.printable import printable
from jobtui.tui.styles import glyph
from jobtui.tui.widgets.bindings import bindings
from jobtui.tui.widgets.cursor import Cursor
from jobtui.tui.widgets.line_view import LineView, Piece


class ChoiceLines(LineView):
    """One line for each choice; Enter or a click chooses the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("move"),
        Binding("enter,l,right", "choose", show=False),
    ]

    class Chosen(Message):
        """A line was chosen."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, choices: Sequence[str], notes: Sequence[str] = ()) -> None:
        super().__init__(id="choices")
        self.cursor: Cursor = Cursor(self)
        self._choices, self._notes = list(map(printable, choices)), list(map(printable, notes))

    def show(self, choices: Sequence[str], notes: Sequence[str]) -> None:
        """Show other lines."""
        self._choices, self._notes = list(map(printable, choices)), list(map(printable, notes))
        self.forget()
        self.refresh(layout=True)

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._choices) + len(self._notes)

    @property
    def items(self) -> int:
        """How many choices there are; one line without any is an item as well."""
        return max(1, len(self._choices))

    def item_of(self, line: int) -> int:
        """Return the choice of a line."""
        return min(line, self.items - 1)

    def line(self, number: int, width: int) -> Sequence[Piece]:
        """Return one line; that under the cursor stands out."""
        at = number - len(self._choices)
        text = self._notes[at] if at >= 0 else self._choices[number]
        whole = padded(f" {cut(text, max(0, width - 2), glyph('ellipsis'))}", width)
        if at >= 0:
            return [(whole, "dim")]
        return [(whole, "cursor" if number == self.cursor.item else "")]

    def action_choose(self) -> None:
        """Choose the line under the cursor."""
        if self._choices:
            self.post_message(self.Chosen(self.cursor.item))

    def on_click(self, event: events.Click) -> None:
        """Choose the line that was clicked."""
        event.stop()
        if self._choices and (item := self.item_at(event.y)) is not None:
            self.cursor.move_to(item)
            self.action_choose()
