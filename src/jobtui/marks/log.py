"""The log of an application: its stages, what was sent and to whom, and follow-up days.

An entry is a field of the posting's record like the marks are, so it is stored, merged, moved and
exported as they are. Its name begins with ``log:``; its value is a JSON object, empty once the
entry was taken back.
"""

from __future__ import annotations

import os
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from jobtui.marks.model import MarkRecord, Records, Stage, StoredField, iso_day, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jobtui.marks.model import Mark

LOG = "log:"  # begins the names of the fields
_KEYS = ("day", "kind", "text", "to")
MOST_CHARACTERS = 2000  # of a text; what is longer is cut


class LogKind(Enum):
    """What an entry tells; the value is stored."""

    STAGE = "stage"
    SENT = "sent"
    FOLLOW_UP = "followup"


class LogEntry(NamedTuple):
    """One thing that happened with an application."""

    day: date  # when it happened, as the user says
    kind: LogKind
    text: str = ""  # the stage ("" for none), what was sent, or the day to follow up ("" for none)
    to: str = ""  # to whom it was sent
    at: int = 0  # when it was written down, in microseconds since 1970
    name: str = ""  # of the field that it is stored in


def encoded(entry: LogEntry) -> str:
    """Return the value of the field of an entry."""
    import json

    said = (entry.day.isoformat(), entry.kind.value, _storable(entry.text), _storable(entry.to))
    return json.dumps(dict(zip(_KEYS, said, strict=True)), ensure_ascii=False)


def _storable(text: str) -> str:
    """Return *text* without lone surrogates, which cannot be stored as UTF-8, and not too long."""
    return text[:MOST_CHARACTERS].encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def decoded(value: str) -> LogEntry | None:
    """Return the entry that a field has as its value; None if it is none."""
    import json

    try:
        said = json.loads(value)
        day, kind, text, to = (said[key] for key in _KEYS)
        when = iso_day(day)
        found = LogEntry(when, LogKind(kind), text, to) if when else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if found is None or not (isinstance(text, str) and isinstance(to, str)):
        return None
    if len(said) > len(_KEYS) or not _is_meant(found):
        return None
    return found


def _is_meant(entry: LogEntry) -> bool:
    """Whether the text is one that entries of its kind have."""
    if entry.kind is LogKind.STAGE:
        return entry.text in ("", *(stage.value for stage in Stage))
    return entry.kind is LogKind.SENT or not entry.text or iso_day(entry.text) is not None


def entries_of(record: MarkRecord) -> list[LogEntry]:
    """Return the log in a record, the oldest day first; invalid entries are left out."""
    found = []
    for name, stored in record.entries.items():
        if name.startswith(LOG) and stored.value and (entry := decoded(stored.value)):
            found.append(entry._replace(at=stored.at, name=name))
    return sorted(found, key=lambda entry: (entry.day, entry.at, entry.name))


def changes(before: Mark, after: Mark, today: date) -> Iterator[LogEntry]:
    """Yield what a change of marks adds to the log."""
    stage = after.stage
    applied = after.applied if stage is Stage.APPLIED else None
    if before.stage is not stage or (applied and applied != before.applied):
        yield LogEntry(applied or today, LogKind.STAGE, stage.value if stage else "")
    if before.followup != after.followup:
        text = after.followup.isoformat() if after.followup else ""
        yield LogEntry(today, LogKind.FOLLOW_UP, text)


def undone(record: MarkRecord, before: Mark, after: Mark) -> Iterator[str]:
    """Yield the names of the entries that a change back from *before* to *after* takes away."""
    for entry in changes(before, after, date.min):
        same = [one for one in entries_of(record) if one.kind is entry.kind]
        if same:
            yield max(same, key=lambda one: (one.at, one.name)).name


def new_name(now: int, number: int = 0) -> str:
    """Return a name for a new field; no two sessions or machines make the same one.

    Names of one moment sort by their *number*.
    """
    return f"{LOG}{now:016x}{number:x}{os.urandom(4).hex()}"


def of_former_stages(records: Mapping[str, MarkRecord]) -> Records:
    """Return records with the log of the stages in *records*, of a time when there was no log."""
    found: Records = {}
    for path, record in records.items():
        mark, stored = mark_of(record), record.entries.get("stage")
        if mark.stage is None or stored is None:
            continue
        applied = mark.applied if mark.stage is Stage.APPLIED else None
        entry = LogEntry(applied or _local_day(stored.at), LogKind.STAGE, mark.stage.value)
        # The name is the same wherever these marks are: an import must not log a stage twice.
        field = {f"{LOG}{stored.at:016x}former": StoredField(encoded(entry), stored.at)}
        found[path] = MarkRecord(record.digest, field)
    return found


def _local_day(at: int) -> date:
    try:
        return datetime.fromtimestamp(at / 1_000_000).date()
    except (ValueError, OverflowError, OSError):
        return date(1970, 1, 1)
