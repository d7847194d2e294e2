"""The cursor of a list: the item that keys act on, and the lines that follow it."""

from __future__ import annotations

from typing import Protocol

from textual.geometry import Size


class ItemView(Protocol):
    """What a cursor needs of the view it belongs to: where items are, and how to show them."""

    @property
    def size(self) -> Size:
        """Width and height in cells."""

    @property
    def items(self) -> int:
        """How many items there are."""

    @property
    def margin(self) -> int:
        """How many lines beyond the item under the cursor stay in view."""

    def count(self) -> int:
        """Return how many lines there are."""

    def lines_of(self, item: int) -> range:
        """Return the lines of an item, at least one."""

    def show_line(self, number: int, margin: int = 0) -> bool:
        """Scroll so that a line is in view; return whether that scrolled."""

    def refresh_lines(self, *numbers: int) -> None:
        """Redraw some lines."""

    def moved(self, by: int) -> None:
        """Called after the cursor has moved down by that many items."""


class Cursor:
    """Points to an item of a view, where an item is one or more lines."""

    def __init__(self, view: ItemView, item: int = 0) -> None:
        self._view = view
        self.item = item

    @property
    def page(self) -> int:
        """How many items fit in the view; on average, if they differ in height."""
        return max(1, self._view.size.height * self._view.items // max(1, self._view.count()))

    def move(self, by: int) -> None:
        """Move down *by* items, up if negative, as far as there are items."""
        self.move_to(self.item + by)

    def move_to(self, item: int) -> bool:
        """Move to *item*, or the nearest there is; return whether the cursor moved."""
        item = max(0, min(item, self._view.items - 1))
        if item == self.item:
            return False
        before, self.item = self.item, item
        if not self.show():
            self._view.refresh_lines(*self._view.lines_of(before), *self._view.lines_of(item))
        self._view.moved(item - before)
        return True

    def show(self) -> bool:
        """Scroll so that the whole item is in view; return whether that scrolled."""
        lines, margin = self._view.lines_of(self.item), self._view.margin
        scrolled = self._view.show_line(lines[-1], margin)
        return self._view.show_line(lines[0], margin) or scrolled

    def redraw(self) -> None:
        """Redraw the item: it looks different while its view has the focus."""
        self._view.refresh_lines(*self._view.lines_of(self.item))
