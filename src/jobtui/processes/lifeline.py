"""Starts programs that end with jobtui, and with them all that they start, however jobtui ends.

A process that is killed cannot end others. So a program gets a companion in its process group: a
shell that waits at a pipe whose other end only jobtui holds. When jobtui is gone the pipe closes,
and the companion kills the group. The companion is there before the program, which then replaces
the shell that started it. That shell interprets no word of the program's command line.
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
trap '' XFSZ # a file over the size limit is an error of the program, not its end
exec 3<&0
{ trap '' HUP INT QUIT TERM; read -r line <&3 || kill -s KILL 0; } >/dev/null 2>&1 &
given=$1
shift
exec "$@" <"$given" 3<&-
"""


def found(program: str) -> str | None:
    """Return the path of a program; the current directory is never searched."""
    folders = [folder for folder in os.get_exec_path() if os.path.isabs(folder)]  # noqa: PTH117
    return which(program, path=os.pathsep.join(folders))


def start(
    program: str, args: Sequence[str], given: str | Path, **how: Any
) -> subprocess.Popen[bytes]:
    """Start the program at the path *program*, with the file *given* as its standard input.

    It has no terminal, and leads a new process group. *how* is passed to ``Popen``. Raises OSError.
    Call ``end`` or ``release`` in any case, even if the program has ended.
    """
    command = [_SHELL, "-c", _SCRIPT, "sh", str(given), program, *args]
    return subprocess.Popen(  # noqa: S603 - what the shell reads is fixed
        command, stdin=subprocess.PIPE, start_new_session=True, **how
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and all that it has started, as far as they still run."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert process.stdin is not None
    process.stdin.close()  # which ends the companion, and all that the program left


def release(process: subprocess.Popen[bytes]) -> None:
    """Let what an ended program left running go on, even after jobtui ends."""
    assert process.stdin is not None
    with suppress(BrokenPipeError):  # the companion was killed
        process.stdin.write(b"\n")
        process.stdin.flush()
    with suppress(BrokenPipeError):
        process.stdin.close()
