"""The screen of a start without sources: asks for a folder, a git repository or a feed."""

from __future__ import annotations

import asyncio
import os
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.suggester import Suggester
from textual.widgets import Input, Static

from jobtui.i18n import _
from jobtui.keymap.key_names import key_name
from jobtui.search.query import LONGEST
from jobtui.text.sanitize import clean
from jobtui.tui.dialogs.box import Box
from jobtui.tui.dialogs.text_screens import TextPane
from jobtui.tui.styles import progress_bar
from jobtui.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from jobtui.sources.folders import Source

_MOST_NAMES = 10_000  # in a folder; with more, nothing is completed


class Folders(Suggester):
    """Completes the path of a folder."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return *value* completed to the first folder that begins so."""
        return await asyncio.to_thread(completed, value)


def completed(value: str) -> str | None:
    """Return the path *value* completed to the first folder that begins so; None for none.

    It may begin with a quotation mark, as a shell would take it.
    """
    if value[:1] in ("'", '"'):
        rest = completed(value[1:])
        return rest and value[0] + rest
    before, slash, begun = value.rpartition("/")
    if not slash and value != "~":
        before, begun = ".", value
    names = []
    try:
        with os.scandir(os.path.expanduser(before + slash)) as found:  # noqa: PTH111
            for number, entry in enumerate(found):
                if number == _MOST_NAMES:
                    return None
                hidden = entry.name.startswith(".") and not begun.startswith(".")
                if entry.name.startswith(begun) and not hidden and _is_folder(entry):
                    names.append(entry.name)
    except (OSError, ValueError):
        return None
    names = [name for name in names if clean(name) == name]
    return f"{value}{min(names)[len(begun) :]}/" if names and value else None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, or into a folder that may not be searched
        return False


def unquoted(text: str) -> str:
    """Return a path without the blanks and quotation marks around it, as a shell would take it."""
    text = text.strip()
    for mark in ('"', "'"):
        if len(text) > 1 and text.startswith(mark) and text.endswith(mark):
            return text[1:-1]
    return text


class _GivenUpError(Exception):
    """The user cancelled."""


class Welcome(ModalScreen["tuple[Source, str] | None"]):
    """Asks for a folder or an address; returns its source and what to tell, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("tab", "complete", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    Welcome { align: center middle; background: transparent; }
    Welcome:ansi { background: transparent; }
    Welcome Static { height: auto; padding: 0 1; background: transparent; }
    Welcome Input, Welcome Input:focus, Welcome Input:ansi {
        border: none; height: 1; padding: 0 1; margin: 1 0; background-tint: transparent;
        background: $background; color: $foreground; }
    Welcome Input:ansi { background: ansi_default; color: ansi_default; }
    Welcome Input > .input--cursor { text-style: reverse; }
    """

    def __init__(self, is_first: bool = True) -> None:
        """Ask at a first start, or for one source more."""
        super().__init__()
        self._is_first = is_first
        self._fetching: Event | None = None  # set it to cancel
        self._told = ""

    def compose(self) -> ComposeResult:
        """Yield an explanation, the box, the progress and the keys."""
        text = _(
            "These are made-up postings for trying out jobtui. Where are yours? Type the "
            "path of a folder, or the address of a git repository (URL#REF:PATH) or of a "
            "feed (RSS, Atom, JSON, a page). It will be saved in your config.toml."
        )
        title, leaving = _("Welcome to jobtui"), _("browse the sample")
        if not self._is_first:
            title, leaving = _("Add a source"), _("cancel")
            text = _(
                "Type the path of a folder, or the address of a git repository (URL#REF:PATH) or "
                "of a feed (RSS, Atom, JSON, a page). It will be saved in your config.toml."
            )
        explanation = TextPane([("", text, "")])
        explanation.can_focus = False
        box = LineInput(placeholder=_("~/folder or https://host/site.git"), suggester=Folders())
        box.cursor_blink = False
        ways = (
            (key_name("enter"), _("open postings")),
            (key_name("tab"), _("complete")),
            (key_name("escape"), leaving),
        )
        yield Box(
            title,
            [explanation, box, Static("", markup=False, id="told")],
            ways,
        )

    def on_mount(self) -> None:
        """Focus the box."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        message.stop()  # else the screen below would search for it
        box = self.query_one(Input)
        cleaned = clean(box.value[:LONGEST], keep_newlines=True)  # blanks stay: of a path, too
        if cleaned != box.value:
            box.value = cleaned
        if self._fetching is None:
            self._tell("")

    def action_complete(self) -> None:
        """Accept the completion."""
        box = self.query_one(Input)
        box.cursor_position = len(box.value)
        box.action_cursor_right()

    def action_back(self) -> None:
        """Cancel what is being fetched; else leave, to browse the sample."""
        if self._fetching is not None:
            self._fetching.set()
        else:
            self.dismiss(None)

    @on(Input.Submitted)
    def _submitted(self, message: Input.Submitted) -> None:
        message.stop()
        if self._fetching is None and (named := unquoted(message.value)):
            self._fetching, self._told = Event(), ""
            self._tell(_("Looking for postings…"))
            take = partial(self._take, named, self._fetching)
            self.run_worker(take, thread=True, exit_on_error=False)

    def _take(self, named: str, given_up: Event) -> None:
        """Find what is *named*, add it to the settings, and leave; runs in a thread."""
        from jobtui.library import new_source

        try:
            new = new_source.found(named, partial(self._progress, given_up))
            if given_up.is_set():
                raise _GivenUpError
        except Exception as error:
            text = _("Cancelled.") if isinstance(error, _GivenUpError) else str(error)
            self.call_later(self._stay, text)  # without waiting, for the app may be ending
            return
        self.call_later(self._leave, (new.source, new_source.saved(new)))

    def _progress(self, given_up: Event, text: str, share: float) -> None:
        if given_up.is_set():
            raise _GivenUpError
        line = f"{progress_bar(round(share * 100), 100, 20)} {share:.0%}  {text}"
        if line != self._told:
            self._told = line
            self.call_later(self._tell, line)

    def on_unmount(self) -> None:
        """Cancel what is being fetched."""
        if self._fetching is not None:
            self._fetching.set()

    def _leave(self, found: tuple[Source, str]) -> None:
        self.dismiss(found)

    def _stay(self, text: str) -> None:
        self._fetching = None
        self._tell(text)

    def _tell(self, text: str) -> None:
        self.query_one("#told", Static).update(clean(text))
