"""The real postings, where they are at hand: JOBTUI_CORPUS and JOBTUI_SEEDS say where."""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from jobtui.parsing.posting import read
from jobtui.parsing.startups import Directory, read_organisation
from jobtui.postings.model import Posting, Severity, Status, status_of
from jobtui.postings.terms import Duration, Pay, WorkingTime
from jobtui.sources import folders
from tests.benchmarks.inference import coverage, domain_accuracy

PROJECT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("JOBTUI_CORPUS") or PROJECT.parent / "shared" / "corpus")
SEEDS = Path(os.environ.get("JOBTUI_SEEDS") or CORPUS.parent / "seeds")
DAY = date(2022, 6, 15)

needs_corpus = pytest.mark.skipif(
    not (CORPUS / "content").is_dir(), reason=f"no corpus in {CORPUS}; set JOBTUI_CORPUS"
)
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"no {SEEDS}; set JOBTUI_SEEDS")


@pytest.fixture(scope="module")
def directory() -> Directory:
    source = folders.resolve(CORPUS)
    return Directory(
        [read_organisation(entry.path) for entry in folders.companions(source, source.startups)],
        [read_organisation(entry.path) for entry in folders.companions(source, source.incubators)],
    )


@pytest.fixture(scope="module")
def corpus(directory: Directory) -> list[Posting]:
    source = folders.resolve(CORPUS)
    return [
        directory.join(read(entry.path, entry.name, source.url).posting)
        for entry in folders.postings(source)
    ]


def of(corpus: list[Posting], identity: str) -> Posting:
    (posting,) = [posting for posting in corpus if posting.id == identity]
    return posting


@needs_corpus
def test_every_posting_is_read_and_26_are_open(corpus: list[Posting]) -> None:
    assert len(corpus) == 321
    assert Counter(status_of(posting, DAY).status for posting in corpus) == {
        Status.CLOSED: 288,
        Status.OPEN: 26,
        Status.FILLED: 4,
        Status.EXPIRED: 3,
    }


@needs_corpus
def test_every_posting_has_a_title_a_day_a_page_and_a_way_to_apply(corpus: list[Posting]) -> None:
    for posting in corpus:
        assert posting.title and posting.role, posting.id
        assert posting.published, posting.id
        named = posting.id.startswith("20")
        assert posting.url.startswith("https://beta.gouv.fr/recrutement/20" if named else "")
        assert posting.apply_to, posting.id
        assert "content/_jobs" in posting.path


@needs_corpus
def test_no_value_is_lost_and_what_is_odd_is_told_on_its_line(corpus: list[Posting]) -> None:
    problems = [problem for posting in corpus for problem in posting.problems]
    assert not [problem for problem in problems if problem.severity is Severity.ERROR]
    contradictions = [p for p in problems if p.field == "status"]
    assert len(contradictions) == 6
    for problem in contradictions:
        line = Path(problem.path).read_text("utf-8").split("\n")[problem.line - 1]
        assert line.startswith("status:")


@needs_corpus
def test_most_startups_are_joined_by_one_of_their_names(
    corpus: list[Posting], directory: Directory
) -> None:
    keyed = [posting for posting in corpus if posting.startup_key]
    lost = [posting for posting in keyed if not directory.knows(posting.startup_key)]
    assert len(lost) == 24
    assert sum(bool(posting.incubator) for posting in lost) == 11


@needs_corpus
@pytest.mark.parametrize(
    ("identity", "startup", "incubator"),
    [
        ("2019-05-07-businessdevelopertrackdechets", "Trackdéchets", "La Fabrique Numérique"),
        ("2019-10-30-full-stack-itou", "Emplois de l'inclusion (ITOU)", None),
        ("2019-07-15-passCulture-referent", "Pass Culture", None),
        ("2020-06-29-placedesentreprises-bizdev", "Place des Entreprises", None),
        ("2021-10-14-data-analyst-wikicarbone", "Ecobalyse", None),
        ("2021-11-24-un.e.charge.e.de.deploiement", "engagement-civique", None),
    ],
    ids=["id", "case", "title", "punctuation", "former id", "an incubator"],
)
def test_a_startup_shows_its_name_and_its_incubator(
    corpus: list[Posting], identity: str, startup: str, incubator: str | None
) -> None:
    posting = of(corpus, identity)
    assert posting.startup == startup
    assert posting.incubator == incubator if incubator else posting.incubator


