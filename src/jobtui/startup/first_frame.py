"""The browser's first picture, kept from an earlier start and shown before anything is imported.

    <cache>/pictures/<hash of the call>     crc32, the call, witnesses, an empty line, the picture,
                                            answers to early keys

The call is all that the first screen hangs on: arguments, directory, size, user, day, terminal,
language, configuration by environment. A witness is a file with its state: the cached index's
pointer, the configuration, the folders of postings. If one is not as it was, nothing is shown.
Picture and answers are text, SGR and cursor positions, checked again before they are sent. A
failure to show or to keep one is silent: the browser then starts without.

What is shown is given back by `withdraw`, unless the app's driver takes it over first. Meanwhile
keys are not echoed. The usual ones are answered (`jobtui.startup.early_keys`) and kept for the
app, all others wait in the terminal's queue; Ctrl-C still ends the program.

Imported before all else: at its top this imports what the interpreter has already.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as typing has it, which would be imported
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from jobtui.startup.early_keys import Answering

_MOST_BYTES = 256 * 1024
_MOST_FILES = 24
_OTHERS_WRITE = 0o022
_DIRECTORY, _REGULAR, _KIND = 0o040000, 0o100000, 0o170000  # of st_mode; stat would be imported
_START = "\x1b[?1049h\x1b[?25l\x1b[m\x1b[2J"
_END = "\x1b[m\x1b[?1049l\x1b[?25h"
_BLANKS = str.maketrans("", "", "\xa0\u202f\u200d\ufe0f")  # are shown, but not called printable
_NAMES = frozenset(
    "TERM COLORTERM COLORFGBG TERM_PROGRAM NO_COLOR LANG LANGUAGE HOME TZ XDG_CACHE_HOME"
    " XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CONFIG_DIRS XDG_DATA_DIRS".split()
)
_ENDING = (
    "SIGHUP SIGINT SIGQUIT SIGTRAP SIGABRT SIGUSR1 SIGUSR2 SIGALRM SIGTERM SIGSTKFLT SIGXCPU"
    " SIGVTALRM SIGPROF SIGIO SIGPWR SIGSYS".split()
)
_PREFIXES = ("LC_", "JOBTUI_", "TEXTUAL")


class FirstFrame:
    """What is shown: text that draws it, columns and rows, the terminal's attributes before.

    ``texts`` are the first picture and the answers as they were kept, ``states`` the witnesses'.
    """

    def __init__(
        self, kept: tuple[list[str], list[str]], size: tuple[int, int], attributes: list[Any]
    ) -> None:
        self.states, self.texts = kept
        self.picture, self.size, self.attributes = self.texts[0], size, attributes
        self.answering: Answering | None = None
        self.answered = self.unanswered = b""  # keys that were read, for the app to act upon

    def answer(self) -> None:
        """Begin to answer keys, by what was kept; without that they wait for the app."""
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
        """Answer no more keys; what the answers have drawn belongs to the picture."""
        answering, self.answering = self.answering, None
        if answering is not None:
            answering.stop()
            self.picture += answering.shown
            self.answered = answering.typed[: answering.answered]
            self.unanswered = answering.typed[answering.answered :]


_painted: FirstFrame | None = None
_call = ""  # of this process, as it started


def paint() -> None:
    """Show the picture of an earlier start, if there is one for this call."""
    global _call, _painted
    try:
        if not _is_possible():
            return
        size = _size()
        _call = _call_of(size)
        kept = _kept(_path(_call), _call)
        if kept is not None:
            _painted = FirstFrame(kept, size, _keep_keys())
            _write(_START + _painted.picture)
            _watch_signals(_painted)
            _painted.answer()
    except Exception:
        withdraw()


def shown_frame() -> FirstFrame | None:
    """Return what is shown, if anything; from now on no key is answered but by the app."""
    if _painted is not None:
        _painted.stop()
    return _painted


def take_over() -> FirstFrame | None:
    """Return what is shown, if anything; it is then the caller's to give back."""
    global _painted
    shown, _painted = shown_frame(), None
    return shown


def withdraw() -> None:
    """Give the terminal back as it was, if a picture is still shown."""
    shown = take_over()
    if shown is not None:
        _give_back(shown.attributes)


def keep(texts: Sequence[str], size: tuple[int, int], witnesses: Iterable[str]) -> None:
    """Keep the picture of a screen of *size* for the next start, and the answers to early keys.

    They are all the *texts*. Raises OSError.
    """
    import zlib
    from pathlib import Path

    from jobtui.files import writing
    from jobtui.files.safe_io import make_directory

    said = states(witnesses)
    if not _call or _call != _call_of(size) or "\n" in "".join(said):
        return
    if not all(map(is_clean, texts)):
        return
    head = os.fsencode("\n".join([_call, *said]))
    for drawn in (texts, texts[:1]):
        body = head + b"\n\n" + "\n".join(drawn).encode()
        content = b"%08x\n" % zlib.crc32(body) + body
        if len(content) <= _MOST_BYTES:
            break
    else:
        return
    path = Path(_path(_call))
    make_directory(path.parent)
    writing.replace(path, content, is_durable=False)
    pictures = sorted(path.parent.iterdir(), key=lambda one: one.lstat().st_mtime_ns)
    for old in pictures[:-_MOST_FILES]:
        old.unlink()


