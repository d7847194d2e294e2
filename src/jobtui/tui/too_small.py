"""Below the smallest size: a text that says so over everything, and no key but Esc and to quit.

What cannot be seen must not be changed: keys, clicks and pastes do nothing there, in dialogs as
well, until the terminal is larger.
"""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from jobtui.i18n import _
from jobtui.keymap.bindings import action_named
from jobtui.keymap.key_names import is_typed, key_name
from jobtui.tui.styles import is_ascii

LEAST_WIDTH, LEAST_HEIGHT = 24, 6


def is_too_small(size: Size) -> bool:
    """Whether a terminal of this size shows nothing but that it is too small."""
    return size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT


class TooSmall(Static):
    """Covers a screen, whose panes and focus stay as they are beneath."""

    DEFAULT_CSS = """
    TooSmall {
        overlay: screen; position: absolute; width: 100vw; height: 100vh;
        background: $background; color: $foreground;
    }
    TooSmall:ansi { background: ansi_default; color: ansi_default; }
    """

    def __init__(self, size: Size, quit_keys: list[str]) -> None:
        super().__init__(markup=False)
        self.tell(size, quit_keys)

    def tell(self, size: Size, quit_keys: list[str]) -> None:
        """Say how large the terminal is and has to be, and how to leave."""
        text = _("Too small: {width}x{height}. At least {least_width}x{least_height}.").format(
            width=size.width,
            height=size.height,
            least_width=LEAST_WIDTH,
            least_height=LEAST_HEIGHT,
        )
        if quit_keys:
            key = key_name(quit_keys[0], is_ascii())
            text += " " + _("{key} quits jobtui.").format(key=key)
        self.update(text)


def quit_keys(focused: Widget | None) -> list[str]:
    """Return the keys that leave jobtui; where text is typed, those that are no text."""
    from textual.widgets import TextArea  # not at the start: its modules take 10 ms to import

    is_typing = isinstance(focused, Input | TextArea)
    return [key for key in action_named("quit").keys if not (is_typing and is_typed(key))]


def cover(screen: Screen[object], size: Size) -> None:
    """Cover a screen if the terminal is too small, else uncover it."""
    covers = screen.query_children(TooSmall)
    if not is_too_small(size):
        covers.remove()
        return
    keys = quit_keys(screen.focused)
    if covers:
        covers.first().tell(size, keys)
    else:
        screen.mount(TooSmall(size, keys))


def is_inert(event: events.Event, size: Size) -> bool:
    """Whether what the user does is to have no effect: all but Esc, as far as they see nothing."""
    is_input = isinstance(event, events.InputEvent | events.Paste)
    is_escape = isinstance(event, events.Key) and event.key == "escape"
    return is_input and not is_escape and is_too_small(size)
