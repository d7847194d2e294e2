"""Where things are in a laid-out posting: what is looked for, usual sections, links."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.render.layout import Heading, Page, PageLink, lay_out
from jobtui.render.markdown import parse
from jobtui.render.navigation import cut, find, flat, following, marked, openings, targets
from jobtui.render.sections import SectionKind


def page_of(text: str, width: int = 40, word: str = "") -> Page:
    def mark(paragraph: str) -> list[tuple[int, int]]:
        at = paragraph.find(word) if word else -1
        return [(at, at + len(word))] if at >= 0 else []

    return lay_out(parse(text), width, mark)


def found(text: str, needle: str, width: int = 40) -> list[str]:
    """What each match shows; a slash is between its lines."""
    page = page_of(text, width)
    lines = ["".join(span.text for span in line) for line in page.lines]
    matches = find(flat(page.lines), needle)
    return ["/".join(lines[n][start:end] for n, start, end in match) for match in matches]


@pytest.mark.parametrize(
    ("text", "needle", "matches"),
    [
        ("Une phare, un Phare", "phare", ["phare", "Phare"]),
        ("déployé, DEPLOYE", "deploye", ["déployé", "DEPLOYE"]),
        ("une sœur", "soeur", ["sœur"]),
        ("une sœur", "so", ["sœ"]),
        ("cafe\u0301s", "cafe", ["cafe\u0301"]),
        ("Un·e développeur·se ici", "développeuse", ["développeur·se"]),
        ("des développeurs", "développeuse", ["développeurs"]),
        ("Les chargé(e)s de mission", "chargée de mission", ["chargé(e)s de mission"]),
        ("Les chargé(e)s, de mission", "chargée mission", []),
        ("Les chargé(e)s de sa mission", "chargée de mission", []),
        ("redéveloppe, développe", "développe", ["développe", "développe"]),
        ("un C++ et du C#", "c++", ["C++"]),
        ("100\u00a0% à distance", "100 %", ["100 %"]),
        ("un  deux", " un   deux ", ["un deux"]),
        ("aaa", "aa", ["aa"]),
        ("rien", "", []),
        ("rien", "  ", []),
        ("rien", "?", []),
    ],
)
def test_found(text: str, needle: str, matches: list[str]) -> None:
    assert found(text, needle) == matches


def test_a_half_typed_word_finds_its_other_forms() -> None:
    for end in range(3, len("développeuse") + 1):
        assert len(found("Un développeur, une développeuse", "développeuse"[:end])) == 2


def test_a_match_goes_on_in_the_next_line() -> None:
    assert found("un deux trois quatre cinq", "trois quatre", 14) == ["trois/quatre"]
    assert found("- un deux trois quatre", "trois quatre", 16) == ["trois/quatre"]
    assert found("> un deux trois quatre", "trois quatre", 16) == ["trois/quatre"]


def test_what_is_drawn_is_not_found() -> None:
    text = "> a\n\n- b\n\n---\n\n| c | d |\n|---|---|\n| e | f |"
    for sign in ("│", "•", "─", "┼"):
        assert sign in str(page_of(text).lines)
        assert not found(text, sign)


@given(st.text("aAéœ -·()\u0301\n>|#e1", max_size=60), st.text("aAéœ -·()\u0301e", max_size=8))
def test_matches_are_parts_of_lines_in_order(text: str, needle: str) -> None:
    page = page_of(text, 12)
    lengths = [sum(len(span.text) for span in line) for line in page.lines]
    pieces = [piece for match in find(flat(page.lines), needle) for piece in match]
    assert all(0 <= start < end <= lengths[line] for line, start, end in pieces)
    for before, after in pairwise(pieces):
        assert (before.line, before.end) <= (after.line, after.start)


@given(st.lists(st.integers(0, 30)))
def test_a_cut_line_is_the_same_line(ends: list[int]) -> None:
    for line in page_of("un **deux** [trois](https://a.example) `quatre`").lines:
        pieces = list(cut(line, sorted(set(ends))))
        assert "".join(span.text for span, _at in pieces) == "".join(span.text for span in line)
        at = 0
        for span, start in pieces:
            assert start == at
            at += len(span.text)
            assert not any(start < end < at for end in ends)


def test_the_words_of_the_question_are_as_they_were_marked() -> None:
    page = page_of("un **deu**x trois\n\n- deux", word="deux")
    assert [match[0] for match in marked(page.lines)] == [(0, 3, 7), (2, 2, 6)]
    assert marked(page_of("un").lines) == ()


def test_the_next_match_is_the_one_behind_and_goes_round() -> None:
    matches = find(flat(page_of("a\n\na\n\na").lines), "a")
    assert [match[0].line for match in matches] == [0, 2, 4]
    assert following(matches, -1, 0, 1) == (0, False)
    assert following(matches, -1, 1, 1) == (1, False)
    assert following(matches, -1, 4, -1) == (1, False)
    assert following(matches, -1, 5, 1) == (0, True)
    assert following(matches, -1, 0, -1) == (2, True)
    assert following(matches, 1, 0, 1) == (2, False)
    assert following(matches, 2, 0, 1) == (0, True)
    assert following(matches, 0, 0, -1) == (2, True)


def test_usual_sections_go_by_many_names() -> None:
    names = ("Vos missions", "L'équipe", "Candidater", "Ce que vous ferez", "Modalités")
    headings = [Heading(name, 2, line) for line, name in enumerate(names)]
    lines = {kind: [h.line for h in openings(headings, kind)] for kind in SectionKind}
    assert lines == {
        SectionKind.MISSIONS: [0, 3],
        SectionKind.PROFILE: [],
        SectionKind.CONDITIONS: [4],
        SectionKind.APPLY: [2],
    }


def test_each_address_is_listed_once_under_a_text_that_says_something() -> None:
    links = [
        PageLink("a@b.example", "mailto:a@b.example", 0),
        PageLink("la page", "https://c.example", 1),
        PageLink("écrivez-nous", "mailto:a@b.example", 2),
        PageLink("ici", "https://c.example", 3),
    ]
    assert targets(links) == [
        (0, "écrivez-nous", "mailto:a@b.example"),
        (1, "la page", "https://c.example"),
    ]
