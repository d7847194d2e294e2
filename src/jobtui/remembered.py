"""What the user's marks and visits say of the postings of one set of sources.

The marks are opened when something is to be put, or when there is a file of them: who has none
pays for none.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from jobtui import paths
from jobtui.marked import UNMARKED, Marked, marked
from jobtui.marking import Mark
from jobtui.posting import status_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jobtui.marks import Marks
    from jobtui.posting import Posting
    from jobtui.snapshot import Snapshot
    from jobtui.sources import Source
    from jobtui.visits import State, Visit


class Remembered:
    """The user's marks over the snapshots of a library; for use from any thread."""

    def __init__(self, sources: Sequence[Source], marks: Marks | None = None) -> None:
        self._marks = marks
        self._places = "\0".join(source.root for source in sources)
        self._lock = threading.RLock()
        self._shown: tuple[Snapshot, Marked] | None = None  # the marks as they are over this one
        self._followed: Snapshot | None = None
        self._visited: Visit | None = None
        self._view = ""  # under way; empty: none
        self._pause = 0.0

    @property
    def notice(self) -> str:
        """What the user has to know of their marks, on one line, or an empty text."""
        return self._marks.notice if self._marks is not None else ""

    @property
    def is_first(self) -> bool:
        """Whether the view had never been visited before."""
        return self._marks is not None and self._marks.has_begun(self._view)

    def mark_of(self, posting: Posting, snapshot: Snapshot) -> Mark:
        """Return the marks of a posting."""
        marks = self._kept(snapshot)
        return marks.of(posting.path) if marks is not None else Mark()

    def put(self, posting: Posting, mark: Mark, snapshot: Snapshot) -> bool:
        """Make *mark* that of a posting; whether it is saved, and not only in memory."""
        with self._lock:
            marks = self._opened(snapshot)
            saved = marks.put(posting.path, snapshot.digests.get(posting.path, ""), mark)
            position = snapshot.positions.get(posting.path, -1)
            if position >= 0 and self._shown is not None and self._shown[0] is snapshot:
                now = self._shown[1].with_mark(position, marks.of(posting.path))
                self._shown = (snapshot, now)
            return saved

    def over(self, snapshot: Snapshot) -> Marked:
        """Return the marks, and what is new, as bit sets over *snapshot*."""
        with self._lock:
            marks = self._kept(snapshot)
            if marks is None:
                return UNMARKED
            if self._shown is None or self._shown[0] is not snapshot:
                now = marked(snapshot.positions, marks.by_path)
                if self._visited is not None:
                    now = now.with_visit(snapshot.positions, self._visited)
                self._shown = (snapshot, now)
            return self._shown[1]

    def follow(self, snapshot: Snapshot, today: date) -> None:
        """Bring marks along to where postings are now, after all files were read; look again at
        what is new, if a visit is under way.
        """
        with self._lock:
            if self._marks is None or self._followed is snapshot:
                return
            self._follow(self._marks, snapshot)
            if self._view:
                self._look_again(self._marks, snapshot, today)

    def reload(self, snapshot: Snapshot) -> bool:
        """Take in what other sessions have marked; whether there was anything. Cheap if not."""
        with self._lock:
            was_open = self._marks is not None
            marks = self._kept(snapshot)
            if marks is None:
                return False
            if was_open and not marks.changed_elsewhere():
                return False
            if was_open:
                marks.reload()
            self._shown = None
            return True

    def visit(self, snapshot: Snapshot, today: date, saved: str, pause: float) -> Visit:
        """Visit a view: the sources, or the saved search called *saved*; see ``visits``."""
        with self._lock:
            marks = self._opened(snapshot)
            self._view, self._pause = self._name(saved), pause
            return self._look_again(marks, snapshot, today)

    def look(self, snapshot: Snapshot, today: date, saved: str) -> None:
        """Compare with the last visit of a view, and record nothing."""
        with self._lock:
            marks = self._kept(snapshot)
            if marks is not None:
                self._visited = marks.look(self._name(saved), _state(snapshot, today))
                self._shown = None

    def leave(self) -> None:
        """Say that the user has been shown what is new."""
        with self._lock:
            if self._marks is not None and self._view:
                self._marks.leave(self._view)
            self._view = ""

    def close(self) -> bool:
        """Try once more to save; whether everything is."""
        return self._marks.close() if self._marks is not None else True

    def _look_again(self, marks: Marks, snapshot: Snapshot, today: date) -> Visit:
        self._visited = marks.visit(self._view, _state(snapshot, today), self._pause)
        self._shown = None
        return self._visited

    def _name(self, saved: str) -> str:
        """Return the name of a view; of other sources, a search of that name is another view."""
        return f"{saved}\0{self._places}"

    def _kept(self, snapshot: Snapshot) -> Marks | None:
        """Return the marks, opened; None if there is no file of them."""
        if self._marks is None and not os.path.lexists(paths.data_dir() / paths.MARKS):
            return None
        return self._opened(snapshot)

    def _opened(self, snapshot: Snapshot) -> Marks:
        with self._lock:
            if self._marks is None:
                from jobtui.marks import Marks

                self._marks = Marks()
            if self._followed is None and snapshot.directory and snapshot.catalogue.whole:
                self._follow(self._marks, snapshot)
            return self._marks

    def _follow(self, marks: Marks, snapshot: Snapshot) -> None:
        marks.follow(snapshot.digests)
        self._followed, self._shown = snapshot, None


def _state(snapshot: Snapshot, today: date) -> State:
    return {
        row.posting.path: (row.digest, status_of(row.posting, today).status.value)
        for row in snapshot.catalogue.rows
    }
