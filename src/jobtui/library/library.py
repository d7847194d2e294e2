"""The façade: open a set of sources, refresh their index, search, get a posting.

A ``Library`` shows one ``Snapshot`` at a time. A refresh replaces the snapshot and never changes
it, so a search that is running in another thread stays consistent.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from jobtui.bitset import bits_of
from jobtui.i18n import _, spoken
from jobtui.index.cache import unreadable
from jobtui.index.skipped import skipped
from jobtui.library.current_index import CurrentIndex, is_broken
from jobtui.library.user_marks import UserMarks
from jobtui.postings.model import Posting, Problem, Ruling, status_of, status_text
from jobtui.search.query import Query, Sort, sort_word
from jobtui.search.ranking import Order, Ranking
from jobtui.search.results import Results, answer, count, why
from jobtui.search.snapshot import RefreshResult, Snapshot
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from jobtui.config.settings import SearchSetting
    from jobtui.index.cache import Cache
    from jobtui.index.refresh import Progress
    from jobtui.library.posting_files import FileText
    from jobtui.marks.due import Due
    from jobtui.marks.log import LogEntry
    from jobtui.marks.model import Mark
    from jobtui.marks.store import Marks
    from jobtui.parsing.site_links import Site
    from jobtui.postings.figures import Figures
    from jobtui.search.facet_counts import FacetTable
    from jobtui.sources.folders import Source

T = TypeVar("T")

_SHOWN = 50  # postings of an answer that are read next: more than a screen shows
_MOST_REPORTED = 200  # files whose keys are reported
_ATTEMPTS = 3  # to answer from an index, each time built again after the one before was damaged
PATIENCE = 20.0  # seconds to wait for another writer before building a temporary index


class SavedCount(NamedTuple):
    """How many postings a saved search finds."""

    name: str
    total: int
    new: int  # since the last visit


class _Asked(NamedTuple, Generic[T]):
    """What a snapshot answers, and a notice if its index had to be built again first."""

    answer: T
    notice: str


class Library:
    """A set of sources, their index, and the user's marks; one for a session."""

    def __init__(
        self, sources: Sequence[Source], cache: Cache | None = None, marks: Marks | None = None
    ) -> None:
        """Open the sources, with another *cache* or other *marks* than the user's, if given."""
        self.sources = tuple(sources)
        self.index = CurrentIndex(sources, cache)
        self.user = UserMarks(sources, lambda: self.snapshot, marks)
        self._refreshing = threading.Lock()

    @property
    def snapshot(self) -> Snapshot:
        """The postings that are shown now."""
        return self.index.snapshot

    @property
    def cache(self) -> Cache:
        """The user's cache of these sources."""
        return self.index.cache

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been read yet."""
        return self.snapshot.directory is None

    @property
    def is_whole(self) -> bool:
        """Whether all files were read; False while a first build is under way."""
        return self.snapshot.is_whole

    def refresh(
        self, rebuild: bool = False, progress: Progress | None = None, patience: float = 0
    ) -> RefreshResult:
        """Read what changed and show it; with *rebuild*, read everything again.

        While another process writes the same cache, the index that is there is shown. If there is
        none, this waits *patience* seconds for it and then builds a temporary one; without
        patience it leaves the library empty. Raises OSError if an index can be written nowhere.
        """
        with self._refreshing:
            change = self.index.refresh(rebuild, progress, patience)
            self.user.follow()
            return change

    def has_changed(self) -> bool:
        """Whether files of the sources changed since they were read; reads none of them."""
        return self.index.has_changed()

    @property
    def watched(self) -> list[str]:
        """The folders, or single files, that the postings and their organisations are in."""
        places = (p for s in self.sources for p in (s.postings, s.startups, s.incubators) if p)
        return list(dict.fromkeys(places))

    def search(self, query: Query, shown: int = _SHOWN) -> Results:
        """Answer a query, of whose results the first *shown* are read next.

        An index that cannot be read is built again. Raises OSError if that fails.
        """

        def ask(snapshot: Snapshot) -> Results:
            if snapshot.directory is None:
                nothing = Ranking((), Order(()), snapshot.posting_at)
                return Results(query, nothing, {}, 0)
            found = answer(snapshot, query, self.user.sets(snapshot))
            snapshot.rows.check(found.postings.positions(shown))
            return found

        found, notice = self._asked(ask)
        return found._replace(notice=notice)

    def _asked(self, ask: Callable[[Snapshot], T]) -> _Asked[T]:
        """Return what *ask* finds in the snapshot; build a damaged index again. Raises OSError."""
        notice = ""
        for _attempt in range(_ATTEMPTS):
            snapshot = self.snapshot
            try:
                return _Asked(ask(snapshot), notice)
            except Exception as error:
                if not is_broken(error):
                    raise
                notice = self._recover(snapshot) or notice
        raise OSError(unreadable())

    def _recover(self, broken: Snapshot) -> str:
        """Replace a snapshot whose index cannot be read; return a notice."""
        self.index.give_up(broken)
        if self.snapshot is not broken:
            return ""  # another thread has done so
        return self.refresh(patience=PATIENCE).notice

    def ask_facets(self, day: date, ask: Callable[[FacetTable], T]) -> T:
        """Return what *ask* finds in the facets as of a day. Raises OSError."""
        return self._asked(lambda snapshot: ask(snapshot.facets(day))).answer

    def saved_counts(self, searches: Sequence[SearchSetting], day: date) -> list[SavedCount]:
        """Count the postings of each of the saved searches.

        Empty if the index cannot be read; the next ``search`` builds it again.
        """
        snapshot = self.snapshot
        if snapshot.directory is None:
            return []
        user, query = self.user.sets(snapshot), Query(day, language=spoken(), is_finished=True)
        try:
            return [
                SavedCount(search.name, *count(snapshot, query._replace(text=search.query), user))
                for search in searches
            ]
        except Exception as error:
            if not is_broken(error):
                raise
            return []

    def due(self, day: date) -> Due:
        """Return what is due on a day, as bit sets over ``snapshot``; nothing if it is damaged."""
        from jobtui.marks.due import Due

        snapshot = self.snapshot
        table = snapshot.facets(day).for_user(self.user.sets(snapshot), 0)
        return snapshot.rows.read(table.due, Due())

    def matching(self, query: Query) -> frozenset[str]:
        """Return the paths of the postings that a query finds. Raises OSError."""
        found = self.search(query, 0).postings
        at = set(found.positions(len(found)))
        return frozenset(path for number, path in self.snapshot.rows.texts("path") if number in at)

    def half_typed(self, query: Query) -> str:
        """Return the last word of a query that may be typed on, "" if it is whole."""
        snapshot = self.snapshot
        if query.is_finished or snapshot.directory is None:
            return ""
        try:
            return snapshot.half_typed(query.text)
        except Exception as error:
            if not is_broken(error):
                raise
            return ""

    def scores(self, results: Results, found: Sequence[Posting]) -> dict[str, float]:
        """Return the scores of some of the results, by id; none if the query has no word."""
        if results.match is None or not results.match.groups:
            return {}
        snapshot = self.snapshot
        try:
            ids = {snapshot.position_of(posting.id): posting.id for posting in found}
            scores = snapshot.scores(results.match, bits_of(at for at in ids if at >= 0))
            return {ids[at]: score for at, score in scores.items()}
        except Exception as error:
            if not is_broken(error):
                raise
            return {}

    def figures(self, results: Results) -> Figures:
        """Return figures about all postings of an answer. Reads every row of it."""
        from jobtui.postings.figures import figures_of

        day = results.query.as_of
        return figures_of(((one, status_of(one, day).status) for one in results.postings), day)

    def place_of(self, results: Results, posting: Posting) -> int:
        """Return the rank of a posting in the results, from 0; -1 if it is not among them."""
        return results.postings.place_of(self.snapshot.position_of(posting.id))

    def explain(self, results: Results, posting: Posting) -> str:
        """Explain in one line why a posting matches and how it ranks."""
        position = self.snapshot.position_of(posting.id)
        at = results.postings.place_of(position) + 1
        place = _("{at} of {total}").format(at=at, total=len(results.postings))
        reasons = []
        if results.match is not None and at and results.order is Sort.RELEVANCE:
            reasons = why(results.match, position)
        elif results.order is not Sort.RELEVANCE:
            reasons = [_("sort: {order}").format(order=sort_word(results.order))]
        ruling = self.ruling(posting, results.query)
        status = status_text(ruling.status)
        reasons.append(_("{status} ({why})").format(status=status, why=ruling.reason))
        return _("{label}: {text}").format(label=place, text=_("; ").join(reasons))

    def ruling(self, posting: Posting, query: Query) -> Ruling:
        """Return the status of a posting on the day of the query, and why it has it."""
        return status_of(posting, query.as_of)

    def get(self, posting_id: str) -> Posting | None:
        """Return a posting by its id or a unique prefix of it; None if there is none.

        Case and accents are ignored; a path of its file, such as ``jobs/sailor.md``, is taken, too.
        """

        def ask(snapshot: Snapshot) -> Posting | None:
            position = snapshot.rows.position_of(posting_id)
            if position < 0:
                from jobtui.library.short_ids import position_of

                position = position_of(posting_id, snapshot.rows.texts("id"))
            return snapshot.rows.posting(position) if position >= 0 else None

        return self._asked(ask).answer

    def translation_of(self, posting: Posting) -> Posting | None:
        """Return the posting of the same job in the next other language; None if there is none."""

        def ask(snapshot: Snapshot) -> Posting | None:
            others = snapshot.translations.others(snapshot.positions[posting.path])
            following = [one for one in others if one.language > posting.language] or others
            return snapshot.posting_at(following[0].position) if following else None

        return self._asked(ask).answer

    def ids(self) -> list[str]:
        """Return the ids of all postings."""
        return self._asked(
            lambda snapshot: [name for _at, name in snapshot.rows.texts("id")]
        ).answer

    def body(self, posting: Posting) -> FileText:
        """Return a posting's Markdown, without the frontmatter."""
        from jobtui.library import posting_files

        return posting_files.body(posting, self.sources)

    def raw(self, posting: Posting) -> FileText:
        """Return the whole file of a posting."""
        from jobtui.library import posting_files

        return posting_files.raw(posting, self.sources)

    def modified(self, posting: Posting) -> datetime | None:
        """Return when a posting's file was last changed, in UTC; None if nothing sensible says."""

        def ask(snapshot: Snapshot) -> datetime | None:
            position = snapshot.rows.position_at(posting.path)
            if position < 0:
                return None
            seconds = snapshot.rows.row(position).stamp.mtime_ns // 10**9
            return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None

        return self._asked(ask).answer

    def put_marks(self, wanted: Sequence[tuple[Posting, Mark]], is_undo: bool = False) -> None:
        """Store marks as ``user.put_marks`` does, and keep the texts of what is followed now.

        A posting is followed once it has a star, or a stage of an application.
        """
        had = [self.user.mark_of(posting) for posting, _mark in wanted]
        self.user.put_marks(wanted, is_undo)
        for before, (posting, mark) in zip(had, wanted, strict=True):
            if mark.is_followed and (before.star, before.stage) != (mark.star, mark.stage):
                self.keep_text(posting, is_starred=True)

    def add_to_log(self, posting: Posting, entry: LogEntry) -> None:
        """Write down what was sent, and keep the text of the posting as it was then."""
        self.user.add_to_log(posting, entry)
        self.keep_text(posting, is_starred=True)

    def keep_text(self, posting: Posting, is_starred: bool = False) -> None:
        """Keep the file of a posting as the user sees it now, and as it is when it *is_starred*."""
        from jobtui.marks.kept_texts import keep

        text, why = self.raw(posting)
        if not why:
            keep(posting.id, posting.path, posting.title, text, is_starred)

    def unreachable(self, posting: Posting) -> str:
        """Return why a posting's file is missing or must not be opened; empty if it may be."""
        from jobtui.library import posting_files

        return posting_files.unreachable(posting, self.sources)

    def site_of(self, posting: Posting) -> Site:
        """Return the web site that shows a posting, as far as its source says."""
        from jobtui.library import posting_files

        return posting_files.site_of(posting, self.sources)

    def witnesses(self) -> list[str]:
        """Return the paths whose change means that a kept first frame is out of date."""
        postings = (source.postings for source in self.sources)
        return [*self.index.pointers(), self.user.file, *postings]

    def problems(self) -> list[Problem]:
        """Return the problems of all files, sorted by path and line. Raises OSError."""

        def ask(snapshot: Snapshot) -> list[Problem]:
            of_rows = [
                problem for row in snapshot.rows.flawed() for problem in row.posting.problems
            ]
            others = skipped(snapshot.manifest.others, self.sources)
            return [*of_rows, *snapshot.manifest.problems, *others]

        found = self._asked(ask).answer
        return sorted(found, key=lambda problem: (problem.path, problem.line))

    def field_report(self) -> list[tuple[str, str]]:
        """Return the keys of the newest files with what is said of them."""
        from jobtui.library.field_report import field_report, report_lines

        def ask(snapshot: Snapshot) -> list[Posting]:
            order = snapshot.rows.by_day(newest_first=True)
            return [snapshot.posting_at(at) for at in order[:_MOST_REPORTED]]

        postings = self._asked(ask).answer
        return report_lines(field_report(self.sources, postings)) if postings else []

    def faults(self) -> tuple[Problem, ...]:
        """Return the problems of the sources: files and folders that could not be read at all."""
        return self.snapshot.manifest.problems

    def skipped(self) -> list[Problem]:
        """Return what the sources hold that is no posting, a line for each kind of file."""
        return skipped(self.snapshot.manifest.others, self.sources)

    def fault(self) -> str:
        """Return one line on the first of ``faults``; empty if there is none."""
        for problem in self.faults():
            return _("{label}: {text}").format(label=printable(problem.path), text=problem.message)
        return ""

    def close(self) -> None:
        """Retry saving marks, and remove the temporary index."""
        self.user.close()
        self.index.close()
