"""The last row: the keys that work here, or what has just happened."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from textual import events
from textual.strip import Strip
from textual.timer import Timer

from jobtui.keymap.action import Action
from jobtui.keymap.key_names import key_name
from jobtui.text.cells import cells, cut
from jobtui.text.sanitize import clean
from jobtui.text.wrap import wrap
from jobtui.tui.messages import ActionRequested
from jobtui.tui.styles import glyph, is_ascii
from jobtui.tui.widgets.line_view import strip_of
from jobtui.tui.widgets.one_line import OneLine

_GAP = 2  # cells after an action
_READ = 2  # seconds in which a notice has been read


class Footer(OneLine):
    """Shows keys, or a notice for a while. A click on a key does what the key does.

    The keys of the pane are on the left; those that work everywhere are on the right, where they
    stay, and are not sent again, when another pane gets the focus.
    """

    def __init__(self) -> None:
        super().__init__(id="footer")
        self._own: Sequence[Action] = ()
        self._general: Sequence[Action] = ()
        self._notice, self._since = "", 0.0
        self._hint = ""
        self._below: list[tuple[str, str]] = []  # the rows below the first
        self._timer: Timer | None = None  # ends the notice

    @property
    def is_noticing(self) -> bool:
        """Whether a notice is shown."""
        return bool(self._notice)

    def hint(self, text: str) -> None:
        """Show a faint line in place of the keys; an empty one brings them back."""
        if text != self._hint:
            self._hint = clean(text)
            self._draw()

    def show_actions(self, own: Sequence[Action], general: Sequence[Action]) -> None:
        """Show the keys of other actions: the pane's *own*, and the *general* ones."""
        self._own, self._general = own, general
        self._draw()

    def notice(self, text: str, seconds: float = 8) -> None:
        """Show a line for some seconds; an empty one ends it."""
        self._notice, self._since = clean(text), monotonic()
        self._draw()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds, lambda: self.notice("")) if text else None

    def key_pressed(self) -> None:
        """End a notice that has been read by now, and may no longer be true."""
        if self._notice and monotonic() - self._since > _READ:
            self.notice("")

    def on_resize(self) -> None:
        """Show the keys that fit now."""
        self._draw()

    def _draw(self) -> None:
        if self._notice or self._hint:
            self._show_told(self._notice or self._hint, "bold" if self._notice else "dim")
            return
        self._grow(1)
        pieces: list[tuple[str, str]] = []
        end = 0
        for at, action in self._placed():
            pieces += [(" " * (at - end), ""), (_key(action), "key"), (f" {action.label()}", "")]
            end = at + _width(action) - _GAP
        self.show(pieces)

    def _show_told(self, text: str, look: str) -> None:
        """Show a text in as many rows as it takes, but no more than a third of the screen."""
        room = max(10, self.size.width - 1)
        lines = [text[start:end] for start, end in wrap(text, room)]
        most = max(1, self.screen.size.height // 3)
        if len(lines) > most:
            lines[most - 1 :] = [cut(" ".join(lines[most - 1 :]), room, glyph("ellipsis"))]
        self._below = [(f" {line}", look) for line in lines[1:]]
        self._grow(len(lines))
        self.show([(f" {line}", look) for line in lines[:1]])
        self.refresh()

    def _grow(self, rows: int) -> None:
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows

    def render_line(self, y: int) -> Strip:
        """Return a row: those below the first are of a text that is longer than one."""
        if y == 0:
            return super().render_line(y)
        return strip_of(self._below[y - 1 : y], self.size.width)

    def _placed(self) -> list[tuple[int, Action]]:
        """Return the actions that fit, each with the column where it begins."""
        width = self.size.width or self.app.size.width  # before it is laid out: it is as wide
        shown = fitting([*self._own, *self._general], width)
        general = [action for action in self._general if action in shown]
        at, placed = 1, []
        for action in shown:
            if action in general[:1]:
                at = max(at, width - 1 - sum(map(_width, general)) + _GAP)
            placed.append((at, action))
            at += _width(action)
        return placed

    def on_click(self, event: events.Click) -> None:
        """Ask for the action that was clicked; end the notice if one is shown."""
        if self._notice:
            self.notice("")
            return
        for at, action in self._placed():
            if at <= event.x < at + _width(action):
                self.post_message(ActionRequested(action.name))
                return


def fitting(actions: Sequence[Action], width: int) -> list[Action]:
    """Return the actions that fit in a row of *width* cells; 0 if the width is not known.

    Those whose place in the footer is last give way first, but never help and quit.
    """
    shown = list(actions)
    room = width - 1 if width else sum(map(_width, actions))  # the row begins with a space
    while sum(map(_width, shown)) > room:
        others = [action for action in shown if action.name not in ("help", "quit")]
        if not others:
            break
        last = max(action.footer for action in others)
        shown.remove([action for action in others if action.footer == last][-1])
    return shown


def _width(action: Action) -> int:
    """Return the width of an action in cells, with the gap after it."""
    return cells(_key(action)) + cells(action.label()) + 1 + _GAP


def _key(action: Action) -> str:
    return key_name(action.keys[0], is_ascii())
