"""The file that keeps the browser's first frame from one start to the next.

    <cache>/pictures/<hash of the call>     crc32, the call, witnesses, an empty line, the picture,
                                            answers to early keys

The call is everything that the first screen depends on: arguments, directory, size, user, day,
terminal, language, configuration by environment. A witness is a file with its state: the pointer
of the cached index, the configuration, the folders of postings. If any has changed, the frame is
not used. Picture and answers are text, SGR and cursor positions, checked before they are written
and again when they are read.

Imported before all else: at its top this imports only what the interpreter has loaded already.
"""

from __future__ import annotations

import os
import sys

from jobtui.startup.ansi import is_clean

TYPE_CHECKING = False  # as in typing, which would have to be imported
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MAX_BYTES = 256 * 1024
_MAX_FILES = 24
_WRITABLE_BY_OTHERS = 0o022
_DIRECTORY, _REGULAR, _KIND = 0o040000, 0o100000, 0o170000  # of st_mode; stat would be imported
_NAMES = frozenset(
    "TERM COLORTERM COLORFGBG TERM_PROGRAM NO_COLOR LANG LANGUAGE HOME TZ XDG_CACHE_HOME"
    " XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CONFIG_DIRS XDG_DATA_DIRS".split()
)
_PREFIXES = ("LC_", "JOBTUI_", "TEXTUAL")

_call = ""  # of this process, as it started


class SavedFrame:
    """What a file holds: the states of the witnesses, and the texts.

    The first text draws the picture, the others are the lines of the answers to early keys.
    """

    def __init__(self, states: list[str], texts: list[str]) -> None:
        self.states, self.texts = states, texts


def load(size: tuple[int, int]) -> SavedFrame | None:
    """Return the frame of an earlier start with the call of this process, if it is still right.

    *size* is that of the terminal, columns and rows. Call this once, at the start: `save` writes
    only while the call is still the same. Raises OSError and ValueError.
    """
    global _call
    _call = call_of(size)
    return read(path_of(_call), _call)


def save(texts: Sequence[str], size: tuple[int, int], witnesses: Iterable[str]) -> None:
    """Save the picture of a screen of *size* for the next start, and the answers to early keys.

    Both are in *texts*, as in SavedFrame; without the answers if they are too long. Raises
    OSError.
    """
    import zlib
    from pathlib import Path

    from jobtui.files import writing
    from jobtui.files.safe_io import make_directory

    stated = states(witnesses)
    if not _call or _call != call_of(size) or "\n" in "".join(stated):
        return
    if not all(map(is_clean, texts)):
        return
    head = os.fsencode("\n".join([_call, *stated]))
    for drawn in (texts, texts[:1]):
        body = head + b"\n\n" + "\n".join(drawn).encode()
        content = b"%08x\n" % zlib.crc32(body) + body
        if len(content) <= _MAX_BYTES:
            break
    else:
        return
    path = Path(path_of(_call))
    make_directory(path.parent)
    writing.replace(path, content, is_durable=False)
    pictures = sorted(path.parent.iterdir(), key=lambda one: one.lstat().st_mtime_ns)
    for old in pictures[:-_MAX_FILES]:
        old.unlink()


def states(witnesses: Iterable[str]) -> list[str]:
    """Return the current states of files, by their paths."""
    return [state_of(path) for path in witnesses]


def state_of(path: str) -> str:
    """Return the state of a file, with its path; it changes when the file is written or replaced.

    Device, inode, size and modification time in nanoseconds; ``-`` if there is no such file.
    """
    try:
        s = os.stat(path)
    except OSError:
        return f"- {path}"
    return f"{s.st_dev}.{s.st_ino}.{s.st_size}.{s.st_mtime_ns} {path}"


def witness_of(state: str) -> str:
    """Return the path of the file that a state describes."""
    return state.partition(" ")[2]


def call_of(size: tuple[int, int]) -> str:
    """Return all that the first screen depends on except files, as one line of ASCII."""
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


def path_of(call: str) -> str:
    """Return the path of the file of a call. Raises FileNotFoundError if there is no cache.

    The directory is the one of platformdirs, which would have to be imported.
    """
    import zlib

    base = os.environ.get("XDG_CACHE_HOME", "").strip()
    base = base or os.path.expanduser("~/.cache")
    if not os.path.isabs(base):
        raise FileNotFoundError
    name = f"{zlib.crc32(call.encode()):08x}{zlib.adler32(call.encode()):08x}"
    return os.path.join(base, "jobtui", "pictures", name)


def read(path: str, call: str) -> SavedFrame | None:
    """Return what a file holds; None if it is not safe to use, or of another call or state.

    Raises OSError and ValueError.
    """
    import zlib

    if not _is_private(os.lstat(os.path.dirname(path)), _DIRECTORY):
        return None
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(handle)
        if not _is_private(status, _REGULAR) or status.st_size > _MAX_BYTES:
            return None
        content = os.read(handle, _MAX_BYTES)
    finally:
        os.close(handle)
    crc, _, body = content.partition(b"\n")
    head, _, drawn = body.partition(b"\n\n")
    made_for, *stated = os.fsdecode(head).split("\n")
    if int(crc, 16) != zlib.crc32(body) or made_for != call:
        return None
    if any(state_of(witness_of(state)) != state for state in stated):
        return None
    texts = drawn.decode().split("\n")
    return SavedFrame(stated, texts) if is_clean(texts[0]) else None


def _is_private(status: os.stat_result, kind: int) -> bool:
    """Whether a file or directory is the user's, and nobody else can write to it."""
    own = status.st_uid == os.geteuid() and not status.st_mode & _WRITABLE_BY_OTHERS
    return own and status.st_mode & _KIND == kind
