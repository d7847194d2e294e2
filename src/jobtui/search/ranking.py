"""The order of results: groups of bits, best first, each sorted only when it is looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

from jobtui.bitset import numbers_of

if TYPE_CHECKING:
    from jobtui.postings.model import Posting

# A set of more than 1/_SHARE of all bits is picked out of the order; a smaller one is sorted.
# Measured with 640 to 100,000 postings: both take as long at 1/4 to 1/8; at 1/16 sorting is faster.
_SHARE = 16


def groups_of(found: int, tiers: Sequence[int]) -> list[int]:
    """Split *found* by *tiers*: what is in the first comes before what is not, and so on."""
    groups = [found]
    for tier in tiers:
        groups = [part for group in groups for part in (group & tier, group & ~tier) if part]
    return groups if found else []


class Order:
    """All bits in one order."""

    def __init__(self, positions: Sequence[int]) -> None:
        self._positions = positions

    def of(self, bits: int) -> list[int]:
        """Return a set of bits in this order."""
        if bits.bit_count() > len(self._positions) // _SHARE:
            digits = bin(bits)[:1:-1].ljust(max(self._positions) + 1, "0")
            return [position for position in self._positions if digits[position] == "1"]
        return sorted(numbers_of(bits), key=self._places.__getitem__)

    @cached_property
    def _places(self) -> array[int]:
        places = array("I", bytes(4 * (max(self._positions, default=-1) + 1)))
        for place, position in enumerate(self._positions):
            places[position] = place
        return places


class Ranking(Sequence["Posting"]):
    """Postings in order: first some as given, then groups, each sorted when it is looked at."""

    def __init__(
        self,
        groups: Sequence[int],
        order: Order,
        posting_at: Callable[[int], Posting],
        first: Sequence[int] = (),
    ) -> None:
        """Take groups of bits, the order within each, what a bit stands for, and the *first* bits,
        which are in none of the groups.
        """
        self._waiting = list(reversed(groups))
        self._order, self._posting_at = order, posting_at
        self._positions: list[int] = [*first]  # and those of the groups that are sorted so far
        self._total = len(first) + sum(group.bit_count() for group in groups)

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, at: int) -> Posting: ...
    @overload
    def __getitem__(self, at: slice) -> list[Posting]: ...
    def __getitem__(self, at: int | slice) -> Posting | list[Posting]:
        if isinstance(at, slice):
            start, stop, step = at.indices(self._total)
            self._sort_to(max(start, stop))
            return [self._posting_at(position) for position in self._positions[start:stop:step]]
        index = at + self._total if at < 0 else at
        if not 0 <= index < self._total:
            raise IndexError(at)
        self._sort_to(index + 1)
        return self._posting_at(self._positions[index])

    def position_at(self, at: int) -> int:
        """Return the bit at a place, from 0."""
        self._sort_to(at + 1)
        return self._positions[at]

    def positions(self, count: int) -> list[int]:
        """Return the first *count* bits, or all there are."""
        self._sort_to(count)
        return self._positions[:count]

    def place_of(self, position: int) -> int:
        """Return the place of a bit, from 0; -1 if it is not among these, or negative."""
        if position < 0:
            return -1
        if not any(group >> position & 1 for group in self._waiting):
            return self._positions.index(position) if position in self._positions else -1
        while self._waiting[-1] >> position & 1 == 0:
            self._sort_group()
        self._sort_group()
        return self._positions.index(position)

    def _sort_to(self, count: int) -> None:
        while len(self._positions) < count and self._waiting:
            self._sort_group()

    def _sort_group(self) -> None:
        group = self._waiting.pop()
        self._positions += self._order.of(group)
