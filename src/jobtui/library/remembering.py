"""The side of a library that is the user's own: marks, and what is new since the last visit.

Whoever never marks anything pays for nothing: the file of marks is opened when it is first needed.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from jobtui.files import locations
from jobtui.search.snapshot import NOTHING, Snapshot

if TYPE_CHECKING:
    from jobtui.library.user_marks import UserMarks
    from jobtui.marks.bitsets import MarkSets
    from jobtui.marks.model import Mark
    from jobtui.marks.store import Marks
    from jobtui.marks.visits import Visit
    from jobtui.postings.model import Posting
    from jobtui.sources.folders import Source


class Remembering:
    """The user's marks over what a library shows."""

    def __init__(self, sources: Sequence[Source], marks: Marks | None = None) -> None:
        self.sources = tuple(sources)
        self.snapshot = NOTHING
        self._marks = marks
        self._remembered: UserMarks | None = None
        self._remembering = threading.Lock()

    @property
    def is_whole(self) -> bool:
        """Whether all files were read; not while a first build is under way."""
        return self.snapshot.directory is not None and self.snapshot.catalogue.whole

    @property
    def marks_file(self) -> str:
        """The path of the user's marks."""
        return str(locations.data_dir() / locations.MARKS)

    @property
    def marks_notice(self) -> str:
        """What the user has to know of their marks, on one line: that they are not saved, say."""
        return self._remembered.marks.notice if self._remembered is not None else ""

    @property
    def has_marks(self) -> bool:
        """Whether the user has ever marked or visited anything."""
        return self._own() is not None

    def mark_of(self, posting: Posting) -> Mark:
        """Return the user's marks of a posting."""
        from jobtui.marks.model import Mark

        own = self._own()
        return own.marks.of(posting.path) if own is not None else Mark()

    def news_of(self, posting: Posting) -> tuple[str, ...]:
        """Return what is new of a posting since the last visit: see ``marked.NEWS``."""
        snapshot = self.snapshot
        user = self._user(snapshot)
        return user.news_of(snapshot.position_of(posting.id)) if user is not None else ()

    def put_mark(self, posting: Posting, mark: Mark) -> bool:
        """Change what *mark* says otherwise than ``mark_of`` did; whether it is saved.

        The next ``search`` knows it. It may take a second while another session is writing.
        """
        if not posting.path:  # it stands for one that cannot be read
            return True
        if self._remembered is None and self._marks is None:  # another session may mark by now
            from jobtui.marks.model import Mark

            there, told = self._opened().marks.of(posting.path), Mark()
            pairs = zip(there, told, mark, strict=True)
            mark = Mark._make(old if new == said else new for old, said, new in pairs)
        return self._opened().put(posting, mark, self.snapshot)

    def reload_marks(self) -> bool:
        """Take in what other sessions have marked; whether there was anything. Cheap if not."""
        was_open, own = self._remembered is not None, self._own()
        return own is not None and (own.reload() or not was_open)

    def save_marks(self) -> int:
        """Try again to save what is only in memory; of how many postings it still is."""
        if self._remembered is None:
            return 0
        marks = self._remembered.marks
        return 0 if not marks.unsaved or marks.save() else marks.unsaved

    def export_marks(self) -> str:
        """Return all marks as JSON, those that are only in memory as well."""
        return self._opened().marks.export().decode("utf-8")

    def visit(self, day: date, saved: str = "", pause: float | None = None) -> Visit | None:
        """Begin a visit, of the sources or of a saved search; see ``visits`` for what it is and
        what *pause* (its own if None) means.

        From now on answers tell what is new, and each ``refresh`` looks again. None, and nothing is
        recorded, where *day* is another than today, of the sample, and until all was read.
        """
        if self._can_compare(day):
            return self._opened().visit(self.snapshot, day, saved, pause)
        return None

    def look(self, day: date, saved: str = "") -> None:
        """Let answers tell what a visit would find to be new, without one."""
        if self._can_compare(day) and (own := self._own()) is not None:
            own.look(self.snapshot, day, saved)

    def leave(self) -> None:
        """End the visit: the user has been shown what is new."""
        if self._remembered is not None:
            self._remembered.leave()

    @property
    def is_first_visit(self) -> bool:
        """Whether there was nothing to compare with."""
        return self._remembered is not None and self._remembered.is_first

    def _can_compare(self, day: date) -> bool:
        is_sample = all(source.is_sample for source in self.sources)
        return self.is_whole and day == date.today() and not is_sample

    def _user(self, snapshot: Snapshot) -> MarkSets | None:
        own = self._own()
        return own.over(snapshot) if own is not None else None

    def _own(self) -> UserMarks | None:
        """Return what is remembered of the postings; None, for nothing, if there is no file."""
        if self._remembered is None and self._marks is None:
            file = locations.data_dir() / locations.MARKS
            if not os.path.lexists(file):
                return None
        return self._opened()

    def _opened(self) -> UserMarks:
        """Return what is remembered of the postings, opened when it is first needed."""
        with self._remembering:
            if self._remembered is None:
                from jobtui.library.user_marks import UserMarks

                opened = UserMarks(self.sources, self._marks)
                if self.is_whole:
                    opened.follow(self.snapshot, date.today())
                self._remembered = opened
            return self._remembered
