"""Standard output, for data, and standard error, for messages to the user."""

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
    """Standard output cannot be written to; the text says why."""


def say(message: str) -> None:
    """Write a message to standard error, in one line."""
    first_frame.withdraw()
    _write_error(f"jobtui: {printable(message)}\n")


def emit(texts: Iterable[str]) -> None:
    """Write lines to standard output; characters that it cannot encode are replaced.

    Raises BrokenPipeError if the reader is gone, OutputError if they cannot be written.
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
    """Redirect *stream* to /dev/null, so that flushing its buffer at exit does not fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def is_terminal() -> bool:
    """Whether the browser can run here: standard input and output are a usable terminal."""
    usable = os.environ.get("TERM", "") not in ("", "dumb")
    return usable and is_shown() and sys.stdin is not None and sys.stdin.isatty()


def is_dumb() -> bool:
    """Whether standard input and output are a terminal that only takes lines (TERM=dumb)."""
    has_user = is_shown() and sys.stdin is not None and sys.stdin.isatty()
    return has_user and os.environ.get("TERM") == "dumb"


def is_web() -> bool:
    """Whether the browser is to run in a web page: as textual-serve starts it."""
    return os.environ.get("TEXTUAL_DRIVER", "").startswith("textual.drivers.web_driver:")


def is_shown() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def has_colour() -> bool:
    """Whether what is written to standard output may be coloured."""
    return is_shown() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paged(texts: Iterable[str], is_wanted: bool = True) -> None:
    """Write lines to standard output, through the user's pager if they are more than it shows.

    The pager is that of PAGER, else less, as for git; with an empty PAGER, with "cat", or if it is
    not wanted, there is none. Raises as `emit` does.
    """
    if not (is_wanted and is_shown() and is_terminal()):
        emit(texts)
        return
    from jobtui.external import pager

    lines = list(texts)
    if not pager.show(lines):
        emit(lines)


def width() -> int | None:
    """Return the terminal's width in cells; None if standard output is none."""
    if not is_shown():
        return None
    import shutil

    return shutil.get_terminal_size().columns


@contextmanager
def file_counter() -> Iterator[Callable[[int, int], None] | None]:
    """Yield a function that shows how many files are read; None if stderr is no terminal.

    It takes the numbers of files done and in total, and shows them every 0.3 seconds at most.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    last = time.monotonic()
    shown = ""

    def show(done: int, total: int) -> None:
        nonlocal last, shown
        if (now := time.monotonic()) - last > 0.3:
            last = now
            shown = _("reading {done} of {total}").format(done=done, total=total)
            _write_error(f"\r{shown}")

    try:
        yield show
    finally:
        if shown:
            _write_error("\r" + " " * len(shown) + "\r")


@contextmanager
def progress_line() -> Iterator[Callable[[str, float], None]]:
    """Yield a function that shows, in one line of a terminal, what is being done.

    It takes a text, and which share (0 to 1) of it is done.
    """
    is_terminal = sys.stderr is not None and sys.stderr.isatty()
    shown = ""

    def show(text: str, share: float) -> None:
        nonlocal shown
        line = f"{printable(text)} {percent(share)}"
        if is_terminal and line != shown:
            _write_error(f"\r{line:{len(shown)}}")
            shown = line

    try:
        yield show
    finally:
        if shown:
            _write_error("\r" + " " * len(shown) + "\r")


def _write_error(text: str) -> None:
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(encodable(text, sys.stderr.encoding or "utf-8"))
        sys.stderr.flush()
    except OSError:  # nothing reads it any more
        discard(sys.stderr)
