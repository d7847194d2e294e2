"""What appeared, closed or changed since the user's last visit: pure rules.

A *view* is a set of postings that is looked at repeatedly: a source in the browser, or one saved
search in a source. Visits are recorded for each view separately.

- A visit begins when a session first looks at the view. It compares with what the user had been
  shown when the last finished visit was left.
- A visit is finished ``PAUSE`` seconds after the view was left (0 for a listing, as cron may run
  it). A session that begins sooner joins the visit, and the same postings are new in it. So
  nothing is lost by quitting by mistake, or by running two sessions at once.
- A session compares with the same state until it leaves: what is new in it stays new.
- A session that is killed has not left: what it showed is shown as new again.
- Nothing is new on the first visit of a view, nor on the first that finds any postings: the disk
  may not have been mounted before.
- Only content counts: a file that was touched, or rewritten with the same text, has not changed.
- A posting is new, or else closed or reopened, or else changed; never two of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.marks.renames import moved
from jobtui.postings.model import ENDED, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

PAUSE = 3600.0  # seconds
_OPEN = Status.OPEN.value

State = dict[str, tuple[str, str]]  # path -> digest of the content ("" if unread), status today


class Visit(NamedTuple):
    """The paths of postings that differ from the last visit; each is in one of the sets."""

    new: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()  # closed, filled or expired now, and was not
    changed: frozenset[str] = frozenset()  # other content, and in none of the other sets
    reopened: frozenset[str] = frozenset()  # open now, and was closed, filled or expired


class View(NamedTuple):
    """Times of a view, in microseconds since 1970."""

    since: int  # what the current visit compares with: the end of the one before
    shown: int  # what was found until then has been shown in a visit that was left
    left: int  # when a session last left


class SeenPosting(NamedTuple):
    """What is recorded of a posting of a view; times in microseconds since 1970."""

    digest: str
    status: str
    appeared: int  # when a session first saw it
    altered: int  # when a session first saw this digest and status; 0 if it never changed
    old_digest: str  # before the visit in which it was altered
    old_status: str


class ViewUpdate(NamedTuple):
    """A view after a look at it: what to store, and all that is known of it."""

    at: int
    view: View
    rows: dict[str, SeenPosting]  # to write, by path
    forgotten: tuple[str, ...]  # paths to delete
    known: dict[str, SeenPosting]  # all, by path


def begun(view: View | None, known: Mapping[str, SeenPosting], now: int, pause: float) -> View:
    """Return *view* (None: never visited) as a session begins that looks at it *now*.

    A view of which no posting is *known* starts over: whatever it finds is not news. *now* is in
    microseconds since 1970, *pause* in seconds.
    """
    if view is None or not known:
        return View(now, now, now)
    # abs: a clock that was set back must not keep a visit from ending.
    finished = abs(now - view.left) >= pause * 1_000_000
    return view._replace(since=view.shown) if finished else view


def learn(view: View, known: Mapping[str, SeenPosting], state: State, now: int) -> ViewUpdate:
    """Update a view by the *state* of its postings *now*. A moved posting is not new."""
    known = dict(known)
    digests = {path: digest for path, (digest, _status) in state.items()}
    moves = moved({path: row.digest for path, row in known.items()}, digests, lambda _path: True)
    rows = {}
    for old, new in moves.items():
        rows[new] = known[new] = known.pop(old)
    for path, (digest, status) in state.items():
        row = known.get(path)
        if row is None:
            row = SeenPosting(digest, status, now, 0, digest, status)
        elif not digest and row.digest:
            continue  # it cannot be read now; its content may be the same
        elif not row.digest:  # it could not be read before
            row = row._replace(digest=digest, status=status, old_digest=digest, old_status=status)
        elif (row.digest, row.status) != (digest, status):
            before = (row.digest, row.status)
            if row.altered > view.since:  # for the second time in this visit
                before = (row.old_digest, row.old_status)
            row = SeenPosting(digest, status, row.appeared, now, *before)
        else:
            continue
        rows[path] = known[path] = row
    return ViewUpdate(now, view, rows, tuple(moves), known)


def compare(known: Mapping[str, SeenPosting], state: State, since: int) -> Visit:
    """Return the postings of *state* that differ from what they were at *since*."""
    new, closed, changed, reopened = set(), set(), set(), set()
    for path in state:
        row = known[path]
        if row.appeared > since:
            new.add(path)
        elif row.altered > since:
            if row.status in ENDED and row.old_status not in ENDED:
                closed.add(path)
            elif row.status == _OPEN and row.old_status in ENDED:
                reopened.add(path)
            elif row.old_digest != row.digest:
                changed.add(path)
    return Visit(*map(frozenset, (new, closed, changed, reopened)))
