"""The full-text index: what a question finds, and in which tier."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobtui import index
from jobtui.bits import bits_of, numbers_of
from jobtui.index import BrokenIndexError, Text, TextIndex
from jobtui.matching import Match, Question, match
from jobtui.syntax import last_word, parse

TEXTS = (
    Text(0, "Développeur·se Python", "Ministère des Nuages", "Coder la pluie."),
    Text(1, "Coach agile", "Python et Cie", "Accompagner des développeuses."),
    Text(2, "Designer", "Agence des Phares", "Python serait un plus. Développer l'écume."),
)


@pytest.fixture
def directory(tmp_path: Path) -> str:
    index.create(str(tmp_path))
    positions = index.write(str(tmp_path), TEXTS, ())
    assert positions == {0: 0, 1: 1, 2: 2}
    return str(tmp_path)


def asked(opened: TextIndex, question: str, prefix_last: bool = False) -> Match | None:
    def none(_condition: object) -> int:
        raise AssertionError("no condition was asked for")

    typing = last_word(question) if prefix_last else ""
    return match(Question(parse(question).node, 0b111111, none, typing), opened)


def found(directory: str, question: str, prefix_last: bool = False) -> set[int]:
    matched = asked(TextIndex(directory), question, prefix_last)
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
    directory: str, question: str, numbers: set[int]
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
def test_the_last_word_may_be_half_typed(directory: str, question: str, numbers: set[int]) -> None:
    assert found(directory, question, prefix_last=True) == numbers


def test_no_word_is_no_question(directory: str) -> None:
    assert asked(TextIndex(directory), " … ! ", True) is None


def test_tiers_tell_heading_from_organisation_from_text(directory: str) -> None:
    matched = asked(TextIndex(directory), "python")
    assert matched is not None
    assert numbers_of(matched.hits.heading) == {0}
    assert numbers_of(matched.hits.team) == {0, 1}


def test_what_stands_there_as_typed_is_told_apart(directory: str) -> None:
    matched = asked(TextIndex(directory), "développeuses")
    assert matched is not None
    assert 1 in numbers_of(matched.hits.exact)


def test_scores_are_for_what_is_shown_and_prefer_headings(directory: str) -> None:
    opened = TextIndex(directory)
    matched = asked(opened, "python")
    assert matched is not None
    scores = opened.scores(matched.terms, [0, 2])
    assert scores.keys() == {0, 2}
    assert scores[0] > scores[2] > 0


def test_writing_adds_and_removes(directory: str) -> None:
    positions = index.write(directory, [Text(3, "Marin", "", "Python")], [0])
    assert positions.keys() == {1, 2, 3}
    assert found(directory, "python") == {positions[1], positions[2], positions[3]}
    assert found(directory, "pluie") == set()


def test_everything_may_be_removed(directory: str) -> None:
    assert index.write(directory, (), [0, 1, 2]) == {}
    assert found(directory, "python") == set()


def test_a_missing_index_is_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(BrokenIndexError):
        TextIndex(str(tmp_path / "nowhere"))


def test_bits() -> None:
    assert numbers_of(bits_of([0, 7, 8, 300])) == {0, 7, 8, 300}
    assert numbers_of(0) == set()
    assert bits_of(()) == 0
