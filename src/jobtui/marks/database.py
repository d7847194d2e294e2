"""Marks on disk: the file, shared by all sessions, and what happens if it is damaged or replaced.

It is an SQLite file in the user's data directory. It uses a rollback journal rather than a
write-ahead log. A log needs memory that all processes with the file open share: on NFS there is
none, and SQLite would damage the file without noticing. Nor can a log be read on a read-only disk.
A log is faster, but only a few bytes are written now and then; both survive a kill at any moment.
"""

from __future__ import annotations

import math
import os
import stat
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from jobtui.files import locations, locks, safe_io
from jobtui.i18n import _, reason
from jobtui.marks import schema, sqlite
from jobtui.marks.schema import DamagedError
from jobtui.text.printable import printable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import TypeVar

    from jobtui.marks.model import MarkRecord, Records
    from jobtui.marks.schema import Following
    from jobtui.marks.visits import SeenPosting, View, ViewUpdate

    Answer = TypeVar("Answer")
    Decide = Callable[[View | None, dict[str, SeenPosting]], ViewUpdate]

NAME = locations.MARKS
_PATIENCE = 1.0  # seconds to wait while another session writes
_ATTEMPTS = 3  # to read or write, if the file is replaced or damaged meanwhile


class StoreError(Exception):
    """The file cannot be read or written now; the text says why, in a few words."""


