"""Facets: counts for the present question, OR within a facet, AND between them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jobtui.bitset import numbers_of
from jobtui.postings.facets import FACETS, NOT_STATED, value_text
from jobtui.postings.model import Posting, Statement, Status, status_text
from jobtui.search.facet_counts import FacetTable
from jobtui.search.fields import FACET_FIELDS
from jobtui.search.query import Query
from tests.index_rows import rows_of

DAY = date(2024, 6, 1)
OPEN = (Statement("open", "true", True),)
CLOSED = (Statement("open", "false", False),)


def posting(number: int, **values: Any) -> Posting:
    return Posting(str(number), f"/{number}.md", f"Titre {number}")._replace(**values)


TABLE = FacetTable(
    rows_of(
        [
            posting(
                0, organisation="Ministère des Nuages", technologies=("Python",), said_open=OPEN
            ),
            posting(1, organisation="ministere des nuages", technologies=("Go",), said_open=OPEN),
            posting(2, organisation="Le Ministère des nuages", technologies=("C++", "Python")),
            posting(3, organisation="Agence", technologies=("C",), said_open=CLOSED),
            posting(4, startup="Pluie.gouv", startup_key="pluie-et-beau-temps", said_open=CLOSED),
            posting(5, organisation="!!!", published=date(2024, 1, 1), junior=True),
            posting(6, organisation="???", published=date(2023, 1, 1), junior=False),
        ]
    ),
    DAY,
)
ASKED = Query(DAY)


def counts(facet: str, query: Query = ASKED, text: int | None = None) -> dict[str, int]:
    buckets = TABLE.buckets(query, TABLE.all if text is None else text)
    return {bucket.value: bucket.postings for bucket in buckets[facet]}


def test_spellings_of_one_name_are_one_value() -> None:
    # None of the three is more frequent than the others; which one is shown is settled.
    assert counts("organisation") == {
        "Le Ministère des nuages": 3,
        "Agence": 1,
        "!!!": 1,
        "???": 1,
        NOT_STATED: 1,
    }


@pytest.mark.parametrize("spelling", ["MINISTÈRE DES NUAGES", "ministere des nuages"])
def test_any_spelling_finds_all(spelling: str) -> None:
    assert numbers_of(TABLE.any_of("organisation", (spelling,))) == {0, 1, 2}
    buckets = TABLE.buckets(ASKED.choosing("organisation", (spelling,)), TABLE.all)
    assert [bucket.postings for bucket in buckets["organisation"] if bucket.chosen] == [3]


def test_signs_that_make_a_name_count() -> None:
    assert counts("tech")["C"] == 1
    assert counts("tech")["C++"] == 1
    assert TABLE.named("tech", "c") == ("C",)
    assert TABLE.named("tech", "c++") == ("C++",)


def test_values_of_a_facet_are_or_and_facets_are_and() -> None:
    query = ASKED.choosing("tech", ("Go", "C"))
    assert numbers_of(TABLE.matching(query)) == {1, 3}
    assert numbers_of(TABLE.matching(query.choosing("status", ("open",)))) == {1}


def test_a_facet_ignores_its_own_choice_and_heeds_the_others() -> None:
    query = ASKED.choosing("tech", ("Go",))
    assert counts("tech", query)["Python"] == 2
    assert counts("status", query) == {"open": 1, "unknown": 0, "closed": 0}


def test_counts_are_of_what_the_text_finds() -> None:
    assert counts("tech", text=0b1)["Python"] == 1
    assert "Python" not in counts("tech", text=0), "what nothing has is left out"


def test_not_stated_is_a_value_and_comes_last() -> None:
    buckets = TABLE.buckets(ASKED, TABLE.all)
    assert buckets["organisation"][-1].value == NOT_STATED
    assert numbers_of(TABLE.any_of("organisation", (NOT_STATED,))) == {4}
    for written in ("none", "not stated", "Not stated", ""):
        assert TABLE.named("organisation", written) == (NOT_STATED,)


def test_open_only_is_a_choice_of_status() -> None:
    query = ASKED._replace(open_only=True)
    assert numbers_of(TABLE.matching(query)) == {0, 1}
    chosen = {b.value: b.chosen for b in TABLE.buckets(query, TABLE.all)["status"]}
    assert chosen == {"open": True, "unknown": False, "closed": False}
    assert counts("status", query)["closed"] == 2  # so that one can widen it
    assert TABLE.matching(query.choosing("status", ("closed",))) == 0  # never under --open-only


def test_an_absent_choice_stays_in_sight() -> None:
    query = ASKED.choosing("tech", ("Cobol",))
    assert TABLE.matching(query) == 0
    assert ("Cobol", 0, True) in TABLE.buckets(query, TABLE.all)["tech"]


@pytest.mark.parametrize(
    ("facet", "written", "values"),
    [
        ("organisation", "AGENCE", ("Agence",)),
        ("organisation", "nuag", ("Le Ministère des nuages",)),
        ("organisation", "rien de tel", ()),
        ("organisation", "!!!", ("!!!",)),
        ("startup", "pluie-et-beau-temps", ("Pluie.gouv",)),
        ("startup", "PLUIE ET BEAU TEMPS", ("Pluie.gouv",)),
        ("startup", "pluie.gouv", ("Pluie.gouv",)),
        ("startup", "gouv", ("Pluie.gouv",)),
        ("year", "2024", ("2024",)),
        ("year", "20", ("2023", "2024")),
        ("junior", "yes", ("yes",)),
    ],
)
def test_values_are_found_by_name_by_id_and_by_part(
    facet: str, written: str, values: tuple[str, ...]
) -> None:
    assert tuple(sorted(TABLE.named(facet, written))) == values


def test_the_startup_id_finds_its_postings() -> None:
    assert numbers_of(TABLE.any_of("startup", ("pluie-et-beau-temps",))) == {4}


def test_years_go_backwards_and_other_values_by_count() -> None:
    buckets = TABLE.buckets(ASKED, TABLE.all)
    assert [b.value for b in buckets["year"]] == ["2024", "2023", NOT_STATED]
    assert next(b.value for b in buckets["tech"]) == "Python"


def test_every_facet_counts_every_posting_at_least_once() -> None:
    for facet in FACETS:
        assert facet.by_user or sum(counts(facet.name).values()) >= 7


def test_every_value_can_be_shown() -> None:
    assert {status_text(status) for status in Status} == {s.value for s in Status}
    assert value_text("status", "open") == "open"
    assert value_text("tech", NOT_STATED) == "not stated"
    assert value_text("junior", "no") == "no"


def test_no_posting_at_all() -> None:
    empty = FacetTable(rows_of([]), DAY)
    assert empty.all == 0
    assert set(empty.buckets(ASKED, 0)) == {facet.name for facet in FACETS}


INFERRED = FacetTable(
    rows_of(
        [
            posting(0, places=("Lyon", "Paris"), remote="partial", remote_days=(2, 3)),
            posting(1, remote="partial", seniority="senior"),
            posting(2, places=("Paris",), remote="full"),
            posting(3),
        ]
    ),
    DAY,
)


@pytest.mark.parametrize(
    ("facet", "value", "count"),
    [
        ("place", "Paris", 2),
        ("place", "Lyon", 1),
        ("place", NOT_STATED, 2),
        ("remote", "partial", 2),
        ("remote", "full", 1),
        ("seniority", "senior", 1),
        ("seniority", NOT_STATED, 3),
    ],
)
def test_what_the_text_says_can_be_chosen(facet: str, value: str, count: int) -> None:
    buckets = INFERRED.buckets(ASKED, INFERRED.all)[facet]
    assert {bucket.value: bucket.postings for bucket in buckets}[value] == count


@pytest.mark.parametrize(
    ("facet", "written", "value"),
    [
        ("place", "lyon", "Lyon"),
        ("place", "Lyons", "Lyon"),
        ("remote", "partly", "partial"),
        ("remote", "fully remote", "full"),
        ("remote", "partiel", "partial"),
        ("seniority", "Senior", "senior"),
        ("seniority", "confirmée", "mid"),
        ("seniority", "intermédiaire", "mid"),
    ],
)
def test_an_inferred_value_can_be_named(facet: str, written: str, value: str) -> None:
    assert INFERRED.named(facet, written) == (value,)
    assert value_text("remote", "partial") == "partly remote"


@pytest.mark.parametrize(
    ("typed", "facet"),
    [
        *(("lieu", "place"), ("ville", "place"), ("teletravail", "remote")),
        *(("niveau", "seniority"), ("place", "place"), ("remote", "remote")),
    ],
)
def test_inferred_facets_have_names_to_type(typed: str, facet: str) -> None:
    assert FACET_FIELDS[typed] == facet
