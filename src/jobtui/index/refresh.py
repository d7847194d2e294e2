"""Bring a cache up to date with its sources: read what changed, drop what is gone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jobtui.bitset import bits_of, numbers_of
from jobtui.files.shortage import is_shortage
from jobtui.i18n import later
from jobtui.index import checksums, fulltext, rows, segments
from jobtui.index.analysis import Indexed, indexed
from jobtui.index.cache import Cache, unreadable
from jobtui.index.generation import Generation
from jobtui.index.ingest import File, IngestedFile, reader
from jobtui.index.manifest import Catalogue, save
from jobtui.index.merge_policy import to_merge
from jobtui.index.row_codec import FileState, Row
from jobtui.index.rows import Part, Rows, RowsWriter
from jobtui.index.scan import Scan, scan
from jobtui.parsing.startups import Directory, Organisation, read_organisation
from jobtui.postings.model import Posting, Problem, Severity
from jobtui.sources import folders
from jobtui.sources.folders import Source, SourceFile

Progress = Callable[[int, int], None]  # files done, files in all
Directories = dict[Source, Directory]
Read = tuple[Source, SourceFile, FileState]  # a file that is read
_FIRST, _MOST = 25, 10_000  # postings of the first part of a long build, and of any part


class Refreshed(NamedTuple):
    """The state after a refresh; ``notice`` is a line for the user, or empty."""

    catalogue: Catalogue
    generation: Generation
    notice: str = ""


class _Work(NamedTuple):
    """What is to be done: rows that stay as they are, by their bits, and files that are read."""

    kept: int
    to_read: list[Read]
    scan: Scan
    directories: Directories


def refresh(
    chosen: Sequence[Source],
    cache: Cache,
    old: Catalogue,
    base: Generation | None,
    progress: Progress | None,
    shown: Callable[[Refreshed], None],
    found: Scan,
) -> Refreshed:
    """Publish in *cache*, whose writer's lock is held, what a look at the sources *found*.

    Only files whose size or modification time is not that in *old*, the catalogue of the
    generation *base*, are read. If its index is damaged, everything is. A long
    build publishes part by part, each of which *shown* hears of. Raises OSError.
    """
    if base is None:
        return _published(chosen, cache, Catalogue(), None, found, progress, shown)
    if found.is_of(old):
        return Refreshed(old, base)
    try:
        return _published(chosen, cache, old, base, found, progress, shown)
    except OSError:
        raise
    except Exception as error:
        if is_shortage(error):
            raise
        # A damaged index may raise anything, and whatever it is a new one may help.
        found = scan(chosen, Catalogue(), cache.is_shared)
        refreshed = _published(chosen, cache, Catalogue(), None, found, progress, shown)
        return refreshed._replace(notice=unreadable())


def read_all(chosen: Sequence[Source]) -> tuple[list[Posting], list[Problem]]:
    """Read every posting of the sources; return them, and the problems of the sources."""
    found = scan(chosen, Catalogue())
    directories = _directories(chosen, for_all=False)
    with reader(len(found.changed)) as read_in:
        intakes = read_in(
            [_file(source, entry, for_all=False) for source, entry, _stamp in found.changed]
        )
        postings = [
            _joined(intake.posting, intake.startup_line, source, directories)
            for (source, *_entry), intake in zip(found.changed, intakes, strict=True)
        ]
    return postings, found.problems


def _published(
    chosen: Sequence[Source],
    cache: Cache,
    old: Catalogue,
    base: Generation | None,
    found: Scan,
    progress: Progress | None,
    shown: Callable[[Refreshed], None] | None,
) -> Refreshed:
    """Publish part by part, so that the first are seen at once and a stop loses little."""
    work = _work(old, found, _directories(chosen, cache.is_shared))
    total = len(work.to_read)
    done = 0
    with reader(total) as read_in:
        for batch in _batches(work.to_read, first=base is None):
            target = cache.fresh(base)
            try:
                intakes = _counted(
                    read_in([_file(*read[:2], cache.is_shared) for read in batch]),
                    progress,
                    range(done, total),
                )
                done += len(batch)
                stated = checksums.sums(base) if base else {}
                old = _write(target, old, work._replace(to_read=batch), intakes, stated)
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


def _batches(to_read: list[Read], first: bool) -> list[list[Read]]:
    """Part what is to be read: the newest by their names at first, then ever more at a time."""
    if not first or len(to_read) <= 2 * _FIRST:
        return [to_read]
    newest = sorted(to_read, key=lambda read: read[1].name.rpartition("/")[2], reverse=True)
    batches, at, size = [], 0, _FIRST
    while at < len(newest):
        batches.append(newest[at : at + size])
        at, size = at + size, min(size * 100, _MOST)
    return batches


def _counted(
    intakes: Iterator[IngestedFile], progress: Progress | None, numbers: range
) -> Iterator[IngestedFile]:
    """Yield *intakes*, telling *progress* before each how many were read; *numbers* says."""
    for number in numbers:
        if progress is not None:
            progress(number, numbers.stop)
        intake = next(intakes, None)
        if intake is None:
            return
        yield intake


def _work(old: Catalogue, found: Scan, directories: Directories) -> _Work:
    """Tell what *old* already holds as it should be from what has to be read."""
    to_read = list(found.changed)
    stale = []
    for source, entry, position in found.kept:
        row = old.rows.row(position)
        if _rejoined(row, source, directories) != row.posting:
            to_read.append((source, entry, row.stamp))
            stale.append(position)
    return _Work(found.same & ~bits_of(stale), to_read, found, directories)


def _write(
    target: Path,
    old: Catalogue,
    work: _Work,
    intakes: Iterator[IngestedFile],
    stated: Mapping[str, object],
) -> Catalogue:
    """Add to *target*, which holds *old* as it was sealed, what is read; return what it is now."""
    taken: set[str] = set()

    def is_taken(posting_id: str) -> bool:
        at = old.rows.position_of(posting_id)
        return posting_id in taken or (at >= 0 and work.kept >> at & 1 == 1)

    def documents(written: RowsWriter) -> Iterator[Mapping[str, Indexed]]:
        for (source, _entry, stamp), intake in zip(work.to_read, intakes, strict=True):
            line = intake.startup_line
            posting = _joined(intake.posting, line, source, work.directories)
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
        parts = _merged(target, parts, small, opened, stated)
        opened = Rows(target, parts, before=opened)
    _remove_other_parts(target, parts)
    found = work.scan
    return Catalogue(opened, tuple(parts), found.others, found.companions, tuple(found.problems))


def _kept_parts(old: Catalogue, kept: int) -> list[Part]:
    """Return the parts of *old* with none but *kept* alive."""
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
    target: Path, parts: list[Part], small: list[Part], opened: Rows, stated: Mapping[str, object]
) -> list[Part]:
    """Write *small*, some of *parts*, as one part; return what there is then."""
    name = _new_name()
    fulltext.merge(target, name, small, stated)
    with RowsWriter(target, name) as written:
        for row in opened.of_parts(small):
            written.add(row)
    documents = sum(part.documents - len(part.dead) for part in small)
    return [part for part in parts if part not in small] + [Part(name, documents)]


def _new_name() -> str:
    """Return a name that no part ever had: an open segment is known by it."""
    return os.urandom(8).hex()


def _remove_other_parts(target: Path, parts: Sequence[Part]) -> None:
    kept = {file for part in parts for file in (*segments.files(part.name), *rows.files(part.name))}
    for file in target.iterdir():
        if file.name not in kept:
            file.unlink()


def _directories(chosen: Sequence[Source], for_all: bool) -> Directories:
    def read(source: Source, folder: str) -> list[Organisation]:
        top = folders.top_of(source, folder, for_all)
        found = folders.companions(source, folder, for_all)
        return [read_organisation(entry.path, top) for entry in found if not entry.fault]

    return {
        source: Directory(read(source, source.startups), read(source, source.incubators))
        for source in chosen
    }


def _file(source: Source, entry: SourceFile, for_all: bool) -> File:
    return File(entry.path, entry.name, source.url, folders.top_of(source, entry.path, for_all))


def _joined(posting: Posting, line: int, source: Source, directories: Directories) -> Posting:
    """Join a posting, as its own file states it, to its startup and incubator."""
    joined = directories[source].join(posting)
    if not source.startups or not posting.startup_key:
        return joined
    if directories[source].knows(posting.startup_key):
        return joined
    return joined._replace(problems=(*joined.problems, _stray(posting.path, line)))


def _rejoined(row: Row, source: Source, directories: Directories) -> Posting:
    """Join what is kept of a posting again."""
    posting = row.posting
    stray = _stray(posting.path, row.startup_line)
    alone = posting._replace(
        startup=posting.startup_key,
        incubator=row.incubator,
        problems=tuple(problem for problem in posting.problems if problem != stray),
    )
    return _joined(alone, row.startup_line, source, directories)


def _stray(path: str, line: int) -> Problem:
    message = later("no file in _startups has this id or title")
    return Problem(path, line, "startup", message, Severity.WARNING)


def _free_id(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """Return *wanted*, with a number behind it if another posting has it already."""
    name, number = wanted, 1
    while is_taken(name):
        number += 1
        name = f"{wanted}~{number}"
    return name


def _team(posting: Posting) -> Indexed:
    """Return who offers a posting, as it is searched."""
    names = (posting.organisation, posting.startup, posting.startup_key, posting.incubator)
    return indexed(" . ".join(dict.fromkeys(names)))
