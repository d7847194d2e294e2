"""A generation of the index, with all of its files open.

So it can be read as long as it is shown, even if a writer removes it, and readers need no lock. In
a shared cache a readers' lock would be harmful: any user who can open a file can lock it for ever.
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
    """An open file that is read in pieces; it is closed when the last user drops it."""

    def __init__(self, handle: int) -> None:
        self.handle = handle
        self.size = os.fstat(handle).st_size

    def read(self, start: int, size: int) -> bytes:
        """Return up to *size* bytes from offset *start*."""
        return os.pread(self.handle, size, start)

    def __del__(self) -> None:
        os.close(self.handle)


class Generation:
    """The directory at *path* and the files in it, open."""

    def __init__(self, path: Path, before: Generation | None = None) -> None:
        """Open all files; share those that *before*, of the same cache, has open.

        Files of one name are the same, as the name of a part is never used twice. Raises OSError,
        and UntrustedError if others can write any of them.
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
        """Put a file, which never changes, into another *directory* as well. Raises OSError.

        It is linked; copied where links are not possible or the file was removed.
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
    """Open a file of a generation, or of a directory that will be one.

    Raises OSError, and UntrustedError if others can write it.
    """
    if isinstance(place, Generation):
        return place.file(name)
    return OpenFile(safe_io.trusted_handle(place / name))
