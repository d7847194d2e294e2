"""The tree of a query in Whoosh's queries, and in those of ``jobtui.index.queries``."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from whoosh import query

from jobtui.index.columns import HEADING, TEXT
from jobtui.index.queries import (
    ConditionOrWords,
    NearWord,
    TypedWord,
    WithSynonyms,
    WordBeingTyped,
    WordPhrase,
    WordWithSlips,
)
from jobtui.search.nodes import And, InField, Meant, Node, Not, Or, Phrase, Word
from jobtui.search.synonyms import JOBS, OTHER_JOBS, RELATED, WORDS
from jobtui.text.folding import fold
from jobtui.text.query_terms import QueryTerm, query_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whoosh.query import Query

    from jobtui.search.conditions import Conditions

_BEGINNING = 2  # letters, which no stem changes
_LONG = 8  # letters of a word that is near to few others
_MOST_NEAR = 20  # words of a query looked up in near spellings: each is slow


def is_of_the_trade(text: str) -> bool:
    """Whether a text is a form of a group of synonyms."""
    return _group(_key(text)) is not None


def is_in_the_trade(word: str) -> bool:
    """Whether a word is a form of a group of synonyms, or a word of one."""
    key = _key(word)
    return any(key in (known, *known.split()) for known in map(_key, _forms_like(key)))


@lru_cache(maxsize=512)
def terms_of(text: str) -> list[QueryTerm]:
    """Return the terms of a few words; cached, since each key typed asks for the same again."""
    return query_terms(text)


def units_of(nodes: Sequence[Node]) -> Iterator[Sequence[Node]]:
    """Yield those of *nodes* that ask for one thing, such as the words of "chef de produit".

    Stop words are left out if anything else remains.
    """
    nodes = [node for node in nodes if not _is_small(node)] or nodes
    at = 0
    while at < len(nodes):
        length = _synonyms_at(nodes, at).length
        yield nodes[at : at + length]
        at += length


class Translator:
    """Makes Whoosh's queries of the nodes of one query."""

    def __init__(self, conditions: Conditions, typing: str = "") -> None:
        """Take what knows facets and dates, and the word that is still being typed."""
        self._conditions, self._typing = conditions, typing
        self._near = 0  # words looked for by their spelling so far

    def query_of(self, node: Node) -> Query:
        """Return what finds the same as a node."""
        if isinstance(node, Word):
            is_alone = node.literal or node.near
            return self._written(node) if is_alone else self._with_synonyms((node,))
        if isinstance(node, Phrase):
            terms = terms_of(node.text)
            return _all_of(TEXT, terms) if len(terms) < 2 else _phrase(TEXT, terms)
        if isinstance(node, And):
            return self._and(node.nodes)
        if isinstance(node, Or):
            return query.Or([self.query_of(part) for part in node.nodes])
        if isinstance(node, Not):
            return query.Not(self.query_of(node.node))
        if isinstance(node, Meant):
            near = self._conditions.query_of(node.near) if node.near else None
            words = self._and(node.words)
            if len(node.words) > 1:  # apart from one another they mean something else
                words = _phrase(TEXT, terms_of(" ".join(word.text for word in node.words)))
            return ConditionOrWords(self._conditions.query_of(node.condition), words, near)
        if isinstance(node, InField) and node.field in ("heading", "body"):
            field = HEADING if node.field == "heading" else TEXT
            return query.Or([_all_of(field, terms_of(value)) for value in node.values])
        return self._conditions.query_of(node)

    def _and(self, nodes: Sequence[Node]) -> Query:
        return _together(
            [
                self._with_synonyms(words) if len(words) > 1 else self.query_of(words[0])
                for words in units_of(nodes)
            ]
        )

    def _with_synonyms(self, words: Sequence[Node]) -> Query:
        written = _together([self._written(word) for word in words if isinstance(word, Word)])
        group = _synonyms_at(words, 0)
        if group.length < len(words) or not (group.forms or group.related):
            return written
        others, related = (list(map(_form, forms)) for forms in (group.forms, group.related))
        apart = [_phrase(HEADING, terms_of(form)) for form in group.apart]
        return WithSynonyms(written, others, related, group.is_job, apart)

    def _written(self, word: Word) -> Query:
        """Return what finds the word itself, without synonyms."""
        terms = terms_of(word.text)
        if not terms:
            return query.Every()
        parts: list[Query] = [_word(term, with_slips=not word.literal) for term in terms]
        if word.near:
            parts = [self._nearly(term) for term in terms]
        elif word.prefix or word.text == self._typing:
            parts[-1] = WordBeingTyped(TEXT, terms[-1])
        return _together(parts)

    def _nearly(self, term: QueryTerm) -> Query:
        self._near += 1
        return NearWord(TEXT, term) if self._near <= _MOST_NEAR else TypedWord(TEXT, term)


