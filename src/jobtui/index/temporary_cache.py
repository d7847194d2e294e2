"""A temporary cache, for one session, where the user's cache cannot be written.

    <temporary folder>/jobtui-…/session    names the folder it was made for; locked by the session
                               /index/     the cache

A session that is killed leaves its folder behind; the next one removes it. A folder is recognised
by the content of ``session``, not by its name, and is abandoned if nobody holds the lock. Process
numbers would not do: another container has the same ones.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jobtui.files import locks, safe_io
from jobtui.index.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "jobtui-"
_SESSION, _INDEX = "session", "index"  # all that is created and removed in the folder
_LONGEST = 500  # bytes that are read of ``session``
_READ_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_READ_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class TemporaryCache:
    """The temporary cache of this session, if it has one."""

    def __init__(self) -> None:
        self.cache: Cache | None = None
        self._folder: Path | None = None
        self._session = -1  # handle of the locked file

    def places(self) -> Iterator[Cache]:
        """Yield a new cache in one place after another, until the caller stops asking.

        Raises OSError if there is no place, or none is left.
        """
        import tempfile

        failure: OSError | None = None
        for place in _folders():
            self.remove()
            try:
                self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
                self._folder.chmod(0o700)  # whatever the umask
                self._session = _begin(self._folder)
            except OSError as error:
                failure = failure or error
                continue
            _remove_orphans(self._folder.parent)
            self.cache = Cache(self._folder / _INDEX / "0")
            yield self.cache
        self.remove()
        if failure is not None:
            raise failure

    def remove(self) -> None:
        """Remove the cache."""
        if self._folder is not None:
            with suppress(OSError), _opened(self._folder) as handle:
                _remove(self._folder, handle)
        if self._session >= 0:
            os.close(self._session)
        self.cache = self._folder = None
        self._session = -1


def _folders() -> list[str | None]:
    """Return folders to try: the default of ``tempfile`` (None), then those in memory."""
    memory = [os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"]  # noqa: S108 - mkdtemp is private
    return [None, *(place for place in memory if place and os.path.isdir(place))]  # noqa: PTH112


def _begin(folder: Path) -> int:
    """Create the session's file in *folder*; return its handle, locked.

    It is locked before it is written. Without locks it stays empty, so that nobody takes a running
    session for a dead one.
    """
    session = safe_io.private_handle(folder / _SESSION, os.O_RDWR | os.O_EXCL | os.O_NOFOLLOW)
    try:
        with suppress(OSError):
            if locks.try_lock(session):
                os.write(session, _statement(folder.name, folder.stat()))
    except BaseException:
        os.close(session)
        raise
    return session


def _statement(name: str, status: os.stat_result) -> bytes:
    """Return the content of the session's file; no copied or renamed folder has the same."""
    made_for = f"{name}\n{status.st_dev}.{status.st_ino}.{status.st_uid}\n"
    return os.fsencode(f"a temporary index of jobtui, removed when its session is over\n{made_for}")


def _remove_orphans(folder: Path) -> None:
    """Remove the temporary indexes of sessions that were killed."""
    with suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*"):
            with suppress(OSError), _opened(left) as handle, _session_of(left, handle) as session:
                if locks.try_lock(session):
                    _remove(left, handle)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """Open a folder; raise OSError unless only the user can enter it."""
    handle = os.open(folder, _READ_FOLDER)
    try:
        status = os.fstat(handle)
        if status.st_uid != os.geteuid() or stat.S_IMODE(status.st_mode) != 0o700:
            raise PermissionError(folder)
        yield handle
    finally:
        os.close(handle)


@contextmanager
def _session_of(folder: Path, handle: int) -> Iterator[int]:
    """Open the session's file of an open *folder*; raise OSError if it is not of this folder."""
    session = os.open(_SESSION, _READ_FILE, dir_fd=handle)
    try:
        if os.read(session, _LONGEST) != _statement(folder.name, os.fstat(handle)):
            raise FileNotFoundError(folder)
        yield session
    finally:
        os.close(session)


def _remove(folder: Path, handle: int) -> None:
    """Remove what a session created in *folder*, and the folder if nothing else is in it."""
    import shutil

    shutil.rmtree(_INDEX, ignore_errors=True, dir_fd=handle)
    with suppress(OSError):
        os.unlink(_SESSION, dir_fd=handle)
    folder.rmdir()
