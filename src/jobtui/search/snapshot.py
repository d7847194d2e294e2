"""The postings as they were found at one time: their facets, orders and full-text index."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from jobtui.files.beneath import holds
from jobtui.files.shortage import is_shortage
from jobtui.index.columns import BrokenRowsError
from jobtui.index.manifest import Manifest
from jobtui.index.rows import Rows, RowState
from jobtui.postings.facets import OPEN
from jobtui.postings.model import ENDED, Posting
from jobtui.search.facet_counts import FacetTable
from jobtui.search.query import Query, Sort
from jobtui.search.ranking import Order

if TYPE_CHECKING:
    from datetime import date

    from jobtui.index.fulltext import TextIndex
    from jobtui.index.generation import Generation
    from jobtui.search.evaluate import QueryMatch
    from jobtui.search.nodes import Node, Parsed
    from jobtui.search.spelling import Respelt
    from jobtui.search.translations import Translations

T = TypeVar("T")

_FEW = 200  # postings that are looked up one by one


class Snapshot:
    """The postings as they were found at one time; never changes."""

    def __init__(
        self,
        manifest: Manifest,
        generation: Generation | None,
        before: Snapshot | None = None,
        body_of: Callable[[Posting], str] = lambda _posting: "",
    ) -> None:
        """Show *manifest* of a *generation*. Much of *before* may be the same.

        *body_of* reads the text of a posting, of which the index holds only the words.
        """
        self._body_of = body_of
        self.manifest = manifest
        self.generation = generation
        self.rows = manifest.rows
        self._tables: dict[date, FacetTable] = {}
        self._orders: dict[tuple[Sort, date | None], Order] = {}
        self._lock = threading.RLock()
        self._index: TextIndex | None = None
        self._known: TextIndex | None = (before._index or before._known) if before else None

    @property
    def directory(self) -> Path | None:
        """Where the generation is, or was; None if nothing is shown."""
        return self.generation.path if self.generation else None

    @property
    def is_whole(self) -> bool:
        """Whether all files were read; False while a first build is under way."""
        return self.generation is not None and self.manifest.whole

    @cached_property
    def translations(self) -> Translations:
        """Which postings are translations of one another."""
        from jobtui.search.translations import Translations

        return Translations(self.rows)

    def facets(self, day: date) -> FacetTable:
        """Return the facets as of *day*."""
        with self._lock:
            if day not in self._tables:
                self._tables[day] = FacetTable(self.rows, day, self.translations)
            return self._tables[day]

    def position_of(self, posting_id: str) -> int:
        """Return the bit of a posting; -1 if there is none."""
        return self.rows.read(lambda: self.rows.position_of(posting_id), -1)

    def posting_at(self, position: int) -> Posting:
        """Return the posting whose bit this is, or what says that it cannot be read."""
        found = self.rows.kept_posting(position)
        if found is None:
            found = self.rows.read(lambda: self.rows.posting(position), None)
        if found is None:
            from jobtui.index.cache import unreadable

            return Posting("", "", unreadable())
        return found

    def order(self, sort: Sort, day: date) -> Order:
        """Return all bits in the order of *sort*; *day* counts for closing days alone."""
        key = (sort, day if sort is Sort.CLOSING else None)
        with self._lock:
            if key not in self._orders:
                self._orders[key] = Order(_sorted(self.rows, sort, day))
            return self._orders[key]

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The names of all places, the frequent ones first."""
        nothing: dict[str, int] = {}
        sets = self.rows.read(lambda: self.rows.sets("place"), nothing)
        return tuple(sorted(sets, key=lambda name: -sets[name].bit_count()))

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The bit of every posting, by path."""
        paths = self.rows.texts
        return _ByPath(self.rows, int, lambda: {path: at for at, path in paths("path")})

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """A digest of every posting's file, by path."""
        texts = self.rows.texts

        def every() -> dict[str, str]:
            digests = dict(texts("digest"))
            return {path: digests[at] for at, path in texts("path")}

        return _ByPath(self.rows, lambda position: self.rows.row(position).digest, every)

    def answer(self, query: Query, parsed: Parsed, table: FacetTable) -> QueryMatch | None:
        """Evaluate the words and conditions of a query, with the *table* of its day; None if it
        has none. Raises BrokenIndexError.
        """
        if parsed.node is None:
            return None
        from jobtui.index import english_inflections

        english_inflections.put_off()
        from jobtui.search.conditions import Conditions
        from jobtui.search.evaluate import SearchRequest, match, typed_last
        from jobtui.search.query_text import last_word

        with self._lock:
            fields = Conditions(self.rows, table, query.as_of, partial(self._likes, table))

            def answered(index: TextIndex) -> QueryMatch | None:
                last = "" if query.is_finished else last_word(query.text)
                typing = typed_last(index, last)
                return match(SearchRequest(parsed.node, fields, typing), index)

            return self._guarded(answered)

    def half_typed(self, text: str) -> str:
        """Return the last word of a query if it is the beginning of one, else "".

        Raises BrokenIndexError.
        """
        from jobtui.search.evaluate import typed_last
        from jobtui.search.query_text import last_word
        from jobtui.search.translate import terms_of

        def last(index: TextIndex) -> str:
            word = typed_last(index, last_word(text))
            terms = terms_of(word)
            return word if terms and not terms[-1].is_stop else ""

        return self._guarded(last)

    def _likes(self, table: FacetTable, posting_id: str) -> list[int]:
        """Return the bits of the postings that are like one, while the index is asked."""
        from jobtui.search.similar import likes_of

        position = self.position_of(posting_id)
        if position < 0 or self._index is None:
            return []
        posting = self.posting_at(position)
        domain = table.any_of("domain", posting.domains)
        others = self._index.alive & ~(1 << position)
        return likes_of(self._index, posting, self._body_of(posting), domain, others)

    def respell(self, node: Node, typed: str) -> Respelt:
        """Return a query's tree in the nearest spelling that postings have.

        *typed* is its text if its last word may be the beginning of one, else "".

        Raises BrokenIndexError.
        """
        from jobtui.search.evaluate import count_of
        from jobtui.search.query_text import last_word
        from jobtui.search.spelling import respell

        last = last_word(typed)
        return self._guarded(
            lambda index: respell(node, index, lambda word: count_of(index, word, last))
        )

    def scores(self, match: QueryMatch, documents: int) -> dict[int, float]:
        """Return the scores of *documents*, a bit set. Raises BrokenIndexError."""
        from jobtui.search.scoring import scores

        return self._guarded(lambda index: scores(index, match.groups, match.ordered, documents))

    def _guarded(self, ask: Callable[[TextIndex], T]) -> T:
        """Ask the index, opened when it is first asked. Raises BrokenIndexError."""
        from jobtui.index.fulltext import BrokenIndexError, TextIndex

        with self._lock:
            try:
                if self._index is None:
                    assert self.generation is not None
                    self._index = TextIndex(self.generation, self.manifest.parts, self._known)
                    self._known = None
                return ask(self._index)
            except Exception as error:  # torn files raise nearly anything
                if is_shortage(error):
                    raise
                raise BrokenIndexError(f"{type(error).__name__}: {error}") from error
            finally:
                if self._index is not None:
                    self._index.forget()


