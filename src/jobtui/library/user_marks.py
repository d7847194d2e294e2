"""The user's marks and visits, as a library offers them: ``library.user``.

The marks file is opened lazily: without one, nothing here imports SQLite or reads a disk.
"""

from __future__ import annotations

import os
import threading
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from jobtui.files import locations

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from jobtui.library.opened_marks import FollowUp, Logged, OpenedMarks
    from jobtui.marks.bitsets import MarkSets
    from jobtui.marks.log import LogEntry
    from jobtui.marks.model import Mark
    from jobtui.marks.store import Marks
    from jobtui.marks.visits import Visit
    from jobtui.postings.model import Posting
    from jobtui.search.snapshot import Snapshot
    from jobtui.sources.folders import Source


class UserMarks:
    """The user's marks of the postings that a library shows; for use from any thread."""

    def __init__(
        self, sources: Sequence[Source], shown: Callable[[], Snapshot], marks: Marks | None = None
    ) -> None:
        """Mark postings of *sources*, of which *shown* returns the current snapshot.

        *marks* is used instead of the file in the user's data directory.
        """
        self._sources = tuple(sources)
        self._shown = shown
        self._marks = marks
        self._opened: OpenedMarks | None = None
        self._opening = threading.Lock()

    @cached_property
    def file(self) -> str:
        """The path of the marks file; it may not exist."""
        return str(locations.data_dir() / locations.MARKS)

    @property
    def notice(self) -> str:
        """One line on what is wrong with the marks file; empty if all is well."""
        return self._opened.marks.notice if self._opened is not None else ""

    @property
    def has_marks(self) -> bool:
        """Whether the user has ever marked or visited anything."""
        return self._existing() is not None

    def mark_of(self, posting: Posting) -> Mark:
        """Return the user's marks of a posting."""
        from jobtui.marks.model import Mark

        opened = self._existing()
        return opened.marks.of(posting.path) if opened is not None else Mark()

    def news_of(self, posting: Posting) -> tuple[str, ...]:
        """Return what is new about a posting since the last visit, as words of ``facets.NEWS``."""
        snapshot = self._shown()
        sets = self.sets(snapshot)
        return sets.news_of(snapshot.position_of(posting.id)) if sets is not None else ()

    def put_mark(self, posting: Posting, mark: Mark, is_undo: bool = False) -> bool:
        """Store the fields of *mark* that differ from ``mark_of``; return whether it is on disk.

        The next ``search`` sees it. May block for a second while another session writes. A change
        of stage or follow-up is logged; one that undoes such a change takes its entry back.
        """
        return self.put_marks([(posting, mark)], is_undo)

    def put_marks(self, wanted: Sequence[tuple[Posting, Mark]], is_undo: bool = False) -> bool:
        """Store the marks of several postings at once, all or none; see ``put_mark``."""
        # a placeholder for a row that cannot be read has no path
        marks = {posting.path: mark for posting, mark in wanted if posting.path}
        if not marks:
            return True
        if self._opened is None and self._marks is None:
            # The caller saw no marks, but another session may have created the file since: only
            # the fields that the caller set are changed.
            from jobtui.marks.model import Mark, with_change

            of, seen = self._open().marks.of, Mark()
            marks = {path: with_change(of(path), seen, mark) for path, mark in marks.items()}
        return self._open().put(marks, self._shown(), is_undo)

    def log_of(self, posting: Posting) -> list[LogEntry]:
        """Return the log of an application, the oldest day first."""
        opened = self._existing()
        return opened.marks.log_of(posting.path) if opened is not None else []

    def add_to_log(self, posting: Posting, entry: LogEntry) -> bool:
        """Write down what happened with an application; return whether it is on disk."""
        digest = self._shown().digests.get(posting.path, "")
        return self._open().marks.add_to_log(posting.path, digest, entry)

    def remove_from_log(self, posting: Posting, entry: LogEntry) -> bool:
        """Take an entry of ``log_of`` out of the log; return whether that is on disk."""
        return self._open().marks.remove_from_log(posting.path, entry.name)

    def log(self) -> list[Logged]:
        """Return the whole log, of these sources and others, the oldest day first."""
        opened = self._existing()
        return opened.log(self._shown()) if opened is not None else []

    def followups(self) -> list[FollowUp]:
        """Return the follow-ups that the user wants to be reminded of, the earliest first."""
        opened = self._existing()
        return opened.followups(self._shown()) if opened is not None else []

    def followed(self) -> dict[str, Mark]:
        """Return the marks of all that is starred or applied for, by path, there or gone.

        Who sent something has applied, also without a stage.
        """
        opened = self._existing()
        if opened is None:
            return {}
        found = {path: mark for path, mark in opened.marks.by_path.items() if mark.is_followed}
        return opened.marks.sent_to() | found

    def labels(self) -> list[str]:
        """Return the labels that the user has given to postings, the most frequent first."""
        opened = self._existing()
        return opened.marks.labels() if opened is not None else []

    def sets(self, snapshot: Snapshot) -> MarkSets | None:
        """Return marks and news as bit sets over *snapshot*; None if there is no marks file."""
        opened = self._existing()
        return opened.over(snapshot) if opened is not None else None

    def follow(self) -> None:
        """Apply marks to the postings that a refresh found, and look again for what is new."""
        snapshot = self._shown()
        if self._opened is not None and snapshot.is_whole:
            self._opened.follow(snapshot, date.today())

    def reload(self) -> bool:
        """Read what other sessions have marked; return whether there was anything. Cheap if not."""
        was_open, opened = self._opened is not None, self._existing()
        return opened is not None and (opened.reload() or not was_open)

    def save(self) -> int:
        """Retry saving; return how many postings still have marks only in memory."""
        if self._opened is None:
            return 0
        marks = self._opened.marks
        return 0 if not marks.unsaved or marks.save() else marks.unsaved

    def export(self) -> str:
        """Return all marks as JSON, including those that are only in memory."""
        return self._open().marks.export().decode("utf-8")

    def visit(
        self,
        day: date,
        saved: str = "",
        pause: float | None = None,
        matched: Container[str] | None = None,
    ) -> Visit | None:
        """Begin a visit of the sources, or of the saved search named *saved*; see ``visits``.

        *matched* are the paths that the saved search finds: what closed is told of what it found
        before. *pause* is in seconds, ``visits.PAUSE`` if None. From now on answers say what is
        new, and each ``refresh`` looks again. Returns None and records nothing if *day* is not
        today, for the sample, and until all files were read.
        """
        if self._can_compare(day):
            return self._open().visit(self._shown(), day, saved, pause, matched)
        return None

    def peek(self, day: date, saved: str = "") -> None:
        """Let answers say what a visit would find to be new, without recording one."""
        if self._can_compare(day) and (opened := self._existing()) is not None:
            opened.peek(self._shown(), day, saved)

    def leave(self) -> None:
        """End the visit: the user has been shown what is new."""
        if self._opened is not None:
            self._opened.leave()

    @property
    def is_first_visit(self) -> bool:
        """Whether there was nothing to compare with."""
        return self._opened is not None and self._opened.is_first

    def close(self) -> None:
        """Retry saving, and close the file."""
        if self._opened is not None:
            self._opened.marks.close()

    def _can_compare(self, day: date) -> bool:
        is_sample = all(source.is_sample for source in self._sources)
        return self._shown().is_whole and day == date.today() and not is_sample

    def _existing(self) -> OpenedMarks | None:
        """Return the marks, opened; None if there is no file."""
        if self._opened is None and self._marks is None and not os.path.lexists(self.file):
            return None
        return self._open()

    def _open(self) -> OpenedMarks:
        """Return the marks, opened when they are first needed."""
        with self._opening:
            if self._opened is None:
                from jobtui.library.opened_marks import OpenedMarks

                opened = OpenedMarks(self._sources, self._marks)
                snapshot = self._shown()
                if snapshot.is_whole:
                    opened.follow(snapshot, date.today())
                self._opened = opened
            return self._opened
