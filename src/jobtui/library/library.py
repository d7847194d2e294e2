"""The façade: open a set of sources, refresh the cache, search, get.

A ``Library`` shows one ``Snapshot`` at a time. Refreshing makes a new one and never changes the
old, so a search that is under way in another thread stays right.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from jobtui.files import locations
from jobtui.files.beneath import Top, holds, look
from jobtui.files.locks import BusyError
from jobtui.files.shortage import is_shortage
from jobtui.i18n import _, reason
from jobtui.index.cache import Cache, NoCacheError, unreadable
from jobtui.index.columns import BrokenRowsError
from jobtui.index.manifest import BrokenCatalogueError, Catalogue, load
from jobtui.index.scan import Scan, scan
from jobtui.index.temporary_cache import Temporary
from jobtui.library.user_marks import UserMarks
from jobtui.postings.facets import status_word
from jobtui.postings.model import Posting, Problem, Ruling, status_of
from jobtui.search.query import Query, Sort, sort_word
from jobtui.search.ranking import Order, Ranking
from jobtui.search.results import Results, answer, count, why
from jobtui.search.snapshot import NOTHING, RefreshResult, Snapshot, difference
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from jobtui.config.settings import SearchSetting
    from jobtui.index.refresh import Progress, Refreshed
    from jobtui.marks.store import Marks
    from jobtui.parsing.site_links import Site
    from jobtui.search.facet_counts import FacetTable
    from jobtui.sources.folders import Source

T = TypeVar("T")

_SHOWN = 50  # postings of an answer that are looked at at once
PATIENCE = 20.0  # seconds to wait for another writer before building an index of one's own


class Library:
    """A set of sources with its cache; one for a session."""

    def __init__(
        self, sources: Sequence[Source], cache: Cache | None = None, marks: Marks | None = None
    ) -> None:
        """Open the sources; *marks* are the user's own, opened when first needed, if not given."""
        self.sources = tuple(sources)
        self.snapshot = NOTHING
        self.user = UserMarks(self.sources, lambda: self.snapshot, marks)
        self.cache = cache or Cache.of(sources)
        # What the administrator has built for all is read, never written.
        self._system = (
            None if cache else Cache.of(sources, locations.system_cache_dir(), shared=True)
        )
        self._temporary = Temporary()  # where the index is if the cache cannot be written
        self._broken: set[Path] = set()  # generations that turned out to be unreadable
        self._refreshing = threading.Lock()
        self._why_none = ""  # why the cache had nothing to show, for the user
        self.snapshot = self._load()

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
        """Read what changed and show it. Raises OSError if nothing at all can be written.

        While another process writes the same cache, what is there is shown. If nothing is, this
        waits *patience* seconds for it and then uses an index of its own; without patience it
        leaves the library empty.
        """
        with self._refreshing:
            change = self._refresh(rebuild, progress, patience)
            self.user.follow()
            return change

    def _refresh(self, rebuild: bool, progress: Progress | None, patience: float) -> RefreshResult:
        shown = self.snapshot
        if shown.rows.is_damaged:
            self._give_up(shown)
        if shown.directory is not None and (gone := _gone(self.sources)):
            return RefreshResult(notice=gone)
        try:
            notice = self._refresh_cache(rebuild, progress, patience)
        except BusyError:
            newest = self._newest()
            notice = ""
            if newest.directory is not None and (newest.catalogue.whole or not patience):
                self.snapshot = newest
                if rebuild:
                    notice = _("another jobtui is writing the index; it is not built again")
            elif patience:
                why = _("another jobtui is writing it")
                notice = self._refresh_temporary(progress, why)
            else:
                notice = _("another jobtui is building the index")
        except OSError as error:
            if is_shortage(error):  # which another place would not mend
                raise
            notice = self._refresh_temporary(progress, str(reason(error)))
        places = [source.postings for source in self.sources]
        found = difference(shown, self.snapshot, places, date.today())
        return found._replace(notice=notice)

    def _refresh_cache(self, rebuild: bool, progress: Progress | None, patience: float) -> str:
        """Bring the cache up to date and show it; return a notice."""
        base = NOTHING if rebuild else self._newest()
        base, found = self._looked(base)
        known = base.catalogue
        if base.directory is not None and found.is_of(known):
            self.snapshot = base
            return ""
        # Reading is at hand: only now is the heavy half of the program needed.
        from jobtui.index.refresh import refresh

        with self.cache.writer(0 if base.directory and known.whole else patience):
            newest = NOTHING if rebuild else self._newest()
            if newest.directory != base.directory:  # another has written meanwhile
                base, found = self._looked(newest)
            made = refresh(
                self.sources,
                self.cache,
                base.catalogue,
                base.generation,
                progress,
                self._show_part,
                found,
            )
            if made.generation is not base.generation:
                self.snapshot = self._shown(made)
                return made.notice or self._told_why_none(base)
            self.snapshot = base
            return ""

    def _looked(self, base: Snapshot) -> tuple[Snapshot, Scan]:
        """Look at the files; return what they are against, nothing if *base* is damaged."""
        try:
            return base, scan(self.sources, base.catalogue, self.cache.is_shared)
        except BrokenRowsError:
            self._give_up(base)
            return NOTHING, scan(self.sources, Catalogue(), self.cache.is_shared)

    def _shown(self, made: Refreshed) -> Snapshot:
        return Snapshot(made.catalogue, made.generation, self.snapshot)

    def _show_part(self, part: Refreshed) -> None:
        """Show what a long build has read so far."""
        self.snapshot = self._shown(part)

    def _told_why_none(self, base: Snapshot) -> str:
        notice, self._why_none = self._why_none, ""
        return notice if base.directory is None else ""

    def _refresh_temporary(self, progress: Progress | None, why: str) -> str:
        """Keep the index in a temporary place, and show it; return a notice, once."""
        failure: OSError | None = None
        in_use = self._temporary.cache
        for cache in [in_use] if in_use else self._temporary.places():
            try:
                self._build_temporary(cache, progress)
            except OSError as error:  # full, or read-only: there may be another
                failure = failure or error
            else:
                text = _("the cached index cannot be used ({why}); a temporary one is used")
                return "" if in_use else text.format(why=why)
        raise failure or FileNotFoundError(why)

    def _build_temporary(self, cache: Cache, progress: Progress | None) -> None:
        from jobtui.index.refresh import refresh

        base = NOTHING if self.snapshot.directory in self._broken else self.snapshot
        with cache.writer():
            base, found = self._looked(base)
            made = refresh(
                self.sources,
                cache,
                base.catalogue,
                base.generation,
                progress,
                self._show_part,
                found,
            )
        if made.generation is not self.snapshot.generation:
            self.snapshot = self._shown(made)

    def search(self, query: Query, shown: int = _SHOWN) -> Results:
        """Answer a question, of which *shown* postings are looked at next.

        An index that cannot be read is built again. Raises OSError if that cannot be.
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

    def _asked(self, ask: Callable[[Snapshot], T]) -> tuple[T, str]:
        """Return what a snapshot says, and a notice if it had to be built again first."""
        notice = ""
        for _attempt in range(3):
            snapshot = self.snapshot
            try:
                return ask(snapshot), notice
            except Exception as error:
                if not _is_broken(error):
                    raise
                notice = self._recover(snapshot) or notice
        raise OSError(unreadable())

    def _give_up(self, broken: Snapshot) -> None:
        """Never show a snapshot again."""
        if broken.directory is not None:
            self._broken.add(broken.directory)
            self._why_none = unreadable()

    def _recover(self, broken: Snapshot) -> str:
        """Replace a snapshot whose index cannot be read; return a notice."""
        self._give_up(broken)
        if self.snapshot is not broken:
            return ""  # another thread has done so
        return self.refresh(patience=PATIENCE).notice

    def ask_facets(self, day: date, ask: Callable[[FacetTable], T]) -> T:
        """Return what *ask* finds in the facets as of a day."""
        return self._asked(lambda snapshot: ask(snapshot.facets(day)))[0]

    def saved_counts(
        self, searches: Sequence[SearchSetting], day: date
    ) -> list[tuple[str, int, int]]:
        """Return name, number of postings, and of new ones, for each of the saved searches.

        Empty if the index cannot be read; the next ``search`` builds it again.
        """
        snapshot = self.snapshot
        if snapshot.directory is None:
            return []
        user = self.user.sets(snapshot)
        try:
            return [
                (search.name, *count(snapshot, Query(day, search.query), user))
                for search in searches
            ]
        except Exception as error:
            if not _is_broken(error):
                raise
            return []

    def scores(self, results: Results, found: Sequence[Posting]) -> dict[str, float]:
        """Return the scores of some of what was found, by id; none if no word was asked for."""
        if results.match is None or not results.match.terms:
            return {}
        snapshot = self.snapshot
        try:
            ids = {snapshot.position_of(posting.id): posting.id for posting in found}
            scores = snapshot.scores(results.match.terms, ids)
            return {ids[at]: score for at, score in scores.items() if at >= 0}
        except Exception as error:
            if not _is_broken(error):
                raise
            return {}

    def place_of(self, results: Results, posting: Posting) -> int:
        """Return where a posting is in an answer, from 0; -1 if it is not in it."""
        return results.postings.place_of(self.snapshot.position_of(posting.id))

    def explain(self, results: Results, posting: Posting) -> str:
        """Say in one line why a posting is there and where it stands."""
        position = self.snapshot.position_of(posting.id)
        at = results.postings.place_of(position) + 1
        place = _("{at} of {total}").format(at=at, total=len(results.postings))
        reasons = []
        if results.match is not None and at and results.order is Sort.RELEVANCE:
            reasons = why(results.match, position)
        elif results.order is not Sort.RELEVANCE:
            reasons = [_("order: {order}").format(order=sort_word(results.order))]
        ruling = self.ruling(posting, results.query)
        status = status_word(ruling.status)
        reasons.append(_("{status} ({why})").format(status=status, why=ruling.reason))
        return _("{label}: {text}").format(label=place, text=_("; ").join(reasons))

    def ruling(self, posting: Posting, query: Query) -> Ruling:
        """Return the status of a posting as the question sees it."""
        return status_of(posting, query.as_of)

    def get(self, posting_id: str) -> Posting | None:
        """Return a posting by its id, whatever the case, with or without ``.md``, or by a beginning
        of it that no other has.
        """

        def ask(snapshot: Snapshot) -> Posting | None:
            position = snapshot.rows.position_of(posting_id)
            if position < 0:
                position = _named(posting_id, snapshot.rows.texts("id"))
            return snapshot.rows.posting(position) if position >= 0 else None

        return self._asked(ask)[0]

    def ids(self) -> list[str]:
        """Return the ids of all postings."""
        return self._asked(lambda snapshot: [name for _at, name in snapshot.rows.texts("id")])[0]

    def body(self, posting: Posting) -> tuple[str, str]:
        """Return a posting's Markdown, and why there is none."""
        from jobtui.parsing.frontmatter_split import (
            read_body,  # the YAML before it is not looked at
        )

        return self._read(posting, read_body)

    def site_of(self, posting: Posting) -> Site:
        """Return the site that shows a posting, as far as it is known."""
        from jobtui.parsing.site_links import Site

        roots = {f"{source.postings}/": source.url for source in self.sources}
        near = [root for root in roots if posting.path.startswith(root)]
        return Site(roots[max(near, key=len)] if near else "", posting.url)

    def raw(self, posting: Posting) -> tuple[str, str]:
        """Return a posting's file as text, and why there is none."""
        from jobtui.parsing.decoding import text_of

        return self._read(posting, lambda path, top: text_of(path, top)[0])

    def unreachable(self, posting: Posting) -> str:
        """Return why a posting's file is not there, or is not to be opened; empty if it may be."""
        try:
            look(posting.path, self._top_of(posting))
        except OSError as error:
            return _("{label}: {text}").format(label=posting.path, text=reason(error))
        return ""

    def _read(self, posting: Posting, read: Callable[[str, Top], str]) -> tuple[str, str]:
        from jobtui.parsing.decoding import UnreadableError

        try:
            return read(posting.path, self._top_of(posting)), ""
        except UnreadableError as error:
            return "", _("{label}: {text}").format(label=posting.path, text=error)

    def _top_of(self, posting: Posting) -> Top:
        """Return the source that a posting's path begins with."""
        tops = [source.top for source in self.sources if holds(source.top, posting.path)]
        return Top(tops[0] if tops else self.sources[0].top)

    def witnesses(self) -> list[str]:
        """Return the paths whose change means that something else may be shown."""
        caches = [self.cache, *([self._system] if self._system else [])]
        files = [str(cache.pointer) for cache in caches]
        return [*files, self.user.file, *(source.postings for source in self.sources)]

    def problems(self) -> list[Problem]:
        """Return all problems, by file and line."""

        def ask(snapshot: Snapshot) -> list[Problem]:
            of_rows = [
                problem for row in snapshot.rows.flawed() for problem in row.posting.problems
            ]
            return [*of_rows, *snapshot.catalogue.problems]

        found = self._asked(ask)[0]
        return sorted(found, key=lambda problem: (problem.path, problem.line))

    def faults(self) -> tuple[Problem, ...]:
        """Return what of the sources cannot be looked at, and why; not of single postings."""
        return self.snapshot.catalogue.problems

    def fault(self) -> str:
        """Return a line on the first of the sources' faults, or an empty text."""
        for problem in self.faults():
            return _("{label}: {text}").format(label=printable(problem.path), text=problem.message)
        return ""

    def close(self) -> None:
        """Remove what was made for this session alone; try once more to save marks."""
        self.user.close()
        self._temporary.remove()

    def _newest(self) -> Snapshot:
        """Return what the caches hold now: what is shown, if it is that."""
        for cache in self._caches():
            with suppress(NoCacheError):
                if cache.current() == self.snapshot.directory not in self._broken:
                    return self.snapshot
                break
        return self._load()

    def _caches(self) -> list[Cache]:
        """Return the user's cache and the system's, the one that was written last first."""
        if self._system is None or not self._system.written():
            return [self.cache]
        return sorted((self.cache, self._system), key=lambda cache: -cache.written())

    def _load(self) -> Snapshot:
        for cache in self._caches():
            try:
                generation = cache.opened(self.snapshot.generation)
                if generation.path in self._broken:
                    self._why_none = unreadable()
                    continue
                return Snapshot(load(generation, self.snapshot.catalogue), generation)
            except NoCacheError as error:
                self._why_none = str(error)
            except BrokenCatalogueError:
                self._why_none = unreadable()
        return NOTHING


