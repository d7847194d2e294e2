"""What sentences say of a job, and what they only seem to say; every sentence is invented."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtui.inference import codes
from jobtui.inference.infer import infer
from jobtui.postings import terms
from jobtui.postings.terms import Duration, Pay, WorkingTime

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
]
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
]
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
]
PAY = [
    ("TJM envisagé : entre 400 et 500 €", "400-500/day"),
    ("TJM 450", "450/day"),
    ("TJM : 300€", "300/day"),
    ("Rémunération : TJM entre 250€ et 350€ selon profil", "250-350/day"),
    ("Entre 450 € et 600 € par jour suivant le profil", "450-600/day"),
    ("Taux journalier de 525 euros", "525/day"),
    ("TJM : 500-650 € HT", "500-650/day"),
    ("Rémunération : 300 à 400€ HT /jour", "300-400/day"),
    ("Salaire : 45-55k€", "45000-55000/year"),
    ("Salaire : 45 k€ brut annuel", "45000/year"),
    ("Salaire : entre 40K€ et 60K€", "40000-60000/year"),
    ("Rémunération : 30 000 – 70 000 € brut", "30000-70000/year"),
    ("Salaire de 1 200 euros par mois", "1200/month"),
    ("Gratification : 600 € par mois", "600/month"),
    ("Rémunération : 1600€ net", "1600/month"),
    ("## Rémunération\nEntre 2 500 et 3 000 € par mois", "2500-3000/month"),
]
NO_PAY = [
    "TJM à définir selon profil",
    "Rémunération : selon expérience",
    "Un plan de 250 millions d'euros",
    "Les dépenses coûtent 400 € par jour aux communes.",
    "Une aide de 300 euros pour chaque jeune",
    "Un budget de 50 000 € par an",
    "Envoyez votre CV et votre TJM à equipe@exemple.test",
    "Le simulateur de salaire brut a 10 000 usagers.",
    "Une prime de 1000 € par mois",
    "Salaire : 2500 € pour les uns. Salaire : 3500 € pour les autres.",
    "4 à 5 jours par semaine",
]


def found(kind: str, body: str, role: str = "Poste") -> object:
    """Return what is read in the text, None if nothing is."""
    inferred = infer(role, role, body)
    field = {"place": "places", "rhythm": "working_time", "start": "starts"}.get(kind, kind)
    return getattr(inferred, field) or None


def value(kind: str, code: str) -> object:
    """Return the value that a short code stands for, None for an empty one."""
    if kind == "place":
        return tuple(code.split(", ")) if code else None
    named = {"rhythm": "working_time"}.get(kind, kind)
    convert = getattr(codes, named, str)
    return convert(code) if code else None


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        (kind, *case)
        for kind, cases in (
            ("place", PLACES),
            ("duration", DURATIONS),
            ("start", STARTS),
            ("pay", PAY),
        )
        for case in cases
    ],
)
def test_what_a_sentence_states_is_found(kind: str, body: str, code: str) -> None:
    assert found(kind, body) == value(kind, code)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (kind, body)
        for kind, bodies in (
            ("place", NO_PLACES),
            ("duration", NO_DURATIONS),
            ("start", NO_STARTS),
            ("pay", NO_PAY),
        )
        for body in bodies
    ],
)
def test_what_is_not_said_of_the_job_is_not_stated(kind: str, body: str) -> None:
    assert found(kind, body) is None


@pytest.mark.parametrize(
    ("role", "kind", "code"),
    [
        ("Designer, CDD de 20 mois", "duration", "20m"),
        ("Dev – 4 jours par semaine", "rhythm", "4"),
        ("Chargé de déploiement au 3/5e", "rhythm", "3"),
    ],
)
def test_terms_are_read_from_the_title_too(role: str, kind: str, code: str) -> None:
    assert found(kind, "", role) == value(kind, code)


def test_marks_links_and_wrapped_lines_do_not_matter() -> None:
    wrapped = "- **Poste** basé à [Nantes](https://x.example/a) pour\n  un contrat de\n  6 mois"
    found = infer("Dev", "Dev", wrapped)
    assert (found.places, found.duration) == (("Nantes",), Duration(6, 6))


@pytest.mark.parametrize(
    ("convert", "code", "expected"),
    [
        (codes.remote, "fully", codes.Remote("full")),
        (codes.remote, "2", codes.Remote("partial", (2, 2))),
        (codes.remote, "-3", codes.Remote("partial", (0, 3))),
        (codes.duration, "6m+", Duration(6, 6, True)),
        (codes.duration, ">6m", Duration(6, None)),
        (codes.duration, "-12m", Duration(None, 12)),
        (codes.duration, "1y", Duration(12, 12)),
        (codes.duration, "<2022-11", None),
        (codes.working_time, "full", WorkingTime(5, 5)),
        (codes.working_time, "part", WorkingTime()),
        (codes.working_time, "4+", WorkingTime(4, 5)),
        (codes.working_time, "2.5-3", WorkingTime(2.5, 3)),
        (codes.pay, "450-550/day", Pay(450, 550, "EUR", "day")),
        (codes.pay, "-600/month", Pay(None, 600, "EUR", "month")),
        (codes.pay, "400-/day", Pay(400, None, "EUR", "day")),
        (codes.pay, "577.5/day", Pay(577.5, 577.5, "EUR", "day")),
        (codes.pay, "90000/year USD", Pay(90_000, 90_000, "USD", "year")),
        (codes.pay, "", None),
    ],
)
def test_short_codes_are_values(
    convert: Callable[[str], object], code: str, expected: object
) -> None:
    assert convert(code) == expected


WORDS = st.sampled_from(
    "poste basé à Paris Lyon, télétravail 100 % 4 jours par semaine / contrat de 6 mois "
    "démarrage dès que possible septembre 2022 TJM entre 400 et 500 € . ; : - # \n \n\n senior 3/5 "
    "présence temps plein ( ) [ ] ]( < > ** ou K€ 0 99999999999 ². ٣ jusqu'à".split(" ")
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=60).map(" ".join)), st.text(max_size=40))
@settings(max_examples=200)
def test_any_text_gives_values_that_can_be_told(body: str, title: str) -> None:
    found = infer(title, "", body)
    assert all(place == place.strip() and place.isprintable() for place in found.places)
    assert found.remote in ("", *terms.REMOTE)


@pytest.mark.hostile
@pytest.mark.parametrize(
    "piece",
    [
        *("a", " ", "\n", "1", "(", "](", "[", "<", "# ", "- ", ". ", "é", "0 ", "\u00b7e", "4/5 "),
        *("poste ", "poste basé à ", "Paris, ", "à Paris ou ", "presence "),
        *("télétravail ", "télétravail est ", "travail a distance ", "jusqu'à 3 "),
        *("contrat de ", "mission 6 ", "6 mois ", "4 jours par semaine ", "3 a "),
        *("début ", "démarrage ", "date de ", "tjm ", "400 € ", "1 000", "10.000", "€ jour "),
        *("recherche un ", "senior ", "junior senior ", "profil ", "temps partiel "),
        *("https://", "lieu : ", "lieu : a\n", "# lieu\n", "début mars\n", "4 jours/semaine. "),
    ],
)
def test_the_time_is_linear_in_the_length(piece: str) -> None:
    def seconds(size: int) -> float:
        body = piece * (size // len(piece))
        begin = time.process_time()
        infer("Dev", "Dev", body)
        return time.process_time() - begin

    small = max(seconds(62_500), 0.01)
    assert seconds(1_000_000) < 16 * small * 4 + 1
