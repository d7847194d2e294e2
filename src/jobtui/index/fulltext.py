"""The full-text index that is shown: terms, phrases and scores of all its segments.

Documents are bit sets of positions, counted from 0 over all segments. After any exception the
index is built again.
"""

from __future__ import annotations

import math
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from whoosh.reading import SegmentReader

from jobtui.bitset import bits_of, numbers_of
from jobtui.files.shortage import is_shortage
from jobtui.index import checksums, codec
from jobtui.index.codec import ArrayCodec, Segment, TermsReader
from jobtui.index.columns import HEADING, TEAM, TEXT
from jobtui.index.queries import most_wrong, surface_forms
from jobtui.index.schema import encoded, schema
from jobtui.index.storage import IndexStorage
from jobtui.index.term_postings import Positions
from jobtui.index.writer import PostingIndex
from jobtui.lru import LRUCache
from jobtui.text.edit_distance import distance

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
    from pathlib import Path

    from whoosh.query import MultiTerm, NumericRange, Query
    from whoosh.searching import Searcher

    from jobtui.index.generation import Generation
    from jobtui.index.toc import Part
    from jobtui.text.query_terms import QueryTerm

# How many letters farther away a suggestion may be for being ten times as frequent. Chosen by hand:
# two wrong letters beat one only if the form is 10 ** (1 / 0.6) = 46 times as frequent.
_COMMON = 0.6
# Weights of the fields in BM25F, chosen by hand so that a word once in the heading scores more than
# once in the team and any number of times in the text. No order depends on them: results are
# ranked by bit sets, and scores are only printed. Length plays no part (B = 0); K1 is usual.
_WEIGHTS = {HEADING: 8.0, TEAM: 3.0, TEXT: 1.0}
_K1, _B = 1.2, 0.0
_MOST_KEPT = 8_000_000  # bytes of bit sets in the cache
_MOST_PLACES = 2_000_000  # bytes of positions, as they are in the file
_ENTRY = 300  # bytes, about, that an entry of the cache takes beside its bit set


class BrokenIndexError(Exception):
    """The index cannot be opened or read and must be rebuilt."""


