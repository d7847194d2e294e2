"""The dialog that asks for labels, and completes those that were used before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.widget import Widget
from textual.widgets import Input, Static

from jobtui.i18n import _
from jobtui.text.cells import cut
from jobtui.text.folding import fold
from jobtui.text.sanitize import clean
from jobtui.tui.dialogs.prompts import LineDialog
from jobtui.tui.styles import glyph

_MOST = 8  # labels that are offered
_ROOM = 70  # cells of the line that offers them


class LabelDialog(LineDialog):
    """Asks for labels, with commas between them; Tab completes the last one."""

    def __init__(self, title: str, value: str, known: Sequence[str]) -> None:
        """Ask for another *value*; *known* are the labels in use, the most frequent first."""
        super().__init__(title, value, lambda _text: "")
        self._known = known
        self._offered = Static("", markup=False, id="offered")

    def answers(self) -> Iterable[Widget]:
        """Yield the line, and below it the labels that complete it."""
        yield from super().answers()
        yield self._offered

    def on_mount(self) -> None:
        """Offer all labels at first."""
        self._offer(self.query_one(Input).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what completes the last label."""
        super().on_input_changed(event)
        self._offer(event.value)

    def _matching(self, value: str) -> list[str]:
        before, _comma, last = value.rpartition(",")
        taken, key = {part.strip() for part in before.split(",")}, fold(last).strip()
        free = [label for label in self._known if label not in taken]
        return [label for label in free if fold(label).startswith(key) and label != last.strip()]

    def _offer(self, value: str) -> None:
        found = "  ".join(map(clean, self._matching(value)[:_MOST]))
        text = _("Tab: {labels}").format(labels=found) if found else _("labels, between commas")
        self._offered.update(" " + cut(text, _ROOM, glyph("ellipsis")))

    def on_key(self, event: events.Key) -> None:
        """Complete the last label."""
        if event.key != "tab":
            return
        event.prevent_default()
        event.stop()
        box = self.query_one(Input)
        if found := self._matching(box.value):
            before, comma, _last = box.value.rpartition(",")
            box.value = f"{before}{comma}{' ' if comma else ''}{found[0]}"
            box.cursor_position = len(box.value)
