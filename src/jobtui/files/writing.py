"""Writes files atomically: after a kill or on a full disk, a file has its old or its new content.

The content goes into a temporary file beside the target, which is synced and then renamed:

    .<name>.<16 hexadecimal digits>.jobtui-new

It is locked while it is written. The next write to the same target removes those that are not,
which killed processes left.
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
_RANDOM = 8  # bytes in the name of a temporary file
_LONGEST_NAME = 255  # bytes, on the file systems of Linux and macOS
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


def create(path: Path, content: bytes) -> None:
    """Write a new file that only the user can read, whatever the umask.

    Raises OSError, and FileExistsError if *path* exists.
    """
    _check_free(path)
    with _temporary_file(path, content) as temporary:
        try:
            os.link(temporary, path, follow_symlinks=False)  # never over another file
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            _check_free(path)  # as well as is possible without links
            temporary.rename(path)


def replace(
    path: Path,
    content: bytes,
    check: Callable[[], None] | None = None,
    is_durable: bool = True,
) -> None:
    """Replace the file at *path* by *content*, which only the user can read.

    *check* is called just before; what it raises prevents that. If not *is_durable*, nothing is
    synced: for a file that may be torn after a power cut, if that is noticed and it can be
    recreated. Raises OSError.
    """
    with _temporary_file(path, content, is_durable) as temporary:
        if check is not None:
            check()
        temporary.replace(path)


def why_not(error: OSError) -> str:
    """Return a line on why a file could not be written, and what to do about it."""
    why = str(reason(error))
    if error.errno in _NO_ROOM:
        return _("{why}; free some space, or write to another disk").format(why=why)
    if error.errno in _NOT_ALLOWED:
        return _("{why}; choose a folder that you can write to").format(why=why)
    if error.errno == errno.ENOENT:
        return _("{why}; create its folder first").format(why=why)
    return why


def _check_free(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


@contextmanager
def _temporary_file(path: Path, content: bytes, is_durable: bool = True) -> Iterator[Path]:
    """Provide a temporary file beside *path* that has the *content*; remove it afterwards.

    It is locked until then, so that no other process takes it for an abandoned one.
    """
    _remove_abandoned(path)
    handle, temporary = _create_locked(path)
    try:
        try:
            os.fchmod(handle, _PRIVATE)  # whatever the umask
            _write(handle, content)
            if is_durable:
                os.fsync(handle)
            yield temporary
        finally:
            with suppress(FileNotFoundError):  # it was renamed
                temporary.unlink()
    finally:
        os.close(handle)
    if is_durable:
        with suppress(OSError):  # some file systems cannot sync a folder
            safe_io.sync(path.parent)


def _create_locked(path: Path) -> tuple[int, Path]:
    """Create a temporary file beside *path*, locked where the file system has locks."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    while True:
        temporary = path.with_name(f"{_start(path)}{os.urandom(_RANDOM).hex()}{_ENDING}")
        handle = os.open(temporary, flags, _PRIVATE)
        with suppress(OSError):
            locks.try_lock(handle)
        if os.fstat(handle).st_nlink:
            return handle, temporary
        os.close(handle)  # another process removed it before it was locked


def _write(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _start(path: Path) -> str:
    """Return how the names of temporary files for *path* begin, cut to leave room for the rest."""
    room = _LONGEST_NAME - len(_ENDING) - 2 * _RANDOM - 2
    return f".{os.fsdecode(os.fsencode(path.name)[:room])}."


def _remove_abandoned(path: Path) -> None:
    """Remove the temporary files that killed processes left beside *path*.

    Such a file has a name as above, belongs to the user, who alone can read it, and is not locked,
    as the lock of a process ends with it, even in another container. Without locks nothing is
    removed.
    """
    start, length = _start(path), 2 * _RANDOM + len(_ENDING)
    try:
        candidates = [one for one in path.parent.iterdir() if one.name.startswith(start)]
    except OSError:
        return
    for one in candidates:
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
