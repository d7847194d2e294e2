"""What sentences say of remote work, in French and in English; every sentence is invented."""

from __future__ import annotations

import pytest

from jobtui.inference import remote_work
from jobtui.inference.english import remote_work as english
from jobtui.inference.sentences import Sentences

REMOTE = [
    ("Télétravail possible.", "possible"),
    ("Le télétravail est tout à fait envisageable", "possible"),
    ("Possibilité de télétravail", "possible"),
    ("Télétravail et/ou nos bureaux", "possible"),
    ("Remote friendly", "possible"),
    ("Le travail à distance est possible.", "possible"),
    ("Vous travaillerez au choix en 100 % télétravail ou au bureau", "possible"),
    ("Télétravail partiel bienvenu", "partly"),
    ("Vous travaillez en présentiel (au siège) et en télétravail.", "partly"),
    ("Le poste est en télétravail.", "mostly"),
    ("Télétravail par défaut", "mostly"),
    ("Le télétravail est la norme mais on se voit chaque mois", "mostly"),
    ("Télétravail avec quelques réunions au siège", "mostly"),
    ("100 % télétravail", "fully"),
    ("Emplacement : full remote", "fully"),
    ("Télétravail complet", "fully"),
    ("Poste entièrement à distance", "fully"),
    ("Bureau au centre, avec 2 jours de télétravail", "2"),
    ("2 à 3 jours par semaine de télétravail", "2-3"),
    ("Le télétravail est possible jusqu'à 3 jours par semaine", "-3"),
    ("Télétravail possible 1 jour par semaine maximum", "-1"),
    ("Pas de télétravail", "no"),
    ("Télétravail complet ? Pas de télétravail !", "no"),
    ("Présentiel obligatoire", "no"),
    ("Télétravail à temps complet", "fully"),
    ("Télétravail 100 %, avec un séminaire par an", "fully"),
    ("Rythme de 5 jours par semaine de télétravail", "fully"),
    ("L'équipe est dispersée et travaille principalement à distance.", "mostly"),
    ("Nous travaillons surtout en télétravail.", "mostly"),
    ("L'équipe est répartie partout en France.", "mostly"),
    ("L'équipe est à Nantes mais travaille intégralement à distance.", "fully"),
    ("Lieu : Télétravail", "mostly"),
    ("Télétravail avec 2 réunions présentielles par mois", "mostly"),
    ("- Télétravail", "mostly"),
    ("Des réunions en présentiel optionnelles sont prévues.", "mostly"),
    ("Le télétravail est la norme, avec une présence au bureau une fois par semaine.", "partly"),
    ("Chez toi et, au moins un jour par semaine, au siège", "partly"),
    ("En télétravail et à la tour Nord (1 à 2 fois par semaine)", "partly"),
    ("Travail hybride", "partly"),
    ("Lieu : quai des Brumes et en télétravail", "partly"),
    ("Chez toi ou au bureau", "possible"),
    ("Télétravail partiel ou total", "possible"),
    ("Le télétravail (même depuis une autre région) est possible.", "possible"),
    ("100 % distanciel possible, bureaux au centre", "possible"),
    ("L'équipe est à Metz, mais le télétravail est possible.", "possible"),
    ("Télétravail possible, l'équipe étant distribuée", "possible"),
    ("Vous travaillerez en autonomie, à distance si souhaité.", "possible"),
    ("Il est possible de télétravailler de temps en temps.", "possible"),
    # in the words of other boards
    ("Télétravail : oui", "possible"),
    ("Télétravail : non", "no"),
    ("Télétravail : partiel", "partly"),
    ("Télétravail : à définir ensemble", "possible"),
    ("Poste ouvert au télétravail", "possible"),
    ("Poste éligible au télétravail (jusqu'à 2 jours par semaine)", "-2"),
    ("Poste non éligible au télétravail", "no"),
    ("Poste télétravaillable", "possible"),
    ("Poste non télétravaillable", "no"),
    ("Poste en présentiel", "no"),
    ("Travail sur site uniquement", "no"),
    ("Présence sur site obligatoire", "no"),
    ("Remote-friendly", "possible"),
    ("2 jours de TT par semaine", "2"),
    ("Deux jours de télétravail hebdomadaires", "2"),
    ("Travail à distance un à deux jours par semaine", "1-2"),
    ("Lieu : à distance", "mostly"),
    ("Mode de travail : à distance", "mostly"),
    ("Où ? À distance, partout en France", "mostly"),
    ("Vous travaillez d'où vous voulez.", "mostly"),
    ("3 jours de présence au bureau, le reste en télétravail", "partly"),
    ("Présent le mardi et le jeudi, télétravail les autres jours", "partly"),
    ("Télétravail jusqu'à 50 % du temps", "partly"),
    ("Forfait de 96 jours de télétravail par an", "partly"),
    ("Télétravail régulier", "possible"),
    ("Remote : oui, 100 %", "fully"),
    ("Ce poste ne permet pas le télétravail.", "no"),
    ("En présentiel à Lille", "no"),
    ("Télétravail ou présentiel, au choix", "possible"),
    ("Bureau à Lille ou télétravail", "possible"),
    ("Ce rôle peut être assumé de n'importe où au pays.", "mostly"),
    ("Notre travail se fait à distance la plupart du temps.", "mostly"),
    ("Notre équipe est répartie à travers le Canada.", "mostly"),
    ("Une équipe entièrement décentralisée", "fully"),
]
NO_REMOTE = [
    "Vous êtes à l'aise pour travailler à distance.",
    "Former et relancer les conseillers à distance",
    "Les entretiens se font à distance.",
    "Un outil pour suivre le covoiturage courte-distance",
    "Une application de suivi du télétravail dans les ministères",
    "Capacité à travailler en équipe à distance",
    "Rythme : 4 jours par semaine",
    "Certains membres sont en remote, d'autres sur place.",
    "Nous ne travaillons pas beaucoup à distance.",
    "Nous travaillons parfois à distance.",
    "Une étude de cas à réaliser chez soi et à renvoyer",
    "Un prestataire en présentiel pour certains et en remote pour d'autres",
    "Les communes distribuées sur le territoire",
    "Vous animez des ateliers à distance.",
    "Prime de télétravail",
    "Une visite sur site",
    "Le support se fait sur site ou par téléphone.",
    "Organisation de travail : en équipe",
    "En présentiel à Lille une fois par mois",
]
ENGLISH = [
    ("This position is remote.", "fully"),
    ("Location: 100% remote", "fully"),
    ("The job is remote-only.", "fully"),
    ("A fully remote position", "fully"),
    ("This role can be performed from anywhere in Wales.", "fully"),
    ("Location: anywhere", "fully"),
    ("We are a remote-first company.", "mostly"),
    ("We largely work distributedly.", "mostly"),
    ("Hybrid work, in our Leeds office on Mondays", "partly"),
    ("2 days a week in the office", "partly"),
    ("Up to 3 days per week of telework", "-3"),
    ("2 days a week remote", "2"),
    ("Remote work is possible.", "possible"),
    ("Leeds, or fully remote", "possible"),
    ("Remote workers will be considered.", "possible"),
    ("Full-time telework is negotiable.", "possible"),
    ("We are open to discuss possibilities to work remotely.", "possible"),
    ("This position is not remote.", "no"),
    ("The role is on-site.", "no"),
    ("Remote (EU only)", "fully"),
    ("Remote role with two meetings a year", "fully"),
    ("This is a work-from-home position.", "fully"),
    ("Remote / Bergen", "possible"),
    ("Occasional remote work", "possible"),
    ("Telework eligible: yes", "possible"),
    ("Remote job: no", "no"),
    ("This is an on-site role.", "no"),
    ("Workplace: in office", "no"),
    ("The job requires on-site presence.", "no"),
    ("You can work remotely two days a week.", "2"),
    ("Three days per week in our office", "partly"),
    ("Office-based in Leeds", "no"),
    ("WFH possible", "possible"),
    ("You must work on site.", "no"),
]
NO_ENGLISH = [
    "You perform remote troubleshooting of laptops.",
    "Ability to thrive in a fully remote organization",
    "Experience with remote teams",
    "We serve remote communities.",
    "Two remote interviews",
    "A hybrid of these skills",
    "A distributed version control system",
    "Your pay depends on where you live since most of our positions are remote.",
    "We collaborate with distributed engineering squads.",
    "Some remote islands have no network.",
    "You visit remote sites.",
]


