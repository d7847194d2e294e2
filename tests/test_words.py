"""Dates and texts in the language and the form that was set, else as the locale says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from jobtui import words
from jobtui.words import day, short_day

FIRST, OTHER = date(2022, 8, 1), date(987, 12, 15)


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    words.use("", "iso")


@pytest.mark.parametrize(
    ("language", "date_format", "first", "other"),
    [
        ("", "iso", "2022-08-01", "0987-12-15"),
        ("fr", "iso", "2022-08-01", "0987-12-15"),
        ("fr", "short", "01/08/2022", "15/12/0987"),
        ("fr", "long", "1er août 2022", "15 décembre 987"),
        ("en", "long", "1 August 2022", "15 December 987"),
    ],
)
def test_dates(language: str, date_format: str, first: str, other: str) -> None:
    words.use(language, date_format)
    assert (day(FIRST), day(OTHER), day(None), short_day(None)) == (first, other, "", "")
    assert [len(short_day(one)) for one in (FIRST, OTHER)] == [10, 10]


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, "1 August 2022"),
        ({"LANG": "fr_FR.UTF-8"}, "1er août 2022"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "1 August 2022"),
        ({"LANG": "C", "LC_MESSAGES": "", "LANGUAGE": "fr:en"}, "1er août 2022"),
    ],
)
def test_without_a_language_the_locale_holds(
    variables: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANG", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    words.use("", "long")
    assert day(FIRST) == said
    words.use("en", "long")
    assert day(FIRST) == "1 August 2022"


def test_the_language_is_looked_for_before_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def translation(_domain: str, _folder: str, languages: object, fallback: bool) -> object:
        from gettext import NullTranslations

        asked.append(languages)
        return NullTranslations()

    monkeypatch.setattr("gettext.translation", translation)
    words.use("fr", "iso")
    assert words._("x") == "x"
    words.use("", "iso")
    assert words._("x") == "x"
    assert asked == [["fr"], None]
