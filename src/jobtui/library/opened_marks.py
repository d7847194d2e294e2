"""The user's marks and visits over the snapshots of a library, once the marks file is open."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import numbers_of
from jobtui.files.beneath import holds
from jobtui.marks.bitsets import MarkSets, mark_sets
from jobtui.marks.log import LogEntry, LogKind
from jobtui.marks.store import Marks
from jobtui.marks.visits import PAUSE, Visit
from jobtui.parsing.file_name import id_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from jobtui.marks.model import Mark
    from jobtui.marks.visits import State
    from jobtui.postings.model import Posting
    from jobtui.search.snapshot import Snapshot
    from jobtui.sources.folders import Source

_FOUND = "\0found"  # ends the name of the view of what a saved search found
_FEW = 20  # postings whose bits are changed one by one


class Logged(NamedTuple):
    """An entry of the log, and the posting that it is about."""

    path: str  # of the posting's file
    posting: Posting | None  # None if it is not among those that are shown
    entry: LogEntry


class FollowUp(NamedTuple):
    """A posting that the user wants to come back to on a day."""

    day: date
    path: str
    posting: Posting | None  # None if it is not among those that are shown


class OpenedMarks:
    """The user's marks over the snapshots of a library; for use from any thread.

    Visits are recorded for each source separately, so that adding a source, or leaving one out for
    a while, does not change what is new in the others.
    """

    def __init__(self, sources: Sequence[Source], marks: Marks | None = None) -> None:
        self.marks = marks or Marks()
        self._sources = tuple(sources)
        self._roots = {one.top: one.name for one in self._sources if not one.is_sample}
        self._lock = threading.RLock()
        self._shown: tuple[Snapshot, MarkSets] | None = None  # current bit sets, and over what
        self._followed: tuple[Snapshot, date] | None = None
        self._visited: Visit | None = None
        self._views: tuple[str, ...] = ()  # of the visit that has begun, one for each source
        self._pause = PAUSE
        self._matched: Container[str] | None = None  # paths that the saved search finds

    @property
    def is_first(self) -> bool:
        """Whether this is the first visit of every source."""
        return bool(self._views) and all(map(self.marks.visits.is_first, self._views))

    def put(self, marks: Mapping[str, Mark], snapshot: Snapshot, is_undo: bool = False) -> bool:
        """Set marks by path; return whether they are on disk, not only in memory."""
        with self._lock:
            digests = {path: snapshot.digests.get(path, "") for path in marks}
            saved = self.marks.put_all(marks, digests, is_undo)
            if len(marks) > _FEW:
                self._shown = None
            for path in marks:
                if self._shown is not None and path in self._shown[0].positions:
                    over, before = self._shown
                    now = before.with_mark(over.positions[path], self.marks.of(path))
                    self._shown = (over, now)
            return saved

    def log(self, snapshot: Snapshot) -> list[Logged]:
        """Return the whole log, the oldest day first, with the postings of *snapshot*.

        A copied folder has the same entries as the one that it was copied from: each is told once.
        """
        found: dict[str, Logged] = {}
        for path in self.marks.logged():
            posting = _posting_at(snapshot, path)
            for entry in self.marks.log_of(path):
                if posting is not None or entry.name not in found:
                    found[entry.name] = Logged(path, posting, entry)
        return sorted(found.values(), key=lambda one: (one.entry.day, one.entry.at, one.entry.name))

    def followups(self, snapshot: Snapshot) -> list[FollowUp]:
        """Return all follow-ups, the earliest first, with the postings of *snapshot*.

        One that a copied folder has as well is told once.
        """
        found: dict[str, FollowUp] = {}
        for path, mark in self.marks.by_path.items():
            if mark.followup is None:
                continue
            name = self._followup_name(path)
            posting = _posting_at(snapshot, path)
            if posting is not None or name not in found:
                found[name] = FollowUp(mark.followup, path, posting)
        return sorted(found.values(), key=lambda one: (one.day, one.path))

    def _followup_name(self, path: str) -> str:
        """Return the name of the entry that set the present follow-up; the path without one."""
        entries = [one for one in self.marks.log_of(path) if one.kind is LogKind.FOLLOW_UP]
        return max(entries, key=lambda one: one.at).name if entries else path

    def over(self, snapshot: Snapshot) -> MarkSets:
        """Return marks and news as bit sets over *snapshot*."""
        with self._lock:
            if self._shown is None or self._shown[0] is not snapshot:
                now = mark_sets(snapshot.positions, self.marks.by_path)
                if self._visited is not None:
                    now = now.with_visit(snapshot.positions, self._visited)
                self._shown = (snapshot, now)
            return self._shown[1]

    def follow(self, snapshot: Snapshot, today: date) -> None:
        """Move marks to where the postings of *snapshot*, all that there are, are now.

        If a visit has begun, look again for what is new.
        """
        with self._lock:
            if self._followed == (snapshot, today):
                return
            if self._followed is None or self._followed[0] is not snapshot:
                _move_texts(self.marks.follow(snapshot.digests, self._roots))
            self._followed, self._shown = (snapshot, today), None
            if self._views:
                self._look_again(snapshot, today)

    def reload(self) -> bool:
        """Read what other sessions have marked; return whether there was anything. Cheap if not."""
        with self._lock:
            if not self.marks.changed_elsewhere():
                return False
            self.marks.reload()
            self._shown = None
            return True

    def visit(
        self,
        snapshot: Snapshot,
        today: date,
        saved: str,
        pause: float | None,
        matched: Container[str] | None = None,
    ) -> Visit:
        """Begin a visit of the sources, or of the saved search named *saved*; see ``visits``."""
        with self._lock:
            self._matched = matched
            self._views, self._pause = self._names(saved), PAUSE if pause is None else pause
            return self._look_again(snapshot, today)

    def peek(self, snapshot: Snapshot, today: date, saved: str) -> None:
        """Compare with the last visit, and record nothing."""
        with self._lock:
            states = self._states(snapshot, today)
            self._visited = _together(map(self.marks.visits.peek, self._names(saved), states))
            self._shown = None

    def leave(self) -> None:
        """End the visit: the user has been shown what is new."""
        with self._lock:
            for view in self._views:
                self.marks.visits.leave(view)
                self.marks.visits.leave(view + _FOUND)  # if it was visited
            self._views = ()

    def _look_again(self, snapshot: Snapshot, today: date) -> Visit:
        states = zip(self._views, self._states(snapshot, today), strict=True)
        looks = (self._look(view, state) for view, state in states)
        self._visited = _together(looks)
        self._shown = None
        return self._visited

    def _look(self, view: str, state: State) -> Visit:
        """Visit a view; of a saved search what closed is told only of what it found before."""
        found = self.marks.visits.visit(view, state, self._pause)
        if self._matched is None:
            return found
        own = self.marks.visits.visit(view + _FOUND, state, self._pause, self._matched)
        return found._replace(closed=own.closed)

    def _names(self, saved: str) -> tuple[str, ...]:
        """Return the names of the views of a saved search, or "" for none, one for each source."""
        return tuple(f"{saved}\0{source.root}" for source in self._sources)

    def _states(self, snapshot: Snapshot, today: date) -> list[State]:
        """Return what a visit compares, for each source.

        A posting in two overlapping sources belongs to the first, as when it is read.
        """
        state = _state(snapshot, today)
        if len(self._sources) == 1:
            return [state]
        states: list[State] = [{} for _source in self._sources]
        places = [source.postings for source in self._sources]
        for path, said in state.items():
            number = next((at for at, place in enumerate(places) if holds(place, path)), 0)
            states[number][path] = said
        return states


def _posting_at(snapshot: Snapshot, path: str) -> Posting | None:
    position = snapshot.positions.get(path)
    return None if position is None else snapshot.posting_at(position)


def _together(visits: Iterable[Visit]) -> Visit:
    """Return the union of several visits."""
    parts = zip(*visits, strict=True)
    return Visit(*(frozenset().union(*sets) for sets in parts))


def _state(snapshot: Snapshot, today: date) -> State:
    """Return what a visit compares; nothing if the rows are damaged, which they remember."""
    facets, rows = snapshot.facets(today), snapshot.rows

    def state() -> State:
        statuses: dict[int, str] = {}
        for status in facets.values("status"):
            statuses |= dict.fromkeys(numbers_of(facets.any_of("status", (status,))), status)
        digests = dict(rows.texts("digest"))
        return {path: (digests[at], statuses[at]) for at, path in rows.texts("path")}

    return rows.read(state, {})


def _move_texts(moves: Mapping[str, str]) -> None:
    """Let kept texts follow postings that have another id now: their files were renamed."""
    renamed = [(old, new) for old, new in moves.items() if id_of(old) != id_of(new)]
    if renamed:
        from jobtui.marks.kept_texts import move

        for old, new in renamed:
            move(id_of(old), old, id_of(new), new)
