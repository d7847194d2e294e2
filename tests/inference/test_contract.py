"""What headings and sentences say of the contract; every sentence is invented."""

from __future__ import annotations

import pytest

from jobtui.inference import contract
from jobtui.inference.english import contract as english
from jobtui.inference.sentences import Sentences, folded_line

HEADINGS = [
    ("Chargée de déploiement (stage)", "internship"),
    ("Stagiaire en design", "internship"),
    ("Développeur freelance", "freelance"),
    ("Designer - CDD de 20 mois", "fixed-term"),
    ("Développeuse en alternance", "apprenticeship"),
    ("Cheffe de produit (contractuelle)", "fixed-term"),
]
NO_HEADINGS = [
    "Cheffe de produit de La bonne alternance",
    "Développeur pour la mission apprentissage",
    "Développeuse du service des stages de troisième",
    "Responsable du réseau des indépendants",
]
CONTRACTS = [
    ("Contrat : Freelance", "freelance"),
    ("Statut — prestataire, avec une facture par mois", "freelance"),
    ("Type de contrat : CDI", "permanent"),
    ("# Contrat\nCDI", "permanent"),
    ("Modalités de contrat : freelance / prestation", "freelance"),
    ("Poste ouvert pour un·e indépendant·e", "freelance"),
    ("Poste ouvert pour des personnes indépendantes sur 6 mois", "freelance"),
    ("Mission proposée pour un prestataire ou un indépendant (en portage)", "freelance"),
    ("Poste ouvert aux travailleurs en statut indépendant", "freelance"),
    ("Vous aurez un statut de freelance ou d'auto-entrepreneur.", "freelance"),
    ("Nous cherchons une développeuse en CDD (3 ans).", "fixed-term"),
    (
        "L'équipe recrute une cuisinière pour un CDD ou un cuisinier indépendant.",
        "fixed-term, freelance",
    ),
    ("CDD ou stage de 3 à 4 mois", "fixed-term, internship"),
    ("- Freelance", "freelance"),
    ("Mission freelance à temps plein", "freelance"),
    ("Un contrat en CDD de trois ans au ministère", "fixed-term"),
    ("Poste ouvert pour un CDD, en contrat de vacataire", "fixed-term"),
    ("Ouvert aux contractuels et fonctionnaires", "fixed-term, civil-service"),
    ("Poste à pourvoir par voie de détachement", "civil-service"),
    ("Poste à temps plein, ouvert aux agents titulaires", "civil-service"),
    ("Statut : stage ou alternance", "internship, apprenticeship"),
    ("L'association recrute un ou une stagiaire.", "internship"),
    ("Gratification au minimum pendant toute la durée du stage", "internship"),
    ("Vous serez recrutée en CDI.", "permanent"),
    ("Elle peut être réalisée dans le cadre d'un CDD.", "fixed-term"),
    ("Démarrage en freelance, puis salariat", "freelance"),
    ("Contrat d'apprentissage de deux ans", "apprenticeship"),
    ("Postes en CDD avant un éventuel recrutement en CDI", "fixed-term"),
    ("CDD pouvant déboucher sur un CDI", "fixed-term"),
    ("Emploi permanent ouvert aux titulaires et aux contractuels", "fixed-term, civil-service"),
    ("Recrutement par voie de mutation ou, à défaut, contractuelle", "fixed-term, civil-service"),
    ("Contrat de professionnalisation", "apprenticeship"),
    ("Service civique de 8 mois", "volunteer"),
    ("Un CDD d'un an, évolutif vers un CDI", "fixed-term"),
    ("Contrat de projet de trois ans", "fixed-term"),
    ("Contrat doctoral (3 ans)", "fixed-term"),
    ("Le recrutement se fait en CDD", "fixed-term"),
    ("Mission en régie, freelance uniquement", "freelance"),
    ("Intégrer la rédaction en CDI", "permanent"),
    ("Salarié·e en CDI", "permanent"),
    ("Contrat de prestation de services", "freelance"),
]
NO_CONTRACTS = [
    "Notre développeur freelance travaille avec nous depuis mars.",
    "Un stagiaire (Léo) nous rejoint en juin.",
    "L'équipe se compose d'une cheffe de produit freelance et d'un designer.",
    "Nous sommes presque tous contractuels ou indépendants.",
    "Vous avez déjà l'expérience du travail en freelance.",
    "Le service aide les jeunes qui recherchent un contrat en alternance.",
    "Un simulateur de revenus pour les auto-entrepreneurs",
    "L'apprentissage est en plein essor.",
    "Notre mission : simplifier le recrutement de contractuels",
    "Quelques missions de nos précédents stagiaires",
    "Nous parlons de missions futures en tant que freelance.",
    "La mise à disposition de données ouvertes",
    "Un service qui facilite l'engagement bénévole",
    "Plus de vingt prestations sociales",
    "Vous pilotez les prestataires techniques.",
    "De petites équipes indépendantes",
    "L'offre de formation en apprentissage",
    "Un portail de recrutement pour les contractuels",
    "Suivre les contrats de projet des communes",
    "Accompagner la mutation du réseau",
    "Le service civique aide les jeunes.",
    "Nous recherchons quelqu'un pour la prestation de services publics.",
    "Nous embauchons pour améliorer la prestation des soins.",
]
ENGLISH = [
    ("Employment type: permanent", "permanent"),
    ("This role is permanent.", "permanent"),
    ("This is a full-time, permanent position.", "permanent"),
    ("# Appointment type:\npermanent", "permanent"),
    ("This role is a 2 year-term position.", "fixed-term"),
    ("A fixed-term contract of 6 months", "fixed-term"),
    ("We fill multiple term appointments.", "fixed-term"),
    ("We are looking for a freelance illustrator.", "freelance"),
    ("On a freelance basis", "freelance"),
    ("We are looking for a UX intern (m/f).", "internship"),
    ("This internship is paid.", "internship"),
    ("Join us as a volunteer.", "volunteer"),
    ("This is a temporary position.", "temporary"),
    ("This role is a two year term and reports to the head of maps.", "fixed-term"),
    ("Contract position, 6-month term", "fixed-term"),
    ("This is a 9-month part-time contract position.", "fixed-term"),
    ("Fixed-term (18 months)", "fixed-term"),
    ("Appointment type: term", "fixed-term"),
    ("Excepted service: not to exceed 24 months", "fixed-term"),
    ("Maternity cover, 9 months", "fixed-term"),
    ("Seasonal work", "temporary"),
    ("Paid internship (3 months)", "internship"),
    ("Temporary (6 months)", "temporary"),
    ("Independent contractor", "freelance"),
]
NO_ENGLISH = [
    "The project is run by volunteers.",
    "You manage contractors and volunteers.",
    "The final permanent transfer of the ship",
    "Experience as an intern is fine.",
    "Read about previous interns.",
    "You maintain contract management tools.",
    "You work with a community of volunteers.",
    "Long-term support releases",
    "A resume not to exceed two pages",
    "We help with temporary work visas.",
    "A long-term plan",
    "Volunteers, staff and users meet in June.",
]


