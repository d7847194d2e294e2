"""That what is kept is the last that was used, and weighs no more than it may."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.index import analysis, fulltext, workers
from jobtui.index.analysis import analysed
from jobtui.library.library import Library
from jobtui.lru import LRUCache
from jobtui.search.query import Query
from jobtui.sources.folders import resolve
from jobtui.text import highlight
from tests.process.test_crowd import DAY


def test_what_was_used_longest_ago_goes_first() -> None:
    kept: LRUCache[str] = LRUCache(10)
    kept.put("a", "A", 4)
    kept.put("b", "B", 4)
    assert kept.get("a") == "A"
    kept.put("c", "C", 4)
    assert "b" not in kept
    assert kept.get("a") == "A"
    assert kept.get("b") is None
    kept.put("d", "D", 1000)
    assert [key for key in "abcd" if key in kept] == ["d"], "one is kept whatever it weighs"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 50))))
def test_no_more_is_kept_than_may_be(puts: Sequence[tuple[int, int]]) -> None:
    kept: LRUCache[int] = LRUCache(60)
    last: dict[int, int] = {}
    for key, weight in puts:
        kept.put(key, weight, weight)
        last[key] = weight
        assert kept.get(key) == weight
        assert kept.weight == sum(weight for key, weight in last.items() if key in kept) <= 60
    kept.clear()
    assert kept.weight == len(kept) == 0


def test_long_texts_are_not_all_remembered() -> None:
    for number in range(40):
        text = f"numéro {number} " + "développeuse " * 800
        assert len(highlight.spans(text, frozenset(), ("dev",))) == 800
    assert highlight._SHOWN.weight <= 100_000


def test_what_reading_remembers_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "2024-01-01-a.md"
    path.write_text("---\nroles: Dev\n---\nUn texte.\n", "utf-8")
    with workers.started(workers._FEW + 1):
        assert analysed(path.read_text("utf-8")).counts
        assert analysis._held.cache_info().currsize
    assert not analysis._held.cache_info().currsize
    assert not analysis._places.cache_info().currsize


def test_an_index_that_keeps_nothing_answers_the_same(
    postings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("python", "pyt", "marees", "compter les grains", "developpeuse", "p", "python~")
    chosen = [resolve(postings)]
    Library(chosen).refresh()

    def answers() -> list[list[str]]:
        library = Library(chosen)
        found = [library.search(Query(DAY, text)).postings for text in words]
        kept = library.snapshot._index
        assert kept is not None
        assert kept._bits.weight <= max(fulltext._MOST_KEPT, 400)
        return [[posting.id for posting in postings] for postings in found]

    before = answers()
    assert all(before)
    monkeypatch.setattr(fulltext, "_MOST_KEPT", 1)
    assert answers() == before
