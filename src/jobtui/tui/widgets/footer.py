"""The last row: what can be done, and what was just done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer

from jobtui.keymap.actions import Action
from jobtui.keymap.key_names import key_name
from jobtui.text.cells import cells
from jobtui.text.sanitize import clean
from jobtui.tui.messages import ActionRequested
from jobtui.tui.styles import is_ascii
from jobtui.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    pass


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
                self.post_message(ActionRequested(action.name))
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