class Store:
    """The marks file in *directory*; opened when first needed, and again after every failure.

    Every method but ``close`` raises StoreError.
    """

    def __init__(self, directory: Path) -> None:
        self.file = directory / NAME
        self._lock_file = directory / "lock"
        self.notice = ""  # one line for the user on what happened to the file
        self.replaced = False  # by another file: the caller has to save all marks again
        self._connection: sqlite3.Connection | None = None
        self._inode = (0, 0)
        self._read_version = -1  # PRAGMA data_version at the last ``read``
        self._lockable = True  # False on some network disks, where waiting does not help
        self._newer = False  # a newer jobtui wrote the file

    def read(self) -> Records:
        """Return all that is stored."""

        def work(connection: sqlite3.Connection) -> Records:
            with sqlite.transaction(connection, "DEFERRED"):
                self._read_version = sqlite.data_version(connection)
                return schema.read(connection)

        return self._with(work) if self._exists() else {}

    def is_changed(self) -> bool:
        """Whether others wrote since the last ``read``; cheap."""
        return self._exists() and self._with(sqlite.data_version) != self._read_version

    def write(self, records: Mapping[str, MarkRecord], last_word: bool) -> None:
        """Store fields: always if *last_word*, otherwise only those newer than what is stored."""
        self._writing(lambda connection: schema.write(connection, records, last_word))

    def follow(self, changes: Following) -> None:
        """Move and copy marks from old paths to new ones, and store new digests and places."""
        self._writing(lambda connection: schema.follow(connection, changes))

    def learn(self, name: str, decide: Decide) -> ViewUpdate:
        """Update a view by what *decide* returns for the stored one; return that."""

        def work(connection: sqlite3.Connection) -> ViewUpdate:
            view, known = schema.view(connection, name)
            learnt = decide(view, known)
            if learnt.rows or learnt.forgotten or learnt.view != view:
                schema.save_view(connection, name, learnt, anew=view is None)
            return learnt

        return self._writing(work)

    def learn_only(self, name: str, decide: Decide) -> ViewUpdate:
        """Return what ``learn`` would, and store nothing."""

        def work(connection: sqlite3.Connection) -> ViewUpdate:
            with sqlite.transaction(connection, "DEFERRED"):
                return decide(*schema.view(connection, name))

        return self._with(work) if self._exists() else decide(None, {})

    def leave(self, name: str, shown: int, now: int) -> None:
        """Store that a view was left *now*, and that what was found until *shown* was shown.

        Times are in microseconds since 1970.
        """
        self._writing(lambda connection: schema.leave(connection, name, shown, now))

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        if self._connection is not None:
            import sqlite3

            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _with(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Return what *work* returns; repeat it if the file is replaced or damaged meanwhile."""
        import sqlite3

        for _attempt in range(_ATTEMPTS):
            was_open = self._connection is not None
            try:
                connection = self._opened()
                answer = work(connection)
                if self._is_there():
                    return answer
                self.close()  # what was written is lost with the file
                self.replaced = True
            except (sqlite3.Error, DamagedError) as error:
                self.close()
                if was_open and sqlite.error_code(error) == sqlite3.SQLITE_READONLY:
                    continue  # it may have become writable since it was opened
                is_busy = sqlite.error_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_IOERR)
                self._lockable = not is_busy or locks.has_record_locks(self._lock_file)
                if not self._lockable:
                    text = _("files cannot be locked there; set XDG_DATA_HOME to a local directory")
                    raise StoreError(text) from error
                if not sqlite.means_damage(error) or not self._put_aside():
                    raise StoreError(sqlite.reason_of(error)) from error
            except OSError as error:
                self.close()
                raise StoreError(printable(str(reason(error)))) from error
        raise StoreError(_("the file keeps being replaced"))

    def _writing(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Return what *work* returns, in a transaction that writes."""

        def transaction(connection: sqlite3.Connection) -> Answer:
            if self._newer:
                raise StoreError(_("the file was written by a newer version of jobtui"))
            with sqlite.transaction(connection, "IMMEDIATE"):
                schema.migrate(connection)
                return work(connection)

        return self._with(transaction)

    def _exists(self) -> bool:
        """Whether there is a file, or was; reading does not create one."""
        return self._connection is not None or os.path.lexists(self.file)

    def _opened(self) -> sqlite3.Connection:
        if self._connection is not None and self._is_there():
            return self._connection
        if self._connection is not None:
            self.close()
            self.replaced = True
        safe_io.make_directory(self.file.parent, may_be_link=True)
        if (mode := stat.S_IMODE(self.file.parent.stat().st_mode)) & 0o077:
            with suppress(OSError):  # on a read-only disk it stays as it is
                self.file.parent.chmod(mode & 0o700)
        # O_EXCL: closing any handle of an existing file would drop SQLite's locks on it.
        with suppress(FileExistsError):
            os.close(safe_io.private_handle(self.file, os.O_RDWR | os.O_EXCL))
        status = self.file.stat()
        if status.st_mode & 0o077:
            with suppress(OSError):
                self.file.chmod(0o600)
        self._inode = (status.st_dev, status.st_ino)
        self._connection = sqlite.connect(self.file, _PATIENCE if self._lockable else 0)
        self._connection.execute("PRAGMA synchronous = EXTRA")  # the directory as well
        self._read_version = -1
        self._newer = sqlite.prepare(self._connection) > schema.VERSION
        if self._newer:
            self.notice = _(
                "{file} was written by a newer version of jobtui; it is read but not changed"
            )
            self.notice = self.notice.format(file=printable(str(self.file)))
        return self._connection

    def _is_there(self) -> bool:
        """Whether the path still names the file that was opened."""
        try:
            status = self.file.stat()
        except OSError:
            return False
        return (status.st_dev, status.st_ino) == self._inode

    def _put_aside(self) -> bool:
        """Rename the file if it is damaged; return whether there is another one now, or none."""
        try:
            # Locked, or two sessions would each rename one.
            with locks.exclusive(self._lock_file, math.inf):
                if self._is_there():
                    if not sqlite.is_damaged(self.file, _PATIENCE):
                        return False
                    aside = _rename(self.file)
                    text = _("{file} was damaged and is kept as {aside}; marks start afresh")
                    self.notice = text.format(
                        file=printable(str(self.file)), aside=printable(aside.name)
                    )
        except OSError:
            return False
        self.replaced = True
        return True


def _rename(file: Path) -> Path:
    """Rename *file* and its journal to the first free name beside it; return that."""
    name = f"{file.stem}-damaged-{time.strftime('%Y-%m-%d-%H%M%S')}"
    number, aside = 1, file.with_name(f"{name}.db")
    while os.path.lexists(aside):
        number += 1
        aside = file.with_name(f"{name}-{number}.db")
    journal = file.with_name(f"{file.name}-journal")
    if os.path.lexists(journal):  # first, or SQLite would roll it back into a new file
        journal.rename(aside.with_name(f"{aside.name}-journal"))
    file.rename(aside)
    safe_io.sync(file.parent)
    return aside
