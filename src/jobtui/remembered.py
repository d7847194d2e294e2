"""What the user's marks and visits say of the postings of one set of sources."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from jobtui.bits import numbers_of
from jobtui.marked import Marked, marked
from jobtui.marks import Marks
from jobtui.visits import PAUSE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jobtui.marking import Mark
    from jobtui.posting import Posting
    from jobtui.snapshot import Snapshot
    from jobtui.sources import Source
    from jobtui.visits import State, Visit


class Remembered:
    """The user's marks over the snapshots of a library; for use from any thread."""

    def __init__(self, sources: Sequence[Source], marks: Marks | None = None) -> None:
        self.marks = marks or Marks()
        self._places = "\0".join(source.root for source in sources)
        self._lock = threading.RLock()
        self._shown: tuple[Snapshot, Marked] | None = None  # the marks as they are over this one
        self._followed: Snapshot | None = None
        self._visited: Visit | None = None
        self._view = ""  # under way; empty: none
        self._pause = PAUSE

    @property
    def is_first(self) -> bool:
        """Whether the view had never been visited before."""
        return self.marks.has_begun(self._view)

    def put(self, posting: Posting, mark: Mark, snapshot: Snapshot) -> bool:
        """Make *mark* that of a posting; whether it is saved, and not only in memory."""
        with self._lock:
            path = posting.path
            saved = self.marks.put(path, snapshot.digests.get(path, ""), mark)
            if self._shown is not None and path in self._shown[0].positions:
                over, before = self._shown
                now = before.with_mark(over.positions[path], self.marks.of(path))
                self._shown = (over, now)
            return saved

    def over(self, snapshot: Snapshot) -> Marked:
        """Return the marks, and what is new, as bit sets over *snapshot*."""
        with self._lock:
            if self._shown is None or self._shown[0] is not snapshot:
                now = marked(snapshot.positions, self.marks.by_path)
                if self._visited is not None:
                    now = now.with_visit(snapshot.positions, self._visited)
                self._shown = (snapshot, now)
            return self._shown[1]

    def follow(self, snapshot: Snapshot, today: date) -> None:
        """Bring marks along to where postings are now that all files were read; look again at
        what is new, if a visit is under way.
        """
        with self._lock:
            if self._followed is snapshot:
                return
            self.marks.follow(snapshot.digests)
            self._followed, self._shown = snapshot, None
            if self._view:
                self._look_again(snapshot, today)

    def reload(self) -> bool:
        """Take in what other sessions have marked; whether there was anything. Cheap if not."""
        with self._lock:
            if not self.marks.changed_elsewhere():
                return False
            self.marks.reload()
            self._shown = None
            return True

    def visit(self, snapshot: Snapshot, today: date, saved: str, pause: float | None) -> Visit:
        """Visit a view: the sources, or the saved search called *saved*; see ``visits``."""
        with self._lock:
            self._view, self._pause = self._name(saved), PAUSE if pause is None else pause
            return self._look_again(snapshot, today)

    def look(self, snapshot: Snapshot, today: date, saved: str) -> None:
        """Compare with the last visit of a view, and record nothing."""
        with self._lock:
            self._visited = self.marks.look(self._name(saved), _state(snapshot, today))
            self._shown = None

    def leave(self) -> None:
        """Say that the user has been shown what is new."""
        with self._lock:
            if self._view:
                self.marks.leave(self._view)
            self._view = ""

    def _look_again(self, snapshot: Snapshot, today: date) -> Visit:
        self._visited = self.marks.visit(self._view, _state(snapshot, today), self._pause)
        self._shown = None
        return self._visited

    def _name(self, saved: str) -> str:
        """Return the name of a view; of other sources, a search of that name is another view."""
        return f"{saved}\0{self._places}"


def _state(snapshot: Snapshot, today: date) -> State:
    """Return what a visit compares; nothing if it cannot be read, which the rows remember."""
    facets, rows = snapshot.facets(today), snapshot.rows

    def state() -> State:
        statuses: dict[int, str] = {}
        for status in facets.values("status"):
            statuses |= dict.fromkeys(numbers_of(facets.any_of("status", (status,))), status)
        digests = dict(rows.texts("digest"))
        return {path: (digests[at], statuses[at]) for at, path in rows.texts("path")}

    return rows.read(state, {})
