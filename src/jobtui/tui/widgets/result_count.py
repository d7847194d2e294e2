"""How many postings were found, at the right end of the first row."""

from __future__ import annotations

from collections.abc import Sequence

from jobtui.i18n import _, number
from jobtui.text.cells import cells
from jobtui.tui.styles import glyph
from jobtui.tui.widgets.one_line import OneLine


class ResultCount(OneLine):
    """How many postings were found of how many, in which order, as of when.

    It becomes wider but never narrower: a new layout takes longer than all else that a key does.
    """

    DEFAULT_CSS = """
    ResultCount { width: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._width = self._columns = 0  # cells of the widest text, and of the screen then

    def get_content_width(self, *_sizes: object) -> int:
        """Return the width of the widest text so far."""
        return self._width

    def tell(self, found: int, total: int, rest: Sequence[str]) -> None:
        """Show the numbers, and whatever else there is to know."""
        numbers = _("{found} of {total}").format(found=number(found), total=number(total))
        dot = glyph("dot")
        text = "".join(dot + part for part in rest)
        if self.app.size.width != self._columns:
            self._width, self._columns = 0, self.app.size.width
        blank = self._width - cells(f" {numbers}{text} ")
        self.show([(" " * max(1, blank + 1), ""), (numbers, "bold"), (text + " ", "dim")])
        if blank < 0:
            self._width -= blank
            self.refresh(layout=True)
