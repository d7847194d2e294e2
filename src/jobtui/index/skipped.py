"""What a source holds that is no posting, in words: said once for each kind of file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.files.beneath import holds
from jobtui.i18n import later
from jobtui.postings.filenames import ending_of
from jobtui.postings.model import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobtui.sources.folders import Source


def skipped(paths: Iterable[str], sources: Sequence[Source]) -> list[Problem]:
    """Return a line about the files of each source and ending that are no postings."""
    groups: dict[tuple[str, str], list[str]] = {}
    for path in paths:
        place = next((one.postings for one in sources if holds(one.postings, path)), "")
        groups.setdefault((place, ending_of(path)), []).append(path)
    return [_told(*group, found) for group, found in sorted(groups.items())]


def _told(place: str, ending: str, found: list[str]) -> Problem:
    if len(found) == 1:
        return Problem(found[0], 1, "", later("not a posting; skipped"), Severity.INFO)
    name = min(found).removeprefix(place).lstrip("/")
    if ending:
        message = later(
            "{n} {ending} files are not postings, such as {name}; skipped",
            n=len(found),
            ending=ending,
            name=name,
        )
    else:
        message = later(
            "{n} files without an ending are not postings, such as {name}; skipped",
            n=len(found),
            name=name,
        )
    return Problem(place, 1, "", message, Severity.INFO)
