"""Finds the program that opens an address, and starts programs, never through a shell.

An address from `links` begins with its scheme, so that no program takes it for an option. A browser
runs detached from the terminal, except a text browser that BROWSER names.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from shutil import which
from typing import NamedTuple

from jobtui.i18n import _
from jobtui.text.printable import printable

_TEXT_BROWSERS = frozenset(
    "browsh carbonyl cha elinks links links2 lynx retawq w3m www-browser".split()
)
_OPENERS = (("xdg-open",), ("gio", "open"))


class WebBrowser(NamedTuple):
    """A command that opens an address: its arguments, and whether it needs the terminal."""

    argv: tuple[str, ...]
    in_terminal: bool = False

    @property
    def name(self) -> str:
        """The name of the program, for messages."""
        return printable(os.path.basename(self.argv[0]))  # noqa: PTH119 - a name, not a path


def browser_for(target: str, environ: Mapping[str, str] = os.environ) -> WebBrowser | None:
    """Return what opens *target*; None if nothing would open it where the user sits.

    BROWSER comes first: commands separated as in PATH, in which ``%s`` stands for the address, else
    it is the last argument. Over SSH only BROWSER counts: others would open on the remote machine.
    """
    for argv in _candidates(target, environ):
        if program := which(argv[0], path=environ.get("PATH")):
            return WebBrowser((program, *argv[1:]), os.path.basename(program) in _TEXT_BROWSERS)  # noqa: PTH119
    return None


def _candidates(target: str, environ: Mapping[str, str]) -> Iterator[list[str]]:
    for command in environ.get("BROWSER", "").split(os.pathsep):
        try:
            words = shlex.split(command)
        except ValueError:  # unmatched quotation mark
            continue
        if words[-1:] == ["&"]:  # as some write it for a shell
            words.pop()
        if words:
            named = any("%s" in word for word in words[1:])
            argv = [word.replace("%s", target) for word in words[1:]]
            yield [words[0], *argv, *([] if named else [target])]
    if is_remote(environ):
        return
    if sys.platform == "darwin":
        yield ["open", target]
    elif environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        for opener in _OPENERS:
            yield [*opener, target]


def is_remote(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether jobtui runs over SSH: the user sits at another machine."""
    return bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"))


def start(argv: Sequence[str], failed: Callable[[str], None]) -> None:
    """Start a program detached from the terminal; it outlives jobtui.

    *failed* is called with a message, in a thread, if the program cannot be started or fails.
    """
    import subprocess
    from threading import Thread

    try:
        process = subprocess.Popen(  # noqa: S603 - a list, and no shell
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        failed(_not_started(argv, error))
        return

    def wait() -> None:
        if why := _ended(argv, process.wait()):
            failed(why)

    Thread(target=wait, daemon=True).start()


def in_terminal(argv: Sequence[str]) -> str:
    """Run a program in the terminal until it ends; return why it failed, or an empty text.

    Ctrl-C and Ctrl-backslash reach the program only, not jobtui.
    """
    import signal
    import subprocess

    def do_nothing(*_signal: object) -> None:
        """Do nothing; unlike SIG_IGN, the program does not inherit a handler."""

    before = {
        number: signal.signal(number, do_nothing) for number in (signal.SIGINT, signal.SIGQUIT)
    }
    try:
        return _ended(argv, subprocess.call(argv))  # noqa: S603 - a list, and no shell
    except OSError as error:
        return _not_started(argv, error)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _not_started(argv: Sequence[str], error: OSError) -> str:
    text = _("cannot start {program}: {why}")
    return text.format(program=printable(argv[0]), why=error.strerror or str(error))


def _ended(argv: Sequence[str], code: int) -> str:
    if not code:
        return ""
    if code < 0:
        text = _("{program} was killed by signal {code}")
        return text.format(program=printable(argv[0]), code=-code)
    return _("{program} exited with code {code}").format(program=printable(argv[0]), code=code)
