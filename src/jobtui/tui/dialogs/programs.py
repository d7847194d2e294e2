"""Screens around other programs: before an address is opened, for a command, for its output."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input

from jobtui.i18n import _
from jobtui.keymap.key_names import key_name
from jobtui.tui.dialogs.box import Box
from jobtui.tui.dialogs.text_screens import Overlay, Paragraph, TextPane
from jobtui.tui.messages import PipeFinished
from jobtui.tui.styles import LOOKS, is_ascii, page_style
from jobtui.tui.widgets.line_input import ClusterInput
from jobtui.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from jobtui.external.links import Link

_ADDRESS = "address"  # the look of an address to open


class _AddressPane(TextPane):
    """Paragraphs in which the address is a link for the terminal (OSC 8)."""

    def __init__(self, paragraphs: Sequence[Paragraph], target: str) -> None:
        super().__init__(paragraphs)
        look = page_style("link")
        self._link = look + Style(link=target) if target and not is_ascii() else look

    def draw(self, number: int, width: int) -> Strip:
        """Draw a line; the lines of an address are one link."""
        looks = {**LOOKS, _ADDRESS: self._link}
        pieces = self.line(number, width)
        return Strip([Segment(text, looks[look]) for text, look in pieces]).adjust_cell_length(
            width, LOOKS[""]
        )


class AddressScreen(Overlay[bool]):
    """Shows in full where a link leads; returns whether to go there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "agree", show=False),
        Binding("y", "copy", show=False),
    ]

    def __init__(
        self,
        title: str,
        link: Link,
        notes: Sequence[tuple[str, str]],
        opens: str,
        copies: Callable[[], str],
    ) -> None:
        """Take what to show; *opens* names the program that opens it, "" for none.

        *copies* copies the address and returns what to tell the user.
        """
        blank = ("", " ", "")
        told = [part for text, look in notes for part in (("", text, look), blank)]
        super().__init__(title, [blank, ("", link.shown, _ADDRESS), blank, *told])
        self._link, self._opens, self._copies = link, opens, copies

    def pane(self) -> TextPane:
        """Return the pane that shows the address."""
        return _AddressPane(self._paragraphs, self._link.target)

    def ways(self) -> list[tuple[str, str]]:
        """Return the keys; the one to open only if there is a program."""
        opens = _("open with {program}").format(program=self._opens)
        first = [(key_name("enter"), opens)] if self._opens else []
        return [*first, ("y", _("copy")), *super().ways()]

    def action_agree(self) -> None:
        """Return yes, if there is a program to open it."""
        if self._opens:
            self.dismiss(True)

    def action_copy(self) -> None:
        """Copy the address, and show that it was copied."""
        said = self._copies()
        if self._paragraphs[-1][1] != said:
            self._paragraphs = [*self._paragraphs, ("", said, "")]
            self.query_one(TextPane).show(self._paragraphs)


class _CommandBox(ClusterInput):
    """The box for a command; up and down recall earlier ones."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "older", show=False),
        Binding("down", "newer", show=False),
    ]
    DEFAULT_CSS = """
    _CommandBox, _CommandBox:focus, _CommandBox:ansi {
        border: none; height: 1; padding: 0 1; width: 1fr; background-tint: transparent;
        background: $background; color: $foreground;
    }
    _CommandBox:ansi, _CommandBox:ansi:focus { background: ansi_default; color: ansi_default; }
    _CommandBox > .input--cursor { text-style: reverse; }
    """

    def __init__(self, commands: Sequence[str]) -> None:
        super().__init__(select_on_focus=False)
        self.cursor_blink = False
        self._commands = (*commands, "")
        self._at = len(commands)

    def action_older(self) -> None:
        """Recall the command before."""
        self._recall(-1)

    def action_newer(self) -> None:
        """Recall the command after."""
        self._recall(1)

    def _recall(self, by: int) -> None:
        self._at = max(0, min(self._at + by, len(self._commands) - 1))
        self.value = self._commands[self._at]
        self.cursor_position = len(self.value)


class CommandScreen(ModalScreen[str]):
    """Asks for a command; returns it as typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", show=False)]
    DEFAULT_CSS = """
    CommandScreen, CommandScreen:ansi { align: center middle; background: transparent; }
    """

    def __init__(self, commands: Sequence[str]) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Yield the box to type in, and how it works."""
        hint = OneLine()
        told = _("The command runs without a shell; for pipes: sh -c '… | …'")
        hint.pieces = [(f" {told}", "dim")]
        names = {name: key_name(name, is_ascii()) for name in ("enter", "up", "escape")}
        ways = [
            (names["enter"], _("run")),
            (names["up"], _("previous command")),
            (names["escape"], _("cancel")),
        ]
        title = _("Pipe the posting as Markdown to this command")
        yield Box(title, [_CommandBox(self._commands), hint], ways)

    def on_mount(self) -> None:
        """Focus the box."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        self.dismiss(message.value.strip())


class OutputScreen(Overlay[None]):
    """Runs a command and shows its output; leaving the screen stops it."""

    def __init__(self, command: str, words: Sequence[str], text: str) -> None:
        super().__init__(
            command,
            [
                ("", " ", ""),
                ("", _("Running… {key} stops it.").format(key=key_name("escape")), "dim"),
            ],
        )
        self._words, self._text = words, text
        self._stop = Event()

    def on_mount(self) -> None:
        """Start the command; Textual calls the base's handler as well."""
        self.run_worker(self._run, thread=True, exit_on_error=False)

    def on_unmount(self) -> None:
        """Stop the command."""
        self._stop.set()

    def _run(self) -> None:
        from jobtui.external.pipe import CommandError, Outcome, pipe

        try:
            outcome = pipe(self._words, self._text, self._stop)
        except (CommandError, OSError) as error:  # it has ended in any case
            outcome = Outcome("", str(error))
        self.post_message(PipeFinished(outcome))

    @on(PipeFinished)
    def _piped(self, message: PipeFinished) -> None:
        output, ending = message.outcome
        lines = [("", line or " ", "") for line in output.split("\n")] if output else []
        if ending or not output:
            said = ending or _("(no output)")
            lines += [("", " ", ""), ("", said, "error" if ending else "dim")]
        self.query_one(TextPane).show(lines)
