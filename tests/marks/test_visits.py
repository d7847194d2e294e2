"""What is new since the last visit: the rules, without a store."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.marks.visits import SeenPosting, State, View, Visit, begun, compare, learn

SECOND = 1_000_000
KNOWN = {"p/a": SeenPosting("1", "open", 1, 0, "1", "open")}
STATES = st.dictionaries(
    st.sampled_from(["p/a", "p/b", "q/a"]),
    st.tuples(st.sampled_from("123"), st.sampled_from(["open", "closed", "unknown", "expired"])),
)


def told(*states: State) -> Visit:
    """Return what the last of *states* tells, each of which is a visit of its own."""
    view: View | None = None
    known: dict[str, SeenPosting] = {}
    for now, state in enumerate(states, start=1):
        learnt = learn(begun(view, known, now, 0), known, state, now)
        visit = compare(learnt.known, state, learnt.view.since)
        view, known = learnt.view._replace(shown=now, left=now), learnt.known
    return visit


@pytest.mark.parametrize(
    ("before", "after", "visit"),
    [
        ({}, {"p/a": ("1", "open")}, Visit()),  # the first reading that finds anything
        (
            {"p/a": ("1", "open")},
            {"p/a": ("1", "open"), "p/b": ("2", "open")},
            Visit(new=frozenset({"p/b"})),
        ),
        ({"p/a": ("1", "open")}, {"p/a": ("1", "open")}, Visit()),
        ({"p/a": ("1", "open")}, {"p/a": ("", "unknown")}, Visit()),  # it cannot be read now
        ({"p/a": ("", "unknown")}, {"p/a": ("1", "closed")}, Visit()),  # nor could it then
        ({"p/a": ("1", "open")}, {"p/a": ("1", "expired")}, Visit(closed=frozenset({"p/a"}))),
        ({"p/a": ("1", "unknown")}, {"p/a": ("1", "filled")}, Visit(closed=frozenset({"p/a"}))),
        ({"p/a": ("1", "closed")}, {"p/a": ("1", "filled")}, Visit()),
        ({"p/a": ("1", "closed")}, {"p/a": ("1", "open")}, Visit(reopened=frozenset({"p/a"}))),
        ({"p/a": ("1", "filled")}, {"p/a": ("2", "open")}, Visit(reopened=frozenset({"p/a"}))),
        ({"p/a": ("1", "open")}, {"p/a": ("2", "closed")}, Visit(closed=frozenset({"p/a"}))),
        ({"p/a": ("1", "closed")}, {"p/a": ("2", "unknown")}, Visit(changed=frozenset({"p/a"}))),
        ({"p/a": ("1", "open")}, {"p/a": ("2", "open")}, Visit(changed=frozenset({"p/a"}))),
        ({"p/a": ("1", "open")}, {"p/b": ("1", "open")}, Visit()),  # renamed
        ({"p/a": ("1", "open")}, {"p/b": ("1", "closed")}, Visit(closed=frozenset({"p/b"}))),
        ({"p/a": ("1", "open")}, {}, Visit()),
    ],
)
def test_what_two_visits_differ_in(before: State, after: State, visit: Visit) -> None:
    assert told(before, after) == visit
    assert told(before, after, after) == Visit()


def test_what_was_away_for_a_visit_is_not_new() -> None:
    state = {"p/a": ("1", "open")}
    assert told(state, {}, state) == Visit()


@given(STATES)
def test_on_the_first_visit_nothing_is_new(state: State) -> None:
    assert told(state) == Visit()


@given(st.lists(STATES, min_size=1, max_size=5))
def test_the_same_twice_tells_nothing(states: list[State]) -> None:
    assert told(*states, states[-1]) == Visit()


@given(st.lists(STATES, max_size=4), STATES, STATES)
def test_a_visit_tells_how_it_differs_from_the_last(
    earlier: list[State], before: State, after: State
) -> None:
    visit = told(*earlier, before, after)
    for path, (digest, status) in after.items():
        if path in before:
            old_digest, old_status = before[path]
            ended = ("closed", "expired")
            is_closed = status in ended and old_status not in ended
            is_reopened = status == "open" and old_status in ended
            assert (path in visit.closed) == is_closed
            assert (path in visit.reopened) == is_reopened
            has_changed = digest != old_digest and not (is_closed or is_reopened)
            assert (path in visit.changed) == has_changed
    assert sum(map(len, visit)) == len(frozenset().union(*visit))  # each is told as one thing
    assert visit.new <= after.keys() - before.keys()
    if before and not earlier:
        strange = {digest for digest, _status in after.values()}
        strange -= {digest for digest, _status in before.values()}
        unseen = {p for p in after.keys() - before.keys() if after[p][0] in strange}
        assert unseen <= visit.new


@given(STATES, st.lists(STATES, min_size=1, max_size=4))
def test_looks_within_a_visit_compare_with_its_beginning(before: State, looks: list[State]) -> None:
    view, known = View(0, 0, 0), learn(View(0, 0, 0), {}, before, 0).known
    for now, state in enumerate(looks, start=1):
        learnt = learn(view, known, state, now)
        known = learnt.known
    visit = compare(known, looks[-1], 0)
    changed = {p for p, (d, _s) in looks[-1].items() if p in before and before[p][0] != d}
    changed -= visit.closed | visit.reopened
    # A file that took the place of one that was moved away is told as new or as changed.
    if all(look.keys() == before.keys() for look in looks):
        assert visit.changed == changed
        assert not visit.new


@given(STATES, STATES)
def test_the_rows_to_write_make_up_what_is_known(before: State, after: State) -> None:
    first = learn(View(1, 1, 1), {}, before, 1)
    learnt = learn(View(1, 1, 1), first.known, after, 2)
    stored = {path: row for path, row in first.rows.items() if path not in learnt.forgotten}
    assert stored | learnt.rows == learnt.known
    assert after.keys() <= learnt.known.keys()


def test_a_visit_is_over_a_while_after_it_was_left() -> None:
    view = View(since=1, shown=5, left=10 * SECOND)
    assert begun(view, KNOWN, 19 * SECOND, 10) == view
    assert begun(view, KNOWN, 20 * SECOND, 10).since == 5
    assert begun(view, KNOWN, 10 * SECOND, 0).since == 5


def test_a_clock_that_was_set_back_does_not_keep_a_visit_from_ending() -> None:
    view = View(since=1, shown=5, left=1000 * SECOND)
    assert begun(view, KNOWN, 1 * SECOND, 10).since == 5
