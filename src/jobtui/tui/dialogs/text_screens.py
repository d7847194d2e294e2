"""Screens of text: the problems, a file as it is. Escape or q goes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import ModalScreen

from jobtui.i18n import _, ngettext
from jobtui.keymap.key_names import key_name
from jobtui.postings.model import Problem, Severity
from jobtui.text.cells import cells, padded
from jobtui.text.sanitize import clean
from jobtui.text.wrap import wrap
from jobtui.tui.dialogs.box import Box, fitted
from jobtui.tui.styles import glyph
from jobtui.tui.widgets.bindings import bindings, leaving
from jobtui.tui.widgets.line_view import LineView, Piece

if TYPE_CHECKING:
    from jobtui.postings.figures import Figures

_WIDTH = 100  # cells; longer lines are hard to read

Paragraph = tuple[str, str, str]  # label, text, look
Answer = TypeVar("Answer")


class TextPane(LineView):
    """Paragraphs, wrapped to the width; those without a text are headings."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("move")]

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        super().__init__(id="text")
        self._paragraphs = paragraphs
        self._lines: list[list[Piece]] = []

    def show(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show other paragraphs."""
        self._paragraphs = paragraphs
        self._wrap(self.size.width)
        self.refresh(layout=True)

    def on_resize(self) -> None:
        """Wrap for another width."""
        self._wrap(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are in *width* cells."""
        self._wrap(width)
        return super().get_content_height(container, viewport, width)

    def _wrap(self, columns: int) -> None:
        width = max(10, columns - 2)
        labels = [cells(label) for label, text, _look in self._paragraphs if text and label]
        indent = min(max(labels, default=0) + 3, width // 2)
        self._lines = []
        for label, text, look in self._paragraphs:
            if not text:
                self._lines.append([(" " + fitted(label, width), "heading")])
                continue
            room = indent if label else min(1 + len(text) - len(text.lstrip(" ")), width // 2)
            for number, (start, end) in enumerate(wrap(text, width - room)):
                head = padded(f" {label}" if number == 0 and label else "", room)
                self._lines.append([(head, "key"), (text[start:end], look)])
        self.forget()

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._lines)

    def line(self, number: int, width: int) -> Sequence[Piece]:
        """Return one line."""
        return self._lines[number]


class Overlay(ModalScreen[Answer], Generic[Answer]):
    """A screen with a title, a text and the keys; returns an *Answer* or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        leaving("back", "quit", "help", "problems", "show_raw", "stats"),
    ]
    DEFAULT_CSS = """
    Overlay, Overlay:ansi { align: center middle; background: transparent; }
    """

    def __init__(self, title: str, paragraphs: Sequence[Paragraph]) -> None:
        super().__init__()
        self._title, self._paragraphs = title, paragraphs

    def compose(self) -> ComposeResult:
        """Yield the box with the text and the keys."""
        yield Box(self._title, [self.pane()], self.ways(), _WIDTH)

    def pane(self) -> TextPane:
        """Return the pane of the text."""
        return TextPane(self._paragraphs)

    def ways(self) -> list[tuple[str, str]]:
        """Return the keys that the footer shows, and what they do."""
        return [(key_name("escape"), _("back"))]

    def on_mount(self) -> None:
        """Focus the text."""
        self.query_one(TextPane).focus()

    def on_click(self) -> None:
        """Go back."""
        self.dismiss()

    def add(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show more below the text, unless the screen was left meanwhile."""
        if self.is_attached:
            self._paragraphs = [*self._paragraphs, *paragraphs]
            self.query_one(TextPane).show(self._paragraphs)


def problems_screen(problems: Sequence[Problem]) -> Overlay[None]:
    """Return the list of problems in the files."""
    paragraphs: list[Paragraph] = []
    path = ""
    for problem in problems:
        if problem.path != path:
            path = problem.path
            paragraphs += [("", " ", ""), (clean(path), "", "")]
        look = "error" if problem.severity is Severity.ERROR else ""
        paragraphs.append((str(problem.line), clean(problem.in_field()), look))
    title = ngettext("{n} problem", "{n} problems", len(problems))
    return Overlay(title, paragraphs or [("", _("No problems found."), "")])


def key_paragraphs(keys: Sequence[tuple[str, str]]) -> list[Paragraph]:
    """Return what is said of the *keys* of files, below a heading; nothing if there are none."""
    if not keys:
        return []
    told = [(clean(key), clean(text), "") for key, text in keys]
    return [("", " ", ""), (_("Keys of the files"), "", ""), *told]


def figures_screen(figures: Figures) -> Overlay[None]:
    """Return figures about the postings of an answer, with bars."""
    from jobtui.render.figure_formats import figure_paragraphs

    signs = glyph("bar_full") + glyph("bar_empty")
    return Overlay(_("Figures"), figure_paragraphs(figures, signs))


def raw_screen(path: str, text: str) -> Overlay[None]:
    """Return the text of a file as it is."""
    lines = clean(text, keep_newlines=True).rstrip("\n").split("\n")
    return Overlay(clean(path), [("", line or " ", "") for line in lines])
