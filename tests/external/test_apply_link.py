from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.external.apply_link import link_to_apply, subject_to_apply
from jobtui.postings.model import Posting
from jobtui.postings.terms import apply_at
from tests.benchmarks.applying import JUDGED, files_of, score, sealed
from tests.corpus.test_corpus import CORPUS, needs_corpus

TO = "rh@x.example"


def posting(*ways: str, cc: tuple[str, ...] = ()) -> Posting:
    way = apply_at(*ways)._replace(cc=cc)
    return Posting("a", "a.md", "Développeuse de marées", apply=way)


def test_a_form_opens_as_it_is() -> None:
    found = link_to_apply(posting("https://formulaires.example/f/1"), "")
    assert found is not None
    assert found.target == found.shown == "https://formulaires.example/f/1"


def test_a_mail_has_recipient_and_title() -> None:
    found = link_to_apply(posting(TO), "Écrivez-nous.")
    assert found is not None
    assert found.target == f"mailto:{TO}?subject=D%C3%A9veloppeuse%20de%20mar%C3%A9es"
    assert found.shown == f"{TO}, subject: Développeuse de marées"


def test_a_mail_goes_to_all_recipients_with_copies() -> None:
    found = link_to_apply(posting(TO, "po@x.example", cc=("chef@x.example",)), "")
    assert found is not None
    assert found.target.startswith(f"mailto:{TO},po@x.example?cc=chef@x.example&subject=")
    assert found.shown.startswith(f"{TO}, po@x.example, copy to chef@x.example, subject: ")


def test_of_a_form_and_a_mail_the_first_opens() -> None:
    form = "https://formulaires.example/f/1"
    for ways, kind in (((form, TO), "https"), ((TO, form), "mailto")):
        found = link_to_apply(posting(*ways), "")
        assert found is not None
        assert found.kind == kind


def test_a_mail_has_the_subject_that_the_text_asks_for() -> None:
    found = link_to_apply(posting(TO), "CV avec pour objet « Marées »")
    assert found is not None
    assert found.shown == f"{TO}, subject: Marées"


@pytest.mark.parametrize(
    "body",
    [
        "Merci de préciser la référence 2025-17B.",
        "En rappelant bien la référence 2025-17B",
        "Vous indiquerez la référence : 2025-17B",
    ],
)
def test_a_reference_that_is_asked_for_stands_behind_the_title(body: str) -> None:
    found = link_to_apply(posting(TO), body)
    assert found is not None
    assert "Développeuse de marées (référence" in found.shown
    assert found.shown.endswith("2025-17B)")


@pytest.mark.parametrize("body", ["Une référence 2025-17B du marché", "Indiquez vos références"])
def test_another_reference_is_none_of_the_mail(body: str) -> None:
    found = link_to_apply(posting(TO), body)
    assert found is not None
    assert found.shown == f"{TO}, subject: Développeuse de marées"


def test_without_a_way_nothing_opens() -> None:
    assert link_to_apply(posting(""), f"CV à {TO}") is None


def test_an_address_that_must_not_open_says_why() -> None:
    found = link_to_apply(posting("https://bank.example@evil.example"), "")
    assert found is not None
    assert found.target == ""
    assert "evil.example" in found.warning


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        # in the link that would open
        (f"[{TO}](mailto:{TO}?subject=Poste%20A)", "Poste A"),
        (f"[nous](mailto:{TO}?cc=a@x.example&Subject=Poste A)", "Poste A"),
        (f'<a href="mailto:{TO}?cc=a@x.example&amp;subject=L%27été">nous</a>', "L'été"),
        (f"<mailto:{TO}?subject=Poste_A&body=x>", "Poste_A"),
        (f"<mailto:{TO}?subject=A%0ABcc:b@x.example>", "A Bcc:b@x.example"),
        (f"<mailto:{TO.upper()}?subject=Poste%20A>", "Poste A"),
        ("<mailto:another@x.example?subject=Presse>", ""),
        # in words, with the text in signs
        ("CV avec `[Candidature] marées` dans l’objet du message !", "[Candidature] marées"),
        ("CV avec pour objet « Marées - CDD »", "Marées - CDD"),
        ("CV avec pour objet : “Marées”", "Marées"),
        ("CV, en indiquant l'objet du mail comme suit : [Marées - Nom].", "[Marées - Nom]"),
        ("En objet de votre mail, indiquez “Marées”.", "Marées"),
        ("Merci d'écrire **[MARÉES]** en objet.", "[MARÉES]"),
        ('Send it with the subject line "Tides".', "Tides"),
        # behind a colon
        ("Objet : Candidature marées\n\nÀ bientôt", "Candidature marées"),
        ("- **Objet :** Candidature marées", "Candidature marées"),
        (f"CV à {TO} (objet du mail : Marées)", "Marées"),
        ("CV, avec en objet : Marées. Merci !", "Marées"),
        # no subject at all
        ("Ce service a pour objet de montrer les « marées ».", ""),
        ("L'objet du projet « Marées » : la mer.", ""),
        ("Mettez l'emoji de votre choix dans l'objet du message", ""),
        ("[Le site](https://x.example) dans l'objet", ""),
        ("Le sujet vous intéresse : écrivez-nous.", ""),
        ("", ""),
    ],
)
def test_the_subject_is_the_one_that_is_plainly_asked_for(body: str, subject: str) -> None:
    assert subject_to_apply(body, TO) == subject


@given(st.text(max_size=200))
def test_any_text_may_hold_the_subject(text: str) -> None:
    found = link_to_apply(posting(TO), f"<mailto:{TO}?subject={text}>\n\nobjet : {text}")
    assert found is not None
    assert found.target.startswith(f"mailto:{TO}")
    assert "\x1b" not in found.shown


def test_what_a_person_read_is_kept_as_hashes_alone() -> None:
    assert {label: len(judged) for label, judged in JUDGED.items()} == dict.fromkeys(JUDGED, 50)
    hashes = [way for judged in JUDGED.values() for one in judged.values() for way in one["ways"]]
    assert all(len(way) == 16 and int(way, 16) >= 0 for way in hashes)
    assert sealed("a.md", "RH@x.example") == sealed("a.md", "rh@x.example")
    assert sealed("a.md", "rh@x.example") != sealed("b.md", "rh@x.example")


@needs_corpus
@pytest.mark.parametrize("label", JUDGED)
def test_the_way_is_right_in_what_a_person_read(label: str) -> None:
    found = score(JUDGED[label], files_of(CORPUS))
    assert found.judged == 50
    assert found.misses == ()
    assert found.precision == found.recall == 1
    assert found.subjects_right == 50
