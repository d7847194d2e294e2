"""The full-text index over its segments: words, prefixes, near spellings and phrases.

Results are bit sets of positions: the documents of all segments, counted from 0. A phrase is
looked for in the order of the words of the few documents that contain them all. After any
exception the index is built again.
"""

from __future__ import annotations

import math
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import bits_of, numbers_of
from jobtui.files.shortage import is_shortage
from jobtui.index import checksums, segments
from jobtui.index.analysis import FIELDS, GAP, SHORT, SIGN, signs_of
from jobtui.index.hits import Hits
from jobtui.lru import LRUCache
from jobtui.text.edit_distance import distance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jobtui.index.generation import Generation
    from jobtui.index.rows import Part
    from jobtui.text.query_terms import QueryTerm

# How many letters farther away a suggestion may be for being ten times as frequent. Chosen by hand:
# two wrong letters beat one only if the form is 10 ** (1 / 0.6) = 46 times as frequent.
_COMMON = 0.6
# BM25 weights of heading, team and body, chosen by hand: a word once in the heading (8 / 2.2 = 3.6)
# scores more than once in the team plus any number of times in the body (3 / 2.2 + 1 = 2.4), if it
# is equally rare in all three. No order depends on them: results are ranked by bit sets, and scores
# are only printed.
_WEIGHTS = (8.0, 3.0, 1.0)
_K1 = 1.2  # saturation of a word's count; 1.2 to 2 is usual for BM25
_MOST_FORMS = 2000  # of one prefix that are looked up, so that a key stays fast
_MOST_KEPT = 8_000_000  # bytes of bit sets in the cache
_AT_ONCE = 100  # documents whose order is read before its pages are released
_ENTRY = 300  # bytes, about, that an entry of the cache takes beside its bit set


class BrokenIndexError(Exception):
    """The index cannot be opened or read and must be rebuilt."""


class _Leaf(NamedTuple):
    segment: segments.Segment
    offset: int  # of its first document among all
    alive: int  # its documents that were not removed, as bits


def merge(directory: Path, name: str, parts: Sequence[Part], sums: Mapping[str, object]) -> None:
    """Write a segment *name* of the documents of *parts* that were not removed, in their order.

    Files that are in *sums*, the checksums of an older generation, are checked first. Raises
    OSError and BrokenIndexError.
    """
    with _guarded():
        for part in parts:
            for file in segments.files(part.name):
                if file in sums:
                    checksums.check(directory, file, sums)
        opened = [segments.Segment(directory, part.name, part.documents) for part in parts]
        try:
            alive = [part.alive for part in parts]
            segments.merge(directory, name, list(zip(opened, alive, strict=True)))
        finally:
            for segment in opened:
                segment.close()


