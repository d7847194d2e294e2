"""The cached index on disk: generations, of which one is current, and a lock for the writer.

    <cache>/index-<version>/<sources>/current     the name of the current generation
                                     /lock        held by the one writer
                                     /g-…/        a catalogue and a Whoosh index, never changed

A generation is written into a fresh directory, synced, renamed into place, and then named in
``current`` by an atomic replace: a kill at any moment leaves the old or the new one. Readers take
no lock; the generation before the current one stays for those that are just opening it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jobtui import __version__, paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobtui.sources import Source

FORMAT = 1  # goes up whenever what is kept would be read or meant differently
_CURRENT = "current"


class Cache:
    """The directory of one set of sources; made by the first writer."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    @classmethod
    def of(cls, sources: Sequence[Source], base: Path | None = None) -> Cache:
        """Return the cache of *sources* under *base* (default: the user's cache directory)."""
        names = "\0".join("\0".join(source) for source in sources)
        digest = hashlib.sha256(os.fsencode(names)).hexdigest()[:20]
        version = f"index-{__version__}-{FORMAT}"
        return cls((base or paths.cache_dir()) / version / digest)

    def current(self) -> Path | None:
        """Return the current generation, or None if there is none that may be opened."""
        try:
            if not paths.is_private(self.directory):
                return None
            name = (self.directory / _CURRENT).read_text("ascii").strip()
        except (OSError, ValueError):
            return None
        if not name.startswith("g-") or "/" in name:
            return None
        generation = self.directory / name
        return generation if paths.all_private(generation) else None

    @contextmanager
    def writer(self) -> Iterator[bool]:
        """Hold the writer's lock; yields whether it could be had. Raises OSError."""
        paths.make_private(self.directory.parent)
        paths.make_private(self.directory)
        handle = os.open(self.directory / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            self._clean(keep=1)
            yield True
        finally:
            os.close(handle)

    def fresh(self, base: Path | None = None) -> Path:
        """Return a new directory to write into, holding *base*'s index files. Raises OSError."""
        number = max((self._number(path) for path in self._generations()), default=0) + 1
        directory = self.directory / f"new-{number}-{os.getpid()}"
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(mode=0o700)
        if base is not None:
            for file in base.iterdir():
                if file.name.startswith("_MAIN"):
                    _share(file, directory / file.name)
        return directory

    def publish(self, directory: Path) -> Path:
        """Make *directory*, from ``fresh``, the current generation. Raises OSError."""
        for file in directory.iterdir():
            file.chmod(0o600)
            paths.sync(file)
        paths.sync(directory)
        number = directory.name.split("-")[1]
        generation = self.directory / f"g-{number}-{os.getpid()}"
        directory.rename(generation)
        pointer = self.directory / f"{_CURRENT}.{os.getpid()}"
        with open(os.open(pointer, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(generation.name)
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self.directory / _CURRENT)
        paths.sync(self.directory)
        self._clean(keep=2)
        return generation

    def _generations(self) -> list[Path]:
        with suppress(OSError):
            return sorted(
                (path for path in self.directory.iterdir() if path.name.startswith("g-")),
                key=self._number,
            )
        return []

    @staticmethod
    def _number(path: Path) -> int:
        number = path.name.split("-")[1] if "-" in path.name else ""
        return int(number) if number.isdigit() else 0

    def _clean(self, keep: int) -> None:
        """Remove what dead writers left, and all but the newest *keep* generations."""
        current = self.current()
        old = [path for path in self._generations() if path != current]
        for path in old[: max(0, len(old) - keep + (current is not None))]:
            shutil.rmtree(path, ignore_errors=True)
        with suppress(OSError):
            for path in self.directory.iterdir():
                if path.name.startswith("new-"):
                    shutil.rmtree(path, ignore_errors=True)
                elif path.name.startswith(f"{_CURRENT}."):
                    path.unlink(missing_ok=True)


def _share(file: Path, target: Path) -> None:
    """Link *file*, which is never changed in place; copy it where links are not possible."""
    try:
        os.link(file, target)
    except OSError:
        shutil.copy2(file, target)
