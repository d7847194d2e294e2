"""Reads what the terminal sends, in a thread of its own."""

from __future__ import annotations

import codecs
import os
import selectors
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.message import Message

    from jobtui.tui.terminal.keyboard import Keyboard


class Receiver(NamedTuple):
    """What happens to what is read."""

    take: Callable[[Message], None]
    """Called with each message."""
    has_ended: Callable[[], bool]
    """Whether the program ends: what still waits in the terminal is dropped."""
    answered: Callable[[], None]
    """Called behind each part of the early keys: those answered, then the others."""
    hang_up: Callable[[], None]
    """Called if the terminal is gone."""


class InputThread:
    """Reads keys without polling: Textual would wake ten times a second to see if it must end.

    Bytes that are not UTF-8 become U+FFFD.
    """

    def __init__(self, terminal: int, keyboard: Keyboard, receiver: Receiver) -> None:
        """Take the file descriptor of the terminal, and who makes messages and takes them."""
        self._terminal, self._keyboard, self._receiver = terminal, keyboard, receiver
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def run(self, told: int, early: Iterable[bytes]) -> None:
        """Read until the pipe *told* is closed at its other end; begin with the *early* keys."""
        with os.fdopen(told, "rb") as ending:
            for keys in early:
                if keys:
                    self._feed(keys)
                self._receiver.answered()
            with selectors.DefaultSelector() as selector:
                selector.register(self._terminal, selectors.EVENT_READ)
                selector.register(ending, selectors.EVENT_READ)
                while True:
                    ready = [key.fileobj for key, _ in selector.select(self._keyboard.patience)]
                    if ending in ready:
                        break
                    if not ready:
                        self._act(self._keyboard.tick())
                        continue
                    data = self._typed()
                    if not data:
                        self._receiver.hang_up()
                        break
                    self._feed(data)

    def _feed(self, data: bytes) -> None:
        self._act(self._keyboard.feed(self._decode(data)))

    def _act(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if self._receiver.has_ended():
                return
            self._receiver.take(message)

    def _typed(self) -> bytes:
        """Return the bytes typed; empty if the terminal is gone."""
        try:
            return os.read(self._terminal, 1024 * 4)
        except OSError:
            return b""
