"""Pipes a text to a command and captures its output, with limits on time and size."""

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

MAX_SECONDS = 60
MAX_BYTES = 200_000  # of output
_POLL = 0.1  # seconds between checks of whether to stop
_CONTROL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])")


class Outcome(NamedTuple):
    """The output of a command, safe to display, and how it ended."""

    output: str
    ending: str  # empty: with exit code 0


class CommandError(Exception):
    """The command cannot be parsed or started; the text is one line for the user."""


def words_of(command: str) -> list[str]:
    """Split a *command* into words as a shell would, but without one. Raises CommandError."""
    try:
        words = shlex.split(command)
    except ValueError:
        raise CommandError(_("unclosed quotation mark")) from None
    if not words:
        raise CommandError(_("no command given"))
    return words


def pipe(
    argv: Sequence[str], text: str, stop: Event, seconds: int = MAX_SECONDS, most: int = MAX_BYTES
) -> Outcome:
    """Run a command with *text* as its input, without a terminal. Raises CommandError.

    It is killed, with all processes that it started, after so many *seconds*, when it outputs more
    than *most* bytes, or when *stop* is set. Processes that it leaves running when it ends by
    itself go on, as programs that hold a clipboard must.
    """
    from jobtui.processes import lifeline

    process = _started(argv, text)
    try:
        output, ending = _captured(process, stop, seconds, most)
    finally:
        lifeline.release(process)
        with process:
            pass
    return Outcome(_displayable(output), ending)


def _started(argv: Sequence[str], text: str) -> Popen[bytes]:
    """Start a command that reads *text* from a file: a pipe would have to be fed meanwhile."""
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
                message = _("cannot start {program}: {why}")
                why = getattr(error, "strerror", None) or str(error)
                raise CommandError(message.format(program=printable(argv[0]), why=why)) from error
    except OSError as error:
        message = _("cannot pass on the posting: {why}; set TMPDIR to another folder")
        raise CommandError(message.format(why=reason(error))) from error


def _program(name: str) -> str:
    """Return the path of the program that a command names. Raises OSError."""
    from errno import EACCES, ENOENT
    from shutil import which

    if found := which(name):
        return found if "/" in found else f"./{found}"
    number = EACCES if "/" in name and os.path.exists(name) else ENOENT  # noqa: PTH110
    raise OSError(number, os.strerror(number))


class _Captured(NamedTuple):
    """The output of a process, and how it ended or why it was killed."""

    output: bytes
    ending: str


def _captured(process: Popen[bytes], stop: Event, seconds: int, most: int) -> _Captured:
    """Read the output of a process until it ends or reaches a limit."""
    from select import select
    from time import monotonic, sleep

    assert process.stdout is not None
    end, output, is_open = monotonic() + seconds, b"", True
    while not stop.is_set() and monotonic() < end:
        if is_open and select([process.stdout], [], [], _POLL)[0]:
            chunk = os.read(process.stdout.fileno(), 65536)
            output, is_open = output + chunk, bool(chunk)
            if len(output) > most:
                _kill(process)
                return _Captured(output[:most], _("stopped after {n} bytes").format(n=most))
        elif (code := process.poll()) is not None:  # another process may still hold the pipe
            return _Captured(output, _ending(code))
        elif not is_open:
            sleep(_POLL / 10)
    _kill(process)
    if stop.is_set():
        return _Captured(output, _("stopped"))
    return _Captured(output, _("stopped after {n} seconds").format(n=seconds))


def _ending(code: int) -> str:
    if code < 0:
        return _("killed by signal {code}").format(code=-code)
    return _("exit code {code}").format(code=code) if code else ""


def _kill(process: Popen[bytes]) -> None:
    """Kill a process and all that it started."""
    from contextlib import suppress
    from signal import SIGKILL

    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, SIGKILL)


def _displayable(output: bytes) -> str:
    text = _CONTROL.sub("", output.decode("utf-8", "replace").replace("\r\n", "\n"))
    return clean(text, keep_newlines=True).rstrip("\n")
