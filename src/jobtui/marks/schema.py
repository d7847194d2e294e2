"""The tables of the marks file, and every SQL statement on them.

Paths and names of views are stored as bytes (``os.fsencode``), times in microseconds since 1970.
Each function takes an open connection and expects the caller to begin and commit a transaction.
Raises sqlite3.Error.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from jobtui.marks.log import of_former_stages
from jobtui.marks.model import MarkRecord, Place, Records, StoredField
from jobtui.marks.visits import SeenPosting, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    from jobtui.marks.visits import ViewUpdate

VERSION = 2
# 1: without ``place`` and without fields for labels, follow-ups and the log in ``mark``.
_SCHEMA = """
CREATE TABLE posting (path BLOB PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE mark (
    path BLOB NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (path, field)
) WITHOUT ROWID;
CREATE TABLE view (
    name BLOB PRIMARY KEY, since INTEGER NOT NULL, shown INTEGER NOT NULL, left_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE known (
    view BLOB NOT NULL, path BLOB NOT NULL, digest TEXT NOT NULL, status TEXT NOT NULL,
    appeared INTEGER NOT NULL, altered INTEGER NOT NULL,
    old_digest TEXT NOT NULL, old_status TEXT NOT NULL,
    PRIMARY KEY (view, path)
) WITHOUT ROWID
"""
_PLACES = """
CREATE TABLE place (path BLOB PRIMARY KEY, source TEXT NOT NULL, name BLOB NOT NULL) WITHOUT ROWID
"""
# What the user sets now wins, even if the stored time, of another machine, is in the future.
_SET = """
INSERT INTO mark VALUES (?, ?, ?, ?) ON CONFLICT (path, field) DO
UPDATE SET value = excluded.value, at = max(excluded.at, mark.at + 1)
"""
_SET_DIGEST = "INSERT OR REPLACE INTO posting VALUES (?, ?)"
_KEEP_DIGEST = "INSERT OR IGNORE INTO posting VALUES (?, ?)"
_MERGE = """
INSERT INTO mark {values} ON CONFLICT (path, field) DO
UPDATE SET value = excluded.value, at = excluded.at WHERE excluded.at > mark.at
"""
_MERGE_ONE = _MERGE.format(values="VALUES (?, ?, ?, ?)")
_MERGE_PATH = _MERGE.format(values="SELECT ?, field, value, at FROM mark WHERE path = ?")
_KNOWN = """
SELECT path, digest, status, appeared, altered, old_digest, old_status FROM known WHERE view = ?
"""


class Following(NamedTuple):
    """What changes when marks follow their postings."""

    moves: Mapping[str, str]  # old path -> new path
    copies: Mapping[str, str]  # path -> where its marks are set as well
    digests: Mapping[str, str]  # new ones, by path
    places: Mapping[str, Place]  # new ones, by path

    def __bool__(self) -> bool:
        return any(self)


class StoredView(NamedTuple):
    """What is stored of a view: None, and no postings, if nothing is."""

    view: View | None
    known: dict[str, SeenPosting]  # by path


class DamagedError(Exception):
    """The file contains something other than marks."""


def version(connection: Connection) -> int:
    """Return the version of the tables, 0 if there are none."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def create(connection: Connection) -> None:
    """Create the tables in an empty file. Raises DamagedError if there are others."""
    if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise DamagedError
    for statement in (*_SCHEMA.split(";"), _PLACES):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def migrate(connection: Connection) -> None:
    """Bring the tables of an older version up to this one; does nothing to those of this one.

    No table of an older version changes, so that a session of it that still runs does no harm.
    """
    if version(connection) == 1:
        write(connection, of_former_stages(read(connection)), last_word=False)
        connection.execute(_PLACES)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def read(connection: Connection) -> Records:
    """Return all marks; those of an older version as they will be stored. Raises DamagedError."""
    digests = connection.execute("SELECT path, digest FROM posting")
    records = {
        os.fsdecode(path): MarkRecord(digest, {}) for path, digest in _checked(digests, bytes, str)
    }
    marks = connection.execute("SELECT path, field, value, at FROM mark")
    for path, field, value, at in _checked(marks, bytes, str, str, int):
        record = records.setdefault(os.fsdecode(path), MarkRecord("", {}))
        record.entries[field] = StoredField(value, at)
    if version(connection) > 1:
        places = connection.execute("SELECT path, source, name FROM place")
        for path, source, name in _checked(places, bytes, str, bytes):
            if (at := os.fsdecode(path)) in records:
                place = Place(source, os.fsdecode(name))
                records[at] = records[at]._replace(place=place)
    else:
        for path, former in of_former_stages(records).items():
            records[path].entries.update(former.entries)
    return records


def write(connection: Connection, records: Mapping[str, MarkRecord], last_word: bool) -> None:
    """Store fields: always if *last_word*, otherwise only those newer than what is stored."""
    for path, record in records.items():
        name = os.fsencode(path)
        digest = _SET_DIGEST if last_word and record.digest else _KEEP_DIGEST
        connection.execute(digest, (name, record.digest))
        if record.place is not None:
            _set_place(connection, path, record.place)
        connection.executemany(
            _SET if last_word else _MERGE_ONE,
            [(name, field, *entry) for field, entry in record.entries.items()],
        )


def _set_place(connection: Connection, path: str, place: Place) -> None:
    row = (os.fsencode(path), place.source, os.fsencode(place.name))
    connection.execute("INSERT OR REPLACE INTO place VALUES (?, ?, ?)", row)


def follow(connection: Connection, changes: Following) -> None:
    """Move and copy marks from old paths to new ones, and store new digests and places."""
    moves, copies, digests, places = changes
    for old, new in copies.items():
        pair = (os.fsencode(new), os.fsencode(old))
        connection.execute(_MERGE_PATH, pair)
        select = "SELECT ?, digest FROM posting WHERE path = ?"
        connection.execute(f"INSERT OR IGNORE INTO posting {select}", pair)
    for old, new in moves.items():
        pair = (os.fsencode(new), os.fsencode(old))
        connection.execute(_MERGE_PATH, pair)
        connection.execute("DELETE FROM place WHERE path = ?", pair[1:])
        connection.execute("DELETE FROM mark WHERE path = ?", pair[1:])
        connection.execute("UPDATE OR IGNORE posting SET path = ? WHERE path = ?", pair)
        connection.execute("DELETE FROM posting WHERE path = ?", pair[1:])
    rows = [(digest, os.fsencode(path)) for path, digest in digests.items()]
    connection.executemany("UPDATE posting SET digest = ? WHERE path = ?", rows)
    for path, place in places.items():
        _set_place(connection, path, place)


def view(connection: Connection, name: str) -> StoredView:
    """Return what is stored of a view; nothing if it is damaged."""
    select = "SELECT since, shown, left_at FROM view WHERE name = ?"
    row = connection.execute(select, (os.fsencode(name),)).fetchall()
    rows = connection.execute(_KNOWN, (os.fsencode(name),))
    try:
        views = list(_checked(row, int, int, int))
        checked = _checked(rows, bytes, str, str, int, int, str, str)
        known = {os.fsdecode(path): _known(*rest) for path, *rest in checked}
    except DamagedError:
        return StoredView(None, {})
    return StoredView(View(*views[0]), known) if views else StoredView(None, {})


def _known(
    digest: str, status: str, appeared: int, altered: int, old_digest: str, old_status: str
) -> SeenPosting:
    """Return a row; equal strings are shared, as there may be very many rows."""
    old_digest = digest if old_digest == digest else old_digest
    return SeenPosting(digest, intern(status), appeared, altered, old_digest, intern(old_status))


def save_view(connection: Connection, name: str, learnt: ViewUpdate, anew: bool) -> None:
    """Store the update of a view; *anew* deletes first what was stored of it."""
    view = os.fsencode(name)
    if anew:
        connection.execute("DELETE FROM known WHERE view = ?", (view,))
    connection.execute("INSERT OR REPLACE INTO view VALUES (?, ?, ?, ?)", (view, *learnt.view))
    gone = [(view, os.fsencode(path)) for path in learnt.forgotten]
    connection.executemany("DELETE FROM known WHERE view = ? AND path = ?", gone)
    connection.executemany(
        "INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(view, os.fsencode(path), *row) for path, row in learnt.rows.items()],
    )


def leave(connection: Connection, name: str, shown: int, now: int) -> None:
    """Store that a view was left *now*, and that what was found until *shown* was shown."""
    update = "UPDATE view SET shown = max(shown, ?), left_at = ? WHERE name = ?"
    connection.execute(update, (shown, now, os.fsencode(name)))


def _checked(rows: Iterable[tuple[Any, ...]], *types: type) -> Iterator[tuple[Any, ...]]:
    """Yield *rows* if their columns have these types. Raises DamagedError.

    SQLite does not enforce the types of columns: after a flipped bit any may be read.
    """
    for row in rows:
        if tuple(map(type, row)) != types:
            raise DamagedError
        yield row
