"""Signals, streams that go elsewhere, and crashes: the terminal is given back, no process stays."""

from __future__ import annotations

import fcntl
import os
import shlex
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import environment
from tests.prepared_program import SOURCE_CODE
from tests.pseudo_terminal import Terminal, terminals

LONG = 60  # seconds, on a busy machine
Start = Callable[..., Terminal]
# What was asked of the terminal, and what takes each back.
TAKEN = {
    b"\x1b[?1049h": b"\x1b[?1049l",
    b"\x1b[?25l": b"\x1b[?25h",
    b"\x1b[?1000h": b"\x1b[?1000l",
    b"\x1b[?1006h": b"\x1b[?1006l",
    b"\x1b[?1004h": b"\x1b[?1004l",
    b"\x1b[?2004h": b"\x1b[?2004l",
    b"\x1b[?7l": b"\x1b[?7h",
    b"\x1b[>25u": b"\x1b[<u",
}


@pytest.fixture
def start(folder: Path, tmp_path: Path) -> Iterator[Start]:
    """Start the browser on the postings in a terminal; *redirected* is for the shell."""
    argv = [sys.executable, "-m", "jobtui", "--source", str(folder), "--as-of", "2024-05-01"]
    with terminals() as begin:

        def run(redirected: str = "", **env: str) -> Terminal:
            command = ["sh", "-c", f"exec {shlex.join(argv)} {redirected}"] if redirected else argv
            return begin(command, environment(tmp_path, **env), prepared=True)

        yield run


def attributes(terminal: Terminal) -> list[Any]:
    return termios.tcgetattr(terminal._fd)


def shown(terminal: Terminal) -> Terminal:
    terminal.wait_for("5 of 5", LONG)
    terminal.wait_until(lambda: b"\x1b[?7l" in terminal.raw, LONG)
    return terminal


def is_given_back(terminal: Terminal, before: list[Any]) -> bool:
    """Whether the terminal is as it was before the browser."""
    raw = terminal.raw
    modes = all(raw.rfind(back) > raw.rfind(taken) for taken, back in TAKEN.items())
    pushed, popped = raw.count(b"\x1b[>25u"), raw.count(b"\x1b[<u")
    return modes and pushed == popped and attributes(terminal) == before


# --- stopped and continued -----------------------------------------------------------------------


def test_a_signal_to_go_on_starts_nothing_anew(start: Start) -> None:
    terminal = shown(start())
    for _time in range(3):
        terminal.kill(signal.SIGCONT)
    terminal.send("j")
    terminal.wait_for("[▌>][^\n]*Designer UX/UI", LONG)
    terminal.kill(signal.SIGSTOP)
    terminal.kill(signal.SIGCONT)
    terminal.send("k")
    terminal.wait_for("[▌>][^\n]*Développeur·se Python", LONG)
    terminal.send("q")
    assert terminal.wait(LONG) == 0


def test_going_on_sets_again_what_the_shell_has_changed(start: Start) -> None:
    terminal = start()
    before = terminal.modes_before
    shown(terminal)
    raw = attributes(terminal)
    terminal.kill(signal.SIGSTOP)
    termios.tcsetattr(terminal._fd, termios.TCSANOW, before)
    sent = len(terminal.raw)
    terminal.kill(signal.SIGCONT)
    terminal.wait_until(lambda: b"5 of 5" in terminal.raw[sent:], LONG)
    assert attributes(terminal) == raw
    terminal.send("q")
    assert terminal.wait(LONG) == 0
    assert is_given_back(terminal, before)


def test_leaving_and_going_on_at_once(start: Start) -> None:
    terminal = start()
    before = terminal.modes_before
    shown(terminal)
    terminal.kill(signal.SIGTERM)
    terminal.kill(signal.SIGCONT)
    assert terminal.wait(LONG) == 128 + signal.SIGTERM
    assert is_given_back(terminal, before)


def test_it_is_stopped_and_goes_on_in_a_shell(folder: Path, tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "jobtui", "--source", str(folder), "--as-of", "2024-05-01"]
    with terminals() as begin:
        shell = begin(["bash", "--norc", "--noprofile", "-i"], environment(tmp_path, PS1="ready$ "))
        shell.wait_for(r"ready\$", LONG)
        shell.send(f"{shlex.join(argv)}; echo left $?\r")
        shown(shell)
        for _time in range(2):
            shell.send("\x1a")
            shell.wait_for("ready\\$ *$|Stopped", LONG)
            shell.send("fg\r")
            shell.wait_for("5 of 5", LONG)
        shell.send("j")
        shell.wait_for("[▌>][^\n]*Designer UX/UI", LONG)
        shell.send("q")
        shell.wait_for("left 0|ready", LONG)


