"""The columns of the user's marks in the results, one cell each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.tui.styles import glyph

if TYPE_CHECKING:
    from jobtui.marks.bitsets import MarkSets

_NEWS = ("new", "changed", "closed", "reopened")
STAGE_SIGNS = {
    "interested": "I",
    "applied": "A",
    "interview": "V",
    "offer": "O",
    "declined": "D",
    "rejected": "R",
}


class MarkSigns:
    """A column for each kind of mark that any posting has; without marks there are none."""

    def __init__(self, user: MarkSets | None) -> None:
        kinds = (
            {"starred": glyph("star")},
            {name: glyph(name) for name in _NEWS},
            STAGE_SIGNS,
            {"noted": glyph("note")},
        )
        bits = user.bits if user is not None else {}
        used = [{sign: bits[v] for v, sign in kind.items() if bits.get(v)} for kind in kinds]
        self._columns = [column for column in used if column]

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self._columns)

    def of(self, position: int) -> str:
        """Return the signs of the posting at a position, its bit; blanks if that is negative."""
        return "".join(
            next(
                (sign for sign, bits in column.items() if position >= 0 and bits >> position & 1),
                " ",
            )
            for column in self._columns
        )
