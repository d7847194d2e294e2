"""Connections to the marks file, and what the errors of SQLite mean.

The module sqlite3 is imported when it is needed: without a marks file, nothing is.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from jobtui.i18n import _
from jobtui.marks import schema
from jobtui.marks.schema import DamagedError
from jobtui.text.printable import printable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def transaction(connection: sqlite3.Connection, kind: str) -> Iterator[None]:
    """Hold a transaction, DEFERRED or IMMEDIATE; roll it back on any exception."""
    import sqlite3

    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def connect(file: Path, patience: float) -> sqlite3.Connection:
    """Open a file for use from any thread; wait *patience* seconds for locks of others."""
    import sqlite3

    connection = sqlite3.connect(
        os.fsencode(file), timeout=patience, isolation_level=None, check_same_thread=False
    )
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return connection


def prepare(connection: sqlite3.Connection) -> int:
    """Create the tables in an empty file; return the version of the tables.

    Those of an older version stay until something is written (``schema.migrate``).
    """
    if schema.version(connection) == 0:
        with transaction(connection, "IMMEDIATE"):
            if schema.version(connection) == 0:  # unless another session was faster
                schema.create(connection)
    return schema.version(connection)


def data_version(connection: sqlite3.Connection) -> int:
    """Return a number that changes when another connection has written."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def is_damaged(file: Path, patience: float) -> bool:
    """Check the whole file, with a separate connection; *patience* is in seconds."""
    import sqlite3

    try:
        connection = connect(file, patience)
        try:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return True
            if prepare(connection) <= schema.VERSION:
                schema.read(connection)
        finally:
            connection.close()
    except (sqlite3.Error, DamagedError) as error:
        return means_damage(error)
    return False


def error_code(error: Exception) -> int:
    """Return the primary result code of an error of SQLite, 0 for any other error."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def means_damage(error: Exception) -> bool:
    """Whether *error* means that the file is torn, overwritten, or has other tables."""
    import sqlite3

    damage = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
    return isinstance(error, DamagedError) or error_code(error) in damage


def reason_of(error: Exception) -> str:
    """Return a few words for the user on why the file cannot be read or written."""
    import sqlite3

    if means_damage(error):
        return _("the file is damaged and cannot be moved aside")
    return {
        sqlite3.SQLITE_BUSY: _("another session is writing them"),
        sqlite3.SQLITE_FULL: _("the disk is full"),
        sqlite3.SQLITE_READONLY: _("the file or its directory is read-only"),
        sqlite3.SQLITE_CANTOPEN: _("the file cannot be opened"),
        sqlite3.SQLITE_IOERR: _("the disk failed, or the disk or quota is full"),
    }.get(error_code(error), printable(str(error)))
