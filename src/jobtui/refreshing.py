"""Bring a cache up to date with its sources: read what changed, drop what is gone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jobtui import index, sealing, sources
from jobtui.cache import Cache, unreadable
from jobtui.catalogue import Catalogue, Row, save
from jobtui.companions import Companion, Directory, read_companion
from jobtui.plain import plain
from jobtui.posting import Posting, Problem, Severity
from jobtui.reading import Document, read
from jobtui.scanning import Scan, scan
from jobtui.sources import Entry, Source
from jobtui.words import _

Progress = Callable[[int, int], None]  # files done, files in all
Directories = dict[Source, Directory]
_FIRST, _MOST = 25, 10_000  # postings of the first part of a long build, and of any part


class Refreshed(NamedTuple):
    """The state after a refresh; ``notice`` is a line for the user, or empty."""

    catalogue: Catalogue
    directory: Path
    notice: str = ""


class _Work(NamedTuple):
    """What is to be done: rows that stay as they are, and files that are read."""

    kept: list[Row]
    to_read: list[tuple[Source, Entry]]
    scan: Scan
    directories: Directories


def refresh(
    chosen: Sequence[Source],
    cache: Cache,
    old: Catalogue,
    base: Path | None,
    progress: Progress | None,
    shown: Callable[[Refreshed], None] | None = None,
) -> Refreshed:
    """Publish in *cache*, whose writer's lock is held, what the sources hold now.

    Only files whose size or modification time is not that in *old*, the catalogue of the
    generation *base*, are read. If its index is damaged, everything is. A long
    build publishes part by part, each of which *shown* hears of. Raises OSError.
    """
    found = scan(chosen, old)
    if base is None:
        return _published(chosen, cache, Catalogue(), None, found, progress, shown)
    if found.is_of(old):
        return Refreshed(old, base)
    try:
        sealing.verify(base)
        return _published(chosen, cache, old, base, found, progress, shown)
    except Exception:  # a damaged index may raise anything, and whatever it is a new one may help
        found = scan(chosen, Catalogue())
        refreshed = _published(chosen, cache, Catalogue(), None, found, progress, shown)
        return refreshed._replace(notice=unreadable())


def read_all(chosen: Sequence[Source]) -> tuple[list[Posting], list[Problem]]:
    """Read every posting of the sources; return them, and the problems of the sources."""
    found = scan(chosen, Catalogue())
    directories = _directories(chosen)
    postings = [
        _joined(document.posting, document.startup_line, source, directories)
        for source, entry in found.entries
        for document in (_document(source, entry),)
    ]
    return postings, found.problems


def _published(
    chosen: Sequence[Source],
    cache: Cache,
    old: Catalogue,
    base: Path | None,
    found: Scan,
    progress: Progress | None,
    shown: Callable[[Refreshed], None] | None,
) -> Refreshed:
    """Publish part by part, so that the first are seen at once and a stop loses little."""
    work = _work(old, found, _directories(chosen))
    batches = _batches(work.to_read, first=base is None)
    waiting = {entry.path for _source, entry in work.to_read}
    done = 0
    for batch in batches:
        waiting -= {entry.path for _source, entry in batch}
        part = _Work(work.kept, batch, _without(found, waiting), work.directories)
        target = cache.fresh(base)
        try:
            told = _counting(progress, done, len(work.to_read))
            old = _write(target, old, base is None, part, told)._replace(whole=not waiting)
            save(old, target)
            base = cache.publish(target)
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise
        done += len(batch)
        work = work._replace(kept=list(old.rows))
        if waiting and shown is not None:
            shown(Refreshed(old, base))
    assert base is not None
    return Refreshed(old, base)


def _batches(to_read: list[tuple[Source, Entry]], first: bool) -> list[list[tuple[Source, Entry]]]:
    """Part what is to be read: the newest by their names at first, then ever more at a time."""
    if not first or len(to_read) <= 2 * _FIRST:
        return [to_read]
    newest = sorted(to_read, key=lambda pair: pair[1].name.rpartition("/")[2], reverse=True)
    batches, at, size = [], 0, _FIRST
    while at < len(newest):
        batches.append(newest[at : at + size])
        at, size = at + size, min(size * 100, _MOST)
    return batches


def _without(found: Scan, waiting: set[str]) -> Scan:
    """Return what was found, but for the files that have not been read yet."""
    if not waiting:
        return found
    files = {path: stamp for path, stamp in found.files.items() if path not in waiting}
    return found._replace(files=files)


def _counting(progress: Progress | None, before: int, total: int) -> Callable[[int], None]:
    def told(done: int) -> None:
        if progress is not None:
            progress(before + done, total)

    return told


def _work(old: Catalogue, found: Scan, directories: Directories) -> _Work:
    """Tell what *old* already holds as it should be from what has to be read."""
    rows = {row.posting.path: row for row in old.rows}
    work = _Work([], [], found, directories)
    same_companions = found.companions == old.companions
    for source, entry in found.entries:
        row = rows.get(entry.path)
        if (
            row is not None
            and old.files.get(entry.path) == found.files[entry.path]
            and (same_companions or _rejoined(row, source, directories) == row.posting)
        ):
            work.kept.append(row)
        else:
            work.to_read.append((source, entry))
    return work


def _write(
    target: Path, old: Catalogue, new: bool, work: _Work, told: Callable[[int], None]
) -> Catalogue:
    """Write the index into *target*, which holds *old* unless *new*; return its catalogue."""
    fresh: list[Row] = []
    taken = {row.posting.id for row in work.kept}

    def texts() -> Iterator[index.Text]:
        for number, (source, entry) in enumerate(work.to_read, start=old.next_number):
            told(len(fresh))
            document = _document(source, entry)
            line = document.startup_line
            posting = _joined(document.posting, line, source, work.directories)
            posting = posting._replace(id=_free_id(posting.id, taken))
            fresh.append(Row(posting, number, 0, document.posting.incubator, line))
            yield _text(number, posting, document)

    if new:
        index.create(str(target))
    kept = {row.number for row in work.kept}
    gone = [row.number for row in old.rows if row.number not in kept]
    position = index.write(str(target), texts(), gone)
    rows = [row._replace(position=position[row.number]) for row in (*work.kept, *fresh)]
    rows.sort(key=lambda row: row.posting.path)
    found = work.scan
    return Catalogue(
        tuple(rows),
        found.files,
        found.companions,
        tuple(found.problems),
        old.next_number + len(work.to_read),
    )


def _directories(chosen: Sequence[Source]) -> Directories:
    def companions(folder: str) -> list[Companion]:
        return [
            read_companion(entry.path) for entry in sources.companions(folder) if not entry.fault
        ]

    return {
        source: Directory(companions(source.startups), companions(source.incubators))
        for source in chosen
    }


def _document(source: Source, entry: Entry) -> Document:
    """Read one file; whatever is wrong with it, the others are not to suffer."""
    try:
        return read(entry.path, entry.name, source.url)
    except Exception as error:
        message = _("jobtui cannot read this ({why}); please report it")
        why = f"{type(error).__name__}: {error}"
        problem = Problem(entry.path, 1, "", message.format(why=why), Severity.ERROR)
        name = plain(entry.name.rpartition("/")[2]).removesuffix(".md")
        return Document(Posting(name, entry.path, name, problems=(problem,)), "")


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
    message = _("no file in _startups has this id or title")
    return Problem(path, line, "startup", message, Severity.WARNING)


def _free_id(wanted: str, taken: set[str]) -> str:
    """Return *wanted*, with a number behind it if another posting has it already."""
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}~{number}"
    taken.add(name)
    return name


def _text(number: int, posting: Posting, document: Document) -> index.Text:
    """Return everything that a posting says, as it is searched."""
    said = [document.body, *posting.contracts, *posting.technologies]
    said += posting.domains if not posting.domains_inferred else ()
    said += [*posting.contacts, posting.apply_to]
    said += [text for _key, text in (*posting.written, *posting.extra)]
    heading = " . ".join(dict.fromkeys((posting.title, posting.role)))
    names = (posting.organisation, posting.startup, posting.startup_key, posting.incubator)
    team = " . ".join(dict.fromkeys(names))
    return index.Text(number, heading, team, "\n".join(said))
