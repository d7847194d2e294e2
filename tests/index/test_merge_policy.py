"""Which parts of an index are joined when something is added."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobtui.index.merge_policy import to_merge
from jobtui.index.toc import Part


def added(sizes: list[int], written: int) -> tuple[list[int], int]:
    """Return the sizes after one more part, and how many documents were written again."""
    parts = [Part(f"part{number}", size) for number, size in enumerate(sizes)]
    chosen = to_merge(parts, written)
    again = sum(part.documents for part in chosen)
    return [part.documents for part in parts if part not in chosen] + [written + again], again


@given(st.lists(st.integers(1, 20_000), max_size=40), st.integers(1, 20_000))
def test_there_are_never_very_many_parts_and_nothing_is_lost(
    sizes: list[int], written: int
) -> None:
    left, _again = added(sizes, written)
    assert len(left) <= 16
    assert sum(left) == sum(sizes) + written


def test_a_changed_file_does_not_wait_for_large_parts() -> None:
    sizes = [10_000] * 10
    work = merges = 0
    for _change in range(1000):
        sizes, again = added(sizes, 1)
        work += again
        merges += again > 0
        assert len(sizes) <= 16
        assert again <= 1500
    assert work < 20_000  # documents written again, by a thousand changes
    assert merges < 450


def test_few_parts_are_left_alone_and_large_ones_joined_by_large_ones() -> None:
    assert added([10_000, 25, 2_500, 1], 1)[1] == 0
    assert added([10_000] * 10, 10_000)[1] == 40_000  # four times what is written


def test_a_part_that_is_mostly_dead_is_written_again() -> None:
    part = Part("one", 5, frozenset({0, 1, 2}))
    assert to_merge([part, Part("two", 1)], 1) == [part]
    assert to_merge([part._replace(dead=frozenset({0, 1})), Part("two", 1)], 1) == []


def test_most_changes_merge_nothing() -> None:
    sizes, merges = [25, 308, 307], 0
    for _change in range(300):
        sizes, again = added(sizes, 1)
        merges += again > 0
        assert len(sizes) <= 9
    assert merges < 120
