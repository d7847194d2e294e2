"""Dialogs that ask for a line or a choice. Escape goes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from jobtui.i18n import _
from jobtui.keymap.key_names import key_name
from jobtui.text.cells import padded
from jobtui.text.sanitize import clean
from jobtui.tui.dialogs.box import Box, width_for
from jobtui.tui.dialogs.text_screens import TextPane
from jobtui.tui.styles import glyph
from jobtui.tui.widgets.bindings import bindings
from jobtui.tui.widgets.cursor import Cursor
from jobtui.tui.widgets.line_input import LineInput
from jobtui.tui.widgets.line_view import LineView, Piece

_WIDTH = 76  # cells

Checked = Callable[[str], str]  # a typed text -> what is wrong with it, or ""


def _keys(enter: str) -> list[tuple[str, str]]:
    return [(key_name("enter"), enter), (key_name("escape"), _("cancel"))]


class Dialog(ModalScreen[str | None]):
    """A title, something to answer with, and the keys; returns a text or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
    ]
    DEFAULT_CSS = """
    Dialog, Dialog:ansi { align: center middle; background: transparent; }
    """

    def __init__(self, title: str, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._keys = clean(title), keys

    def compose(self) -> ComposeResult:
        """Yield the box with what to answer with and the keys."""
        self._box = Box(self._title, list(self.answers()), self._keys, self.width())
        yield self._box

    def width(self) -> int:
        """Return the width of the box in cells, its border included."""
        return _WIDTH

    def answers(self) -> Iterable[Widget]:
        """Yield what to answer with."""
        raise NotImplementedError

    def tell(self, text: str) -> None:
        """Show what is wrong in place of the keys; an empty text brings them back."""
        self._box.tell(clean(text))

    def action_leave(self) -> None:
        """Return no answer."""
        self.dismiss(None)


class LineDialog(Dialog):
    """Asks for one line of text."""

    DEFAULT_CSS = """
    LineDialog Input, LineDialog Input:focus, LineDialog Input:ansi {
        border: none; height: 1; padding: 0 1; width: 1fr; background-tint: transparent;
        background: $background; color: $foreground;
    }
    LineDialog Input:ansi, LineDialog Input:ansi:focus {
        background: ansi_default; color: ansi_default;
    }
    LineDialog Static { height: auto; background: transparent; }
    LineDialog Input > .input--cursor { text-style: reverse; }
    """

    def __init__(
        self, title: str, value: str, wrong: Checked, told: str = "", hint: str = ""
    ) -> None:
        """Ask for another *value*; *told* is what was wrong with the last answer.

        The *hint* says below the line what can be typed.
        """
        super().__init__(title, _keys(_("save")))
        self._value, self._wrong, self._told, self._hint = value, wrong, told, hint
        self._judged = clean(value)  # the text that was found wrong

    def answers(self) -> Iterable[Widget]:
        """Yield what was wrong with the last answer, and the line."""
        if self._told:  # which may name a file, and so be longer than a row
            yield Static(f" {clean(self._told)}", markup=False)
        box = LineInput(clean(self._value), max_length=200)  # typing replaces what is there
        box.cursor_blink = False
        yield box
        if self._hint:
            hint = TextPane([("", clean(self._hint), "dim")])
            hint.can_focus = False
            yield hint

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take back what was wrong with the last text, once there is another."""
        if event.value != self._judged:
            self.tell("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return what was typed, or show what is wrong with it."""
        text = self._judged = clean(event.value)
        if why := self._wrong(text):
            self.tell(why)
        else:
            self.dismiss(text)


class _Choices(LineView):
    """The choices, one a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("move"),
        Binding("enter,space,l,right", "screen.take", show=False),
        Binding("q,h,left", "screen.leave", show=False),
    ]

    def __init__(self, choices: Sequence[tuple[str, str]], chosen: str | None) -> None:
        super().__init__(id="choices")
        self.choices = choices
        values = [value for value, _label in choices]
        self.cursor: Cursor = Cursor(self, values.index(chosen) if chosen in values else 0)

    def count(self) -> int:
        """Return how many choices there are."""
        return len(self.choices)

    def line(self, number: int, width: int) -> Sequence[Piece]:
        """Return one choice."""
        at_cursor = number == self.cursor.item
        mark = glyph("mark") if at_cursor else " "
        label = clean(self.choices[number][1])
        return [(padded(f"{mark} {label}", width), "cursor" if at_cursor else "")]

    async def on_click(self, event: events.Click) -> None:
        """Take the choice that was clicked."""
        number = self.line_at(event.y)
        if number is not None:
            self.cursor.move_to(number)
            await self.run_action("screen.take")


class ChoiceDialog(Dialog):
    """Asks for one of some (value, label) pairs."""

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str]], chosen: str | None = None
    ) -> None:
        super().__init__(title, _keys(_("choose")))
        self._choices = _Choices(choices, chosen)

    def answers(self) -> Iterable[Widget]:
        """Yield the choices."""
        yield self._choices

    def width(self) -> int:
        """Return a width for the title and the choices."""
        labels = [clean(label) for _value, label in self._choices.choices]
        return min(_WIDTH, width_for([self._title, *labels]))

    def on_mount(self) -> None:
        """Focus the choices."""
        self._choices.focus()

    def action_take(self) -> None:
        """Return the choice under the cursor."""
        self.dismiss(self._choices.choices[self._choices.cursor.item][0])
