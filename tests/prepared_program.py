"""Starts of the program that need not import it: forks of a process that has done so.

They are what a start with ``python -m jobtui`` is, in a fifth of the time, but for what happens
before the first line of the program and for when modules are imported. Tests of that start it.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from threading import Lock
from typing import IO, Any

import jobtui as package
from tests.waiting import until

SOURCE_CODE = Path(package.__file__).parent.parent
_SERVER = Path(__file__).parent / "fork_server.py"
# What the interpreter reads before it runs anything, or modules while they are imported; but for
# what is as the server has it, or changes nothing.
_READ_BEFORE = ("LANG", "LC_", "LD_", "NO_COLOR", "PYTHON", "TERM")
_SAME = {
    "LANG": ("C.UTF-8",),
    "LC_CTYPE": ("C.UTF-8",),
    "PYTHONDONTWRITEBYTECODE": ("1",),
    "PYTHONIOENCODING": ("utf-8",),
    "PYTHONPATH": (str(SOURCE_CODE),),
    "PYTHONUNBUFFERED": ("1",),
    "TERM": ("dumb", "screen-256color", "xterm", "xterm-256color"),
}


class Prepared:
    """A process of the program; *pid* is its number."""

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        files: Sequence[int],
        cwd: Path | None = None,
    ) -> None:
        """Start it with a terminal, or with three standard streams: *files* are open ones.

        *argv* are the arguments of the program.
        """
        umask = os.umask(0o077)
        os.umask(umask)
        folder = str(cwd or Path.cwd())
        asked = {"argv": [*argv], "env": {**env}, "umask": umask, "folder": folder}
        self.pid: int = _server().ask(asked, files)
        self._code: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, or the negative signal, once it has ended."""
        if self._code is None:
            self._code = _server().ask({"wait": self.pid})
        return self._code


def can_be_prepared(env: Mapping[str, str]) -> bool:
    """Whether a start in this environment is no other for having imported the program."""
    read = {name: value for name, value in env.items() if name.startswith(_READ_BEFORE)}
    return all(value in _SAME.get(name, ()) for name, value in read.items())


def completed(
    argv: Sequence[str], env: Mapping[str, str], cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line to its end; return its exit code and what it wrote."""
    with ExitStack() as files:
        nothing = files.enter_context(Path(os.devnull).open())
        out, said = (files.enter_context(_text_file()) for _stream in ("output", "errors"))
        handles = [file.fileno() for file in (nothing, out, said)]
        process = Prepared(argv, env, handles, cwd)
        until(lambda: process.poll() is not None, lambda: f"{argv} has not ended", seconds=120)
        texts = [file.read() for file in (out, said) if not file.seek(0)]
        return subprocess.CompletedProcess(argv, process.poll() or 0, *texts)


def _text_file() -> IO[str]:
    return tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogateescape")


class _Server:
    def __init__(self) -> None:
        self._lock = Lock()
        self._channel, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(_SERVER), str(theirs.fileno())],
                env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(SOURCE_CODE)},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        atexit.register(self.close)

    def ask(self, question: dict[str, Any], files: Sequence[int] = ()) -> Any:
        """Return the answer to a question."""
        data = json.dumps(question).encode() + b"\n"
        with self._lock:
            sent = socket.send_fds(self._channel, [data], files)
            self._channel.sendall(data[sent:])
            answer = b""
            while not answer.endswith(b"\n"):
                answer += self._channel.recv(1 << 16) or b"null\n"
        return json.loads(answer)

    def close(self) -> None:
        """End it."""
        self._channel.close()
        self._process.wait()


@cache
def _server() -> _Server:
    return _Server()
