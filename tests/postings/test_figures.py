"""Figures about postings, and how they are told."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from datetime import date
from typing import Any

import pytest

from jobtui.postings.figures import Figures, figures_of
from jobtui.postings.model import Posting, Status
from jobtui.postings.terms import Pay
from jobtui.render.figure_formats import bar, figure_lines

DAY = date(2024, 6, 1)


def posting(day: str, **fields: Any) -> tuple[Posting, Status]:
    status = fields.pop("status", Status.OPEN)
    published = date.fromisoformat(day) if day else None
    return Posting(day, f"/{day}", "T", published=published, **fields), status


DAILY, FROM = Pay(300.0, 500.0, "EUR", "day"), Pay(600.0, None, "EUR", "day")
FOUND = [
    posting("2024-05-02", domains=("data",), places=("Brest",), pay=DAILY),
    posting("2024-05-20", domains=("data", "design"), closes=date(2024, 6, 19), closes_field="x"),
    posting("2024-03-01", domains=("design",), status=Status.CLOSED, pay=FROM),
    posting("", domains=("",), incubator="<Labo>", pay=Pay(text="selon profil")),
]


def figures() -> Figures:
    return figures_of(FOUND, DAY)


def test_postings_are_counted_by_month_without_gaps() -> None:
    found = figures()
    assert (found.postings, found.open) == (4, 3)
    assert [tuple(one) for one in found.months] == [
        ("2024-03", 0, 1), ("2024-04", 0, 0), ("2024-05", 2, 2),
    ]  # fmt: skip


def test_a_slip_of_a_year_makes_no_thousand_months() -> None:
    found = figures_of([posting("0012-01-01"), posting("2024-01-01")], DAY)
    assert len(found.months) == 2


def test_values_are_sorted_by_what_is_open() -> None:
    found = figures()
    assert [tuple(one) for one in found.domains] == [("data", 2, 2), ("design", 1, 2)]
    assert [tuple(one) for one in found.places] == [("Brest", 1, 1)]


def test_days_and_pay_are_spread() -> None:
    found = figures()
    stated, so_far = found.days_open[::-1]
    assert (stated.value, stated.postings, stated.median) == ("stated", 1, 30)
    assert (so_far.value, so_far.least, so_far.most) == ("so far", 12, 30)
    (pay,) = found.pay
    assert (pay.value, pay.postings, pay.least, pay.median) == ("EUR day", 2, 400, 500)


def test_technologies_rise_and_fall_by_their_share() -> None:
    years = [("2023-09-01", ("Go", "C")), ("2023-10-01", ("Go",)), ("2023-12-01", ("Go",))]
    years += [("2022-09-01", ("C",)), ("2022-10-01", ("C",)), ("2022-11-01", ("Rare",))]
    found = figures_of([posting(day, technologies=names) for day, names in years], DAY)
    assert [(one.value, one.before, one.now) for one in found.rising] == [("Go", 0, 1)]
    assert [one.value for one in found.falling] == ["C"]
    assert figures_of([], DAY).rising == ()


@pytest.mark.parametrize(
    ("filled", "whole", "drawn"),
    [(0, 0, ""), (0.5, 1, "██░░"), (0.001, 1, "█░░░"), (1, 1, "████"), (0, 0.3, "░")],
)
def test_a_bar_of_something_is_seen(filled: float, whole: float, drawn: str) -> None:
    assert bar(filled, whole, 4, "█░") == drawn


def test_every_format_has_every_number() -> None:
    told = {fmt: "\n".join(figure_lines(fmt, figures(), "a & b")) for fmt in ("json", "csv", "svg")}
    tree = json.loads(told["json"])
    assert tree["pay"][0]["median"] == 500
    rows = list(csv.reader(told["csv"].splitlines()))
    assert ["domains", "data", "open", "2"] in rows
    root = ET.fromstring(told["svg"])
    texts = [text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "<Labo>" in texts
    table = "\n".join(figure_lines("table", figures(), "", "#."))
    for text in texts[1:]:
        assert text in table
    assert "#" in table


def test_no_posting_makes_no_chart() -> None:
    (line,) = figure_lines("table", figures_of([], DAY), "")
    assert line.startswith("0 postings")
