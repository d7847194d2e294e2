from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jobtui.postings.model import Status, status_of
from jobtui.render.summary import ASCII_SYMBOLS, SYMBOLS, facts, link_of
from jobtui.text.folding import name_key
from tests.posting_files import fronted, posting_of


def test_everything_that_is_stated_is_a_fact_with_its_link(tmp_path: Path) -> None:
    posting = posting_of(
        tmp_path,
        fronted(
            "roles: coach",
            "open: true#",
            "contrat: CDD 3 ans",
            "contact: rh@x.example",
            "ville: Brest",
        ),
    )
    found = facts(posting, status_of(posting, date(2022, 6, 15)))
    texts = [fact.text for fact in found]
    assert texts[0] == "open: open is true#"
    for text in ("2022-05-31", "Fixed-term", "« CDD 3 ans »", "Brest", "Coaching"):
        assert text in texts
    assert [fact.link for fact in found if fact.text == "rh@x.example"] == [
        "mailto:rh@x.example"
    ] * 2
    (problem,) = [fact for fact in found if fact.kind == "problem"]
    assert problem.text == "line 3: open: expected true or false (taken as: true)"
    assert all(texts)


def test_what_only_the_text_says_is_marked(tmp_path: Path) -> None:
    body = "Poste basé à Brest ou Lorient. Contrat de 6 mois. Démarrage dès que possible. TJM 450."
    posting = posting_of(tmp_path, fronted("roles: dev senior", "open: true", body=body))
    found = {
        fact.label: fact
        for fact in facts(posting, status_of(posting, date(2022, 6, 15)))
        if fact.kind == "inferred" and fact.label != "Domain"
    }
    assert {label: fact.text for label, fact in found.items()} == {
        "Place": "Brest, Lorient",
        "Duration": "6 months",
        "Start": "as soon as possible",
        "Seniority": "senior",
        "Pay": "450 € a day",
    }


def test_what_the_text_does_not_say_has_no_line(tmp_path: Path) -> None:
    posting = posting_of(tmp_path, fronted("roles: dev", "open: true", body="Une équipe à Brest."))
    assert posting.inferred == ("domains",)
    labels = {fact.label for fact in facts(posting, status_of(posting, date(2022, 6, 15)))}
    assert labels.isdisjoint({"Place", "Remote work", "Duration", "Start", "Seniority", "Pay"})


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://x.example/a", "https://x.example/a"),
        ("rh@x.example", "mailto:rh@x.example"),
        ("jean.martin", ""),
        ("rh@machine", ""),
        ("javascript:alert(1)", ""),
        ("https://x.example et plus", ""),
        ("", ""),
    ],
)
def test_only_an_address_is_a_link(text: str, link: str) -> None:
    assert link_of(text) == link


def test_every_status_has_a_sign_of_its_own() -> None:
    for signs in (SYMBOLS, ASCII_SYMBOLS):
        assert set(signs) == set(Status)
        assert len(set(signs.values())) == len(Status)
    assert all(sign.isascii() for sign in ASCII_SYMBOLS.values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L'Incubateur des Territoires", "incubateur des territoires"),
        ("l’Atelier", "Atelier"),
        ("Place-des.Entreprises", "place des entreprises"),
        ("Été", "ete"),
        ("Les Côtes", "cotes"),
    ],
)
def test_two_spellings_of_a_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_different_names_have_different_keys() -> None:
    assert len({name_key(name) for name in ("C", "C++", "C#", "Lea", "La")}) == 5
