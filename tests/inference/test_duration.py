"""How long a job lasts; every sentence is invented."""

from __future__ import annotations

import pytest

from jobtui.inference.duration import FRENCH, WORDS, DurationRules, duration_of
from jobtui.inference.english.duration import RULES as ENGLISH_RULES
from jobtui.inference.sentences import Sentences

DURATIONS = [
    ("Contrat de 6 mois", "6m"),
    ("CDD de 3 ans", "3y"),
    ("CDD (18 mois)", "18m"),
    ("Un contrat en CDD de trois ans", "3y"),
    ("Mission de 6 mois renouvelable", "6m+"),
    ("Durée : 3 mois (reconductible)", "3m+"),
    ("Durée : 4 à 6 mois", "4-6m"),
    ("Durée de la mission : 2-3 mois", "2-3m"),
    ("Stage de six mois", "6m"),
    ("Une première mission de 3 mois, avec possibilité de renouvellement", "3m+"),
    ("Freelance 4 jours par semaine pendant 5 mois", "5m"),
    ("Poste ouvert pour des personnes indépendantes sur une durée de 3 à 6 mois", "3-6m"),
    ("Alternance de 1 an", "1y"),
    ("Durée : 6 mois minimum", ">6m"),
    ("Durée : 12 semaines", "12w"),
    ("Contrat renouvelable de 4 mois", "4m+"),
    ("Durée : minimum 3 mois, renouvelable", ">3m+"),
    ("CDD d'un an renouvelable", "1y+"),
    ("6 mois, renouvelables", "6m+"),
    ("**Pour combien de temps ?** 5 mois, renouvelables", "5m+"),
    ("3 jours par semaine, pendant 3 mois renouvelables", "3m+"),
    ("Le rythme est de 2,5 jours par semaine sur 5 mois.", "5m"),
    ("Stage de 6 mois à 1 an", "6-12m"),
    ("Contrat jusqu'à 12 mois", "-12m"),
    ("CDD de 18 à 36 mois", "18-36m"),
    ("CDD pour les agents publics, pour une durée initiale de 3 ans", "3y"),
    ("Durée : 3 mois renouvelables (la première phase est de 6 mois)", "3m+"),
    ("Durée : 3 mois\n\nRythme : 4 jours par semaine sur 6 mois", "3m"),
    ("CDD de 6 mois. Renouvelable une fois.", "6m+"),
    ("Durée minimale : 3 mois", ">3m"),
    ("Remplacement de 4 mois", "4m"),
    ("Poste à pourvoir pour 9 mois", "9m"),
]
NO_DURATIONS = [
    "Vous avez 3 ans d'expérience.",
    "CDI, avec 5 ans d'expérience minimum",
    "Nos objectifs pour les 6 prochains mois",
    "Le service existe depuis 2 ans.",
    "Des itérations de 3 semaines",
    "Un comité toutes les 6 semaines",
    "Après 18 mois, l'équipe a convaincu 12 villes.",
    "La mission de la brigade, lancée il y a 3 ans",
    "Pour un contrat : au moins 4 ans d'ancienneté",
    "Un stagiaire nous rejoint pour une durée de 6 mois.",
    "Un essai de 2 mois",
    "Contrat de 3 mois. Ensuite, CDD de 2 ans.",
    "Renouvellement du parc tous les 5 ans",
]
ENGLISH = [
    ("This is a 6-month part-time contract.", "6m"),
    ("This role is a two year term.", "2y"),
    ("Fixed-term contract of 12 months, renewable once", "12m+"),
    ("Internship of 4 to 6 months", "4-6m"),
    ("Duration: at least one year", ">1y"),
    ("Contract for up to 12 months", "-12m"),
    ("Appointments are not to exceed 24 months.", "-24m"),
    ("A two-year secondment for sailors", "2y"),
    ("Appointments lasting longer than 1 year. Contracts of up to 4 years.", "1-4y"),
    ("Not to exceed 24 months; may be extended for another 2 years", "-24m+"),
]
NO_ENGLISH = [
    "5+ years of experience in the role",
    "Our goals for the next six months",
    "We are a 3 year old project.",
    "A one-year probationary period",
    "Position requires 3 years of experience",
]


def stated(body: str, rules: DurationRules = FRENCH) -> str:
    return duration_of("", Sentences(body, WORDS).holding(WORDS), rules)


@pytest.mark.parametrize(("body", "code"), DURATIONS)
def test_the_duration_is_found(body: str, code: str) -> None:
    assert stated(body) == code


@pytest.mark.parametrize("body", NO_DURATIONS)
def test_another_duration_is_not_the_jobs(body: str) -> None:
    assert stated(body) == ""


@pytest.mark.parametrize(("body", "code"), ENGLISH)
def test_the_duration_is_found_in_english(body: str, code: str) -> None:
    assert stated(body, ENGLISH_RULES) == code


@pytest.mark.parametrize("body", NO_ENGLISH)
def test_another_duration_is_not_the_jobs_in_english(body: str) -> None:
    assert stated(body, ENGLISH_RULES) == ""
