"""The user's marks, and what is new since the last visit, as bit sets over one snapshot.

They are the values of the facets ``mark``, ``stage``, ``label``, ``since`` (the last visit) and
``due``, which `jobtui.marks.due` decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import bits_of
from jobtui.marks.model import Mark, Stage
from jobtui.postings.facets import DUE, NEWS, NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobtui.marks.visits import Visit

_STAGES = tuple(stage.value for stage in Stage)
_FOLLOWUP = "followup"  # postings with a day to follow up; no value of a facet
_STORED = ("starred", "noted", "seen", "hidden", _FOLLOWUP, *_STAGES)  # "unseen" is computed
FACETS = {
    "mark": ("starred", "noted", "unseen", "seen", "hidden"),
    "stage": (*_STAGES, NOT_STATED),
    "label": (),  # whatever the user writes
    "since": NEWS,
    "due": DUE,
}


class MarkSets(NamedTuple):
    """The marks of the postings of one snapshot."""

    marks: Mapping[int, Mark]  # by position; only of postings that have any
    bits: Mapping[str, int]  # value -> bit set; no two facets share a value
    labels: Mapping[str, int] = {}  # label -> bit set

    def with_mark(self, position: int, mark: Mark) -> MarkSets:
        """Return a copy with another mark of one posting."""
        one, said = 1 << position, _values_of(mark)
        bits = {
            v: self.bits.get(v, 0) | one if v in said else self.bits.get(v, 0) & ~one
            for v in _STORED
        }
        marks = {**self.marks, position: mark}
        if not mark:
            del marks[position]
        labels = {
            label: now
            for label in dict.fromkeys((*self.labels, *mark.labels))
            if (now := self.labels.get(label, 0) & ~one | one * (label in mark.labels))
        }
        return MarkSets(marks, {**self.bits, **bits}, labels)

    def with_visit(self, positions: Mapping[str, int], visit: Visit) -> MarkSets:
        """Return a copy with what a visit found; *positions* maps paths to positions."""
        found = {
            name: bits_of(positions[path] for path in getattr(visit, name) if path in positions)
            for name in NEWS
        }
        return self._replace(bits={**self.bits, **found})

    def sets(self, facet: str, every: int) -> dict[str, int]:
        """Return the bit sets of all values of a facet; *every* is that of all postings."""
        if facet == "label":
            sets = {label: self.labels[label] for label in sorted(self.labels)}
            return {**sets, NOT_STATED: every & ~_union(sets)}
        sets = {value: self.bits.get(value, 0) for value in FACETS[facet]}
        if facet == "mark":
            sets["unseen"] = every & ~sets["seen"]
        elif facet == "stage":
            sets[NOT_STATED] = every & ~_union(sets)
        return sets

    def is_used(self, facet: str) -> bool:
        """Whether any posting has a value of the facet, other than "seen", which needs no key."""
        if facet == "label":
            return bool(self.labels)
        if facet == "due":
            return any(self.bits.get(value) for value in ("starred", "interested", _FOLLOWUP))
        return any(self.bits.get(value) for value in FACETS[facet] if value != "seen")

    def mark_of(self, position: int) -> Mark:
        """Return the marks of a posting."""
        return self.marks.get(position) or Mark()

    def news_of(self, position: int) -> tuple[str, ...]:
        """Return what is new about a posting, as words of ``facets.NEWS``."""
        return tuple(n for n in NEWS if position >= 0 and self.bits.get(n, 0) >> position & 1)


UNMARKED = MarkSets({}, {})


def mark_sets(positions: Mapping[str, int], by_path: Mapping[str, Mark]) -> MarkSets:
    """Return marks, by path, as bit sets; *positions* maps the paths of a snapshot to positions."""
    marks = {positions[path]: mark for path, mark in by_path.items() if path in positions}
    found: dict[str, list[int]] = {value: [] for value in _STORED}
    for position, mark in marks.items():
        for value in _values_of(mark):
            found[value].append(position)
    labelled: dict[str, list[int]] = {}
    for position, mark in marks.items():
        for label in mark.labels:
            labelled.setdefault(label, []).append(position)
    return MarkSets(
        marks,
        {value: bits_of(numbers) for value, numbers in found.items()},
        {label: bits_of(numbers) for label, numbers in labelled.items()},
    )


def _union(sets: Mapping[str, int]) -> int:
    found = 0
    for bits in sets.values():
        found |= bits
    return found


def _values_of(mark: Mark) -> set[str]:
    said = {"starred": mark.star, "noted": bool(mark.note), "seen": mark.seen}
    said |= {"hidden": mark.hidden, _FOLLOWUP: bool(mark.followup)}
    values = {value for value, is_said in said.items() if is_said}
    return values | {mark.stage.value} if mark.stage else values
