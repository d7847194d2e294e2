"""The signs of the user's marks in a row of the results, one cell each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.tui.styles import glyph

if TYPE_CHECKING:
    from jobtui.marks.bitsets import MarkSets

_NEWS = ("new", "changed", "closed", "reopened")
_STAGES = {  # each by a letter of its own
    "interested": "I",
    "applied": "A",
    "interview": "V",
    "offer": "O",
    "declined": "D",
    "rejected": "R",
}


class Signs:
    """A column for each kind of mark that any posting has; who marks nothing pays no cell."""

    def __init__(self, user: MarkSets | None) -> None:
        kinds = (
            {"starred": glyph("star")},
            {name: glyph(name) for name in _NEWS},
            _STAGES,
            {"noted": glyph("note")},
        )
        bits = user.bits if user is not None else {}
        used = [{sign: bits[v] for v, sign in kind.items() if bits.get(v)} for kind in kinds]
        self._columns = [column for column in used if column]

    @property
    def width(self) -> int:
        """How many cells they take."""
        return len(self._columns)

    def of(self, position: int) -> str:
        """Return the signs of a posting by its bit; blanks for none (negative)."""
        return "".join(
            next(
                (sign for sign, bits in column.items() if position >= 0 and bits >> position & 1),
                " ",
            )
            for column in self._columns
        )
