"""What changed in a posting, in words: what is gone struck through, what is new bold."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from jobtui.keymap.bindings import action_named
from jobtui.render.differences import ADDED, GAP, REMOVED, SAME, DifferencePart, Line, differences
from jobtui.text.wrap import wrap
from jobtui.tui.dialogs.text_screens import Overlay, TextPane
from jobtui.tui.widgets.line_view import Piece

_LOOKS = {SAME: "", REMOVED: "error", ADDED: "open", GAP: "dim"}
# Nothing is told by colour alone; the signs are those of git diff --word-diff.
_SIGNS = {REMOVED: ("[-", "-]"), ADDED: ("{+", "+}")}


class DifferencePane(TextPane):
    """Lines of parts, wrapped to the width."""

    def __init__(self, lines: list[Line]) -> None:
        super().__init__(())
        self._parts = lines

    def _wrap(self, columns: int) -> None:
        width = max(10, columns - 2)
        self._lines = [row for line in self._parts for row in _rows(line, width)]
        self.forget()


def _rows(line: Line, width: int) -> list[list[Piece]]:
    """Return a line as rows of at most *width* cells."""
    pieces = []
    for kind, text in line:
        before, after = _SIGNS.get(kind, ("", ""))
        pieces.append((f"{before}{text}{after}", _LOOKS[kind]))
    whole = "".join(text for text, _look in pieces)
    rows = []
    for start, end in wrap(whole, width):
        row: list[Piece] = [(" ", "")]
        at = 0
        for text, look in pieces:
            shown = text[max(0, start - at) : max(0, end - at)]
            if shown:
                row.append((shown, look))
            at += len(text)
        rows.append(row)
    return rows


class DifferenceScreen(Overlay[None]):
    """The difference of two texts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(["escape", *action_named("difference").keys]), "dismiss", show=False),
    ]

    def __init__(self, title: str, old: str, new: str, unchanged: str = "") -> None:
        """Show what differs between two texts; if nothing does, the line *unchanged*."""
        super().__init__(title, ())
        self._changed = differences(old, new) or [(DifferencePart(SAME, unchanged),)]

    def pane(self) -> TextPane:
        """Return the pane of the lines that differ."""
        return DifferencePane(self._changed)
