"""The query language: what is typed, and what it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.search.nodes import And, InField, Not, Or, Phrase, Word
from jobtui.search.parser import parse

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
    ],
)
def test_queries(text: str, node: object) -> None:
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
        ("published:bientot", "not a date"),
        ("published:2022-13", "not a date"),
        ("is:rouge", "is: expects"),
        ("dev OU", "missing"),
        ("dev NOT", "missing"),
        ("(" * 30 + "a" + ")" * 30, "too many nested brackets"),
    ],
)
def test_what_is_no_query_is_plain_words_with_a_hint(text: str, hint: str) -> None:
    parsed = parse(text)
    assert hint in parsed.hint
    assert parsed.node is not None
    assert parsed.filters == ()


def test_an_unknown_field_is_words_and_the_near_one_is_named() -> None:
    parsed = parse("contrt:CDI")
    assert parsed.node == Word("contrt:CDI")
    assert "contrat:" in parsed.hint or "contract:" in parsed.hint


SIGNS = st.text(st.sampled_from('ab é"«»()-+*~:[]<>=.,|&OUR2021 \t\x00\ud800'), max_size=60)


@given(SIGNS | st.text(max_size=80))
def test_any_text_is_a_query(text: str) -> None:
    parsed = parse(text)
    for found in parsed.filters:
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.hostile
def test_long_queries_take_bounded_time() -> None:
    for text in (
        "a " * 50_000,
        "(" * 50_000,
        '"' * 50_000,
        "a:" * 50_000,
        "-" * 50_000,
        "*" * 50_000,
    ):
        parse(text)
