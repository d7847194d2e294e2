"""The order of an answer: groups of bits, best first, each sorted only when it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, overload

from jobtui.bits import numbers_of

if TYPE_CHECKING:
    from jobtui.posting import Posting


def groups_of(found: int, tiers: Sequence[int]) -> list[int]:
    """Part *found* by *tiers*: what is in the first comes before what is not, and so on."""
    groups = [found]
    for tier in tiers:
        groups = [part for group in groups for part in (group & tier, group & ~tier) if part]
    return groups if found else []


class Ranking(Sequence["Posting"]):
    """Postings in order. Groups come one behind the other; within one, *place* is the order."""

    def __init__(
        self, groups: Sequence[int], place: Sequence[int], posting_at: Callable[[int], Posting]
    ) -> None:
        """Take groups of bits, each bit's place in the order, and what a bit stands for."""
        self._waiting = list(reversed(groups))
        self._place, self._posting_at = place, posting_at
        self._positions: list[int] = []  # of the groups that were looked at
        self._total = sum(group.bit_count() for group in groups)

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

    def place_of(self, position: int) -> int:
        """Return where a bit is, from 0; -1 if it is not among these, or no bit (negative)."""
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
        self._positions += sorted(numbers_of(group), key=self._place.__getitem__)