@needs_corpus
def test_domains_are_inferred_as_those_who_state_them_would(corpus: list[Posting]) -> None:
    from jobtui.inference.domain import domain_of_role

    stated = [
        posting for posting in corpus if posting.domains and "domains" not in posting.inferred
    ]
    right = sum(domain_of_role(posting.role) in posting.domains for posting in stated)
    assert len(stated) == 34
    assert right >= 29


@needs_corpus
def test_nine_of_ten_domains_that_are_inferred_are_the_stated_ones(corpus: list[Posting]) -> None:
    accuracy = domain_accuracy(corpus)
    assert accuracy.right + len(accuracy.wrong) + len(accuracy.silent) == 34
    assert accuracy.of_inferred >= 0.9
    assert accuracy.right / 34 >= 0.9


@needs_corpus
def test_what_the_text_says_is_found_on_many_postings(corpus: list[Posting]) -> None:
    found = {kind: count for kind, (count, _values) in coverage(corpus).items()}
    assert found["starts"] > 200 and found["working_time"] > 200
    assert found["remote"] > 180 and found["duration"] > 180
    assert found["places"] > 80 and found["seniority"] > 60 and found["pay"] > 40


@needs_corpus
@pytest.mark.parametrize(
    ("identity", "inferred"),
    [
        (
            "2017-12-20-Developpeur-Python-Django-FUN",
            {"places": ("Paris",), "remote": "possible", "pay": Pay(45000, 55000, "EUR", "year")},
        ),
        (
            "2022-03-29-designer_uxui",
            {
                "places": ("Lyon", "Paris", "Rennes"),
                "remote_days": (2, 2),
                "duration": Duration(20, 20),
            },
        ),
        (
            "2021-11-17-charge.e.de.croissance",
            {
                "remote": "full",
                "working_time": WorkingTime(4, 4),
                "starts": "2021-11",
                "pay": Pay(450, 550, "EUR", "day"),
            },
        ),
        ("2021-06-14-dev-code-du-travail", {"duration": Duration(3, 3, True), "starts": "asap"}),
        (
            "2022-03-31-une.ou.un.coach.senior",
            {"seniority": "senior", "working_time": WorkingTime(1, 1)},
        ),
    ],
)
def test_what_five_postings_say_in_their_text(
    corpus: list[Posting], identity: str, inferred: dict[str, object]
) -> None:
    posting = of(corpus, identity)
    assert {field: getattr(posting, field) for field in inferred} == inferred
    assert set(inferred) <= set(posting.inferred)


# --- the seeds, each judged by reading it --------------------------------------------------------


def seed(name: str) -> Posting:
    return read(str(SEEDS / name), name).posting


@needs_seeds
def test_there_are_five_seeds() -> None:
    assert len(list(SEEDS.glob("*.md"))) == 5


@needs_seeds
def test_seed_two_portfolio_managers() -> None:
    posting = seed("2019-09-27-dinsic-portfolio.md")
    assert (
        posting.title == "L'incubateur de la DINUM recherche : deux responsables de portefeuilles"
    )
    assert posting.role == "deux responsables de portefeuilles"
    assert status_of(posting, DAY) == (Status.CLOSED, "open is false", "open")
    assert (posting.published, posting.closes) == (date(2019, 9, 27), None)
    assert (posting.organisation, posting.startup, posting.contacts) == ("", "", ())
    assert (posting.apply_to, "apply" in posting.inferred) == ("dinum@beta.gouv.fr", True)
    assert (posting.domains, posting.contracts) == ((), ("fixed-term", "civil-service"))
    assert (posting.problems, posting.extra, posting.written) == ((), (), ())


