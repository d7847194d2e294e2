"""Marks as JSON, for moving them to another machine: readable, and checked when imported.

    {"format": "jobtui-marks", "version": 2, "postings": [
      {"source": "postings", "path": "_jobs/a.md", "digest": "…",
       "star": {"value": true, "at": "2025-03-11T08:00:00.000000Z"},
       "note": {"value": "two\\nlines", "at": "…"},
       "stage": {"value": "applied", "at": "…"}, "applied": {"value": "2025-03-11", "at": "…"},
       "followup": {"value": "2025-03-25", "at": "…"}, "label:java": {"value": true, "at": "…"},
       "log:000630…": {"value": {"day": "2025-03-11", "kind": "sent", "text": "CV", "to": "Ana"},
                       "at": "…"}}]}

``at`` is when the field was set, in UTC. ``seen``, ``hidden`` and labels are like ``star``. A field
that was removed has the value false, "" or null, so that an import removes it too. Missing fields
were never set. ``path`` is relative to the source, so that the marks find their postings on another
machine, too. Version 1 had absolute paths, and neither follow-ups nor labels nor a log.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from jobtui.i18n import _, number
from jobtui.marks.labels import label_meant
from jobtui.marks.log import LOG, decoded, encoded
from jobtui.marks.model import (
    FLAGS,
    LABEL,
    Mark,
    MarkRecord,
    Place,
    Records,
    Stage,
    StoredField,
    iso_day,
    take,
    texts_of,
)
from jobtui.marks.places import unplaced
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORMAT, _VERSION = "jobtui-marks", 2
_READ = (1, 2)  # versions
_DAYS = ("applied", "followup")
_SINGLE = (*FLAGS, "note", "stage", *_DAYS)  # fields that a posting has once
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNSAFE = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")  # on a terminal
_LAST = datetime(9999, 1, 1, tzinfo=UTC)  # so that there is always a later time

MOST_BYTES = 50_000_000  # of a file that is imported
_MOST_POSTINGS = 100_000
_VALUES_OF_ONE = 30  # brackets and commas in a posting with every field but labels and log
_TEXT = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_LONGEST_SHOWN = 60  # characters of a key in a message


class MarksFileError(Exception):
    """The file cannot be imported; the text names it, the place in it, and what is wrong."""


class _WrongError(Exception):
    """What is wrong with the content; the text does not name the file."""


def dumps(records: Mapping[str, MarkRecord]) -> bytes:
    """Return *records* as a JSON file."""
    postings = [
        _place_of(path, record)
        | {field: _exported(field, record.entries[field]) for field in sorted(record.entries)}
        for path, record in sorted(records.items())
        if record.entries
    ]
    content = {"format": _FORMAT, "version": _VERSION, "postings": postings}
    # Bytes of a path that are not UTF-8 are lone surrogates, which JSON escapes, as in \udc80.
    text = json.dumps(content, ensure_ascii=False, indent=1)
    text = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return (text + "\n").encode("utf-8", "backslashreplace")


def _place_of(path: str, record: MarkRecord) -> dict[str, object]:
    """Return what tells a posting without saying where it is on this machine."""
    source, name = record.place or ("", path.rpartition("/")[2].rpartition(":")[2])
    return {"source": source, "path": name, "digest": record.digest}


def loads(raw: bytes, name: str) -> Records:
    """Return the marks in a JSON file; *name* is used in messages. Raises MarksFileError."""
    if len(raw) > MOST_BYTES:
        text = _("{file}: larger than {size} MB, not read")
        raise MarksFileError(text.format(file=printable(name), size=MOST_BYTES // 1_000_000))
    if not _has_room(raw):
        text = _("{file}: more than {n} postings, not read")
        raise MarksFileError(text.format(file=printable(name), n=number(_MOST_POSTINGS)))
    try:
        return _records(json.loads(raw.decode("utf-8"), object_pairs_hook=_object))
    except json.JSONDecodeError as error:
        text = _("{file}:{line}: invalid JSON: {why}")
        raise MarksFileError(
            text.format(file=printable(name), line=error.lineno, why=error.msg)
        ) from error
    except RecursionError as error:
        text = _("{file}: nested too deeply")
        raise MarksFileError(text.format(file=printable(name))) from error
    except ValueError as error:
        text = _("{file}: invalid JSON: {why}")
        raise MarksFileError(
            text.format(file=printable(name), why=printable(str(error)))
        ) from error
    except _WrongError as error:
        raise MarksFileError(f"{printable(name)}: {printable(str(error))}") from error


def _exported(field: str, entry: StoredField) -> dict[str, object]:
    value: object = entry.value
    if field in FLAGS or field.startswith(LABEL):
        value = bool(entry.value)
    elif field.startswith(LOG):
        value = json.loads(entry.value) if decoded(entry.value) else None
    elif field != "note":
        value = entry.value or None
    return {"value": value, "at": _moment(entry.at)}


def _moment(at: int) -> str:
    moment = min(_EPOCH + timedelta(microseconds=at), _LAST)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object. Raises _WrongError if a key is repeated, as json would drop one."""
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(key for key, _value in pairs)
        twice = next(key for key, count in counts.items() if count > 1)
        raise _WrongError(_('duplicate key "{key}" in one object').format(key=_short(twice)))
    return found


