"""Marks as bit sets: what a put changes, and what the facets count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.bitset import bits_of, numbers_of
from jobtui.marks.bitsets import FACETS, UNMARKED, MarkSets, mark_sets
from jobtui.marks.model import Mark, Stage
from jobtui.marks.visits import Visit
from jobtui.postings.facets import FACETS as ALL_FACETS
from jobtui.postings.facets import NOT_STATED, value_text
from jobtui.postings.model import Posting
from jobtui.search.facet_counts import FacetTable
from jobtui.search.query import Query
from tests.index_rows import rows_of

DAY = date(2024, 6, 1)
PLACES = {f"/{number}.md": number for number in range(6)}
MARKS = st.builds(
    Mark,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "one", "two\nlines"]),
    st.sampled_from([None, *Stage]),
    st.sampled_from([None, DAY]),
    st.sampled_from([None, DAY]),
    st.sampled_from([(), ("java",), ("far", "java")]),
)
TABLE = FacetTable(
    rows_of(Posting(path, path, f"Titre {number}") for path, number in PLACES.items()), DAY
)


def counts(user: MarkSets, facet: str, query: Query | None = None) -> dict[str, int]:
    table = TABLE.for_user(user, user.bits.get("hidden", 0))
    return {b.value: b.postings for b in table.buckets(query or Query(DAY), table.all)[facet]}


@given(st.dictionaries(st.sampled_from(list(PLACES)), MARKS), st.sampled_from(list(PLACES)), MARKS)
def test_to_put_one_mark_is_to_read_all_again(
    before: dict[str, Mark], path: str, mark: Mark
) -> None:
    after = {name: said for name, said in {**before, path: mark}.items() if said}
    before = {name: said for name, said in before.items() if said}
    renewed = mark_sets(PLACES, before).with_mark(PLACES[path], mark)
    assert renewed == mark_sets(PLACES, after)
    assert UNMARKED.with_mark(PLACES[path], mark) == mark_sets(PLACES, {path: mark} if mark else {})


@given(st.dictionaries(st.sampled_from(list(PLACES)), MARKS))
def test_every_posting_has_been_seen_or_not_and_has_one_stage_or_none(
    marks: dict[str, Mark],
) -> None:
    user, every = mark_sets(PLACES, {p: m for p, m in marks.items() if m}), bits_of(PLACES.values())
    said = user.sets("mark", every)
    assert said["seen"] | said["unseen"] == every
    assert not said["seen"] & said["unseen"]
    assert sum(bits.bit_count() for bits in user.sets("stage", every).values()) == len(PLACES)


def test_what_is_new_is_told_of_the_postings_there_are() -> None:
    visit = Visit(frozenset({"/0.md", "/gone.md"}), frozenset({"/1.md"}), frozenset({"/1.md"}))
    user = UNMARKED.with_visit(PLACES, visit)
    assert user.news_of(0) == ("new",)
    assert user.news_of(1) == ("changed", "closed")
    assert user.news_of(2) == ()
    assert user.news_of(-1) == ()
    assert counts(user, "since") == {"new": 1, "changed": 1, "closed": 1}


def test_marks_of_files_that_are_elsewhere_count_nowhere() -> None:
    assert mark_sets(PLACES, {"/elsewhere.md": Mark(star=True)}).marks == {}


def test_who_never_marks_sees_none_of_these_facets() -> None:
    for facet in FACETS:
        assert counts(UNMARKED, facet) == {}
        assert TABLE.buckets(Query(DAY), TABLE.all)[facet] == ()


def test_who_only_looks_at_postings_sees_no_marks_unless_they_ask() -> None:
    looked = mark_sets(PLACES, {"/1.md": Mark(seen=True)})
    assert counts(looked, "mark") == {}
    asked = Query(DAY).choosing("mark", ("unseen",))
    assert counts(looked, "mark", asked) == {"unseen": 5, "seen": 1}
    assert counts(looked.with_mark(2, Mark(star=True)), "mark")["seen"] == 1


def test_a_facet_counts_what_has_been_marked() -> None:
    user = mark_sets(
        PLACES, {"/0.md": Mark(star=True, seen=True), "/1.md": Mark(stage=Stage.OFFER)}
    )
    assert counts(user, "mark") == {"starred": 1, "seen": 1, "unseen": 5}
    assert counts(user, "stage") == {"offer": 1, NOT_STATED: 5}
    assert counts(user, "since") == {}


def test_a_choice_that_nothing_has_any_more_can_be_dropped() -> None:
    query = Query(DAY).choosing("mark", ("starred",))
    assert counts(UNMARKED, "mark", query) == {"starred": 0, "unseen": 6}


def test_hidden_postings_are_counted_under_hidden_alone() -> None:
    user = mark_sets(PLACES, {"/0.md": Mark(star=True, hidden=True), "/1.md": Mark(star=True)})
    assert counts(user, "mark") == {"starred": 1, "unseen": 5, "hidden": 1}
    table = TABLE.for_user(user, user.bits["hidden"])
    assert numbers_of(table.matching(Query(DAY))) == {1, 2, 3, 4, 5}
    shown_ = Query(DAY).choosing("mark", ("hidden",))
    assert numbers_of(table.matching(shown_)) == {0}
    assert counts(user, "mark", shown_) == {"starred": 2, "unseen": 6, "hidden": 1}
    assert counts(user, "stage", shown_) == {}


def test_one_table_with_and_without_marks() -> None:
    user = mark_sets(PLACES, {"/0.md": Mark(hidden=True)})
    assert TABLE.for_user(user, 1).matching(Query(DAY)).bit_count() == 5
    assert TABLE.matching(Query(DAY)).bit_count() == 6


@pytest.mark.parametrize("facet", [facet.name for facet in ALL_FACETS if facet.by_user])
def test_every_value_has_a_word(facet: str) -> None:
    words = [value_text(facet, value) for value in FACETS[facet]]
    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("mark", "closes", "expected"),
    [
        (Mark(star=True), 7, ["closing"]),
        (Mark(stage=Stage.INTERESTED), 0, ["closing"]),
        (Mark(star=True), 8, []),
        (Mark(star=True), -1, []),
        (Mark(star=True, hidden=True), 3, []),
        (Mark(stage=Stage.APPLIED), 3, []),
        (Mark(seen=True), 3, []),
        (Mark(followup=DAY), 99, ["followup"]),
        (Mark(followup=DAY - timedelta(9), star=True), 0, ["followup", "closing"]),
        (Mark(followup=DAY + timedelta(1)), 99, []),
    ],
)
def test_what_is_due(mark: Mark, closes: int, expected: list[str]) -> None:
    posting = Posting("/0.md", "a", "Titre", closes=DAY + timedelta(closes))
    table = FacetTable(rows_of([posting]), DAY).for_user(
        mark_sets({"/0.md": 0}, {"/0.md": mark}), 0
    )
    found = table.buckets(Query(DAY), table.all)["due"]
    assert [bucket.value for bucket in found if bucket.postings] == expected


def test_labels_are_counted_and_chosen_like_other_values() -> None:
    marks = {"/0.md": Mark(labels=("java", "starred")), "/1.md": Mark(star=True, labels=("java",))}
    user = mark_sets(PLACES, marks)
    assert counts(user, "label") == {"java": 2, "starred": 1, NOT_STATED: 4}
    assert counts(user, "mark")["starred"] == 1
    table = TABLE.for_user(user, 0)
    assert table.named("label", "JAV") == ("java",)
    assert table.matching(Query(DAY).choosing("label", ("starred",))) == 1
    assert not UNMARKED.is_used("label")
