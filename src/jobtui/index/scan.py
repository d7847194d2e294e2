"""What stands in the sources now: a look at names, sizes and times that reads no posting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import bits_of
from jobtui.files.beneath import Top
from jobtui.index.manifest import Catalogue
from jobtui.index.row_codec import FileState
from jobtui.postings.model import Problem, Severity
from jobtui.sources import folders
from jobtui.sources.folders import holds_markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobtui.sources.folders import Source, SourceFile


class Scan(NamedTuple):
    """The files of some sources, against a catalogue of them."""

    same: int  # the postings whose files are as they were, by their bits
    changed: list[tuple[Source, SourceFile, FileState]]  # the postings that are new or are not
    kept: list[
        tuple[Source, SourceFile, int]
    ]  # these and their bits; only if a startup has changed
    others: dict[str, FileState]
    companions: dict[str, FileState]
    problems: list[Problem]

    def is_of(self, catalogue: Catalogue) -> bool:
        """Whether *catalogue* was made of exactly these files."""
        return (
            not self.changed
            and self.same == catalogue.rows.alive
            and self.others == catalogue.others
            and self.companions == catalogue.companions
            and tuple(self.problems) == catalogue.problems
        )


def scan(chosen: Sequence[Source], old: Catalogue, for_all: bool = False) -> Scan:
    """Look at the files of the sources and compare them with those of *old*.

    If it is *for_all*, only what everybody may read is there.
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
    position_at = {path: position for position, path in old.rows.texts("path")}
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
            position = position_at.get(path, -1)
            if (
                position >= 0
                and sizes[position] == entry.size
                and times[position] == entry.mtime_ns
            ):
                same.append(position)
                if rejoins:
                    found.kept.append((source, entry, position))
                continue
            stamp = FileState(entry.size, entry.mtime_ns)
            if "." in entry.name.rpartition("/")[2] or (
                old.others.get(path) != stamp and holds_markdown(path, top)
            ):
                found.changed.append((source, entry, stamp))
            else:
                found.others[path] = stamp
    problems = list(dict.fromkeys(found.problems))  # sources may overlap
    return found._replace(same=bits_of(same), problems=problems)


def _problem(entry: SourceFile) -> Problem:
    return Problem(entry.path, 1, "", entry.fault, Severity.ERROR)
