"""Ranges of numbers in a query, and the postings that may lie within them."""

from __future__ import annotations

import math

import pytest

from jobtui.postings.model import Posting
from jobtui.postings.quantities import QUANTITIES, Bounds, bounds_of
from jobtui.postings.terms import Duration, Pay, WorkingTime
from jobtui.search.nodes import InField, Quantity, Range
from jobtui.search.parser import parse

OVER_500 = math.nextafter(500.0, math.inf)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("pay:>500", Quantity("pay", OVER_500, None)),
        ("salaire:>=45k", Quantity("pay", 45000.0, None)),
        ("pay:45k..60k", Quantity("pay", 45000.0, 60000.0)),
        ("pay:[400 to 500]", Quantity("pay", 400.0, 500.0)),
        ("pay:<=600/jour", Quantity("pay", None, 600.0, "day")),
        ("tjm:500", Quantity("pay", 500.0, 500.0)),
        ("duration:>=1y", Quantity("duration", 12.0, None)),
        ("durée:6mois", Quantity("duration", 6.0, 6.0)),
        ("jours:4", Quantity("days", 4.0, 4.0)),
        ("working_time:4", Quantity("days", 4.0, 4.0)),
        ("pay:none", InField("pay", ("",))),
        ("starts:asap", InField("starts", ("asap",))),
        ("starts:<2m", Range("starts", 0, 60)),
    ],
)
def test_numbers_are_read(text: str, node: object) -> None:
    assert parse(text).node == node


@pytest.mark.parametrize("text", ["pay:abc", "pay:5/parsec", "duration:5x", "positions:>"])
def test_what_is_no_number_is_told(text: str) -> None:
    assert "is not a number" in parse(text).hint


@pytest.mark.parametrize(
    ("posting", "name", "bounds"),
    [
        (Posting("a", "a", "a", pay=Pay(400, None, "EUR", "day")), "pay", (400, math.inf, "day")),
        (Posting("a", "a", "a", duration=Duration(None, 6)), "duration", (-math.inf, 6, "")),
        (Posting("a", "a", "a", working_time=WorkingTime(4, 5)), "days", (4, 5, "")),
        (Posting("a", "a", "a", positions=3), "positions", (3, 3, "")),
        (Posting("a", "a", "a", starts="2022-09"), "starts", (738399, 738428, "")),
        (Posting("a", "a", "a", starts="asap"), "starts", None),
        (Posting("a", "a", "a", starts="--09"), "starts", None),
        (Posting("a", "a", "a", pay=Pay(text="gratis")), "pay", None),
        (Posting("a", "a", "a"), "pay", None),
    ],
)
def test_a_posting_has_bounds(posting: Posting, name: str, bounds: tuple[object, ...]) -> None:
    assert bounds_of(QUANTITIES[name](posting)) == (Bounds(*bounds) if bounds else None)  # type: ignore[arg-type]
