"""Scans the sources: names, sizes and times of all files; no posting is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import bits_of
from jobtui.files.beneath import Top
from jobtui.index.manifest import Manifest
from jobtui.index.row_codec import FileState
from jobtui.postings.filenames import Verdict, file_of
from jobtui.postings.model import Problem, Severity
from jobtui.sources import folders
from jobtui.sources.folders import holds_markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobtui.sources.folders import Source, SourceFile


class ScannedFile(NamedTuple):
    """A file that is to be read, and the source it is in."""

    source: Source
    file: SourceFile
    state: FileState


class UnchangedFile(NamedTuple):
    """A file that need not be read, and the position of its row."""

    source: Source
    file: SourceFile
    position: int


class Scan(NamedTuple):
    """The files of some sources, compared with a manifest of them."""

    same: int  # bit set of the rows whose files have not changed
    changed: list[ScannedFile]  # the other postings
    kept: list[UnchangedFile]  # those of ``same``; empty unless a startup or incubator changed
    others: dict[str, FileState]  # as in the manifest
    companions: dict[str, FileState]
    problems: list[Problem]

    def is_of(self, manifest: Manifest) -> bool:
        """Whether *manifest* describes exactly these files."""
        return (
            not self.changed
            and self.same == manifest.rows.alive
            and self.others == manifest.others
            and self.companions == manifest.companions
            and tuple(self.problems) == manifest.problems
        )


def scan(chosen: Sequence[Source], old: Manifest, for_all: bool = False) -> Scan:
    """Scan the sources and compare them with *old*.

    If *for_all*, files that not everybody may read are left out.
    """
    found = Scan(0, [], [], {}, {}, [])
    companions = found.companions
    for source in chosen:
        for folder in (source.startups, source.incubators):
            for entry in folders.companions(source, folder, for_all):
                if entry.fault:
                    found.problems.append(_problem(entry))
                else:
                    companions[entry.path] = FileState(entry.size, entry.mtime_ns)
    rejoins = companions != old.companions
    positions_at = _positions(old)
    sizes, times = old.rows.numbers("sizes"), old.rows.numbers("times")
    same: list[int] = []
    seen: set[str] = set()
    for source in chosen:
        top = Top(source.top, for_all)
        for entry in folders.postings(source, for_all):
            path = entry.path
            if len(chosen) > 1:
                if path in seen:
                    continue  # the sources overlap
                seen.add(path)
            if entry.fault:
                found.problems.append(_problem(entry))
                continue
            stamp = FileState(entry.size, entry.mtime_ns)
            if entry.verdict is Verdict.OTHER:
                found.others[path] = stamp
                continue
            known = positions_at.get(path, ())
            if known and sizes[known[0]] == entry.size and times[known[0]] == entry.mtime_ns:
                same.extend(known)
                if rejoins:
                    found.kept.extend(UnchangedFile(source, entry, at) for at in known)
            elif old.others.get(path) == stamp or not (
                "." in entry.name.rpartition("/")[2] or holds_markdown(path, top)
            ):
                found.others[path] = stamp
            else:
                found.changed.append(ScannedFile(source, entry, stamp))
    problems = list(dict.fromkeys(found.problems))  # sources may overlap
    return found._replace(same=bits_of(same), problems=problems)


def _positions(old: Manifest) -> dict[str, tuple[int, ...]]:
    """Return the positions of the postings of each file."""
    found: dict[str, tuple[int, ...]] = {}
    for position, path in old.rows.texts("path"):
        if "#" in path and (file := file_of(path)) != path:
            found[file] = (*found.get(file, ()), position)
        else:
            found[path] = (position,)
    return found


def _problem(entry: SourceFile) -> Problem:
    return Problem(entry.path, 1, "", entry.fault, Severity.ERROR)