def _word(term: QueryTerm, with_slips: bool) -> Query:
    """Return what finds a word; of a long one also what postings write by a slip of the pen."""
    if with_slips and len(term.surface) >= _LONG and term.surface.isalpha():
        return WordWithSlips(TEXT, term)
    return TypedWord(TEXT, term)


def _together(parts: list[Query]) -> Query:
    return parts[0] if len(parts) == 1 else query.And(parts)


def _all_of(field: str, terms: Sequence[QueryTerm]) -> Query:
    """Return what finds all terms; a text without any asks for nothing."""
    return _together([TypedWord(field, term) for term in terms]) if terms else query.Every()


def _phrase(field: str, terms: Sequence[QueryTerm]) -> WordPhrase:
    return WordPhrase(field, [term for term in terms if not term.is_stop])


def _form(form: str) -> Query:
    """Return what finds a synonym; words apart from one another mean something else."""
    terms = terms_of(form)
    if len(terms) < 2:
        return _all_of(TEXT, terms)
    joined = [TypedWord(TEXT, word) for word in terms_of(form.replace(" ", "-"))]
    as_one = joined if len(joined) == 1 and len(joined[0].word.terms) == 1 else []
    return query.Or([_phrase(TEXT, terms), *as_one])


def _is_small(node: Node) -> bool:
    """Whether a node is a stop word such as "de", which is ignored beside other words."""
    if not isinstance(node, Word) or node.literal or node.prefix:
        return False
    return all(term.is_stop for term in terms_of(node.text))


class _Group(NamedTuple):
    """What means the same, or is related, and how many words of the query that replaces."""

    forms: tuple[str, ...]
    length: int
    related: tuple[str, ...] = ()
    is_job: bool = False
    apart: tuple[str, ...] = ()  # names of other jobs that have one of these names in them


@lru_cache(maxsize=1024)
def _group(key: str) -> _Group | None:
    """Return the other forms of the form with a key; None if the tables have none."""
    own = {form for form in _forms_like(key) if _key(form) == key}
    if not own:
        return None
    same: dict[str, None] = {}
    is_job = False
    for groups in (JOBS, WORDS):
        for forms in groups:
            if not own.isdisjoint(forms):
                same.update(dict.fromkeys(form for form in forms if _key(form) != key))
                is_job = groups is JOBS
    keys = {key, *map(_key, same)}
    near = (forms[1:] for forms in RELATED if _key(forms[0]) in keys)
    named = (name for forms in near for form in forms for name in _names_of(form))
    related = dict.fromkeys(name for name in named if _key(name) not in keys)
    apart = next((others for name, others in OTHER_JOBS.items() if name in same or name in own), ())
    return _Group(tuple(same), 0, tuple(related), is_job, apart)


def _names_of(form: str) -> Iterator[str]:
    """Yield a form, and the others of its groups."""
    yield form
    for forms in (*JOBS, *WORDS):
        if form in forms:
            yield from forms


def _forms_like(key: str) -> Sequence[str]:
    """Return the forms of which a word may begin as a key does."""
    return _by_beginning().get(key[:_BEGINNING], ())


@cache
def _by_beginning() -> dict[str, list[str]]:
    """Return the forms by the beginning of each of their words: keys are made of a few only."""
    found: dict[str, list[str]] = {}
    for forms in (*JOBS, *WORDS, *(forms[:1] for forms in RELATED)):
        for form in forms:
            for word in {word[:_BEGINNING] for word in re.split(r"[\s'’-]", fold(form))}:
                found.setdefault(word, []).append(form)
    return found


@cache
def _longest() -> int:
    return max(len(form.split()) for forms in (*JOBS, *WORDS, *RELATED) for form in forms)


@lru_cache(maxsize=1024)
def _key(text: str) -> str:
    """Return the stems of a form, without stop words."""
    return " ".join(" ".join(term.terms) for term in terms_of(text) if not term.is_stop)


def _synonyms_at(nodes: Sequence[Node], at: int) -> _Group:
    """Return the group of synonyms that the words from *at* on belong to, the longest first."""
    for length in range(min(_longest(), len(nodes) - at), 0, -1):
        words = nodes[at : at + length]
        if all(isinstance(n, Word) and not (n.literal or n.prefix or n.near) for n in words):
            group = _group(_key(" ".join(n.text for n in words if isinstance(n, Word))))
            if group is not None:
                return group._replace(length=length)
    return _Group((), 1)
