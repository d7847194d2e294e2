"""Textual's driver for web pages, with keys one after the other and pastes as in a terminal.

Of Textual's private names `_loop` is used.
"""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.drivers.web_driver import WebDriver
from textual.message import Message

from jobtui.tui.terminal.key_turns import KeyTurns, sanitized


class PageDriver(WebDriver):
    """Gives out what textual-serve passes on from a page."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._turns = KeyTurns(lambda: app, lambda: self.exit_event.is_set())

    def start_application_mode(self) -> None:
        """Start to draw and to hear keys."""
        super().start_application_mode()
        self._turns.start()

    def process_message(self, message: Message) -> None:
        """Let a key wait for the effect of the one before. Runs in the input thread."""
        message = sanitized(message)
        can_move_focus = self._turns.before(message)
        super().process_message(message)
        if can_move_focus:
            self._turns.after(self._loop)
