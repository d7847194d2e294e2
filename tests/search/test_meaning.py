"""Words that state a condition."""

from __future__ import annotations

import pytest

from jobtui.postings.facets import BY_NAME
from jobtui.search.condition_words import CONDITION_WORDS
from jobtui.search.meaning import Meaning, key_of, understand
from jobtui.search.nodes import And, InField, Meant, Node, Not, Or, Word
from jobtui.search.notes import condition_text
from jobtui.search.parser import parse

PLACES = ("Paris", "Lyon", "Aix-en-Provence", "Île-de-France", "Genève")


def conditions(text: str) -> list[tuple[str, InField]]:
    node = parse(text).node
    return [(one.text, one.condition) for one in understand(node, lambda: PLACES).meanings]


@pytest.mark.parametrize(
    ("text", "words", "field", "values"),
    [
        ("débutant accepté", "débutant accepté", "junior", ("yes",)),
        ("bizdev débutant·es", "débutant·es", "junior", ("yes",)),
        ("dev sans expérience", "sans expérience", "junior", ("yes",)),
        ("premier emploi", "premier emploi", "junior", ("yes",)),
        ("Entry-level developer", "Entry-level", "junior", ("yes",)),
        ("entry level", "entry level", "junior", ("yes",)),
        ("télétravail", "télétravail", "remote", ("full", "partial", "possible")),
        ("work from home", "work from home", "remote", ("full", "partial", "possible")),
        ("100% télétravail", "100% télétravail", "remote", ("full",)),
        ("CDI", "CDI", "contract", ("permanent",)),
        ("free-lance", "free-lance", "contract", ("freelance",)),
        ("stages", "stages", "contract", ("internship",)),
        ("alternance", "alternance", "contract", ("apprenticeship",)),
        ("dev paris", "paris", "place", ("Paris",)),
        ("aix en provence", "aix en provence", "place", ("Aix-en-Provence",)),
        ("geneva", "geneva", "place", ("Genève",)),
        ("bizdev en région", "en région", "place", ("Lyon", "Aix-en-Provence", "Genève")),
    ],
)
def test_words_that_state_a_condition(
    text: str, words: str, field: str, values: tuple[str, ...]
) -> None:
    assert conditions(text) == [(words, InField(field, values))]


def test_every_condition_of_the_table_is_one_that_a_chip_can_name() -> None:
    for field, values, words in CONDITION_WORDS:
        meaning = Meaning(words.partition(";")[0], InField(field, values))
        label, _colon, named = condition_text(meaning).partition(":")
        assert label == BY_NAME[field].label()
        assert named.strip()


@pytest.mark.parametrize(
    "text",
    ["+CDI", "CDI*", '"CDI"', "titre:CDI", "expérience", "apprentissage", "région", "-stage"],
)
def test_words_that_state_none(text: str) -> None:
    assert conditions(text) == []


def test_what_is_left_out_is_left_out_with_its_meaning() -> None:
    condition = InField("contract", ("internship",))
    assert understand(parse("-stage").node, tuple).node == Not(Meant((Word("stage"),), condition))


def test_alternatives_are_understood_one_by_one() -> None:
    node: Node | None = understand(parse("CDI OU CDD").node, tuple).node
    assert isinstance(node, Or)
    assert all(isinstance(part, Meant) for part in node.nodes)


def test_a_fully_remote_job_can_be_done_anywhere() -> None:
    node = understand(parse("télétravail Lyon").node, lambda: PLACES).node
    near = [part.near for part in node.nodes if isinstance(part, Meant)]  # type: ignore[union-attr]
    assert near == [None, InField("remote", ("full",))]


def test_keys_do_not_depend_on_hyphens_case_or_gender() -> None:
    assert key_of("Débutantes acceptées") == key_of("débutant-accepté")


def test_every_word_of_the_table_states_its_condition() -> None:
    """They are looked up by the beginning of their keys."""
    table = {key_of(w): (f, v) for f, v, listed in CONDITION_WORDS for w in listed.split(";")}
    for field, values, listed in CONDITION_WORDS:
        for words in map(str.strip, listed.split(";")):
            (_text, condition), *_more = conditions(words)
            assert table[key_of(words)] == (field, values) == tuple(condition), words


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("télétravail Marseille", "Marseille"),
        ("remote clermont ferrand", "Clermont-Ferrand"),
        ("dev remote Nice", "Nice"),
        ("dev remote nice", ""),  # a word as well
        ("remote python", ""),
        ("dev Marseille", ""),
    ],
)
def test_beside_remote_work_a_place_is_known_though_no_posting_is_there(
    text: str, place: str
) -> None:
    node = understand(parse(text).node, lambda: PLACES).node
    parts = node.nodes if isinstance(node, And) else ()
    near = InField("remote", ("full",))
    met = [one for one in parts if isinstance(one, Meant) and one.condition.field == "place"]
    assert [one.condition.values for one in met] == ([(place,)] if place else [])
    assert all(one.near == near for one in met)
