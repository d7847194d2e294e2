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
from shutil import which

from jobtui.opening import is_remote

MOST = 74_000  # bytes; in base64 as much as common terminals take at once
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


def hand_over(text: str, environ: Mapping[str, str] = os.environ) -> str:
    """Tell tmux and the display's program; return what is to be sent to the terminal still.

    This may take seconds.
    """
    for argv in _programs(environ):
        _run(argv, text)
    aside = through_screen(text) if environ.get("STY") else ""
    tmux = which("tmux", path=environ.get("PATH")) if environ.get("TMUX") else None
    if tmux and not _run([tmux, "load-buffer", "-w", "-"], text):
        aside += through_tmux(text)
    return aside


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
