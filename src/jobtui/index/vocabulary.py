"""The words of an index in all the forms that postings write, for what is spelt almost so."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jobtui.bitset import union
from jobtui.index.analysis import MARK
from jobtui.index.columns import TEXT
from jobtui.index.schema import FORMS, decoded, encoded
from jobtui.lru import LRUCache

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jobtui.index.codec import PartReader

_MOST_KEPT, _SURFACE = 500_000, 250  # bytes of the cache, and of one surface form, about
FREQUENT = 50  # documents with a word that a rarer one may be a slip of
_MARK = encoded(MARK)


class Surface(NamedTuple):
    """A form of a word, its term, and how many documents have the term."""

    text: str
    term: str
    documents: int


class Vocabulary:
    """The plain words of some segments."""

    def __init__(
        self, readers: Sequence[PartReader], documents: Callable[[str, object], int]
    ) -> None:
        """Take what reads each segment, and what returns the documents with a term in a field."""
        self._readers, self._documents = readers, documents
        self._kept: LRUCache[list[Surface]] = LRUCache(_MOST_KEPT)

    def surfaces(self, prefix: str, least: int = 0) -> list[Surface]:
        """Return the surface forms that begin so, sorted, each with its term; cached.

        With *least*, only those of terms that at least FREQUENT documents have.
        """
        key = prefix, least > 0
        found = self._kept.get(key)
        if found is None:
            found = self._surfaces(encoded(prefix), self._frequent if least else None)
            self._kept.put(key, found, _SURFACE * (1 + len(found)))
        return found

    def _surfaces(self, prefix: bytes, frequent: dict[bytes, int] | None) -> list[Surface]:
        counts = self._counts(prefix) if frequent is None else frequent
        found = {(term, term) for term in counts if term.startswith(prefix)}
        for reader in self._readers:
            for form in reader.expand_prefix(FORMS, prefix):
                surface, _mark, term = form.partition(_MARK)
                if term not in counts:
                    if frequent is not None:
                        continue
                    counts[term] = self._count(term)
                found.add((surface, term))
        surfaces = [Surface(decoded(one), decoded(of), counts[of]) for one, of in sorted(found)]
        return [one for one in surfaces if one.term.isalpha()]

    @cached_property
    def _frequent(self) -> dict[bytes, int]:
        return {term: count for term, count in self._counts(b"").items() if count >= FREQUENT}

    def _counts(self, prefix: bytes) -> dict[bytes, int]:
        """Return the terms that begin so, each with the number of documents that have it."""
        counts: dict[bytes, int] = {}
        for reader in self._readers:
            for term, documents in reader.terms.document_counts(TEXT, prefix):
                counts[term] = counts.get(term, 0) + documents
        return counts

    def exactly(self, surface: str) -> list[Surface]:
        """Return a surface form, with each of the terms that it is a form of."""
        begins = surface + MARK
        terms = {
            decoded(form).removeprefix(begins)
            for reader in self._readers
            for form in reader.expand_prefix(FORMS, begins)
        }
        words = sorted({surface, *terms})
        return [
            Surface(surface, term, count) for term in words if (count := self._count(encoded(term)))
        ]

    def written(self, term: str) -> str:
        """Return the form in which most documents write a term; of no term nothing."""
        if not term:
            return ""
        forms = {
            surface
            for reader in self._readers
            for surface, _mark, of in (
                decoded(form).partition(MARK)
                for form in reader.expand_prefix(FORMS, term[: max(1, len(term) - 2)])
            )
            if of == term
        }
        found = {surface: self._documents(FORMS, surface + MARK + term) for surface in forms}
        in_others = union(found.values())
        found[term] = self._documents(TEXT, term) & ~in_others  # which write it as it is
        return max(found, key=lambda surface: (found[surface].bit_count(), surface))

    def _count(self, term: bytes) -> int:
        return sum(reader.terms.doc_frequency(TEXT, term) for reader in self._readers)
