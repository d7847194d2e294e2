"""A terminal driver that asks for no more than is used, and sends only what changed.

It is Textual's driver for Linux with another way to write (`output`), to read keys (`keyboard`,
`key_turns`, `input_thread`), to end by signals (`ending_signals`), and to stop and go on. The
setting ``stock_driver`` turns the first off: everything is sent as written.

Textual has no public way to do so. These of its private names are used, besides the methods that
are overridden: `_app`, `_auto_restart`, `_debug`, `_file`, `_key_thread`, `_loop`, `_mouse`,
`_mouse_pixels` and `_must_signal_resume`.
"""

from __future__ import annotations

import os
import signal
import termios
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.drivers.linux_driver import LinuxDriver

from jobtui.startup import first_frame
from jobtui.text import encoding
from jobtui.text.printable import encodable
from jobtui.tui.styles import is_ascii, plain
from jobtui.tui.terminal.background import QUERY, is_light, may_be_asked
from jobtui.tui.terminal.ending_signals import EndingSignals
from jobtui.tui.terminal.input_thread import InputThread, Receiver
from jobtui.tui.terminal.key_turns import KeyTurns, sanitized
from jobtui.tui.terminal.keyboard import Keyboard
from jobtui.tui.terminal.output import Output
from jobtui.tui.terminal.terminal_file import TerminalFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual.app import App
    from textual.message import Message

    from jobtui.startup.first_frame import FirstFrame
    from jobtui.tui.terminal.screen_buffer import ScreenBuffer

_NO_MOUSE = ("linux", "vt100", "vt102", "vt220", "dumb")
# What Textual sets besides the alternate screen and the mouse; the kitty keyboard protocol without
# another entry on the terminal's stack.
_MODES = ("\x1b[?25l", "\x1b[?1004h", "\x1b[=25;1u", "\x1b[?2004h", "\x1b[?7l")
_ALL_BACK = (
    "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1006l\x1b[?1016l\x1b[<u\x1b[m"
    "\x1b[?1049l\x1b[?25h\x1b[?1004l"
)


def driver_of(app: App[Any]) -> QuietDriver | None:
    """Return the driver of an app that runs in a terminal; Textual has no public name for it."""
    driver = app._driver
    return driver if isinstance(driver, QuietDriver) else None