class RefreshResult(NamedTuple):
    """What a refresh brought, each posting counted once; ``notice`` is for the user, or empty."""

    added: int = 0
    changed: int = 0  # other content, and neither closed nor reopened
    removed: int = 0
    closed: int = 0
    reopened: int = 0
    read: int = 0  # for the first time, with the source that they are of: these are no news
    notice: str = ""

    def __bool__(self) -> bool:
        return any(self[:-1])


def difference(
    before: Snapshot, after: Snapshot, places: Sequence[str], day: date
) -> RefreshResult:
    """Return what tells *after* from *before*, of sources whose postings lie in *places*.

    Only content counts: a file that was touched, or written again as it was, has not changed.
    """
    if before is after:
        return RefreshResult()
    try:
        old, new = before.rows.changed(after.rows), after.rows.changed(before.rows)
        then, now = before.facets(day), after.facets(day)
        had_ended, has_ended = (table.any_of("status", ENDED) for table in (then, now))
        is_open = now.any_of("status", (OPEN,))
        unread = _unread(before, places) if new.keys() - old.keys() else ()
    except BrokenRowsError:  # what it was nobody knows any more
        return RefreshResult()

    def kind(path: str, state: RowState) -> str:
        was = old.get(path)
        if was is None:
            return "read" if any(holds(place, path) for place in unread) else "added"
        if was.digest == state.digest:  # its startup may have another name
            is_same = was.stamp != state.stamp or was.checksum == state.checksum
            return "" if is_same else "changed"
        if not was.digest:  # it could not be read
            return "read"
        had_ended_then = had_ended >> was.position & 1
        if has_ended >> state.position & 1 and not had_ended_then:
            return "closed"
        if is_open >> state.position & 1 and had_ended_then:
            return "reopened"
        return "changed"

    counts = Counter(kind(path, state) for path, state in new.items())
    return RefreshResult(
        added=counts["added"],
        changed=counts["changed"],
        removed=len(old.keys() - new.keys()),
        closed=counts["closed"],
        reopened=counts["reopened"],
        read=counts["read"],
    )


def _unread(snapshot: Snapshot, places: Sequence[str]) -> list[str]:
    """Return the places of which nothing was read yet, or not all."""
    if not snapshot.manifest.whole or not len(snapshot.rows):
        return list(places)
    if len(places) == 1:
        return []
    paths = [path for _at, path in snapshot.rows.texts("path")]
    return [place for place in places if not any(holds(place, path) for path in paths)]


class _ByPath(Mapping[str, T]):
    """Something of every posting, by path. A few are looked up one by one; for more, all are read.

    What cannot be read is not there, and the rows remember.
    """

    def __init__(
        self, rows: Rows, one: Callable[[int], T], every: Callable[[], dict[str, T]]
    ) -> None:
        self._rows, self._one, self._every = rows, one, every
        self._all: dict[str, T] | None = None
        self._asked = 0

    def __getitem__(self, path: str) -> T:
        self._asked += 1
        if self._all is not None or self._asked > _FEW:
            return self._read()[path]
        position = self._rows.read(lambda: self._rows.position_at(path), -1)
        found = self._rows.read(lambda: self._one(position), None) if position >= 0 else None
        if found is None:
            raise KeyError(path)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._rows)

    def _read(self) -> dict[str, T]:
        if self._all is None:
            nothing: dict[str, T] = {}
            self._all = self._rows.read(self._every, nothing)
        return self._all


def _sorted(rows: Rows, sort: Sort, day: date) -> list[int]:
    if sort is Sort.TITLE:
        titles, ids = dict(rows.texts("title")), dict(rows.texts("id"))
        return sorted(titles, key=lambda at: (titles[at], ids[at]))
    order = rows.by_day(newest_first=sort is not Sort.OLDEST)
    if sort is Sort.CLOSING:
        closes, today = rows.numbers("closes"), day.toordinal()
        order.sort(key=lambda at: _closing(closes[at], today))
    return order


def _closing(closes: int, today: int) -> tuple[int, int]:
    """What closes next comes first, then what names no day, then what closed last."""
    if not closes:
        return (1, 0)
    return (0, closes - today) if closes >= today else (2, today - closes)


NOTHING = Snapshot(Manifest(), None)
