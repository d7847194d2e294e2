"""Starts programs that end with jobtui, with all that they start, however jobtui ends.

A process that is killed can end nobody else. So a program gets a companion in its process group:
a shell that waits at a pipe whose other end only jobtui holds. When jobtui is gone the pipe is
closed, and the companion kills the group. It is there before the program is, which then takes the
place of the shell that has started it. No word of the program's is read by that shell.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from shutil import which
from typing import Any

_SHELL = "/bin/sh"
_SCRIPT = """\
trap '' XFSZ # a file that may not grow is an error, which is told
exec 3<&0
{ trap '' HUP INT QUIT TERM; read -r line <&3 || kill -s KILL 0; } >/dev/null 2>&1 &
given=$1
shift
exec "$@" <"$given" 3<&-
"""


def found(program: str) -> str | None:
    """Return the path of a program, which is never looked for in the current directory."""
    folders = [folder for folder in os.get_exec_path() if os.path.isabs(folder)]  # noqa: PTH117
    return which(program, path=os.pathsep.join(folders))


def start(
    program: str, args: Sequence[str], given: str | Path, **how: Any
) -> subprocess.Popen[bytes]:
    """Start a program, of which *program* is the path, with the file *given* as its input.

    It has no terminal, and a process group of its own, whose number is that of the process. *how*
    goes to ``Popen``. Raises OSError. Call ``end``, or ``release``, whatever has become of it.
    """
    command = [_SHELL, "-c", _SCRIPT, "sh", str(given), program, *args]
    return subprocess.Popen(  # noqa: S603 - what the shell reads is fixed
        command, stdin=subprocess.PIPE, start_new_session=True, **how
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill what is still there of a program, and of what it has started."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert process.stdin is not None
    process.stdin.close()  # which ends the companion, and whatever the program left


def release(process: subprocess.Popen[bytes]) -> None:
    """Let what a program that has ended left running go on, whatever becomes of jobtui."""
    assert process.stdin is not None
    with suppress(BrokenPipeError):  # the companion was killed
        process.stdin.write(b"\n")
        process.stdin.flush()
    with suppress(BrokenPipeError):
        process.stdin.close()
