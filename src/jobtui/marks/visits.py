"""What appeared, closed or changed since the user's last visit: pure rules.

A *view* is a set of postings that is looked at again and again: the sources of the browser, or
one saved search; each has visits of its own.

- A visit begins when a session first looks at the view. It compares with what the user had been
  shown when the last finished visit was left.
- A visit is finished once the view was left a while ago (``PAUSE``; a listing that is run by cron
  gives 0). A session that begins sooner joins the visit: the same postings are new in it. So to
  leave by mistake and come back, or to have two sessions at once, loses nothing.
- A session keeps what it compares with until it leaves: what is new in it stays new.
- A session that is killed never left: what it was shown is shown as new again.
- The first reading of a view is no news: nothing is new on the first visit, nor on the first that
  finds anything at all, such as that of a disk that was not mounted before.
- Only content counts: a file that was touched, or written again as it was, has not changed.
- Of one posting one thing is told: that it is new, else closed or reopened, else changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.marks.renames import moved
from jobtui.postings.model import ENDED, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

PAUSE = 3600.0  # seconds
_OPEN = Status.OPEN.value

State = dict[str, tuple[str, str]]  # path -> digest of the content ("": unread), status today


class Visit(NamedTuple):
    """The paths of what is not as it was; each is in one of the sets."""

    new: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()  # closed, filled or expired by now, and was not
    changed: frozenset[str] = frozenset()  # other content, and nothing of the other sets
    reopened: frozenset[str] = frozenset()  # open by now, and was closed, filled or expired


class View(NamedTuple):
    """Times of a view, in microseconds since 1970."""

    since: int  # what the current visit compares with: the end of the one before
    shown: int  # what was found until then has been shown in a visit that was left
    left: int  # when a session last left


class SeenPosting(NamedTuple):
    """What is remembered of a posting of a view; the times are when a session first met it."""

    digest: str
    status: str
    appeared: int
    altered: int
    old_digest: str  # before the visit in which it was altered
    old_status: str


class ViewUpdate(NamedTuple):
    """A view after a look at it: rows to write, rows to forget, and all that is known."""

    at: int
    view: View
    rows: dict[str, SeenPosting]
    forgotten: tuple[str, ...]
    known: dict[str, SeenPosting]


def begun(view: View | None, known: Mapping[str, SeenPosting], now: int, pause: float) -> View:
    """Return *view* (None: never looked at) as a session begins that looks at it *now*.

    A view in which nothing was ever *known* begins anew: what it finds is read for the first time.
    """
    if view is None or not known:
        return View(now, now, now)
    # A clock that was set back must not keep a visit from ever ending.
    finished = abs(now - view.left) >= pause * 1_000_000
    return view._replace(since=view.shown) if finished else view


def learn(view: View, known: Mapping[str, SeenPosting], state: State, now: int) -> ViewUpdate:
    """Take in what there is *now*. A posting that was moved is no new one."""
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
            continue  # it cannot be read now, which says nothing of its content
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
    """Return what is not as it was at *since*, of all that *state* holds."""
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
