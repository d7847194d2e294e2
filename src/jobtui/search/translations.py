"""Translations of one job: of several in different languages a list shows one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import bits_of, numbers_of
from jobtui.index.columns import TRANSLATION

if TYPE_CHECKING:
    from jobtui.index.rows import Rows


class _Version(NamedTuple):
    language: str
    position: int


class Translations:
    """Which postings of some rows are translations of one another."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    @cached_property
    def _groups(self) -> list[list[_Version]]:
        """The versions of each job that has several, by language."""
        nothing: dict[str, int] = {}
        sets = self._rows.read(lambda: self._rows.sets(TRANSLATION), nothing)
        several = [bits for bits in sets.values() if bits & (bits - 1)]
        if not several:
            return []
        languages = self._rows.read(lambda: self._rows.sets("language"), nothing)
        spoken = {at: code for code, bits in languages.items() if code for at in numbers_of(bits)}
        groups = [
            sorted(_Version(spoken[at], at) for at in numbers_of(bits) if at in spoken)
            for bits in several
        ]
        return [group for group in groups if group and group[0].language != group[-1].language]

    def once(self, found: int, language: str) -> int:
        """Return *found* with each job in one language: *language*, else the first that it has."""
        if not self._groups or not found:
            return found
        raw = found.to_bytes(found.bit_length() // 8 + 1, "little")
        end = len(raw) * 8
        left_out: list[int] = []
        for group in self._groups:
            here = [one for one in group if one.position < end and _has(raw, one.position)]
            spoken = {one.language for one in here}
            if len(spoken) > 1:
                chosen = language if language in spoken else here[0].language
                left_out += [one.position for one in here if one.language != chosen]
        return found & ~bits_of(left_out)

    def others(self, position: int) -> list[_Version]:
        """Return the versions of the posting at a position in other languages."""
        group = next((g for g in self._groups if any(one.position == position for one in g)), [])
        own = next((one.language for one in group if one.position == position), "")
        return [one for one in group if one.language != own]


def _has(raw: bytes, position: int) -> bool:
    return bool(raw[position >> 3] >> (position & 7) & 1)
