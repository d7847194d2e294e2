"""Changing marks: of the rows that were chosen, or of the selected one; and undoing that.

a key ─► change of marks, in a thread ─► the same query again, with the marks as they are now
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _, ngettext
from jobtui.marks.model import Mark, with_change
from jobtui.postings.model import Posting
from jobtui.text.cells import cut

if TYPE_CHECKING:
    from jobtui.marks.log import LogEntry
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.session import Session

_TITLE = 40  # cells of a title in a notice
_MOST_UNDO = 100  # keys that can be undone

Change = Callable[[Mark], Mark]
Changes = Callable[[Sequence[Mark]], Sequence[Mark]]  # of several marks, in their order


class _Change(NamedTuple):
    """What a key has changed of one posting, so that it can be undone."""

    posting: Posting
    before: Mark
    after: Mark


class _Logged(NamedTuple):
    """What a key has written into the log of a posting."""

    posting: Posting
    entry: LogEntry


class Marking:
    """Changes marks one after the other, in the order of the keys."""

    def __init__(self, session: Session, host: Host) -> None:
        self._session, self._panes, self._host = session, session.panes, host
        self._one_at_a_time = asyncio.Lock()
        self._undo: list[Sequence[_Change | _Logged]] = []  # one for each key
        self.is_remarked = False
        """Whether other marks are shown than in the first frame."""

    @property
    def targets(self) -> list[Posting]:
        """The postings that a key acts upon: the chosen rows, else the selected posting."""
        if chosen := self._panes.results.chosen:
            return list(chosen.values())
        selected = self._panes.results.selected
        return [] if selected is None else [selected]

    def marks(self) -> list[Mark]:
        """Return the marks of the targets."""
        return [self._session.library.user.mark_of(posting) for posting in self.targets]

    def change(
        self, change: Change, told: Callable[[Mark], str], targets: Sequence[Posting] = ()
    ) -> None:
        """Change each mark of the *targets*, and tell it with what *told* makes of the last one."""
        self.change_together(lambda marks: list(map(change, marks)), told, targets)

    def change_together(
        self, changes: Changes, told: Callable[[Mark], str], targets: Sequence[Posting] = ()
    ) -> None:
        """Change the marks of the *targets* by what they are once the keys before are done."""
        if found := list(targets or self.targets):
            work = partial(self._change, found, changes, told)
            self._host.run_worker(work, group="marks", exit_on_error=False)

    def log(self, entry: LogEntry, told: str) -> None:
        """Write an entry into the logs of the targets, and tell it."""
        if found := self.targets:
            work = partial(self._log, found, entry, told)
            self._host.run_worker(work, group="marks", exit_on_error=False)

    def undo(self) -> None:
        """Undo what the last key for marks did; later changes of other fields stay."""
        if not self._undo:
            self._host.notice(_("Nothing to undo."))
            return
        work = partial(self._take_back, self._undo.pop())
        self._host.run_worker(work, group="marks", exit_on_error=False)

    async def put(
        self, postings: Sequence[Posting], changes: Changes, is_undo: bool = False
    ) -> list[_Change]:
        """Change marks in a thread, and return what changed."""
        session = self._session
        user = session.results.user if session.results is not None else None
        has_facet = user is not None and user.is_used("mark")

        def put() -> list[_Change]:  # it may take a second while another session writes
            before = list(map(session.library.user.mark_of, postings))
            made = list(map(_Change, postings, before, changes(before)))
            session.library.put_marks([(one.posting, one.after) for one in made], is_undo)
            if not has_facet or any(b._replace(seen=a.seen) != a for _posting, b, a in made):
                self.is_remarked = True
            return made

        async with self._one_at_a_time:
            return await asyncio.to_thread(put)

    async def _change(
        self, postings: Sequence[Posting], changes: Changes, told: Callable[[Mark], str]
    ) -> None:
        made = await self.put(postings, changes)
        if changed := [one for one in made if one.before != one.after]:
            self._remember(changed)
        self._tell(told(made[-1].after), postings)

    async def _log(self, postings: Sequence[Posting], entry: LogEntry, told: str) -> None:
        library = self._session.library

        def add() -> list[_Logged]:
            made = []
            for posting in postings:
                library.add_to_log(posting, entry)
                made.append(
                    _Logged(posting, max(library.user.log_of(posting), key=lambda one: one.at))
                )
            return made

        async with self._one_at_a_time:
            self._remember(await asyncio.to_thread(add))
        self._tell(told, postings)

    def _remember(self, changed: Sequence[_Change | _Logged]) -> None:
        self._undo = [*self._undo[1 - _MOST_UNDO :], changed]

    async def _take_back(self, last: Sequence[_Change | _Logged]) -> None:
        user = self._session.library.user
        marked = [one for one in last if isinstance(one, _Change)]

        def back(marks: Sequence[Mark]) -> list[Mark]:
            pairs = zip(marks, marked, strict=True)
            return [with_change(now, one.after, one.before) for now, one in pairs]

        await self.put([one.posting for one in marked], back, is_undo=True)
        for one in last:
            if isinstance(one, _Logged):
                await asyncio.to_thread(user.remove_from_log, one.posting, one.entry)
        self._panes.results.go_back_to = last[-1].posting
        self._tell(_("Undone: {title}"), [one.posting for one in last])

    def _tell(self, text: str, postings: Sequence[Posting]) -> None:
        title = cut(postings[-1].title, _TITLE, "…")
        if len(postings) > 1:
            title = ngettext("{n} posting", "{n} postings", len(postings))
        self._host.notice(self._session.library.user.notice or text.format(title=title))
        self._session.marks_changed.emit()
