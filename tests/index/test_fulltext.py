"""The full-text index: what a question finds, and in which tier."""

from __future__ import annotations

import pickle
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.codec import whoosh3
from whoosh.filedb import structfile

from jobtui.bitset import bits_of, numbers_of, unpacked
from jobtui.index import checksums, fulltext, segments
from jobtui.index.analysis import FIELDS, Indexed, indexed
from jobtui.index.fulltext import BrokenIndexError, TextIndex
from jobtui.index.rows import Part
from jobtui.search.evaluate import QueryMatch, SearchRequest, match
from jobtui.search.parser import parse
from jobtui.search.query_text import last_word

TEXTS = (
    ("Développeur·se Python", "Ministère des Nuages", "Coder la pluie."),
    ("Coach agile", "Python et Cie", "Accompagner des développeuses."),
    ("Designer", "Agence des Phares", "Python serait un plus. Développer l'écume."),
)
ALL = Part("a", 3)


def fields(*texts: str) -> dict[str, Indexed]:
    return dict(zip(FIELDS, map(indexed, texts), strict=True))


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    assert segments.write(tmp_path, "a", (fields(*texts) for texts in TEXTS)) == 3
    checksums.write(tmp_path)
    return tmp_path


def asked(opened: TextIndex, question: str, prefix_last: bool = False) -> QueryMatch | None:
    def none(_condition: object) -> int:
        raise AssertionError("no condition was asked for")

    typing = last_word(question) if prefix_last else ""
    return match(SearchRequest(parse(question).node, 0b111111, none, typing), opened)


def found(directory: Path, question: str, prefix_last: bool = False) -> set[int]:
    matched = asked(TextIndex(directory, [ALL]), question, prefix_last)
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
    ],
)
def test_all_words_are_required_without_case_or_accents(
    directory: Path, question: str, numbers: set[int]
) -> None:
    assert found(directory, question) == numbers


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
def test_the_last_word_may_be_half_typed(directory: Path, question: str, numbers: set[int]) -> None:
    assert found(directory, question, prefix_last=True) == numbers


def test_no_word_is_no_question(directory: Path) -> None:
    assert asked(TextIndex(directory, [ALL]), " … ! ", True) is None


def test_tiers_tell_heading_from_organisation_from_text(directory: Path) -> None:
    matched = asked(TextIndex(directory, [ALL]), "python")
    assert matched is not None
    assert numbers_of(matched.hits.heading) == {0}
    assert numbers_of(matched.hits.team) == {0, 1}


def test_what_stands_there_as_typed_is_told_apart(directory: Path) -> None:
    matched = asked(TextIndex(directory, [ALL]), "développeuses")
    assert matched is not None
    assert 1 in numbers_of(matched.hits.exact)


def test_scores_are_for_what_is_shown_and_prefer_headings(directory: Path) -> None:
    opened = TextIndex(directory, [ALL])
    matched = asked(opened, "python")
    assert matched is not None
    scores = opened.scores(matched.terms, [0, 2])
    assert scores.keys() == {0, 2}
    assert scores[0] > scores[2] > 0


def holding(opened: TextIndex, question: str) -> set[int]:
    matched = asked(opened, question)
    assert matched is not None
    return numbers_of(matched.hits.found)


def test_a_segment_more_and_a_document_less(directory: Path) -> None:
    before = TextIndex(directory, [ALL])
    segments.write(directory, "b", [fields("Marin", "", "Python")])
    checksums.write(directory)
    for known in (None, before):
        after = TextIndex(directory, [ALL._replace(dead=frozenset({0})), Part("b", 1)], known)
        assert holding(after, "python") == {1, 2, 3}
        assert holding(after, "pluie") == set()
        assert holding(after, "marin") == {3}
    assert holding(before, "python") == {0, 1, 2}


def test_merged_segments_answer_as_before(directory: Path) -> None:
    segments.write(directory, "b", [fields("Marin", "", "Un full stack en Python, développeuse")])
    parts = [ALL._replace(dead=frozenset({1})), Part("b", 1)]
    fulltext.merge(directory, "c", parts, {})
    checksums.write(directory)
    apart, merged = TextIndex(directory, parts), TextIndex(directory, [Part("c", 3)])
    new = {0: 0, 2: 1, 3: 2}
    for question in ("python", "p", "de", "dév", "développeuses", '"serait un plus"', "fullstack",
                     '"full stack en python"', "coach", "agile", "pluie", "marin"):  # fmt: skip
        expected, found = asked(apart, question, True), asked(merged, question, True)
        assert expected is not None
        assert found is not None
        for left, right in zip(expected.hits, found.hits, strict=True):
            assert {new[number] for number in numbers_of(left)} == numbers_of(right), question
        scores = apart.scores(expected.terms, new)
        assert {new[number]: score for number, score in scores.items()} == pytest.approx(
            merged.scores(found.terms, new.values())
        )


def test_nothing_is_pickled(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise AssertionError("something was unpickled")

    for module in (pickle, structfile, whoosh3):
        for name in ("load", "loads", "Unpickler"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, refuse)
    opened = TextIndex(directory, [ALL])
    assert holding(opened, "python") == {0, 1, 2}
    fulltext.merge(directory, "c", [ALL], {})


@given(st.sets(st.integers(0, 3000), min_size=1))
def test_any_set_of_documents_is_read_as_it_was_written(documents: set[int]) -> None:
    numbers = array("I", sorted(documents))
    counts = bytes(number % 250 + 1 for number in numbers)
    value = segments._packed(segments.Postings(numbers, counts))
    assert numbers_of(unpacked(value)) == documents
    assert unpacked(b"before" + value, 6) == unpacked(value)
    assert segments._postings(value) == (numbers, counts)


def test_a_missing_index_is_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(BrokenIndexError):
        TextIndex(tmp_path / "nowhere", [ALL])


@pytest.mark.parametrize("ending", [".terms", ".order"])
def test_a_damaged_file_is_never_opened(directory: Path, ending: str) -> None:
    file = directory / f"a{ending}"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(BrokenIndexError):
        TextIndex(directory, [ALL])
    stated = checksums.read(directory)
    with pytest.raises(BrokenIndexError):
        fulltext.merge(directory, "c", [ALL], stated)


def test_bits() -> None:
    assert numbers_of(bits_of([0, 7, 8, 300])) == {0, 7, 8, 300}
    assert numbers_of(0) == set()
    assert bits_of(()) == 0
