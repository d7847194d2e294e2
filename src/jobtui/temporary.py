"""A place for an index that lasts for one session, where the cache cannot be used."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jobtui.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = "jobtui-"  # how the folders are named, before the session's number


class Temporary:
    """The temporary cache of this session, if it has one."""

    def __init__(self) -> None:
        self.cache: Cache | None = None
        self._folder: Path | None = None

    def places(self) -> Iterator[Cache]:
        """Yield new caches in one place after another, until the caller is content with one.

        Raises OSError if there is no place.
        """
        import tempfile

        failure: OSError | None = None
        for place in _folders():
            self.remove()
            try:
                self._folder = Path(tempfile.mkdtemp(prefix=f"{_NAME}{os.getpid()}-", dir=place))
            except OSError as error:
                failure = failure or error
                continue
            _remove_orphans(self._folder.parent)
            self.cache = Cache(self._folder / "index" / "0")
            yield self.cache
        self.remove()
        if failure is not None:
            raise failure

    def remove(self) -> None:
        """Remove the cache."""
        if self._folder is not None:
            import shutil

            shutil.rmtree(self._folder, ignore_errors=True)
        self.cache = self._folder = None


def _folders() -> list[str | None]:
    """Return folders for a temporary index: the usual one, then those in memory."""
    memory = [os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"]  # noqa: S108 - mkdtemp is private
    return [None, *(place for place in memory if place and Path(place).is_dir())]


def _remove_orphans(folder: Path) -> None:
    """Remove the temporary indexes of sessions that were killed."""
    import shutil

    for left in folder.glob(f"{_NAME}*-*"):
        pid = left.name.removeprefix(_NAME).partition("-")[0]
        with suppress(OSError):
            if pid.isdecimal() and left.lstat().st_uid == os.geteuid() and not _lives(int(pid)):
                shutil.rmtree(left)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # another user's
        pass
    return True
