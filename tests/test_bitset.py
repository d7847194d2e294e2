"""Sets of numbers as bits."""

from __future__ import annotations

import pytest

from jobtui.bitset import bits_of, numbers_of, union


@pytest.mark.parametrize("step", [1, 3, 8, 9, 50])
@pytest.mark.parametrize("count", [0, 1, 25, 1000])
def test_numbers_are_the_same_however_dense_the_set_is(count: int, step: int) -> None:
    numbers = set(range(5, 5 + count * step, step))
    assert numbers_of(bits_of(numbers)) == numbers


def test_a_union_has_the_numbers_of_all() -> None:
    assert numbers_of(union(map(bits_of, ([1, 2], [], [2, 700])))) == {1, 2, 700}
