"""Copies to the clipboard of the user's machine, even if jobtui runs on another.

The terminal itself copies on OSC 52. tmux and screen do not pass that on, so each is addressed in
its own way. On a machine with a display its clipboard program is run as well, since not every
terminal supports OSC 52.
"""

from __future__ import annotations

import os
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from enum import Enum
from shutil import which
from typing import NamedTuple

from jobtui.external.browser import is_remote

MAX_BYTES = 74_000  # in base64 (99,000 bytes) what common terminals accept in one sequence
_WITHOUT_OSC52 = ("linux", "vt100", "vt102", "vt220", "ansi", "cons25", "dumb", "")  # TERM
_CHUNK = 256  # characters; GNU screen accepts strings of at most 768 bytes
_TIMEOUT = 2  # seconds for a program


def osc52(text: str) -> str:
    """Return the sequence that makes a terminal copy *text*."""
    return f"\x1b]52;c;{b64encode(text.encode()).decode()}\a"


def through_screen(text: str) -> str:
    """Return the sequence that makes the terminal around GNU screen copy *text*."""
    data = osc52(text)
    chunks = (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))
    return "".join(f"\x1bP{chunk}\x1b\\" for chunk in chunks)


def through_tmux(text: str) -> str:
    """Return the sequence that makes the terminal around tmux copy *text*.

    It is for versions of tmux before 3.2, which lack ``load-buffer -w``.
    """
    escaped = osc52(text).replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{escaped}\x1b\\"


class Reach(Enum):
    """How far a copied text gets, as far as jobtui can know."""

    PROGRAM = 1  # a program that reports success: tmux, or the clipboard program of the display
    TERMINAL = 2  # a terminal, which reports nothing and may be configured to ignore it
    NOWHERE = 3


def reach(environ: Mapping[str, str] = os.environ) -> Reach:
    """Return how far a copied text gets in this environment."""
    if _tmux(environ) or any(_programs(environ)):
        return Reach.PROGRAM
    if environ.get("STY") or environ.get("TERM", "") not in _WITHOUT_OSC52:
        return Reach.TERMINAL
    return Reach.NOWHERE


class Copied(NamedTuple):
    """The result of `copy`."""

    sequence: str  # still to be sent to the terminal, besides OSC 52; may be empty
    is_taken: bool  # whether a program has taken the text


def copy(text: str, environ: Mapping[str, str] = os.environ) -> Copied:
    """Give *text* to tmux and to the clipboard program of the display; this may take seconds."""
    taken = [_run(argv, text) for argv in _programs(environ)]
    sequence = through_screen(text) if environ.get("STY") else ""
    if tmux := _tmux(environ):
        taken.append(_run([tmux, "load-buffer", "-w", "-"], text))
        sequence += "" if taken[-1] else through_tmux(text)
    return Copied(sequence, any(taken))


def _tmux(environ: Mapping[str, str]) -> str | None:
    return which("tmux", path=environ.get("PATH")) if environ.get("TMUX") else None


def _programs(environ: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the command of the clipboard program of the display, if there is one."""
    if is_remote(environ):
        return
    search = environ.get("PATH")
    if sys.platform == "darwin":
        usual = [["pbcopy"]]
    elif environ.get("WAYLAND_DISPLAY"):
        usual = [["wl-copy"]]
    elif environ.get("DISPLAY"):
        usual = [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    else:
        usual = []
    found = [[path, *rest] for name, *rest in usual if (path := which(name, path=search))]
    yield from found[:1]


def _run(argv: list[str], text: str) -> bool:
    """Give *text* to a program; return whether it took it."""
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, the text goes in by standard input
            argv,
            input=text.encode(),
            check=False,
            timeout=_TIMEOUT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
