"""Days as people and programs write them, in four languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.parsing.dates import FRENCH, ReadDay, month_of, read_day, rules_of
from jobtui.parsing.status_words import Sense, is_no_date, status_word

DAY = date(2022, 5, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2022-05-31",
        " 2022-05-31 ",
        "2022-5-31",
        "2022/05/31",
        "2022.05.31",
        "2022-05-31T12:32:22.536Z",
        "2022-05-31T12:32:22",
        "2022-05-31 12:32:22 +0200",
        "2022-05-31t12:32z",
        "31/05/2022",
        "31.5.2022",
        "31-05-2022",
        "31 mai 2022",
        "31 MAI 2022",
        "mardi 31 mai 2022",
        "mardi, 31 mai 2022",
        "31 mai 2022 à 18h",
        "31 mai 2022, 18:00",
        "31 May 2022",
    ],
)
def test_a_day_is_read_in_every_usual_spelling(text: str) -> None:
    assert read_day(text).day == DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er juin 2022", date(2022, 6, 1)),
        ("15 août 2022", date(2022, 8, 15)),
        ("15 aout 2022", date(2022, 8, 15)),
        ("3 févr. 2022", date(2022, 2, 3)),
        ("25 décembre 2021", date(2021, 12, 25)),
        ("0001-01-01", date(1, 1, 1)),
    ],
)
def test_french_months_are_known(text: str, day: date) -> None:
    assert read_day(text).day == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022-02-31",
        "0000-01-01",
        "31 février 2022",
        "31/02/2022",
        "2022-05/31",
        "mai 2022",
        "31 mai",
        "dès que possible",
        "31/05/72",
        "20221331",
        "2022-05-31T25:61:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "٣١ mai",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text).day is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-02-22T23:00:00.000Z", date(2022, 2, 23), date(2022, 2, 22)),
        ("2022-06-30T00:00:00.000Z", date(2022, 6, 30), date(2022, 6, 30)),
        ("2022-06-10T13:07:56.497Z", date(2022, 6, 10), date(2022, 6, 10)),
        ("2022-06-30T22:30:00Z", date(2022, 7, 1), date(2022, 7, 1)),
        ("2022-06-30T00:00:00+02:00", date(2022, 6, 30), date(2022, 6, 29)),
        ("2022-06-30", date(2022, 6, 30), date(2022, 6, 30)),
    ],
)
def test_a_time_counts_as_in_paris_and_midnight_closes_the_day_before(
    text: str, first: date, last: date
) -> None:
    assert read_day(text).day == first
    assert read_day(text, closing=True).day == last


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("March 3, 2026", date(2026, 3, 3)),
        ("Mar 4, 2026", date(2026, 3, 4)),
        ("Mar. 4th 2026", date(2026, 3, 4)),
        ("Tuesday, June 16, 2020", date(2020, 6, 16)),
        ("July 2, 2021 at 11:59pm EDT", date(2021, 7, 2)),
        ("11 November 2020 at 9:00am", date(2020, 11, 11)),
        ("Tue, 03 Mar 2026 10:00:00 +0000", date(2026, 3, 3)),
        ("the 5th of May 2026", date(2026, 5, 5)),
        ("until 5 December 2026", date(2026, 12, 5)),
        ("31. Dezember 2026", date(2026, 12, 31)),
        ("bis zum 5. März 2026", date(2026, 3, 5)),
        ("31 de diciembre de 2026", date(2026, 12, 31)),
        ("3 enero 2026", date(2026, 1, 3)),
        ("1527249281", date(2018, 5, 25)),
    ],
)
def test_months_of_four_languages_are_known(text: str, day: date) -> None:
    assert read_day(text).day == day


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        ("3/4/2026", "en", ReadDay(date(2026, 3, 4), True)),
        ("3/4/2026", "fr", ReadDay(date(2026, 4, 3), False)),
        ("3/4/2026", "de", ReadDay(date(2026, 4, 3), False)),
        ("3/4/2026", "", ReadDay(date(2026, 4, 3), True)),
        ("3.4.2026", "en", ReadDay(date(2026, 4, 3), False)),
        ("31/4/2026", "en", ReadDay(None)),
        ("4/31/2026", "en", ReadDay(None)),
        ("12/31/2026", "fr", ReadDay(date(2026, 12, 31), False)),
        ("31/12/2026", "en", ReadDay(date(2026, 12, 31), False)),
        ("4/4/2026", "en", ReadDay(date(2026, 4, 4), False)),
    ],
)
def test_the_language_decides_whether_day_or_month_comes_first(
    text: str, language: str, read: ReadDay
) -> None:
    assert read_day(text, rules_of(language, "")) == read


@pytest.mark.parametrize(
    ("text", "named", "zone", "day"),
    [
        ("2026-03-01T23:30:00Z", None, "", date(2026, 3, 1)),
        ("2026-03-01T23:30:00Z", date(2026, 3, 2), "Europe/Paris", date(2026, 3, 2)),
        ("2026-03-01T23:30:00Z", date(2026, 3, 1), "Europe/Paris", date(2026, 3, 1)),
        ("2026-03-01T23:30:00Z", date(2020, 1, 1), "Europe/Paris", date(2026, 3, 2)),
        ("2026-03-01T23:30:00-05:00", None, "", date(2026, 3, 1)),
        ("2026-03-01T23:30:00-05:00", None, "Asia/Tokyo", date(2026, 3, 2)),
        ("2026-03-01T23:30:00Z", None, "No/Where", date(2026, 3, 1)),
    ],
)
def test_a_time_is_on_the_day_of_the_name_if_it_is_in_either_zone(
    text: str, named: date | None, zone: str, day: date
) -> None:
    rules = rules_of("en", zone)
    assert read_day(text, rules, named=named).day == day


@pytest.mark.parametrize(
    ("text", "code"),
    [("september 2026", "2026-09"), ("marz", "--03"), ("2026-09", "2026-09"), ("soon", "")],
)
def test_a_month_alone_is_a_code(text: str, code: str) -> None:
    assert month_of(text) == code


@pytest.mark.parametrize(
    "text",
    ["tbd", "TBD", "tbd EDT", "n/a", "rolling", "Open until filled", "à définir", "-", "laufend"],
)
def test_no_date_yet_is_no_fault(text: str) -> None:
    assert is_no_date(text)


@pytest.mark.parametrize("text", ["2026-01-01", "next week", "in March", "2022-02-31"])
def test_anything_else_may_be_a_date(text: str) -> None:
    assert not is_no_date(text)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("open", Sense.OPEN),
        ("Ouvert", Sense.OPEN),
        ("ouverte", Sense.OPEN),
        ("searching", Sense.OPEN),
        ("en cours", Sense.OPEN),
        ("open#", Sense.OPEN),
        ("fermé", Sense.CLOSED),
        ("on-hold", Sense.CLOSED),
        ("closed (see below)", Sense.CLOSED),
        ("Entwurf", Sense.CLOSED),
        ("pourvu", Sense.FILLED),
        ("poste pourvu", Sense.FILLED),
        ("solved", Sense.FILLED),
        ("upcoming", Sense.UPCOMING),
        ("coming_soon", Sense.UPCOMING),
        ("searching / hired", None),
        ("featured", None),
    ],
)
def test_a_status_has_a_meaning(text: str, meaning: Sense | None) -> None:
    assert status_word(text) == meaning


def test_the_words_of_a_source_win() -> None:
    own = {"featured": Sense.OPEN, "open": Sense.CLOSED}
    assert status_word("Featured", own) is Sense.OPEN
    assert status_word("open", own) is Sense.CLOSED


@given(st.text(max_size=200))
def test_no_text_is_too_odd_for_a_day(text: str) -> None:
    for rules in (FRENCH, rules_of("en", "")):
        read_day(text, rules)
        read_day(text, rules, closing=True)
    status_word(text)
    month_of(text)


def test_a_day_and_a_month_that_changed_places_are_read_with_a_warning() -> None:
    assert read_day("2022-31-05") == (date(2022, 5, 31), True)
    assert read_day("2022-32-05").day is None
