"""Where a job is done; every sentence is invented."""

from __future__ import annotations

import time

import pytest

from jobtui.inference.english.workplace import RULES as ENGLISH_RULES
from jobtui.inference.gazetteer import Places, names_in
from jobtui.inference.sentences import Sentences, folded_line
from jobtui.inference.workplace import (
    FRENCH,
    WorkplaceRules,
    places_of,
    places_of_title,
)

PLACES = [
    ("Le poste est basé à Nantes.", "Nantes"),
    ("- Poste basé à Grenoble, avec quelques voyages", "Grenoble"),
    ("* Mission basée à Rouen", "Rouen"),
    ("Basé·e à Metz (proche de la gare)", "Metz"),
    ("Basé(e) à Saint Étienne", "Saint-Étienne"),
    ("**Localisation** : Rennes", "Rennes"),
    ("Lieu de travail : 3 quai des Brumes, 44000 Nantes", "Nantes"),
    ("### Lieu\nDijon", "Dijon"),
    ("Télétravail partiel, avec une présence régulière à Lille pour les ateliers.", "Lille"),
    ("Deux lieux : deux jours chez vous, 3 jours par semaine à Tours.", "Tours"),
    ("Possibilité de travailler dans nos locaux à Bordeaux.", "Bordeaux"),
    ("Poste à pourvoir à Brest ou à Quimper dès que possible", "Brest, Quimper"),
    ("Vous travaillerez à Strasbourg, Metz et Nancy.", "Strasbourg, Metz, Nancy"),
    ("Stage situé à Villeurbanne", "Villeurbanne"),
    ("Le poste est localisé en Bretagne", "Bretagne"),
    ("Lieu : La Défense, tour Nord", "La Défense"),
    ("Un contrat de 6 mois renouvelable, à temps plein, basé à Pau.", "Pau"),
    ("3 jours dans nos bureaux de Caen", "Caen"),
    # the more usual ways to say it
    ("CDD de 5 mois (mai à septembre) à Cahors", "Cahors"),
    ("Nos bureaux sont à Rennes, rue du Port, mais chacun travaille d'où il veut.", "Rennes"),
    ("Des bureaux sont accessibles à Nantes et à Lyon.", "Nantes, Lyon"),
    ("Vous viendrez deux jours par semaine dans nos bureaux lyonnais.", "Lyon"),
    ("Télétravail possible, avec un jour par semaine à Tours", "Tours"),
    ("Localisation : en télétravail avec des réunions à Angers (réunion hebdo)", "Angers"),
    ("Télétravail (avec un séminaire par an à Dinan) ou Rennes", "Rennes"),
    ("Télétravail, ou 12 quai de la Fosse, 44000 Nantes", "Nantes"),
    ("- À la mairie, 3 bis avenue Jean Moulin - 29200 Brest (tram A)", "Brest"),
    ("Locaux : 4 rue de Brest, 69002 Lyon", "Lyon"),
    ("Le poste est basé 20 boulevard Vincent Auriol 75013 Paris", "Paris"),
    ("Nous travaillons au 8 rue du Lac, dans le 12e arrondissement.", "Paris"),
    ("Poste basé à Paris 15e", "Paris"),
    ("Lieu : région parisienne", "Région parisienne"),
    ("Lieu de stage : Île-de-France", "Île-de-France"),
    ("Le poste est basé en Seine-Saint-Denis.", "Seine-Saint-Denis"),
    ("Poste basé à St-Denis", "Saint-Denis"),
    ("Poste basé au Havre", "Le Havre"),
    ("Poste basé au Mans ou à la Roche-sur-Yon", "Le Mans, La Roche-sur-Yon"),
    ("Poste basé à PARIS ou LYON", "Paris, Lyon"),
    ("poste basé à lyon", "Lyon"),
    ("**Où ?** Chez toi ou à Grenoble", "Grenoble"),
    ("- **Où ?** Chez toi et, un jour par semaine, dans le 19e arrondissement de Paris", "Paris"),
    ("Une présence régulière à Paris (La Défense) et Lille", "Paris, La Défense, Lille"),
    ("L'équipe est basée à Dijon et se réunit chaque semaine.", "Dijon"),
    ("Poste basé à Bruxelles ou Genève", "Bruxelles, Genève"),
    ("Poste basé à Sens", "Sens"),
    ("Arbeitsort: Hamburg", "Hamburg"),
    ("Ubicación: Madrid", "Madrid"),
    ("* Ort: Unser Büro ist in Dresden.", "Dresden"),
    ("Lieu d'affectation : Rennes", "Rennes"),
    ("Résidence administrative : Grenoble", "Grenoble"),
    ("📍 Marseille", "Marseille"),
    ("Poste basé en région Occitanie", "Occitanie"),
    ("Le lieu de travail est Strasbourg.", "Strasbourg"),
    ("Télétravail possible, bureaux à Nancy", "Nancy"),
    ("Vous exercerez à Dijon.", "Dijon"),
    ("Vous serez affectée à la préfecture de Lille.", "Lille"),
    ("Au sein de notre agence de Reims", "Reims"),
    ("Rejoignez notre équipe à Grenoble !", "Grenoble"),
    ("Lieux possibles : Lyon, Nantes, Rennes", "Lyon, Nantes, Rennes"),
    (
        "Nous embauchons des personnes de tous les métiers, à Lille, Nantes et Lyon.",
        "Lille, Nantes, Lyon",
    ),
    ("Notre bureau principal est situé à Nancy.", "Nancy"),
]
NO_PLACES = [
    "L'équipe est basée à Lyon et à Nantes.",
    "Notre startup est installée à Rennes depuis 2019.",
    "Le service est ouvert à Paris, Lyon et Lille.",
    "Des déplacements à Marseille sont à prévoir.",
    "Réunions ponctuelles en présentiel à Bordeaux.",
    "Une présence occasionnelle à Paris est demandée.",
    "L'entretien aura lieu à Toulouse ou en visio.",
    "Claire : coach, basée à Angers",
    "Nous rencontrons des utilisateurs à Nice chaque mois.",
    "Télétravail avec deux réunions par mois à Dijon",
    "Les accords de Paris sur le climat",
    "Travailler à distance, à tour de rôle avec nos clients de Tours",
    "Le poste est basé sur la confiance. Nice to have : du calme",
    "Lieu : peu importe, tant que le sens y est",
    "L'équipe est dispersée à travers la France (Toulouse, Bordeaux, Reims).",
    "L'équipe est entre Lille, Rouen et Montpellier, donc nous travaillons à distance.",
    "Mission locale de Bergerac : le service y est déployé",
    "La Poste et Orange sont des fournisseurs d'identité.",
    "Envoyez votre candidature à la mairie de Nantes.",
    "Nos bureaux d'études sont nombreux à Lyon",
    "Des réunions optionnelles en présentiel à Paris",
    "poste basé à bergerac",  # only the largest cities are known without a capital
    "Marc réside à Nancy.",
    "Le lieu est ouvert à Strasbourg.",
    "Basée à Paris, l'association compte dix salariés.",
    "Nous recherchons une personne pour déployer le service à Nantes.",
]
TITLES = [
    ("Designer (Lyon)", "Lyon"),
    ("Développeuse – Nantes ou Rennes", "Nantes"),
    ("Stage à Marseille", "Marseille"),
    ("La Ville de Paris recrute", ""),
    ("Responsable de la région Bretagne", ""),
    ("Chargée de mission à la Mission locale", ""),
]
ENGLISH = [
    ("**Location:** Berlin, Germany (hybrid)", "Berlin"),
    ("Location: Washington, DC; Chicago, IL; or remote", "Washington, Chicago"),
    ("This position is based in Perth.", "Perth"),
    ("Candidates must be located in Los Angeles", "Los Angeles"),
    ("You will work from our office in downtown Boston.", "Boston"),
    ("Our offices are in Leeds and York.", "Leeds, York"),
    ("Hybrid: 2 days a week in London", "London"),
    ("Where is this position located? Ottawa", "Ottawa"),
    ("We're hiring people in Ottawa, Toronto and Montreal.", "Ottawa, Toronto, Montréal"),
    ("We are now accepting applications for rangers in Boston and Denver.", "Boston, Denver"),
    ("Location(s): Austin, TX; Seattle, WA", "Austin, Seattle"),
    ("While our home base is in Ottawa, we work everywhere.", "Ottawa"),
    ("📍 Vienna", "Vienna"),
    ("Join our team in Lisbon.", "Lisbon"),
]
NO_ENGLISH = [
    "We are a company based in Dublin with customers in Paris.",
    "Our team is mostly based in Perth and Barcelona.",
    "Occasional travel to Boston may be required.",
    "A degree from the University of Manchester",
    "Submit your application to our office in Leeds.",
    "Location: anywhere",
    "We're a team of people in Perth.",
    "Applications from users in Boston are welcome.",
    "We hire in waves; our first users were in Denver.",
    "Based in London, our company sells maps.",
]


