"""The full-text index: what a question finds, and in which tier."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.bitset import bits_of, numbers_of
from jobtui.index import checksums, term_postings
from jobtui.index.checksums import ChecksumError
from jobtui.index.fulltext import TextIndex
from jobtui.index.generation import Generation
from jobtui.index.rows import Rows
from jobtui.index.storage import IndexStorage
from jobtui.index.term_postings import Positions, TermPostings, unpacked_postings
from jobtui.index.toc import Part
from jobtui.index.writer import PostingIndex, merge_policy
from jobtui.search.conditions import Conditions
from jobtui.search.evaluate import QueryMatch, SearchRequest, match
from jobtui.search.facet_counts import FacetTable
from jobtui.search.parser import parse
from jobtui.search.query_text import last_word
from jobtui.search.scoring import scores
from tests.index_documents import fields_of, write_part

TEXTS = (
    ("Développeur·se Python", "Ministère des Nuages", "Coder la pluie."),
    ("Coach agile", "Python et Cie", "Accompagner des développeuses."),
    ("Designer", "Agence des Phares", "Python serait un plus. Développer l'écume."),
)
DAY = date(2025, 1, 1)


def documents() -> list[dict[str, object]]:
    return [fields_of(str(number), *texts) for number, texts in enumerate(TEXTS)]


@pytest.fixture
def parts(tmp_path: Path) -> tuple[Part, ...]:
    return write_part(tmp_path, documents())


@pytest.fixture
def index(tmp_path: Path, parts: tuple[Part, ...]) -> TextIndex:
    return TextIndex(tmp_path, parts)


def asked(opened: TextIndex, question: str, prefix_last: bool = False) -> QueryMatch | None:
    typing = last_word(question) if prefix_last else ""
    conditions = Conditions(Rows(), FacetTable(Rows(), DAY), DAY)
    return match(SearchRequest(parse(question).node, conditions, typing), opened)


def found(opened: TextIndex, question: str, prefix_last: bool = False) -> set[int]:
    matched = asked(opened, question, prefix_last)
    assert matched is not None
    return numbers_of(matched.hits.found)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("python", {0, 1, 2}),
        ("PYTHON", {0, 1, 2}),
        ("écume", {2}),
        ("ecume", {2}),
        ("développeuse", {0, 1}),
        ("developpeur", {0, 1}),
        ("python coach", {1}),
        ("coach pluie", set()),
        ("la pluie", {0}),  # a stop word asks for nothing
        ("ministere", {0}),
        ("zébulon", set()),
        ("pyth", set()),  # no prefix unless asked for
        ('"python serait"', {2}),
        ('"serait python"', set()),
        ("pythom~", {0, 1, 2}),
        ("titre:python", {0}),
        ("python -coach", {0, 2}),
    ],
)
def test_all_words_are_required_without_case_or_accents(
    index: TextIndex, question: str, numbers: set[int]
) -> None:
    assert found(index, question) == numbers


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("p", {0, 1, 2}),
        ("pl", {0, 2}),
        ("plu", {0, 2}),
        ("plui", {0}),
        ("pyth", {0, 1, 2}),
        ("dév", {0, 1, 2}),
        ("develop", {0, 1, 2}),
        ("coach py", {1}),
        ("py coach", set()),  # only the last word may be half typed
        ("pyth ", set()),  # a space ends it
    ],
)
def test_the_last_word_may_be_half_typed(
    index: TextIndex, question: str, numbers: set[int]
) -> None:
    assert found(index, question, prefix_last=True) == numbers


def test_no_word_is_no_question(index: TextIndex) -> None:
    assert asked(index, " … ! ", True) is None


def test_tiers_tell_heading_from_organisation_from_text(index: TextIndex) -> None:
    matched = asked(index, "python")
    assert matched is not None
    assert numbers_of(matched.hits.heading) == {0}
    assert numbers_of(matched.hits.team) == {0, 1}


def test_what_stands_there_as_typed_is_told_apart(index: TextIndex) -> None:
    matched = asked(index, "développeuses")
    assert matched is not None
    assert 1 in numbers_of(matched.hits.exact)


def test_scores_are_for_what_is_shown_and_prefer_headings(index: TextIndex) -> None:
    matched = asked(index, "python")
    assert matched is not None
    scores_of = scores(index, matched.groups, matched.ordered, 0b101)
    assert scores_of.keys() == {0, 2}
    assert scores_of[0] > scores_of[2] > 0


def test_a_segment_more_and_a_document_less(
    tmp_path: Path, parts: tuple[Part, ...], index: TextIndex
) -> None:
    first, second = write_part(tmp_path, [fields_of("m", "Marin", "", "Python")], parts)
    for known in (None, index):
        after = TextIndex(tmp_path, [first._replace(dead=frozenset({0})), second], known)
        assert found(after, "python") == {1, 2, 3}
        assert found(after, "pluie") == set()
        assert found(after, "marin") == {3}
    assert found(index, "python") == {0, 1, 2}


def test_merged_segments_answer_as_before(tmp_path: Path, parts: tuple[Part, ...]) -> None:
    (first,) = parts
    more = fields_of("m", "Marin", "", "Un full stack en Python, développeuse")
    both = write_part(tmp_path, [more], [first._replace(dead=frozenset({1}))])
    apart = TextIndex(Generation(tmp_path), both)  # its files are removed
    merged = TextIndex(tmp_path, write_part(tmp_path, (), both, merge=True))
    new = {0: 0, 2: 1, 3: 2}
    for question in ("python", "p", "de", "dév", "développeuses", '"serait un plus"', "fullstack",
                     '"full stack en python"', "coach", "agile", "pluie", "marin"):  # fmt: skip
        expected, here = asked(apart, question, True), asked(merged, question, True)
        assert expected is not None
        assert here is not None
        for left, right in zip(expected.hits, here.hits, strict=True):
            assert {new[number] for number in numbers_of(left)} == numbers_of(right), question
        before = scores(apart, expected.groups, expected.ordered, expected.hits.found)
        after = scores(merged, here.groups, here.ordered, here.hits.found)
        assert after.keys() == {new[number] for number in before}


def test_a_document_is_replaced_and_removed(tmp_path: Path, parts: tuple[Part, ...]) -> None:
    index = PostingIndex(IndexStorage(tmp_path), parts)
    writer = index.writer()
    writer.update_document(**fields_of("1", "Capitaine", "", "Une autre mer."))
    writer.delete_document(0)
    writer.commit(mergetype=merge_policy({}))
    checksums.write(tmp_path)
    after = TextIndex(tmp_path, index.parts)
    assert len(index.parts) == 1, "the old one was mostly dead"
    assert found(after, "coach") == found(after, "pluie") == set()
    assert [hit["title"] for hit in after.searcher.documents()] == ["Capitaine", "Designer"]


@given(st.dictionaries(st.integers(0, 3000), st.lists(st.integers(1, 9), max_size=3), min_size=1))
def test_postings_are_read_as_they_were_written(told: dict[int, list[int]]) -> None:
    postings = TermPostings.empty()
    for document, places in sorted(told.items()):
        postings.documents.append(document)
        postings.counts.append(len(places) or 7)
        postings.lengths.append(len(places))
        postings.positions.extend(sorted(places))
    content = postings.packed()
    read = unpacked_postings(content)
    assert numbers_of(term_postings.bits([content])) == told.keys()
    assert read.documents == postings.documents
    assert [read.count(at) for at in range(len(told))] == list(postings.counts)
    positions = Positions(content)
    for document, places in told.items():
        assert list(positions.of(document)) == sorted(places)


def test_a_missing_index_is_a_broken_one(tmp_path: Path, parts: tuple[Part, ...]) -> None:
    with pytest.raises(ChecksumError):
        TextIndex(tmp_path / "nowhere", parts)


@pytest.mark.parametrize("ending", [".terms", ".postings"])
def test_a_damaged_file_is_never_opened(
    tmp_path: Path, parts: tuple[Part, ...], ending: str
) -> None:
    file = tmp_path / f"{parts[0].name}{ending}"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(ChecksumError):
        TextIndex(tmp_path, parts)
    writer = PostingIndex(
        IndexStorage(tmp_path), [part._replace(dead=frozenset({0, 1})) for part in parts]
    ).writer()
    with pytest.raises(checksums.ChecksumError):
        writer.commit(mergetype=merge_policy(checksums.read(tmp_path)))


def test_bits() -> None:
    assert numbers_of(bits_of([0, 7, 8, 300])) == {0, 7, 8, 300}
    assert numbers_of(0) == set()
    assert bits_of(()) == 0