def _gone(sources: Sequence[Source]) -> str:
    """Return a line on the first source that is not there; its postings stay as they were."""
    for source in sources:
        try:
            os.lstat(source.postings)
        except FileNotFoundError:
            text = _("{path}: no such file or folder; what was read before is shown")
            return text.format(path=source.postings)
        except OSError as error:
            text = _("{path}: cannot be read: {why}; what was read before is shown")
            return text.format(path=source.postings, why=reason(error))
    return ""


def _named(written: str, ids: Iterator[tuple[int, str]]) -> int:
    """Return the position of what is meant by *written*: an id in other letters, or the beginning
    of one id alone; -1 if nothing is.
    """
    from jobtui.text.folding import fold

    key = fold(written.rsplit("/", 1)[-1].removesuffix(".md")).rstrip("…")
    begun = [(fold(name), at) for at, name in ids if key and fold(name).startswith(key)]
    exact = [at for name, at in begun if name == key]
    if exact or len(begun) == 1:
        return exact[0] if exact else begun[0][1]
    return -1


def _is_broken(error: Exception) -> bool:
    """Whether something of the index could not be read."""
    if isinstance(error, BrokenRowsError):
        return True
    from jobtui.index.fulltext import (
        BrokenIndexError,  # imports Whoosh: only where an index was opened
    )

    return isinstance(error, BrokenIndexError)
