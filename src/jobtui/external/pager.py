"""Shows a long answer in the user's pager, as git does."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress

_LESS = "FRX"  # leave at once if all fits, show colours, leave the screen as it is (as git)


def command() -> list[str]:
    """Return the words of the pager's command; none if the user wants none, or has none."""
    stated = os.environ.get("PAGER")
    words = ["less"] if stated is None else shlex.split(stated)
    if not words or words == ["cat"] or shutil.which(words[0]) is None:
        return []
    return words


def show(lines: Sequence[str]) -> bool:
    """Show *lines* in the pager; return False if they fit on the screen or there is no pager."""
    if len(lines) < shutil.get_terminal_size().lines:
        return False
    try:
        words = command()
    except ValueError:  # a quotation mark that is not closed
        return False
    if not words:
        return False
    environment = {"LESS": _LESS, "LV": "-c", **os.environ}
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the pager's
    try:
        with subprocess.Popen(  # noqa: S603 - a list, and no shell; the user names it
            words, stdin=subprocess.PIPE, env=environment
        ) as process:
            assert process.stdin is not None
            with suppress(BrokenPipeError):  # it was left before it had read all
                process.stdin.write("".join(f"{line}\n" for line in lines).encode(errors="replace"))
                process.stdin.close()
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return True