def stated(body: str, heading: str = "") -> str:
    sentences = Sentences(body, remote_work.WORDS).holding(remote_work.WORDS)
    return remote_work.remote_of(heading, sentences)


def stated_in_english(body: str) -> str:
    sentences = Sentences(body, english.WORDS).holding(english.WORDS)
    return english.remote_of("", sentences)


@pytest.mark.parametrize(("body", "code"), REMOTE)
def test_remote_work_is_found(body: str, code: str) -> None:
    assert stated(body) == code


@pytest.mark.parametrize("body", NO_REMOTE)
def test_remote_work_of_others_is_not_the_jobs(body: str) -> None:
    assert stated(body) == ""


def test_remote_work_stands_in_a_heading_too() -> None:
    assert stated("", "dev (full remote)") == "fully"


def test_what_the_job_says_counts_before_what_the_team_does() -> None:
    assert stated("L'équipe travaille à distance.\n\nPas de télétravail.") == "no"


@pytest.mark.parametrize(("body", "code"), ENGLISH)
def test_remote_work_is_found_in_english(body: str, code: str) -> None:
    assert stated_in_english(body) == code


@pytest.mark.parametrize("body", NO_ENGLISH)
def test_remote_work_of_others_is_not_the_jobs_in_english(body: str) -> None:
    assert stated_in_english(body) == ""
