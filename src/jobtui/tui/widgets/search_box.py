"""The box for the query, in the first row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import SuggestionReady

from jobtui.i18n import _
from jobtui.tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from jobtui.search.completion import Candidate


class SearchBox(TextBox):
    """Where the query is typed; the results follow every key.

    Right, at the end, accepts the completion.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "screen.help", show=False)]

    def __init__(self) -> None:
        super().__init__(_("search"), id="search")
        self.candidates: Sequence[Candidate] = ()

    async def action_leave(self) -> None:
        """Go to the results."""
        await self.run_action("screen.leave_search")

    def go_on(self) -> None:
        """Put the cursor where the next word goes: after a filter, not into it."""
        from jobtui.search.parser import parse

        filters = parse(self.value).filters
        if filters and filters[-1].end == len(self.value):
            self.value += " "
        self.cursor_position = len(self.value)

    def offer(self, candidates: Sequence[Candidate]) -> None:
        """Show how the query can go on, by the first candidate that is longer."""
        self.candidates = candidates
        for candidate in candidates:
            if len(candidate.text) > len(self.value):
                self.post_message(SuggestionReady(self.value, candidate.text))
                return
