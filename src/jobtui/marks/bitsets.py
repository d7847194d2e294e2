"""The user's marks, and what is new to them, as bit sets over the postings of one snapshot.

They are values of three facets: ``mark``, ``stage`` and ``since`` (the last visit).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import bits_of
from jobtui.marks.model import Mark, Stage
from jobtui.postings.facets import NEWS, NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobtui.marks.visits import Visit

_STAGES = tuple(stage.value for stage in Stage)
_STORED = ("starred", "noted", "seen", "hidden", *_STAGES)  # what a mark says; "unseen" is the rest
FACETS = {
    "mark": ("starred", "noted", "unseen", "seen", "hidden"),
    "stage": (*_STAGES, NOT_STATED),
    "since": NEWS,
}


class MarkSets(NamedTuple):
    """What the user's marks say of the postings, which go by their bits."""

    marks: Mapping[int, Mark]  # of those that have any
    bits: Mapping[str, int]  # value -> postings; a value is of one facet only

    def with_mark(self, position: int, mark: Mark) -> MarkSets:
        """Return this with another mark of one posting."""
        one, said = 1 << position, _values_of(mark)
        bits = {
            v: self.bits.get(v, 0) | one if v in said else self.bits.get(v, 0) & ~one
            for v in _STORED
        }
        marks = {**self.marks, position: mark}
        if not mark:
            del marks[position]
        return MarkSets(marks, {**self.bits, **bits})

    def with_visit(self, positions: Mapping[str, int], visit: Visit) -> MarkSets:
        """Return this with what a visit found; *positions* is path -> bit."""
        found = {
            name: bits_of(positions[path] for path in getattr(visit, name) if path in positions)
            for name in NEWS
        }
        return self._replace(bits={**self.bits, **found})

    def sets(self, facet: str, every: int) -> dict[str, int]:
        """Return the bit sets of all values of a facet, *every* being all postings."""
        sets = {value: self.bits.get(value, 0) for value in FACETS[facet]}
        if facet == "mark":
            sets["unseen"] = every & ~sets["seen"]
        elif facet == "stage":
            stated = 0
            for bits in sets.values():
                stated |= bits
            sets[NOT_STATED] = every & ~stated
        return sets

    def is_used(self, facet: str) -> bool:
        """Whether any posting has a value that the user has given it; to look at it is none."""
        return any(self.bits.get(value) for value in FACETS[facet] if value != "seen")

    def mark_of(self, position: int) -> Mark:
        """Return the marks of a posting."""
        return self.marks.get(position) or Mark()

    def news_of(self, position: int) -> tuple[str, ...]:
        """Return what is new of a posting."""
        return tuple(n for n in NEWS if position >= 0 and self.bits.get(n, 0) >> position & 1)


UNMARKED = MarkSets({}, {})


def mark_sets(positions: Mapping[str, int], by_path: Mapping[str, Mark]) -> MarkSets:
    """Return the *marks* of those postings that are among *positions*, path -> bit."""
    marks = {positions[path]: mark for path, mark in by_path.items() if path in positions}
    found: dict[str, list[int]] = {value: [] for value in _STORED}
    for position, mark in marks.items():
        for value in _values_of(mark):
            found[value].append(position)
    return MarkSets(marks, {value: bits_of(numbers) for value, numbers in found.items()})


def _values_of(mark: Mark) -> set[str]:
    said = {"starred": mark.star, "noted": bool(mark.note), "seen": mark.seen}
    said["hidden"] = mark.hidden
    values = {value for value, is_said in said.items() if is_said}
    return values | {mark.stage.value} if mark.stage else values
