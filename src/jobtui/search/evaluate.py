"""Evaluate Whoosh's query tree over bit sets.

``found`` gives the documents that Whoosh's searcher finds for any query. ``hits`` gives the same
with the nested sets that results are ranked by, for the queries of ``jobtui.index.queries``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from whoosh import query

from jobtui.bitset import bits_of, union
from jobtui.index.analysis import MARK
from jobtui.index.columns import HEADING, TEAM, TEXT, TEXT_FIELDS
from jobtui.index.queries import (
    ConditionOrWords,
    DocumentSet,
    NearWord,
    TypedWord,
    WithSynonyms,
    WordBeingTyped,
    WordPhrase,
    WordPrefix,
    WordWithSlips,
)
from jobtui.index.schema import FORMS, HEADING_STARTS, decoded
from jobtui.search.nodes import And, Node, Word
from jobtui.search.scoring import Group, groups_of, titled
from jobtui.search.spelling import WordCount
from jobtui.search.translate import (
    Translator,
    is_in_the_trade,
    is_of_the_trade,
    terms_of,
)

if TYPE_CHECKING:
    from whoosh.query import Query

    from jobtui.index.fulltext import TextIndex
    from jobtui.search.conditions import Conditions
    from jobtui.text.query_terms import QueryTerm

_BEGUN_TIMES = 4  # a whole word has at least a quarter of the postings of all that begin so
_MOST_ORDERED = 400  # postings whose word order is checked; of more, only their headings


class Hits(NamedTuple):
    """Bit sets of postings; all others are subsets of ``found``, which rank higher."""

    found: int
    heading: int  # every word itself is in the heading
    team: int  # every word itself is in the heading or names the organisation
    exact: int  # every word is there as typed, except for accents and case
    own: int  # no synonym was needed
    aside: int  # every word or a synonym is in the heading


class SearchRequest(NamedTuple):
    """A query to evaluate."""

    node: Node | None
    conditions: Conditions  # on facets, dates …
    typing: str = ""  # the last word if it is still being typed: it matches as a prefix


class QueryMatch(NamedTuple):
    """What a query matched, and the words that it looked for."""

    hits: Hits
    ordered: int  # postings in which the words follow one another, as a bit set
    terms: frozenset[str]  # to mark in the text of a result
    prefixes: tuple[str, ...]  # prefixes of words, likewise
    likes: tuple[int, ...] = ()  # the postings that are like the one it names, the best first
    groups: tuple[Group, ...] = ()  # what is scored
    jobs: int | None = None  # those whose titles name the job, as a bit set; None if it names none
    first: tuple[int, ...] = ()  # those that come first whatever their score, as bit sets


def match(request: SearchRequest, index: TextIndex) -> QueryMatch | None:
    """Evaluate a request; None if it has no words and no conditions."""
    if request.node is None:
        return None
    evaluator = Evaluator(index)
    asked = Translator(request.conditions, request.typing).query_of(request.node)
    hits = evaluator.hits(asked)
    ordered = _ordered(request, index, hits)
    groups = tuple(groups_of(asked, evaluator))
    terms, prefixes = frozenset(evaluator.terms), tuple(evaluator.prefixes)
    # What a posting offers is in its title: a job that only the text names is often a colleague's.
    jobs = titled(groups)
    first = () if jobs is None else (hits.aside, jobs)
    return QueryMatch(hits, ordered, terms, prefixes, request.conditions.likes, groups, jobs, first)


def typed_last(index: TextIndex, word: str) -> str:
    """Return the last word of a query if it is the beginning of a word, "" if it is whole.

    It is whole if it is a word of the trade, or if a quarter of the postings with a word that
    begins so have just this one: "java" is whole although there is "javascript", "pro" is not.
    """
    if not word or is_of_the_trade(word):
        return ""
    terms = terms_of(word)
    if not terms or terms[-1].is_stop:
        return word
    evaluator = Evaluator(index)
    whole = evaluator.found(TypedWord(TEXT, terms[-1])).bit_count()
    begun = evaluator.found(WordBeingTyped(TEXT, terms[-1])).bit_count()
    is_whole = whole and (_BEGUN_TIMES * whole >= begun or not word.isalpha())
    return "" if is_whole else word


def count_of(index: TextIndex, word: Word, last: str) -> WordCount:
    """Return how many postings have a word; the *last* of a query may be half typed."""
    everything = index.alive.bit_count()
    if is_in_the_trade(word.text):  # it is no slip, whether a posting has it or not
        return WordCount(everything, everything)
    kind = WordBeingTyped if word.text == last else TypedWord
    hits = [Evaluator(index).hits(kind(TEXT, term)) for term in terms_of(word.text)]
    return WordCount(
        min((one.found.bit_count() for one in hits), default=everything),
        min((one.exact.bit_count() for one in hits), default=everything),
    )


class Evaluator:
    """Evaluates queries over one index, and collects the words that they look for."""

    def __init__(self, index: TextIndex) -> None:
        self._index = index
        self.terms: set[str] = set()
        self.prefixes: list[str] = []
        self._known: dict[int, tuple[Query, Hits]] = {}  # by id, while the query is held

    def found(self, asked: Query) -> int:
        """Return the documents that Whoosh's searcher finds, as a bit set."""
        index = self._index
        match asked:
            case WordPrefix(short=query.Term() as short):
                return self.found(short)
            case query.Term(fieldname=field, text=text):
                return index.documents(field, text)
            case query.And(subqueries=parts):
                return _common([self.found(part) for part in parts])
            case query.Or(subqueries=parts) | query.DisjunctionMax(subqueries=parts):
                return union(map(self.found, parts))
            case query.Not(query=inner):
                return index.alive & ~self.found(inner)
            case query.Phrase(fieldname=field, words=words, slop=1):
                return index.phrase(field, words)
            case query.MultiTerm():
                return index.expanded(asked)
            case query.NumericRange():
                return self.found(index.tiered(asked)) if index.alive else 0
            case query.ConstantScoreQuery(child=inner):
                return self.found(inner)
            case query.Every(fieldname=field):
                return index.every_term(field) if field else index.alive
            case DocumentSet(bits=bits):
                return bits & index.alive
        return bits_of(index.searcher.docs_for_query(asked))

    def hits(self, asked: Query) -> Hits:
        """Return what is found, and the sets that rank higher."""
        known = self._known.get(id(asked))
        if known is None:
            known = self._known[id(asked)] = asked, self._hits(asked)
        return known[1]

    def _hits(self, asked: Query) -> Hits:
        match asked:
            case TypedWord(fieldname=field, word=word):
                self.terms.update(word.terms)
                return self._word(field, word)
            case WordBeingTyped(prefix=WordPrefix(fieldname=field) as prefix, whole=whole) if (
                field == TEXT
            ):
                self.prefixes += prefix.word.prefixes
                return self._begun(prefix, self.hits(whole))
            case WordWithSlips(written=written, slips=slips):
                typed, found = self.hits(written), self.found(slips)
                if not found:
                    return typed
                self.terms.update(map(decoded, self._index.terms_of(slips)))
                near = self._in_fields(slips)
                return Hits(*(one | two & found for one, two in zip(typed, near, strict=True)))
            case NearWord(fieldname=field, word=word) if field == TEXT:
                self.terms.update(map(decoded, self._index.terms_of(asked)))
                exact = self._word(TEXT, word).found
                return self._in_fields(asked)._replace(exact=exact)
            case WithSynonyms(written=written, others=others, related=related):
                hits = _below(self.hits(written), _union(list(map(self.hits, others))))
                found = union(self.hits(one).found for one in related)
                named = ~self.apart(asked)
                return hits._replace(
                    found=hits.found | found,
                    heading=hits.heading & named,
                    aside=hits.aside & named,
                )
            case ConditionOrWords(condition=condition, words=words, near=near):
                met, hits = self.found(condition), self.hits(words)
                found = met | hits.found | (self.found(near) if near is not None else 0)
                said = Hits(*(bits | met & hits.own for bits in hits))
                return said._replace(found=found)
            case WordPhrase(fieldname=field, words=words, typed=typed):
                hits = _intersection([self._word(field, word) for word in typed])
                if hits.found:  # or these words, apart from one another, mean something else
                    self.terms.update(words)
                in_order = self._index.phrase(field, words, hits.found)
                hits = Hits(*(bits & in_order for bits in hits))
                in_title = self._index.phrase(HEADING, words, hits.heading)
                return hits._replace(heading=in_title, aside=in_title)
            case query.And(subqueries=parts) if parts:
                return _intersection(list(map(self.hits, parts)))
            case query.Or(subqueries=parts):
                return _union(list(map(self.hits, parts)))
        return _neutral(self.found(asked))

    def apart(self, asked: WithSynonyms) -> int:
        """Return the postings whose titles name another job, as a bit set."""
        index = self._index

        def titled(name: WordPhrase) -> int:
            words = tuple(name.words)
            return index.remembered((HEADING, words), lambda: index.phrase(HEADING, words))

        return union(map(titled, asked.apart))

    def _word(self, field: str, word: QueryTerm) -> Hits:
        documents = self._index.documents
        found = _common([documents(field, term) for term in word.terms])
        heading = _common([documents(HEADING, term) for term in word.terms])
        team = _common([documents(HEADING, t) | documents(TEAM, t) for t in word.terms])
        surface = word.surface
        exact = union(
            documents(TEXT, term) if term == surface else documents(FORMS, surface + MARK + term)
            for term in word.terms
        )
        return Hits(found, heading, found & team, found & exact, found, heading)

    def _begun(self, prefix: WordPrefix, whole: Hits) -> Hits:
        if prefix.short is None:
            begun = self._in_fields(prefix)
        else:
            heading = self._index.documents(HEADING_STARTS, prefix.text)
            begun = Hits(self.found(prefix), heading, heading, 0, 0, 0)
        found, heading = begun.found | whole.found, begun.heading | whole.heading
        return Hits(found, heading, begun.team | whole.team, whole.exact, found, heading)

    def _in_fields(self, asked: query.MultiTerm) -> Hits:
        """Return where any term of a query is."""
        heading, team, found = (self._index.expanded(asked, name) for name in TEXT_FIELDS)
        return Hits(found, heading, heading | team, 0, found, heading)


