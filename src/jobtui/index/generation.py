"""A generation of the index, with all of its files open.

So it can be read for as long as it is shown, whatever a writer has removed meanwhile, and readers
need no lock. A lock is no use where others can read: whoever can open a file can lock it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jobtui.files import safe_io

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1 << 20  # bytes copied at a time
_READ_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class OpenFile:
    """A file that is read piece by piece; closed with the last who uses it."""

    def __init__(self, handle: int) -> None:
        self.handle = handle
        self.size = os.fstat(handle).st_size

    def read(self, start: int, size: int) -> bytes:
        """Return *size* bytes from *start* on."""
        return os.pread(self.handle, size, start)

    def __del__(self) -> None:
        os.close(self.handle)


class Generation:
    """The directory at *path* and the files in it, open."""

    def __init__(self, path: Path, before: Generation | None = None) -> None:
        """Open all files. Those that *before*, of the same cache, has open are shared with it: the
        name of a part is never given twice.

        Raises OSError, and UntrustedError if others can write any of them.
        """
        self.path = path
        self._files: dict[str, OpenFile] = {}
        folder = os.open(path, _READ_FOLDER)
        try:
            if not safe_io.is_trusted_status(os.fstat(folder)):
                raise safe_io.UntrustedError(path)
            for name in os.listdir(folder):  # noqa: PTH208 - a handle is no path
                known = before._files.get(name) if before and not name.endswith(".json") else None
                self._files[name] = known or OpenFile(safe_io.trusted_handle(name, folder))
        finally:
            os.close(folder)

    def file(self, name: str) -> OpenFile:
        """Return a file. Raises FileNotFoundError."""
        try:
            return self._files[name]
        except KeyError:
            raise FileNotFoundError(2, os.strerror(2), name) from None

    def share(self, name: str, directory: Path) -> None:
        """Give a file, which is never changed in place, to another *directory* as well.

        It is copied where links are not possible, or where it was removed. Raises OSError.
        """
        target = directory / name
        try:
            target.hardlink_to(self.path / name)
        except OSError:
            file, done = self.file(name), 0
            with safe_io.open_private(target) as stream:
                while chunk := file.read(done, _CHUNK):
                    done += stream.write(chunk)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)


def open_in(place: Path | Generation, name: str) -> OpenFile:
    """Open a file of a generation, or of the directory that is to be one.

    Raises OSError, and UntrustedError if others can write it.
    """
    if isinstance(place, Generation):
        return place.file(name)
    return OpenFile(safe_io.trusted_handle(place / name))
