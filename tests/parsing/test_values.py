from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.parsing import values

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
    assert values.day_of(text) == DAY


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
    assert values.day_of(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022-02-31",
        "2022-13-01",
        "0000-01-01",
        "31 février 2022",
        "31/02/2022",
        "2022-05/31",
        "mai 2022",
        "31 mai",
        "dès que possible",
        "31/05/22",
        "20220531",
        "2022-05-31T25:61:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "٣١ mai",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert values.day_of(text) is None


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
    assert values.day_of(text) == first
    assert values.day_of(text, closing=True) == last


@pytest.mark.parametrize(
    ("text", "said", "guessed"),
    [
        ("true", True, False),
        ("True", True, False),
        ("oui", True, False),
        ("YES", True, False),
        ("1", True, False),
        ("false", False, False),
        ("Non", False, False),
        ("faux", False, False),
        ("true#", True, True),
        ("false !", False, True),
        ("oui, jusqu'en juin", True, True),
        ("peut-être", None, True),
        ("", None, True),
        ("42", None, True),
    ],
)
def test_truth_is_read_and_guesses_are_told(text: str, said: bool | None, guessed: bool) -> None:
    assert values.truth(text) == (said, guessed)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("open", ("open", True)),
        ("Ouvert", ("open", True)),
        ("ouverte", ("open", True)),
        ("fermé", ("open", False)),
        ("closed", ("open", False)),
        ("pourvu", ("filled", True)),
        ("poste pourvu", ("filled", True)),
        ("open#", ("open", True)),
        ("en cours", None),
    ],
)
def test_a_status_is_a_statement(text: str, meaning: tuple[str, bool] | None) -> None:
    assert values.status_word(text) == meaning


@pytest.mark.parametrize(
    ("text", "contacts"),
    [
        ("equipe@produit.example", ["equipe@produit.example"]),
        ("contact@produit.example", ["contact@produit.example"]),
        ("Adresse : contact@produit.example", ["contact@produit.example"]),
        ("mailto:equipe@produit.example", ["equipe@produit.example"]),
        ("a@x.example, b@y.example", ["a@x.example", "b@y.example"]),
        ("a@x.example b@y.example", ["a@x.example", "b@y.example"]),
        ("a@x.example et b@y.example", ["a@x.example", "b@y.example"]),
        ("a@x.example / b@y.example", ["a@x.example", "b@y.example"]),
        ("Ève Nguyen <eve@x.example>", ["Ève Nguyen", "eve@x.example"]),
        ("<eve@x.example>", ["eve@x.example"]),
        ("email: eve@x.example", ["eve@x.example"]),
        ("jean.martin", ["jean.martin"]),
        ("jean.martin; zoe.petit", ["jean.martin", "zoe.petit"]),
        ("Équipe recherche et développement", ["Équipe recherche et développement"]),
        ("https://x.example/a/b", ["https://x.example/a/b"]),
        (",;", []),
    ],
)
def test_contacts_are_told_apart(text: str, contacts: list[str]) -> None:
    assert list(values.contacts_in(text)) == contacts


@pytest.mark.parametrize(
    ("text", "address", "guessed"),
    [
        ("https://emplois.example/offre(2)?a='b'", "https://emplois.example/offre(2)?a='b'", False),
        ("HTTP://EMPLOIS.EXAMPLE/A", "HTTP://EMPLOIS.EXAMPLE/A", False),
        ("<https://emplois.example/1>", "https://emplois.example/1", False),
        ("mailto:rh@emplois.example", "rh@emplois.example", False),
        ("www.emplois.example/1", "https://www.emplois.example/1", True),
        ("emplois.example", "https://emplois.example", True),
        ("mailto:rh@x.example?cc=a@x.example&subject=CV", "rh@x.example", True),
        ("javascript:alert(1)", "", False),
        ("file:///etc/passwd", "", False),
        ("https://a b", "", False),
        ("voir plus bas", "", False),
        ("", "", False),
    ],
)
def test_an_address_is_for_the_web_or_for_mail(text: str, address: str, guessed: bool) -> None:
    assert values.address_in(text) == (address, guessed)


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    values.day_of(text)
    values.day_of(text, closing=True)
    values.truth(text)
    values.status_word(text)
    values.contacts_in(text)
    values.address_in(text)
