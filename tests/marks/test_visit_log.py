"""Visits on disk: what is new since the last one, for several sessions and after kills."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from jobtui.marks import database
from jobtui.marks.store import Marks
from jobtui.marks.visits import Visit

A, B = ("a", "open"), ("b", "open")


def test_what_appeared_since_the_last_visit_is_new_until_the_visit_is_over(folder: Path) -> None:
    marks = Marks(folder)
    assert not any(marks.visits.visit("view", {"/p/a.md": A}))
    marks.visits.leave("view")
    state = {"/p/a.md": ("a2", "closed"), "/p/b.md": B}
    marks = Marks(folder)
    for _refresh in range(2):
        visit = marks.visits.visit("view", state, pause=0)
        assert visit == Visit(frozenset({"/p/b.md"}), frozenset({"/p/a.md"}))
    marks.visits.leave("view")
    assert Marks(folder).visits.visit("view", state) == visit  # back after a moment
    assert not any(Marks(folder).visits.visit("view", state, pause=0))


def test_sessions_at_once_agree_on_what_is_new(folder: Path) -> None:
    first = Marks(folder)
    first.visits.visit("view", {"/p/a.md": A})
    first.visits.leave("view")
    one, other = Marks(folder), Marks(folder)
    state = {"/p/a.md": A, "/p/b.md": B}
    assert one.visits.visit("view", state, pause=0).new == {"/p/b.md"}
    assert other.visits.visit("view", state, pause=0).new == {"/p/b.md"}
    one.visits.leave("view")
    assert other.visits.visit("view", state, pause=0).new == {"/p/b.md"}  # its visit goes on


def test_what_a_killed_session_was_shown_is_shown_as_new_again(folder: Path) -> None:
    Marks(folder).visits.visit("view", {"/p/a.md": A})
    state = {"/p/a.md": A, "/p/b.md": B}
    assert Marks(folder).visits.visit("view", state, pause=0).new == {"/p/b.md"}  # and never leaves
    assert Marks(folder).visits.visit("view", state, pause=0).new == {"/p/b.md"}


def test_what_is_found_between_look_and_leave_by_another_session_stays_new(folder: Path) -> None:
    one, other = Marks(folder), Marks(folder)
    one.visits.visit("view", {"/p/a.md": A})
    state = {"/p/a.md": A, "/p/b.md": B}
    other.visits.visit("view", state)  # and is killed
    one.visits.leave("view")  # it never showed the second posting
    assert Marks(folder).visits.visit("view", state, pause=0).new == {"/p/b.md"}


def test_views_do_not_know_of_each_other(folder: Path) -> None:
    marks = Marks(folder)
    marks.visits.visit("one", {"/p/a.md": A})
    assert not any(marks.visits.visit("other", {"/p/a.md": A, "/p/b.md": B}))
    assert marks.visits.visit("one", {"/p/a.md": A, "/p/b.md": B}).new == {"/p/b.md"}


def test_without_a_store_nothing_is_new(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory")
    marks = Marks(tmp_path / "file" / "jobtui")
    assert not any(marks.visits.visit("view", {"/p/a.md": A}))
    assert not any(marks.visits.visit("view", {"/p/a.md": A, "/p/b.md": B}))
    marks.visits.leave("view")


def test_a_read_only_store_still_tells_what_is_new(folder: Path) -> None:
    marks = Marks(folder)
    marks.visits.visit("view", {"/p/a.md": A})
    marks.visits.leave("view")
    other = sqlite3.connect(folder / "marks.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")  # others can read, and not write
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_PATIENCE", 0.01)
        marks = Marks(folder)
        state = {"/p/a.md": A, "/p/b.md": B}
        assert marks.visits.visit("view", state, pause=0).new == {"/p/b.md"}
        marks.visits.leave("view")
    other.execute("ROLLBACK")
    other.close()
    assert Marks(folder).visits.visit("view", state, pause=0).new == {"/p/b.md"}
