"""A row of text."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from jobtui.text.cells import cells, cut
from jobtui.tui.styles import LOOKS, glyph


class OneLine(Widget):
    """One row of pieces of text, each with a look; what does not fit is cut."""

    DEFAULT_CSS = """
    OneLine { height: 1; width: 1fr; background: $background; color: $foreground; }
    OneLine:ansi { background: ansi_default; color: ansi_default; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.pieces: Sequence[tuple[str, str]] = ()

    def show(self, pieces: Sequence[tuple[str, str]]) -> None:
        """Show other pieces of (text, look)."""
        if list(pieces) != list(self.pieces):
            self.pieces = list(pieces)
            self.refresh()

    def show_briefly(self, pieces: Sequence[tuple[str, str]], seconds: float) -> None:
        """Show other pieces for so many seconds, then those from before."""
        pieces, before = list(pieces), self.pieces

        def restore() -> None:
            if self.pieces == pieces:
                self.show(before)

        if pieces != before:
            self.show(pieces)
            self.set_timer(seconds, restore)

    def recolour(self) -> None:
        """Redraw in other colours."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the row."""
        segments: list[Segment] = []
        room = self.size.width
        for text, look in self.pieces:
            text = cut(text, room, glyph("ellipsis"))
            segments.append(Segment(text, LOOKS[look]))
            room -= cells(text)
        return Strip(segments).adjust_cell_length(self.size.width, LOOKS[""] or None)
