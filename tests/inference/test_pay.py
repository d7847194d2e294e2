"""What a job pays; every sentence is invented."""

from __future__ import annotations

import pytest

from jobtui.inference.pay import WORDS, pay_of
from jobtui.inference.positions import WORDS as POSITION_WORDS
from jobtui.inference.positions import positions_of
from jobtui.inference.sentences import Sentences

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
    ("TJM : max 600 €", "-600/day"),
    ("TJM jusqu'à 550 € HT", "-550/day"),
    ("TJM 600 € maximum", "-600/day"),
    ("Salaire à partir de 38 k€", "38000-/year"),
    ("Rémunération : 40 k€ minimum", "40000-/year"),
    ("Gratification : 577,50 € par mois", "577.5/month"),
    ("TJM 450/550", "450-550/day"),
    ("Rémunération de 12 € de l'heure", "12/hour"),
    ("Salaire : 2 000 € à 2 500 € bruts par mois", "2000-2500/month"),
    ("Salaire : 2100 € bruts par mois + primes", "2100/month"),
    ("Salary: $80,000 to $100,000 per year", "80000-100000/year USD"),
    ("The pay range is $101,090 - $111,452 annually.", "101090-111452/year USD"),
    ("Compensation of $115/hour", "115/hour USD"),
    ("Pay up to $50 per hour", "-50/hour USD"),
    ("£32,000 - £35,000 per annum", "32000-35000/year GBP"),
    ("The salary is €70,000 – €85,000 plus bonus.", "70000-85000/year"),
    ("Salary from 1 400 EUR/month", "1400-/month"),
    ("Gehalt: 55.000 € bis 65.000 € im Jahr", "55000-65000/year"),
    ("Salario: 30.000 € brutos anuales", "30000/year"),
    ("Salary: CHF 90'000 a year", "90000/year CHF"),
    ("Salaire : 42k - 50k", "42000-50000/year"),
    ("Tarif : 60 € / h", "60/hour"),
    ("Fourchette de 45 à 55K", "45000-55000/year"),
    (
        "Moins de 5 ans d'expérience : salaire de 2 500 € nets, au-delà 3 000 € nets",
        "2500-3000/month",
    ),
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
    "We raised $5m, and pay well.",
    "A budget of $1,000 for your home office",
    "A $500 bonus per month for referrals",
    "The maximum salary of the GS pay system is $191,900.",
    "Salaire : 12 € par an",
    "500k usagers et un salaire motivant",
    "Une aide de 1 000 € par mois pour les étudiants",
]


def stated(body: str) -> str:
    return pay_of(Sentences(body, WORDS).holding(WORDS))


@pytest.mark.parametrize(("body", "code"), PAY)
def test_the_pay_is_found(body: str, code: str) -> None:
    assert stated(body) == code


@pytest.mark.parametrize("body", NO_PAY)
def test_another_amount_is_no_pay(body: str) -> None:
    assert stated(body) == ""


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("2 postes sont à pourvoir.", 2),
        ("Postes ouverts pour deux indépendant·es", 2),
        ("L'équipe recherche trois développeuses.", 3),
        ("Cette annonce vise le recrutement de 2 designers.", 2),
        ("Nous cherchons deux à trois personnes", 2),
        ("We are hiring two engineers.", 2),
        ("Number of vacancies: 3", 3),
        ("Poste ouvert pour un·e indépendant·e", None),
        ("Une équipe composée de 3 développeurs recherche un chef.", None),
        ("Nous sommes 12 personnes.", None),
        ("2 postes à pourvoir. 3 postes ouverts.", None),
    ],
)
def test_several_positions_are_counted(body: str, count: int | None) -> None:
    found = Sentences(body, POSITION_WORDS).holding(POSITION_WORDS)
    assert positions_of(found) == count
