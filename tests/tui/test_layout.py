"""The layout of every size, by arithmetic alone."""

from __future__ import annotations

from itertools import product

import pytest

from jobtui.tui.layout import DETAIL, LIST, SIDEBAR, Wish, arranged

SIZES = list(product(range(24, 251), range(6, 71)))
FEW = [(width, height) for width, height in SIZES if height in (6, 9, 14, 15, 16, 24, 40, 70)]
LEAST_LIST = 24  # cells, and rows, that a list needs to show anything
LEAST_ROWS = 2


@pytest.mark.parametrize("layout", ["auto", "columns", "rows"])
@pytest.mark.parametrize("filters", [None, True, False])
@pytest.mark.parametrize("has_preview", [True, False])
def test_every_size_has_room_for_what_it_shows(
    layout: str, filters: bool | None, has_preview: bool
) -> None:
    wish = Wish(layout, has_preview, False, filters)
    for width, height in SIZES if wish == Wish() else FEW:
        made = arranged(width, height, wish)
        where = (width, height, made)
        assert LIST in made.shown, where
        assert made.is_framed == (width >= 60 and height >= 15), where
        beside = made.sidebar_width if SIDEBAR in made.shown and not made.is_over else 0
        left = width - beside
        if DETAIL in made.shown and not made.is_stacked:
            left -= made.detail_width
            assert made.detail_width >= 36, where
        assert left >= LEAST_LIST, where
        assert made.sidebar_width <= width, where
        if made.is_stacked:
            rows = height - 2
            assert rows - made.list_height >= 2 + 2, where  # borders, and two lines of text
            assert made.list_height >= 1 + LEAST_ROWS, where


def test_there_are_three_kinds_by_width() -> None:
    both = frozenset((LIST, DETAIL))
    all_three = both | {SIDEBAR}
    for width, height in SIZES:
        made = arranged(width, height, Wish())
        if width < 60:
            assert made.shown == frozenset((LIST,))
        elif height >= 15 and width < 100:
            assert (made.shown, made.is_stacked) == (both, True)
        elif height >= 15 and width < 150:
            assert (made.shown, made.is_stacked) == (all_three, True)
        elif height >= 15:
            assert (made.shown, made.is_stacked) == (all_three, False)


def test_what_is_spare_goes_to_the_list() -> None:
    texts = [arranged(width, 40, Wish()).detail_width for width in range(150, 251)]
    assert texts == sorted(texts)
    assert texts[-1] == texts[180 - 150]


def test_a_list_above_the_text_has_a_third_of_the_height() -> None:
    for height in range(30, 71):
        made = arranged(120, height, Wish())
        assert made.list_height == 2 + height // 3
