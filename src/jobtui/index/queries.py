"""Queries that say more than Whoosh's own, where ranking needs it: which form of a word was typed,
what is still being typed, what is a synonym. Whoosh's searcher runs them as they are.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from whoosh import query
from whoosh.matching import ListMatcher

from jobtui.bitset import numbers_of
from jobtui.index.analysis import MARK, SHORT
from jobtui.index.columns import HEADING, TEXT
from jobtui.index.schema import FORMS, HEADING_STARTS, STARTS, decoded, encoded
from jobtui.text.edit_distance import distance, is_plain_slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whoosh.query import Query
    from whoosh.reading import IndexReader

    from jobtui.text.query_terms import QueryTerm

_MOST_FORMS = 2000  # of one prefix that are looked up, so that a key stays fast
# What is taken for a slip in a posting: it begins as a word that is much more frequent.
_SAME_LETTERS, _TIMES, _MOST_SLIPS = 3, 20, 3
_STARTS = {TEXT: STARTS, HEADING: HEADING_STARTS}
_MARK = encoded(MARK)


class _AnyOf(query.Or):  # type: ignore[misc]
    def normalize(self) -> Query:
        """Return the same in Whoosh's own queries."""
        return query.Or(self.subqueries).normalize()


class TypedWord(query.And):  # type: ignore[misc]
    """A word in any form: it holds the form that was typed."""

    def __init__(self, fieldname: str, word: QueryTerm) -> None:
        super().__init__([query.Term(fieldname, term) for term in word.terms])
        self.fieldname, self.word = fieldname, word

    def normalize(self) -> Query:
        """Return the same in Whoosh's own queries."""
        return query.And(self.subqueries).normalize()


class _OfWord(query.MultiTerm):  # type: ignore[misc]
    """The terms of the words that are like one."""

    def __init__(self, fieldname: str, word: QueryTerm, boost: float = 1.0) -> None:
        self.fieldname, self.word, self.text, self.boost = fieldname, word, word.surface, boost

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), self.fieldname, self.text))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.fieldname!r}, {self.text!r})"


class WordPrefix(_OfWord):
    """The terms of the words that begin so, through the surface forms of the terms."""

    @property
    def short(self) -> Query | None:
        """The one term that stands for all words with a short prefix; None if it is longer."""
        if len(self.text) > SHORT or self.fieldname not in _STARTS:
            return None
        return query.Term(_STARTS[self.fieldname], self.text)

    def _btexts(self, reader: IndexReader) -> set[bytes]:
        found: set[bytes] = set()
        for prefix in self.word.prefixes:
            found.update(islice(reader.expand_prefix(TEXT, prefix), _MOST_FORMS))
            for form in islice(reader.expand_prefix(FORMS, prefix), _MOST_FORMS):
                found.add(form.partition(_MARK)[2])
        return found

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Return Whoosh's matcher."""
        if self.short is not None:
            return self.short.matcher(searcher, context)
        return super().matcher(searcher, context)


class NearWord(_OfWord):
    """The terms of the words that are spelt almost so."""

    def _btexts(self, reader: IndexReader) -> set[bytes]:
        most = most_wrong(self.text)
        return {
            encoded(term)
            for surface, term in surface_forms(reader)
            if distance(self.text, surface, most=most) >= 0
        }


class WordSlips(_OfWord):
    """The terms that postings have for a frequent word by a slip of the pen: "develloppeur"."""

    def _btexts(self, reader: IndexReader) -> set[bytes]:
        own = set(map(encoded, self.word.terms))
        often = min((reader.doc_frequency(TEXT, term) for term in own), default=0)
        most = min(_MOST_SLIPS, often // _TIMES)
        if not most:
            return set()
        begins = self.text[:_SAME_LETTERS]
        pairs = [(form, form) for form in reader.expand_prefix(TEXT, begins)]
        for form in reader.expand_prefix(FORMS, begins):
            surface, _mark, term = form.partition(_MARK)
            pairs.append((surface, term))
        spellings = {self.text, *self.word.terms}
        return {
            term
            for surface, term in islice(pairs, _MOST_FORMS)
            if term not in own
            and any(is_plain_slip(spelling, decoded(surface)) for spelling in spellings)
            and reader.doc_frequency(TEXT, term) <= most
        }


class WordWithSlips(_AnyOf):
    """A word in any form, or with a slip of those who wrote a posting."""

    def __init__(self, fieldname: str, word: QueryTerm) -> None:
        self.written, self.slips = TypedWord(fieldname, word), WordSlips(fieldname, word)
        self.word = word
        super().__init__([self.written, self.slips])


class WordBeingTyped(_AnyOf):
    """A word that begins so, or another form of the whole word."""

    def __init__(self, fieldname: str, word: QueryTerm) -> None:
        self.prefix, self.whole = WordPrefix(fieldname, word), TypedWord(fieldname, word)
        super().__init__([self.prefix, self.whole])


class WithSynonyms(_AnyOf):
    """What was written, what means the same, or what is related to it; maybe names of a job.

    A title with one of *apart*, the names of other jobs, does not name it.
    """

    def __init__(
        self,
        written: Query,
        others: Sequence[Query],
        related: Sequence[Query] = (),
        is_job: bool = False,
        apart: Sequence[WordPhrase] = (),
    ) -> None:
        super().__init__([written, *others, *related])
        self.written, self.others, self.related = written, others, related
        self.is_job, self.apart = is_job, apart


class ConditionOrWords(_AnyOf):
    """A condition that words state, what comes near to it, or else the words themselves."""

    def __init__(self, condition: Query, words: Query, near: Query | None = None) -> None:
        super().__init__([condition, words] if near is None else [condition, words, near])
        self.condition, self.words, self.near = condition, words, near


class WordPhrase(query.Phrase):  # type: ignore[misc]
    """Words in their order; it holds the forms that were typed."""

    def __init__(self, fieldname: str, typed: Sequence[QueryTerm]) -> None:
        super().__init__(fieldname, [term for word in typed for term in word.terms])
        self.typed = typed

    def normalize(self) -> Query:
        """Return the same in Whoosh's own queries."""
        return query.Phrase(self.fieldname, self.words).normalize()


class DocumentSet(query.Query):  # type: ignore[misc]
    """Documents that are known from elsewhere, such as the user's marks."""

    def __init__(self, bits: int) -> None:
        self.bits, self.boost = bits, 1.0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DocumentSet) and self.bits == other.bits

    def __hash__(self) -> int:
        return hash(self.bits)

    def __repr__(self) -> str:
        return f"DocumentSet({self.bits.bit_count()} documents)"

    def estimate_size(self, _reader: object) -> int:
        """Return the number of documents."""
        return self.bits.bit_count()

    def matcher(self, searcher: Any, _context: object = None) -> Any:
        """Return Whoosh's matcher of those documents that are in one segment."""
        leaves = searcher.get_parent().leaf_searchers()
        offset = next((offset for leaf, offset in leaves if leaf is searcher), 0)
        here = self.bits >> offset & ((1 << searcher.doc_count_all()) - 1)
        return ListMatcher(sorted(numbers_of(here)))


def most_wrong(surface: str) -> int:
    """Return how many letters of a word may differ: two only in long ones."""
    return 1 if len(surface) < 8 else 2


def surface_forms(reader: IndexReader) -> Iterator[tuple[str, str]]:
    """Yield the surface forms of all words with their terms."""
    for form in map(decoded, reader.lexicon(FORMS)):
        surface, _mark, term = form.partition(MARK)
        yield surface, term
    for term in map(decoded, reader.lexicon(TEXT)):
        yield term, term
