from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.parsing import values


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
    values.truth(text)
    values.contacts_in(text)
    values.address_in(text)