# --- ended by a signal ---------------------------------------------------------------------------

AT_ONCE = [signal.SIGQUIT, signal.SIGABRT]
IN_ORDER = [
    signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM,
    signal.SIGRTMIN,
]  # fmt: skip


def test_every_signal_that_ends_a_program_gives_the_terminal_back(start: Start) -> None:
    running = [(number, start()) for number in (*AT_ONCE, *IN_ORDER)]
    befores = [terminal.modes_before for _number, terminal in running]
    for (number, terminal), before in zip(running, befores, strict=True):
        shown(terminal)
        terminal.kill(number)
        assert terminal.wait(LONG) == (-number if number in AT_ONCE else 128 + number)
        assert is_given_back(terminal, before), number


# --- streams that go elsewhere -------------------------------------------------------------------


@pytest.mark.parametrize("redirected", ["2>errors", "2>&-"])
def test_errors_that_go_elsewhere_take_no_picture_along(
    start: Start, tmp_path: Path, redirected: str
) -> None:
    terminal = start(redirected.replace("errors", str(tmp_path / "errors")))
    shown(terminal)
    terminal.send("j")
    terminal.wait_for("[▌>][^\n]*Designer UX/UI", LONG)
    terminal.send("q")
    assert terminal.wait(LONG) == 0
    assert b"\x1b[?1049l" in terminal.raw
    if "errors" in redirected:
        assert (tmp_path / "errors").read_bytes() == b""


def test_without_a_terminal_on_both_sides_there_is_a_table(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "table"
    tables = [start(redirected) for redirected in ("| cat", "2>&1 | cat", "</dev/null", f">{file}")]
    for terminal in tables:
        assert terminal.wait(LONG) == 0
        assert b"\x1b[?1049h" not in terminal.raw
    written = [*(terminal.raw for terminal in tables[:3]), file.read_bytes()]
    assert all("Développeur·se Python".encode() in text for text in written)


# --- crashes -------------------------------------------------------------------------------------


def crashing(folder: Path, code: str) -> dict[str, str]:
    """Return an environment in which *code* runs before the program."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import sys\n"
        "class Late:\n"
        "    def find_spec(self, name, *_others):\n"
        "        if name == 'jobtui.tui.screen' and self in sys.meta_path:\n"
        "            sys.meta_path.remove(self)\n"
        + "".join(f"            {line}\n" for line in code.splitlines())
        + "sys.meta_path.insert(0, Late())\n"
    )
    return {"PYTHONPATH": f"{folder}:{SOURCE_CODE}"}


CRASHES = {
    "in the thread of keys": (
        "from jobtui.tui.terminal import keyboard\n"
        "def fail(*_): raise LookupError('the end')\n"
        "keyboard.Keyboard.feed = fail"
    ),
    "in a key": (
        "from textual.screen import Screen\n"
        "from jobtui.tui.widgets.result_list import ResultList\n"
        "def fail(*_): raise LookupError('the end')\n"
        "ResultList.action_cursor_down = ResultList.move_to = ResultList.action_down = fail"
    ),
    "while it takes the terminal": (
        "from textual.drivers.linux_driver import LinuxDriver\n"
        "def fail(*_): raise LookupError('the end')\n"
        "LinuxDriver._request_terminal_sync_mode_support = fail"
    ),
}


@pytest.mark.parametrize("code", CRASHES.values(), ids=CRASHES)
def test_a_crash_can_be_read_and_is_no_success(start: Start, tmp_path: Path, code: str) -> None:
    terminal = start(**crashing(tmp_path / "late", code))
    before = terminal.modes_before
    terminal.wait_until(lambda: b"\x1b[?1049h" in terminal.raw, LONG)
    is_early = "sync_mode" in code
    if not is_early:
        shown(terminal)
        terminal.send("j")
    assert terminal.wait(LONG) not in (0, None)
    after = terminal.raw.rpartition(b"\x1b[?1049l")[2]
    assert b"the end" in after
    assert b"LookupError" in after
    assert is_given_back(terminal, before) or is_early
    assert attributes(terminal) == before


def test_a_terminal_that_was_made_non_blocking(start: Start) -> None:
    terminal = shown(start())
    handle = os.open(f"/proc/{terminal.pid}/fd/1", os.O_RDWR | os.O_NOCTTY)
    fcntl.fcntl(handle, fcntl.F_SETFL, os.O_NONBLOCK)
    for _time in range(30):
        terminal.send_bytes(b"\x0c", 0)
    terminal.wait_for("5 of 5", LONG)
    terminal.send("q")
    assert terminal.wait(LONG) == 0
    os.close(handle)
