"""The façade: open a set of sources, refresh the cache, search, get.

A ``Library`` shows one ``Snapshot`` at a time. Refreshing makes a new one and never changes the
old, so a search that is under way in another thread stays right.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jobtui.bits import numbers_of
from jobtui.cache import Cache
from jobtui.catalogue import BrokenCatalogueError, Catalogue, Row, load
from jobtui.facets import Bucket, FacetTable
from jobtui.french import fold
from jobtui.posting import Posting, Problem, Ruling, Severity, Status, status_of
from jobtui.query import Query, Sort
from jobtui.words import _

if TYPE_CHECKING:
    from datetime import date

    from jobtui.index import Match, TextIndex
    from jobtui.sources import Source

Progress = Callable[[int, int], None]  # files done, files in all


class Results(NamedTuple):
    """The answer to a question: postings in order, counts of the facets, what kept things out."""

    query: Query
    postings: Sequence[Posting]
    buckets: dict[str, tuple[Bucket, ...]]
    total: int  # postings there are, whatever is asked
    terms: frozenset[str] = frozenset()  # to be marked in what is shown
    prefix: str = ""
    blockers: tuple[tuple[str, int], ...] = ()  # (facet, hits without its choice), if none found


class Change(NamedTuple):
    """What a refresh brought; ``notice`` is a line for the user, or empty."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    notice: str = ""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


class Snapshot:
    """The postings as they were found at one time; never changes."""

    def __init__(self, catalogue: Catalogue, directory: Path | None) -> None:
        self.catalogue = catalogue
        self.directory = directory
        self.by_id = {row.posting.id: row.posting for row in catalogue.rows}
        self._positions = {row.posting.id: row.position for row in catalogue.rows}
        self._by_position = {row.position: row for row in catalogue.rows}
        self._tables: dict[date, FacetTable] = {}
        self._orders: dict[tuple[Sort, date], list[int]] = {}
        self._lock = threading.RLock()
        self._index: TextIndex | None = None

    def facets(self, day: date) -> FacetTable:
        """Return the facets as of *day*."""
        with self._lock:
            if day not in self._tables:
                pairs = ((row.position, row.posting) for row in self.catalogue.rows)
                self._tables[day] = FacetTable(pairs, day)
            return self._tables[day]

    def posting_at(self, position: int) -> Posting:
        """Return the posting whose bit this is."""
        return self._by_position[position].posting

    def position_of(self, posting: Posting) -> int:
        """Return the bit of a posting."""
        return self._positions[posting.id]

    def order(self, sort: Sort, day: date) -> list[int]:
        """Return all positions in the order of *sort*."""
        with self._lock:
            if (sort, day) not in self._orders:
                rows = sorted(self.catalogue.rows, key=lambda row: _sort_key(row, sort))
                self._orders[sort, day] = [row.position for row in rows]
            return self._orders[sort, day]

    def match(self, query: Query) -> Match | None:
        """Return what the question's text finds. Raises BrokenIndexError."""
        with self._lock:
            if self._index is None:
                from jobtui.index import TextIndex

                self._index = TextIndex(str(self.directory))
            return self._index.match(query.text, query.prefix_last)

    def scores(self, match: Match, positions: Iterable[int]) -> dict[int, float]:
        """Return the scores of some postings. Raises BrokenIndexError."""
        with self._lock:
            return self._index.scores(match, positions) if self._index else {}


