"""What is written to the terminal, less what it already shows."""

from __future__ import annotations

import os
import termios
from collections import deque
from threading import RLock
from typing import TYPE_CHECKING

from jobtui.tui.terminal.screen_buffer import ScreenBuffer

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from jobtui.startup.first_frame import FirstFrame

_NO_ERASE = ("vt100", "vt102", "ansi", "cons25", "dumb")  # terminals without ECH
_SENT_EARLY = ("\x1b[?1049h", "\x1b[?25l")  # with the first frame


class Output:
    """Passes what the app writes through a `ScreenBuffer`, one write at a time.

    The buffer knows nothing after a start, a resume, a switch of the screen buffer, a change of
    size or a sequence that it does not know; then everything is sent. A *stock* output sends all
    as it is written.
    """

    def __init__(
        self,
        send: Callable[[str], None],
        read_size: Callable[[], tuple[int, int]],
        terminal: Any,
        stock: bool,
    ) -> None:
        """Take how to send text, how to ask for columns and rows, and the *terminal*, a file."""
        self._send, self._read_size = send, read_size
        self._terminal, self._stock = terminal, stock
        self._buffer: ScreenBuffer | None = None
        self._sizes: deque[tuple[int, int]] = deque()  # reported by signals and another thread
        self._lock = RLock()
        self._is_writing = False
        self.first_frame: FirstFrame | None = None  # while the app takes it over

    def resize(self, size: tuple[int, int]) -> None:
        """Take a size before the next write; may be called in the middle of another.

        Also if it is the same: the buffer forgets what the terminal shows.
        """
        self._sizes.append(size)

    def write(self, data: str) -> None:
        """Send what of *data* changes the screen."""
        if self._stock:
            self._send(data)
            return
        with self._lock:
            if self._is_writing:
                # a signal handler stops or resumes the app in the middle of another write
                self._send(data)
                self._read_size()
                return
            self._is_writing = True
            try:
                data = self._changes(data)
                if data:
                    self._send(data)
            finally:
                self._is_writing = False

    def send_aside(self, data: str) -> None:
        """Send what shows nothing, past the buffer, which would forget the screen over it."""
        with self._lock:
            self._send(data)

    def release(self) -> None:
        """Bring the first frame up to date: send what was held back."""
        with self._lock:
            if self._buffer is not None and self._buffer.is_holding:
                self._send(self._buffer.release())

    def screen(self) -> ScreenBuffer | None:
        """Return a copy of the screen; None if it is not known."""
        with self._lock:
            return None if self._buffer is None or self._sizes else self._buffer.drawn("")

    def _changes(self, data: str) -> str:
        frame = self.first_frame
        if self._buffer is None:
            can_erase = os.environ.get("TERM") not in _NO_ERASE
            newline = "\n" if _maps_newlines(self._terminal) else "\r\n"
            self._buffer = ScreenBuffer(*self._read_size(), can_erase, newline)
            self._sizes.clear()
            if frame is not None and frame.size == self._buffer.size:
                self._buffer.learn(frame.picture)
        while self._sizes:
            self._buffer.resize(*self._sizes.popleft())
        if frame is not None and data in _SENT_EARLY:
            return ""
        return self._buffer.feed(data)


def _maps_newlines(terminal: Any) -> bool:
    """Whether the line discipline of a *terminal*, a file, makes ``\\n`` ``\\r\\n``."""
    try:
        output = termios.tcgetattr(terminal)[1]
    except (termios.error, OSError, TypeError):
        return False
    return bool(output & termios.OPOST and output & termios.ONLCR)
