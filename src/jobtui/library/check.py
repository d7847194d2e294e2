"""Checks the files of the sources without an index, for ``jobtui check``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jobtui.files.beneath import Top, look
from jobtui.library import posting_files
from jobtui.postings.model import Posting, Problem, Severity

if TYPE_CHECKING:
    from jobtui.sources.folders import Source


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
    problems.sort(key=lambda problem: (problem.path, problem.line))
    return CheckResult(len(postings), problems)


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