class QuietDriver(LinuxDriver):
    """Sends changed cells to standard output; asks for clicks and the wheel, not every motion.

    In a locale without Unicode only characters of the locale are sent.
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
        self._terminal = TerminalFile()
        self._file = self._terminal  # type: ignore[assignment]
        self._prepare(stock=getattr(app, "is_stock", False))

    def _prepare(self, stock: bool) -> None:
        self._output = Output(self._send, self._get_terminal_size, self._file, stock)
        self._turns = KeyTurns(lambda: self._app, lambda: self.exit_event.is_set())
        self._last_size = (0, 0)  # that the terminal had, as far as was reported
        self.painted: FirstFrame | None = None  # that was shown before the app was there
        self._early: tuple[bytes, ...] = ()  # keys of before the app: those answered, the others
        self._told, self._tell = -1, -1  # a pipe that ends the thread of input
        self._hear_ground: Callable[[bool], None] | None = None
        self._was_used = False
        self._ending = EndingSignals(self._leave, self.restore, self._is_running)
        self._is_on = False  # in application mode
        self._is_stopped = False  # by Ctrl+Z, until the shell continues the program
        self._stop_asked = False
        self._raw: list[Any] | None = None  # the terminal's attributes while it is drawn on

    def start_application_mode(self) -> None:
        """Take the terminal, together with the first frame if that is shown already.

        It is taken only once: a second input thread would compete with the first.
        """
        if self._is_on:
            return
        self._is_on = True
        self._ending.watch()
        shown = self._output.first_frame = first_frame.shown_frame()
        if shown is not None:
            self._early = shown.answered, shown.unanswered
            self._turns.is_behind = bool(shown.answered)
        if self._tell < 0:
            self._told, self._tell = os.pipe()
        before = self._key_thread
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._key_thread is before:
            self._is_on, self._is_stopped = False, True  # sent to the background again
            return
        self._is_stopped = False
        self._raw = _attributes(self.fileno)
        if shown is not None:
            self.painted = first_frame.take_over()
            self.attrs_before = shown.attributes
            self._output.first_frame = None

    def stop_application_mode(self) -> None:
        """Give the terminal back, if it is taken."""
        if self._is_on:
            super().stop_application_mode()
            self._is_on = False

    def ask_ground(self, heard: Callable[[bool], None]) -> None:
        """Ask whether the background is light; *heard* is called in the app with any answer."""

        def tell(is_light: bool) -> None:
            self._loop.call_soon_threadsafe(self._app.call_later, heard, is_light)

        if may_be_asked():
            self._hear_ground = tell
            self.write(QUERY)

    def _report(self, report: str) -> None:
        """Handle a report of the terminal; runs in the input thread."""
        light = is_light(report)
        if light is not None and self._hear_ground is not None:
            self._hear_ground(light)

    def release(self) -> None:
        """Bring the first frame up to date: the screen is whole now, or a key asks for more."""
        self._output.release()
        self._turns.caught_up()

    @property
    def is_behind(self) -> bool:
        """Whether the app has yet to act upon keys whose answers are shown already."""
        return self._turns.is_behind

    def screen(self) -> ScreenBuffer | None:
        """Return a copy of the screen, to keep; None if keys were pressed or it is not known."""
        return None if self._was_used else self._output.screen()

    def write(self, data: str) -> None:
        """Send what of *data* changes the screen; what is not to be shown becomes look-alikes.

        Nothing is sent while the terminal is not taken: whatever is drawn then is drawn again.
        """
        if not self._is_on:
            return
        if is_ascii():
            data = encodable(plain(data), encoding.encoding(), in_cells=True)
        self._output.write(data)

    def _send(self, data: str) -> None:
        super().write(data)

    def send_aside(self, data: str) -> None:
        """Send what shows nothing, such as a text to copy in a string for screen or tmux."""
        if self._is_on:
            self._output.send_aside(data)

    def disable_input(self) -> None:
        """End the input thread, which waits for keys and for this."""
        if self._tell >= 0:
            os.close(self._tell)
            self._tell = -1
        super().disable_input()

    def run_input_thread(self) -> None:
        """Read keys until `disable_input`."""
        receiver = Receiver(
            self.process_message, self.exit_event.is_set, self._turns.catch_up, self._hang_up
        )
        keyboard = Keyboard(self._report, self._debug)
        early, self._early = self._early, ()
        InputThread(self.fileno, keyboard, receiver).run(self._told, early)

    def _run_input_thread(self) -> None:
        """Read keys; if that fails, the app ends with the error, as if it had happened there."""
        try:
            self.run_input_thread()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app.call_later, self._fail, error)

    def _fail(self, error: Exception) -> None:
        raise error

    def _leave(self, number: int) -> None:
        """End the app as after a signal, also when the terminal is gone; callable in any thread."""
        leave = partial(self._app.exit, return_code=128 + number)
        self._loop.call_soon_threadsafe(leave)

    def _is_running(self) -> bool:
        return self._is_on or not self._auto_restart

    def _hang_up(self) -> None:
        self._leave(signal.SIGHUP)

    def forget(self) -> None:
        """Send all that is written from now on, whatever the terminal seems to show.

        To repair a garbled screen, call this before refreshing it.
        """
        self._get_terminal_size()

    def restore(self) -> None:
        """Give the terminal back immediately if it is still taken, whatever else is going on."""
        if not self._is_on:
            return
        self._is_on = False
        frame = self._output.first_frame
        before = self.attrs_before if frame is None else frame.attributes
        if before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, before)
        self._terminal.write_now(_ALL_BACK)

    def _sigtstp_application(self, *_signal: object) -> None:
        """Stop when the current callback is done; at once if another program has the terminal."""
        self._stop_asked = True
        if self._auto_restart:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._stop)
                return
        self._stop()

    def _stop(self) -> None:
        if not self._stop_asked:  # continued before it was stopped
            return
        self._stop_asked = False
        if self._is_on:
            self.suspend_application_mode()
            self._is_stopped = self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_signal: object) -> None:
        """Continue in the app's loop, since the signal may come in the middle of anything."""
        self._stop_asked = False
        if self._auto_restart:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._go_on)

    def _go_on(self) -> None:
        """Take the terminal again, or restore what the shell may have changed in it."""
        if self._is_stopped:
            self.resume_application_mode()
        elif self._is_on:
            if self._raw is not None:
                with suppress(termios.error):
                    termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw)
            self.forget()
            self.write("\x1b[?1049h")
            self._enable_mouse_support()
            for mode in _MODES:
                self.write(mode)
        if self._is_on:
            self._app.call_later(partial(self._app.refresh, layout=True))

    def process_message(self, message: Message) -> None:
        """Note sizes that the terminal reports, and sanitize pastes before any widget sees them.

        Runs in the input thread.
        """
        if isinstance(message, events.Resize) and message.size != self._last_size:
            self._output.resize(message.size)
            self._last_size = message.size
        message = sanitized(message)
        can_move_focus = self._turns.before(message)
        if isinstance(message, events.InputEvent | events.Paste):
            self._was_used = True
            if not self._turns.is_behind:
                self.release()
        super().process_message(message)
        if can_move_focus:
            self._turns.after(self._loop)

    def hear_keys(self) -> None:
        """Give out the keys that came early: Textual would lose them, or fail, without a focus."""
        self._turns.start()

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return columns and rows; Textual calls it at the start and when the size changes."""
        size = super()._get_terminal_size()
        self._output.resize(size)
        self._last_size = size
        return size

    def _enable_mouse_support(self) -> None:
        if not self._mouse or os.environ.get("TERM") in _NO_MOUSE:
            return
        for mode in (1000, 1006):
            self.write(f"\x1b[?{mode}h")

    def _disable_mouse_support(self) -> None:
        if not self._mouse or os.environ.get("TERM") in _NO_MOUSE:
            return
        for mode in (1000, 1006, 1016)[: 3 if self._mouse_pixels else 2]:
            self.write(f"\x1b[?{mode}l")


def _attributes(terminal: int) -> list[Any] | None:
    try:
        return termios.tcgetattr(terminal)
    except termios.error:
        return None
