"""Whoosh's view of a generation: mapped, private files."""

from __future__ import annotations

import mmap
import os
from typing import TYPE_CHECKING, Any

from whoosh.filedb.filestore import RamStorage, Storage

from jobtui.index.generation import Generation, open_in

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_LARGE = 4_000_000  # bytes of a file whose pages are released after each query


class MappedFile:
    """A memory-mapped file; it is unmapped when the last reader drops it."""

    def __init__(self, place: Path | Generation, name: str) -> None:
        file = open_in(place, name)
        self._bytes: Any = mmap.mmap(file.handle, 0, access=mmap.ACCESS_READ) if file.size else b""

    def get(self, start: int, size: int) -> bytes:
        """Return a copy of some bytes."""
        found: bytes = self._bytes[start : start + size]
        return found

    def forget(self) -> None:
        """Release the cached pages of a large file (madvise); the system keeps them."""
        if len(self._bytes) > _LARGE:
            self._bytes.madvise(mmap.MADV_DONTNEED)


class IndexStorage(Storage):  # type: ignore[misc]
    """The files of a generation that is shown, or of a directory that is written."""

    supports_mmap = True

    def __init__(self, place: Path | Generation, before: IndexStorage | None = None) -> None:
        """Use the files in *place*; segments that *before* has opened are shared with it."""
        self.place = place
        self.opened: dict[str, Any] = dict(before.opened) if before else {}  # terms, by segment

    @property
    def directory(self) -> Path:
        """Where the files are."""
        return self.place.path if isinstance(self.place, Generation) else self.place

    def list(self) -> Collection[str]:
        """Return the names of all files."""
        if isinstance(self.place, Generation):
            return tuple(self.place)
        return os.listdir(self.place)  # noqa: PTH208 - names, not paths

    def open_file(self, name: str, *_args: object, **_more: object) -> MappedFile:
        """Map a file. Raises OSError, and UntrustedError if others can write it."""
        return MappedFile(self.place, name)

    def temp_storage(self, name: str | None = None) -> Any:
        """Return a place for temporary files: memory, and nobody else's.

        Whoosh gives all writers one folder, and the first to finish empties it.
        """
        return RamStorage()
