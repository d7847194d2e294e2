"""Standard output as the terminal to draw on; Textual uses standard error, which may be a file.

No write fails. A terminal that accepts nothing for a moment is waited for, even if another program
made it non-blocking; one that is gone is sent nothing more, for the thread that writes must go on.
"""

from __future__ import annotations

import os
import select
import sys

_PATIENCE = 0.5  # seconds to wait before the terminal counts as stuck


class TerminalFile:
    """A file that sends to the terminal when flushed."""

    def __init__(self, handle: int = 1) -> None:
        self.encoding = getattr(sys.__stdout__, "encoding", None) or "utf-8"
        self._handle = handle
        self._waiting: list[str] = []
        self._is_gone = False

    def fileno(self) -> int:
        """Return the file descriptor."""
        return self._handle

    def write(self, text: str) -> None:
        """Keep *text* until the next flush."""
        self._waiting.append(text)

    def flush(self) -> None:
        """Send what was written."""
        taken, self._waiting = self._waiting, []
        self._send("".join(taken))

    def write_now(self, text: str) -> None:
        """Send *text* ahead of all that waits, unless the terminal is stuck."""
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