def _ordered(request: SearchRequest, index: TextIndex, hits: Hits) -> int:
    """Return the postings that contain all words of a plain query in their order."""
    few = hits.found.bit_count() <= _MOST_ORDERED
    candidates = hits.found if few else hits.heading
    nodes = request.node.nodes if isinstance(request.node, And) else (request.node,)
    words = [part for part in nodes if isinstance(part, Word)]
    terms = [term for part in words for term in terms_of(part.text) if not term.is_stop]
    if len(terms) < 2 or not candidates:
        return 0
    if words[-1].text == request.typing and len(terms) > 2:
        terms = terms[:-1]
    return index.phrase(TEXT, [term for word in terms for term in word.terms], candidates)


def _neutral(found: int) -> Hits:
    return Hits(found, found, found, found, found, found)


def _common(sets: Sequence[int]) -> int:
    """Return the intersection of bit sets; of none nothing, as Whoosh has it."""
    found = sets[0] if sets else 0
    for bits in sets[1:]:
        found &= bits
    return found


def _intersection(hits: Sequence[Hits]) -> Hits:
    return Hits(*map(_common, zip(*hits, strict=True)))


def _union(hits: Sequence[Hits]) -> Hits:
    return Hits(*map(union, zip(*hits, strict=True))) if hits else _neutral(0)


def _below(written: Hits, others: Hits) -> Hits:
    """Add what synonyms match, which never counts as exact."""
    return written._replace(found=written.found | others.found, aside=written.aside | others.aside)
