"""Dates and texts in the language and the form that was set, else as the locale says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jobtui import i18n
from jobtui.i18n import day, short_day
from tests.catalogues import compile_french

FIRST, OTHER = date(2022, 8, 1), date(987, 12, 15)


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    i18n.use("", "iso")


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
    i18n.use(language, date_format)
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
    i18n.use("", "long")
    assert day(FIRST) == said
    i18n.use("en", "long")
    assert day(FIRST) == "1 August 2022"


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr.UTF-8"}, "fr"),
        ({"LANG": "fr_CA@euro"}, "fr"),
        ({"LANG": "fry_NL.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr:en"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "en_GB:fr"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "POSIX"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_BE"}, "fr"),
    ],
)
def test_the_locale_names_the_language(
    variables: dict[str, str], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANG", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    i18n.use("", "iso")
    assert i18n.spoken() == spoken
    assert i18n._("closed") == {"en": "closed", "fr": "fermée"}[spoken]
    other = "fr" if spoken == "en" else "en"
    i18n.use(other, "iso")
    assert i18n.spoken() == other


@pytest.mark.parametrize(
    ("language", "none", "one", "many"),
    [
        ("en", "0 postings", "1 posting", "1\u202f234 postings"),
        ("fr", "0\u00a0offre", "1\u00a0offre", "1\u202f234\u00a0offres"),
    ],
)
def test_numbers_have_the_plural_of_the_language(
    language: str, none: str, one: str, many: str
) -> None:
    i18n.use(language, "iso")
    said = [i18n.ngettext("{n} posting", "{n} postings", n) for n in (0, 1, 1234)]
    assert said == [none, one, many]


def test_a_message_is_said_in_the_language_of_who_reads_it() -> None:
    inner = i18n.later("unclosed bracket")
    message = i18n.later("cannot be read: {why}", why=inner)
    i18n.use("fr", "iso")
    assert str(message) == ("lecture impossible\u00a0: parenthèse ou crochet non fermé")
    i18n.use("en", "iso")
    assert str(message) == "cannot be read: unclosed bracket"
    told = i18n.later("{field} is {text}", field="{name}", text="closed")
    assert str(told) == "{name} is closed"


def test_an_error_says_its_reason_later() -> None:
    i18n.use("fr", "iso")
    missing = FileNotFoundError(2, "No such file or directory")
    assert str(i18n.reason(missing)) == "fichier ou dossier introuvable"
    assert str(i18n.reason(ValueError(i18n.later("too many values")))) == "trop de valeurs"
    assert i18n.reason(ValueError("closed")) == "closed"


def test_without_a_compiled_catalogue_english_is_spoken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(i18n, "__file__", str(tmp_path / "i18n.py"))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    i18n.use("fr", "iso")
    assert i18n._("closed") == "closed"


def test_the_catalogue_of_an_editable_install_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shared = tmp_path / "share" / "locale" / "fr" / "LC_MESSAGES" / "jobtui.mo"
    shared.parent.mkdir(parents=True)
    shared.write_bytes(compile_french().read_bytes())
    monkeypatch.setattr(i18n, "__file__", str(tmp_path / "i18n.py"))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    i18n.use("fr", "iso")
    assert i18n._("closed") == "fermée"
