"""Rows of the list at every width: whole titles where there is room, and no cell too many."""

from __future__ import annotations

from datetime import date

import pytest

from jobtui import i18n
from jobtui.postings.model import Posting, Status
from jobtui.text.cells import cells
from jobtui.tui.widgets.result_row import ResultRow, columns, heading, one_line, two_lines

DAY = date(2024, 5, 1)
TITLE = "Développeur·se Python pour le service des phares"
POSTING = Posting(
    "a", "a.md", TITLE, published=date(2024, 4, 17), organisation="Ministère de la Mer",
    remote="possible", closes=date(2024, 5, 8),
)  # fmt: skip


def nothing(_text: str) -> list[tuple[int, int]]:
    return []


@pytest.mark.parametrize("signs", ["", "★", "★A"])
def test_rows_fill_their_width_and_cut_no_title_that_fits(signs: str) -> None:
    row = ResultRow(POSTING, Status.OPEN, DAY, signs, is_unseen=True)
    for width in range(23, 250):
        texts = [
            "".join(text for text, _look in two_lines(row, width, nothing, at))
            for at in (False, True)
        ]
        assert [cells(text) <= width for text in texts] == [True, True]
        assert (TITLE in texts[0]) == (width - 3 - len(signs) >= len(TITLE))
        if width >= 59:
            text = "".join(text for text, _look in one_line(row, width, nothing))
            assert cells(text) == width
            assert (TITLE in text) == (columns(width, len(signs)).title >= len(TITLE))
            assert cells(heading(width, len(signs))) == width
            assert columns(width, len(signs)).title >= 30


@pytest.mark.parametrize(
    ("closes", "look"), [(date(2024, 5, 20), "dim"), (date(2024, 5, 8), "problem"), (DAY, "error")]
)
def test_what_closes_soon_stands_out(closes: date, look: str) -> None:
    row = ResultRow(POSTING._replace(closes=closes), Status.OPEN, DAY)
    assert one_line(row, 90, nothing)[-1][1] == look


def test_in_the_order_of_closing_days_no_age_is_told() -> None:
    row = ResultRow(POSTING._replace(closes=None), Status.OPEN, DAY)
    assert one_line(row, 90, nothing)[-1][0].strip() == "14 d"
    assert one_line(row._replace(by_closing=True), 90, nothing)[-1][0].strip() == "–"
    assert heading(90, 0, by_closing=True).split()[-1] == "Closes"


@pytest.mark.parametrize("is_short", [True, False])
def test_without_the_focus_the_bar_of_the_cursor_begins_at_the_title(is_short: bool) -> None:
    row = ResultRow(POSTING, Status.OPEN, DAY, "★", look="cursor_blurred")

    def drawn(row: ResultRow) -> list[tuple[str, str]]:
        return one_line(row, 90, nothing) if is_short else two_lines(row, 90, nothing, False)

    pieces = drawn(row)
    assert pieces[0] == ("▌", "")
    assert next(text for text, look in pieces if look == "cursor_blurred").startswith(TITLE[:30])
    assert {look for _text, look in drawn(row._replace(look="cursor"))} == {"cursor"}


@pytest.mark.parametrize(
    ("status", "is_unseen", "look"),
    [
        (Status.OPEN, True, "bold"),
        (Status.OPEN, False, ""),
        (Status.CLOSED, True, "dim"),
        (Status.UNKNOWN, True, "bold"),
    ],
)
def test_seen_and_unseen_are_told_apart(status: Status, is_unseen: bool, look: str) -> None:
    row = ResultRow(POSTING, status, DAY, is_unseen=is_unseen)
    assert (TITLE, look) in [(text.rstrip(), one) for text, one in one_line(row, 120, nothing)]


@pytest.mark.parametrize(
    ("closes", "english", "french"),
    [
        (DAY, "today", "ce jour"),
        (date(2024, 5, 8), "in 7 d", "J-7"),
        (date(2024, 8, 29), "in 4 mo", "J-120"),  # "dans 4 mois" has no room
        (date(2027, 5, 1), "in 3 y", "J-1095"),
    ],
)
def test_how_soon_a_posting_closes_fits_its_column(closes: date, english: str, french: str) -> None:
    row = ResultRow(POSTING._replace(closes=closes), Status.OPEN, DAY)
    for language, shown in (("en", english), ("fr", french)):
        i18n.use(language, "iso")
        assert one_line(row, 90, nothing)[-1][0].strip() == shown


def test_a_snippet_takes_what_the_title_leaves_and_begins_with_the_hit_where_that_is_little() -> (
    None
):
    def light(text: str) -> list[tuple[int, int]]:
        at = text.find("feu")
        return [(at, at + 3)] if at >= 0 else []

    row = ResultRow(POSTING, Status.OPEN, DAY, snippet="… pour veiller sur le feu du port")
    for width in range(23, 250):
        texts = ["".join(text for text, _look in two_lines(row, width, light, True))]
        if width >= 59:
            texts.append("".join(text for text, _look in one_line(row, width, light)))
            assert cells(texts[1]) == width
            room = columns(width, 0).title - len(TITLE) - 2
            assert ("feu" in texts[1]) == (room >= 16)
        assert "feu" in texts[0]
