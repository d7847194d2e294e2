"""Checks the files of the sources without an index, for ``jobtui check``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jobtui.postings.model import Problem, Severity

if TYPE_CHECKING:
    from jobtui.sources.folders import Source


class CheckResult(NamedTuple):
    """How many postings there are, and the problems of all files by path and line."""

    postings: int
    problems: list[Problem]


def check(sources: Sequence[Source]) -> CheckResult:
    """Read every file, without the cache."""
    from jobtui.index.refresh import read_all

    postings, problems = read_all(sources)
    problems += [problem for posting in postings for problem in posting.problems]
    problems.sort(key=lambda problem: (problem.path, problem.line))
    return CheckResult(len(postings), problems)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of *problems* is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
