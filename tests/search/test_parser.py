"""The language of questions: what is typed, and what it means."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.search.nodes import And, Filter, InField, Not, Or, Phrase, Range, Word
from jobtui.search.parser import parse
from jobtui.search.query import Query
from jobtui.search.query_text import (
    last_word,
    only_filters,
    query_text,
    with_filter,
    without_filters,
)

W = Word


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", None),
        ("   ", None),
        ("python", W("python")),
        ("chef de produit", And((W("chef"), W("de"), W("produit")))),
        ('"chef de produit"', Phrase("chef de produit")),
        ("«chef de produit»", Phrase("chef de produit")),
        ("python OU ruby", Or((W("python"), W("ruby")))),
        ("python OR ruby php", Or((W("python"), And((W("ruby"), W("php")))))),
        ("python ou ruby", And((W("python"), W("ou"), W("ruby")))),
        ("python | ruby", Or((W("python"), W("ruby")))),
        ("python ET ruby", And((W("python"), W("ruby")))),
        ("-stage", Not(W("stage"))),
        ("dev -stage", And((W("dev"), Not(W("stage"))))),
        ("dev SAUF stage", And((W("dev"), Not(W("stage"))))),
        ("dev NOT (a OU b)", And((W("dev"), Not(Or((W("a"), W("b"))))))),
        ('-"en stage"', Not(Phrase("en stage"))),
        ("(python OU ruby) senior", And((Or((W("python"), W("ruby"))), W("senior")))),
        ("dév*", W("dév", prefix=True)),
        ("develppeur~", W("develppeur", near=True)),
        ("+PO", W("PO", literal=True)),
        ("chargé(e)", W("chargé(e)")),
        ("(chargé(e)s OU chef(fe))", Or((W("chargé(e)s"), W("chef(fe)")))),
        ("développeur-se", W("développeur-se")),
        ("C++", W("C++")),
        ("https://port.example/a", W("https://port.example/a")),
        ("titre:phare", InField("heading", ("phare",))),
        ("contact:anne@port.example", InField("contact", ("anne@port.example",))),
        ("-contract:stage", Not(InField("contract", ("stage",)))),
        ("a OU techno:python", Or((W("a"), InField("tech", ("python",))))),
        ("published:2022", Range("published", date(2022, 1, 1), date(2022, 12, 31))),
        ("publié:2022-02", Range("published", date(2022, 2, 1), date(2022, 2, 28))),
        ("published:2022-12", Range("published", date(2022, 12, 1), date(2022, 12, 31))),
        ("publié:>=2021-06", Range("published", date(2021, 6, 1), None)),
        ("publié:>2021", Range("published", date(2022, 1, 1), None)),
        ("publié:<2021-06-15", Range("published", None, date(2021, 6, 14))),
        ("publié:<=2021", Range("published", None, date(2021, 12, 31))),
        ("published:[2021 to 2022]", Range("published", date(2021, 1, 1), date(2022, 12, 31))),
        ("published:2021..2022-03", Range("published", date(2021, 1, 1), date(2022, 3, 31))),
        ("published:[* to 2022]", Range("published", None, date(2022, 12, 31))),
        ("closes:<30d", Range("closes", 0, 30)),
        ("closes:>2w", Range("closes", 14, None)),
        ("published:<7j", Range("published", -7, 0)),
    ],
)
def test_questions(text: str, node: object) -> None:
    parsed = parse(text)
    assert parsed.node == node
    assert parsed.hint == ""


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("status:open", [("status", ("open",))]),
        ("statut:ouvert dev", [("status", ("ouvert",))]),
        ('contract:CDI,"a b"', [("contract", ("CDI", "a b"))]),
        ("équipe:x technologie:y", [("organisation", ("x",)), ("tech", ("y",))]),
        ("is:open", [("status", ("open",))]),
        ("(status:open)", []),
        ("a OU status:open", []),
    ],
)
def test_facets_at_the_top_are_filters(
    text: str, filters: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [(f.facet, f.values) for f in parse(text).filters] == filters


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('dev "full stack', "quotation mark"),
        ("(dev", "bracket"),
        ("published:hier", "not a date"),
        ("published:2022-13", "not a date"),
        ("is:rouge", "is: expects"),
        ("dev OU", "missing"),
        ("dev NOT", "missing"),
        ("(" * 30 + "a" + ")" * 30, "too many nested brackets"),
    ],
)
def test_what_is_no_question_is_plain_words_with_a_hint(text: str, hint: str) -> None:
    parsed = parse(text)
    assert hint in parsed.hint
    assert parsed.node is not None
    assert parsed.filters == ()


def test_an_unknown_field_is_words_and_the_near_one_is_named() -> None:
    parsed = parse("contrt:CDI")
    assert parsed.node == Word("contrt:CDI")
    assert "contrat:" in parsed.hint or "contract:" in parsed.hint


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


SIGNS = st.text(st.sampled_from('ab é"«»()-+*~:[]<>=.,|&OUR2021 \t\x00\ud800'), max_size=60)


@given(SIGNS | st.text(max_size=80))
def test_any_text_is_a_question(text: str) -> None:
    parsed = parse(text)
    last_word(text)
    for found in parsed.filters:
        assert 0 <= found.start < found.end <= len(text)


@given(
    SIGNS, st.sampled_from(["contract", "status", "organisation"]), st.lists(st.text(max_size=8))
)
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


def test_long_questions_take_bounded_time() -> None:
    for text in (
        "a " * 50_000,
        "(" * 50_000,
        '"' * 50_000,
        "a:" * 50_000,
        "-" * 50_000,
        "*" * 50_000,
    ):
        parse(text)
