"""A posting without its body as one line of JSON.

    [posting, [size, mtime in ns], incubator, startup line, digest]

*posting* is the list of the fields of ``Posting``, in their order; days are ISO 8601 or null. A
message that is still to be translated is a list: its English text, then pairs of name and value.
"""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from jobtui.i18n import Message, Text
from jobtui.postings.model import Posting, Problem, Severity, Statement
from jobtui.postings.terms import Apply, Duration, Pay, WorkingTime


class FileState(NamedTuple):
    """What shows whether a file has changed: size in bytes and modification time in ns."""

    size: int
    mtime_ns: int


class Row(NamedTuple):
    """A posting, and what is needed to notice changes and to join it to its startup again."""

    posting: Posting
    position: int  # its bit in the bit sets
    stamp: FileState
    incubator: str = ""  # as its own file states it
    startup_line: int = 0  # where its file names a startup
    digest: str = ""  # of the file's text


def line_of(row: Row) -> bytes:
    """Return a row as a line of a file."""
    return json_line([_packed(row.posting), *row[2:]])


def json_line(content: object) -> bytes:
    """Return *content* as one line of JSON, in ASCII."""
    return json.dumps(content, separators=(",", ":")).encode("ascii") + b"\n"


def row_of(line: bytes, position: int) -> Row:
    """Return the row in a line. Raises anything if it is damaged."""
    packed, stamp, *rest = json.loads(line)
    return Row(_unpacked(packed), position, FileState(*stamp), *rest)


def _packed(posting: Posting) -> list[object]:
    values: list[object] = list(posting)
    for at in _DAYS:
        day = values[at]
        values[at] = day.isoformat() if isinstance(day, date) else None
    values[_PROBLEMS] = [packed_problem(problem) for problem in posting.problems]
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
        values[at] = tuple(Statement(*said) for said in values[at])  # type: ignore[attr-defined]
    for at, made in _TERMS:
        if values[at] is not None:
            values[at] = made(values[at])
    values[_APPLY] = _apply(values[_APPLY])
    problems = values[_PROBLEMS]
    values[_PROBLEMS] = tuple(unpacked_problem(p) for p in problems)  # type: ignore[attr-defined]
    return Posting._make(values)


def packed_problem(problem: Problem) -> list[object]:
    """Return a problem as a list that JSON can hold."""
    message, guess = _packed_text(problem.message), _packed_text(problem.guess)
    return [*problem[:3], message, problem.severity.value, guess]


def unpacked_problem(packed: list[Any]) -> Problem:
    """Return the problem that ``packed_problem`` packed."""
    path, line, field, message, severity, guess = packed
    said, taken = _unpacked_text(message), _unpacked_text(guess)
    return Problem(path, int(line), field, said, Severity(severity), taken)


def _packed_text(text: Text) -> object:
    """Return a text unchanged, and a message that is still to be translated as a list."""
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


def _apply(packed: Any) -> Apply:
    to, cc, *rest = packed
    return Apply(tuple(to), tuple(cc), *rest)


_DAYS = _places("published", "opens", "closes")
_LISTS = _places(
    *("contracts", "domains", "technologies", "tags", "places", "contacts", "inferred")
)
_PAIRS = _places("written", "extra")
_SAYINGS = _places("said_open", "said_filled", "said_upcoming")
_TERMS: tuple[tuple[int, Callable[[Any], object]], ...] = tuple(
    zip(
        _places("pay", "duration", "working_time", "remote_days"),
        (Pay._make, Duration._make, WorkingTime._make, tuple),
        strict=True,
    )
)
_APPLY = Posting._fields.index("apply")
_PROBLEMS = Posting._fields.index("problems")
