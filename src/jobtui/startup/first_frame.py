"""The browser's first frame, saved at an earlier start and shown before anything is imported.

Without a saved frame, or if showing it fails, the browser silently starts without one: see
`jobtui.startup.frame_file` for when a frame is used.

What is shown is removed by `withdraw`, unless the app's driver takes it over first. Until then
keys are not echoed. The usual ones are answered (`jobtui.startup.early_keys`) and stored for the
app, all others wait in the terminal's queue; Ctrl-C still ends the program.

Imported before all else: at its top this imports only what the interpreter has loaded already.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as in typing, which would have to be imported
if TYPE_CHECKING:
    from typing import Any

    from jobtui.startup.early_keys import Answering
    from jobtui.startup.frame_file import SavedFrame

_START = "\x1b[?1049h\x1b[?25l\x1b[m\x1b[2J"  # alternate screen, no cursor, clear
_END = "\x1b[m\x1b[?1049l\x1b[?25h"
_ENDING = (
    "SIGHUP SIGINT SIGQUIT SIGTRAP SIGABRT SIGUSR1 SIGUSR2 SIGALRM SIGTERM SIGSTKFLT SIGXCPU"
    " SIGVTALRM SIGPROF SIGIO SIGPWR SIGSYS".split()
)


class FirstFrame:
    """What is shown: the text that draws it, the size, and the terminal's attributes before.

    ``states`` and ``texts`` are those of the SavedFrame; ``size`` is columns and rows.
    """

    def __init__(self, saved: SavedFrame, size: tuple[int, int], attributes: list[Any]) -> None:
        self.states, self.texts = saved.states, saved.texts
        self.picture, self.size, self.attributes = self.texts[0], size, attributes
        self.answering: Answering | None = None
        self.answered = self.unanswered = b""  # keys that were read, for the app to act on

    def answer(self) -> None:
        """Begin to answer keys from the saved answers; without any, keys wait for the app."""
        if not self.texts[1:]:
            return
        from jobtui.startup.early_keys import Answering, read

        def is_same() -> bool:
            return _size() == self.size

        try:
            self.answering = Answering(read(self.texts[1:]), _write, is_same)
            self.answering.start()
        except (ValueError, OSError, RuntimeError):
            pass

    def stop(self) -> None:
        """Stop answering keys; what the answers have drawn is now part of the picture."""
        answering, self.answering = self.answering, None
        if answering is not None:
            answering.stop()
            self.picture += answering.shown
            self.answered = answering.typed[: answering.answered]
            self.unanswered = answering.typed[answering.answered :]


_shown: FirstFrame | None = None


def paint() -> None:
    """Show the frame of an earlier start, if there is one for this call."""
    global _shown
    try:
        if not _is_possible():
            return
        from jobtui.startup import frame_file

        size = _size()
        saved = frame_file.load(size)
        if saved is not None:
            _shown = FirstFrame(saved, size, _hold_keys())
            _write(_START + _shown.picture)
            _watch_signals(_shown)
            _shown.answer()
    except Exception:
        withdraw()


def shown_frame() -> FirstFrame | None:
    """Return what is shown, if anything, and stop answering keys: the app does from now on."""
    if _shown is not None:
        _shown.stop()
    return _shown


def take_over() -> FirstFrame | None:
    """Return what is shown, if anything; the caller must then restore the terminal."""
    global _shown
    shown, _shown = shown_frame(), None
    return shown


def withdraw() -> None:
    """Restore the terminal if a frame is still shown."""
    shown = take_over()
    if shown is not None:
        _restore(shown.attributes)


def ending() -> list[int]:
    """Return the numbers of the signals that end a program unless it handles them."""
    import signal

    known = [int(getattr(signal, name)) for name in _ENDING if hasattr(signal, name)]
    return known + list(range(signal.SIGRTMIN, signal.SIGRTMAX + 1))


def _size() -> tuple[int, int]:
    columns, rows = os.get_terminal_size(1)
    return columns, rows


def _is_possible() -> bool:
    """Whether the call may open the browser, in the foreground of one terminal."""
    environ = os.environ
    if sys.platform != "linux" or "COLUMNS" in environ or "LINES" in environ:
        return False
    if environ.get("TERM", "dumb") in ("", "dumb") or not (os.isatty(0) and os.isatty(1)):
        return False
    if os.fstat(0).st_rdev != os.fstat(1).st_rdev:
        return False
    encoding = getattr(sys.__stdout__, "encoding", None) or ""
    return encoding.lower() == "utf-8" and os.tcgetpgrp(0) == os.getpgrp()


def _hold_keys() -> list[Any]:
    """Let keys wait in the queue without echo; return the terminal's attributes from before.

    Ctrl-C still interrupts, as nothing reads keys yet; Ctrl-Z and Ctrl-backslash are mere keys.
    """
    import termios as t

    before = t.tcgetattr(0)
    now = t.tcgetattr(0)
    now[0] &= ~(t.IXON | t.IXOFF | t.ICRNL | t.INLCR | t.IGNCR)
    now[3] &= ~(t.ECHO | t.ICANON | t.IEXTEN)
    now[6][t.VMIN], now[6][t.VTIME] = 1, 0
    now[6][t.VSUSP] = now[6][t.VQUIT] = b"\0"
    t.tcsetattr(0, t.TCSANOW, now)
    return before


def _watch_signals(shown: FirstFrame) -> None:
    """Restore the terminal before a signal ends the program, until the app handles signals."""
    import signal

    def end(number: int, _frame: object) -> None:
        shown.stop()
        _restore(shown.attributes)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    for number in ending():
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


def _restore(attributes: list[Any]) -> None:
    import termios

    try:
        termios.tcsetattr(0, termios.TCSANOW, attributes)
        _write(_END)
    except (OSError, termios.error):
        pass  # the terminal is gone


def _write(text: str) -> None:
    data = text.encode()
    while data:
        data = data[os.write(1, data) :]
