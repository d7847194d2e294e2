"""How experienced one has to be, in French and in English; every sentence is invented."""

from __future__ import annotations

import pytest

from jobtui.inference import seniority
from jobtui.inference.english import seniority as english
from jobtui.inference.sentences import Sentence, Sentences, folded_line

SENIORITY = [
    ("Développeur senior", "", "senior"),
    ("Développeur·se expérimenté·e", "", "senior"),
    ("Coach confirmée", "", "mid"),
    ("Dev confirmé ou senior", "", "senior"),
    ("Dev", "Nous recherchons un·e dev confirmé·e.", "mid"),
    ("Dev", "- Profil confirmé", "mid"),
    ("Dev", "## Votre profil\nDéveloppeuse web confirmée", "mid"),
    ("Développeuse (junior)", "", "junior"),
    ("Designer débutant·e", "", "junior"),
    ("Lead dev", "", "lead"),
    ("Lead developer senior", "", "lead"),
    ("Développeuse principale", "", "lead"),
    ("Dev", "L'équipe recherche une personne expérimentée pour le produit.", "senior"),
    ("Dev", "Nous recrutons un·e designer senior.", "senior"),
    ("Dev", "# Profil recherché\n* Développeuse full-stack expérimentée", "senior"),
    ("Dev", "## Compétences\n- Chef·fe de produit expérimenté·e", "senior"),
    ("Dev", "- Profil junior", "junior"),
    ("Dev", "## Profil recherché\nJeune diplômé·e d'une école", "junior"),
    ("Dev", "Vous êtes développeur senior", "senior"),
    ("Dev", "## Votre profil\nVous êtes développeur senior", "senior"),
    ("Dev", "Au moins 5 ans d'expérience", "senior"),
    ("Dev", "Expérience en voile d'au moins 7 ans", "senior"),
    ("Dev", "2-3 ans d'expérience minimum", "mid"),
    ("Dev", "Vous avez entre 3 et 5 années d'expérience.", "mid"),
    ("Dev", "Vous avez deux ans d'expérience ou plus.", "mid"),
    ("Dev", "- 3 ans d'expérience\n\n- Développeuse expérimentée recherchée", "mid"),
    ("Poste", "Expérience : 5 ans", "senior"),
    ("Poste", "Expérience requise : 3 ans", "mid"),
    ("Poste", "Une expérience significative (5 ans ou plus)", "senior"),
    ("Poste", "Bac +5 et 3 ans d'expérience", "mid"),
    ("Poste", "Niveau d'expérience : confirmé", "mid"),
    ("Poste", "Niveau : intermédiaire", "mid"),
    ("Poste", "Vous êtes graphiste confirmée.", "mid"),
    ("Directrice technique", "", "lead"),
    ("Poste", "Niveau senior attendu", "senior"),
    ("Poste", "Expérience : > 5 ans", "senior"),
    ("Poste", "Séniorité : confirmé", "mid"),
    ("Poste", "L'équipe recrute une lead dev.", "lead"),
    ("Dev", "Le poste : un lead tech", "lead"),
    ("Poste", "Un niveau d'expérience senior", "senior"),
    ("Poste", "Vous êtes confirmée en rédaction technique.", "mid"),
    ("Poste", "Une personne chargée de projet expérimentée", "senior"),
]
NO_SENIORITY = [
    ("Développeur", "Une équipe de 4 développeurs seniors"),
    ("Développeur", "- 1 UX junior\n- 1 UX senior"),
    ("Développeur", "Le code d'un développeur junior est à reprendre."),
    ("Développeur", "Nous expérimentons de nouvelles aides."),
    ("Développeur", "Une phase d'expérimentation dans trois villes"),
    ("Développeur", "Vous recevrez un message qui confirme l'envoi."),
    ("Juniors et expérimentés bienvenus", ""),
    ("Développeur", "Nous cherchons un profil senior ou junior."),
    ("Développeur", "Le lead time de nos livraisons"),
    ("Responsable lead time", ""),
    ("Développeur", "Élise, lead dev, relit le code."),
    ("Développeur", "Une équipe qui cumule 20 ans d'expérience"),
    ("Développeur", "Jusqu'à 5 ans d'expérience, le salaire est de 2500 euros."),
    ("Développeur", "Une expérience lancée il y a 5 ans"),
    ("Poste", "Profil junior accepté"),
    ("Poste", "0 à 2 ans d'expérience"),
    ("Poste", "L'entreprise a 10 ans d'expérience."),
    ("Poste", "Vous êtes chargé de former des profils confirmés."),
    ("Directrice artistique", ""),
    ("Poste", "Anglais : niveau confirmé"),
    ("Poste", "Vous travaillez avec notre lead dev."),
]
JUNIORS = [
    ("Développeuse junior", ""),
    ("Chargé de déploiement (stage)", ""),
    ("Dev", "Profil intermédiaire recherché, junior accepté"),
    ("Dev", "- Profil junior - intermédiaire"),
    ("Dev", "Aucune compétence n'est requise."),
    ("Dev", "Débutantes bienvenues"),
    ("Dev", "Ouvert aux jeunes diplômés"),
    ("Dev", "Que tu sois junior, expérimenté ou senior"),
    ("Dev", "Pas besoin d'expérience"),
    ("Dev", "Une expérience n'est pas exigée."),
    ("Poste", "Niveau d'expérience : débutant ou junior"),
    ("Poste", "Première expérience ou débutant"),
    ("Poste", "Un an dans la vente, ou première expérience suite à un diplôme"),
    ("Poste", "Première expérience (stage ou alternance compris)"),
    ("Poste", "Tous profils, même débutants"),
    ("Poste", "Idéal pour une première expérience"),
]
NO_JUNIORS = [
    ("Développeur", "Vous encadrez un développeur junior."),
    ("Développeur", "Le code initié par un développeur junior"),
    ("Développeur", "Une équipe de trois profils juniors"),
    ("Développeur", "Avoir un peu d'expérience en R est un plus."),
    ("Développeur", "La rémunération est établie selon le diplôme pour les jeunes diplômés."),
    ("Chef de produit", "Le service est ouvert aux étudiants."),
    ("Développeur de monstagedetroisieme", ""),
    ("Poste", "Poste non ouvert aux débutants"),
    ("Poste", "Niveau : débutants s'abstenir"),
    ("Poste", "Une première expérience réussie est demandée."),
]
ENGLISH = [
    ("Senior Sailor", "", "senior"),
    ("Lead Designer", "", "lead"),
    ("Head of Sails", "", "lead"),
    ("Junior Sailor", "", "junior"),
    ("Designer", "We're hiring a senior front-end developer.", "senior"),
    ("Designer", "We are looking for an experienced UX designer.", "senior"),
    ("Designer", "5+ years of experience in sailing", "senior"),
    ("Designer", "3+ years of professional design experience", "mid"),
    ("Job", "We're looking for senior-level candidates.", "senior"),
    ("Job", "Experience level: senior", "senior"),
    ("Job", "This is a mid-level position.", "mid"),
    ("Job", "Experience: 5 years", "senior"),
    ("Job", "2+ years working in maps", "mid"),
    ("Job", "You are an experienced developer.", "senior"),
    ("Job", "7+ yrs of experience", "senior"),
]
NO_ENGLISH = [
    ("Designer", "You advise senior leaders."),
    ("Designer", "A project that is 5+ years old"),
    ("Designer", "Our team has 20 years of experience."),
    ("Designer", "You lead the redesign."),
]
ENGLISH_JUNIORS = [
    ("UX Intern", ""),
    ("Sailor", "No prior experience is required."),
    ("Sailor", "Entry-level"),
    ("Sailor", "We're hiring people at all levels of experience."),
    ("Sailor", "Beginners are welcome."),
    ("Job", "Early-career applicants are encouraged to apply."),
    ("Job", "This is a junior position."),
    ("Job", "No formal experience necessary"),
    ("Job", "0-2 years of experience"),
    ("Job", "Suitable for recent graduates"),
    ("Job", "Ideal first job"),
]
NO_ENGLISH_JUNIORS = [
    ("Sailor", "You mentor junior sailors."),
    ("Sailor", "A course for students"),
    ("Job", "You supervise early-career fellows."),
    ("Job", "This is not an entry-level role."),
]


