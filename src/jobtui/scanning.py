"""What stands in the sources now: a look at names, sizes and times that reads no posting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui import sources
from jobtui.catalogue import Catalogue, Stamp
from jobtui.filenames import holds_markdown
from jobtui.posting import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobtui.sources import Entry, Source


class Scan(NamedTuple):
    """The files of some sources."""

    entries: list[tuple[Source, Entry]]  # those that are postings
    files: dict[str, Stamp]
    companions: dict[str, Stamp]
    problems: list[Problem]

    def is_of(self, catalogue: Catalogue) -> bool:
        """Whether *catalogue* was made of exactly these files."""
        return (
            self.files == catalogue.files()
            and self.companions == catalogue.companions
            and tuple(self.problems) == catalogue.problems
        )


def scan(chosen: Sequence[Source], old: Catalogue) -> Scan:
    """Look at the files of the sources; *old* tells which of those without an ending count."""
    found = Scan([], {}, {}, [])
    was_posting = {row.posting.path: row.stamp for row in old.rows}
    for source in chosen:
        for entry in sources.postings(source):
            if entry.path in found.files:
                continue  # the sources overlap
            if entry.fault:
                found.problems.append(Problem(entry.path, 1, "", entry.fault, Severity.ERROR))
                continue
            stamp = found.files[entry.path] = Stamp(entry.size, entry.mtime_ns)
            if "." in entry.name.rpartition("/")[2] or (
                old.others.get(entry.path) != stamp
                and (was_posting.get(entry.path) == stamp or holds_markdown(entry.path))
            ):
                found.entries.append((source, entry))
        for folder in (source.startups, source.incubators):
            for entry in sources.companions(folder):
                found.companions[entry.path] = Stamp(entry.size, entry.mtime_ns)
    return found