@needs_seeds
def test_seed_a_project_officer() -> None:
    posting = seed("2020-01-22-anct.md")
    assert posting.title == "L'incubateur de l'ANCT recherche : un ou une chargé(e) de projets"
    assert posting.role == "chargé(e) de projets incubateur ANCT"
    assert status_of(posting, DAY) == (Status.CLOSED, "open is false", "open")
    assert (posting.published, posting.closes) == (date(2020, 1, 22), None)
    assert (posting.organisation, posting.startup, posting.contacts) == ("", "", ())
    assert posting.apply_to.endswith("@beta.gouv.fr")
    assert posting.apply_to.startswith("berengere.")
    assert "apply" in posting.inferred
    assert posting.problems == ()


@needs_seeds
def test_seed_a_deployment_officer_with_a_form() -> None:
    posting = seed("2021-01-07-charge-portefeuille.md")
    assert posting.title == posting.role == "Chargé.e de déploiement de portefeuille"
    assert posting.published == date(2022, 1, 7)
    assert posting.closes == date(2022, 2, 22)
    assert status_of(posting, DAY) == (
        Status.EXPIRED,
        "the closing date 2022-02-22 (poste_ferme) has passed, though status is open",
        "poste_ferme",
    )
    assert status_of(posting, date(2022, 2, 22)) == (
        Status.OPEN,
        "status is open, until 2022-02-22 (poste_ferme)",
        "status",
    )
    assert posting.organisation == "Incubateur des Territoires"
    assert posting.contacts == ("incubateur@anct.gouv.fr",)
    assert posting.apply_to == "https://airtable.com/shr5005Oj0lXyygN2"
    assert "apply" in posting.inferred
    assert posting.contracts == ("freelance",)
    assert (posting.domains, "domains" in posting.inferred) == (("deployment",), True)
    (problem,) = posting.problems
    assert (problem.line, problem.field, problem.severity) == (3, "poste_ouvert", Severity.INFO)
    assert problem.guess == "2022-01-07"


@needs_seeds
def test_seed_a_product_portfolio_manager_elsewhere() -> None:
    posting = seed("2021-08-20-responsable_portefeuille_produits_dgaln.md")
    assert posting.title == "Responsable de portefeuille produits"
    assert posting.role == "Responsable de portefeuille produits numériques innovants"
    assert (posting.published, posting.closes) == (date(2021, 8, 3), date(2021, 9, 3))
    assert status_of(posting, DAY) == (
        Status.EXPIRED,
        "the closing date 2021-09-03 (poste_ferme) has passed, though open is true",
        "poste_ferme",
    )
    assert posting.organisation == (
        "Direction générale de l'aménagement, du logement et de la nature"
    )
    assert len(posting.contacts) == 1
    assert posting.contacts[0].endswith("@developpement-durable.gouv.fr")
    assert posting.apply_to.startswith("https://place-emploi-public.gouv.fr/offre-emploi/")
    assert "apply" not in posting.inferred
    assert posting.contracts == ("fixed-term", "civil-service")
    assert ("contrat", "Fonctionaire A/A+ ou CDD 3 ans") in posting.written
    assert ("friend", "Fabrique Numérique") in posting.extra
    assert [(problem.line, problem.field) for problem in posting.problems] == [(9, "post_ouvert")]


@needs_seeds
def test_seed_a_head_of_product() -> None:
    posting = seed("2022-08-01-PO-METNum.md")
    assert posting.title == posting.role == "Un ou une chef(fe) de produit expérimenté.e"
    assert status_of(posting, DAY) == (Status.CLOSED, "open is false", "open")
    assert (posting.published, posting.closes) == (date(2022, 8, 1), None)
    assert posting.startup == "metiers.numerique.gouv.fr"
    assert posting.organisation == ""
    assert posting.contacts == ()
    assert (posting.apply_to, "apply" in posting.inferred) == (
        "candidatures-dinum@pm.gouv.fr",
        True,
    )
    assert (posting.domains, "domains" in posting.inferred) == (("product",), False)
    assert posting.problems == ()
