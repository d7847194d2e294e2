"""The order of results: groups of bits, best first, each sorted only when it is looked at."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress, islice
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, overload

from jobtui.bitset import flags_of, numbers_of

if TYPE_CHECKING:
    from jobtui.postings.model import Posting

# A set of more than 1/_SHARE of all bits is picked out of the order; a smaller one is sorted.
# Measured with 640 to 100,000 postings: both take as long at 1/4 to 1/8; at 1/16 sorting is faster.
_SHARE = 16
_BAND = math.log(1.03)  # postings whose scores differ by so little are near equals
_LOWEST = 10_000  # a band below all others


def split_by(found: int, tiers: Sequence[int]) -> list[int]:
    """Split *found* by *tiers*: what is in the first comes before what is not, and so on."""
    groups = [found]
    for tier in tiers:
        groups = [part for group in groups for part in (group & tier, group & ~tier) if part]
    return groups if found else []


def in_bands(
    order: Iterable[int], scores: Mapping[int, float], opened: Container[int]
) -> Iterator[int]:
    """Yield bits with the best scores first; of near equals those *opened* come first.

    What is equal in both keeps its *order*.
    """
    others: list[int] = []  # of the same band, not open
    least = math.inf  # score of the band
    for position in sorted(order, key=scores.__getitem__, reverse=True):
        score = scores[position]
        if score < least:
            yield from others
            others = []
            band = math.floor(math.log(score) / _BAND) if score > 0 else -_LOWEST
            least = min(score, math.exp(_BAND * band))
        if position in opened:
            yield position
        else:
            others.append(position)
    yield from others


class Order:
    """All bits in one order."""

    def __init__(self, positions: Sequence[int]) -> None:
        self._positions = positions

    def of(self, bits: int) -> Iterator[int]:
        """Yield a set of bits in this order."""
        if bits.bit_count() > len(self._positions) // _SHARE:
            flags = flags_of(bits, self._size)
            return compress(self._positions, map(flags.__getitem__, self._positions))
        return iter(sorted(numbers_of(bits), key=self._places.__getitem__))

    @cached_property
    def _size(self) -> int:
        return max(self._positions, default=-1) + 1

    @cached_property
    def _places(self) -> array[int]:
        places = array("I", bytes(4 * self._size))
        for place, position in enumerate(self._positions):
            places[position] = place
        return places


class Scored(NamedTuple):
    """How many groups of a ranking, the first of them, are ordered by scores, and what does so."""

    groups: int
    order: Callable[[int], Iterable[int]]


class Ranking(Sequence["Posting"]):
    """Postings in order: first some as given, then groups, each sorted when it is looked at."""

    def __init__(
        self,
        groups: Sequence[int],
        order: Order,
        posting_at: Callable[[int], Posting],
        first: Sequence[int] = (),
        scored: Scored | None = None,
    ) -> None:
        """Take groups of bits, the order within each, what a bit stands for, and the *first* bits,
        which are in none of the groups. Some groups may be in an order by scores instead.
        """
        self._waiting = list(reversed(groups))
        self._following: Iterator[int] | None = None  # what is not yet sorted of the next group
        self._order, self._posting_at = order, posting_at
        self._scored = scored or Scored(0, lambda _group: ())
        self._positions: list[int] = [*first]  # and those of the groups that are sorted so far
        self._total = len(first) + sum(group.bit_count() for group in groups)
        self._groups = len(groups)
        self._sorting = Lock()  # an export reads in a thread of its own

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
        end = self._total - sum(group.bit_count() for group in self._waiting)
        for group in reversed(self._waiting):
            end += group.bit_count()
            if group >> position & 1:
                self._sort_to(end)
                break
        return self._positions.index(position) if position in self._positions else -1

    def _sort_to(self, count: int) -> None:
        if len(self._positions) >= count:
            return
        with self._sorting:
            while len(self._positions) < count and self._waiting:
                if self._following is None:
                    self._following = iter(self._ordered(self._waiting[-1]))
                self._positions += islice(self._following, count - len(self._positions))
                if len(self._positions) < count:
                    self._waiting.pop()
                    self._following = None

    def _ordered(self, group: int) -> Iterable[int]:
        is_scored = len(self._waiting) > self._groups - self._scored.groups
        return self._scored.order(group) if is_scored else self._order.of(group)
