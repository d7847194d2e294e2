"""Brings a cache up to date with its sources: reads what changed, drops what is gone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jobtui.bitset import bits_of, numbers_of
from jobtui.files.shortage import is_shortage
from jobtui.index import checksums, fulltext, rows, segments
from jobtui.index.analysis import Indexed, indexed
from jobtui.index.cache import Cache, unreadable
from jobtui.index.generation import Generation
from jobtui.index.ingest import File, IngestedFile, reader
from jobtui.index.manifest import Manifest, save
from jobtui.index.merge_policy import to_merge
from jobtui.index.organisations import Directories, join, read_directories, rejoin
from jobtui.index.row_codec import Row
from jobtui.index.row_writer import RowsWriter
from jobtui.index.rows import Part, Rows
from jobtui.index.scan import Scan, ScannedFile, scan
from jobtui.postings.model import Posting, Problem
from jobtui.sources import folders
from jobtui.sources.folders import Source

Progress = Callable[[int, int], None]  # files done, files in all
# A long build shows its first part, a screenful, at once. Parts have a largest size, so that the
# memory of a build is bounded and little is lost if it is stopped.
_FIRST, _MOST = 25, 10_000  # postings
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
    found = scan(chosen, Manifest())
    directories = read_directories(chosen, for_all=False)
    with reader(len(found.changed)) as read_in:
        intakes = read_in([_file(scanned, for_all=False) for scanned in found.changed])
        postings = [
            join(intake.posting, intake.startup_line, scanned.source, directories)
            for scanned, intake in zip(found.changed, intakes, strict=True)
        ]
    return AllRead(postings, found.problems)


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
    work = _work(old, found, read_directories(chosen, cache.is_shared))
    total = len(work.to_read)
    done = 0
    with reader(total) as read_in:
        for batch in _batches(work.to_read, first=base is None):
            target = cache.fresh(base)
            try:
                intakes = _counted(
                    read_in([_file(scanned, cache.is_shared) for scanned in batch]),
                    progress,
                    range(done, total),
                )
                done += len(batch)
                sums = checksums.read(base) if base else {}
                old = _write(target, old, work._replace(to_read=batch), intakes, sums)
                old = old._replace(whole=done == total)
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


def _counted(
    intakes: Iterator[IngestedFile], progress: Progress | None, numbers: range
) -> Iterator[IngestedFile]:
    """Yield *intakes*; before each, tell *progress* its number of *numbers*, and their end."""
    for number in numbers:
        if progress is not None:
            progress(number, numbers.stop)
        intake = next(intakes, None)
        if intake is None:
            return
        yield intake


def _work(old: Manifest, found: Scan, directories: Directories) -> _Work:
    """Return what *old* already holds and what has to be read."""
    to_read = list(found.changed)
    stale = []
    for source, entry, position in found.kept:
        row = old.rows.row(position)
        if rejoin(row, source, directories) != row.posting:
            to_read.append(ScannedFile(source, entry, row.stamp))
            stale.append(position)
    return _Work(found.same & ~bits_of(stale), to_read, found, directories)


def _write(
    target: Path,
    old: Manifest,
    work: _Work,
    intakes: Iterator[IngestedFile],
    sums: Mapping[str, object],
) -> Manifest:
    """Add to *target*, which has the files of *old*, what is read; return its new manifest.

    *sums* are the checksums of the files of *old*.
    """
    taken: set[str] = set()

    def is_taken(posting_id: str) -> bool:
        at = old.rows.position_of(posting_id)
        return posting_id in taken or (at >= 0 and work.kept >> at & 1 == 1)

    def documents(written: RowsWriter) -> Iterator[Mapping[str, Indexed]]:
        for (source, _entry, stamp), intake in zip(work.to_read, intakes, strict=True):
            line = intake.startup_line
            posting = join(intake.posting, line, source, work.directories)
            posting = posting._replace(id=_free_id(posting.id, is_taken))
            taken.add(posting.id)
            written.add(Row(posting, -1, stamp, intake.posting.incubator, line, intake.digest))
            yield {"heading": intake.heading, "team": _team(posting), "body": intake.body}

    parts = _kept_parts(old, work.kept)
    if work.to_read:
        name = _new_name()
        with RowsWriter(target, name) as written:
            parts.append(Part(name, segments.write(target, name, documents(written))))
    opened = Rows(target, parts, before=old.rows)
    while small := to_merge(parts, len(work.to_read)):
        parts = _merged(target, parts, small, opened, sums)
        opened = Rows(target, parts, before=opened)
    _remove_other_parts(target, parts)
    found = work.scan
    return Manifest(opened, tuple(parts), found.others, found.companions, tuple(found.problems))


def _kept_parts(old: Manifest, kept: int) -> list[Part]:
    """Return the parts of *old* in which only *kept*, a bit set of positions, is not removed."""
    parts: list[Part] = []
    offset = 0
    for part in old.parts:
        every = (1 << part.documents) - 1
        alive = kept >> offset & every
        offset += part.documents
        if alive:
            parts.append(part._replace(dead=frozenset(numbers_of(every & ~alive))))
    return parts


def _merged(
    target: Path, parts: list[Part], small: list[Part], opened: Rows, sums: Mapping[str, object]
) -> list[Part]:
    """Write *small*, some of *parts*, as one part; return the parts there are then."""
    name = _new_name()
    fulltext.merge(target, name, small, sums)
    with RowsWriter(target, name) as written:
        for row in opened.of_parts(small):
            written.add(row)
    documents = sum(part.documents - len(part.dead) for part in small)
    return [part for part in parts if part not in small] + [Part(name, documents)]


def _new_name() -> str:
    """Return a name that no part ever had, as open parts are recognised by their names."""
    return os.urandom(8).hex()


def _remove_other_parts(target: Path, parts: Sequence[Part]) -> None:
    kept = {file for part in parts for file in (*segments.files(part.name), *rows.files(part.name))}
    for file in target.iterdir():
        if file.name not in kept:
            file.unlink()


def _file(scanned: ScannedFile, for_all: bool) -> File:
    source, path = scanned.source, scanned.file.path
    top = folders.top_of(source, path, for_all)
    return File(path, scanned.file.name, source.url, top, source.rules)


def _free_id(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """Return *wanted*, or *wanted* with the first free number (``~2``) after it."""
    name, number = wanted, 1
    while is_taken(name):
        number += 1
        name = f"{wanted}~{number}"
    return name


def _team(posting: Posting) -> Indexed:
    """Return the terms of the names of who offers a posting."""
    names = (posting.organisation, posting.startup, posting.startup_key, posting.incubator)
    return indexed(" . ".join(dict.fromkeys(names)))
