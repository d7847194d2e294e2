"""The cached index on disk: generations, one of which is current, and a lock for the writer.

    <cache>/index-<version>/<sources>/current     the name of the current generation
                                     /lock        held by the writer
                                     /g-…/        a manifest and its parts, never changed

A generation is written into a new directory with its checksums, synced, renamed into place, and
then named in ``current`` by an atomic replace: a kill at any moment leaves the old or the new one.
Readers open all files of the generation that they show and take no lock, so neither they nor the
writer ever wait for each other. Other users cannot open the lock file.
"""

from __future__ import annotations

import os
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jobtui import __version__
from jobtui.files import locations, locks, safe_io
from jobtui.files.shortage import is_shortage
from jobtui.i18n import _
from jobtui.index import checksums
from jobtui.index.generation import Generation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobtui.sources.folders import Source

FORMAT = 36  # raise it whenever the files, or what they mean, change
_CURRENT = "current"
_MOST_ATTEMPTS = 100  # to open a generation before a writer removes it


class NoCacheError(Exception):
    """There is no generation that can be used; the text says why, for the user.

    It is empty where there was none yet, as at a first start: that is no news.
    """


class Cache:
    """The directory of one set of sources; the first writer creates it.

    Only the user can write it, and only the user can read it unless it is *shared*.
    """

    def __init__(self, directory: Path, shared: bool = False) -> None:
        self.directory = directory
        self.is_shared = shared
        self._directory_mode, self._file_mode = (0o755, 0o644) if shared else (0o700, 0o600)

    @classmethod
    def of(cls, sources: Sequence[Source], base: Path | None = None, shared: bool = False) -> Cache:
        """Return the cache of *sources* under *base* (default: the user's cache directory)."""
        names = os.fsencode("\0".join("\0".join(map(str, source)) for source in sources))
        # Should two sets collide, each finds that the files have changed: slow, but correct.
        name = f"{zlib.crc32(names):08x}{zlib.adler32(names):08x}"
        version = f"index-{__version__}-{FORMAT}"
        return cls((base or locations.cache_dir()) / version / name, shared)

    @property
    def pointer(self) -> Path:
        """The file that names the current generation."""
        return self.directory / _CURRENT

    def current(self) -> Path:
        """Return the current generation. Raises NoCacheError."""
        generation = self.directory / self._named()
        if not generation.is_dir():
            raise NoCacheError(unreadable())
        if not safe_io.all_trusted(generation):
            raise NoCacheError(_untrusted())
        return generation

    def opened(self, before: Generation | None = None) -> Generation:
        """Open the current generation; share files that *before* has open. Raises NoCacheError."""
        for _attempt in range(_MOST_ATTEMPTS):
            name, why = self._named(), ""
            try:
                generation = Generation(self.directory / name, before)
            except safe_io.UntrustedError:
                why = _untrusted()
            except OSError as error:
                if is_shortage(error):
                    raise
                why = unreadable()
            if self._named() == name:  # or a writer may have removed files while they were opened
                if why:
                    raise NoCacheError(why)
                return generation
        raise NoCacheError(unreadable())

    def _named(self) -> str:
        """Return the name of the current generation. Raises NoCacheError."""
        pointer = self.pointer
        if not os.path.lexists(pointer):
            raise NoCacheError("")
        if not (safe_io.is_trusted(self.directory.parent) and safe_io.is_trusted(self.directory)):
            raise NoCacheError(_untrusted())
        try:
            with safe_io.open_trusted(pointer) as stream:
                name = stream.read(200).decode("ascii").strip()
        except safe_io.UntrustedError:
            raise NoCacheError(_untrusted()) from None
        except (OSError, ValueError) as error:
            if is_shortage(error):
                raise
            name = ""
        if not name.startswith("g-") or "/" in name:
            raise NoCacheError(unreadable())
        return name

    def written(self) -> int:
        """Return when the current generation was published, in ns; 0 if there is none."""
        try:
            return self.pointer.lstat().st_mtime_ns
        except OSError:
            return 0

    @contextmanager
    def writer(self, patience: float = 0) -> Iterator[None]:
        """Hold the writer's lock. Raises OSError, and BusyError after *patience* seconds."""
        safe_io.make_directory(self.directory.parent, self._directory_mode)
        safe_io.make_directory(self.directory, self._directory_mode)
        with locks.exclusive(self.directory / "lock", patience):
            self._clean()
            yield

    def fresh(self, base: Generation | None = None) -> Path:
        """Return a new directory that has the files of the parts of *base*. Raises OSError."""
        number = max((self._number(path) for path in self._generations()), default=0) + 1
        directory = self.directory / f"new-{number}-{os.getpid()}"
        safe_io.make_private(directory)
        for name in base or ():
            if not name.endswith(".json"):  # the manifest and the checksums are always new
                assert base is not None
                base.share(name, directory)
        return directory

    def publish(self, directory: Path, base: Generation | None = None) -> Path:
        """Make *directory*, which ``fresh`` returned for *base*, current. Raises OSError."""
        checksums.write(directory, base)
        for file in directory.iterdir():
            if file.stat().st_nlink == 1:  # files shared with *base* are synced
                file.chmod(self._file_mode)
                safe_io.sync(file)
        safe_io.sync(directory)
        number = directory.name.split("-")[1]
        generation = self.directory / f"g-{number}-{os.getpid()}"
        directory.rename(generation)
        generation.chmod(self._directory_mode)
        pointer = self.directory / f"{_CURRENT}.{os.getpid()}"
        handle = os.open(pointer, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(handle, "w") as stream:  # noqa: PTH123 - a handle is no path
            pointer.chmod(self._file_mode)
            stream.write(generation.name)
            stream.flush()
            os.fsync(handle)
        pointer.replace(self.pointer)
        safe_io.sync(self.directory)
        self._clean()
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
        number = path.name.split("-")[1]
        return int(number) if number.isdecimal() else 0

    def _clean(self) -> None:
        """Remove what killed writers left, and all generations but the current and one older."""
        try:
            current = self.current()
        except NoCacheError:
            current = self.directory / "g-0"
        mine = self._number(current)
        generations = self._generations()
        older = [path for path in generations if self._number(path) < mine]
        for path in generations:
            if path != current and path not in older[-1:]:  # a reader may just be opening that
                _remove(path)
        with suppress(OSError):
            for path in self.directory.iterdir():
                if path.name.startswith(("new-", f"{_CURRENT}.")):
                    _remove(path)


def _untrusted() -> str:
    return _("other users can write to the cached index; it is not used")


def unreadable() -> str:
    """Return the message to the user about a damaged cache."""
    return _("cannot read the cached index; rebuilding it")


def _remove(path: Path) -> None:
    import shutil

    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
