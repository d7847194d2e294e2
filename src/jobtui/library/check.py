"""The problems of files without an index: what ``jobtui check`` says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jobtui.postings.model import Problem, Severity

if TYPE_CHECKING:
    from jobtui.sources.folders import Source


def check(sources: Sequence[Source]) -> tuple[int, list[Problem]]:
    """Read everything afresh, without the cache; return how many postings, and all problems."""
    from jobtui.index.refresh import read_all

    postings, problems = read_all(sources)
    problems += [problem for posting in postings for problem in posting.problems]
    return len(postings), sorted(problems, key=lambda problem: (problem.path, problem.line))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of *problems* is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
