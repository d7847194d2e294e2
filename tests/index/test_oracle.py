"""Whoosh's own searcher is the oracle: for every question bits give the documents that it gives."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from whoosh import query

from jobtui.bitset import numbers_of
from jobtui.index.columns import HEADING, TEXT
from jobtui.index.fulltext import TextIndex
from jobtui.index.queries import (
    DocumentSet,
    NearWord,
    TypedWord,
    WordBeingTyped,
    WordPhrase,
    WordWithSlips,
)
from jobtui.index.schema import FORMS, STARTS
from jobtui.index.storage import IndexStorage
from jobtui.index.toc import Part
from jobtui.index.writer import PostingIndex, merge_policy
from jobtui.search.evaluate import Evaluator
from jobtui.text.query_terms import QueryTerm, query_terms
from tests.index_documents import fields_of, write_part

QUESTIONS, SEEDS, DEPTH = 1600, 8, 2
WORDS = (
    "développeur·se développeuse développeurs designer designeuse full-stack fullstack full stack "
    "chargé(e) chargée déploiement déployer python pyton java javascript node.js coach coachs de "
    "la mer marée marées écume phare phares pêcheur·euse produit product owner données data C++"
).split()
CONTRACTS = ("CDI", "CDD", "Stage", "cdi")


def text(random_: random.Random, most: int) -> str:
    return " ".join(random_.choices(WORDS, k=random_.randrange(most)))


@cache
def made(folder: Path) -> TextIndex:
    """Return an index of several segments, some of whose documents were replaced or removed."""
    random_ = random.Random(1)

    def documents(start: int, count: int) -> Iterator[dict[str, Any]]:
        for number in range(start, start + count):
            yield fields_of(
                f"p{number}",
                text(random_, 5),
                text(random_, 3),
                text(random_, 30),
                contracts=tuple(random_.sample(CONTRACTS, random_.randrange(3))),
                published=date.fromordinal(737_000 + random_.randrange(900)),
                closes=random_.choice((None, date(2021, 1 + number % 12, 5))),
            )

    parts: tuple[Part, ...] = ()
    for start, count in ((0, 30), (30, 14)):
        parts = write_part(folder, documents(start, count), parts)
    index = PostingIndex(IndexStorage(folder), parts)
    writer = index.writer()
    for fields in documents(12, 4):
        writer.update_document(**fields)
    for number in (0, 29, 43):
        writer.delete_document(number)
    writer.commit(mergetype=merge_policy({}))
    write_part(folder, (), index.parts)
    return TextIndex(folder, index.parts)


@cache
def terms_of(text: str) -> list[QueryTerm]:
    return query_terms(text)


def a_word(random_: random.Random) -> QueryTerm:
    word = random_.choice(WORDS)
    if random_.random() < 0.2:
        word = word[: random_.randrange(1, len(word) + 1)]
    return terms_of(word)[0]


def leaf(random_: random.Random) -> query.Query:
    """Return a query without parts."""
    word = a_word(random_)
    term, field = word.terms[0], random_.choice((TEXT, TEXT, HEADING, "team"))
    terms = [t for w in random_.choices(WORDS, k=2) for t in terms_of(w)[0].terms]
    day = datetime(2018 + random_.randrange(4), 1 + random_.randrange(12), 1)
    later = day.replace(year=day.year + random_.randrange(3))
    makers: list[Callable[[], query.Query]] = [
        lambda: query.Term(field, term),
        lambda: query.Term("contract", random_.choice(CONTRACTS)),
        lambda: query.Term(STARTS, word.surface[:2]),
        lambda: query.Term("published", day),
        lambda: query.Term("nowhere", term),
        lambda: TypedWord(field, word),
        lambda: WordBeingTyped(random_.choice((TEXT, HEADING)), word),
        lambda: NearWord(field, word),
        lambda: WordWithSlips(TEXT, word),
        lambda: WordPhrase(TEXT, query_terms(" ".join(random_.choices(WORDS, k=2)))),
        lambda: DocumentSet(random_.getrandbits(40) & made_alive()),
        lambda: query.Phrase(field, terms),
        lambda: query.Phrase(field, terms, slop=3),
        lambda: query.Prefix(field, term[:2]),
        lambda: query.Prefix(FORMS, word.surface[:3]),
        lambda: query.Wildcard(field, f"*{term[1:3]}*"),
        lambda: query.Regex(field, f"{term[:2]}.*"),
        lambda: query.FuzzyTerm(field, term, maxdist=1 + random_.randrange(2)),
        lambda: query.TermRange(field, term[:1], "p"),
        lambda: query.DateRange("published", day, later),
        lambda: query.DateRange("closes", random_.choice((None, day)), later),
        lambda: query.NumericRange("closes", None, None),
        lambda: query.Every(),
        lambda: query.Every(random_.choice((HEADING, "contract", "closes"))),
        lambda: query.NullQuery,
    ]
    return random_.choice(makers)()


_ALIVE: list[int] = []


def made_alive() -> int:
    return _ALIVE[0]


def tree(random_: random.Random, depth: int, may_negate: bool = True) -> query.Query:
    """Return a query of parts, but for what Whoosh's own matchers fail at.

    Its AndNot and DisjunctionMax, and its Not within AndMaybe, cannot skip to a document behind
    their last: that raises IndexError or loses documents.
    """
    if not depth or random_.random() < 0.3:
        return leaf(random_)
    parts = [tree(random_, depth - 1, may_negate) for _ in range(1 + random_.randrange(3))]
    plain = [tree(random_, depth - 1, False) for _ in range(2)]
    makers: list[Callable[[], query.Query]] = [
        lambda: query.And(parts),
        lambda: query.And(parts),
        lambda: query.Or(parts),
        lambda: query.And([*parts, query.Not(leaf(random_))]) if may_negate else parts[0],
        lambda: query.Or(parts),
        lambda: query.DisjunctionMax([query.Term(TEXT, "python"), query.Term(HEADING, "de")]),
        lambda: query.Not(parts[0]) if may_negate else parts[0],
        lambda: query.AndNot(*plain) if depth == DEPTH else parts[0],
        lambda: query.AndMaybe(*plain),
        lambda: query.Require(*plain),
        lambda: query.ConstantScoreQuery(parts[0]),
    ]
    return random_.choice(makers)()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> TextIndex:
    made_index = made(tmp_path_factory.mktemp("index"))
    _ALIVE[:] = [made_index.alive]
    return made_index


@pytest.mark.parametrize("seed", range(SEEDS))
def test_bits_find_what_the_searcher_finds(index: TextIndex, seed: int) -> None:
    random_ = random.Random(seed)
    evaluator = Evaluator(index)
    for number in range(QUESTIONS // SEEDS):
        asked = tree(random_, DEPTH)
        # Whoosh's negation lets removed documents at the end of a segment through.
        expected = set(index.searcher.docs_for_query(asked)) & numbers_of(index.alive)
        assert numbers_of(evaluator.found(asked)) == expected, (number, asked)
        assert numbers_of(evaluator.hits(asked).found) == expected, (number, asked)
        if number % 4 == 0:
            ranked = index.searcher.search(asked, limit=None)
            assert set(ranked.docs()) & numbers_of(index.alive) == expected, (number, asked)
