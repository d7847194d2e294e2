"""The box of a dialog: a border with a title, around what one answers with and the keys."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import Vertical
from textual.widget import Widget

from jobtui.text.cells import cells, cut
from jobtui.tui.styles import glyph, is_ascii
from jobtui.tui.widgets.line_view import LineView
from jobtui.tui.widgets.one_line import OneLine

Ways = Sequence[tuple[str, str]]  # keys and what they do

_BORDER = 2  # cells, and rows
_AROUND_TITLE = 4  # cells of the border beside a title, which Textual leaves free
_LEAST = 30  # cells of a box


class Box(Vertical):
    """As high as its content, as far as the screen has room; *width* in cells, borders included.

    Its last row tells the keys.
    """

    DEFAULT_CSS = """
    Box {
        width: auto; height: auto; max-width: 100%; max-height: 100%; border: round $foreground;
        background: $background; color: $foreground;
    }
    Box.-ascii { border: ascii $foreground; }
    Box:ansi { background: ansi_default; color: ansi_default; border: round ansi_default; }
    Box.-ascii:ansi { border: ascii ansi_default; }
    Box > LineView { height: auto; }
    """

    def __init__(self, title: str, content: Sequence[Widget], ways: Ways, width: int = 76) -> None:
        super().__init__(*content, OneLine(id="ways"), classes="-ascii" if is_ascii() else "")
        self._title, self._ways, self._wanted = title, ways, width

    def on_mount(self) -> None:
        """Show the keys."""
        self.styles.width = self._wanted
        self.tell("")

    def on_resize(self) -> None:
        """Cut the title to the width, and the content to the height that there is."""
        room = max(0, self.size.width - _AROUND_TITLE)
        title = fitted(self._title, room)
        self.border_title = title.replace("[", r"\[")
        height = self.screen.size.height - _BORDER
        others = sum(
            1 + child.styles.margin.height
            for child in self.children
            if not isinstance(child, LineView)
        )
        for pane in self.query_children(LineView):
            pane.styles.max_height = max(1, height - others)

    def show_title(self, title: str) -> None:
        """Show another title."""
        self._title = title
        self.on_resize()

    @property
    def ways(self) -> OneLine:
        """The last row."""
        return self.query_one("#ways", OneLine)

    def show_ways(self, ways: Ways) -> None:
        """Show other keys."""
        self._ways = ways
        self.tell("")

    def tell(self, text: str) -> None:
        """Show what is wrong in place of the keys; an empty text brings them back."""
        if text:
            self.ways.show([(f" {text}", "bold")])
            return
        pieces: list[tuple[str, str]] = []
        for key, what in self._ways:
            pieces += [(f" {key}", "key"), (f" {what} ", "")]
        self.ways.show(pieces)


def width_for(texts: Sequence[str]) -> int:
    """Return the width of a box that holds some lines, with a margin."""
    return max(_LEAST, max(map(cells, texts), default=0) + _BORDER + 4)


def fitted(title: str, room: int) -> str:
    """Return a title cut to *room* cells: a path at its beginning, anything else at its end."""
    ellipsis = glyph("ellipsis")
    if not title.startswith(("/", "~")) or cells(title) <= room:
        return cut(title, room, ellipsis)
    end = title
    while end and cells(end) > room - cells(ellipsis):
        end = end[1:]
    return ellipsis + end if end else ""