class _Leaf(NamedTuple):
    terms: TermsReader
    reader: SegmentReader
    offset: int  # of its first document among all
    alive: int  # its documents that were not removed, as bits


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
        parts: Sequence[Part],
        before: TextIndex | None = None,
    ) -> None:
        """Open the segments of *parts* in *place*. Raises BrokenIndexError.

        Segments that *before*, an index of the same cache, has open are shared with it: a name is
        never used twice.
        """
        self._leaves: list[_Leaf] = []
        shared = before._storage if before is not None else None
        self._storage: IndexStorage = IndexStorage(place, shared)
        self._parts = parts
        self.alive = offset = 0
        with _guarded():
            sums = checksums.read(place)
            for part in parts:
                for file in codec.files(part.name) if part.name not in self._storage.opened else ():
                    checksums.check(place, file, sums)
                segment = Segment(part)
                terms = ArrayCodec().terms_reader(self._storage, segment)
                reader = SegmentReader(self._storage, schema(), segment)
                self._leaves.append(_Leaf(terms, reader, offset, part.alive))
                self.alive |= part.alive << offset
                offset += part.documents
        self._bits: LRUCache[int] = LRUCache(_MOST_KEPT)
        self._places: LRUCache[Positions] = LRUCache(_MOST_PLACES)

    @cached_property
    def searcher(self) -> Searcher:
        """Whoosh's searcher, which answers any of its queries."""
        from whoosh.scoring import BM25F

        return PostingIndex(self._storage, self._parts).searcher(weighting=BM25F(B=_B, K1=_K1))

    def forget(self) -> None:
        """Release the pages of large files that a query has read."""
        for leaf in self._leaves:
            leaf.terms.forget()

    def documents(self, field: str, term: object) -> int:
        """Return the documents with a term, as a bit set; none if the field cannot have it."""

        def found(leaf: _Leaf) -> int:
            try:
                return leaf.terms.bits(field, schema()[field].to_bytes(term))
            except (KeyError, ValueError):
                return 0

        return self._kept((field, term), found)

    def tiered(self, query: NumericRange) -> Query:
        """Return the ranges of terms that a range of numbers or days stands for."""
        return query._compile_query(PostingIndex(self._storage, ()))  # which has the schema

    def expanded(self, query: MultiTerm) -> int:
        """Return the documents with any of the terms that a query stands for, as a bit set."""

        def found(leaf: _Leaf) -> int:
            bits = 0
            for field, term in _expanded(query, leaf):
                bits |= leaf.terms.bits(field, term)
            return bits

        return self._kept(query, found)

    def terms_of(self, query: MultiTerm) -> set[bytes]:
        """Return the terms that a query stands for."""
        return {term for leaf in self._leaves for _field, term in _expanded(query, leaf)}

    def every_term(self, field: str) -> int:
        """Return the documents with any term of a field, as a bit set."""
        found = 0
        for leaf in self._leaves:
            for term in leaf.reader.lexicon(field):
                found |= (leaf.terms.bits(field, term) & leaf.alive) << leaf.offset
        return found

    def phrase(self, field: str, terms: Sequence[str], candidates: int = -1) -> int:
        """Return those of *candidates* with terms one behind the other, as a bit set."""
        for term in terms:
            candidates &= self.documents(field, term)
        found = []
        for leaf in self._leaves:
            here = numbers_of(candidates >> leaf.offset & leaf.alive)
            positions = [self._positions(leaf, field, term) for term in terms] if here else []
            for document in here:
                starts = set(positions[0].of(document)) if terms else set()
                for shift, following in enumerate(positions[1:], 1):
                    if not starts:
                        break
                    starts &= {position - shift for position in following.of(document)}
                if starts:
                    found.append(leaf.offset + document)
        return bits_of(found)

    def scores(self, terms: Iterable[str], documents: Iterable[int]) -> dict[int, float]:
        """Return the scores of some documents: Whoosh's BM25F over the three texts."""
        scores = dict.fromkeys(documents, 0.0)
        wanted = [(field, encoded(term)) for field in _WEIGHTS for term in sorted(terms)]
        for leaf, offset in self.searcher.leaf_searchers():
            end = offset + leaf.doc_count_all()
            here = sorted(document - offset for document in scores if offset <= document < end)
            for field, term in wanted if here else ():
                if (field, term) not in leaf.reader():
                    continue
                matcher = leaf.postings(field, term)
                for document in here:
                    if matcher.is_active():
                        matcher.skip_to(document)
                    if matcher.is_active() and matcher.id() == document:
                        scores[offset + document] += _WEIGHTS[field] * matcher.score()
        return scores

    def nearest(self, word: QueryTerm) -> str:
        """Return the frequent form that is spelt most like *word*; "" if there is none."""
        best: tuple[float, str] | None = None
        for surface, term in self._surfaces:
            away = distance(word.surface, surface, most=most_wrong(word.surface))
            if away > 0:
                often = self.documents(TEXT, term).bit_count()
                if not often:
                    continue  # only removed documents have it
                # A rare form is as likely to be misspelt as the query is.
                worth = away - _COMMON * math.log10(often + 1)
                if best is None or worth < best[0]:
                    best = (worth, surface)
        return best[1] if best else ""

    @cached_property
    def _surfaces(self) -> list[tuple[str, str]]:
        """All surface forms with their terms."""
        return sorted({pair for leaf in self._leaves for pair in surface_forms(leaf.reader)})

    def _positions(self, leaf: _Leaf, field: str, term: str) -> Positions:
        key = (leaf.offset, field, term)
        found = self._places.get(key)
        if found is None:
            content = leaf.terms.content(field, encoded(term))
            found = Positions(content)
            self._places.put(key, found, len(content))
        return found

    def _kept(self, key: Hashable, ask: Callable[[_Leaf], int]) -> int:
        """Return the union of the segments' answers, cached."""
        bits = self._bits.get(key)
        if bits is None:
            bits = 0
            for leaf in self._leaves:
                bits |= (ask(leaf) & leaf.alive) << leaf.offset
            self._bits.put(key, bits, _ENTRY + bits.bit_length() // 8)
        return bits


def _expanded(query: MultiTerm, leaf: _Leaf) -> Iterator[tuple[str, bytes]]:
    """Yield the terms of a segment that a query stands for; Whoosh has some as texts."""
    for field, term in query.expanded_terms(leaf.reader):
        yield field, encoded(term) if isinstance(term, str) else term
