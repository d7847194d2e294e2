"""Opens what lies beneath a place that the user named, and nothing that a link there leads to.

The way goes folder by folder: each is opened from the descriptor of the one before, and never
through a link. So nothing on it can be swapped for something else between a look and the reading.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from jobtui.i18n import later

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_PATH_ONLY: int = getattr(os, "O_PATH", os.O_RDONLY)  # of a folder that may not be listed
_PASS = _PATH_ONLY | os.O_DIRECTORY | os.O_CLOEXEC
_LIST = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_LINK_THERE = (errno.ELOOP, errno.ENOTDIR)  # which of them depends on how it was opened


class Top(NamedTuple):
    """A folder or file that the user named; it may be a link, or lie behind links."""

    path: str
    for_all: bool = False  # what not everybody may read cannot be read


class OutsideError(OSError):
    """A link leads out of the place that was named; its only argument is a message."""


class NotForAllError(PermissionError):
    """Not everybody may read this, and what is read is for everybody."""

    def __init__(self) -> None:
        super().__init__(errno.EACCES, os.strerror(errno.EACCES))  # as others would be told


def holds(top: str, path: str) -> bool:
    """Whether *path*, by its name alone, is *top* or lies beneath it."""
    return path == top or path.startswith(top.rstrip("/") + "/")


def open_folder(path: str, top: Top) -> int:
    """Return a handle to list the folder at *path* with. Raises OSError."""

    def listed(folder: int, name: str) -> int:
        handle = os.open(name, _LIST, dir_fd=folder)
        return _checked(handle, top, stat.S_IROTH | stat.S_IXOTH)

    return _reached(path, top, listed)


def open_file(path: str, top: Top) -> int | None:
    """Return a handle of the regular file at *path*, None for anything else.

    Never waits for a writer. Raises OSError.
    """

    def opened(folder: int, name: str) -> int | None:
        if not stat.S_ISREG(_status(folder, name).st_mode):  # to open a device may do something
            return None
        handle = os.open(name, _READ, dir_fd=folder)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            return None
        return _checked(handle, top, stat.S_IROTH)

    return _reached(path, top, opened)


def look(path: str, top: Top) -> os.stat_result:
    """Return the state of what is at *path*, or of what a link there leads to. Raises OSError."""
    return _reached(path, top, _status)


def _reached(path: str, top: Top, act: Callable[[int, str], T]) -> T:
    """Return what *act* does with a handle of the folder that *path* is in, and its name there.

    A link is followed by its real path, on which no link is allowed any more.
    """
    if not holds(top.path, path) or "/../" in f"{path}/":
        raise _outside()
    names = [name for name in path[len(top.path) :].split("/") if name]
    try:
        return _walked(names, top, act)
    except OSError as error:
        if error.errno not in _LINK_THERE or not names:
            raise
    real, base = os.path.realpath(path), os.path.realpath(top.path)
    if not holds(base, real):
        raise _outside()
    return _walked([name for name in real[len(base) :].split("/") if name], top, act)


def _walked(names: list[str], top: Top, act: Callable[[int, str], T]) -> T:
    folder, names = _begun(names, top)
    try:
        if top.for_all:
            _check_above(folder)
            _check(os.fstat(folder), stat.S_IXOTH)
        for name in names[:-1]:
            below = os.open(name, _PASS | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = below
            if top.for_all:
                _check(os.fstat(folder), stat.S_IXOTH)
        return act(folder, names[-1])
    finally:
        os.close(folder)


def _begun(names: list[str], top: Top) -> tuple[int, list[str]]:
    """Return a handle of the folder that was named, and the way from there."""
    try:
        return os.open(top.path, _PASS), names or ["."]
    except NotADirectoryError:
        if names:
            raise
    folder, _slash, name = os.path.realpath(top.path).rpartition("/")  # a file was named
    return os.open(folder or "/", _PASS), [name]


def _status(folder: int, name: str) -> os.stat_result:
    status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    if stat.S_ISLNK(status.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return status


def _checked(handle: int, top: Top, needed: int) -> int:
    """Return *handle*, if everybody may do what is *needed* or the reading is not for all."""
    try:
        if top.for_all:
            _check(os.fstat(handle), needed)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _check(status: os.stat_result, needed: int) -> None:
    if status.st_mode & needed != needed:
        raise NotForAllError


def _check_above(folder: int) -> None:
    """Make sure that everybody can pass through all that is above an open folder."""
    way, below = "..", os.fstat(folder)
    while True:
        above = os.stat(way, dir_fd=folder)
        if os.path.samestat(above, below):
            return
        _check(above, stat.S_IXOTH)
        way, below = f"{way}/..", above


def _outside() -> OutsideError:
    return OutsideError(later("a link that leads out of the source; not followed"))