class Library:
    """A set of sources with its cache; one for a session."""

    def __init__(self, sources: Sequence[Source], cache: Cache | None = None) -> None:
        self.sources = tuple(sources)
        self.cache = cache or Cache.of(sources)
        self.notice = ""
        self._private: Path | None = None  # where the index is if the cache cannot be written
        self._refreshing = threading.Lock()
        self.snapshot = self._load()

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been read yet."""
        return self.snapshot.directory is None

    def refresh(self, rebuild: bool = False, progress: Progress | None = None) -> Change:
        """Read what changed and show it. Raises OSError only if nothing at all can be written.

        While another process writes the same cache, what is there is shown.
        """
        from jobtui.refreshing import refresh

        with self._refreshing:
            try:
                change = self._refresh_cache(rebuild, progress)
            except OSError as error:
                if self._private is None:
                    self._private = Path(tempfile.mkdtemp(prefix="jobtui-"))
                private = Cache(self._private / "index")
                base = self.snapshot if not rebuild else _NOTHING
                with private.writer():
                    refreshed = refresh(self.sources, private, base, progress)
                text = _("the cache cannot be written ({why}); a temporary index is used")
                change = refreshed.change._replace(
                    notice=text.format(why=error.strerror or str(error))
                )
                self.snapshot = Snapshot(refreshed.catalogue, refreshed.directory)
            return change

    def _refresh_cache(self, rebuild: bool, progress: Progress | None) -> Change:
        from jobtui.refreshing import refresh

        with self.cache.writer() as mine:
            if not mine:
                current = self._load()
                if current.directory is None:
                    return Change(notice=_("another jobtui is building the index"))
                self.snapshot = current
                return Change()
            # Another instance may have written since this one opened.
            base = _NOTHING if rebuild else self._load()
            before = self.snapshot
            refreshed = refresh(self.sources, self.cache, base, progress)
            if refreshed.directory != before.directory:
                self.snapshot = Snapshot(refreshed.catalogue, refreshed.directory)
            notice, self.notice = self.notice, ""
            return refreshed.change._replace(notice=notice)

    def search(self, query: Query) -> Results:
        """Answer a question from the snapshot."""
        snapshot = self.snapshot
        if snapshot.directory is None:
            return Results(query, (), {}, 0)
        match = None
        if query.text.strip():
            from jobtui.index import BrokenIndexError

            try:
                match = snapshot.match(query)
            except BrokenIndexError:
                self.refresh(rebuild=True)
                snapshot = self.snapshot
                match = snapshot.match(query)
        return _answer(snapshot, query, match)

    def scores(self, query: Query, found: Sequence[Posting]) -> dict[str, float]:
        """Return the scores of some of what was found, by id."""
        snapshot = self.snapshot
        match = snapshot.match(query) if query.text.strip() else None
        if match is None:
            return {}
        positions = {snapshot.position_of(posting): posting.id for posting in found}
        scores = snapshot.scores(match, positions)
        return {positions[position]: score for position, score in scores.items()}

    def ruling(self, posting: Posting, query: Query) -> Ruling:
        """Return the status of a posting as the question sees it."""
        return status_of(posting, query.as_of)

    def get(self, posting_id: str) -> Posting | None:
        """Return a posting by its id, or by an id that differs in case or ends in ``.md``."""
        by_id = self.snapshot.by_id
        if posting_id in by_id:
            return by_id[posting_id]
        key = fold(posting_id.rsplit("/", 1)[-1].removesuffix(".md"))
        return next((posting for name, posting in by_id.items() if fold(name) == key), None)

    def body(self, posting: Posting) -> tuple[str, str]:
        """Return a posting's Markdown, and why there is none."""
        from jobtui.reading import UnreadableError, read_body

        try:
            return read_body(posting.path), ""
        except UnreadableError as error:
            return "", f"{posting.path}: {error}"

    def problems(self) -> list[Problem]:
        """Return all problems, by file and line."""
        found = [problem for row in self.snapshot.catalogue.rows for problem in row.posting.problems]
        found += self.snapshot.catalogue.problems
        return sorted(found, key=lambda problem: (problem.path, problem.line))

    def close(self) -> None:
        """Remove what was made for this session alone."""
        if self._private is not None:
            shutil.rmtree(self._private, ignore_errors=True)

    def _load(self) -> Snapshot:
        for _attempt in range(5):  # a writer may remove the generation while it is opened
            directory = self.cache.current()
            if directory is None:
                break
            try:
                return Snapshot(load(directory), directory)
            except BrokenCatalogueError:
                self.notice = _("the cached index could not be read and is built again")
        return _NOTHING


_NOTHING = Snapshot(Catalogue(), None)


def check(sources: Sequence[Source]) -> tuple[int, list[Problem]]:
    """Read everything afresh, without the cache; return how many postings, and all problems."""
    from jobtui.refreshing import read_all

    postings, problems = read_all(sources)
    problems += [problem for posting in postings for problem in posting.problems]
    return len(postings), sorted(problems, key=lambda problem: (problem.path, problem.line))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of *problems* is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _answer(snapshot: Snapshot, query: Query, match: Match | None) -> Results:
    table = snapshot.facets(query.as_of)
    text_bits = match.found if match else table.all
    buckets = table.buckets(query, text_bits)
    found = text_bits & table.matching(query)
    positions = _ordered(snapshot, query, match, numbers_of(found))
    blockers = _blockers(table, query, text_bits) if not positions else ()
    return Results(
        query,
        _Rows(snapshot, positions),
        buckets,
        table.all.bit_count(),
        match.terms if match else frozenset(),
        match.prefix if match else "",
        blockers,
    )


def _ordered(
    snapshot: Snapshot, query: Query, match: Match | None, found: set[int]
) -> list[int]:
    sort = query.order
    if sort is not Sort.RELEVANCE or match is None:
        return [at for at in snapshot.order(sort, query.as_of) if at in found]
    newest = [at for at in snapshot.order(Sort.NEWEST, query.as_of) if at in found]
    is_open = snapshot.facets(query.as_of).any_of("status", (Status.OPEN.value,))
    tiers = (match.heading, match.team, match.exact, is_open)

    def rank(at: int) -> tuple[bool, ...]:
        return tuple(not tier >> at & 1 for tier in tiers)

    return sorted(newest, key=rank)


def _blockers(table: FacetTable, query: Query, text_bits: int) -> tuple[tuple[str, int], ...]:
    """Return the facets whose choice keeps everything out, and what each would let in."""
    names = [name for name, values in query.chosen if values]
    if query.open_only and "status" not in names:
        names.append("status")
    counts = [(name, (text_bits & table.matching(query, without=name)).bit_count()) for name in names]
    helpful = [(name, count) for name, count in counts if count]
    if not helpful and names and (everything := (text_bits & table.all).bit_count()):
        helpful = [("", everything)]
    return tuple(sorted(helpful, key=lambda pair: -pair[1]))


class _Rows(Sequence[Posting]):
    """Postings in an order, looked up when they are asked for."""

    def __init__(self, snapshot: Snapshot, positions: list[int]) -> None:
        self._snapshot, self.positions = snapshot, positions

    def __len__(self) -> int:
        return len(self.positions)

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        if isinstance(at, slice):
            return [self._snapshot.posting_at(position) for position in self.positions[at]]
        return self._snapshot.posting_at(self.positions[at])


def _sort_key(row: Row, sort: Sort) -> tuple[object, ...]:
    posting = row.posting
    title = fold(posting.title)
    if sort is Sort.TITLE:
        return (title, posting.id)
    if sort is Sort.CLOSING:
        return (posting.closes is None, posting.closes and posting.closes.toordinal(), title)
    day = posting.published.toordinal() if posting.published else 0
    return (not day, day if sort is Sort.OLDEST else -day, title, posting.id)
