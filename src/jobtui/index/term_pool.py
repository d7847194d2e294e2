"""Gathers the postings of a new segment, term by term.

It takes the place of Whoosh's pool, which sorts single postings and pickles them to files.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any

from jobtui.index.analysis import SHORT, Analysed
from jobtui.index.columns import TEXT_FIELDS
from jobtui.index.schema import (
    BUNDLE,
    HEADING_STARTS,
    STARTS,
    WordSet,
    decoded,
    encoded,
    schema,
)
from jobtui.index.term_postings import LAST_POSITION, MOST_COUNTED, TermPostings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

WholeTerm = tuple[str, bytes, TermPostings]  # field, term, and all its postings
_Terms = defaultdict[str, TermPostings]
_Documents = defaultdict[str | bytes, "array[int]"]


class TermPool:
    """The postings of a segment that is being written."""

    def __init__(self) -> None:
        self._texts: dict[str, _Terms] = {
            name: defaultdict(TermPostings.empty) for name in TEXT_FIELDS
        }
        self._sets: defaultdict[str, _Documents] = defaultdict(_no_documents)

    def add(self, item: tuple[str, bytes, int, float, Any]) -> None:
        """Take an item of ``FieldType.index`` with its field and document, as Whoosh gives it."""
        field, term, document, _weight, value = item
        if field in self._texts:
            self._add_text(self._texts[field], document, value)
            return
        terms = self._sets[field]
        for key in value if term is BUNDLE else (term,):
            terms[key].append(document)

    @staticmethod
    def _add_text(terms: _Terms, document: int, text: Analysed) -> None:
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for position, term in enumerate(text.places[:LAST_POSITION], 1):
            positions[term].append(position)
        for term, count in text.counts.items():
            _append(terms[term], document, count, positions.get(term, ()))

    def add_segment(
        self, items: Iterable[WholeTerm], first: int, renamed: Mapping[int, int] | None
    ) -> None:
        """Take the postings of a segment whose documents get other numbers.

        The first becomes *first* and so on, or what *renamed* says, without those not in it.
        """
        for field, term, old in items:
            documents = old.documents
            new = [n + first for n in documents] if renamed is None else map(renamed.get, documents)
            if field in self._texts:
                postings, start = self._texts[field][decoded(term)], 0
                for at, (number, end) in enumerate(zip(new, old.ends(), strict=True)):
                    if number is not None:
                        _append(postings, number, old.count(at), old.positions[start:end])
                    start = end
            else:
                key = decoded(term) if isinstance(schema()[field], WordSet) else term
                kept = [number for number in new if number is not None]
                self._sets[field][key].extend(kept)

    def iter_postings(self) -> Iterator[WholeTerm]:
        """Yield all terms in order; the pool is empty then."""
        for field in (STARTS, HEADING_STARTS):
            _complete(self._sets[field])
        nowhere = TermPostings.empty()
        for field in sorted({*self._texts, *self._sets}):
            for key, documents in _sorted(self._sets.pop(field, {})):
                yield field, key, nowhere._replace(documents=documents)
            for key, postings in _sorted(self._texts.pop(field, {})):
                yield field, key, postings

    def cleanup(self) -> None:
        """Forget everything."""
        self._texts.clear()
        self._sets.clear()


def _no_documents() -> _Documents:
    return defaultdict(partial(array, "I"))


def _append(postings: TermPostings, document: int, count: int, positions: Sequence[int]) -> None:
    documents, counts, lengths, places = postings
    documents.append(document)
    counts.append(count if count < MOST_COUNTED else MOST_COUNTED)
    lengths.append(len(positions))
    places.extend(positions)


def _sorted(terms: dict[Any, Any]) -> Iterator[tuple[bytes, Any]]:
    """Yield terms as they are in the index, in order, with what is known of them."""
    keyed = {encoded(key) if isinstance(key, str) else key: found for key, found in terms.items()}
    terms.clear()
    for key in sorted(keyed):
        yield key, keyed.pop(key)


def _complete(terms: _Documents) -> None:
    """Add the shorter prefixes: an analysed text has only the longest."""
    for length in range(SHORT - 1, 0, -1):
        shorter: dict[str, set[int]] = {}
        for term, documents in terms.items():
            if len(term) == length + 1:
                shorter.setdefault(str(term)[:length], set()).update(documents)
        for term, found in shorter.items():
            terms[term] = array("I", sorted(found.union(terms.get(term, ()))))
