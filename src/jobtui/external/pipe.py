"""Give a text to a command and take what it says: bounded in time and size, and to be stopped."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _, reason
from jobtui.text.printable import printable
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from subprocess import Popen
    from threading import Event

SECONDS = 60
MOST = 200_000  # bytes of output
_LOOK = 0.1  # seconds between looks whether to stop
_STEERING = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])")


class Outcome(NamedTuple):
    """What a command said, safe to show; and how it ended, if not as it should."""

    output: str
    ending: str  # empty: with code 0


class CommandError(Exception):
    """The command cannot be understood or started; its text is one line for the user."""


def words_of(command: str) -> list[str]:
    """Return the words of a *command*, which no shell sees. Raises CommandError."""
    try:
        words = shlex.split(command)
    except ValueError:
        raise CommandError(_("a quotation mark is not closed")) from None
    if not words:
        raise CommandError(_("no command was named"))
    return words


def pipe(
    argv: Sequence[str], text: str, stop: Event, seconds: int = SECONDS, most: int = MOST
) -> Outcome:
    """Run a command with *text* as its input, without a terminal. Raises CommandError.

    It is killed, with all that it started, after so many *seconds*, when it says more than *most*
    bytes, or when *stop* is set. What it leaves running when it ends by itself goes on: so do the
    programs that hold a clipboard.
    """
    from jobtui.processes import lifeline

    process = _started(argv, text)
    try:
        said, ending = _heard(process, stop, seconds, most)
    finally:
        lifeline.release(process)
        with process:
            pass
    return Outcome(_shown(said), ending)


def _started(argv: Sequence[str], text: str) -> Popen[bytes]:
    """Start a command that reads *text* from a file: a pipe would have to be filled meanwhile."""
    import subprocess
    from tempfile import TemporaryFile

    from jobtui.processes import lifeline

    try:
        with TemporaryFile() as source:
            source.write(text.encode("utf-8", "replace"))
            source.seek(0)
            try:
                return lifeline.start(
                    _program(argv[0]),
                    argv[1:],
                    f"/dev/fd/{source.fileno()}",
                    pass_fds=(source.fileno(),),
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                )
            except (OSError, ValueError) as error:
                told = _("{program} cannot be started: {why}")
                why = getattr(error, "strerror", None) or str(error)
                raise CommandError(told.format(program=printable(argv[0]), why=why)) from error
    except OSError as error:
        told = _("the posting cannot be handed over: {why}; TMPDIR can name another folder")
        raise CommandError(told.format(why=reason(error))) from error


def _program(name: str) -> str:
    """Return the path of the program that a command names. Raises OSError."""
    from errno import EACCES, ENOENT
    from shutil import which

    if found := which(name):
        return found if "/" in found else f"./{found}"
    number = EACCES if "/" in name and os.path.exists(name) else ENOENT  # noqa: PTH110
    raise OSError(number, os.strerror(number))


def _heard(process: Popen[bytes], stop: Event, seconds: int, most: int) -> tuple[bytes, str]:
    """Return what a process says until it ends, and why it was not waited for or how it ended."""
    from select import select
    from time import monotonic, sleep

    assert process.stdout is not None
    end, said, is_open = monotonic() + seconds, b"", True
    while not stop.is_set() and monotonic() < end:
        if is_open and select([process.stdout], [], [], _LOOK)[0]:
            chunk = os.read(process.stdout.fileno(), 65536)
            said, is_open = said + chunk, bool(chunk)
            if len(said) > most:
                _kill(process)
                return said[:most], _("stopped after {n} bytes").format(n=most)
        elif (code := process.poll()) is not None:  # whoever holds the pipe still is silent
            return said, _how(code)
        elif not is_open:
            sleep(_LOOK / 10)
    _kill(process)
    return said, _("stopped") if stop.is_set() else _("stopped after {n} seconds").format(n=seconds)


def _how(code: int) -> str:
    if code < 0:
        return _("ended by signal {code}").format(code=-code)
    return _("ended with code {code}").format(code=code) if code else ""


def _kill(process: Popen[bytes]) -> None:
    """End a process and what it left running."""
    from contextlib import suppress
    from signal import SIGKILL

    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, SIGKILL)


def _shown(said: bytes) -> str:
    text = _STEERING.sub("", said.decode("utf-8", "replace").replace("\r\n", "\n"))
    return clean(text, keep_newlines=True).rstrip("\n")
