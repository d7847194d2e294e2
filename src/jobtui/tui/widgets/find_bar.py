"""The row in which one types what to find in the text."""

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
    """Where it is typed: Enter keeps what is found, Escape drops it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "drop", show=False)]

    def __init__(self) -> None:
        super().__init__(_("find in the text"), id="find")

    async def action_leave(self) -> None:
        """Keep what is found."""
        self.remember()
        await self.run_action("screen.keep_found")

    async def action_drop(self) -> None:
        """Forget what is found."""
        await self.run_action("screen.drop_found")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what is typed; this is no question to the library."""
        event.stop()
        self.post_message(FindRequested(event.value))

    def on_click(self, event: events.Click) -> None:
        """Only place the cursor."""
        event.stop()


class FindBar(Horizontal):
    """The box, and how much was found."""

    DEFAULT_CSS = """
    FindBar { height: 1; }
    FindBar > #find_prompt { width: 2; }
    FindBar > #find_count { width: 14; }
    """

    def compose(self) -> ComposeResult:
        """The box between a sign and the numbers."""
        prompt = OneLine(id="find_prompt")
        prompt.pieces = [("/ ", "key")]
        yield prompt
        yield FindBox()
        yield OneLine(id="find_count")

    @property
    def box(self) -> FindBox:
        """Where one types."""
        return self.query_one(FindBox)

    def tell(self, at: int, count: int) -> None:
        """Show which match is seen, from 0, of how many."""
        text = ""
        if count:
            text = _("{n} of {total}").format(n=number(at + 1), total=number(count))
        elif self.box.value.strip():
            text = _("no match")
        self._show(f"{text:>13}")

    def notice(self, text: str) -> None:
        """Show something else, until something is found."""
        self._show(text)

    def _show(self, text: str) -> None:
        line = self.query_one("#find_count", OneLine)
        line.styles.width = cells(text) + 1
        line.show([(text, "bold")])
