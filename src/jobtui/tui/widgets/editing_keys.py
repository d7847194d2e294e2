"""Keys in a line of text that take what is seen as one sign: an emoji, a letter with marks."""

from __future__ import annotations

import re

from textual.widgets import Input
from textual.widgets.input import Selection

from jobtui.text.cells import cluster_end, cluster_start

_LINE_END = re.compile(r"\s*\n\s*")


class LineInput(Input):
    """One line to type in; the cursor, Backspace and Delete take a whole cluster."""

    def action_cursor_left(self, select: bool = False) -> None:
        """Go, or select, one cluster to the left."""
        start, end = self.selection
        if select:
            self.selection = Selection(start, cluster_start(self.value, end))
        elif self.selection.is_empty:
            self.cursor_position = cluster_start(self.value, end)
        else:
            super().action_cursor_left()

    def action_cursor_right(self, select: bool = False) -> None:
        """Go, or select, one cluster to the right; at the end take the completion."""
        start, end = self.selection
        if select:
            self.selection = Selection(start, cluster_end(self.value, end))
        elif self.selection.is_empty and not self.cursor_at_end:
            self.cursor_position = cluster_end(self.value, end)
        else:
            super().action_cursor_right()

    def action_delete_left(self) -> None:
        """Take away the cluster before the cursor, or what is selected."""
        if self.selection.is_empty:
            at = self.cursor_position
            self.delete(cluster_start(self.value, at), at)
        else:
            super().action_delete_left()

    def action_delete_right(self) -> None:
        """Take away the cluster behind the cursor, or what is selected."""
        if self.selection.is_empty:
            at = self.cursor_position
            self.delete(at, cluster_end(self.value, at))
        else:
            super().action_delete_right()


def pasted_into(box: Input, text: str) -> str:
    """Return what of a pasted *text* goes into a box of one line: its lines joined by spaces."""
    line = _LINE_END.sub(" ", text.strip("\n"))
    if not box.max_length:
        return line
    return line[: max(0, box.max_length - len(box.value) + len(box.selected_text))]
