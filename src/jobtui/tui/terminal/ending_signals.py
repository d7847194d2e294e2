"""Gives the terminal back before a signal ends the program."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from jobtui.startup import first_frame

if TYPE_CHECKING:
    from collections.abc import Callable

_AT_ONCE = {signal.SIGQUIT, signal.SIGABRT, signal.SIGTRAP, signal.SIGSYS}  # dump core


class EndingSignals:
    """Ends in good order; at once for signals that dump core, or if the app cannot end."""

    def __init__(
        self,
        leave: Callable[[int], None],
        restore: Callable[[], None],
        is_running: Callable[[], bool],
    ) -> None:
        """Take how to end the app, how to give the terminal back, and whether the app runs.

        *leave* takes the number of the signal; it raises RuntimeError if the app cannot end.
        """
        self._leave, self._restore, self._is_running = leave, restore, is_running
        self._process = os.getpid()

    def watch(self) -> None:
        """Handle the signals from now on, but for those that are ignored."""
        for number in first_frame.ending():
            if signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` wants it
                signal.signal(number, self._end)

    def _end(self, number: int, _frame: object) -> None:
        is_ours = os.getpid() == self._process  # and not one that was forked
        if is_ours and self._is_running() and number not in _AT_ONCE:
            with suppress(RuntimeError):  # the loop is closed
                self._leave(number)
                return
        if is_ours:
            self._restore()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
