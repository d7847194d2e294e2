"""All postings but their bodies, as one JSON file that loads without Whoosh, YAML and pickle."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jobtui import sealing
from jobtui.posting import Posting, Problem, Said, Severity

if TYPE_CHECKING:
    from pathlib import Path

NAME = "catalogue.json"


class BrokenCatalogueError(Exception):
    """The file is no catalogue of this version: build it again."""


class Stamp(NamedTuple):
    """What tells whether a file has changed: size in bytes and modification time in ns."""

    size: int
    mtime_ns: int


class Row(NamedTuple):
    """A posting, and what is needed to find it and to join it to its startup again."""

    posting: Posting
    number: int  # of its text in the index; never used again
    position: int  # its bit in the index's answers
    incubator: str = ""  # as written in its own file
    startup_line: int = 0  # where its file names a startup


_NONE: dict[str, Stamp] = {}  # never changed


class Catalogue(NamedTuple):
    """What was found in a set of sources at one time."""

    rows: tuple[Row, ...] = ()
    files: dict[str, Stamp] = _NONE  # those that were looked at, by path
    companions: dict[str, Stamp] = _NONE  # the same of startups and incubators
    problems: tuple[Problem, ...] = ()  # of the sources, not of one posting
    next_number: int = 0
    whole: bool = True  # False while a first build is under way


def save(catalogue: Catalogue, directory: Path) -> None:
    """Write *catalogue* into *directory*. Raises OSError."""
    content = {
        "rows": [[_packed(row.posting), *row[1:]] for row in catalogue.rows],
        "files": catalogue.files,
        "companions": catalogue.companions,
        "problems": [_packed_problem(problem) for problem in catalogue.problems],
        "next_number": catalogue.next_number,
        "whole": catalogue.whole,
    }
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    (directory / NAME).write_text(text, "ascii")


def load(directory: Path) -> Catalogue:
    """Read the sealed catalogue in *directory*. Raises BrokenCatalogueError."""
    try:
        content = json.loads(sealing.verified(directory, NAME))
        return Catalogue(
            tuple(Row(_unpacked(packed), *rest) for packed, *rest in content["rows"]),
            {path: Stamp(*stamp) for path, stamp in content["files"].items()},
            {path: Stamp(*stamp) for path, stamp in content["companions"].items()},
            tuple(_unpacked_problem(packed) for packed in content["problems"]),
            content["next_number"],
            content["whole"],
        )
    except Exception as error:  # whatever is wrong with it, it can be built again
        raise BrokenCatalogueError(f"{type(error).__name__}: {error}") from error


def _packed(posting: Posting) -> list[object]:
    values: list[object] = list(posting)
    for at in _DAYS:
        day = values[at]
        values[at] = day.isoformat() if isinstance(day, date) else None
    values[_PROBLEMS] = [_packed_problem(problem) for problem in posting.problems]
    return values


def _unpacked(values: list[object]) -> Posting:
    for at in _DAYS:
        day = values[at]
        values[at] = date.fromisoformat(day) if isinstance(day, str) else None
    for at in _LISTS:
        values[at] = tuple(values[at])  # type: ignore[arg-type]
    for at in _PAIRS:
        values[at] = tuple((key, text) for key, text in values[at])  # type: ignore[attr-defined]
    for at in _SAYINGS:
        values[at] = tuple(Said(*said) for said in values[at])  # type: ignore[attr-defined]
    problems = values[_PROBLEMS]
    values[_PROBLEMS] = tuple(_unpacked_problem(p) for p in problems)  # type: ignore[attr-defined]
    return Posting._make(values)


def _packed_problem(problem: Problem) -> list[object]:
    return [*problem[:4], problem.severity.value, problem.guess]


def _unpacked_problem(packed: list[str]) -> Problem:
    path, line, field, message, severity, guess = packed
    return Problem(path, int(line), field, message, Severity(severity), guess)


def _places(*names: str) -> tuple[int, ...]:
    return tuple(Posting._fields.index(name) for name in names)


_DAYS = _places("published", "closes")
_LISTS = _places("contracts", "domains", "technologies", "contacts")
_PAIRS = _places("inferred", "written", "extra")
_SAYINGS = _places("said_open", "said_filled")
_PROBLEMS = Posting._fields.index("problems")
