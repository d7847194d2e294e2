"""Days as people type them, from a Wednesday on."""

from __future__ import annotations

from datetime import date

import pytest

from jobtui import i18n
from jobtui.search.date_ranges import day_meant

TODAY = date(2022, 6, 15)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-06-01", date(2022, 6, 1)),
        ("01/06/2022", date(2022, 6, 1)),
        ("1.6.2022", date(2022, 6, 1)),
        ("1/6/22", date(2022, 6, 1)),
        ("01/06", date(2022, 6, 1)),
        ("3-1", date(2022, 1, 3)),
        ("30/12", date(2021, 12, 30)),
        ("15 juin", TODAY),
        ("le 1er juillet 2022", date(2022, 7, 1)),
        ("mercredi 15 juin 2022", TODAY),
        ("June 3", date(2022, 6, 3)),
        ("Aujourd’hui", TODAY),
        ("demain", date(2022, 6, 16)),
        ("yesterday", date(2022, 6, 14)),
        ("+7d", date(2022, 6, 22)),
        ("+7 j", date(2022, 6, 22)),
        ("-3j", date(2022, 6, 12)),
        ("3 days ago", date(2022, 6, 12)),
        ("il y a 2 semaines", date(2022, 6, 1)),
        ("dans 10 jours", date(2022, 6, 25)),
        ("in 1 week", date(2022, 6, 22)),
        ("lundi", date(2022, 6, 20)),
        ("Wednesday", date(2022, 6, 22)),
        ("31/02/2022", None),
        ("45", None),
        ("soon", None),
        ("", None),
        ("9999 years", None),
    ],
)
def test_a_day_is_read_as_it_is_written(text: str, day: date | None) -> None:
    assert day_meant(text, TODAY) == day


@pytest.mark.parametrize("form", ["iso", "short", "long"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_day_that_is_shown_is_read_back(language: str, form: str) -> None:
    i18n.use(language, form)
    assert day_meant(i18n.day(TODAY), date(2025, 1, 1)) == TODAY
