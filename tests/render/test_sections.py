from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.render.sections import SECTIONS, SectionKind, sections
from tests.benchmarks.applying import files_of
from tests.benchmarks.headings import JUDGED, LETTERS, counts
from tests.corpus.test_corpus import CORPUS, needs_corpus

HEADINGS = {
    SectionKind.MISSIONS: (
        "Missions",
        "VOS MISSIONS :",
        "🎯 Rôle et mission",
        "Ta mission, si tu l'acceptes",
        "Le poste",
        "Le poste : sauver les phares",
        "Descriptif du poste",
        "Ce que vous ferez",
        "Ce que tu feras chez nous",
        "Votre quotidien",
        "Responsabilités",
        "Missions et modalités",
        "La mission : tenir à jour les marées de tous les ports de la côte",
        "What you'll do",
        "Responsibilities",
    ),
    SectionKind.PROFILE: (
        "Profil recherché",
        "Votre profil nous intéresse si :",
        "Compétences",
        "Quelles compétences cherchons-nous ?",
        "Expérience",
        "Savoir‑être",
        "À propos de vous",
        "A propos de toi",
        "Ce poste est fait pour vous si",
        "Les atouts du candidat",
        "Le profil et les missions",
        "Idéalement, vous avez de l’expérience dans un ou plusieurs de ces domaines, ou presque",
        "About you",
        "Requirements",
    ),
    SectionKind.CONDITIONS: (
        "Modalités",
        "📝 Les modalités",
        "Modalités de mission",
        "Conditions",
        "Rémunération",
        "Contrat",
        "Statut",
        "Date de début",
        "Lieu",
        "Télétravail",
        "Travail à distance",
        "Environnement de travail",
        "Les détails pratiques :",
        "Informations complémentaires",
        "Benefits",
    ),
    SectionKind.APPLY: (
        "Candidater",
        "Candidature",
        "Postuler",
        "Comment postuler ?",
        "## Comment candidater ? ##",
        "Comment envoyer votre candidature",
        "Contactez-nous pour postuler !",
        "Nous contacter",
        "Contact",
        "Le processus de recrutement",
        "Vous souhaitez rejoindre le phare ?",
        "Rejoignez-nous !",
        "Intéressé·e ?",
        "Intéressé(e)s ?",
        "How to apply",
    ),
    None: (
        "",
        "👋",
        "Qui sommes-nous ?",
        "À propos de nous",
        "Le produit",
        "Contexte",
        "L'équipe",
        "Environnement technique",
        "L'environnement du poste et l'équipe",
        "Pourquoi nous rejoindre ?",
        "Notre mission",
        "Statistiques",
        "Formation",
        "Tu veux mettre tes compétences au service de la mer et de ses gens ?",
        "Le phare recherche une personne de toutes les compétences pour la saison",
    ),
}


@pytest.mark.parametrize("kind", HEADINGS)
def test_a_heading_is_known_by_its_words(kind: SectionKind | None) -> None:
    told = dict(zip(HEADINGS[kind], sections(HEADINGS[kind]), strict=True))
    assert told == dict.fromkeys(HEADINGS[kind], kind)


def test_there_is_one_answer_for_each_heading() -> None:
    assert sections([]) == []
    assert sections(["Modalités", "Annexe", "Modalités"]) == [
        SectionKind.CONDITIONS,
        None,
        SectionKind.CONDITIONS,
    ]


def test_the_words_of_the_table_are_folded() -> None:
    words = "".join(pattern for patterns in SECTIONS.values() for pattern in patterns)
    assert words.isascii()
    assert words == words.lower()


@given(st.text(max_size=200))
def test_any_text_may_be_a_heading(text: str) -> None:
    assert sections([text])[0] in {*SectionKind, None}


@needs_corpus
@pytest.mark.parametrize("label", JUDGED)
def test_sections_are_those_that_a_person_sees(label: str) -> None:
    found = counts(JUDGED[label], files_of(CORPUS))
    for kind in SectionKind:
        letter = LETTERS[kind]
        assert found.right[letter] / found.found[letter] > 0.93
        assert found.right[letter] / found.existing[letter] > 0.93
