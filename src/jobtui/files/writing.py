"""Writes a file whole or not at all.

The content goes into a file beside the place and is renamed when it is on the disk: whatever
happens, a full disk or a kill, there is what was there before, or all that is new. A file that a
killed run left beside is removed by the next run that writes to the same place.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jobtui.files import locks, safe_io
from jobtui.i18n import _, reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ENDING = ".jobtui-new"
_PRIVATE = 0o600
_RANDOM = 8  # bytes in the name of a file beside
_LONGEST_NAME = 255  # bytes, on the file systems of Linux and macOS
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


def create(path: Path, content: bytes) -> None:
    """Write a new file that only the user can read, whatever the umask.

    Raises OSError, FileExistsError if there is anything at *path*.
    """
    _check_free(path)
    with _beside(path, content) as passing:
        try:
            os.link(passing, path, follow_symlinks=False)  # never over another file
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            _check_free(path)  # without links, a file that is made just now would be lost
            passing.rename(path)


def replace(
    path: Path,
    content: bytes,
    check: Callable[[], None] | None = None,
    is_durable: bool = True,
) -> None:
    """Put *content*, for the user alone, in the place of what is at *path*, unless *check* raises.

    Raises OSError, and what *check* raises. Do not wait for the disk unless it *is_durable*: only
    for a file that can be told to be torn, after a loss of power, and made again.
    """
    with _beside(path, content, is_durable) as passing:
        if check is not None:
            check()
        passing.replace(path)


def why_not(error: OSError) -> str:
    """Return why a file could not be written, and what to do about it."""
    why = str(reason(error))
    if error.errno in _NO_ROOM:
        return _("{why}; make room there, or write to another disk").format(why=why)
    if error.errno in _NOT_ALLOWED:
        return _("{why}; name a folder that you can write to").format(why=why)
    if error.errno == errno.ENOENT:
        return _("{why}; make its folder first").format(why=why)
    return why


def _check_free(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


@contextmanager
def _beside(path: Path, content: bytes, is_durable: bool = True) -> Iterator[Path]:
    """Provide a file beside *path* with all the *content*; it is gone afterwards.

    It stays locked until then, so that no other run takes it for one that was left.
    """
    _remove_left(path)
    handle, passing = _opened(path)
    try:
        try:
            os.fchmod(handle, _PRIVATE)  # whatever the umask
            _write(handle, content)
            if is_durable:
                os.fsync(handle)
            yield passing
        finally:
            with suppress(FileNotFoundError):  # it was renamed
                passing.unlink()
    finally:
        os.close(handle)
    if is_durable:
        with suppress(OSError):  # some file systems cannot sync a folder
            safe_io.sync(path.parent)


def _opened(path: Path) -> tuple[int, Path]:
    """Open a new file beside *path*, locked where the file system has locks."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    while True:
        passing = path.with_name(f"{_start(path)}{os.urandom(_RANDOM).hex()}{_ENDING}")
        handle = os.open(passing, flags, _PRIVATE)
        with suppress(OSError):
            locks.try_lock(handle)
        if os.fstat(handle).st_nlink:
            return handle, passing
        os.close(handle)  # another run took it for one that was left, and has removed it


def _write(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _start(path: Path) -> str:
    """Return how the names of the files beside *path* begin, short enough for what follows."""
    room = _LONGEST_NAME - len(_ENDING) - 2 * _RANDOM - 2
    return f".{os.fsdecode(os.fsencode(path.name)[:room])}."


def _remove_left(path: Path) -> None:
    """Remove what runs that were killed left beside *path*.

    Such a file has a name of ours, belongs to this user, who alone may read it, and is not locked:
    the lock of a run ends with the run, wherever it runs. Without locks nothing is removed.
    """
    start, length = _start(path), 2 * _RANDOM + len(_ENDING)
    try:
        beside = [one for one in path.parent.iterdir() if one.name.startswith(start)]
    except OSError:
        return
    for one in beside:
        rest = one.name.removeprefix(start)
        is_ours = len(rest) == length and rest.endswith(_ENDING)
        if is_ours and not rest.removesuffix(_ENDING).strip("0123456789abcdef"):
            with suppress(OSError):
                _remove_unlocked(one)


def _remove_unlocked(left: Path) -> None:
    flags = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    handle = os.open(left, flags)
    try:
        status = os.fstat(handle)
        is_own = stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()
        if is_own and not status.st_mode & 0o077 and locks.try_lock(handle):
            left.unlink()
    finally:
        os.close(handle)