def sought(body: str) -> list[Sentence]:
    return Sentences(body, seniority.WORDS).holding(seniority.WORDS)


def sought_in_english(body: str) -> list[Sentence]:
    return Sentences(body, english.WORDS).holding(english.WORDS)


@pytest.mark.parametrize(("role", "body", "level"), SENIORITY)
def test_seniority_is_read_from_the_role_first(role: str, body: str, level: str) -> None:
    assert seniority.seniority_of(folded_line(role), sought(body)) == level


@pytest.mark.parametrize(("role", "body"), NO_SENIORITY)
def test_seniority_of_others_is_not_that_of_the_job(role: str, body: str) -> None:
    assert seniority.seniority_of(folded_line(role), sought(body)) == ""


@pytest.mark.parametrize(("role", "body"), JUNIORS)
def test_juniors_are_welcome(role: str, body: str) -> None:
    assert seniority.juniors_welcome(folded_line(role), sought(body))


@pytest.mark.parametrize(("role", "body"), NO_JUNIORS)
def test_juniors_elsewhere_are_not_welcomed(role: str, body: str) -> None:
    assert not seniority.juniors_welcome(folded_line(role), sought(body))


@pytest.mark.parametrize(("role", "body", "level"), ENGLISH)
def test_seniority_is_found_in_english(role: str, body: str, level: str) -> None:
    assert english.seniority_of(folded_line(role), sought_in_english(body)) == level


@pytest.mark.parametrize(("role", "body"), NO_ENGLISH)
def test_seniority_of_others_is_not_that_of_the_job_in_english(role: str, body: str) -> None:
    assert english.seniority_of(folded_line(role), sought_in_english(body)) == ""


@pytest.mark.parametrize(("role", "body"), ENGLISH_JUNIORS)
def test_juniors_are_welcome_in_english(role: str, body: str) -> None:
    assert english.juniors_welcome(folded_line(role), sought_in_english(body))


@pytest.mark.parametrize(("role", "body"), NO_ENGLISH_JUNIORS)
def test_juniors_elsewhere_are_not_welcomed_in_english(role: str, body: str) -> None:
    assert not english.juniors_welcome(folded_line(role), sought_in_english(body))