def named(body: str, rules: WorkplaceRules = FRENCH) -> str:
    return ", ".join(places_of(Sentences(body, ()), Places(body), rules))


@pytest.mark.parametrize(("body", "places"), PLACES)
def test_the_workplace_is_found(body: str, places: str) -> None:
    assert named(body) == places


@pytest.mark.parametrize("body", NO_PLACES)
def test_a_place_that_is_not_the_jobs_is_none(body: str) -> None:
    assert named(body) == ""


@pytest.mark.parametrize(("title", "places"), TITLES)
def test_a_title_may_name_the_place(title: str, places: str) -> None:
    assert ", ".join(places_of_title(folded_line(title), Places(title))) == places


@pytest.mark.parametrize(("body", "places"), ENGLISH)
def test_the_workplace_is_found_in_english(body: str, places: str) -> None:
    assert named(body, ENGLISH_RULES) == places


@pytest.mark.parametrize("body", NO_ENGLISH)
def test_a_place_that_is_not_the_jobs_is_none_in_english(body: str) -> None:
    assert named(body, ENGLISH_RULES) == ""


def test_a_list_of_places_names_no_workplace_and_takes_no_time() -> None:
    names = " ".join(names_in("communes.txt"))
    begin = time.process_time()
    assert named(f"Lieu : {names}\n\n" * 5) == ""
    assert time.process_time() - begin < 2
