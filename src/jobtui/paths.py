"""Where jobtui keeps things, and whether a place may be trusted."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def cache_dir() -> Path:
    """Return the user's cache directory for jobtui; it may not exist yet.

    Without a home it is a path that cannot be made: nothing is ever written below the current
    directory.
    """
    return _own("user_cache_dir") or Path(os.devnull) / "jobtui"


def system_config_dir() -> Path | None:
    """Return the directory of the configuration that holds for everybody."""
    return _own("site_config_dir")


def user_config_dir() -> Path | None:
    """Return the directory of the user's configuration, None without a home."""
    return _own("user_config_dir")


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
    for missing in (*reversed(directory.parents), directory):
        try:
            missing.mkdir(mode=0o700)
        except FileExistsError:
            continue
        except OSError:
            if not missing.is_dir():
                raise
    status = directory.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise PermissionError(f"{directory}: a link, no directory, or another user's")
    if status.st_mode & _OTHERS_WRITE:
        directory.chmod(0o700)
        _empty(directory)


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


def is_trusted(status: os.stat_result) -> bool:
    """Whether a file is the user's or root's, and nobody else can write it.

    A group that the user alone is in, as many systems give one to each, is nobody else.
    """
    if status.st_uid not in (os.geteuid(), 0) or status.st_mode & stat.S_IWOTH:
        return False
    return not status.st_mode & stat.S_IWGRP or _is_own_group(status.st_gid)


def _is_own_group(gid: int) -> bool:
    """Whether a group is the user's primary one, has their name and no other member."""
    import grp
    import pwd

    try:
        user, group = pwd.getpwuid(os.geteuid()), grp.getgrgid(gid)
    except KeyError:
        return False
    named_alike = user.pw_gid == gid and group.gr_name == user.pw_name
    return named_alike and set(group.gr_mem) <= {user.pw_name}


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
