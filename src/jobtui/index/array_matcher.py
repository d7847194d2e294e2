"""Whoosh's walk from document to document, over the arrays of a term's postings."""

from __future__ import annotations

from bisect import bisect_left
from copy import copy
from typing import TYPE_CHECKING, Any

from whoosh.matching import LeafMatcher, ReadTooFar

from jobtui.index.term_postings import unpacked_postings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_LENGTH = 1 << 20  # words of a field; more than any has


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """The documents of one term."""

    def __init__(self, content: bytes, info: Any, format_: Any, term: Any, scorer: Any) -> None:
        self.format, self._term, self.scorer, self._info = format_, term, scorer, info
        self._postings = unpacked_postings(content)
        self._documents = self._postings.documents
        self._ends: Sequence[int] = ()
        self._at = 0

    def reset(self) -> None:
        """Go back to the first document."""
        self._at = 0

    def is_active(self) -> bool:
        """Whether there is a document here."""
        return self._at < len(self._documents)

    def id(self) -> int:
        """Return the document."""
        return self._documents[self._at]

    def all_ids(self) -> Iterator[int]:
        """Yield all documents."""
        return iter(self._documents)

    def next(self) -> bool:
        """Go to the next document."""
        self._at += 1
        return True

    def skip_to(self, document: int) -> None:
        """Go to a document, or the next one. Raises ReadTooFar behind the last."""
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._documents, document, self._at)

    def weight(self) -> float:
        """Return the occurrences in the document."""
        return float(self._postings.count(self._at))

    def value(self) -> bytes:
        """Return the positions in the document, encoded."""
        self._ends = self._ends or self._postings.ends()
        start = self._ends[self._at - 1] if self._at else 0
        return self._postings.positions[start : self._ends[self._at]].tobytes()

    def copy(self) -> ArrayMatcher:
        """Return another one at the same document."""
        return copy(self)

    def block_min_length(self) -> int:
        """Return the least words that a document may have: all are one block."""
        return 1

    def block_max_length(self) -> int:
        """Return the most words that a document may have."""
        return LONGEST_LENGTH

    def block_max_weight(self) -> float:
        """Return the most occurrences in a document."""
        return float(self._info.max_weight())

    def skip_to_quality(self, quality: float) -> int:
        """Skip the block if no document in it can reach *quality*; return how many were."""
        if not self.is_active() or self.block_quality() > quality:
            return 0
        self._at = len(self._documents)
        return 1
