"""Which panes a terminal of some size shows, and where: pure arithmetic.

| terminal          | shown                                                     |
|-------------------|-----------------------------------------------------------|
| below 60x15       | the list or the text; a rule with a title in place of borders |
| 60–99 columns     | the list above the text; the filters cover the left of both |
| 100–149 columns   | the filters, and beside them the list above the text      |
| from 150 columns  | the filters, the list and the text side by side           |
"""

from __future__ import annotations

from typing import NamedTuple

SIDEBAR, LIST, DETAIL = "sidebar", "list", "detail"
FRAMED_WIDTH, FRAMED_HEIGHT = 60, 15  # from here on panes have borders
_BESIDE = 100  # columns from which the filters have room beside the list above the text
_COLUMNS = 150  # columns from which all three are side by side
_SPARE = 180  # columns; what is wider goes to the list
_SIDEBAR_WIDTH = 30
_LEAST_PAIR = 100  # columns of list and text side by side, with filters at their left
_LEAST_ROWS, _LEAST_LINES = 8, 4  # of the list and of the text, one above the other
_AROUND = 2  # rows for the search and the footer


class Layout(NamedTuple):
    """What is shown. Widths and heights in cells, borders included; 0: all that is left."""

    shown: frozenset[str]
    is_framed: bool
    is_stacked: bool = False  # the list above the text
    is_over: bool = False  # the filters cover a part of the other panes
    sidebar_width: int = 0
    list_height: int = 0
    detail_width: int = 0
    has_heading: bool = False  # names of columns above the list


class Wish(NamedTuple):
    """What the user wants to see."""

    layout: str = "auto"  # or "rows", "columns"
    has_preview: bool = True
    is_reading: bool = False
    filters: bool | None = None  # None: where they have room


def is_columns(width: int, height: int, layout: str) -> bool:
    """Return whether list and text are side by side if both are shown."""
    if layout != "auto":
        return layout == "columns"
    return width >= _COLUMNS or (height < FRAMED_HEIGHT and width >= _BESIDE)


def arranged(width: int, height: int, wish: Wish) -> Layout:
    """Return the layout for a terminal of *width* columns and *height* rows."""
    is_framed = width >= FRAMED_WIDTH and height >= FRAMED_HEIGHT
    if wish.is_reading:
        return Layout(frozenset((DETAIL,)), is_framed)
    columns = is_columns(width, height, wish.layout)
    has_both = wish.has_preview and width >= FRAMED_WIDTH and (is_framed or columns)
    is_stacked = has_both and not columns
    room = _SIDEBAR_WIDTH + _LEAST_PAIR if has_both and columns else _BESIDE
    has_room = width >= room and (is_framed or not has_both)
    filters = has_room if wish.filters is None else wish.filters
    shown = {LIST, *([DETAIL] if has_both else []), *([SIDEBAR] if filters else [])}
    left = width - (_SIDEBAR_WIDTH if filters and has_room else 0)
    detail_width = 0 if is_stacked else min(left, _SPARE - _SIDEBAR_WIDTH) * 3 // 5
    list_width = left - detail_width if has_both else left
    return Layout(
        frozenset(shown),
        is_framed,
        is_stacked,
        is_over=filters and not has_room,
        sidebar_width=_SIDEBAR_WIDTH if width >= FRAMED_WIDTH else width,
        list_height=_list_height(height, left) if is_stacked else 0,
        detail_width=detail_width,
        has_heading=is_framed and _heads(list_width),
    )


def _heads(width: int) -> bool:
    return width >= _BESIDE - _SIDEBAR_WIDTH


def _list_height(height: int, width: int) -> int:
    """Return the rows of the list above the text: a third, with a border above and a heading."""
    head = 1 + _heads(width)
    most = height - _AROUND - head - (_LEAST_LINES + 2)  # the text's two borders
    return head + min(max(_LEAST_ROWS, height // 3), most)
