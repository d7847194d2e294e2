"""The widths of a table's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.render.document import text_of
from jobtui.text.cells import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobtui.render.inline import Run

_MIN_COLUMN = 6  # cells; below that a table is listed cell by cell


def column_widths(rows: Sequence[Sequence[Sequence[Run]]], width: int, bar: int) -> list[int]:
    """Return the width of each column in cells; [] if they do not fit in *width*.

    The widest are shrunk; *bar* cells stand between two columns.
    """
    count = len(rows[0])
    room = width - bar * (count - 1)
    if room < count:
        return []
    natural = [
        max(max(map(cells, text_of(row[column]).split("\n"))) or 1 for row in rows)
        for column in range(count)
    ]
    if sum(natural) <= room:
        return natural
    for limit in range(room, _MIN_COLUMN - 1, -1):
        sizes = [min(size, limit) for size in natural]
        spare = room - sum(sizes)
        if spare >= 0:
            for column, size in enumerate(natural):
                if spare and size > limit:
                    sizes[column] += 1
                    spare -= 1
            return sizes
    return []
