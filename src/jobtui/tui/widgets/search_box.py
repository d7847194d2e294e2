"""The first and the last row: what is asked and how much was found; what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.suggester import SuggestionReady

from jobtui.i18n import _, number
from jobtui.search.query import LONGEST
from jobtui.text.cells import cells
from jobtui.text.sanitize import clean
from jobtui.tui.styles import glyph
from jobtui.tui.widgets.editing_keys import LineInput
from jobtui.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from jobtui.search.completion import Candidate


class TextBox(LineInput):
    """A row to type in; up and down go through what was typed before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave", show=False),
        Binding("up", "older", show=False),
        Binding("down", "newer", show=False),
    ]
    DEFAULT_CSS = """
    TextBox, TextBox:focus, TextBox:ansi {
        border: none; height: 1; padding: 0; width: 1fr; background-tint: transparent;
        background: $background; color: $foreground;
    }
    TextBox:ansi, TextBox:ansi:focus { background: ansi_default; color: ansi_default; }
    TextBox > .input--cursor { text-style: reverse; }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))  # no new layout for every letter

    def __init__(self, placeholder: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, placeholder=placeholder, select_on_focus=False)
        self.cursor_blink = False
        self._asked: list[str] = []  # before, the newest last
        self._back = 0  # how far back in it

    def validate_value(self, value: str) -> str:
        """Return what is typed, pasted or asked for without what could steer the terminal.

        What is longer than a question that is read is cut: every key draws all of it.
        """
        return clean(value[:LONGEST], keep_newlines=True).replace("\n", " ")[:LONGEST]

    def remember(self) -> None:
        """Keep what stands here, to be found again by the arrow keys."""
        if self.value.strip() and self.value not in self._asked[-1:]:
            self._asked = [*self._asked[-199:], self.value]
        self._back = 0

    async def action_leave(self) -> None:
        """Go back to what was typed for."""
        raise NotImplementedError

    def action_older(self) -> None:
        """Show what was asked before."""
        if self._back == 0:
            self.remember()
            self._back = 1 if self.value.strip() else 0
        if self._back < len(self._asked):
            self._back += 1
            self._recall()

    async def action_newer(self) -> None:
        """Show what was asked next; at the newest, leave."""
        if self._back > 1:
            self._back -= 1
            self._recall()
        else:
            await self.action_leave()

    def _recall(self) -> None:
        self.value = self._asked[-self._back]
        self.cursor_position = len(self.value)


class SearchBox(TextBox):
    """Where the question is typed; the answer follows every key.

    Right at the end takes the completion.
    """

    def __init__(self) -> None:
        super().__init__(_("search"), id="search")
        self.candidates: Sequence[Candidate] = ()

    async def action_leave(self) -> None:
        """Go to the results."""
        await self.run_action("screen.leave_search")

    def go_on(self) -> None:
        """Put the cursor where the next word goes: behind a filter, not into it."""
        from jobtui.search.parser import parse

        filters = parse(self.value).filters
        if filters and filters[-1].end == len(self.value):
            self.value += " "
        self.cursor_position = len(self.value)

    def offer(self, candidates: Sequence[Candidate]) -> None:
        """Show how the question can go on; right at its end takes it."""
        self.candidates = candidates
        for candidate in candidates:
            if len(candidate.text) > len(self.value):
                self.post_message(SuggestionReady(self.value, candidate.text))
                return


class Found(OneLine):
    """How many were found of how many, in which order, as of when: at the right end.

    It gets wider and never narrower, for a new layout takes longer than all else that a key does.
    """

    DEFAULT_CSS = """
    Found { width: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._room = self._columns = 0  # cells of its own, and of the whole screen

    def get_content_width(self, *_sizes: object) -> int:
        """Return the width of the widest text so far."""
        return self._room

    def tell(self, found: int, total: int, rest: Sequence[str]) -> None:
        """Show the numbers, and what else is to be known."""
        numbers = _("{found} of {total}").format(found=number(found), total=number(total))
        dot = glyph("dot")
        text = "".join(dot + part for part in rest)
        if self.app.size.width != self._columns:
            self._room, self._columns = 0, self.app.size.width
        blank = self._room - cells(f" {numbers}{text} ")
        self.show([(" " * max(1, blank + 1), ""), (numbers, "bold"), (text + " ", "dim")])
        if blank < 0:
            self._room -= blank
            self.refresh(layout=True)
