"""How long ago, and until when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jobtui.postings.ages import age, countdown, until

TODAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("days", "text"),
    [(0, "today"), (1, "1 d"), (59, "59 d"), (61, "2 mo"), (400, "13 mo"), (800, "2 y"), (-1, "")],
)
def test_an_age(days: int, text: str) -> None:
    assert age(TODAY - timedelta(days), TODAY) == text


@pytest.mark.parametrize(("days", "text"), [(0, "today"), (7, "in 7 d"), (90, "in 3 mo"), (-1, "")])
def test_a_closing_day(days: int, text: str) -> None:
    assert until(TODAY + timedelta(days), TODAY) == text
    assert countdown(TODAY + timedelta(days), TODAY) == text


def test_no_day_is_no_age() -> None:
    assert age(None, TODAY) == until(None, TODAY) == countdown(None, TODAY) == ""
