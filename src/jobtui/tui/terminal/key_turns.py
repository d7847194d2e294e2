"""One key after the other: the next waits until the last has had its effect.

Textual hands keys that come at once to the widget that had the focus before the first of them, and
``/developer`` would not be typed into the search box.
"""

from __future__ import annotations

import asyncio
import time
from threading import Event
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ScreenStackError
from textual.widgets import Input

from jobtui.search.query import LONGEST
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable

    from textual.app import App
    from textual.message import Message
    from textual.message_pump import MessagePump

_PATIENCE = 2  # seconds for a key to have its effect


class KeyTurns:
    """Lets the thread of input wait for the app."""

    def __init__(self, app: Callable[[], App[Any]], has_ended: Callable[[], bool]) -> None:
        """Take how to find the app, and whether the thread of input is to end."""
        self._app, self._has_ended = app, has_ended
        self._key_done = Event()
        self._caught_up = Event()
        self._is_started = False
        self.is_behind = False  # keys that were answered early are still to be acted upon

    def start(self) -> None:
        """Give out the keys that came early: Textual would lose them, or fail, without a focus."""
        if not self._is_started:
            self._is_started = True
            self._key_done.set()

    def wait(self) -> None:
        """Wait until the last key has had its effect."""
        self._wait_for(self._key_done)

    def before(self, message: Message) -> bool:
        """Wait if *message* is a key or paste; return whether `after` is to be called behind it."""
        if not isinstance(message, events.Key | events.Paste):
            return False
        self.wait()
        is_text = isinstance(message, events.Paste) or message.is_printable
        return not (is_text and isinstance(self._app().focused, Input))

    def after(self, loop: AbstractEventLoop) -> None:
        """Let the next key wait until this one, which may move the focus, has had its effect."""
        self._key_done.clear()
        asyncio.run_coroutine_threadsafe(self._follow(), loop)

    async def _follow(self) -> None:
        """Go behind a key from widget to widget, up to the app, then behind a change of focus."""
        app = self._app()

        def follow(*way: MessagePump) -> None:
            if not way or not way[0].call_later(follow, *way[1:]):
                self._key_done.set()

        def start() -> None:
            try:
                widget = app.focused or app.screen
            except ScreenStackError:  # the app is ending
                self._key_done.set()
            else:
                follow(*widget.ancestors_with_self, app, app)

        if not app.call_later(start):
            self._key_done.set()

    def catch_up(self) -> None:
        """Wait until the keys that were answered early have their effect on the screen."""
        if self.is_behind:
            self.wait()
            self._caught_up.clear()
            self.is_behind = False
            self._wait_for(self._caught_up)

    def caught_up(self) -> None:
        """End `catch_up`: the screen is brought up to date."""
        self._caught_up.set()

    def _wait_for(self, event: Event) -> None:
        until = time.monotonic() + _PATIENCE
        while not self._has_ended() and time.monotonic() < until:
            if event.wait(_PATIENCE / 100):
                return


def sanitized(message: Message) -> Message:
    """Return a paste that no widget has to fear; any other message as it is."""
    if not isinstance(message, events.Paste):
        return message
    return events.Paste(clean(message.text[:LONGEST], keep_newlines=True)[:LONGEST])
