"""Spans of days as they are typed in a query."""

from __future__ import annotations

from datetime import date

import pytest

from jobtui.search.nodes import Range
from jobtui.search.parser import parse


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("published:2022", Range("published", date(2022, 1, 1), date(2022, 12, 31))),
        ("publié:2022-02", Range("published", date(2022, 2, 1), date(2022, 2, 28))),
        ("published:2022-12", Range("published", date(2022, 12, 1), date(2022, 12, 31))),
        ("publié:>=2021-06", Range("published", date(2021, 6, 1), None)),
        ("publié:>2021", Range("published", date(2022, 1, 1), None)),
        ("publié:<2021-06-15", Range("published", None, date(2021, 6, 14))),
        ("publié:<=2021", Range("published", None, date(2021, 12, 31))),
        ("published:[2021 to 2022]", Range("published", date(2021, 1, 1), date(2022, 12, 31))),
        ("published:2021..2022-03", Range("published", date(2021, 1, 1), date(2022, 3, 31))),
        ("published:[* to 2022]", Range("published", None, date(2022, 12, 31))),
        ("closes:<30d", Range("closes", 0, 30)),
        ("closes:>2w", Range("closes", 14, None)),
        ("published:<7j", Range("published", -7, 0)),
        ("followup:<7d", Range("followup", None, 7)),
        ("followup:<=today", Range("followup", None, 0)),
        ("relance:<demain", Range("followup", None, 0)),
        ("closes:tomorrow", Range("closes", 1, 1)),
        ("published:>=hier", Range("published", -1, None)),
        ("published:>yesterday", Range("published", 0, None)),
        ("closes:today..2022-03", Range("closes", 0, date(2022, 3, 31))),
        ("followup:<=aujourd’hui", Range("followup", None, 0)),
    ],
)
def test_days_of_a_date_field(text: str, node: Range) -> None:
    parsed = parse(text)
    assert parsed.node == node
    assert parsed.hint == ""
