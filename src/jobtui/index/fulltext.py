"""The full-text index that is shown: terms, phrases and scores of all its segments.

Documents are bit sets of positions, counted from 0 over all segments. After any exception the
index is built again.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import bits_of, numbers_of, union
from jobtui.index import checksums, terms
from jobtui.index.codec import PartReader, Segment
from jobtui.index.columns import BrokenRowsError
from jobtui.index.schema import encoded, schema
from jobtui.index.storage import IndexStorage
from jobtui.index.term_postings import Counts, Positions
from jobtui.index.vocabulary import Vocabulary
from jobtui.index.weights import WEIGHTED_FIELDS, saturated
from jobtui.lru import LRUCache

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
    from pathlib import Path

    from whoosh.query import MultiTerm, NumericRange, Query
    from whoosh.searching import Searcher

    from jobtui.index.generation import Generation
    from jobtui.index.toc import Part

_MOST_KEPT = 8_000_000  # bytes of bit sets in the cache
_MOST_PLACES = 2_000_000  # bytes of positions, as they are in the file
_MOST_WEIGHED = 5_000  # documents in which all occurrences of a term are weighed at once
_MOST_PHRASED = 1_000  # documents with all words of a phrase that are looked at for later keys, too
_WEIGHT = 100  # bytes, about, of a number and its weight in a dictionary
_MOST_TERMS, _TERM = 1_000_000, 80  # bytes of terms in the cache, and of one, about
_ENTRY = 300  # bytes, about, that an entry of the cache takes beside its bit set


class BrokenIndexError(BrokenRowsError):
    """The index cannot be opened or read and must be rebuilt."""


class _Leaf(NamedTuple):
    reader: PartReader
    offset: int  # of its first document among all
    alive: int  # its documents that were not removed, as bits


class TextIndex:
    """One opened index, read only; safe to use from one thread at a time."""

    def __init__(
        self,
        place: Path | Generation,
        parts: Sequence[Part],
        before: TextIndex | None = None,
    ) -> None:
        """Open the segments of *parts* in *place*. Damage raises nearly anything.

        Segments that *before*, an index of the same cache, has open are shared with it: a name is
        never used twice.
        """
        self._leaves: list[_Leaf] = []
        shared = before._storage if before is not None else None
        self._storage: IndexStorage = IndexStorage(place, shared)
        self._parts = parts
        self.alive = offset = 0
        sums = checksums.read(place)
        for part in parts:
            for file in terms.files(part.name) if part.name not in self._storage.opened else ():
                checksums.check(place, file, sums)
            reader = PartReader(self._storage, Segment(part))
            self._leaves.append(_Leaf(reader, offset, part.alive))
            self.alive |= part.alive << offset
            offset += part.documents
        self.vocabulary = Vocabulary([leaf.reader for leaf in self._leaves], self.documents)
        self._bits: LRUCache[int] = LRUCache(_MOST_KEPT)
        self._places: LRUCache[Positions] = LRUCache(_MOST_PLACES)
        self._counts: LRUCache[Counts] = LRUCache(_MOST_PLACES)
        self._terms: LRUCache[set[bytes]] = LRUCache(_MOST_TERMS)
        self._weights: LRUCache[dict[int, float]] = LRUCache(_MOST_KEPT)
        self._means: dict[str, float] = {}

    @cached_property
    def searcher(self) -> Searcher:
        """Whoosh's searcher, which answers any of its queries."""
        from whoosh.scoring import BM25F

        from jobtui.index.writer import PostingIndex

        return PostingIndex(self._storage, self._parts).searcher(weighting=BM25F())

    def forget(self) -> None:
        """Release the pages of large files that a query has read."""
        for leaf in self._leaves:
            leaf.reader.terms.forget()

    def documents(self, field: str, term: object) -> int:
        """Return the documents with a term, as a bit set; none if the field cannot have it."""
        return self.remembered((field, term), lambda: self._documents(field, term))

    def _documents(self, field: str, term: object) -> int:
        try:
            encoded_term = schema()[field].to_bytes(term)
        except (KeyError, ValueError):
            return 0
        return union(
            (leaf.reader.terms.documents(field, encoded_term) & leaf.alive) << leaf.offset
            for leaf in self._leaves
        )

    def tiered(self, query: NumericRange) -> Query:
        """Return the ranges of terms that a range stands for; there must be a document."""
        return query._compile_query(self._leaves[0].reader)  # which has the schema

    def expanded(self, query: MultiTerm, field: str = "") -> int:
        """Return the documents with any of the terms that a query stands for, as a bit set.

        With a *field*, those that have any of them there.
        """
        field = field or query.field()
        return self.remembered((field, query), lambda: self._with_any(field, self.terms_of(query)))

    def terms_of(self, query: MultiTerm) -> set[bytes]:
        """Return the terms that a query stands for; Whoosh has some as texts."""
        found = self._terms.get(query)
        if found is None:
            found = {
                encoded(term) if isinstance(term, str) else term
                for leaf in self._leaves
                for _field, term in query.expanded_terms(leaf.reader)
            }
            self._terms.put(query, found, _ENTRY + _TERM * len(found))
        return found

    def remembered(self, key: Hashable, make: Callable[[], int]) -> int:
        """Return a bit set that was made before, or make it."""
        bits = self._bits.get(key)
        if bits is None:
            bits = make()
            self._bits.put(key, bits, _ENTRY + bits.bit_length() // 8)
        return bits

    def every_term(self, field: str) -> int:
        """Return the documents with any term of a field, as a bit set."""
        return self._with_any(
            field, {term for leaf in self._leaves for term in leaf.reader.lexicon(field)}
        )

    def _with_any(self, field: str, terms: Collection[bytes]) -> int:
        return union(
            (leaf.reader.terms.bits(field, terms) & leaf.alive) << leaf.offset
            for leaf in self._leaves
        )

    def phrase(self, field: str, terms: Sequence[str], candidates: int = -1) -> int:
        """Return those of *candidates* with terms one behind the other, as a bit set."""
        every = -1
        for term in terms:
            every &= self.documents(field, term)
        if every.bit_count() > _MOST_PHRASED:
            every &= candidates
        key = ("phrase", field, tuple(terms), every)
        return candidates & self.remembered(key, lambda: self._phrase(field, terms, every))

    def _phrase(self, field: str, terms: Sequence[str], candidates: int) -> int:
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

    def weights(self, term: str, documents: int) -> Mapping[int, float]:
        """Return how much a term weighs, from 0 to 1, in those of *documents* that have it.

        Of a small index, the weights in all documents are returned, and kept for the next key.
        """
        if not self.is_small:
            return self._weights_in(term, documents)
        return self.weighed(term, lambda: self._weights_in(term, self.alive))

    @cached_property
    def is_small(self) -> bool:
        """Whether what is found is weighed in all documents at once, for later keys."""
        return self.alive.bit_count() <= _MOST_WEIGHED

    def weighed(self, key: Hashable, make: Callable[[], dict[int, float]]) -> Mapping[int, float]:
        """Return weights by document that were made before, or make them."""
        found = self._weights.get(key)
        if found is None:
            found = make()
            self._weights.put(key, found, _ENTRY + _WEIGHT * len(found))
        return found

    def _weights_in(self, term: str, documents: int) -> dict[int, float]:
        weights: dict[int, float] = {}
        for leaf in self._leaves:
            here = documents >> leaf.offset & leaf.alive
            for name, weight, by_length in WEIGHTED_FIELDS if here else ():
                found = self._term_counts(leaf, name, term).among(here)
                if by_length and found:
                    lengths, mean = leaf.reader.lengths(name), self._mean_length(name)
                for number, count in found:
                    norm = 1.0 + by_length * (lengths[number] / mean - 1) if by_length else 1.0
                    document = leaf.offset + number
                    weights[document] = weights.get(document, 0.0) + weight * count / norm
        return {document: saturated(weight) for document, weight in weights.items()}

    def _term_counts(self, leaf: _Leaf, field: str, term: str) -> Counts:
        key = (leaf.offset, field, term)
        found = self._counts.get(key)
        if found is None:
            content = leaf.reader.terms.content(field, encoded(term))
            found = Counts(content)
            self._counts.put(key, found, _ENTRY + len(content))
        return found

    def _mean_length(self, field: str) -> float:
        """Return the mean number of words that documents have in a field, at least 1."""
        if field not in self._means:
            total = sum(leaf.reader.field_length(field) for leaf in self._leaves)
            count = sum(leaf.reader.doc_count_all() for leaf in self._leaves)
            self._means[field] = max(1.0, total / max(1, count))
        return self._means[field]

    def _positions(self, leaf: _Leaf, field: str, term: str) -> Positions:
        key = (leaf.offset, field, term)
        found = self._places.get(key)
        if found is None:
            content = leaf.reader.terms.content(field, encoded(term))
            found = Positions(content)
            self._places.put(key, found, len(content))
        return found
