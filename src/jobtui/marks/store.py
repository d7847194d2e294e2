"""The user's marks, in memory and on disk.

All marks are in memory, by path; a change is written at once, field by field. What cannot be
written stays in memory, ``notice`` says so, and saving is retried at the next change and at each
call of ``save``.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from jobtui.files import locations
from jobtui.i18n import _
from jobtui.marks import log
from jobtui.marks.database import Store, StoreError
from jobtui.marks.model import (
    Mark,
    MarkRecord,
    Records,
    StoredField,
    changed_texts,
    mark_of,
    merged,
    take,
)
from jobtui.marks.places import Roots, is_unplaced, place_of, placed, relocated
from jobtui.marks.renames import moved
from jobtui.marks.schema import Following
from jobtui.marks.visit_log import VisitLog, now_in_microseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from jobtui.marks.log import LogEntry

_UNMARKED = Mark()


def _is_gone(path: str) -> bool:
    return not os.path.lexists(path)


class Marks:
    """The user's marks; one object for a session, for use from any thread.

    A posting is identified by its path and a digest of its content (any text; empty: unknown). No
    method raises OSError; a call may block for a second while another session writes.
    """

    def __init__(
        self, directory: Path | None = None, is_gone: Callable[[str], bool] = _is_gone
    ) -> None:
        self._store = Store(directory or locations.data_dir())
        self._is_gone = is_gone
        self._lock = threading.RLock()
        self.visits = VisitLog(self._store, self._lock)
        self._saved: Records = {}
        self._unsaved: Records = {}
        self._present: Mapping[str, str] = {}
        self._roots: Roots = {}
        self._why_unsaved = ""
        self._why_unread = ""
        self.by_path: dict[str, Mark] = {}  # of postings that have any; read only
        self.reload()

    @property
    def notice(self) -> str:
        """One line on what is wrong with the marks file; empty if all is well."""
        said = [self._store.notice]
        if self._unsaved:
            text = _("marks not saved: {why}; they are kept in memory and saving will be retried")
            said.append(text.format(why=self._why_unsaved))
        elif self._why_unread:
            said.append(_("cannot read marks: {why}").format(why=self._why_unread))
        elif self.visits.why_unrecorded:
            text = _("visit not recorded: {why}; the same postings will be new again")
            said.append(text.format(why=self.visits.why_unrecorded))
        return "; ".join(filter(None, said))

    @property
    def unsaved(self) -> int:
        """How many postings have marks that are only in memory."""
        return len(self._unsaved)

    def of(self, path: str) -> Mark:
        """Return the marks of the posting at *path*."""
        return self.by_path.get(path, _UNMARKED)

    def put(self, path: str, digest: str, mark: Mark, is_undo: bool = False) -> bool:
        """Set the marks of a posting; return whether they are on disk, not only in memory.

        Only fields that differ from ``of`` are written: another session may have changed the
        others since. A change of the stage or of the follow-up goes into the log with it; to undo
        such a change takes its entry out of the log.
        """
        return self.put_all({path: mark}, {path: digest}, is_undo)

    def put_all(
        self, marks: Mapping[str, Mark], digests: Mapping[str, str], is_undo: bool = False
    ) -> bool:
        """Set the marks of several postings, by path, all or none; see ``put``."""
        with self._lock:
            now = now_in_microseconds()
            texts = {path: self._texts(path, mark, now, is_undo) for path, mark in marks.items()}
            return self._set(texts, digests, now)

    def _texts(self, path: str, mark: Mark, now: int, is_undo: bool) -> dict[str, str]:
        """Return the fields to store for another *mark*, with what goes into the log."""
        before = self.of(path)
        texts = changed_texts(before, mark)
        if is_undo:
            return texts | dict.fromkeys(log.undone(self._record(path), before, mark), "")
        entries = log.changes(before, mark, date.today())
        return texts | {log.new_name(now, n): log.encoded(one) for n, one in enumerate(entries)}

    def add_to_log(self, path: str, digest: str, entry: LogEntry) -> bool:
        """Add what happened with an application; return as ``put`` does."""
        with self._lock:
            now = now_in_microseconds()
            texts = {path: {log.new_name(now): log.encoded(entry)}}
            return self._set(texts, {path: digest}, now)

    def remove_from_log(self, path: str, name: str) -> bool:
        """Take the entry of a *name* out of the log; return as ``put`` does."""
        with self._lock:
            return self._set({path: {name: ""}}, {}, now_in_microseconds())

    def log_of(self, path: str) -> list[LogEntry]:
        """Return the log of the posting at *path*, the oldest day first."""
        with self._lock:
            return log.entries_of(self._record(path))

    def logged(self) -> list[str]:
        """Return the paths of all postings that have a log."""
        with self._lock:
            records = self._records().items()
            return [path for path, record in records if log.entries_of(record)]

    def sent_to(self) -> dict[str, Mark]:
        """Return the marks of all postings for which something was sent, by path."""
        with self._lock:
            return {
                path: mark_of(record)
                for path, record in self._records().items()
                if any(one.kind is log.LogKind.SENT for one in log.entries_of(record))
            }

    def labels(self) -> list[str]:
        """Return all labels, the most frequent first."""
        with self._lock:
            counts = Counter(label for mark in self.by_path.values() for label in mark.labels)
        return sorted(counts, key=lambda label: (-counts[label], label))

    def _set(
        self, texts: Mapping[str, Mapping[str, str]], digests: Mapping[str, str], now: int
    ) -> bool:
        """Store fields by path of their posting; return whether all of them are on disk."""
        change = {}
        for path, fields in texts.items():
            stored = self._record(path).entries
            entries = {
                field: StoredField(text, max(now, stored[field].at + 1 if field in stored else 0))
                for field, text in fields.items()
            }
            if entries:
                place = place_of(path, self._roots)
                change[path] = MarkRecord(digests.get(path, ""), entries, place)
        if change:
            try:
                self._store.write(change, last_word=True)
                take(self._saved, change)
            except StoreError as error:
                self._why_unsaved = str(error)
                take(self._unsaved, change)
            else:
                self.save()
        for path in change:
            self.by_path[path] = mark_of(self._record(path))
            if not self.by_path[path]:
                del self.by_path[path]
        return self._unsaved.keys().isdisjoint(texts)

    def save(self) -> bool:
        """Retry saving what is only in memory; return whether everything is saved."""
        with self._lock:
            if self._store.replaced:  # the new file has nothing of what the old one had
                self._unsaved = merged(self._saved, self._unsaved)
                self._store.replaced = False
            if self._unsaved:
                try:
                    self._store.write(self._unsaved, last_word=False)
                except StoreError as error:
                    self._why_unsaved = str(error)
                    return False
                take(self._saved, self._unsaved)
                self._unsaved = {}
            return True

    def changed_elsewhere(self) -> bool:
        """Whether another session has written since the last ``reload``; cheap."""
        with self._lock:
            try:
                return self._store.is_changed()
            except StoreError:
                return False

    def reload(self) -> None:
        """Read what all sessions have saved, and retry saving what is only in memory."""
        with self._lock:
            before = self._saved
            try:
                self._saved = self._store.read()
                self._why_unread = ""
                if self._store.replaced:
                    self._unsaved = merged(before, self._unsaved)
                    self._store.replaced = False
            except StoreError as error:
                self._why_unread = str(error)
            self.save()
            self._show()
            self.follow(self._present)

    def follow(self, present: Mapping[str, str], roots: Roots | None = None) -> Mapping[str, str]:
        """Move marks to where their postings are now; return the new paths by the old ones.

        *present* maps paths to digests, *roots* are the names of the sources by their
        paths. Call it with all postings of the sources after each refresh; see ``renames.moved``
        and ``places.relocated``.
        """
        with self._lock:
            self._roots = self._roots if roots is None else roots
            records = self._records()
            known = {p: r.digest for p, r in records.items() if not is_unplaced(p)}
            moves = moved(known, present, self._is_gone)
            # What this session saw moving is merged even if another one has moved it already.
            seen = moved(self._present, present, self._is_gone)
            moves |= {old: new for old, new in seen.items() if old in known}
            further, copies = relocated(records, present, self._roots, moves, self._is_gone)
            moves |= further
            self._present = present
            digests = {
                now: present[now]
                for path, record in records.items()
                if present.get(now := moves.get(path, path), "") not in (record.digest, "")
            }
            at = {*moves.values(), *copies.values(), *(path for path in known if path in present)}
            places = {
                path: place
                for path in at
                if (place := place_of(path, self._roots)) is not None
                and (path not in records or records[path].place != place)
            }
            changes = Following(moves, copies, digests, places)
            if changes:
                try:
                    self._store.follow(changes)
                except StoreError as error:
                    if moves or digests:
                        self._why_unsaved = str(error)
                        take(self._unsaved, {old: self._record(old) for old in moves})
                self._saved = _followed(self._saved, changes)
                self._unsaved = _followed(self._unsaved, changes)
                self._show()
            return moves

    def export(self) -> bytes:
        """Return all marks as a JSON file, including those that are only in memory."""
        from jobtui.marks.json_format import dumps

        with self._lock:
            return dumps(self._records())

    def take_in(self, raw: bytes, name: str) -> int:
        """Import an exported file; *name* is used in messages. Of each field the later one wins.

        Returns how many postings changed. Raises MarksFileError, and then nothing has changed.
        """
        from jobtui.marks.json_format import loads

        with self._lock:
            before = self._records()
            after = merged(before, placed(loads(raw, name), before))
            changed = {path: record for path, record in after.items() if record != before.get(path)}
            take(self._unsaved, merged(changed))
            self.reload()
            return len(changed)

    def close(self) -> bool:
        """Retry saving, and close the file; return whether everything is saved."""
        with self._lock:
            saved = self.save()
            self._store.close()
            return saved

    def _show(self) -> None:
        marks = {path: mark_of(record) for path, record in self._records().items()}
        self.by_path = {path: mark for path, mark in marks.items() if mark}

    def _records(self) -> Records:
        """Return all records; read only."""
        return merged(self._saved, self._unsaved) if self._unsaved else self._saved

    def _record(self, path: str) -> MarkRecord:
        both = [{path: some[path]} for some in (self._saved, self._unsaved) if path in some]
        return merged(*both).get(path, MarkRecord("", {}))


def _followed(records: Records, changes: Following) -> Records:
    result: Records = {}
    for path, record in records.items():
        for target in (changes.moves.get(path, path), changes.copies.get(path)):
            if target is not None:
                digest = changes.digests.get(target, record.digest)
                place = changes.places.get(target, record.place)
                take(result, {target: MarkRecord(digest, record.entries, place)})
    return result
