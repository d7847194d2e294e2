"""Locks between processes: flock(2), and a test for the record locks that SQLite needs.

A lock belongs to an open file and ends with it, however its process ends, so no lock is ever left
behind. Some network file systems have no locks; every call there raises OSError.
"""

from __future__ import annotations

import errno
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jobtui.files import safe_io

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_POLL = 0.05  # seconds between two attempts, as flock has no timeout
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)


class BusyError(Exception):
    """Another process holds the lock."""


@contextmanager
def exclusive(
    path: Path, patience: float = 0, waiting: Callable[[], None] | None = None
) -> Iterator[None]:
    """Hold the lock on the file at *path*, which is created, private, if it is missing.

    Waits up to *patience* seconds, and calls *waiting* before each new attempt; what that raises
    ends the wait. Raises BusyError when the time is over, and OSError.
    """
    handle = safe_io.private_handle(path, os.O_RDWR)
    try:
        until = time.monotonic() + patience
        while not try_lock(handle):
            if time.monotonic() >= until:
                raise BusyError
            if waiting is not None:
                waiting()
            time.sleep(_POLL)
        yield
    finally:
        os.close(handle)


def try_lock(handle: int) -> bool:
    """Lock an open file until it is closed; return False if it is locked. Raises OSError."""
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def has_record_locks(path: Path) -> bool:
    """Whether the file system of *path*, which is created if missing, has record locks.

    Those are fcntl(2)'s, which SQLite uses; it reports a file system without them as busy.
    """
    import fcntl

    try:
        handle = safe_io.private_handle(path, os.O_RDWR)
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        finally:
            os.close(handle)
    except OSError as error:
        return error.errno not in _NO_LOCKS
    return True
