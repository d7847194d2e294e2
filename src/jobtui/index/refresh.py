"""Brings a cache up to date with its sources: reads what changed, drops what is gone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jobtui.bitset import bits_of, numbers_of
from jobtui.files.shortage import is_shortage
from jobtui.index import checksums, workers
from jobtui.index.cache import Cache, unreadable
from jobtui.index.expansion import expanded
from jobtui.index.generation import Generation
from jobtui.index.ingest import File, add_files, joined_posting, read_file
from jobtui.index.manifest import Manifest, save
from jobtui.index.organisations import Directories, read_directories, rejoin
from jobtui.index.rows import Rows
from jobtui.index.scan import Scan, ScannedFile, scan
from jobtui.index.skipped import skipped
from jobtui.index.storage import IndexStorage
from jobtui.index.writer import PostingIndex, merge_policy
from jobtui.parsing.file_name import id_of
from jobtui.postings.model import Posting, Problem
from jobtui.sources.folders import Source

Progress = Callable[[int, int], None]  # files done, files in all
# A long build shows its first part, a screenful, at once. Parts have a largest size, so that the
# memory of a build is bounded and little is lost if it is stopped.
_FIRST, _MOST = 25, 20_000  # postings
_GROWTH = 100  # times as many postings in each part as in the one before


class Refreshed(NamedTuple):
    """The state after a refresh."""

    manifest: Manifest
    generation: Generation
    notice: str = ""  # one line for the user


class AllRead(NamedTuple):
    """All postings of some sources, and the problems of the sources themselves."""

    postings: list[Posting]
    problems: list[Problem]


class _Work(NamedTuple):
    """What a refresh has to do."""

    kept: int  # bit set of the rows that stay as they are
    to_read: list[ScannedFile]
    scan: Scan
    directories: Directories
    for_all: bool  # leave out what not everybody may read


def refresh(
    chosen: Sequence[Source],
    cache: Cache,
    old: Manifest,
    base: Generation | None,
    progress: Progress | None,
    shown: Callable[[Refreshed], None],
    found: Scan,
) -> Refreshed:
    """Publish in *cache*, whose writer's lock is held, what a scan of the sources *found*.

    Only files are read whose size or modification time differs from *old*, the manifest of the
    generation *base*; all files if the index of *base* is damaged. A long build is published part
    by part, and *shown* is called after each but the last. Raises OSError.
    """
    if base is None:
        return _published(chosen, cache, Manifest(), None, found, progress, shown)
    if found.is_of(old):
        return Refreshed(old, base)
    try:
        return _published(chosen, cache, old, base, found, progress, shown)
    except OSError:
        raise
    except Exception as error:
        if is_shortage(error):
            raise
        # A damaged index may raise anything; building it again helps in any case.
        found = scan(chosen, Manifest(), cache.is_shared)
        refreshed = _published(chosen, cache, Manifest(), None, found, progress, shown)
        return refreshed._replace(notice=unreadable())


def read_all(chosen: Sequence[Source]) -> AllRead:
    """Read every posting of the sources, without the cache."""
    found = expanded(scan(chosen, Manifest()), for_all=False)
    directories = read_directories(chosen, for_all=False)
    postings = [
        joined_posting(file, read_file(file, for_all=False), directories)
        for file in map(_file, found.changed)
    ]
    return AllRead(postings, [*found.problems, *skipped(found.others, chosen)])


def _published(
    chosen: Sequence[Source],
    cache: Cache,
    old: Manifest,
    base: Generation | None,
    found: Scan,
    progress: Progress | None,
    shown: Callable[[Refreshed], None] | None,
) -> Refreshed:
    """Publish part by part, so that the first is shown at once and a stop loses little."""
    found = expanded(found, cache.is_shared)
    with workers.started(len(found.changed)) as processes:
        directories = read_directories(chosen, cache.is_shared)
        work = _work(old, found, directories, cache.is_shared)
        total = len(work.to_read)
        counter, left = _Counter(progress, total), total
        workers.tell(processes, total, directories, cache.is_shared)
        for batch in _batches(work.to_read, first=base is None):
            target = cache.fresh(base)
            try:
                sums = checksums.read(base) if base else {}
                work = work._replace(to_read=batch)
                old = _write(target, old, work, sums, processes, counter)
                left -= len(batch)
                old = old._replace(whole=not left)
                save(old, target)
                base = Generation(cache.publish(target, base), base)
            except BaseException:
                shutil.rmtree(target, ignore_errors=True)
                raise
            work = work._replace(kept=old.rows.alive)
            if not old.whole and shown is not None:
                shown(Refreshed(old, base))
    assert base is not None
    return Refreshed(old, base)


class _Counter:
    """Counts the files that are read, and tells *progress* before each."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total = progress, total
        self.done = 0
        self.add(0)

    def add(self, count: int = 1) -> None:
        """Note that *count* more files are read."""
        self.done += count
        if self._progress is not None and self.done < self._total:
            self._progress(self.done, self._total)


