from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.parsing.contracts import contracts_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("indépendant", ["Indépendant"]),
        ("indépendent", ["Indépendant"]),
        ("independant", ["Indépendant"]),
        ("indépendant·e", ["Indépendant"]),
        ("Indépendant(e)", ["Indépendant"]),
        ("indépendante", ["Indépendant"]),
        ("freelance", ["Indépendant"]),
        ("free-lance", ["Indépendant"]),
        ("préstataire", ["Indépendant"]),
        ("auto-entrepreneuse", ["Indépendant"]),
        ("indépendant/freelance", ["Indépendant"]),
        ("CDD 3 ans", ["CDD"]),
        ("CDI ou CDD", ["CDI", "CDD"]),
        ("stage", ["Stage"]),
        ("stagiaire", ["Stage"]),
        ("contractuel", ["Contractuel"]),
        ("Fonctionaire A/A+ ou CDD 3 ans", ["CDD", "Fonctionnaire"]),
        ("alternance", ["Apprentissage"]),
        ("service civique", ["Volontariat"]),
        ("à discuter", []),
        ("", []),
    ],
)
def test_contracts_are_known_by_their_spellings(text: str, names: list[str]) -> None:
    assert list(contracts_of((text,))) == names


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    contracts_of((text,))