def ending() -> list[int]:
    """Return the signals that end a program unless it does something else."""
    import signal

    known = [int(getattr(signal, name)) for name in _ENDING if hasattr(signal, name)]
    return known + list(range(signal.SIGRTMIN, signal.SIGRTMAX + 1))


def states(witnesses: Iterable[str]) -> list[str]:
    """Return what *witnesses* say now."""
    return [_state(path) for path in witnesses]


def witness_of(state: str) -> str:
    """Return the path that a state is of."""
    return state.partition(" ")[2]


def is_clean(picture: str) -> bool:
    """Whether *picture* holds nothing but printable text, SGR and cursor positions."""
    text, *parts = picture.split("\x1b[")
    for part in parts:
        rest = part.lstrip("0123456789;:")
        if rest[:1] not in ("m", "H"):
            return False
        text += rest[1:]
    return text.translate(_BLANKS).isprintable()


def _size() -> tuple[int, int]:
    columns, rows = os.get_terminal_size(1)
    return columns, rows


def _is_possible() -> bool:
    """Whether the call can be to browse, in the foreground of one terminal."""
    environ = os.environ
    if sys.platform != "linux" or "COLUMNS" in environ or "LINES" in environ:
        return False
    if environ.get("TERM", "dumb") in ("", "dumb") or not (os.isatty(0) and os.isatty(1)):
        return False
    if os.fstat(0).st_rdev != os.fstat(1).st_rdev:
        return False
    encoding = getattr(sys.__stdout__, "encoding", None) or ""
    return encoding.lower() == "utf-8" and os.tcgetpgrp(0) == os.getpgrp()


def _call_of(size: tuple[int, int]) -> str:
    """Return all that the first screen hangs on but for files, as one line of ASCII."""
    import time

    from jobtui import __version__

    environ = os.environ
    names = sorted(name for name in environ if name in _NAMES or name.startswith(_PREFIXES))
    return ascii(
        (
            (__version__, __file__, sys.argv[1:], os.getcwd(), tuple(size), os.geteuid()),
            time.localtime()[:3],
            [(name, environ[name]) for name in names],
        )
    )


def _path(call: str) -> str:
    """Return where the picture of a call is; as platformdirs has it, which would be imported."""
    import zlib

    base = os.environ.get("XDG_CACHE_HOME", "").strip()
    base = base or os.path.expanduser("~/.cache")
    if not os.path.isabs(base):
        raise FileNotFoundError
    name = f"{zlib.crc32(call.encode()):08x}{zlib.adler32(call.encode()):08x}"
    return os.path.join(base, "jobtui", "pictures", name)


def _kept(path: str, call: str) -> tuple[list[str], list[str]] | None:
    """Return the witnesses' states in a file, and its texts; None if they are not to be trusted,
    or of another call or state.

    Raises OSError and ValueError.
    """
    import zlib

    if not _is_own(os.lstat(os.path.dirname(path)), _DIRECTORY):
        return None
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(handle)
        if not _is_own(status, _REGULAR) or status.st_size > _MOST_BYTES:
            return None
        content = os.read(handle, _MOST_BYTES)
    finally:
        os.close(handle)
    crc, _, body = content.partition(b"\n")
    head, _, drawn = body.partition(b"\n\n")
    made_for, *states = os.fsdecode(head).split("\n")
    if int(crc, 16) != zlib.crc32(body) or made_for != call:
        return None
    if any(_state(witness_of(state)) != state for state in states):
        return None
    texts = drawn.decode().split("\n")
    return (states, texts) if is_clean(texts[0]) else None


def _is_own(status: os.stat_result, kind: int) -> bool:
    """Whether a file or directory is the user's, and nobody else can write it."""
    own = status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_WRITE
    return own and status.st_mode & _KIND == kind


def _state(path: str) -> str:
    """Return a file's state and its path; a file that is written or replaced has another."""
    try:
        s = os.stat(path)
    except OSError:
        return f"- {path}"
    return f"{s.st_dev}.{s.st_ino}.{s.st_size}.{s.st_mtime_ns} {path}"


def _keep_keys() -> list[Any]:
    """Let keys wait in the queue without an echo; return the terminal's attributes from before.

    Ctrl-C still interrupts, as nothing listens to keys yet; Ctrl-Z and Ctrl-backslash are keys.
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
    """Give the terminal back before a signal ends the program; the app's own handlers follow."""
    import signal

    def end(number: int, _frame: object) -> None:
        shown.stop()
        _give_back(shown.attributes)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    for number in ending():
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


def _give_back(attributes: list[Any]) -> None:
    import termios

    try:
        termios.tcsetattr(0, termios.TCSANOW, attributes)
        _write(_END)
    except (OSError, termios.error):
        pass  # there is no terminal any more


def _write(text: str) -> None:
    data = text.encode()
    while data:
        data = data[os.write(1, data) :]
