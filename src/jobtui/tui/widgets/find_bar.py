"""The row to type what to find in the text."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from jobtui.i18n import _, number
from jobtui.text.cells import cells
from jobtui.tui.messages import FindRequested
from jobtui.tui.widgets.one_line import OneLine
from jobtui.tui.widgets.text_box import TextBox


class FindBox(TextBox):
    """The box to type in: Enter keeps the matches, Escape drops them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "drop", show=False)]

    def __init__(self) -> None:
        super().__init__(_("find in the text"), id="find")

    async def action_leave(self) -> None:
        """Keep the matches."""
        self.remember()
        await self.run_action("screen.keep_found")

    async def action_drop(self) -> None:
        """Drop the matches."""
        await self.run_action("screen.drop_found")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what is typed, in the text only."""
        event.stop()
        self.post_message(FindRequested(event.value))

    def on_click(self, event: events.Click) -> None:
        """Only place the text cursor."""
        event.stop()


class FindBar(Horizontal):
    """The box, and how many matches there are."""

    DEFAULT_CSS = """
    FindBar { height: 1; }
    FindBar > #find_prompt { width: 2; }
    FindBar > #find_count { width: 14; }
    """

    def compose(self) -> ComposeResult:
        """Yield a prompt, the box and the numbers."""
        prompt = OneLine(id="find_prompt")
        prompt.pieces = [("/ ", "key")]
        yield prompt
        yield FindBox()
        yield OneLine(id="find_count")

    @property
    def box(self) -> FindBox:
        """The box to type in."""
        return self.query_one(FindBox)

    def tell(self, at: int, count: int) -> None:
        """Show which match, from 0, of how many is shown."""
        text = ""
        if count:
            text = _("{n} of {total}").format(n=number(at + 1), total=number(count))
        elif self.box.value.strip():
            text = _("no match")
        self._show(f"{text:>13}")

    def notice(self, text: str) -> None:
        """Show a text in place of the numbers until they change."""
        self._show(text)

    def _show(self, text: str) -> None:
        line = self.query_one("#find_count", OneLine)
        line.styles.width = cells(text) + 1
        line.show([(text, "bold")])
