"""A program in a pseudo-terminal, at the end of a line that may be slow: what it sends, and when.

Only bytes and times are taken while it runs; what a person would have seen is found afterwards.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyte

SIZE = (120, 40)
_LONGEST = 60  # seconds of one reaction
_BUFFER = 65_536  # bytes that wait where the line begins, as behind sshd
_UNREAD = re.compile(rb"\x1b\[\?2026\$p|\x1b\[[<=>?][0-9;]*[um]")


class Line(NamedTuple):
    """Seconds there and back, and bytes a second towards the terminal; 0: no bound."""

    round_trip: float = 0
    rate: float = 0


class Reaction(NamedTuple):
    """How long until the last byte (0: there was none), and how many bytes."""

    seconds: float
    size: int


class Session:
    """A started program; `close` ends it."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], line: Line | None = None
    ) -> None:
        self.line = line or Line()
        self.chunks: list[tuple[float, bytes]] = []  # seconds since the start, as they arrive
        self.started = time.monotonic()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
            os.execvpe(command[0], list(command), dict(env))
        self._free = self.started  # when the line has carried what it took

    def press(self, keys: str, quiet: float = 0.06) -> Reaction:
        """Type *keys* at once; return the reaction, over when nothing came for *quiet* s."""
        time.sleep(max(0.0, self._free - time.monotonic()))
        start = time.monotonic()
        self.type(keys)
        return self.settle(start, quiet)

    def start_up(self) -> Reaction:
        """Read until the first screen is settled."""
        return self.settle(self.started, 0.8, 10)

    def settle(self, start: float, quiet: float, patience: float = 0.3) -> Reaction:
        """Read until nothing came for *quiet* seconds, after *patience* for the first byte."""
        before = len(self.chunks)
        patience += self.line.round_trip
        while time.monotonic() - start < _LONGEST:
            if not self.read(patience if len(self.chunks) == before else quiet):
                break
        come = self.chunks[before:]
        last = come[-1][0] + self.started - start if come else 0
        return Reaction(last, sum(len(data) for _at, data in come))

    def hold(self, key: str, presses: int = 30, rate: float = 30) -> Reaction:
        """Hold a key down; return how far behind its last press the screen is, and all bytes."""
        before = sum(len(data) for _at, data in self.chunks)
        time.sleep(max(0.0, self._free - time.monotonic()))
        start = time.monotonic()
        for number in range(presses):
            while (left := start + number / rate - time.monotonic()) > 0:
                self.read(left)
            last = time.monotonic() - self.line.round_trip / 2  # it was typed so long ago
            os.write(self._fd, key.encode())
        behind = self.settle(last, 0.25 + self.line.round_trip)
        return Reaction(behind.seconds, sum(len(data) for _at, data in self.chunks) - before)

    def seen_at(self, is_seen: Callable[[list[str]], bool]) -> float:
        """Return when the screen, as lines of text, first was so, in seconds since the start."""
        screen = pyte.Screen(*SIZE)
        stream = pyte.ByteStream(screen)
        for at, data in self.chunks:
            stream.feed(_UNREAD.sub(b"", data))
            if is_seen(screen.display):
                return at
        raise AssertionError("never seen:\n" + "\n".join(screen.display))

    def processor_seconds(self) -> float:
        """Return the processor time of all threads so far."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def peak_memory(self) -> int:
        """Return the most memory that was resident, in bytes."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024

    def leave(self) -> None:
        """Leave the browser as a user does, from the search box as well."""
        for key in ("\x1b[27u", "\x1b[27u"):
            self.type(key)
            self.settle(time.monotonic(), 0.3)
        self.type("q")
        while self.read(5):  # to the end
            pass
        self.close()

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def type(self, keys: str) -> None:
        """Type *keys*, which the line carries."""
        time.sleep(self.line.round_trip / 2)
        os.write(self._fd, keys.encode())

    def read(self, seconds: float) -> bool:
        """Take what comes within so many seconds; return whether something came."""
        now = time.monotonic()
        if self.line.rate and (ahead := self._free - now - _BUFFER / self.line.rate) > 0:
            time.sleep(ahead)  # the program has to wait
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 14)
        except OSError:  # the program is gone
            return False
        arrives = time.monotonic()
        if self.line.rate:
            arrives = self._free = max(arrives, self._free) + len(data) / self.line.rate
        self.chunks.append((arrives + self.line.round_trip / 2 - self.started, data))
        if b"\x1b[6n" in data:  # where is the cursor?
            os.write(self._fd, b"\x1b[1;1R")
        return True
