"""Help in three tabs, narrowed by typing: keys by task, searching, signs and colours."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import ModalScreen

from jobtui.i18n import _
from jobtui.keymap.bindings import groups, key_hint, keys_of
from jobtui.keymap.key_names import key_name
from jobtui.postings.ages import days_to_go
from jobtui.postings.facets import value_text
from jobtui.postings.model import Status, status_text
from jobtui.render.summary import INFERRED
from jobtui.search.examples import examples
from jobtui.text.cells import cells, cut, padded
from jobtui.text.folding import fold
from jobtui.text.wrap import wrap
from jobtui.tui.dialogs.box import Box
from jobtui.tui.styles import glyph, is_ascii, symbol
from jobtui.tui.widgets.cursor import Cursor
from jobtui.tui.widgets.line_view import LineView, Piece
from jobtui.tui.widgets.mark_signs import STAGE_SIGNS
from jobtui.tui.widgets.one_line import OneLine

_WIDTH, _TWO_COLUMNS = 118, 110  # cells of the box; of its inside from which it has two columns
_MOST_LABEL = 24  # cells
_FEW = 6  # rows; in fewer there is nothing to gain from a second column
_GAP = 3  # cells between columns
KEYS, SYNTAX, SIGNS = range(3)


class HelpEntry(NamedTuple):
    """A line of the help: what is explained, in a look, and its explanation; or a heading."""

    label: str
    text: str = ""
    look: str = "key"


class HelpPane(LineView):
    """The entries of a tab, narrowed by what is typed; in the syntax Enter runs an example."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "up", show=False),
        Binding("down", "down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="help")
        self._rows: list[list[Piece]] = []
        self._starts: list[int] = []  # the first row of each entry
        self._entries: Sequence[HelpEntry] = ()
        self._runs = False

    def show(self, entries: Sequence[HelpEntry], runs: bool) -> None:
        """Show other entries; with *runs* they are examples that Enter runs."""
        self._entries, self._runs, self.offset_y = entries, runs, 0
        self.cursor = Cursor(self) if runs and entries else None
        self._arrange(self.size.width)
        self.refresh(layout=True)
        self.forget()

    @property
    def chosen(self) -> str:
        """The example under the cursor, or an empty text."""
        return self._entries[self.cursor.item].label if self.cursor is not None else ""

    @property
    def items(self) -> int:
        """How many entries there are; for the cursor, which is only where one entry is a row."""
        return len(self._starts)

    def lines_of(self, item: int) -> range:
        """Return the lines of an entry."""
        ends = [*self._starts[1:], len(self._rows)]
        return range(self._starts[item], ends[item])

    def item_of(self, line: int) -> int:
        """Return the entry that a line belongs to."""
        return bisect_right(self._starts, line) - 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are in *width* cells."""
        self._arrange(width)
        return super().get_content_height(container, viewport, width)

    def on_resize(self) -> None:
        """Arrange for another width."""
        self._arrange(self.size.width)
        self.forget()

    def _arrange(self, width: int) -> None:
        half = (width - 3 - _GAP) // 2
        headings = sum(1 for entry in self._entries if not entry.text)
        is_double = width >= _TWO_COLUMNS and not self._runs and headings > 1
        if is_double:
            self._rows = _in_two(self._wrapped(half), half)
        if not is_double or len(self._rows) < _FEW:
            self._rows = self._wrapped(max(10, width - 2))

    def _wrapped(self, room: int) -> list[list[Piece]]:
        rows: list[list[Piece]] = []
        self._starts = []
        for entry in self._entries:
            self._starts.append(len(rows))
            rows += _lines_of(entry, room, self._entries)
        return rows

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._rows)

    def line(self, number: int, width: int) -> Sequence[Piece]:
        """Return one line, with the example under the cursor marked."""
        row = self._rows[number]
        if self.cursor is None or number not in self.lines_of(self.cursor.item):
            return row
        text = "".join(text for text, _look in row)
        return [(padded(glyph("mark") + text[1:], width), "cursor")]


def _lines_of(entry: HelpEntry, room: int, entries: Sequence[HelpEntry]) -> list[list[Piece]]:
    if not entry.text:
        return [[(f" {cut(entry.label, room - 1)}", "heading")]]
    labels = [cells(one.label) for one in entries if one.text]
    indent = min(max(labels, default=0), _MOST_LABEL, room // 2) + 3
    label = cut(entry.label, indent - 2, glyph("ellipsis"))
    lines: list[list[Piece]] = []
    for start, end in wrap(entry.text, max(4, room - indent)):
        head = padded("" if lines else f" {label}", indent)
        lines.append([(head, entry.look), (entry.text[start:end], "")])
    return lines


def _in_two(rows: list[list[Piece]], room: int) -> list[list[Piece]]:
    """Return rows in two columns; the second begins with a heading, of which there are two."""
    half = (len(rows) + 1) // 2
    heads = [at for at, row in enumerate(rows) if at and row[0][1] == "heading"]
    at = min(heads, key=lambda one: abs(one - half))
    left, right = rows[:at], rows[at:]
    joined: list[list[Piece]] = []
    for number in range(max(len(left), len(right))):
        first = left[number] if number < len(left) else []
        blank = " " * (room - sum(cells(text) for text, _look in first) + _GAP)
        second = right[number] if number < len(right) else []
        joined.append([*first, (blank, ""), *second])
    return joined


def _keys() -> list[HelpEntry]:
    found: list[HelpEntry] = []
    for heading, actions in groups():
        found.append(HelpEntry(heading))
        found += [HelpEntry(keys_of(one, is_ascii()) or "-", one.help()) for one in actions]
    return found


def _syntax() -> list[HelpEntry]:
    return [HelpEntry(one.query, one.finds) for one in examples()]


def _signs() -> list[HelpEntry]:
    found = [HelpEntry(_("Status"))]
    found += [HelpEntry(symbol(one), status_text(one), one.value) for one in Status]
    found.append(HelpEntry(_("Marks")))
    found.append(HelpEntry(glyph("star"), value_text("mark", "starred")))
    found.append(HelpEntry(glyph("note"), value_text("mark", "noted")))
    found += [HelpEntry(sign, value_text("stage", stage)) for stage, sign in STAGE_SIGNS.items()]
    found.append(HelpEntry(_("Since your last visit")))
    found += [
        HelpEntry(glyph(one), value_text("since", one))
        for one in ("new", "changed", "closed", "reopened")
    ]
    found.append(HelpEntry(_("Text")))
    found.append(HelpEntry(INFERRED, _("read in the text, not stated at its top")))
    found.append(HelpEntry(_("bold"), _("not read yet"), "bold"))
    found.append(HelpEntry(_("faint"), _("no longer open"), "dim"))
    found.append(HelpEntry(_("underlined"), _("a word of your search"), "found"))
    found.append(HelpEntry(days_to_go(7), _("closes within a week"), "problem"))
    found.append(HelpEntry(days_to_go(2), _("closes within two days"), "error"))
    return found


class HelpScreen(ModalScreen[str]):
    """Shows the help; returns an example to search for, or an empty text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("question_mark,f1", "close", show=False, priority=True),
        Binding("tab,right", "turn(1)", show=False, priority=True),
        Binding("shift+tab,left", "turn(-1)", show=False, priority=True),
        Binding("enter", "run", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    HelpScreen, HelpScreen:ansi { align: center middle; background: transparent; }
    """

    def __init__(self, tab: int = KEYS) -> None:
        super().__init__()
        self._tab, self._needle = tab, ""
        self._pane, self._tabs = HelpPane(), OneLine(id="tabs")

    def compose(self) -> ComposeResult:
        """Yield the box with the tabs and the entries."""
        self._box = Box(_("Help"), [self._tabs, self._pane], (), _WIDTH)
        yield self._box

    def on_mount(self) -> None:
        """Show the first tab."""
        self._pane.focus()
        self._show()

    def _show(self) -> None:
        entries = narrowed((_keys, _syntax, _signs)[self._tab](), self._needle)
        nothing = _("Nothing found here; {keys} finds commands by other words as well.")
        shown = entries or [HelpEntry(nothing.format(keys=key_hint("palette")))]
        self._pane.show(shown, self._tab == SYNTAX and bool(entries))
        pieces: list[Piece] = []
        for tab, name in enumerate((_("Keys"), _("Search"), _("Signs and colours"))):
            pieces += [(" ", ""), (f" {name} ", "title_focused" if tab == self._tab else "title")]
        typed = self._needle + "_" if self._needle else _("type to narrow")
        pieces.append((f"   {typed}", "key" if self._needle else "dim"))
        self._tabs.show(pieces)
        run = [(key_name("enter"), _("run the example"))] if self._tab == SYNTAX else []
        back = (key_name("escape"), _("back"))
        self._box.show_ways([(key_name("tab"), _("next tab")), *run, back])

    def on_key(self, event: events.Key) -> None:
        """Narrow by what is typed."""
        if event.key in ("backspace", "ctrl+h"):
            self._needle = self._needle[:-1]
        elif event.character is not None and event.character.isprintable():
            self._needle += event.character
        else:
            return
        event.stop()
        self._show()

    def action_turn(self, by: int) -> None:
        """Show the next tab."""
        self._tab = (self._tab + by) % 3
        self._show()

    def action_run(self) -> None:
        """Return the example under the cursor, if there is one."""
        if self._pane.chosen:
            self.dismiss(self._pane.chosen)

    def action_leave(self) -> None:
        """Take back what was typed; go back if nothing was."""
        if self._needle:
            self._needle = ""
            self._show()
        else:
            self.dismiss("")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss("")


def narrowed(entries: Sequence[HelpEntry], needle: str) -> list[HelpEntry]:
    """Return the entries that hold each word of *needle*, below their headings."""
    words = fold(needle).split()
    found: list[HelpEntry] = []
    heading: HelpEntry | None = None
    for entry in entries:
        if not entry.text:
            heading = entry
        elif all(word in fold(f"{entry.label} {entry.text}") for word in words):
            if heading is not None:
                found.append(heading)
                heading = None
            found.append(entry)
    return found
