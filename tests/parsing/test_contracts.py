from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.parsing.contracts import contracts_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("indépendant", ["freelance"]),
        ("indépendent", ["freelance"]),
        ("independant", ["freelance"]),
        ("indépendant·e", ["freelance"]),
        ("Indépendant(e)", ["freelance"]),
        ("indépendante", ["freelance"]),
        ("freelance", ["freelance"]),
        ("free-lance", ["freelance"]),
        ("préstataire", ["freelance"]),
        ("auto-entrepreneuse", ["freelance"]),
        ("indépendant/freelance", ["freelance"]),
        ("CDD 3 ans", ["fixed-term"]),
        ("CDI ou CDD", ["permanent", "fixed-term"]),
        ("stage", ["internship"]),
        ("stagiaire", ["internship"]),
        ("contractuel", ["fixed-term"]),
        ("Fonctionaire A/A+ ou CDD 3 ans", ["fixed-term", "civil-service"]),
        ("alternance", ["apprenticeship"]),
        ("service civique", ["volunteer"]),
        ("à discuter", []),
        ("", []),
    ],
)
def test_contracts_are_known_by_their_spellings(text: str, names: list[str]) -> None:
    assert list(contracts_of((text,))) == names


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    contracts_of((text,))
