"""A terminal driver that asks for no more than is used, and sends only what changed.

What Textual writes goes through a shadow of the screen (`jobtui.app.cells`), which leaves out
what the terminal already shows. The shadow knows nothing after a start, a resume, a switch of
the screen buffer, a change of size or a sequence that it does not know; then all is sent anew.
The environment variable ``JOBTUI_STOCK_DRIVER=1`` turns it off: everything is sent as written.
"""

from __future__ import annotations

import os
import sys
import termios
from collections import deque
from functools import partial
from threading import RLock
from typing import TYPE_CHECKING

from textual import events
from textual.drivers.linux_driver import LinuxDriver

from jobtui.app.cells import Shadow
from jobtui.app.looks import is_ascii
from jobtui.plain import encodable

if TYPE_CHECKING:
    from typing import Any

    from textual.app import App
    from textual.message import Message

_NO_MOUSE = ("linux", "vt100", "vt102", "vt220", "dumb")
_NO_ERASE = ("vt100", "vt102", "ansi", "cons25", "dumb")  # no ECH
_STOCK = "JOBTUI_STOCK_DRIVER"


class QuietDriver(LinuxDriver):
    """Only changed cells; clicks and the wheel, no reports of every motion.

    In a locale without Unicode no characters are sent that it has not.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._prepare(stock=os.environ.get(_STOCK) == "1")

    def _prepare(self, stock: bool) -> None:
        self._stock = stock
        self._shadow: Shadow | None = None
        self._sizes: deque[tuple[int, int]] = deque()  # told by signals and another thread
        self._lock = RLock()
        self._writing = False

    def write(self, data: str) -> None:
        """Send what of *data* changes the screen; what cannot be encoded looks alike."""
        if is_ascii():
            encoding = getattr(sys.__stderr__, "encoding", None) or "ascii"
            data = encodable(data, encoding)
        if self._stock:
            super().write(data)
            return
        with self._lock:
            if self._writing:
                # a signal handler stops or resumes the app in the middle of another write
                super().write(data)
                self.forget()
                return
            self._writing = True
            try:
                data = self._shadowed(data)
                if data:
                    super().write(data)
            finally:
                self._writing = False

    def forget(self) -> None:
        """Send all that is written from now on, whatever the terminal seems to show.

        To draw a spoilt screen anew, call this before refreshing the screen.
        """
        self._get_terminal_size()

    def _sigcont_application(self, *_signal: object) -> None:
        """Continue after a stop; the screen was given back, which Textual does not draw anew."""
        super()._sigcont_application()
        if self._auto_restart:
            draw = partial(self._app.refresh, layout=True)
            self._loop.call_soon_threadsafe(self._app.call_later, draw)

    def process_message(self, message: Message) -> None:
        """Take the sizes that the terminal reports by itself; runs in the thread of input."""
        if isinstance(message, events.Resize):
            self._sizes.append(message.size)
        super().process_message(message)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return columns and rows; called when the app starts and when the size changes."""
        size = super()._get_terminal_size()
        self._sizes.append(size)
        return size

    def _shadowed(self, data: str) -> str:
        if self._shadow is None:
            can_erase = os.environ.get("TERM") not in _NO_ERASE
            newline = "\n" if _maps_newlines(self._file) else "\r\n"
            self._shadow = Shadow(*self._get_terminal_size(), can_erase, newline)
        while self._sizes:
            self._shadow.resize(*self._sizes.popleft())
        return self._shadow.feed(data)

    def _enable_mouse_support(self) -> None:
        if not self._mouse or os.environ.get("TERM") in _NO_MOUSE:
            return
        for mode in (1000, 1006):
            self.write(f"\x1b[?{mode}h")

    def _disable_mouse_support(self) -> None:
        if not self._mouse or os.environ.get("TERM") in _NO_MOUSE:
            return
        for mode in (1000, 1006):
            self.write(f"\x1b[?{mode}l")


def _maps_newlines(terminal: Any) -> bool:
    """Whether the line discipline of a *terminal*, a file, makes ``\\n`` ``\\r\\n``."""
    try:
        output = termios.tcgetattr(terminal)[1]
    except (termios.error, OSError, TypeError):
        return False
    return bool(output & termios.OPOST and output & termios.ONLCR)
