"""Opens files beneath a path that the user named, and none that a link leads to outside of it.

The path is walked folder by folder: each is opened relative to the handle of its parent
(openat(2)), and never through a link. So no part of it can be replaced between check and use.
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

_PATH_ONLY: int = getattr(os, "O_PATH", os.O_RDONLY)  # for folders that cannot be listed
_PASS = _PATH_ONLY | os.O_DIRECTORY | os.O_CLOEXEC
_LIST = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_LINK_THERE = (errno.ELOOP, errno.ENOTDIR)  # which one depends on the flags


class Top(NamedTuple):
    """A folder or file that the user named; links in its own path are followed."""

    path: str
    for_all: bool = False  # refuse what not everybody may read


class OutsideError(OSError):
    """A link leads out of the top; the only argument is a message for the user."""


class NotForAllError(PermissionError):
    """Not everybody may read this, so a shared index must not contain it."""

    def __init__(self) -> None:
        super().__init__(errno.EACCES, os.strerror(errno.EACCES))  # what others would see


def holds(top: str, path: str) -> bool:
    """Whether *path*, as a string, is *top* or lies beneath it."""
    return path == top or path.startswith(top.rstrip("/") + "/")


def open_folder(path: str, top: Top) -> int:
    """Return a handle for listing the folder at *path*. Raises OSError."""

    def listed(folder: int, name: str) -> int:
        handle = os.open(name, _LIST, dir_fd=folder)
        return _checked(handle, top, stat.S_IROTH | stat.S_IXOTH)

    return _reached(path, top, listed)


def open_file(path: str, top: Top) -> int | None:
    """Return a handle of the regular file at *path*, None for anything else.

    Never blocks on a FIFO. Raises OSError.
    """

    def opened(folder: int, name: str) -> int | None:
        if not stat.S_ISREG(_status(folder, name).st_mode):  # opening a device may have effects
            return None
        handle = os.open(name, _READ, dir_fd=folder)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            return None
        return _checked(handle, top, stat.S_IROTH)

    return _reached(path, top, opened)


def read_start(path: str, most: int, top: Top | None = None) -> bytes | None:
    """Return the first *most* bytes of a regular file beneath *top*, None for anything else.

    Without *top* links are followed. Never blocks on a FIFO. Raises OSError.
    """
    handle = open_file(path, top or Top(path))
    if handle is None:
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read(most)


def look(path: str, top: Top) -> os.stat_result:
    """Return the status of what is at *path*, or a link there leads to. Raises OSError."""
    return _reached(path, top, _status)


def _reached(path: str, top: Top, act: Callable[[int, str], T]) -> T:
    """Return what *act* returns for a handle of the folder of *path*, and the name in it.

    If a link is met, the real path is walked instead, where a link is an error.
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
    """Return a handle of the top's folder, and the names to walk from there."""
    try:
        return os.open(top.path, _PASS), names or ["."]
    except NotADirectoryError:
        if names:
            raise
    folder, _slash, name = os.path.realpath(top.path).rpartition("/")  # the top is a file
    return os.open(folder or "/", _PASS), [name]


def _status(folder: int, name: str) -> os.stat_result:
    status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    if stat.S_ISLNK(status.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return status


def _checked(handle: int, top: Top, needed: int) -> int:
    """Return *handle* if *top* is not for all or everybody has the permissions *needed*."""
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
    """Check that everybody can pass through all parents of an open folder."""
    way, below = "..", os.fstat(folder)
    while True:
        above = os.stat(way, dir_fd=folder)
        if os.path.samestat(above, below):
            return
        _check(above, stat.S_IXOTH)
        way, below = f"{way}/..", above


def _outside() -> OutsideError:
    return OutsideError(later("symbolic link out of the source; not followed"))