@contextmanager
def _guarded() -> Iterator[None]:
    """Turn what torn files raise, nearly anything, into BrokenIndexError."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        if is_shortage(error):
            raise
        raise BrokenIndexError(f"{type(error).__name__}: {error}") from error


class TextIndex:
    """One opened index, read only; safe to use from one thread at a time."""

    def __init__(
        self,
        place: Path | Generation,
        parts: Iterable[Part],
        before: TextIndex | None = None,
    ) -> None:
        """Open the segments of *parts* in *place*. Raises BrokenIndexError.

        Segments that *before*, an index of the same cache, has open are shared with it: a name is
        never used twice.
        """
        self._leaves: list[_Leaf] = []
        known = {leaf.segment.name: leaf.segment for leaf in before._leaves} if before else {}
        offset = 0
        with _guarded():
            sums = checksums.read(place)
            for part in parts:
                segment = known.get(part.name)
                if segment is None:
                    for file in segments.files(part.name):
                        checksums.check(place, file, sums)
                    segment = segments.Segment(place, part.name, part.documents)
                self._leaves.append(_Leaf(segment, offset, part.alive))
                offset += part.documents
        self._total = sum(leaf.alive.bit_count() for leaf in self._leaves)
        self._bits: LRUCache[int] = LRUCache(_MOST_KEPT)
        self._written: list[tuple[str, str]] | None = None

    def forget(self) -> None:
        """Release the pages of large files that a query has read."""
        for leaf in self._leaves:
            leaf.segment.forget()

    def scores(self, terms: Iterable[str], documents: Iterable[int]) -> dict[int, float]:
        """Return the scores of some documents: a weighted sum of the BM25 of their fields.

        The length of a field plays no part (b = 0).
        """
        scores = dict.fromkeys(documents, 0.0)
        for name, weight in zip(FIELDS, _WEIGHTS, strict=True):
            for term in sorted(terms):
                frequency = max(1, self._documents(name, term).bit_count())
                idf = math.log(1 + self._total / frequency)
                for leaf in self._leaves:
                    for document, count in leaf.segment.counts(name, term).items():
                        if leaf.offset + document in scores:
                            scores[leaf.offset + document] += weight * idf * count / (count + _K1)
        return scores

    def has(self, word: QueryTerm) -> Hits:
        """Return the postings with a word, in any form."""
        heading = team = found = -1
        for term in word.terms:
            in_heading, in_team, in_body = (self._documents(name, term) for name in FIELDS)
            heading &= in_heading
            team &= in_heading | in_team
            found &= in_heading | in_team | in_body
        if not word.terms:
            return Hits(0, 0, 0, 0, 0, 0)
        return Hits(found, heading, team, found & self._exact(word), found, heading)

    def begins(self, word: QueryTerm) -> Hits:
        """Return the postings with a word that begins so, or with another form of this word."""
        whole = self.has(word)
        if len(word.surface) <= SHORT:
            heading = self._starting(word.surface, True)
            found = self._starting(word.surface)
            team = heading
        else:
            heading = team = found = 0
            for term in set().union(*map(self._forms, word.prefixes)):
                in_heading, in_team, in_body = (self._documents(name, term) for name in FIELDS)
                heading |= in_heading
                team |= in_heading | in_team
                found |= in_heading | in_team | in_body
        found |= whole.found
        heading |= whole.heading
        return Hits(found, heading, team | whole.team, whole.exact, found, heading)

    def nearly(self, word: QueryTerm) -> tuple[Hits, frozenset[str]]:
        """Return the postings with a word spelt almost like it, and the terms of those words."""
        terms = frozenset(
            term
            for surface, term in self._surfaces()
            if distance(word.surface, surface, most=_far(word.surface)) >= 0
        )
        heading = team = found = 0
        for term in terms:
            in_heading, in_team, in_body = (self._documents(name, term) for name in FIELDS)
            heading |= in_heading
            team |= in_heading | in_team
            found |= in_heading | in_team | in_body
        return Hits(found, heading, team, self.has(word).found, found, heading), terms

    def nearest(self, word: QueryTerm) -> str:
        """Return the frequent form that is spelt most like *word*; "" if there is none."""
        best: tuple[float, str] | None = None
        for surface, term in self._surfaces():
            away = distance(word.surface, surface, most=_far(word.surface))
            if away > 0:
                often = self._anywhere(term).bit_count()
                if not often:
                    continue  # only removed documents have it
                # A rare form is as likely to be misspelt as the query is.
                worth = away - _COMMON * math.log10(often + 1)
                if best is None or worth < best[0]:
                    best = (worth, surface)
        return best[1] if best else ""

    def in_order(self, words: Sequence[QueryTerm], candidates: int, field: str = "") -> int:
        """Return those of *candidates* that contain the words as a phrase."""
        signs = signs_of(words)
        if len(signs) <= SIGN:
            return candidates
        found = []
        for number, document in enumerate(sorted(numbers_of(candidates)), start=1):
            order = self._order(document)
            if number % _AT_ONCE == 0:
                self.forget()
            if field:
                order = order.split(GAP, 1)[0]
            at = order.find(signs)
            while at >= 0 and at % SIGN:
                at = order.find(signs, at + 1)
            if at >= 0:
                found.append(document)
        return bits_of(found)

    def _order(self, document: int) -> bytes:
        leaf = next(leaf for leaf in reversed(self._leaves) if leaf.offset <= document)
        return leaf.segment.order(document - leaf.offset)

    def _surfaces(self) -> list[tuple[str, str]]:
        """Return all surface forms with their terms; cached."""
        if self._written is None:
            written: set[tuple[str, str]] = set()
            for leaf in self._leaves:
                written.update(leaf.segment.forms())
            self._written = sorted(written)
        return self._written

    def _starting(self, prefix: str, heading: bool = False) -> int:
        """Return the documents with a word that begins with *prefix*, of at most three letters."""
        return self._kept(
            ("heading*" if heading else "*", prefix), lambda s: s.starting(prefix, heading)
        )

    def _forms(self, prefix: str) -> set[str]:
        """Return the terms of the words that begin with *prefix*."""
        terms: set[str] = set()
        for leaf in self._leaves:
            forms = islice(leaf.segment.forms(prefix), _MOST_FORMS)
            terms.update(term for _surface, term in forms)
        return terms

    def _exact(self, word: QueryTerm) -> int:
        found = 0
        for term in word.terms:
            if term == word.surface:
                found |= self._anywhere(term)
            else:
                found |= self._written_as(word.surface, term)
        return found

    def _anywhere(self, term: str) -> int:
        heading, team, body = (self._documents(name, term) for name in FIELDS)
        return heading | team | body

    def _written_as(self, surface: str, term: str) -> int:
        return self._kept((f"={term}", surface), lambda s: s.written(surface, term))

    def _documents(self, field: str, term: str) -> int:
        """Return the documents with *term*, as a bit set."""
        return self._kept((field, term), lambda s: s.holding(field, term))

    def _kept(self, key: tuple[str, str], ask: Callable[[segments.Segment], int]) -> int:
        """Return the union of the segments' answers, cached."""
        bits = self._bits.get(key)
        if bits is None:
            bits = 0
            for segment, offset, alive in self._leaves:
                bits |= (ask(segment) & alive) << offset
            self._bits.put(key, bits, _ENTRY + bits.bit_length() // 8)
        return bits


def _far(surface: str) -> int:
    """Return how many letters of a word may differ: two only in long ones."""
    return 1 if len(surface) < 8 else 2
