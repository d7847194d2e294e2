"""Whoosh's view of a generation: mapped, private files, and JSON where Whoosh would pickle."""

from __future__ import annotations

import json
import mmap
import os
from io import BytesIO
from typing import TYPE_CHECKING, Any

from whoosh.filedb.filestore import RamStorage, Storage
from whoosh.filedb.structfile import BufferFile, StructFile

from jobtui.files import safe_io
from jobtui.index.generation import Generation, open_in

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_LARGE = 4_000_000  # bytes of a file whose pages are released after each query


class JsonFile(StructFile):  # type: ignore[misc]
    """A file in memory, which is written when it is closed: Whoosh appends many small pieces."""

    def __init__(self, path: Path) -> None:
        super().__init__(BytesIO(), name=path.name)
        self._path = path
        self.write, self.tell = self.file.write, self.file.tell  # without a call in between
        self.is_real = False  # or Whoosh would write arrays past ``write``

    def write_pickle(self, obj: object, protocol: int = -1) -> None:
        """Append what Whoosh would pickle, a few names and numbers, as JSON."""
        self.write_string(json.dumps(obj).encode("ascii"))

    def close(self) -> None:
        """Write the file, which only the user can read. Raises OSError."""
        safe_io.write_private(self._path, self.file.getbuffer())


class MappedFile(BufferFile):  # type: ignore[misc]
    """A memory-mapped file; it is unmapped when the last reader drops it."""

    def __init__(self, place: Path | Generation, name: str) -> None:
        file = open_in(place, name)
        mapped: Any = b""
        if file.size:
            mapped = mmap.mmap(file.handle, 0, access=mmap.ACCESS_READ)
        self._buf, self.file = mapped, mapped or BytesIO()
        self._name, self.onclose = name, None
        self.is_real = self.is_closed = False

    def size(self) -> int:
        """Return the bytes of the file."""
        return len(self._buf)

    def get(self, position: int, length: int) -> Any:
        """Return some bytes, which Whoosh would copy twice."""
        return self._buf[position : position + length]

    def read_pickle(self) -> object:
        """Return what ``JsonFile`` wrote."""
        return json.loads(self.read_string())

    def close(self) -> None:
        """Do nothing: other snapshots may share the file."""

    def forget(self) -> None:
        """Release the cached pages of a large file (madvise); the system keeps them."""
        if self.size() > _LARGE:
            self._buf.madvise(mmap.MADV_DONTNEED)


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

    def create_file(self, name: str, **_more: object) -> JsonFile:
        """Create a file."""
        return JsonFile(self.directory / name)

    def temp_storage(self, name: str | None = None) -> Any:
        """Return a place for temporary files: memory, and nobody else's.

        Whoosh gives all writers one folder, and the first to finish empties it.
        """
        return RamStorage()
