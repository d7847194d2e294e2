"""A line to type in, with keys that work on whole graphemes: an emoji, a letter with marks."""

from __future__ import annotations

import re

from textual.widgets import Input
from textual.widgets.input import Selection

from jobtui.text.cells import cluster_end, cluster_start

_LINE_END = re.compile(r"\s*\n\s*")


class ClusterInput(Input):
    """What every line to type in shares: cursor, Backspace and Delete work on whole clusters."""

    def action_cursor_left(self, select: bool = False) -> None:
        """Move, or select, one cluster to the left."""
        start, end = self.selection
        if select:
            self.selection = Selection(start, cluster_start(self.value, end))
        elif self.selection.is_empty:
            self.cursor_position = cluster_start(self.value, end)
        else:
            super().action_cursor_left()

    def action_cursor_right(self, select: bool = False) -> None:
        """Move, or select, one cluster to the right; at the end accept the completion."""
        start, end = self.selection
        if select:
            self.selection = Selection(start, cluster_end(self.value, end))
        elif self.selection.is_empty and not self.cursor_at_end:
            self.cursor_position = cluster_end(self.value, end)
        else:
            super().action_cursor_right()

    def action_delete_left(self) -> None:
        """Delete the cluster before the cursor, or the selection."""
        if self.selection.is_empty:
            at = self.cursor_position
            self.delete(cluster_start(self.value, at), at)
        else:
            super().action_delete_left()

    def action_delete_right(self) -> None:
        """Delete the cluster after the cursor, or the selection."""
        if self.selection.is_empty:
            at = self.cursor_position
            self.delete(at, cluster_end(self.value, at))
        else:
            super().action_delete_right()


class LineInput(ClusterInput):
    """The line of a dialog."""


def pasted_into(box: Input, text: str) -> str:
    """Return what to insert of a pasted *text*: its lines joined by spaces, as long as fits."""
    line = _LINE_END.sub(" ", text.strip("\n"))
    if not box.max_length:
        return line
    return line[: max(0, box.max_length - len(box.value) + len(box.selected_text))]
