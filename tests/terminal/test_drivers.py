"""The app in a pseudo-terminal, with Textual's own driver and with the one that sends less."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.emulator import Emulator
from tests.waiting import LOOK_AGAIN, PATIENCE, Stirring, until

_LONGEST = 5.0  # seconds to wait for a moment in which neither does anything
SIZE = (120, 40)
SIZES = [(80, 24), (60, 20), (200, 50), (40, 10), (100, 30), (20, 5), (3, 2), SIZE]
KEYS = {
    "down": "\x1b[B", "up": "\x1b[A", "right": "\x1b[C", "left": "\x1b[D",
    "page down": "\x1b[6~", "page up": "\x1b[5~", "home": "\x1b[H", "end": "\x1b[F",
    "tab": "\t", "back tab": "\x1b[Z", "enter": "\r", "space": " ", "escape": "\x1b",
    "palette": "\x10", "help": "?", "sort": "s", "filters": "f", "open only": "O", "drop": "X",
    "search": "/", "phare": "/phare", "accents": "é", "rub out": "\x7f", "problems": "P",
    "clear": "\x0c", "text down": "J", "text up": "K", "next match": "n",
    "raw file": "v", "apply": "a",
}  # fmt: skip
UNDOING = ["escape", "escape", "clear", "drop"]
LONG_NAME = "2024-03-30-emoji.md"
LONG = "---\nroles: Dev 👩‍💻 漢字 e\u0301te\u0301\nopen: true\n---\n" + "".join(
    f"## Partie {part} 🚀\n\nLigne **grasse** ❤️ et `code` {part} : « é̂ » 🇫🇷 👍🏽 漢字 fin.\n\n"
    for part in range(40)
)


class Running:
    """The app in a terminal of its own."""

    def __init__(self, folder: Path, cache: Path, data: str, stock: bool) -> None:
        self.terminal = Emulator(*SIZE)
        self.sent = ""
        self._unread = b""
        self._decoder = codecs.getincrementaldecoder("utf-8")()  # a read may end within a character
        self.leader, follower = pty.openpty()
        self._set_size(*SIZE)
        self.attributes = termios.tcgetattr(self.leader)
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        environment |= {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "XDG_CACHE_HOME": str(cache),
            "XDG_DATA_HOME": data,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "JOBTUI_STOCK_DRIVER": "1" if stock else "0",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jobtui", "--source", str(folder), "--as-of", "2024-05-01"],
            env=environment,
            preexec_fn=lambda: os.login_tty(follower),
        )
        os.close(follower)

    def press(self, keys: str) -> None:
        os.write(self.leader, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        self.terminal.resize(rows, columns)
        self._set_size(columns, rows)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.leader, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self) -> bool:
        """Show what was written; returns False at the end."""
        try:
            data = os.read(self.leader, 65536)
        except OSError:
            return False
        self._unread += data
        if b"\x1b[?2026$p" in data:
            self.press("\x1b[?2026;2$y")
        return bool(data)

    def draw(self) -> None:
        text, self._unread = self._decoder.decode(self._unread), b""
        self.sent += text
        self.terminal.show(text)

    def modes(self) -> dict[str, str]:
        """The state in which each mode was left."""
        return dict(re.findall(r"\x1b\[\?(\d+)([hl])", self.sent))

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()
        os.close(self.leader)


class Both:
    """The app with either driver, under the same keys."""

    def __init__(self, stock: Running, quiet: Running) -> None:
        self.stock, self.quiet = self.each = stock, quiet

    def settle(self, silence: float = 0.2, limit: float = _LONGEST) -> None:
        """Read until nobody writes or does anything for so many seconds."""
        ends = {running.leader: running for running in self.each}
        stirring = Stirring(*(running.process.pid for running in self.each))
        still = now = time.monotonic()
        last = now + limit
        while ends and now < last and now - still < silence:
            ready = select.select(list(ends), [], [], LOOK_AGAIN)[0]
            for end in ready:
                if not ends[end].read():
                    del ends[end]
            now = time.monotonic()
            if stirring.has() or ready:
                still = now
        for running in self.each:
            running.draw()

    def wait_for(self, text: str) -> None:
        until(
            lambda: all(text in running.terminal.text() for running in self.each),
            self.quiet.terminal.text,
            self.settle,
        )

    def press(self, keys: str) -> tuple[int, int]:
        """Press keys in both; returns the bytes that each sent."""
        before = [len(running.sent.encode()) for running in self.each]
        for running in self.each:
            running.press(keys)
        self.settle()
        stock, quiet = (len(r.sent.encode()) - b for r, b in zip(self.each, before, strict=True))
        return stock, quiet

    def compare(self, story: list[str]) -> None:
        """Wait until the screens are the same, as they are but for clocks that run apart."""
        until(
            lambda: not self._differ(),
            lambda: f"{self._differ()[:3]} after {story[-6:]}\n{self.quiet.terminal.text()}",
            lambda: self.settle(0.03, limit=0.1),
        )

    def _differ(self) -> list[object]:
        stock, quiet = (running.terminal.cells() for running in self.each)
        wrong: list[object] = [
            (y, x, stock[y][x], quiet[y][x])
            for y, row in enumerate(stock)
            for x, cell in enumerate(row)
            if cell != quiet[y][x]
        ]
        # The hidden cursor goes where Textual last drew; how many frames it drew may differ.
        return wrong


@pytest.fixture
def both(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> Iterator[Both]:
    (folder / LONG_NAME).write_text(LONG, "utf-8")
    running = [
        Running(
            folder,
            tmp_path / f"cache{stock}",
            getattr(request, "param", str(tmp_path / f"data{stock}")),
            stock,
        )
        for stock in (True, False)
    ]
    try:
        made = Both(*running)
        made.wait_for("6 of 6")
        made.settle(0.5)
        yield made
    finally:
        for each in running:
            each.close()


# Nothing can be kept there: what was looked at for long is not counted meanwhile.
@pytest.mark.parametrize("both", ["/dev/null"], indirect=True)
def test_a_walk_ends_on_the_same_screen_with_both_drivers(both: Both) -> None:
    choose = random.Random(4)
    story = ["start"]
    both.compare(story)
    for _step in range(40):
        kind = choose.random()
        if kind < 0.1:
            size = choose.choice(SIZES)
            for running in both.each:
                running.resize(*size)
            story.append(f"resize {size}")
            both.settle(0.3)
        elif kind < 0.25:
            place = f"{choose.randint(1, 120)};{choose.randint(1, 40)}"
            press = choose.choice([f"\x1b[<0;{place}M\x1b[<0;{place}m", f"\x1b[<65;{place}M"])
            story.append(f"mouse {place}")
            both.press(press)
        else:
            name = choose.choice(UNDOING) if kind < 0.35 else choose.choice(list(KEYS))
            story.append(name)
            both.press(KEYS[name])
        both.compare(story)
    for running in both.each:
        assert running.process.poll() is None, story


def test_less_is_sent_and_the_terminal_is_left_as_it_was(both: Both) -> None:
    downs = [both.press(KEYS["down"]) for _ in range(4)]
    assert 0 < sum(quiet for _, quiet in downs) < sum(stock for stock, _ in downs) / 2
    assert 0 < both.press(KEYS["tab"])[1] < 1024
    both.settle(2.5)  # what is looked at for two seconds is counted as seen
    before = len(both.quiet.sent)
    both.settle(2.0)
    assert len(both.quiet.sent) == before, "an idle app sends nothing"
    seen = both.quiet.terminal.cells()
    for sign in (signal.SIGTSTP, signal.SIGCONT):
        for running in both.each:
            running.process.send_signal(sign)
        both.settle(0.5)
    assert both.quiet.terminal.cells() == seen, "all is drawn anew"
    both.press(KEYS["down"])
    both.compare(["stopped", "continued"])
    both.press("q" if "q" in both.quiet.terminal.text() else "\x11")
    for running in both.each:
        assert running.process.wait(PATIENCE) == 0
    both.settle()
    assert both.quiet.modes() == both.stock.modes()
    assert both.quiet.sent.count("\x1b[<u") == both.stock.sent.count("\x1b[<u")
    ends = [running.sent[running.sent.rindex("\x1b[?1049l") :] for running in both.each]
    assert ends[0] == ends[1]
    for running in both.each:
        assert termios.tcgetattr(running.leader) == running.attributes
