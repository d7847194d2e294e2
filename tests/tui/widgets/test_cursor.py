"""The cursor of a list, on a view of its own."""

from __future__ import annotations

from textual.geometry import Size

from jobtui.tui.widgets.cursor import Cursor


class View:
    """Ten items of two lines in a view of six rows; notes what it is asked to do."""

    size = Size(20, 6)
    items = 10
    margin = 2

    def __init__(self) -> None:
        self.first = 0
        self.redrawn: list[int] = []
        self.moves: list[int] = []

    def count(self) -> int:
        return 2 * self.items

    def lines_of(self, item: int) -> range:
        return range(2 * item, 2 * item + 2)

    def show_line(self, number: int, margin: int = 0) -> bool:
        before = self.first
        self.first = max(min(self.first, number - margin), number + margin - self.size.height + 1)
        self.first = max(0, min(self.first, self.count() - self.size.height))
        return self.first != before

    def refresh_lines(self, *numbers: int) -> None:
        self.redrawn += numbers

    def moved(self, by: int) -> None:
        self.moves.append(by)


def test_within_the_view_two_items_are_redrawn() -> None:
    view = View()
    cursor = Cursor(view)
    cursor.move(1)
    assert (cursor.item, view.first, view.redrawn, view.moves) == (1, 0, [0, 1, 2, 3], [1])


def test_the_view_scrolls_with_the_cursor() -> None:
    view = View()
    cursor = Cursor(view)
    cursor.move(4)
    assert (cursor.item, view.first, view.redrawn) == (4, 6, [])


def test_it_stays_among_the_items() -> None:
    view = View()
    cursor = Cursor(view, 9)
    assert not cursor.move_to(30)
    assert cursor.move_to(-3)
    assert (cursor.item, view.moves) == (0, [-9])


def test_a_page_is_what_fits() -> None:
    assert Cursor(View()).page == 3
