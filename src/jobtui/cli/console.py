"""Standard output is for data, standard error for what is said to the user."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from jobtui.i18n import _, percent, reason
from jobtui.startup import first_frame
from jobtui.text.printable import encodable, printable

if TYPE_CHECKING:
    from collections.abc import Iterator


class OutputError(Exception):
    """The answer cannot be written; the text says why."""


def say(message: str) -> None:
    """Tell the user something, in one line."""
    first_frame.withdraw()
    _write_error(f"jobtui: {printable(message)}\n")


def emit(texts: Iterable[str]) -> None:
    """Write lines to standard output; what it cannot encode is replaced.

    Raises BrokenPipeError if nobody reads them, OutputError if they cannot be written.
    """
    out = sys.stdout
    if out is None:
        for _text in texts:
            raise OutputError(_("standard output is closed"))
        return
    encoding = out.encoding or "utf-8"
    try:
        for text in texts:
            out.write(encodable(text, encoding) + "\n")
        out.flush()
    except BrokenPipeError:
        discard(out)
        raise
    except OSError as error:
        discard(out)
        raise OutputError(reason(error)) from error


def discard(stream: TextIO) -> None:
    """Let what *stream* still holds go nowhere, so that leaving the interpreter is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def is_terminal() -> bool:
    """Whether a person can be shown a browser here."""
    usable = os.environ.get("TERM", "") not in ("", "dumb")
    return usable and is_shown() and sys.stdin is not None and sys.stdin.isatty()


def is_shown() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def width() -> int | None:
    """Return the terminal's width in cells; None if standard output is none."""
    if not is_shown():
        return None
    import shutil

    return shutil.get_terminal_size().columns


@contextmanager
def counting() -> Iterator[Callable[[int, int], None] | None]:
    """Yield what tells how many files are read, if that takes more than a moment."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    last = time.monotonic()
    told = ""

    def tell(done: int, total: int) -> None:
        nonlocal last, told
        if (now := time.monotonic()) - last > 0.3:
            last = now
            told = _("reading {done} of {total}").format(done=done, total=total)
            _write_error(f"\r{told}")

    try:
        yield tell
    finally:
        if told:
            _write_error("\r" + " " * len(told) + "\r")


@contextmanager
def overwriting() -> Iterator[Callable[[str, float], None]]:
    """Yield what tells in one line, in a terminal, what is done and which share (0 to 1) of it."""
    shown = sys.stderr is not None and sys.stderr.isatty()
    told = ""

    def tell(text: str, share: float) -> None:
        nonlocal told
        line = f"{printable(text)} {percent(share)}"
        if shown and line != told:
            _write_error(f"\r{line:{len(told)}}")
            told = line

    try:
        yield tell
    finally:
        if told:
            _write_error("\r" + " " * len(told) + "\r")


def _write_error(text: str) -> None:
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(encodable(text, sys.stderr.encoding or "utf-8"))
        sys.stderr.flush()
    except OSError:  # nobody listens
        discard(sys.stderr)
