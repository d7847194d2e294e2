"""Copying to the clipboard of whoever sits at the terminal, wherever jobtui runs.

The terminal itself is told by OSC 52. tmux and screen keep that to themselves, so they are told
in their own ways; at a machine with a display its own program is told as well, for not every
terminal there takes OSC 52.
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

MOST = 74_000  # bytes; in base64 as much as common terminals take at once
_DEAF = ("linux", "vt100", "vt102", "vt220", "ansi", "cons25", "dumb", "")  # no OSC 52
_CHUNK = 256  # characters; screen takes no string of more than 768 bytes
_PATIENCE = 2  # seconds for a program


def osc52(text: str) -> str:
    """Return what makes a terminal copy *text*."""
    return f"\x1b]52;c;{b64encode(text.encode()).decode()}\a"


def through_screen(text: str) -> str:
    """Return what makes the terminal around GNU screen copy *text*."""
    data = osc52(text)
    chunks = (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))
    return "".join(f"\x1bP{chunk}\x1b\\" for chunk in chunks)


def through_tmux(text: str) -> str:
    """Return what makes the terminal around a tmux copy *text* that has no ``load-buffer -w``."""
    escaped = osc52(text).replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{escaped}\x1b\\"


class Reach(Enum):
    """How far it is known that a text to copy comes."""

    PROGRAM = 1  # that says whether it took it: tmux, or the display's own
    TERMINAL = 2  # which says nothing, and may be told not to listen
    NOWHERE = 3


def reach(environ: Mapping[str, str] = os.environ) -> Reach:
    """Return how far a text to copy comes here."""
    if _tmux(environ) or any(_programs(environ)):
        return Reach.PROGRAM
    if environ.get("STY") or environ.get("TERM", "") not in _DEAF:
        return Reach.TERMINAL
    return Reach.NOWHERE


class Handed(NamedTuple):
    """What handing over has come to: what is still to be sent to the terminal, and who took it."""

    aside: str
    is_taken: bool  # by a program


def hand_over(text: str, environ: Mapping[str, str] = os.environ) -> Handed:
    """Tell tmux and the display's program; this may take seconds."""
    taken = [_run(argv, text) for argv in _programs(environ)]
    aside = through_screen(text) if environ.get("STY") else ""
    if tmux := _tmux(environ):
        taken.append(_run([tmux, "load-buffer", "-w", "-"], text))
        aside += "" if taken[-1] else through_tmux(text)
    return Handed(aside, any(taken))


def _tmux(environ: Mapping[str, str]) -> str | None:
    return which("tmux", path=environ.get("PATH")) if environ.get("TMUX") else None


def _programs(environ: Mapping[str, str]) -> Iterator[list[str]]:
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
            timeout=_PATIENCE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
