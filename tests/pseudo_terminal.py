"""A real pseudo-terminal with a program in it, and the screen that a person would see."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pyte

from tests.prepared_program import Prepared, can_be_prepared
from tests.waiting import PATIENCE, Stirring, until

START = [sys.executable, "-m", "jobtui"]
SILENCE = 0.4  # seconds: longer than the browser waits before it goes on by itself
_LONGEST = 10.0  # seconds until it is still: it may be waiting by a clock of its own
_FRAME = 1.0  # seconds that a frame may take on a busy machine
_SLICE = 0.02


class _Screen(pyte.Screen):  # type: ignore[misc]
    def select_graphic_rendition(self, *attrs: int, **kwargs: bool) -> None:
        if not kwargs.get("private"):  # CSI > … m is no colour
            super().select_graphic_rendition(*attrs)


class Terminal:
    """Starts *command* in a terminal of *size* (columns, rows).

    If it may be *prepared*, and the command is `START`, it is a `prepared_program`.
    """

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        size: tuple[int, int] = (120, 40),
        prepared: bool = False,
    ) -> None:
        self.raw = b""
        self._has_ended = False  # what it writes
        self._text: str | None = ""  # of the screen, once it was looked at
        self.status: int | None = None
        self._screen = _Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        if command[:3] == START and prepared and can_be_prepared(env):
            self._begin_prepared(command[3:], env, size)
        else:
            self._begin(command, env, size)

    def _begin_prepared(
        self, argv: Sequence[str], env: Mapping[str, str], size: tuple[int, int]
    ) -> None:
        self._fd, side = os.openpty()
        _set_size(side, *size)
        self.modes_before = self.modes()
        self._prepared: Prepared | None = Prepared(argv, env, [side])
        os.close(side)
        self.pid = self._prepared.pid

    def _begin(self, command: Sequence[str], env: Mapping[str, str], size: tuple[int, int]) -> None:
        self._prepared = None
        noted, note = os.pipe()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.close(note)
            os.read(noted, 1)  # the modes of before are noted before it can change them
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
                signal.signal(number, signal.SIG_DFL)  # whatever started the tests
            _set_size(0, *size)  # before the program can ask for it
            os.execvpe(command[0], list(command), dict(env))
        self.modes_before = self.modes()
        os.close(noted)
        os.close(note)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        _set_size(self._fd, columns, rows)
        self._screen.resize(rows, columns)
        self._text = None

    def read(self, seconds: float) -> bytes:
        """Take what the program writes until it is silent for *seconds*.

        It may be silent since it waits for the processor: ``settle`` waits until it is done.
        """
        taken = b""
        ready = select.poll()  # which takes any number of open files
        ready.register(self._fd, select.POLLIN)
        while ready.poll(seconds * 1000):
            try:
                chunk = os.read(self._fd, 65536)
            except OSError:  # the program is gone
                chunk = b""
            if not chunk:
                self._has_ended = True
                break
            taken += chunk
        if not taken:
            return taken
        self.raw += taken
        self._text = None
        self._stream.feed(re.sub(rb"\x1b\[\?2026\$p|\x1b\[[<>=]\d*u", b"", taken))
        return taken

    def settle(self, silence: float = SILENCE, longest: float = _LONGEST) -> bytes:
        """Take what the program writes until neither it nor a process of it does anything.

        That is, for *silence* seconds, which only bridge what it waits for by the clock; or until
        *longest* seconds have passed.
        """
        taken, stirring = b"", Stirring(self.pid)
        now = time.monotonic()
        still, end = now, now + longest
        while now < end and now - still < silence and not self._has_ended:
            chunk = self.read(_SLICE)
            taken += chunk
            now = time.monotonic()
            if stirring.has() or chunk:
                still = now
        return taken

    def wait_for(self, pattern: str, seconds: float = PATIENCE) -> str:
        """Wait until *pattern* is seen; return the whole screen. Raises AssertionError."""
        self._wait(
            lambda: re.search(pattern, self.text),
            lambda: f"{pattern!r} is not on the screen:\n{self.text}",
            seconds,
        )
        seen = self.text
        self.settle(_SLICE * 2, _FRAME)  # the rest of the frame
        return self.text if re.search(pattern, self.text) else seen

    def wait_until(self, holds: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Read until *holds* says so. Raises AssertionError."""
        self._wait(holds, lambda: f"it has not come to that:\n{self.text}", seconds)

    def _wait(
        self, holds: Callable[[], object], failure: Callable[[], str], seconds: float
    ) -> None:
        until(holds, failure, self._look, seconds)

    def _look(self) -> None:
        self.read(0.05)
        if self._has_ended:
            time.sleep(_SLICE)

    @property
    def text(self) -> str:
        """The screen as text."""
        if self._text is None:
            self._text = "\n".join(line.rstrip() for line in self._screen.display)
        return self._text

    def send(self, keys: str) -> bytes:
        """Type *keys*; return what the program wrote for them."""
        return self.send_bytes(keys.encode())

    def send_bytes(self, data: bytes, silence: float = SILENCE) -> bytes:
        """Type *data*, which may be long; return what was written until all is done."""
        return self.type(data) + self.settle(silence)

    def type(self, data: bytes) -> bytes:
        """Type *data*, and wait for nothing; return what was written meanwhile."""
        taken = b""
        os.set_blocking(self._fd, False)
        try:
            while data:
                try:
                    data = data[os.write(self._fd, data[:4096]) :]
                except BlockingIOError:  # the program is to read, or to be read, first
                    taken += self.read(0.01)
        finally:
            os.set_blocking(self._fd, True)
        return taken

    def modes(self) -> list[Any]:
        """Return the modes that the terminal is in, as termios lists them."""
        return termios.tcgetattr(self._fd)

    def kill(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def wait(self, seconds: float = PATIENCE) -> int:
        """Wait for the end; return the exit code, or the negative signal."""
        self._wait(self._is_over, lambda: f"still running:\n{self.text}", seconds)
        self.read(0.1)
        assert self.status is not None
        return self.status

    def _is_over(self) -> bool:
        if self.status is None and self._prepared:
            self.status = self._prepared.poll()
        elif self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = os.waitstatus_to_exitcode(status) if pid else None
        return self.status is not None

    def hang_up(self) -> None:
        """Close the window, as a broken connection does."""
        os.close(self._fd)
        self._fd = -1

    def close(self) -> None:
        """End the program whatever it does."""
        if self.status is None:
            try:
                os.kill(self.pid, signal.SIGKILL)
                until(self._is_over)
            except (ProcessLookupError, ChildProcessError):
                pass
            self.status = -signal.SIGKILL
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


@contextmanager
def terminals() -> Iterator[Callable[..., Terminal]]:
    """Yield what starts a program in a terminal, called as ``Terminal`` is; end all of them."""
    started: list[Terminal] = []

    def start(
        command: Sequence[str],
        env: Mapping[str, str],
        size: tuple[int, int] = (120, 40),
        prepared: bool = False,
    ) -> Terminal:
        started.append(Terminal(command, env, size, prepared))
        return started[-1]

    try:
        yield start
    finally:
        for terminal in started:
            terminal.close()


def _set_size(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
