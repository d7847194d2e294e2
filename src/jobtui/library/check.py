"""Checks the files of the sources without an index, for ``jobtui check``."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jobtui.files.beneath import Top, look
from jobtui.i18n import later
from jobtui.library import posting_files
from jobtui.postings.model import Posting, Problem, Severity

if TYPE_CHECKING:
    from jobtui.sources.folders import Source

_FEW = 2  # files; what so few lack is said of each


class CheckResult(NamedTuple):
    """How many postings there are, and the problems of all files by path and line."""

    postings: int
    problems: list[Problem]


def check(sources: Sequence[Source], today: date | None = None) -> CheckResult:
    """Read every file, without the cache, and check it as of *today*, or of the clock's day."""
    from jobtui.index.refresh import read_all

    postings, problems = read_all(sources)
    for posting in postings:
        problems += _problems_of(posting, sources, today or date.today())
    problems = _said_once(problems, len(postings), sources)
    problems.sort(key=lambda problem: (problem.path, problem.line))
    return CheckResult(len(postings), problems)


def _said_once(
    problems: Sequence[Problem], postings: int, sources: Sequence[Source]
) -> list[Problem]:
    """Return *problems*, with one for each thing that all files lack in place of one a file."""
    lacks = Counter(one.message for one in problems if _is_missing(one))
    of_all = {message for message, count in lacks.items() if count == postings > _FEW}
    found = [one for one in problems if not (_is_missing(one) and one.message in of_all)]
    for message in sorted(of_all, key=str):
        said = later("all {n} files: {message}", n=postings, message=message)
        found.append(Problem(sources[0].postings, 1, "", said, Severity.INFO))
    return found


def _is_missing(problem: Problem) -> bool:
    """Whether a problem is about what a file as a whole lacks."""
    return not problem.field and problem.line == 1 and problem.severity is Severity.WARNING


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of *problems* is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _problems_of(posting: Posting, sources: Sequence[Source], today: date) -> Sequence[Problem]:
    from jobtui.library.posting_checks import CheckedFile, check_posting

    text, why = posting_files.raw(posting, sources)
    if why:
        return posting.problems
    folder, _slash, _name = posting.path.rpartition("/")
    exists = partial(_exists, folder, posting_files.top_of(posting, sources))
    return check_posting(CheckedFile(posting, text, today, exists))


def _exists(folder: str, top: Top, path: str) -> bool:
    """Whether a path relative to *folder* exists, or lies where it must not be looked for."""
    try:
        look(os.path.normpath(f"{folder}/{path}"), top)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True  # nothing is known about what is outside of the source
    return True
