"""Months and years that stand for a day."""

from __future__ import annotations

from datetime import date

import pytest

from jobtui.parsing.closing_date import closing_date_in
from jobtui.parsing.dates import FRENCH
from jobtui.parsing.months import read_month


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("June 2022", "2022-06-01", "2022-06-30"),
        ("juin 2022", "2022-06-01", "2022-06-30"),
        ("Juni 2022", "2022-06-01", "2022-06-30"),
        ("junio de 2022", "2022-06-01", "2022-06-30"),
        ("Dec. 2026", "2026-12-01", "2026-12-31"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2024/02", "2024-02-01", "2024-02-29"),
        ("06/2022", "2022-06-01", "2022-06-30"),
        ("end of June 2022", "2022-06-20", "2022-06-30"),
        ("by the end of June 2022", "2022-06-20", "2022-06-30"),
        ("fin juin 2022", "2022-06-20", "2022-06-30"),
        ("Ende Juni 2022", "2022-06-20", "2022-06-30"),
        ("finales de junio de 2022", "2022-06-20", "2022-06-30"),
        ("mid-June 2022", "2022-06-15", "2022-06-15"),
        ("mi-juin 2022", "2022-06-15", "2022-06-15"),
        ("Mitte Juni 2022", "2022-06-15", "2022-06-15"),
        ("début juin 2022", "2022-06-01", "2022-06-10"),
        ("Anfang Juni 2022", "2022-06-01", "2022-06-10"),
    ],
)
def test_a_month_stands_for_its_first_day_or_for_the_last_one_to_apply(
    text: str, first: str, last: str
) -> None:
    opens, closes = read_month(text, closing=False), read_month(text, closing=True)
    assert opens
    assert closes
    assert (opens.day.isoformat(), closes.day.isoformat()) == (first, last)
    assert not closes.is_year


def test_a_year_alone_is_read_and_told_apart() -> None:
    assert read_month("2022", closing=True) == (date(2022, 12, 31), True)
    assert read_month("2022", closing=False) == (date(2022, 1, 1), True)


@pytest.mark.parametrize(
    "text",
    ["June", "summer 2022", "2022-13", "13/2022", "June 22", "4 weeks", "1850", "", "x" * 99],
)
def test_other_texts_are_no_month(text: str) -> None:
    assert read_month(text, closing=True) is None


@pytest.mark.parametrize(
    "body",
    [
        "Applications close at the end of June 2022.",
        "Deadline: June 2022",
        "Date limite : fin juin 2022",
        "Bewerbungsfrist: Ende Juni 2022",
    ],
)
def test_a_text_may_name_the_month_in_which_a_posting_closes(body: str) -> None:
    assert closing_date_in(body, FRENCH) == date(2022, 6, 30)


@pytest.mark.parametrize(
    "body",
    [
        "Applications will close on 15th of June 2022",
        "Apply by the 15th of June 2022.",
        "Deadline: Wednesday 15 June 2022",
        "Closing date: June 15, 2022",
        "Date limite : le 15 juin 2022",
    ],
)
def test_a_day_of_the_text_is_not_taken_for_its_month(body: str) -> None:
    assert closing_date_in(body, FRENCH) == date(2022, 6, 15)
