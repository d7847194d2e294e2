"""The index of a library: which one is shown, and how it is brought up to date.

There are up to three places. The user's cache is written; the system's, which an administrator
built for all users, is only read; a temporary index, which lasts for the session, replaces the
user's cache where that cannot be written. The newest of the first two is shown.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jobtui.files import locations
from jobtui.files.locks import BusyError
from jobtui.files.shortage import is_shortage
from jobtui.i18n import _, reason
from jobtui.index.cache import Cache, NoCacheError, unreadable
from jobtui.index.columns import BrokenRowsError
from jobtui.index.manifest import BrokenManifestError, Manifest, load
from jobtui.index.scan import Scan, scan
from jobtui.index.temporary_cache import TemporaryCache
from jobtui.search.snapshot import NOTHING, RefreshResult, Snapshot, difference

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jobtui.index.refresh import Progress, Refreshed
    from jobtui.postings.model import Posting
    from jobtui.sources.folders import Source


class _Base(NamedTuple):
    """The snapshot that a refresh starts from, and the files compared with it."""

    snapshot: Snapshot
    scan: Scan


class CurrentIndex:
    """The snapshot that a library shows; each refresh replaces it by a new one."""

    def __init__(self, sources: Sequence[Source], cache: Cache | None = None) -> None:
        """Open the newest index of *sources*; with a *cache*, that one only."""
        self.sources = tuple(sources)
        self.cache = cache or Cache.of(sources)
        self._system = (
            None if cache else Cache.of(sources, locations.system_cache_dir(), shared=True)
        )
        self._temporary = TemporaryCache()
        self._broken: set[Path] = set()  # generations that turned out to be unreadable
        self._why_none = ""  # why no cache could be shown, for the user
        self.snapshot = NOTHING
        self.snapshot = self._load()

    def pointers(self) -> list[str]:
        """Return the files whose change means that there is another index to show."""
        caches = [self.cache, *([self._system] if self._system else [])]
        return [str(cache.pointer) for cache in caches]

    def give_up(self, broken: Snapshot) -> None:
        """Never show a snapshot again, as its index cannot be read."""
        if broken.directory is not None:
            self._broken.add(broken.directory)
            self._why_none = unreadable()

    def has_changed(self) -> bool:
        """Whether the files are others than those of the snapshot, by names, sizes and times."""
        manifest = self.snapshot.manifest
        if self.snapshot.directory is None or _gone(self.sources):
            return False
        try:
            return not scan(self.sources, manifest).is_of(manifest)
        except (OSError, BrokenRowsError):
            return False

    def refresh(self, rebuild: bool, progress: Progress | None, patience: float) -> RefreshResult:
        """Read what changed and show it; see ``Library.refresh``. Raises OSError."""
        shown = self.snapshot
        if shown.rows.is_damaged:
            self.give_up(shown)
        if shown.directory is not None and (gone := _gone(self.sources)):
            return RefreshResult(notice=gone)
        try:
            notice = self._refresh_cache(rebuild, progress, patience)
        except BusyError:
            newest = self._newest()
            notice = ""
            if newest.directory is not None and (newest.manifest.whole or not patience):
                self.snapshot = newest
                if rebuild:
                    notice = _("another jobtui is writing the index; not rebuilt")
            elif patience:
                why = _("another jobtui is writing it")
                notice = self._refresh_temporary(progress, why)
            else:
                notice = _("another jobtui is building the index")
        except OSError as error:
            if is_shortage(error):  # another place would not help
                raise
            notice = self._refresh_temporary(progress, str(reason(error)))
        places = [source.postings for source in self.sources]
        found = difference(shown, self.snapshot, places, date.today())
        return found._replace(notice=notice)

    def close(self) -> None:
        """Remove the temporary index, if there is one."""
        self._temporary.remove()

    def _refresh_cache(self, rebuild: bool, progress: Progress | None, patience: float) -> str:
        """Bring the user's cache up to date and show it; return a notice."""
        base = self._compared(NOTHING if rebuild else self._newest())
        known = base.snapshot.manifest
        if base.snapshot.directory is not None and base.scan.is_of(known):
            self.snapshot = base.snapshot
            return ""
        is_shown = base.snapshot.directory is not None and known.whole
        with self.cache.writer(0 if is_shown else patience):
            newest = NOTHING if rebuild else self._newest()
            if newest.directory != base.snapshot.directory:  # another process has written since
                base = self._compared(newest)
            made = self._built(self.cache, base, progress)
            if made.generation is base.snapshot.generation:
                self.snapshot = base.snapshot
                return ""
            self.snapshot = self._snapshot_of(made)
            return made.notice or self._take_why_none(base.snapshot)

    def _refresh_temporary(self, progress: Progress | None, why: str) -> str:
        """Build the index in a temporary place and show it; return a notice, the first time."""
        failure: OSError | None = None
        in_use = self._temporary.cache
        for cache in [in_use] if in_use else self._temporary.places():
            try:
                self._build_temporary(cache, progress)
            except OSError as error:  # full, or read-only: there may be another place
                failure = failure or error
            else:
                text = _("cannot use the cached index ({why}); using a temporary one")
                return "" if in_use else text.format(why=why)
        raise failure or FileNotFoundError(why)

    def _build_temporary(self, cache: Cache, progress: Progress | None) -> None:
        base = NOTHING if self.snapshot.directory in self._broken else self.snapshot
        with cache.writer():
            made = self._built(cache, self._compared(base), progress)
        if made.generation is not self.snapshot.generation:
            self.snapshot = self._snapshot_of(made)

    def _built(self, cache: Cache, base: _Base, progress: Progress | None) -> Refreshed:
        """Publish in *cache*, whose lock is held, what differs from *base*."""
        # Imports Whoosh and YAML: only now that files have to be read.
        from jobtui.index.refresh import refresh

        return refresh(
            self.sources,
            cache,
            base.snapshot.manifest,
            base.snapshot.generation,
            progress,
            self._show_part,
            base.scan,
        )

    def _compared(self, base: Snapshot) -> _Base:
        """Compare the files with *base*; with nothing if that is damaged."""
        try:
            return _Base(base, scan(self.sources, base.manifest, self.cache.is_shared))
        except BrokenRowsError:
            self.give_up(base)
            return _Base(NOTHING, scan(self.sources, Manifest(), self.cache.is_shared))

    def _snapshot_of(self, made: Refreshed) -> Snapshot:
        return Snapshot(made.manifest, made.generation, self.snapshot, self._body_of)

    def _body_of(self, posting: Posting) -> str:
        from jobtui.library import posting_files

        return posting_files.body(posting, self.sources).text

    def _show_part(self, part: Refreshed) -> None:
        """Show what a long build has read so far."""
        self.snapshot = self._snapshot_of(part)

    def _take_why_none(self, base: Snapshot) -> str:
        """Return, once, why there was no cache to start from."""
        notice, self._why_none = self._why_none, ""
        return notice if base.directory is None else ""

    def _newest(self) -> Snapshot:
        """Return what the caches hold now: the snapshot that is shown, if it is that."""
        for cache in self._caches():
            with suppress(NoCacheError):
                if cache.current() == self.snapshot.directory not in self._broken:
                    return self.snapshot
                break
        return self._load()

    def _caches(self) -> list[Cache]:
        """Return the user's cache and the system's, the one that was written last first."""
        if self._system is None or not self._system.written():
            return [self.cache]
        return sorted((self.cache, self._system), key=lambda cache: -cache.written())

    def _load(self) -> Snapshot:
        for cache in self._caches():
            try:
                generation = cache.opened(self.snapshot.generation)
                if generation.path in self._broken:
                    self._why_none = unreadable()
                    continue
                manifest = load(generation, self.snapshot.manifest)
                return Snapshot(manifest, generation, body_of=self._body_of)
            except NoCacheError as error:
                self._why_none = str(error) or self._why_none
            except BrokenManifestError:
                self._why_none = unreadable()
        return NOTHING


def is_broken(error: Exception) -> bool:
    """Whether *error* says that the index cannot be read."""
    return isinstance(error, BrokenRowsError)


def _gone(sources: Sequence[Source]) -> str:
    """Return a line on the first source that is missing; its postings stay as they were."""
    for source in sources:
        try:
            os.lstat(source.postings)
        except FileNotFoundError:
            text = _("{path}: no such file or folder; showing what was read before")
            return text.format(path=source.postings)
        except OSError as error:
            text = _("{path}: cannot be read: {why}; showing what was read before")
            return text.format(path=source.postings, why=reason(error))
    return ""
