"""All postings but their bodies, as JSON that loads without Whoosh, YAML and pickle.

There is a file of rows beside each segment of the index, in the order of its documents and never
changed, and one small file that says which segments there are and which of their documents are
no more. So one changed posting costs one row.
"""

from __future__ import annotations

import json
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from jobtui import paths, sealing
from jobtui.posting import Posting, Problem, Said, Severity
from jobtui.words import Message, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

NAME = sealing.CATALOGUE
ROWS = ".rows"


class BrokenCatalogueError(Exception):
    """The file is no catalogue of this version: build it again."""


class Stamp(NamedTuple):
    """What tells whether a file has changed: size in bytes and modification time in ns."""

    size: int
    mtime_ns: int


class Row(NamedTuple):
    """A posting, and what is needed to find it and to join it to its startup again."""

    posting: Posting
    position: int  # its bit in the index's answers
    stamp: Stamp
    incubator: str = ""  # as written in its own file
    startup_line: int = 0  # where its file names a startup
    digest: str = ""  # of the file's bytes


class Part(NamedTuple):
    """One segment of the index, and its rows."""

    name: str
    documents: int
    dead: frozenset[int] = frozenset()  # of these, counted from 0, those that are no more


_NONE: dict[str, Stamp] = {}  # never changed


class Catalogue(NamedTuple):
    """What was found in a set of sources at one time."""

    rows: tuple[Row, ...] = ()  # by position
    parts: tuple[Part, ...] = ()
    others: dict[str, Stamp] = _NONE  # files that were looked at and are no postings, by path
    companions: dict[str, Stamp] = _NONE  # the files of startups and incubators
    problems: tuple[Problem, ...] = ()  # of the sources, not of one posting
    whole: bool = True  # False while a first build is under way

    def files(self) -> dict[str, Stamp]:
        """Return every file that was looked at, by path."""
        return {row.posting.path: row.stamp for row in self.rows} | self.others

    def spread(self) -> dict[str, list[Row]]:
        """Return the rows of each part."""
        rows = iter(self.rows)
        return {part.name: [*islice(rows, part.documents - len(part.dead))] for part in self.parts}


def gathered(parts: Sequence[Part], rows: Mapping[str, Sequence[Row]]) -> tuple[Row, ...]:
    """Return the rows of all parts, each with its position."""
    found: list[Row] = []
    offset = 0
    for part in parts:
        living = (number for number in range(part.documents) if number not in part.dead)
        for number, row in zip(living, rows[part.name], strict=True):
            at = offset + number
            found.append(row if row.position == at else row._replace(position=at))
        offset += part.documents
    return tuple(found)


def save_rows(part: Part, rows: Iterable[Row], directory: Path) -> None:
    """Write the rows of a new part, of which none is dead. Raises OSError."""
    lines = [_line([_packed(row.posting), *row[2:]]) for row in rows]
    content = "[" + ",\n".join(lines) + "]\n"
    paths.write_private(directory / (part.name + ROWS), content.encode("ascii"))


def save(catalogue: Catalogue, directory: Path) -> None:
    """Write *catalogue*, but for its rows, into *directory*. Raises OSError."""
    content = {
        "parts": [[part.name, part.documents, sorted(part.dead)] for part in catalogue.parts],
        "others": catalogue.others,
        "companions": catalogue.companions,
        "problems": [_packed_problem(problem) for problem in catalogue.problems],
        "whole": catalogue.whole,
    }
    paths.write_private(directory / NAME, _line(content).encode("ascii"))


def load(directory: Path) -> Catalogue:
    """Read the sealed catalogue in *directory*. Raises BrokenCatalogueError."""
    try:
        sums = sealing.sums(directory)
        content = json.loads(sealing.verified(directory, NAME, sums))
        parts = [Part(name, count, frozenset(dead)) for name, count, dead in content["parts"]]
        rows = {
            part.name: [
                _row(stated)
                for number, stated in enumerate(
                    json.loads(sealing.verified(directory, part.name + ROWS, sums))
                )
                if number not in part.dead
            ]
            for part in parts
        }
        return Catalogue(
            gathered(parts, rows),
            tuple(parts),
            {path: Stamp(*stamp) for path, stamp in content["others"].items()},
            {path: Stamp(*stamp) for path, stamp in content["companions"].items()},
            tuple(_unpacked_problem(packed) for packed in content["problems"]),
            content["whole"],
        )
    except Exception as error:  # whatever is wrong with it, it can be built again
        raise BrokenCatalogueError(f"{type(error).__name__}: {error}") from error


def _line(content: object) -> str:
    return json.dumps(content, ensure_ascii=True, separators=(",", ":"))


def _row(stated: list[Any]) -> Row:
    packed, stamp, *rest = stated
    return Row(_unpacked(packed), -1, Stamp(*stamp), *rest)


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
    message, guess = _packed_text(problem.message), _packed_text(problem.guess)
    return [*problem[:3], message, problem.severity.value, guess]


def _unpacked_problem(packed: list[Any]) -> Problem:
    path, line, field, message, severity, guess = packed
    said, taken = _unpacked_text(message), _unpacked_text(guess)
    return Problem(path, int(line), field, said, Severity(severity), taken)


def _packed_text(text: Text) -> object:
    """Return a text as it stands, a message that is still to be translated as a list."""
    if isinstance(text, str):
        return text
    return [text.text, *([name, _packed_text(part)] for name, part in text.parts)]


def _unpacked_text(packed: Any) -> Text:
    if isinstance(packed, str):
        return packed
    text, *parts = packed
    return Message(text, tuple((name, _unpacked_text(part)) for name, part in parts))


def _places(*names: str) -> tuple[int, ...]:
    return tuple(Posting._fields.index(name) for name in names)


_DAYS = _places("published", "closes")
_LISTS = _places("contracts", "domains", "technologies", "contacts")
_PAIRS = _places("inferred", "written", "extra")
_SAYINGS = _places("said_open", "said_filled")
_PROBLEMS = Posting._fields.index("problems")
