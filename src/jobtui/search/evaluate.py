"""Evaluate the tree of a query over bit sets.

Every node yields ``Hits``: what it matches, and the nested sets that results are ranked by.
Words are looked up through ``Words``; facets and dates through a function of the request.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from jobtui.index.hits import Hits, Words
from jobtui.search.nodes import And, InField, Node, Not, Or, Phrase, Range, Word
from jobtui.search.synonyms import SYNONYMS
from jobtui.text.query_terms import QueryTerm, query_terms

_MOST_NEAR = 20  # words of a query looked up in near spellings: each is slow
_MOST_ORDERED = 400  # postings whose word order is checked; of more, only their headings


@lru_cache(maxsize=512)
def _terms_of(text: str) -> list[QueryTerm]:
    """Return the terms of a few words; cached, since each key typed asks for the same again."""
    return query_terms(text)


class SearchRequest(NamedTuple):
    """A query to evaluate."""

    node: Node | None
    everything: int  # all postings, as a bit set
    look_up: Callable[[InField | Range], int]  # conditions on facets, dates …
    typing: str = ""  # the last word if it is still being typed: it matches as a prefix


class QueryMatch(NamedTuple):
    """What a query matched, and the words that it looked for."""

    hits: Hits
    ordered: int  # postings in which the words follow one another, as a bit set
    terms: frozenset[str]  # to mark in the text of a result
    prefixes: tuple[str, ...]  # prefixes of words, likewise


def match(request: SearchRequest, words: Words) -> QueryMatch | None:
    """Evaluate a request; None if it has no words and no conditions."""
    if request.node is None:
        return None
    evaluator = _Evaluator(request, words)
    hits = evaluator.of(request.node)
    ordered = evaluator.ordered(request.node, hits)
    return QueryMatch(hits, ordered, frozenset(evaluator.terms), tuple(evaluator.prefixes))


class _Evaluator:
    """Evaluates nodes, and collects the words that they look for."""

    def __init__(self, request: SearchRequest, words: Words) -> None:
        self.request, self.words = request, words
        self.terms: set[str] = set()
        self.prefixes: list[str] = []
        self._negated = False
        self._near = 0  # words looked for by their spelling so far

    def of(self, node: Node) -> Hits:
        """Return what a node matches."""
        if isinstance(node, Word):
            return self._word(node)
        if isinstance(node, Phrase):
            return self._phrase(node.text)
        if isinstance(node, And):
            return self._and(node.nodes)
        if isinstance(node, Or):
            return _union([self.of(part) for part in node.nodes])
        if isinstance(node, Not):
            return self._not(node)
        if isinstance(node, InField) and node.field in ("heading", "body"):
            return self._in_field(node)
        return _neutral(self.request.look_up(node))

    def _not(self, node: Not) -> Hits:
        negated, self._negated = self._negated, True
        found = self.of(node.node).found
        self._negated = negated
        return _neutral(self.request.everything & ~found)

    def _and(self, nodes: Sequence[Node]) -> Hits:
        nodes = [node for node in nodes if not _is_small(node)] or nodes
        hits: list[Hits] = []
        at = 0
        while at < len(nodes):
            group, length = _synonyms_at(nodes, at)
            if group and length > 1:
                written = _intersection([self._plain(n) for n in nodes[at : at + length]])
                hits.append(_below(written, self._forms(group, nodes[at : at + length])))
                at += length
            else:
                hits.append(self.of(nodes[at]))
                at += 1
        return _intersection(hits) if hits else _neutral(self.request.everything)

    def _word(self, node: Word) -> Hits:
        written = self._plain(node)
        if node.literal or node.near:
            return written
        group, _length = _synonyms_at((node,), 0)
        return _below(written, self._forms(group, (node,))) if group else written

    def _plain(self, node: Node) -> Hits:
        """Return what contains the word itself, without synonyms."""
        if not isinstance(node, Word):
            return self.of(node)
        return self._terms(
            _terms_of(node.text), node.prefix or node.text == self.request.typing, node.near
        )

    def _terms(self, terms: Sequence[QueryTerm], prefix: bool, near: bool) -> Hits:
        if not terms:
            return _neutral(self.request.everything)
        hits = []
        for number, term in enumerate(terms):
            last = number == len(terms) - 1
            if near and self._near < _MOST_NEAR:
                self._near += 1
                found, spelt = self.words.nearly(term)
                self._mark(spelt)
                hits.append(found)
            elif prefix and last:
                if not self._negated:
                    self.prefixes += term.prefixes
                self._mark(term.terms)
                hits.append(self.words.begins(term))
            else:
                self._mark(term.terms)
                hits.append(self.words.has(term))
        return _intersection(hits)

    def _mark(self, terms: Sequence[str] | frozenset[str]) -> None:
        if not self._negated:
            self.terms.update(terms)

    def _forms(self, group: Sequence[str], nodes: Sequence[Node]) -> Hits:
        """Return what the other forms of a group of synonyms match."""
        written = _key(" ".join(node.text for node in nodes if isinstance(node, Word)))
        found = []
        for form in group:
            if _key(form) == written:
                continue
            terms = _terms_of(form)
            hits = _intersection([self.words.has(term) for term in terms])
            if len(form.split()) > 1:  # its words apart from one another mean something else
                hits = hits._replace(found=hits.heading, team=hits.heading)
                if not hits.found:
                    continue
                in_order = self.words.in_order(terms, hits.found, "heading")
                hits = Hits(*(bits & in_order for bits in hits))
            for term in terms:
                self._mark(term.terms)
            found.append(hits)
        return _union(found)

    def _phrase(self, text: str) -> Hits:
        terms = _terms_of(text)
        hits = self._terms(terms, prefix=False, near=False)
        if len(terms) < 2:
            return hits
        in_order = self.words.in_order(terms, hits.found)
        return Hits(*(bits & in_order for bits in hits))

    def _in_field(self, node: InField) -> Hits:
        found = []
        for value in node.values:
            terms = _terms_of(value)
            hits = self._terms(terms, prefix=False, near=False)
            if node.field == "heading":
                found.append(hits._replace(found=hits.heading, team=hits.heading))
            else:
                found.append(hits)
        return _union(found)

    def ordered(self, node: Node, hits: Hits) -> int:
        """Return the postings that contain all words of a plain query in their order."""
        few = hits.found.bit_count() <= _MOST_ORDERED
        candidates = hits.found if few else hits.heading
        nodes = node.nodes if isinstance(node, And) else (node,)
        words = [part for part in nodes if isinstance(part, Word)]
        terms = [term for part in words for term in _terms_of(part.text)]
        terms = [term for term in terms if not term.is_stop]
        if len(terms) < 2 or not candidates:
            return 0
        if words[-1].text == self.request.typing and len(terms) > 2:
            terms = terms[:-1]
        return self.words.in_order(terms, candidates)


def _is_small(node: Node) -> bool:
    """Whether a node is a stop word such as "de", which is ignored beside other words."""
    if not isinstance(node, Word) or node.literal or node.prefix:
        return False
    return all(term.is_stop for term in _terms_of(node.text))


def _neutral(found: int) -> Hits:
    return Hits(found, found, found, found, found, found)


def _intersection(hits: Sequence[Hits]) -> Hits:
    together = hits[0]
    for other in hits[1:]:
        together = Hits(*(a & b for a, b in zip(together, other, strict=True)))
    return together


def _union(hits: Sequence[Hits]) -> Hits:
    together = Hits(0, 0, 0, 0, 0, 0)
    for other in hits:
        together = Hits(*(a | b for a, b in zip(together, other, strict=True)))
    return together


def _below(written: Hits, others: Hits) -> Hits:
    """Add what synonyms match, which never counts as exact."""
    return written._replace(found=written.found | others.found, aside=written.aside | others.aside)


class _Group(NamedTuple):
    """Forms that are synonyms, and how many words of the query they take the place of."""

    forms: tuple[str, ...]
    length: int


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {_key(form): forms for forms, _why in SYNONYMS for form in forms}


@cache
def _longest() -> int:
    return max(len(form.split()) for forms, _why in SYNONYMS for form in forms)


def _key(text: str) -> str:
    """Return the stems of a form, without stop words."""
    return " ".join(" ".join(term.terms) for term in _terms_of(text) if not term.is_stop)


def _synonyms_at(nodes: Sequence[Node], at: int) -> _Group:
    """Return the group of synonyms that the words from *at* on belong to, the longest first."""
    for length in range(min(_longest(), len(nodes) - at), 0, -1):
        words = nodes[at : at + length]
        if all(isinstance(n, Word) and not (n.literal or n.prefix or n.near) for n in words):
            key = _key(" ".join(n.text for n in words if isinstance(n, Word)))
            if key in _table():
                return _Group(_table()[key], length)
    return _Group((), 1)