def _has_room(raw: bytes) -> bool:
    """Whether JSON has no more values than an import may have: parsed, they take memory."""

    def values(held: bytes) -> int:
        return sum(map(held.count, (b"[", b"{", b",")))

    most = _MOST_POSTINGS * _VALUES_OF_ONE
    return values(raw) <= most or values(_TEXT.sub(b"", raw)) <= most


def _short(key: str) -> str:
    return key if len(key) <= _LONGEST_SHOWN else key[:_LONGEST_SHOWN] + "…"


def _records(content: object) -> Records:
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        raise _WrongError(_('not a marks file: "format" is not "{name}"').format(name=_FORMAT))
    if content.get("version") not in _READ or isinstance(content["version"], bool):
        text = _('"version" is not {version}; the file was written by another version of jobtui')
        raise _WrongError(text.format(version=_VERSION))
    _no_other(content, {"format", "version", "postings"}, _("the file"))
    postings = content.get("postings")
    if not isinstance(postings, list):
        raise _WrongError(_('"postings" is not a list'))
    records: Records = {}
    for at, posting in enumerate(postings, start=1):
        where = _("posting {number}").format(number=at)
        path, record = _record(posting, where)
        take(records, {path: record})
    return records


def _record(posting: object, where: str) -> tuple[str, MarkRecord]:
    if not isinstance(posting, dict):
        raise _WrongError(_("{where} is not an object").format(where=where))
    path, digest, source = (posting.get(key, "") for key in ("path", "digest", "source"))
    if not isinstance(path, str) or not _is_path(path):
        raise _WrongError(_('{where}: "path" is not a path').format(where=where))
    if not isinstance(digest, str) or not digest.isascii():
        raise _WrongError(_('{where}: "digest" is not a digest').format(where=where))
    several = {field for field in posting if field.startswith((LABEL, LOG))}
    if not isinstance(source, str) or (source and not _is_path(source)):
        raise _WrongError(_('{where}: "source" is not a name').format(where=where))
    _no_other(posting, {"source", "path", "digest", *_SINGLE, *several}, where)
    entries = {
        field: _entry(field, posting[field], f"{where}, {_short(field)}")
        for field in (*_SINGLE, *sorted(several))
        if field in posting
    }
    if path.startswith("/") and "source" not in posting:  # of version 1
        return path, MarkRecord(digest, entries)
    place = Place(source, path)
    return unplaced(place, digest), MarkRecord(digest, entries, place)


def _is_path(text: str) -> bool:
    try:
        return bool(os.fsencode(text)) and "\0" not in text
    except UnicodeEncodeError:
        return False


def _entry(field: str, stated: object, where: str) -> StoredField:
    if not isinstance(stated, dict) or not {"value", "at"} <= stated.keys():
        text = _('{where}: expected an object with "value" and "at"')
        raise _WrongError(text.format(where=where))
    _no_other(stated, {"value", "at"}, where)
    return StoredField(_value(field, stated["value"], where), _at(stated["at"], where))


def _value(field: str, value: object, where: str) -> str:
    if field in FLAGS or field.startswith(LABEL):
        if not isinstance(value, bool):
            raise _WrongError(_("{where}: expected true or false").format(where=where))
        name = field.removeprefix(LABEL)
        if field.startswith(LABEL) and not (name and label_meant(name) == name):
            raise _WrongError(_("{where}: not a label").format(where=where))
        return "yes" if value else ""
    if field == "note":
        if not isinstance(value, str):
            raise _WrongError(_("{where}: expected a string").format(where=where))
        return texts_of(Mark(note=value))["note"]
    if value is None:
        return ""
    if field.startswith(LOG):
        text = json.dumps(value, ensure_ascii=True)
        if (entry := decoded(text)) is None:
            raise _WrongError(_("{where}: expected null or an entry of a log").format(where=where))
        return encoded(entry)
    if field in _DAYS and not (isinstance(value, str) and iso_day(value)):
        text = _("{where}: expected null or a date such as 2025-03-11")
        raise _WrongError(text.format(where=where))
    if field == "stage" and value not in [stage.value for stage in Stage]:
        stages = ", ".join(stage.value for stage in Stage)
        text = _("{where}: expected null or one of {stages}")
        raise _WrongError(text.format(where=where, stages=stages))
    return str(value)


def _at(stated: object, where: str) -> int:
    try:
        moment = datetime.fromisoformat(stated)  # type: ignore[arg-type]
        if not _EPOCH <= moment < _LAST:  # raises TypeError if it names no time zone
            raise ValueError
    except (ValueError, TypeError):
        text = _('{where}: "at" is not a time such as 2025-03-11T08:00:00Z')
        raise _WrongError(text.format(where=where)) from None
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _no_other(content: dict[str, Any], known: set[str], where: str) -> None:
    if others := sorted(content.keys() - known):
        text = _('{where}: unknown key "{key}"')
        raise _WrongError(text.format(where=where, key=_short(others[0])))
