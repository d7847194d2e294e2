"""What sentences say of the working time, in French and in English; every sentence is invented."""

from __future__ import annotations

import pytest

from jobtui.inference import rhythm
from jobtui.inference.english import rhythm as english
from jobtui.inference.sentences import Sentences

RHYTHMS = [
    ("Temps plein", "full"),
    ("Poste à temps complet", "full"),
    ("Temps partiel bienvenu", "part"),
    ("4 jours par semaine", "4"),
    ("Charge : 4 à 5 jours / semaine", "4-5"),
    ("Rythme : 3j/semaine", "3"),
    ("2,5 jours par semaine", "2.5"),
    ("Temps de travail : entre 2 et 3 jours par semaine", "2-3"),
    ("Contrat d'environ 3 jours par semaine, en télétravail", "3"),
    ("6 mois, à 4 jours par semaine minimum", "4+"),
    ("A minima 2 jours par semaine", "2+"),
    ("Charge : 4/5e", "4"),
    ("Temps partiel (3/5)", "3"),
    ("Temps partiel accepté (80 % minimum)", "4+"),
    ("Temps partiel possible (60 % à 100 %)", "3-5"),
    ("Temps plein ou 4 jours par semaine", "4-5"),
    ("À temps plein (3/5 ou 4/5 négociable)", "3-5"),
    ("2 jours à 3 jours par semaine", "2-3"),
    ("Temps partiel accepté (4/5 ou 3/5)", "3-5"),
    ("Charge : 4/5 ou 3/5", "3-4"),
    ("Charge : mi-temps, avec possibilité de passer à temps plein", "2.5-5"),
    ("Charge : quatre jours par semaine", "4"),
    ("À raison d'un jour par semaine", "1"),
    ("Un contrat d'environ 4 jours par semaine en télétravail", "4"),
    ("38 heures hebdomadaires", "full"),
    ("Charge : full time", "full"),
    ("Contrat de 6 mois au 5/5", "5"),
    ("Temps plein ou ⅘", "4-5"),
    ("Au moins à 60 % de son temps", "3+"),
    ("Pas nécessairement un temps plein", "part"),
    # hours, shares of full time, days a month
    ("Temps de travail : 35h", "full"),
    ("35h/semaine", "full"),
    ("37h30 hebdomadaires", "full"),
    ("39 heures par semaine", "full"),
    ("Durée hebdomadaire : 36h", "full"),
    ("Temps non complet : 28h par semaine", "4"),
    ("17,5 h/semaine", "2.5"),
    ("20 heures par semaine", "3"),
    ("Quotité de travail : 100 %", "full"),
    ("Forfait jours", "full"),
    ("50 % ETP", "2.5"),
    ("0,8 ETP", "4"),
    ("80 % d'un temps plein", "4"),
    ("Charge : 60 à 80 %", "3-4"),
    ("Semaine de 4 jours", "4"),
    ("Disponibilité : 3 jours/sem.", "3"),
    ("10 jours par mois", "2.5"),
    ("4 à 12 jours par mois", "1-3"),
    ("Possibilité d'un temps partiel (80 %)", "4+"),
    ("Poste à temps plein ou partiel", "part"),
]
NO_RHYTHMS = [
    "Télétravail possible jusqu'à 3 jours par semaine",
    "Une présence sur site 2 jours par semaine",
    "Télétravail partiel, avec 2 jours par semaine à Lyon",
    "2 jours par semaine de télétravail",
    "L'équipe se retrouve 1 jour par semaine.",
    "Nous travaillons 3 jours par semaine ensemble",
    "L'équipe compte un dev à 4/5e.",
    "Un budget de 3 équivalents temps plein",
    "80 % des usagers sont satisfaits",
    "Une note de 4/5 sur les réseaux",
    "Le stagiaire est là 4 jours par semaine",
    "De petits lots (1 par semaine)",
    "Claire, cheffe de produit (intervient 2 jours/semaine)",
    "Léo, qui travaille à temps plein avec nous",
    "Télétravail à temps complet",
    "Une designeuse à mi-temps",
    "Nous avons 4 développeurs à temps plein.",
    "Une équipe de 12 ETP",
    "Ouvert 24h par jour",
    "Une réponse sous 48h",
    "Deux jours par mois à Lyon",
    "Nos bureaux sont ouverts 10 jours par mois en été",
]
ENGLISH = [
    ("This is a full-time position.", "full"),
    ("40 hours per week", "full"),
    ("20 hours per week (part-time)", "2.5"),
    ("Full-time means thirty (30) hours per week.", "4"),
    ("3 days a week", "3"),
    ("2-3 days per week", "2-3"),
    ("At least 3 days per week", "3+"),
    ("Part-time", "part"),
    ("Full- or part-time", "part"),
    ("4-day week", "4"),
    ("0.6 FTE", "3"),
    ("80% FTE", "4"),
    ("Workload: 80-100%", "4-5"),
    ("Hours: 21 per week", "2.5"),
    ("35-hour week", "full"),
    ("Half-time", "2.5"),
    ("40-hour work week", "full"),
]
NO_ENGLISH = [
    "Full-time telework is negotiable.",
    "Up to 3 days a week from home",
    "State the number of hours per week you worked (if part time).",
    "The team meets 2 days a week in the office.",
    "40 hours of vacation per week of travel",
    "You lead a team of 5 full-time engineers.",
    "A team of 12 FTE",
]


def stated(body: str, heading: str = "") -> str:
    return rhythm.rhythm_of(heading, Sentences(body, rhythm.WORDS).holding(rhythm.WORDS))


def stated_in_english(body: str) -> str:
    return english.rhythm_of("", Sentences(body, english.WORDS).holding(english.WORDS))


@pytest.mark.parametrize(("body", "code"), RHYTHMS)
def test_the_working_time_is_found(body: str, code: str) -> None:
    assert stated(body) == code


@pytest.mark.parametrize("body", NO_RHYTHMS)
def test_the_working_time_of_others_is_not_the_jobs(body: str) -> None:
    assert stated(body) == ""


def test_the_working_time_stands_in_a_heading_too() -> None:
    assert stated("", "dev, 4 jours par semaine") == "4"


@pytest.mark.parametrize(("body", "code"), ENGLISH)
def test_the_working_time_is_found_in_english(body: str, code: str) -> None:
    assert stated_in_english(body) == code


@pytest.mark.parametrize("body", NO_ENGLISH)
def test_the_working_time_of_others_is_not_the_jobs_in_english(body: str) -> None:
    assert stated_in_english(body) == ""
