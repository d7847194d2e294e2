"""Scores: how well postings answer the words of a query, each with what means the same.

A query is a list of groups, one for each word (or words that stand for one thing); a group has
variants: what was typed, its synonyms, what is related to it, a condition that it states. A
posting's score is the sum over the groups of their rarity times the best variant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial, reduce
from typing import TYPE_CHECKING, NamedTuple, Protocol

from whoosh import query

from jobtui.bitset import numbers_of, union
from jobtui.index.columns import TEXT
from jobtui.index.queries import (
    ConditionOrWords,
    NearWord,
    TypedWord,
    WithSynonyms,
    WordBeingTyped,
    WordPhrase,
    WordWithSlips,
)
from jobtui.index.weights import ONCE_IN_HEADING, ONCE_IN_TEXT, rarity, saturated

if TYPE_CHECKING:
    from whoosh.query import Query

    from jobtui.index.fulltext import TextIndex
    from jobtui.search.evaluate import Hits

# What a variant counts, beside what was typed itself. A synonym in the heading (half the saturated
# weight of 7) is about as good as what was typed once in a text; what is related never is.
_SYNONYM, _RELATED, _WORDS, _BEGUN, _APART, _ANYWHERE = 0.5, 0.35, 0.7, 0.7, 0.9, 0.35
_OWN = 0.6  # of what is missing to the best, for having what was typed beside a synonym
_NAMED_IN_TEXT = 0.5  # a job that only the text names is mostly that of a colleague
_ORDERED = 0.4  # of the best score: words in the order typed


class Variant(NamedTuple):
    """One way to be an answer to a group."""

    documents: int  # those that have it, as a bit set
    heading: int  # of these, those that have it in the heading
    terms: tuple[str, ...]  # whose weights count; none: once in the heading or the text
    factor: float
    in_text: float = 1.0  # another factor, where it is not in the heading
    is_own: bool = True  # it was typed so
    is_job: bool = False  # a name of the job that was asked for


Group = tuple[Variant, ...]


class HitsOf(Protocol):
    """What finds queries: ``evaluate.Evaluator``."""

    def hits(self, asked: Query) -> Hits:
        """Return what is found, and the sets that rank higher."""

    def found(self, asked: Query) -> int:
        """Return the documents that are found, as a bit set."""

    def apart(self, asked: WithSynonyms) -> int:
        """Return those whose titles name another job."""


def groups_of(asked: Query, evaluator: HitsOf) -> Iterator[Group]:
    """Yield the groups of a query; conditions and what is left out have none."""
    parts = asked.subqueries if type(asked) is query.And else [asked]
    for part in parts:
        if variants := tuple(_variants(part, evaluator, 1.0)):
            yield variants


def titled(groups: Sequence[Group]) -> int | None:
    """Return the documents whose titles name every job of a query, as a bit set; None without."""
    jobs = [union(one.heading for one in group if one.is_job) for group in groups if _is_job(group)]
    return reduce(int.__and__, jobs) if jobs else None


def _is_job(group: Group) -> bool:
    return any(variant.is_job for variant in group)


def _variants(asked: Query, evaluator: HitsOf, factor: float) -> Iterator[Variant]:
    match asked:
        case WithSynonyms(written=written, others=others, related=related, is_job=is_job):
            named = ~evaluator.apart(asked)
            for part, share in (
                (written, 1.0),
                *((other, _SYNONYM) for other in others),
                *((other, _RELATED) for other in related),
            ):
                for variant in _variants(part, evaluator, factor * share):
                    yield variant._replace(
                        heading=variant.heading & named,
                        in_text=variant.in_text * (_NAMED_IN_TEXT if is_job else 1.0),
                        is_own=part is written,
                        is_job=is_job and share > _RELATED,
                    )
        case ConditionOrWords(condition=condition, words=words, near=near):
            met, said = evaluator.found(condition), evaluator.hits(words)
            yield Variant(met & said.own, met, (), factor)
            yield Variant(met, met, (), factor * _SYNONYM, is_own=False)
            if near is not None:
                met = evaluator.found(near)
                yield Variant(met, met, (), factor * _ANYWHERE, is_own=False)
            yield from _variants(words, evaluator, factor * _WORDS)
        case WordBeingTyped(whole=whole):
            yield from _variants(whole, evaluator, factor)
            hits = evaluator.hits(asked)
            yield Variant(hits.found, hits.heading, (), factor * _BEGUN)
        case WordWithSlips(written=written):
            yield from _variants(written, evaluator, factor)
            hits = evaluator.hits(asked)
            yield Variant(hits.found, hits.heading, (), factor * _BEGUN)
        case NearWord():
            hits = evaluator.hits(asked)
            yield Variant(hits.found, hits.heading, (), factor * _BEGUN)
        case TypedWord(word=word):
            hits = evaluator.hits(asked)
            yield Variant(hits.found, hits.heading, word.terms, factor)
        case WordPhrase(words=words):
            hits = evaluator.hits(asked)
            yield Variant(hits.found, hits.heading, tuple(words), factor)
        case query.And(subqueries=parts) if type(asked) is query.And:
            # Words that are one name, such as "data scientist": apart, they mean something else.
            words = [p.whole.word if isinstance(p, WordBeingTyped) else p.word for p in parts
                     if isinstance(p, TypedWord | WordBeingTyped | WordWithSlips)]  # fmt: skip
            if len(words) == len(parts):
                yield from _variants(WordPhrase(TEXT, words), evaluator, factor)
                hits = evaluator.hits(asked)
                terms = tuple(term for word in words for term in word.terms)
                yield Variant(hits.found, hits.heading, terms, factor * _APART, _APART)
        case query.Or(subqueries=parts) if type(asked) is query.Or:
            for part in parts:
                yield from _variants(part, evaluator, factor)


def scores(
    index: TextIndex, groups: Sequence[Group], ordered: int, documents: int
) -> dict[int, float]:
    """Return the score of each of *documents*, a bit set: 1 is about what one word can reach.

    Those *ordered* have the words in the order typed.
    """
    total = index.alive.bit_count()
    found = dict.fromkeys(numbers_of(documents), 0.0)
    if len(groups) == 1:
        return found | _parts(index, groups[0], documents)
    best = 0.0
    for group in groups:
        everywhere = 0
        for variant in group:
            everywhere |= variant.documents
        tells = rarity(everywhere.bit_count(), total)
        best += tells
        if group is not groups[-1] and index.is_small:  # the last changes with each key
            parts = index.weighed(group, partial(_parts, index, group, everywhere))
            for document in found.keys() & parts.keys():
                found[document] += tells * parts[document]
        else:
            for document, part in _parts(index, group, documents).items():
                found[document] += tells * part
    for document in numbers_of(documents & ordered):
        found[document] += _ORDERED * best
    scale = 1 / best if best else 0.0
    return {document: score * scale for document, score in found.items()}


def _parts(index: TextIndex, group: Group, documents: int) -> dict[int, float]:
    """Return how well a group is answered by each of *documents*, between 0 and 1."""
    once: list[tuple[float, int]] = []  # what is there once, and where
    weighed: list[dict[int, float]] = []
    own = headed = 0
    for variant in group:
        here = variant.documents & documents
        if not here:
            continue
        in_heading = variant.heading & here
        headed |= in_heading
        own |= here if variant.is_own else 0
        for bits, weight, factor in (
            (in_heading, ONCE_IN_HEADING, variant.factor),
            (here & ~in_heading, ONCE_IN_TEXT, variant.factor * variant.in_text),
        ):
            if bits and variant.terms:
                weighed.append(_weighed(index, variant.terms, bits, factor))
            elif bits:
                once.append((saturated(weight) * factor, bits))
    best = _best_of_all(once)
    for part in weighed:
        best.update(_better(part, best) if best else part)
    if _is_job(group):
        own &= headed  # a job that only the text names is no better for being named as typed
    for document in numbers_of(own):
        best[document] += _OWN * (1 - best[document])
    return best


def _best_of_all(once: list[tuple[float, int]]) -> dict[int, float]:
    """Return the greatest weight of each document, from weights and the documents that have it."""
    best: dict[int, float] = {}
    left = -1
    for weight, bits in sorted(once, reverse=True):
        best |= dict.fromkeys(numbers_of(bits & left), weight)
        left &= ~bits
    return best


def _better(part: dict[int, float], best: dict[int, float]) -> dict[int, float]:
    known = best.get
    return {document: weight for document, weight in part.items() if weight > known(document, 0.0)}


def _weighed(
    index: TextIndex, terms: tuple[str, ...], here: int, factor: float
) -> dict[int, float]:
    """Return how much terms weigh together, times *factor*, in the documents *here*."""
    numbers = numbers_of(here)
    first, *rest = [index.weights(term, here) for term in dict.fromkeys(terms)]
    if not rest:
        return {number: first.get(number, 0.0) * factor for number in numbers}
    return {
        number: min(weights.get(number, 0.0) for weights in (first, *rest)) * factor
        for number in numbers
    }