def _batches(to_read: list[ScannedFile], first: bool) -> list[list[ScannedFile]]:
    """Split what is to be read, if this is the *first* build: the newest first, by their names."""
    if not first or len(to_read) <= 2 * _FIRST:
        return [to_read]
    newest = sorted(to_read, key=lambda scanned: scanned.file.name.rpartition("/")[2], reverse=True)
    batches, at, size = [], 0, _FIRST
    while at < len(newest):
        batches.append(newest[at : at + size])
        at, size = at + size, min(size * _GROWTH, _MOST)
    return batches


def _work(old: Manifest, found: Scan, directories: Directories, for_all: bool) -> _Work:
    """Return what *old* already holds and what has to be read."""
    to_read = list(found.changed)
    stale = []
    for source, entry, position in found.kept:
        row = old.rows.row(position)
        if rejoin(row, source, directories) != row.posting:
            to_read.append(ScannedFile(source, entry, row.stamp))
            stale.append(position)
    return _Work(found.same & ~bits_of(stale), to_read, found, directories, for_all)


def _write(
    target: Path,
    old: Manifest,
    work: _Work,
    sums: Mapping[str, object],
    processes: list[workers.Worker],
    counter: _Counter,
) -> Manifest:
    """Add to *target*, which has the files of *old*, what is read; return its new manifest.

    *sums* are the checksums of the files of *old*.
    """
    index = PostingIndex(IndexStorage(target), old.parts)
    writer = index.writer()
    for position in numbers_of(old.rows.alive & ~work.kept):
        writer.delete_document(position)
    files = _with_ids(work, old.rows)
    if processes and len(files) > _FIRST:
        built = workers.build(processes, target, files, counter.add)
        writer.add_parts(built.parts)
        files = built.left
    for _ in add_files(writer, files, work.directories, work.for_all):
        counter.add()
    writer.commit(mergetype=merge_policy(sums))
    found = work.scan
    opened = Rows(target, index.parts, before=old.rows)
    return Manifest(opened, index.parts, found.others, found.companions, tuple(found.problems))


def _with_ids(work: _Work, rows: Rows) -> list[File]:
    """Return the files to read, each with an id that no other posting has."""
    taken: set[str] = set()

    def is_taken(posting_id: str) -> bool:
        at = rows.position_of(posting_id)
        return posting_id in taken or (at >= 0 and work.kept >> at & 1 == 1)

    files = []
    for file in map(_file, work.to_read):
        posting_id = _free_id(id_of(file.name), is_taken)
        taken.add(posting_id)
        files.append(file._replace(id=posting_id))
    return files


def _file(scanned: ScannedFile) -> File:
    return File(scanned.source, scanned.file.path, scanned.file.name, scanned.state)


def _free_id(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """Return *wanted*, or *wanted* with the first free number (``~2``) after it."""
    name, number = wanted, 1
    while is_taken(name):
        number += 1
        name = f"{wanted}~{number}"
    return name
