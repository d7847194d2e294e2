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
_ROOMY = 6  # rows inside the border; in fewer nothing has a margin


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
    Box.-tight Input { margin: 0 !important; }
    """

    def __init__(self, title: str, content: Sequence[Widget], ways: Ways, width: int = 76) -> None:
        super().__init__(*content, OneLine(id="ways"), classes="-ascii" if is_ascii() else "")
        self._title, self._ways, self._wanted = title, ways, width
        self._told = ""

    def on_mount(self) -> None:
        """Show the keys."""
        self.styles.width = self._wanted
        self.tell("")

    def on_resize(self) -> None:
        """Cut the title to the width, and the content to the height that there is."""
        room = max(0, self.size.width - _AROUND_TITLE)
        title = fitted(self._title, room)
        self.border_title = title.replace("[", r"\[")
        if not self._told:
            self.tell("")
        height = self.screen.size.height - _BORDER
        self.set_class(height < _ROOMY, "-tight")
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
        self._told = text
        if text:
            self.ways.show([(f" {text}", "bold")])
            return
        self.ways.show(ways_in(self._ways, self.size.width - _BORDER))


def ways_in(ways: Ways, room: int) -> list[tuple[str, str]]:
    """Return keys and what they do in *room* cells, less than 1 if that is not known.

    Blanks give way first, then what stands in the middle, then what the first key does.
    """
    pieces = [piece for key, what in ways for piece in ((f" {key}", "key"), (f" {what} ", ""))]
    if room < 1 or _cells_of(pieces) <= room or not ways:
        return pieces
    shown = list(ways)
    while len(shown) > 2 and _cells_of(_tight(shown)) > room:
        del shown[-2]
    over = _cells_of(_tight(shown)) - room
    if over > 0 and len(shown) > 1:
        key, what = shown[0]
        shown[0] = (key, cut(what, max(1, cells(what) - over), glyph("ellipsis")))
    return _tight(shown)


def _tight(ways: Ways) -> list[tuple[str, str]]:
    pieces = [piece for key, what in ways for piece in ((f" {key}", "key"), (f" {what}", ""))]
    first = pieces[0]
    return [(first[0].lstrip(), first[1]), *pieces[1:]]


def _cells_of(pieces: Sequence[tuple[str, str]]) -> int:
    return sum(cells(text) for text, _look in pieces)


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
