"""The first and the last row: what is asked and how much was found; what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.suggester import SuggestionReady
from textual.timer import Timer
from textual.widget import Widget

from jobtui.app.editing_keys import LineInput
from jobtui.app.looks import LOOKS, glyph, is_ascii
from jobtui.app.messages import ActionAsked
from jobtui.i18n import _, number
from jobtui.keymap.actions import Action
from jobtui.keymap.key_names import key_name
from jobtui.search.query import LONGEST
from jobtui.text.sanitize import clean
from jobtui.text.wrap import cells, cut

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


class OneLine(Widget):
    """One row of pieces of text."""

    DEFAULT_CSS = """
    OneLine { height: 1; width: 1fr; background: $background; color: $foreground; }
    OneLine:ansi { background: ansi_default; color: ansi_default; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.pieces: Sequence[tuple[str, str]] = ()

    def show(self, pieces: Sequence[tuple[str, str]]) -> None:
        """Show other pieces: (text, look)."""
        if list(pieces) != list(self.pieces):
            self.pieces = list(pieces)
            self.refresh()

    def recolour(self) -> None:
        """Draw everything anew, in other colours."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the row."""
        segments: list[Segment] = []
        room = self.size.width
        for text, look in self.pieces:
            text = cut(text, room, glyph("ellipsis"))
            segments.append(Segment(text, LOOKS[look]))
            room -= cells(text)
        return Strip(segments).adjust_cell_length(self.size.width, LOOKS[""] or None)


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


class Footer(OneLine):
    """The keys that matter here, or a notice for a while. A click does what the key does."""

    def __init__(self) -> None:
        super().__init__(id="footer")
        self._actions: Sequence[Action] = ()
        self._notice = ""
        self._hint = ""
        self._ending: Timer | None = None  # of the notice

    @property
    def is_noticing(self) -> bool:
        """Whether a notice is shown."""
        return bool(self._notice)

    def hint(self, text: str) -> None:
        """Show a quiet line in the place of the keys; an empty one takes it back."""
        if text != self._hint:
            self._hint = clean(text)
            self._draw()

    def show_actions(self, actions: Sequence[Action]) -> None:
        """Show other actions."""
        self._actions = actions
        self._draw()

    def notice(self, text: str, seconds: float = 8) -> None:
        """Show a line for a while; an empty one takes it back."""
        self._notice = clean(text)
        self._draw()
        if self._ending is not None:
            self._ending.stop()
        self._ending = self.set_timer(seconds, lambda: self.notice("")) if text else None

    def on_resize(self) -> None:
        """Show the keys that there is room for now."""
        self._draw()

    def _draw(self) -> None:
        if self._notice:
            self.show([(" " + self._notice, "bold")])
            return
        if self._hint:
            self.show([(" " + self._hint, "dim")])
            return
        pieces: list[tuple[str, str]] = [(" ", "")]
        for action in fitting(self._actions, self.size.width):
            pieces += [(_key(action), "key"), (f" {action.label()}  ", "")]
        self.show(pieces)

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        if self._notice:
            self.notice("")
            return
        at = 1
        for action in fitting(self._actions, self.size.width):
            width = _width(action)
            if at <= event.x < at + width:
                self.post_message(ActionAsked(action.name))
                return
            at += width


def fitting(actions: Sequence[Action], width: int) -> list[Action]:
    """Return the actions that a row of *width* cells has room for, the first ones and the last.

    The way out and the list of all keys stay; without a width there is room for all.
    """
    shown = list(actions)
    room = width - 1 if width else sum(map(_width, actions))  # the row begins with a space
    while sum(map(_width, shown)) > room:
        others = [action for action in shown if action.name not in ("help", "quit")]
        if not others:
            break
        shown.remove(others[-1])
    return shown


def _width(action: Action) -> int:
    """Return the cells of an action in the footer, the gap behind it included."""
    return cells(_key(action)) + cells(action.label()) + 3


def _key(action: Action) -> str:
    return key_name(action.keys[0], is_ascii())
