"""The log of visits, on disk: when a view was visited, and which postings it had then.

``visits`` has the rules.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from jobtui.marks.database import StoreError
from jobtui.marks.visits import PAUSE, Visit, begun, compare, learn

if TYPE_CHECKING:
    import threading
    from collections.abc import Container

    from jobtui.marks.database import Decide, Store
    from jobtui.marks.visits import SeenPosting, State, View, ViewUpdate


class _Look(NamedTuple):
    """When a session last looked at a view; times in microseconds since 1970."""

    since: int  # what it compares with; -1 before the first look
    at: int


class VisitLog:
    """The visits of one session; no method raises OSError.

    What cannot be recorded will be new again at the next visit.
    """

    def __init__(self, store: Store, lock: threading.RLock) -> None:
        """Record visits in *store*, each access of which holds *lock*."""
        self._store = store
        self._lock = lock
        self._looks: dict[str, _Look] = {}  # by view
        self._first: set[str] = set()  # views whose last ``visit`` was the first
        self.why_unrecorded = ""  # why the last visit is not on disk, for the user

    def visit(
        self,
        view: str,
        state: State,
        pause: float = PAUSE,
        matched: Container[str] | None = None,
    ) -> Visit:
        """Return what is new in *state* since the last visit of *view*, and record this one.

        *view* names a source or a saved search in it; see ``visits`` for what a visit is. Call
        this when a session begins and after each refresh, with all postings, not those of a build
        that is still running, and with their statuses today. A visit is over *pause* seconds
        after it was left; 0 for a listing, each of which is a visit. If only some paths *matched*,
        the view has these, and those that it had before: what closed is told of what matched then.
        """
        with self._lock:
            since, last = self._looks.get(view, _Look(-1, 0))
            seen = state
            self._first.discard(view)

            def decide(stored: View | None, known: dict[str, SeenPosting]) -> ViewUpdate:
                nonlocal seen
                if matched is not None:
                    seen = {p: s for p, s in state.items() if p in matched or p in known}
                # Times increase, even if the clock was set back.
                at = max(
                    now_in_microseconds(),
                    last + 1,
                    max(stored.since, stored.shown) + 1 if stored else 0,
                )
                if stored is None or not known:
                    self._first.add(view)
                    stored = begun(stored, known, at, pause)
                elif since < 0:
                    stored = begun(stored, known, at, pause)
                return learn(stored, known, seen, at)

            learnt = self._learn(view, decide)
            is_first = since < 0 or learnt.view.since == learnt.at
            look = _Look(learnt.view.since if is_first else since, learnt.at)
            self._looks[view] = look
            return compare(learnt.known, seen, look.since)

    def is_first(self, view: str) -> bool:
        """Whether the last ``visit`` was the first one of *view*."""
        return view in self._first

    def peek(self, view: str, state: State) -> Visit:
        """Return what ``visit`` would find now, and write nothing."""

        def decide(stored: View | None, known: dict[str, SeenPosting]) -> ViewUpdate:
            now = now_in_microseconds()
            return learn(begun(stored, known, now, PAUSE), known, state, now)

        with self._lock:
            try:
                learnt = self._store.learn_only(view, decide)
            except StoreError:
                return Visit()
            return compare(learnt.known, state, learnt.view.since)

    def leave(self, view: str) -> None:
        """Record that the user has been shown what the last ``visit`` found."""
        with self._lock:
            if view in self._looks:
                shown = self._looks.pop(view).at
                try:
                    self._store.leave(view, shown, now_in_microseconds())
                except StoreError as error:
                    self.why_unrecorded = str(error)

    def _learn(self, view: str, decide: Decide) -> ViewUpdate:
        """Update a view in the store; if it cannot be written or even read, without it."""
        self.why_unrecorded = ""
        try:
            return self._store.learn(view, decide)
        except StoreError as error:
            self.why_unrecorded = str(error)
        with suppress(StoreError):
            return self._store.learn_only(view, decide)
        return decide(None, {})


def now_in_microseconds() -> int:
    """Return the time in microseconds since 1970."""
    return time.time_ns() // 1000
