"""Rules of marks: values as they are stored, merging, and postings that move."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.marks.model import (
    Mark,
    MarkRecord,
    Stage,
    StoredField,
    at_stage,
    iso_day,
    mark_of,
    merged,
    texts_of,
    with_change,
)
from jobtui.marks.renames import moved

PATHS = st.sampled_from([f"{folder}/{name}" for folder in "pqr" for name in "abc"])
DIGESTS = st.sampled_from(["", "1", "2", "3"])
KNOWN = st.dictionaries(PATHS, DIGESTS)
MARKS = st.builds(
    Mark,
    star=st.booleans(),
    seen=st.booleans(),
    hidden=st.booleans(),
    note=st.text(),
    stage=st.none() | st.sampled_from(Stage),
    applied=st.none() | st.dates(),
    followup=st.none() | st.dates(),
    labels=st.sets(st.sampled_from(["à voir", "java", "x-1"])).map(
        lambda some: tuple(sorted(some))
    ),
)
ENTRIES = st.builds(StoredField, st.text(max_size=2), st.integers(0, 5))
RECORDS = st.dictionaries(
    st.sampled_from("ab"),
    st.builds(MarkRecord, st.just("d"), st.dictionaries(st.sampled_from(Mark._fields), ENTRIES)),
)


@given(MARKS)
def test_a_mark_is_what_was_stored(mark: Mark) -> None:
    record = MarkRecord(
        "d", {field: StoredField(text, 1) for field, text in texts_of(mark).items()}
    )
    assert mark_of(record) == mark
    assert {name.partition(":")[0] for name in texts_of(mark)} >= {*Mark._fields} - {"labels"}


def test_a_mark_without_anything_is_false() -> None:
    assert not Mark()
    assert Mark(note="x")
    assert Mark(applied=date(2025, 1, 1))


@pytest.mark.parametrize(("field", "value"), [("stage", "promoted"), ("applied", "20250311")])
def test_what_is_no_value_counts_as_not_said(field: str, value: str) -> None:
    assert mark_of(MarkRecord("d", {field: StoredField(value, 1)})) == Mark()


@pytest.mark.parametrize("text", ["", "2025-3-11", "20250311", "2025-02-30", "2025-W11-2"])
def test_a_day_is_written_in_one_way(text: str) -> None:
    assert iso_day(text) is None


def test_the_later_word_stands_field_by_field() -> None:
    ours = {"a": MarkRecord("d", {"star": StoredField("yes", 2), "note": StoredField("x", 1)})}
    theirs = {"a": MarkRecord("e", {"star": StoredField("", 1), "note": StoredField("y", 2)})}
    both = {"a": MarkRecord("d", {"star": StoredField("yes", 2), "note": StoredField("y", 2)})}
    assert merged(ours, theirs) == both


@given(RECORDS, RECORDS, RECORDS)
def test_merging_loses_nothing_that_is_not_outdone(
    a: dict[str, MarkRecord], b: dict[str, MarkRecord], c: dict[str, MarkRecord]
) -> None:
    assert merged(a, merged(b, c)) == merged(merged(a, b), c) == merged(a, b, c)
    assert merged(a, a) == a
    for path in a.keys() | b.keys():
        for field in Mark._fields:
            said = [some[path].entries.get(field) for some in (a, b) if path in some]
            latest = max((entry.at for entry in said if entry), default=None)
            kept = merged(a, b)[path].entries.get(field)
            assert (kept.at if kept else None) == latest
            assert kept in said


@given(RECORDS, RECORDS)
def test_merging_changes_neither(a: dict[str, MarkRecord], b: dict[str, MarkRecord]) -> None:
    before = repr((a, b))
    merged(a, b)
    assert repr((a, b)) == before


def everywhere(_path: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("known", "present", "moves"),
    [
        ({"p/a": "1"}, {"p/b": "1"}, {"p/a": "p/b"}),  # renamed
        ({"p/a": "1"}, {"p/a": "2"}, {}),  # changed in place
        ({"p/a": "1"}, {"p/a": "2", "p/b": "1"}, {}),  # both match: the path wins
        ({"p/a": "1", "p/b": "2"}, {"p/b": "1"}, {}),  # marks of its own: the path wins
        ({"p/a": "1"}, {"p/b": "2"}, {}),  # moved and changed
        ({"p/a": ""}, {"p/b": ""}, {}),  # nothing is known of the content
        ({"p/a": "1"}, {"p/b": "1", "q/a": "1"}, {"p/a": "q/a"}),  # the same name first
        ({"p/a": "1"}, {"q/b": "1", "p/c": "1"}, {"p/a": "p/c"}),  # then the same folder
        ({"p/a": "1"}, {"r/b": "1", "q/c": "1"}, {"p/a": "q/c"}),  # then the first by path
        ({"p/a": "1", "p/b": "1"}, {"q/b": "1"}, {"p/b": "q/b"}),  # one goes, the other waits
        ({"p/a": "1", "p/b": "1"}, {"q/a": "1", "q/b": "1"}, {"p/a": "q/a", "p/b": "q/b"}),
        ({"p/a": "1", "p/b": "2"}, {"p/b": "1", "p/a": "2"}, {}),  # two that were exchanged
    ],
)
def test_where_postings_went(
    known: dict[str, str], present: dict[str, str], moves: dict[str, str]
) -> None:
    assert moved(known, present, everywhere) == moves


def test_what_is_not_gone_has_not_moved() -> None:
    assert moved({"p/a": "1"}, {"q/a": "1"}, lambda _path: False) == {}


@given(KNOWN, KNOWN)
def test_no_marks_are_lost_or_doubled_by_moves(
    known: dict[str, str], present: dict[str, str]
) -> None:
    moves = moved(known, present, everywhere)
    assert len(set(moves.values())) == len(moves)
    for old, new in moves.items():
        assert old in known
        assert old not in present
        assert new in present
        assert new not in known
        assert known[old] == present[new] != ""
    # Nothing that could go is left: of each content, either all went or all places are taken.
    for digest in set(known.values()) - {""}:
        waiting = [path for path in known if known[path] == digest and path not in present]
        free = [path for path in present if present[path] == digest and path not in known]
        assert sum(known[old] == digest for old in moves) == min(len(waiting), len(free))
    after = {moves.get(path, path): digest for path, digest in known.items()}
    assert moved(after, present, everywhere) == {}


@given(KNOWN)
def test_a_folder_that_is_renamed_takes_all_marks_along(known: dict[str, str]) -> None:
    known = {path: digest for path, digest in known.items() if digest}
    present = {f"new/{path}": digest for path, digest in known.items()}
    moves = moved(known, present, everywhere)
    assert moves.keys() == known.keys()
    assert all(known[old] == present[new] for old, new in moves.items())


DAY = date(2025, 3, 11)


def test_a_change_is_made_and_undone_on_what_others_changed_since() -> None:
    before, after = Mark(note="a"), Mark(note="a", star=True)
    now = Mark(note="b", hidden=True)
    made = with_change(now, before, after)
    assert made == Mark(note="b", hidden=True, star=True)
    assert with_change(made, after, before) == now


@pytest.mark.parametrize(
    ("stage", "applied", "expected"),
    [
        (Stage.INTERVIEW, None, Mark(stage=Stage.INTERVIEW, applied=DAY, followup=DAY)),
        (
            Stage.APPLIED,
            date(2025, 4, 1),
            Mark(stage=Stage.APPLIED, applied=date(2025, 4, 1), followup=DAY),
        ),
        (Stage.REJECTED, None, Mark(stage=Stage.REJECTED, applied=DAY)),
        (None, None, Mark()),
    ],
)
def test_a_stage_keeps_the_days_that_still_mean_something(
    stage: Stage | None, applied: date | None, expected: Mark
) -> None:
    assert (
        at_stage(Mark(stage=Stage.APPLIED, applied=DAY, followup=DAY), stage, applied) == expected
    )
