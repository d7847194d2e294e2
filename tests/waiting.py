"""Waiting for a condition, however busy the machine is: no test waits for a time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 60.0  # seconds: far longer than anything here takes, also on a machine that is busy
LOOK_AGAIN = 0.01

_STATE = re.compile(r"^State:\s*(\S)", re.M)
_BY_THE_CLOCK = "hrtimer_nanosleep"  # where a thread waits that only looks now and then
_SWITCHES = re.compile(r"^(?:non)?voluntary_ctxt_switches:\s*(\d+)", re.M)


def until(
    holds: Callable[[], object],
    failure: Callable[[], str] = lambda: "it has not come to that",
    look_again: Callable[[], object] = lambda: time.sleep(LOOK_AGAIN),
    seconds: float = PATIENCE,
) -> None:
    """Wait until *holds* is true, calling *look_again* in between.

    Raises AssertionError with what *failure* says if that takes longer than *seconds*.
    """
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, failure()
        look_again()


def is_gone(pid: int) -> bool:
    """Whether a process has ended, even if its parent has not yet asked for its exit code."""
    try:
        return state_of(Path(f"/proc/{pid}/status").read_text()) == "Z"
    except OSError:
        return True


def state_of(status: str) -> str:
    """Return the letter for the state in what ``/proc/PID/status`` says."""
    found = _STATE.search(status)
    return found[1] if found else ""


class Stirring:
    """Tells whether a process, or one that it started, has done anything since the last look.

    Silence alone does not tell a program that has finished from one that waits for the processor.
    Where there is no ``/proc``, nothing ever stirs.
    """

    def __init__(self, *pids: int) -> None:
        self._pids = pids
        self._before: dict[str, list[str]] | None = None

    def has(self) -> bool:
        """Whether a thread is running or about to, or ran since this was asked last."""
        now: dict[str, list[str]] = {}
        for pid in self._pids:
            _note(pid, now)
        before, self._before = self._before, now
        return now != before or any(state in ("R", "D") for state, *_switches in now.values())


def _note(pid: int, told: dict[str, list[str]]) -> None:
    """Note the state of each thread, and how often it went to sleep; then those of children."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:  # it ended meanwhile
        return
    for task in tasks:
        try:
            status = (task / "status").read_text()
            place = (task / "wchan").read_text()
            children = (task / "children").read_text().split()
        except OSError:  # it ended meanwhile
            continue
        switches = [] if place == _BY_THE_CLOCK else _SWITCHES.findall(status)
        told[task.name] = [state_of(status), *switches]
        for child in children:
            _note(int(child), told)
