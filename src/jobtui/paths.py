"""Where jobtui keeps things, and whether a place may be trusted."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def cache_dir() -> Path:
    """Return the user's cache directory for jobtui; it may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("jobtui", appauthor=False))


def make_private(directory: Path) -> None:
    """Make *directory* and its parents, the last one open to the user alone. Raises OSError."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    directory.mkdir(mode=0o700, exist_ok=True)
    if not is_private(directory):
        raise PermissionError(f"{directory}: belongs to others, or others can write it")


def is_private(path: Path) -> bool:
    """Whether *path* itself (no link) is the user's and nobody else can write it.

    An index is opened with pickle: whoever can write one runs code as whoever opens it.
    """
    try:
        status = os.lstat(path)
    except OSError:
        return False
    if stat.S_ISLNK(status.st_mode) or status.st_uid != os.geteuid():
        return False
    return not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def all_private(directory: Path) -> bool:
    """Whether *directory* and everything directly in it is private."""
    if not is_private(directory):
        return False
    try:
        with os.scandir(directory) as found:
            return all(is_private(Path(entry.path)) for entry in found)
    except OSError:
        return False


def sync(path: Path) -> None:
    """Wait until *path*, a file or a directory, is on the disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
