"""Versions of a posting: the words that changed between two of them, and whole texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from jobtui.i18n import _, day
from jobtui.keymap.key_names import key_name
from jobtui.render.differences import ADDED, GAP, REMOVED, SAME, DifferencePart, Line, differences
from jobtui.text.sanitize import clean
from jobtui.text.wrap import wrap
from jobtui.tui.dialogs.box import Box
from jobtui.tui.dialogs.text_screens import Overlay, TextPane
from jobtui.tui.widgets.bindings import leaving
from jobtui.tui.widgets.line_view import Piece

if TYPE_CHECKING:
    from jobtui.marks.kept_texts import KeptText, KeptTexts

_LOOKS = {SAME: "", REMOVED: "error", ADDED: "open", GAP: "dim"}
# Nothing is told by colour alone; the signs are those of git diff --word-diff.
_SIGNS = {REMOVED: ("[-", "-]"), ADDED: ("{+", "+}")}


class Version(NamedTuple):
    """One way to look at a posting: its title, and lines of parts."""

    title: str
    lines: Sequence[Line]


def difference_view(title: str, old: str, new: str, unchanged: str = "") -> Version:
    """Return what differs between two texts; if nothing does, the line *unchanged*."""
    return Version(title, differences(old, new) or [(DifferencePart(SAME, unchanged),)])


def text_view(title: str, text: str) -> Version:
    """Return a whole text, as its file had it."""
    lines = clean(text, keep_newlines=True).rstrip("\n").split("\n")
    return Version(title, [(DifferencePart(SAME, line),) for line in lines])


def kept_view(told: str, title: str, kept: KeptText) -> Version:
    """Return a text that was kept; *told* says with {title} and {day} what it is."""
    return text_view(told.format(title=clean(title), day=day(kept.day)), kept.text)


class DifferencePane(TextPane):
    """Lines of parts, wrapped to the width."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__(())
        self._parts = lines

    def show_parts(self, lines: Sequence[Line]) -> None:
        """Show other lines, from the first on."""
        self._parts = lines
        self.offset_y = 0
        self.show(())

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


class VersionsScreen(Overlay[None]):
    """Shows the first of some views; Tab goes on to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "turn(1)", show=False),
        Binding("shift+tab", "turn(-1)", show=False),
        leaving("difference"),
    ]

    def __init__(self, views: Sequence[Version]) -> None:
        super().__init__(views[0].title, ())
        self._views, self._at = views, 0

    def pane(self) -> TextPane:
        """Return the pane of the view."""
        return DifferencePane(self._views[self._at].lines)

    def ways(self) -> list[tuple[str, str]]:
        """Return the keys that the footer shows, and what they do."""
        turning = [(key_name("tab"), _("changes, whole text"))] if len(self._views) > 1 else []
        return [*turning, *super().ways()]

    def action_turn(self, by: int) -> None:
        """Show another view."""
        self._at = (self._at + by) % len(self._views)
        view = self._views[self._at]
        self.query_one(DifferencePane).show_parts(view.lines)
        self.query_one(Box).show_title(view.title)


def versions_screen(title: str, texts: KeptTexts, before: KeptText, now: str) -> VersionsScreen:
    """Return what changed in a posting since a text *before*, and the texts that were kept."""
    told = _("{title}: changed since {day}").format(title=clean(title), day=day(before.day))
    views = [difference_view(told, before.text, now)]
    if (starred := texts.starred) is not None:
        views.append(kept_view(_("{title}: as it was when you starred it, {day}"), title, starred))
    if starred is None or starred.text != before.text:
        views.append(kept_view(_("{title}: as it was on {day}"), title, before))
    return VersionsScreen(views)