def stated(heading: str, body: str) -> str:
    sentences = Sentences(body, contract.WORDS).holding(contract.WORDS)
    return ", ".join(contract.contracts_of(folded_line(heading), sentences))


def stated_in_english(heading: str, body: str) -> str:
    sentences = Sentences(body, english.WORDS).holding(english.WORDS)
    return ", ".join(english.contracts_of(folded_line(heading), sentences))


@pytest.mark.parametrize(("heading", "codes"), HEADINGS)
def test_a_heading_names_the_contract(heading: str, codes: str) -> None:
    assert stated(heading, "") == codes


@pytest.mark.parametrize("heading", NO_HEADINGS)
def test_what_a_job_is_about_is_no_contract(heading: str) -> None:
    assert stated(heading, "") == ""


@pytest.mark.parametrize(("body", "codes"), CONTRACTS)
def test_all_contracts_are_found(body: str, codes: str) -> None:
    assert stated("", body) == codes


@pytest.mark.parametrize("body", NO_CONTRACTS)
def test_a_contract_of_somebody_else_is_not_the_jobs(body: str) -> None:
    assert stated("", body) == ""


@pytest.mark.parametrize(("body", "codes"), ENGLISH)
def test_all_contracts_are_found_in_english(body: str, codes: str) -> None:
    assert stated_in_english("", body) == codes


@pytest.mark.parametrize("body", NO_ENGLISH)
def test_a_contract_of_somebody_else_is_not_the_jobs_in_english(body: str) -> None:
    assert stated_in_english("", body) == ""


def test_an_english_heading_names_the_contract() -> None:
    assert stated_in_english("Sailor Internship", "") == "internship"
    assert stated_in_english("Volunteer Program Manager", "") == ""
