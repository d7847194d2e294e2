"""A terminal driver that asks for no more than is used, and sends only what changed.

What Textual writes goes through a shadow of the screen (`jobtui.app.cells`), which leaves out
what the terminal already shows. The shadow knows nothing after a start, a resume, a switch of
the screen buffer, a change of size or a sequence that it does not know; then all is sent anew.
The setting ``stock_driver`` turns it off: everything is sent as written.
"""

from __future__ import annotations

import asyncio
import codecs
import os
import sys
import termios
import time
from collections import deque
from functools import partial
from threading import Event, RLock
from typing import TYPE_CHECKING

from textual import events
from textual.app import ScreenStackError
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.widgets import Input

from jobtui import first_picture
from jobtui.app.background import QUERY, Listener, may_be_asked
from jobtui.app.cells import Shadow
from jobtui.app.looks import is_ascii
from jobtui.plain import encodable
from jobtui.query import LONGEST
from jobtui.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual.app import App
    from textual.message import Message
    from textual.message_pump import MessagePump

    from jobtui.first_picture import Painted

_NO_MOUSE = ("linux", "vt100", "vt102", "vt220", "dumb")
_NO_ERASE = ("vt100", "vt102", "ansi", "cons25", "dumb")  # no ECH
_ALREADY = ("\x1b[?1049h", "\x1b[?25l")  # sent with the first picture
_PATIENCE = 2  # seconds for a key to have its effect


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
        self._prepare(stock=getattr(app, "is_stock", False))

    def _prepare(self, stock: bool) -> None:
        self._stock = stock
        self._shadow: Shadow | None = None
        self._sizes: deque[tuple[int, int]] = deque()  # told by signals and another thread
        self._size_told = (0, 0)
        self._painted: Painted | None = None
        self._listener: Listener | None = None  # to what the ground is
        self._was_used = False
        self._key_done = Event()
        self._is_heard = False
        self._lock = RLock()
        self._writing = False

    def start_application_mode(self) -> None:
        """Take the terminal, with the first picture if that is shown already."""
        self._painted = first_picture.painted()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._painted is not None:
            first_picture.take_over()
            self.attrs_before = self._painted.attributes
            self._painted = None

    def ask_ground(self, heard: Callable[[bool], None]) -> None:
        """Ask whether the ground is light; if there is an answer, *heard* is called in the app."""

        def tell(is_light: bool) -> None:
            self._loop.call_soon_threadsafe(self._app.call_later, heard, is_light)

        if may_be_asked():
            self._listener = Listener(tell)
            self.write(QUERY)

    def release(self) -> None:
        """Bring the first picture up to date: the screen is whole now, or a key asks for more."""
        with self._lock:
            if self._shadow is not None and self._shadow.is_holding:
                super().write(self._shadow.release())

    def picture(self) -> tuple[str, tuple[int, int]] | None:
        """Return what draws the screen as it is, and its size; None if keys were pressed before."""
        with self._lock:
            if self._shadow is None or self._was_used or self._sizes:
                return None
            return self._shadow.picture(), self._shadow.size

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

    def send_aside(self, data: str) -> None:
        """Send what shows nothing, such as a text to copy in a string for screen or tmux.

        The shadow, which does not know these strings, would else draw everything anew.
        """
        with self._lock:
            super().write(data)

    def run_input_thread(self) -> None:
        """Read keys; bytes that are no UTF-8, as in a paste, become U+FFFD and no exception."""
        linux_driver.getincrementaldecoder = self._decoding  # type: ignore[attr-defined,assignment]
        super().run_input_thread()

    def _decoding(self, encoding: str) -> Callable[[], Any]:
        decoder = codecs.getincrementaldecoder(encoding)("replace")

        class Decoder:
            @staticmethod
            def decode(data: bytes, final: bool = False) -> str:
                typed = decoder.decode(data, final)
                return self._listener.take(typed) if self._listener else typed

        return Decoder

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
        """Take the sizes that the terminal reports by itself; runs in the thread of input.

        What is pasted reaches no input, the command palette's either, before it is made safe.
        """
        if isinstance(message, events.Resize) and message.size != self._size_told:
            self._sizes.append(message.size)
            self._size_told = message.size
        elif isinstance(message, events.Paste):
            message = events.Paste(clean(message.text[:LONGEST], keep_newlines=True)[:LONGEST])
        can_move_focus = False
        if isinstance(message, events.Key | events.Paste):
            self._wait_for_key()
            is_text = isinstance(message, events.Paste) or message.is_printable
            can_move_focus = not (is_text and isinstance(self._app.focused, Input))
        if isinstance(message, events.InputEvent | events.Paste):
            self._was_used = True
            self.release()
        super().process_message(message)
        if can_move_focus:
            self._key_done.clear()
            asyncio.run_coroutine_threadsafe(self._follow_key(), self._loop)

    def hear_keys(self) -> None:
        """Give out the keys that came early: Textual would lose them, or fail, without a focus."""
        if not self._is_heard:
            self._is_heard = True
            self._key_done.set()

    def _wait_for_key(self) -> None:
        """Wait until the last key has had its effect: the next one may go to another widget.

        Textual hands keys that come at once to the widget that has the focus before the first of
        them, and ``/developer`` would not be typed into the search box. What is typed into a box
        is no such key.
        """
        until = time.monotonic() + _PATIENCE
        while not self._key_done.wait(_PATIENCE / 100):
            if self.exit_event.is_set() or time.monotonic() > until:
                return

    async def _follow_key(self) -> None:
        """Go behind a key from widget to widget, up to the app, then behind a change of focus."""
        app = self._app

        def follow(*way: MessagePump) -> None:
            if not way or not way[0].call_later(follow, *way[1:]):
                self._key_done.set()

        def start() -> None:
            try:
                widget = app.focused or app.screen
            except ScreenStackError:  # the app is ending
                self._key_done.set()
            else:
                follow(*widget.ancestors_with_self, app, app)

        if not app.call_later(start):
            self._key_done.set()

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return columns and rows; called when the app starts and when the size changes."""
        size = super()._get_terminal_size()
        self._sizes.append(size)
        self._size_told = size
        return size

    def _shadowed(self, data: str) -> str:
        if self._shadow is None:
            can_erase = os.environ.get("TERM") not in _NO_ERASE
            newline = "\n" if _maps_newlines(self._file) else "\r\n"
            self._shadow = Shadow(*self._get_terminal_size(), can_erase, newline)
            self._sizes.clear()
            if self._painted is not None and self._painted.size == self._shadow.size:
                self._shadow.learn(self._painted.picture)
        while self._sizes:
            self._shadow.resize(*self._sizes.popleft())
        if self._painted is not None and data in _ALREADY:
            return ""
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
