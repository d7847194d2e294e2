"""Codes and terms in words; those in French are in test_catalogues."""

from __future__ import annotations

import pytest

from jobtui.postings.model import Posting
from jobtui.postings.term_texts import (
    code_text,
    duration_text,
    pay_text,
    remote_text,
    starts_text,
    working_time_text,
)
from jobtui.postings.terms import CONTRACTS, DOMAINS, REMOTE, Duration, Pay, WorkingTime


@pytest.mark.parametrize(
    ("remote", "days", "text"),
    [
        ("full", None, "fully remote"),
        ("possible", None, "remote possible"),
        ("partial", (2, 2), "2 days a week"),
        ("partial", (2, 3), "2–3 days a week"),
        ("partial", (0, 3), "up to 3 days a week"),
        ("partial", (0, 1), "up to 1 day a week"),
        ("", None, ""),
    ],
)
def test_remote_work_in_words(remote: str, days: tuple[float, float] | None, text: str) -> None:
    assert remote_text(Posting("a", "a.md", "A", remote=remote, remote_days=days)) == text


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (Duration(6, 6, True), "6 months, renewable"),
        (Duration(6, None), "at least 6 months"),
        (Duration(None, 12), "up to 1 year"),
        (Duration(12, 24), "1–2 years"),
        (Duration(3, 4), "3–4 months"),
        (Duration(0.5, 0.5), "2 weeks"),
        (Duration(renewable=True), "renewable"),
        (Duration(), ""),
    ],
)
def test_durations_in_words(duration: Duration, text: str) -> None:
    assert duration_text(duration) == text


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (WorkingTime(5, 5), "full time"),
        (WorkingTime(2.5, 2.5), "2.5 days a week"),
        (WorkingTime(3, 5), "3–5 days a week"),
        (WorkingTime(1, 1), "1 day a week"),
        (WorkingTime(), "part time possible"),
    ],
)
def test_working_time_in_words(time: WorkingTime, text: str) -> None:
    assert working_time_text(time) == text


@pytest.mark.parametrize(
    ("pay", "text"),
    [
        (Pay(450, 550, "EUR", "day"), "450–550 € a day"),
        (Pay(1200, 1200, "EUR", "month"), "1\u202f200 € a month"),
        (Pay(None, 600, "USD", "month"), "up to 600 $ a month"),
        (Pay(70_000, None, "CHF", "year"), "from 70\u202f000 CHF a year"),
        (Pay(577.5, 577.5, "EUR", "day"), "577.50 € a day"),
        (Pay(text="paid"), "paid"),
    ],
)
def test_pay_in_words(pay: Pay, text: str) -> None:
    assert pay_text(pay) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [("asap", "as soon as possible"), ("2022-09", "2022-09"), ("--09", "September"), ("x", "x")],
)
def test_starts_in_words(code: str, text: str) -> None:
    assert starts_text(code) == text


def test_every_code_has_words_and_anything_else_is_shown_as_it_is() -> None:
    for field, codes in (("contract", CONTRACTS), ("domain", DOMAINS), ("remote", REMOTE)):
        assert all(code_text(field, code) for code in codes)
        assert code_text(field, "of another board") == "of another board"
