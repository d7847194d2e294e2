"""When a job starts; every sentence is invented."""

from __future__ import annotations

from datetime import date

import pytest

from jobtui.inference.english.start import RULES as ENGLISH_RULES
from jobtui.inference.sentences import Sentences
from jobtui.inference.start import FRENCH, WORDS, StartRules, start_of, with_year

STARTS = [
    ("Démarrage dès que possible", "asap"),
    ("Début : immédiat", "asap"),
    ("Début de la mission : dès que possible", "asap"),
    ("Prise de poste au plus tôt", "asap"),
    ("Démarrage ASAP", "asap"),
    ("Poste à pourvoir à Laval, dès que possible", "asap"),
    ("## Date de début\nDès que possible !", "asap"),
    ("Démarrage septembre 2022", "2022-09"),
    ("Début souhaité : octobre 2023", "2023-10"),
    ("**Démarrage souhaité début janvier 2021.**", "2021-01"),
    ("Date de début : 1er mars 2024", "2024-03-01"),
    ("Début souhaité : 15/02/2022", "2022-02-15"),
    ("Démarrage mi-novembre", "--11"),
    ("Début du stage : avril", "--04"),
    ("Démarrage au cours du mois de février 2022", "2022-02"),
    ("### Date de début\nJanvier - février 2025", "2025-01"),
    ("CDD de 6 mois, à partir du 1er juin 2020", "2020-06-01"),
    ("Prise de fonctions en décembre 2021", "2021-12"),
    ("**Quand ?** Dès que possible", "asap"),
    ("- **Quand ?** À compter du 17 janvier 2022", "2022-01-17"),
    ("- **Quand ?** Courant janvier 2022", "2022-01"),
    ("Stage de 4 mois qui débute dès que possible.", "asap"),
    ("Dates : à partir de septembre 2019 (adaptable)", "2019-09"),
    ("Dates souhaitées : dès que possible", "asap"),
    ("Début le 11 janvier", "--01-11"),
    ("Démarrage début 2022.", "2022-01"),
    ("Durée : dès que possible, jusqu'à fin mars", "asap"),
    ("À pourvoir entre le 15 mai et le 30 juin 2022", "2022-05-15"),
    ("Démarrage en juillet, août ou septembre 2022", "2022-07"),
    ("Début : dès que tu peux", "asap"),
    ("Disponible en janvier 2022", "2022-01"),
    ("Date de vacance de l'emploi : 01/07/2022", "2022-07-01"),
    ("Poste disponible immédiatement", "asap"),
    ("Début en septembre", "--09"),
    ("À partir de janvier 2023", "2023-01"),
    ("À compter du 2 mai 2022", "2022-05-02"),
    ("Alternance à partir de la rentrée 2022", "2022-09"),
    ("CDD du 1er avril au 30 septembre 2023", "2023-04-01"),
    ("Contrat du 01/04/2023 au 30/09/2023", "2023-04-01"),
    ("Démarrage : T3 2023", "2023-07"),
    ("Disponible : immédiatement", "asap"),
    ("Début : 09/2022", "2022-09"),
    ("Démarrage rapide", "asap"),
    ("Date de démarrage : 15/06", "--06-15"),
    ("Début novembre 2022.", "2022-11"),
    ("Un stage de deux mois (du 15 mai au 15 juillet)", "--05-15"),
]
NO_STARTS = [
    "La startup a démarré en mars 2019.",
    "Lancé en septembre 2020, le service grandit.",
    "Nous répondons dès que possible.",
    "Candidatez avant le 3 mai 2022.",
    "Les entretiens commencent en juin 2022.",
    "Un besoin immédiat d'accès aux droits",
    "À partir de septembre, un parcours est ouvert aux usagers.",
    "Au début de 2021, deux villes ont testé.",
    "Fin du contrat en juillet 2023",
    "Démarrage d'un grand chantier",
    "Mai est le mois des ponts.",
    "Contrat jusqu'au 28 avril 2022",
    "- Chargée de support : arrivée prévue en juillet",
    "Une mission d'intérêt général à partir de juillet",
    "À partir de janvier 2023, le service sera ouvert à tous.",
    "Nous préparons la rentrée 2022.",
    "Un rapport du 12 mai 2021",
    "Le T3 2023 sera chargé.",
    "Date limite : 15/06",
    "Note de démarrage : 4/5",
    "Début septembre, le service avait cent usagers.",
]
ENGLISH = [
    ("Start date: as soon as possible", "asap"),
    ("A position for 12 months, starting as soon as possible", "asap"),
    ("Beginning immediately", "asap"),
    ("Start: September 2026", "2026-09"),
    ("The position starts on 1 March 2026.", "2026-03-01"),
    ("Start date: March 1st, 2026", "2026-03-01"),
    ("Start date: 2026-03-01", "2026-03-01"),
    ("When? From January", "--01"),
    ("Immediate start", "asap"),
    ("Q2 2022 start date", "2022-04"),
    ("Anticipated start: mid-May 2023", "2023-05"),
    ("Employment starts on October 1st, 2024", "2024-10-01"),
    ("Position available immediately", "asap"),
    ("You can start right away.", "asap"),
]
NO_ENGLISH = [
    "Apply as soon as possible for consideration.",
    "Applications are reviewed on a rolling basis beginning November 6th 2025.",
    "We welcome our second cohort starting in July 2023.",
]


def stated(body: str, rules: StartRules = FRENCH) -> str:
    return start_of("", Sentences(body, WORDS).holding(WORDS), rules)


@pytest.mark.parametrize(("body", "code"), STARTS)
def test_the_start_is_found(body: str, code: str) -> None:
    assert stated(body) == code


@pytest.mark.parametrize("body", NO_STARTS)
def test_another_start_is_not_the_jobs(body: str) -> None:
    assert stated(body) == ""


@pytest.mark.parametrize(("body", "code"), ENGLISH)
def test_the_start_is_found_in_english(body: str, code: str) -> None:
    assert stated(body, ENGLISH_RULES) == code


@pytest.mark.parametrize("body", NO_ENGLISH)
def test_another_start_is_not_the_jobs_in_english(body: str) -> None:
    assert stated(body, ENGLISH_RULES) == ""


@pytest.mark.parametrize(
    ("code", "published", "start"),
    [
        ("--11", "2018-10-16", "2018-11"),
        ("--01", "2020-12-07", "2021-01"),
        ("--09", "2021-11-20", "2021-09"),
        ("--08-30", "2021-07-16", "2021-08-30"),
        ("2022-05", "2021-07-16", "2022-05"),
        ("asap", "2021-07-16", "asap"),
        ("", "2021-07-16", ""),
        ("--08-30", "", "--08"),
    ],
)
def test_the_year_is_that_of_the_next_such_month(code: str, published: str, start: str) -> None:
    day = date.fromisoformat(published) if published else None
    assert with_year(code, day) == start
