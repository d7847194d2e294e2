"""The terminal as a file to draw on, which is standard output: standard error may go elsewhere.

Nothing that is written fails. A terminal that takes nothing for a moment is waited for, also if
another program has made it non-blocking; one that is gone gets nothing more, for the thread that
writes must go on taking what it is given.
"""

from __future__ import annotations

import os
import select
import sys

_PATIENCE = 0.5  # seconds for the last words


class TerminalFile:
    """What is written goes to the terminal when it is flushed."""

    def __init__(self, handle: int = 1) -> None:
        self.encoding = getattr(sys.__stdout__, "encoding", None) or "utf-8"
        self._handle = handle
        self._waiting: list[str] = []
        self._is_gone = False

    def fileno(self) -> int:
        """Return the terminal's number."""
        return self._handle

    def write(self, text: str) -> None:
        """Take *text*."""
        self._waiting.append(text)

    def flush(self) -> None:
        """Send what was taken."""
        taken, self._waiting = self._waiting, []
        self._send("".join(taken))

    def write_now(self, text: str) -> None:
        """Send *text* past all that waits, unless the terminal is stuck."""
        if select.select([], [self._handle], [], _PATIENCE)[1]:
            self._send(text)

    def _send(self, text: str) -> None:
        data = memoryview(text.encode(self.encoding, "replace"))
        while data and not self._is_gone:
            try:
                data = data[os.write(self._handle, data) :]
            except BlockingIOError:
                select.select([], [self._handle], [])
            except OSError:
                self._is_gone = True
