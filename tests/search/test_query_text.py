"""Filters written into the text of a query, and taken out of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.search.nodes import Filter
from jobtui.search.parser import parse
from jobtui.search.query import Query
from jobtui.search.query_text import (
    last_word,
    only_filters,
    query_text,
    with_filter,
    without_filters,
)

SIGNS = st.text(st.sampled_from('ab é"«»()-+*~:[]<>=.,|&OUR2021 \t\x00\ud800'), max_size=60)


def test_filters_are_written_into_a_question_and_out_again() -> None:
    text = with_filter("dev python", "contract", ("CDI",))
    assert text == "dev python contract:CDI"
    text = with_filter(text, "organisation", ("Digue commune", ""))
    assert text == 'dev python contract:CDI organisation:"Digue commune",none'
    assert with_filter(text, "contract", ()) == 'dev python organisation:"Digue commune",none'
    assert without_filters(text) == "dev python"
    assert only_filters(text) == 'contract:CDI organisation:"Digue commune",none'


def test_a_query_has_one_text() -> None:
    query = Query(date(2024, 1, 1), "dev", (("contract", ("CDI",)),), open_only=True)
    assert query_text(query) == "dev contract:CDI status:open"
    assert parse(query_text(query)).filters[0] == Filter("contract", ("CDI",), 4, 16)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("dév", "dév"),
        ("a dév", "dév"),
        ("dév ", ""),
        ('"dév', "dév"),
        ('"dév"', ""),
        ("a status:op", ""),
    ],
)
def test_the_word_that_is_still_typed(text: str, word: str) -> None:
    assert last_word(text) == word


@given(SIGNS | st.text(max_size=80))
def test_any_text_has_a_last_word_or_none(text: str) -> None:
    last_word(text)


@given(SIGNS, st.sampled_from(["contract", "tech", "organisation"]), st.lists(st.text(max_size=8)))
def test_a_filter_that_is_written_is_read_again(text: str, facet: str, values: list[str]) -> None:
    stripped = [value.replace('"', "").strip() for value in values]
    wanted = tuple({value or "none": value for value in stripped}.values())
    if parse(text).hint or last_word(text).upper() in ("OU", "OR", "|", "&", "NOT", "SAUF"):
        return
    if any(word.upper() == word and word.lower() in ("ou", "or", "|") for word in text.split()):
        return
    made = with_filter(text, facet, wanted)
    found = [f.values for f in parse(made).filters if f.facet == facet]
    assert found == ([tuple(v or "none" for v in wanted)] if wanted else [])
