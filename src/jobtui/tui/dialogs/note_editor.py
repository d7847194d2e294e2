"""The editor of a note; imported when the first note is opened, for it is slow to load."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from jobtui.i18n import _
from jobtui.keymap.key_names import key_name
from jobtui.text.cells import cluster_end, cluster_start
from jobtui.text.sanitize import clean
from jobtui.tui.dialogs.prompts import ChoiceDialog, Dialog

LONGEST = 20_000  # characters


class _Area(TextArea):
    """The text; the cursor, Backspace and Delete work on whole clusters."""

    def get_cursor_left_location(self) -> tuple[int, int]:
        """Return where the cluster before the cursor begins; at a line's start, the end above."""
        row, column = self.cursor_location
        if not column:
            return super().get_cursor_left_location()
        return row, cluster_start(self.document.get_line(row), column)

    def get_cursor_right_location(self) -> tuple[int, int]:
        """Return where the cluster after the cursor ends; at a line's end, the start below."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if column == len(line):
            return super().get_cursor_right_location()
        return row, cluster_end(line, column)


class NoteEditor(Dialog):
    """Asks for a note; returns its text, or None to leave it as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,ctrl+enter", "save", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    NoteEditor TextArea, NoteEditor TextArea:focus, NoteEditor TextArea:ansi {
        border: none; padding: 0 1; height: 50vh; background-tint: transparent;
        background: $background; color: $foreground;
    }
    NoteEditor TextArea:ansi { background: ansi_default; color: ansi_default; }
    NoteEditor TextArea > .text-area--cursor { text-style: reverse; }
    NoteEditor TextArea > .text-area--cursor-line { background: transparent; }
    """

    def __init__(self, title: str, note: str) -> None:
        super().__init__(title, [("Ctrl+S", _("save")), (key_name("escape"), _("cancel"))])
        self._note = clean(note, keep_newlines=True)

    def answers(self) -> Iterable[Widget]:
        """Yield the text."""
        self._area = _Area(self._note, tab_behavior="indent", highlight_cursor_line=False)
        self._area.cursor_blink = False
        yield self._area

    def on_mount(self) -> None:
        """Focus the text, with the cursor at its end."""
        self._area.focus()
        self._area.move_cursor(self._area.document.end)

    @property
    def is_changed(self) -> bool:
        """Whether leaving would lose something."""
        return self._area.text != self._note

    def action_save(self) -> None:
        """Return the note."""
        text = clean(self._area.text, keep_newlines=True).rstrip()
        if len(text) > LONGEST:
            self.tell(_("too long for a note"))
        else:
            self.dismiss(text)

    def action_leave(self) -> None:
        """Leave the note as it was; ask first if it was changed."""
        if not self.is_changed:
            self.dismiss(None)
            return
        choices = [
            ("save", _("Save the note")),
            ("drop", _("Discard the changes")),
            ("stay", _("Keep editing")),
        ]
        self.app.push_screen(ChoiceDialog(_("The note has unsaved changes."), choices), self._left)

    def _left(self, answer: str | None) -> None:
        if answer == "save":
            self.action_save()
        elif answer == "drop":
            self.dismiss(None)
