"""Creates files that are private to the user, and opens files that nobody else can write."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from jobtui.files.shortage import is_shortage
from jobtui.i18n import _
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from typing import BinaryIO

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class UntrustedError(PermissionError):
    """Others can write this file or directory; the text names it and says what to do."""


def make_directory(directory: Path, mode: int = 0o700, may_be_link: bool = False) -> None:
    """Create *directory* and missing parents with *mode*, whatever the umask.

    Raises OSError, and UntrustedError if it exists and others can write it.
    """
    make_missing(directory, mode)
    status = directory.stat() if may_be_link else directory.lstat()
    path = printable(str(directory))
    if not stat.S_ISDIR(status.st_mode):
        text = _("{path}: a link or a file instead of a directory; remove it")
        raise UntrustedError(text.format(path=path))
    if status.st_uid != os.geteuid():
        raise UntrustedError(_("{path}: belongs to another user").format(path=path))
    if status.st_mode & _OTHERS_WRITE:
        text = _("{path}: writable by other users; chmod go-w {path}")
        raise UntrustedError(text.format(path=path))


def make_missing(directory: Path, mode: int = 0o700) -> None:
    """Create *directory* and missing parents with *mode*, whatever the umask.

    Raises OSError.
    """
    for missing in (*reversed(directory.parents), directory):
        try:
            missing.mkdir()
            missing.chmod(mode)
        except FileExistsError:
            continue
        except OSError:
            if not missing.is_dir():
                raise


def is_trusted(path: Path) -> bool:
    """Whether *path* is no link, belongs to the user or root, and nobody else can write it."""
    try:
        status = path.lstat()
    except OSError:
        return False
    return not stat.S_ISLNK(status.st_mode) and is_trusted_status(status)


def all_trusted(directory: Path) -> bool:
    """Whether *directory* and everything directly in it is trusted."""
    if not is_trusted(directory):
        return False
    try:
        return all(is_trusted(path) for path in directory.iterdir())
    except OSError as error:
        if is_shortage(error):
            raise
        return False


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only the user can read, whatever the umask. Raises OSError."""
    with open_private(path) as stream:
        stream.write(content)


def open_private(path: Path) -> BinaryIO:
    """Open a file for writing, truncated, that only the user can read. Raises OSError."""
    handle = private_handle(path, os.O_WRONLY | os.O_TRUNC)
    return open(handle, "wb")  # noqa: PTH123 - a handle is no path


def private_handle(path: Path, flags: int) -> int:
    """Open a file with *flags*, created if missing; only the user can read and write it.

    The mode is set explicitly, as a umask may take rights from the owner. Raises OSError.
    """
    handle = os.open(path, flags | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.fchmod(handle, 0o600)
    except BaseException:
        os.close(handle)
        raise
    return handle


def make_private(directory: Path) -> None:
    """Create a directory that only the user can enter, whatever the umask. Raises OSError."""
    directory.mkdir(0o700)
    directory.chmod(0o700)


def open_trusted(path: Path) -> BinaryIO:
    """Open a regular file that belongs to the user or root and that nobody else can write.

    Raises OSError, and UntrustedError if it is not trusted.
    """
    return open(trusted_handle(path), "rb")


def trusted_handle(path: Path | str, folder: int | None = None) -> int:
    """Open a file as ``open_trusted`` does, relative to the handle *folder* if given.

    The open file is checked, so it cannot be replaced between check and use.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    handle = os.open(path, flags, dir_fd=folder)
    try:
        status = os.fstat(handle)
        if not (stat.S_ISREG(status.st_mode) and is_trusted_status(status)):
            raise UntrustedError(_("{path}: writable by other users").format(path=path))
    except BaseException:
        os.close(handle)
        raise
    return handle


def is_trusted_status(status: os.stat_result) -> bool:
    """Whether a file with *status* belongs to the user or root and nobody else can write it."""
    return status.st_uid in (0, os.geteuid()) and not status.st_mode & _OTHERS_WRITE


def may_configure(status: os.stat_result) -> bool:
    """Whether a file is trusted as configuration.

    As ``is_trusted_status``, but the group may write if it is the user's private group, which many
    systems create for each user.
    """
    if status.st_uid not in (os.geteuid(), 0) or status.st_mode & stat.S_IWOTH:
        return False
    return not status.st_mode & stat.S_IWGRP or _is_own_group(status.st_gid)


def _is_own_group(gid: int) -> bool:
    """Whether a group is the user's primary one, has the user's name and no other member."""
    import grp
    import pwd

    try:
        user, group = pwd.getpwuid(os.geteuid()), grp.getgrgid(gid)
    except KeyError:
        return False
    named_alike = user.pw_gid == gid and group.gr_name == user.pw_name
    return named_alike and set(group.gr_mem) <= {user.pw_name}


def sync(path: Path) -> None:
    """Wait until *path*, a file or a directory, is on disk (fsync). Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
