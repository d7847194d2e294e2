"""The border of a pane with its title, and a heading above the pane's lines."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from jobtui.text.cells import cells, cut
from jobtui.tui.messages import TitlePartClicked
from jobtui.tui.styles import LOOKS, glyph
from jobtui.tui.widgets.line_view import LineView, Piece, strip_of


class PaneFrame(Widget):
    """A border around one pane, whose last column is its right side: there is its scroll bar.

    It is drawn once; with the focus only its title changes. Ruled, it is no more than a line with
    the title above the pane. Joined, the frame below begins where it ends.
    """

    DEFAULT_CSS = """
    PaneFrame { width: 1fr; height: 1fr; background: $background; color: $foreground; }
    PaneFrame:ansi { background: ansi_default; color: ansi_default; }
    """

    def __init__(self, pane: LineView, title: str) -> None:
        super().__init__(pane, id=f"{pane.id}_frame")
        self.pane = pane
        self._title, self._rest = title, ""
        self._is_ruled = self._is_below = False
        self._has_focus = False
        self._heading: tuple[Piece, ...] = ()
        self._rows: dict[object, Strip] = {}

    def shape(
        self,
        is_ruled: bool = False,
        is_joined: bool = False,
        is_below: bool = False,
        has_heading: bool = False,
    ) -> None:
        """Be ruled, joined to the frame below or *is_below* one that is, and with a heading."""
        self._is_ruled, self._is_below = is_ruled, is_below
        bottom = int(not is_ruled and not is_joined)
        padding = (1 + has_heading, 0, bottom, int(not is_ruled))
        if tuple(self.styles.padding) != padding:
            self.styles.padding = padding
        self.pane.edge = " " if is_ruled else glyph("track")
        self.recolour()

    @property
    def room(self) -> int:
        """The cells that a title has."""
        return max(0, self.outer_size.width - 6)

    def tell(self, title: str, rest: str = "") -> None:
        """Show another title, with the *rest* of it in a lesser look, and the heading as it is."""
        told = title, rest, self._heading_now()
        if told != (self._title, self._rest, self._heading):
            self._title, self._rest, self._heading = told
            self._redraw_top()

    def _heading_now(self) -> tuple[Piece, ...]:
        return tuple(self.pane.heading(self.pane.size.width - 1))

    def title_row(self, title: str) -> Strip:
        """Return the first row with another title."""
        return self._shown(self._titled(title, ""))

    def recolour(self) -> None:
        """Redraw everything."""
        self._rows.clear()
        self.refresh()

    def _redraw_top(self) -> None:
        top, _right, _bottom, left = self.styles.padding
        self.refresh(Region(-left, -top, self.outer_size.width, top))  # from the pane's corner

    def on_descendant_focus(self) -> None:
        """Show that the pane has the focus."""
        self._has_focus = True
        self._redraw_top()

    def on_descendant_blur(self) -> None:
        """Show that the pane has no focus any more."""
        self._has_focus = False
        self._redraw_top()

    def on_click(self, event: events.Click) -> None:
        """Tell which part of the rest of the title was clicked, if one was."""
        if event.screen_y == self.region.y and self._rest:
            row = self._titled(self._title, self._rest)
            before = row.crop(0, event.screen_x - self.region.x + 1).text
            dot = glyph("dot")
            parts = f" {self._rest}".split(dot)
            self.post_message(TitlePartClicked(parts[min(before.count(dot), len(parts) - 1)]))

    def on_resize(self) -> None:
        """Draw for another size."""
        self._rows.clear()
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows that Textual asks for, with what the pane covers left blank."""
        height = self.outer_size.height
        strips = [self._row(y, height) for y in crop.line_range]
        if crop.column_span != (0, self.outer_size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _row(self, y: int, height: int) -> Strip:
        top, _right, bottom, _left = self.styles.padding
        if y == 0:
            key: object = (self._title, self._rest, self._has_focus)
        else:
            key = "bottom" if bottom and y == height - 1 else "side"
            if y < top:
                key = ("heading", self._heading_now())
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = self._shown(self._drawn(key))
        return row

    def _shown(self, row: Strip) -> Strip:
        """Return *row* as Textual shows rows: without colour where none is wanted."""
        for line_filter in self.get_line_filters():
            row = row.apply_filter(line_filter, self.background_colors[1])
        return row

    def _drawn(self, kind: object) -> Strip:
        if isinstance(kind, tuple) and kind[0] == "heading":
            return self._sides(kind[1], glyph("track"))
        if kind == "bottom":
            return self._line(glyph("bottom_left"), glyph("bottom_right"))
        if kind == "side":
            return self._sides([], "")
        return self._titled(self._title, self._rest)

    def _titled(self, title: str, rest: str) -> Strip:
        """Return the row of the title: with the focus the title is a bar, the line before heavy."""
        focus = "_focused" if self._has_focus else ""
        width, line = self.outer_size.width, glyph("line")
        title = cut(title, self.room, glyph("ellipsis"))
        rest = cut(rest, self.room - cells(title), glyph("ellipsis"))
        corner = glyph("heavy" if focus else "line")
        if not self._is_ruled:
            corner = glyph(("joint" if self._is_below else "corner") + focus) + corner
        pieces = [(corner, f"frame{focus}"), (f" {title} ", f"title{focus}")]
        if not title:
            pieces[1:] = []
        if rest:
            pieces.append((rest.lstrip() + " ", "dim"))
        used = sum(cells(text) for text, _look in pieces)
        right = "" if self._is_ruled else glyph("joint_right" if self._is_below else "top_right")
        pieces.append((line * (width - used - cells(right)) + right, "frame"))
        return strip_of(pieces, width)

    def _line(self, left: str, right: str) -> Strip:
        width = self.outer_size.width
        return strip_of([(left + glyph("line") * (width - 2) + right, "frame")], width)

    def _sides(self, pieces: Sequence[Piece], right: str) -> Strip:
        width = self.outer_size.width
        left = "" if self._is_ruled else glyph("track")
        room = width - cells(left) - cells(right)
        inner = strip_of(pieces, room)
        ends = [Segment(left, LOOKS["frame"])], [Segment(right, LOOKS["frame"])]
        return Strip([*ends[0], *inner, *ends[1]]).crop(0, width)
