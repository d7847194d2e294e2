"""Where jobtui keeps things, and whether a place may be trusted."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from jobtui.plain import plain
from jobtui.words import _

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def cache_dir() -> Path:
    """Return the user's cache directory for jobtui; it may not exist yet.

    Without a home it is a path that cannot be made: nothing is ever written below the current
    directory.
    """
    return _own("user_cache_dir") or Path(os.devnull) / "jobtui"


def data_dir() -> Path:
    """Return the user's data directory for jobtui, for what cannot be made again.

    It may not exist yet; without a home it cannot be made, as in ``cache_dir``.
    """
    return _own("user_data_dir") or Path(os.devnull) / "jobtui"


def config_dirs() -> list[Path]:
    """Return the directories of the system's configuration and of the user's."""
    return [place for name in ("site_config_dir", "user_config_dir") if (place := _own(name))]


def _own(name: str) -> Path | None:
    import platformdirs

    try:
        place = Path(getattr(platformdirs, name)("jobtui", appauthor=False))
    except RuntimeError:  # there is no home
        return None
    return place if place.is_absolute() else None


def make_private(directory: Path) -> None:
    """Make *directory* and what is missing above it, open to the user alone. Raises OSError.

    If others can write it, what is in it is removed first.
    """
    _make(directory)
    status = directory.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise PermissionError(f"{directory}: a link, no directory, or another user's")
    if status.st_mode & _OTHERS_WRITE:
        directory.chmod(0o700)
        _empty(directory)


def make_own(directory: Path) -> None:
    """Make *directory* and what is missing above it; what is in it stays, whoever wrote it.

    It may be a link. Raises OSError; PermissionError with a text for the user if the directory is
    another user's or others can write it.
    """
    _make(directory)
    status = directory.stat()
    if not stat.S_ISDIR(status.st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if status.st_uid != os.geteuid():
        text = _("{directory} belongs to another user")
        raise PermissionError(text.format(directory=plain(str(directory))))
    if status.st_mode & _OTHERS_WRITE:
        text = _("others can write {directory}; chmod go-w makes it yours")
        raise PermissionError(text.format(directory=plain(str(directory))))
    if stat.S_IMODE(status.st_mode) & ~0o700:
        with suppress(OSError):  # on a disk that is read-only nothing else can be done
            directory.chmod(0o700)


def _make(directory: Path) -> None:
    for missing in (*reversed(directory.parents), directory):
        try:
            missing.mkdir(mode=0o700)
        except FileExistsError:
            continue
        except OSError:
            if not missing.is_dir():
                raise


def is_private(path: Path) -> bool:
    """Whether *path* itself (no link) is the user's and nobody else can write it.

    An index is opened with pickle: whoever can write one runs code as whoever opens it.
    """
    try:
        status = path.lstat()
    except OSError:
        return False
    if stat.S_ISLNK(status.st_mode) or status.st_uid != os.geteuid():
        return False
    return not status.st_mode & _OTHERS_WRITE


def all_private(directory: Path) -> bool:
    """Whether *directory* and everything directly in it is private."""
    if not is_private(directory):
        return False
    try:
        return all(is_private(path) for path in directory.iterdir())
    except OSError:
        return False


def sync(path: Path) -> None:
    """Wait until *path*, a file or a directory, is on the disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _empty(directory: Path) -> None:
    import shutil

    for path in directory.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
