"""Bring a cache up to date with its sources: read what changed, drop what is gone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jobtui import index, sources
from jobtui.cache import Cache
from jobtui.catalogue import Catalogue, Row, Stamp, save
from jobtui.companions import Companion, Directory, read_companion
from jobtui.posting import Posting, Problem, Severity
from jobtui.reading import Document, holds_markdown, read
from jobtui.sources import Entry, Source
from jobtui.words import _

if TYPE_CHECKING:
    from jobtui.library import Change, Progress, Snapshot


class Refreshed(NamedTuple):
    """The state after a refresh, and what it changed."""

    catalogue: Catalogue
    directory: Path | None
    change: Change


class _Scan(NamedTuple):
    """What stands in the sources now."""

    entries: list[tuple[Source, Entry]]  # files that are postings
    files: dict[str, Stamp]
    problems: list[Problem]


def refresh(
    chosen: Sequence[Source], cache: Cache, base: Snapshot, progress: Progress | None
) -> Refreshed:
    """Read what differs from *base* and publish it in *cache*, whose writer's lock is held.

    Only files whose size or modification time changed are read again. Raises OSError.
    """
    from jobtui.library import Change

    old = base.catalogue
    scan = _scan(chosen, old)
    same_files = base.directory is not None and scan.files == old.files
    if same_files and tuple(scan.problems) == old.problems:
        return Refreshed(old, base.directory, Change())
    directory_of = {source: _directory(source) for source in chosen}
    known = {row.posting.path: row for row in old.rows}
    kept: list[Row] = []
    to_read: list[tuple[Source, Entry]] = []
    for source, entry in scan.entries:
        row = known.get(entry.path)
        joined = row and directory_of[source].join(row.posting)
        unchanged = row and old.files.get(entry.path) == scan.files[entry.path]
        if row and unchanged and joined == row.posting:
            kept.append(row)
        else:
            to_read.append((source, entry))
    kept_paths = {row.posting.path for row in kept}
    gone = [row for path, row in known.items() if path not in kept_paths]
    target = cache.fresh(base.directory)
    try:
        catalogue = _write(target, old, scan, kept, gone, to_read, directory_of, progress)
        published = cache.publish(target)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    read_paths = {entry.path for _source, entry in to_read}
    changed = sum(path in known for path in read_paths)
    change = Change(len(read_paths) - changed, changed, len(gone) - changed)
    return Refreshed(catalogue, published, change)


def read_all(chosen: Sequence[Source]) -> tuple[list[Posting], list[Problem]]:
    """Read every posting of the sources; return them, and the problems of the sources."""
    scan = _scan(chosen, Catalogue())
    directory_of = {source: _directory(source) for source in chosen}
    postings = [
        _joined(read(entry.path, entry.name, source.url), source, directory_of[source])
        for source, entry in scan.entries
    ]
    return postings, scan.problems


def _scan(chosen: Sequence[Source], old: Catalogue) -> _Scan:
    scan = _Scan([], {}, [])
    was_posting = {row.posting.path for row in old.rows}
    for source in chosen:
        for entry in sources.postings(source):
            stamp = Stamp(entry.size, entry.mtime_ns)
            if entry.path in scan.files:
                continue  # the sources overlap
            if entry.fault:
                scan.problems.append(Problem(entry.path, 1, "", entry.fault, Severity.ERROR))
                continue
            scan.files[entry.path] = stamp
            if "." in entry.name.rsplit("/", 1)[-1] or _holds_markdown(entry, stamp, old, was_posting):
                scan.entries.append((source, entry))
        for folder in (source.startups, source.incubators):
            for entry in sources.companions(folder):
                scan.files[entry.path] = Stamp(entry.size, entry.mtime_ns)
    return scan


def _holds_markdown(entry: Entry, stamp: Stamp, old: Catalogue, was_posting: set[str]) -> bool:
    if old.files.get(entry.path) == stamp:
        return entry.path in was_posting
    return holds_markdown(entry.path)


def _directory(source: Source) -> Directory:
    def companions(folder: str) -> list[Companion]:
        return [read_companion(entry.path) for entry in sources.companions(folder) if not entry.fault]

    return Directory(companions(source.startups), companions(source.incubators))


def _write(
    target: Path,
    old: Catalogue,
    scan: _Scan,
    kept: list[Row],
    gone: list[Row],
    to_read: list[tuple[Source, Entry]],
    directory_of: dict[Source, Directory],
    progress: Progress | None,
) -> Catalogue:
    """Write index and catalogue into *target*."""
    fresh: list[tuple[Posting, int]] = []
    next_number = old.next_number
    taken = {row.posting.id for row in kept}

    def texts() -> Iterator[index.Text]:
        nonlocal next_number
        for done, (source, entry) in enumerate(to_read):
            if progress is not None:
                progress(done, len(to_read))
            document = read(entry.path, entry.name, source.url)
            posting = _joined(document, source, directory_of[source])
            posting = posting._replace(id=_free_id(posting.id, taken))
            fresh.append((posting, next_number))
            yield _text(next_number, posting, document)
            next_number += 1

    if not any(target.iterdir()):
        index.create(str(target))
    position = index.write(str(target), texts(), [row.number for row in gone])
    rows = [row._replace(position=position[row.number]) for row in kept]
    rows += [Row(posting, number, position[number]) for posting, number in fresh]
    rows.sort(key=lambda row: row.posting.path)
    catalogue = Catalogue(tuple(rows), scan.files, tuple(scan.problems), next_number)
    save(catalogue, target)
    return catalogue


def _joined(document: Document, source: Source, directory: Directory) -> Posting:
    posting = directory.join(document.posting)
    if source.startups and posting.startup_key and not directory.knows(posting.startup_key):
        message = _("no file in _startups has this id or title")
        line = document.startup_line
        problem = Problem(posting.path, line, "startup", message, Severity.WARNING)
        return posting._replace(problems=(*posting.problems, problem))
    return posting


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
    said = [document.body, *posting.contracts, *posting.domains, *posting.technologies]
    said += [*posting.contacts, posting.apply_to]
    said += [text for _key, text in (*posting.written, *posting.extra)]
    heading = " . ".join(dict.fromkeys((posting.title, posting.role)))
    names = (posting.organisation, posting.startup, posting.startup_key, posting.incubator)
    team = " . ".join(dict.fromkeys(names))
    return index.Text(number, heading, team, "\n".join(said))


