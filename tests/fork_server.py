"""Run as a script: imports the program once, then starts it by forks that need not import it.

A start costs half a second of processor time, most of it for imports. A fork is a process of its
own, which gets its arguments, environment, folder, umask and open files, and runs the program as
``python -m jobtui`` does. `tests.prepared_program` asks for them, over a socket:

    {"files": …, "argv": …, "env": …, "folder": …, "umask": …}   with one to three open files
    {"wait": pid}

Each question is a line of JSON, and so is its answer: a process number; the exit code or null.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import json
import os
import pkgutil
import runpy
import signal
import socket
import sys
from typing import Any

import jobtui

# What modules of the program import later, from elsewhere.
_IMPORTED_LATER = (
    "frontmatter",
    "linkify_it",
    "markdown_it",
    "rich._emoji_codes",
    "textual.drivers.headless_driver",
    "textual.layouts.horizontal",
    "textual.layouts.stream",
    "whoosh.writing",
    "yaml",
)
_MOST_FILES = 3


def serve(channel: socket.socket) -> dict[str, Any]:
    """Answer until the tests have ended; in a fork, return what it shall be."""
    while True:
        data, files, _flags, _address = socket.recv_fds(channel, 1 << 16, _MOST_FILES)
        while data and not data.endswith(b"\n"):
            data += channel.recv(1 << 16)
        if not data:
            os._exit(0)
        asked: dict[str, Any] = json.loads(data)
        answer = _ended(asked["wait"]) if "wait" in asked else os.fork()
        if answer == 0 and "wait" not in asked:
            channel.close()
            return {**asked, "files": files}
        for file in files:
            os.close(file)
        channel.sendall(json.dumps(answer).encode() + b"\n")


def _ended(pid: int) -> int | None:
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def become(asked: dict[str, Any]) -> None:
    """Take the place of a process that was started for this alone."""
    files = asked["files"]
    for ending in (signal.SIGHUP, signal.SIGQUIT):
        signal.signal(ending, signal.SIG_DFL)  # whatever started the tests
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if len(files) == 1:  # a terminal
        os.login_tty(files[0])
    else:
        for number, file in enumerate(files):
            os.dup2(file, number)
            os.close(file)
    os.chdir(asked["folder"])
    os.umask(asked["umask"])
    os.environ.clear()
    os.environ.update(asked["env"])
    sys.argv[1:] = asked["argv"]
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        stream = _stream(number, mode, getattr(sys, name))
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _stream(number: int, mode: str, like: io.TextIOWrapper) -> Any:
    """Open a standard stream, as the interpreter does."""
    buffering = 1 if mode == "w" and (number == 2 or os.isatty(number)) else -1
    return open(number, mode, buffering, encoding=like.encoding, errors=like.errors, closefd=False)


def main() -> None:
    """Import the program; serve; in a fork, run it."""
    ending = _Ending()
    atexit.register(ending.leave)  # before all others: the last to be called
    own = [module.name for module in pkgutil.walk_packages(jobtui.__path__, "jobtui.")]
    for name in (*own, *_IMPORTED_LATER):
        if not name.endswith("__main__"):
            importlib.import_module(name)
    gc.freeze()  # so that forks share it
    become(serve(socket.socket(fileno=int(sys.argv[1]))))
    try:
        runpy.run_module("jobtui", run_name="__main__", alter_sys=True)
    except SystemExit as error:
        ending.code = error.code
        raise


class _Ending:
    """Ends without taking apart what was imported, whose memory would have to be copied first."""

    code: object = None

    def leave(self) -> None:
        """End with the code, if it is one; else as the interpreter does."""
        if isinstance(self.code, int):
            try:
                sys.stdout.flush()
                sys.stderr.flush()
            except (OSError, ValueError):
                return
            os._exit(self.code)


if __name__ == "__main__":
    main()
