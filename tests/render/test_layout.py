from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jobtui.parsing.site_links import is_of_site
from jobtui.render import markdown
from jobtui.render.document import plain_text
from jobtui.render.layout import GLYPHS, STYLES, Page, lay_out
from jobtui.render.markdown import parse
from jobtui.text.cells import cells
from jobtui.text.wrap import wrap

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
FLOOD = re.compile("[\u0300-\u036f]{5}")


def page_of(text: str, width: int = 40) -> Page:
    return lay_out(parse(text), width)


def lines_of(page: Page) -> list[str]:
    return ["".join(span.text for span in line) for line in page.lines]


def shown(text: str, width: int = 40) -> list[str]:
    return lines_of(page_of(text, width))


def styled(text: str, width: int = 40) -> list[list[tuple[str, str]]]:
    return [[(span.text, span.style) for span in line] for line in page_of(text, width).lines]


def links(text: str) -> list[tuple[str, str]]:
    return [(link.text, link.url) for link in page_of(text).links]


CONSTRUCTS = {
    "paragraphs": ("un\ndeux\n\ntrois", ["un deux", "", "trois"]),
    "wrapped": ("un deux trois quatre", ["un deux trois", "quatre"]),
    "long word": ("a " + "x" * 20, ["a", "x" * 16, "xxxx"]),
    "wide word": ("漢字" * 5, ["漢字漢字漢字漢字", "漢字"]),
    "hard breaks": ("a  \nb\\\nc<br>d<br/>\ne", ["a", "b", "c", "d", "e"]),
    "no-break space": ("aaaa bbbb cccccc\u00a0?", ["aaaa bbbb", "cccccc ?"]),
    "narrow no-break space": ("aaaa bbbb cccccc\u202f!", ["aaaa bbbb", "cccccc !"]),
    "French sign": ("aaaa bbbb cccccc ?", ["aaaa bbbb", "cccccc ?"]),
    "French quotes": ("aaaa bbbb cc « d » e", ["aaaa bbbb cc", "« d » e"]),
    "heading": ("a\n\n# B\nc\n\n## D", ["a", "", "B", "c", "", "D"]),
    "tight headings": ("#Contexte\n##Missions", ["Contexte", "", "Missions"]),
    "heading no-break": ("##\u00a0Missions", ["Missions"]),
    "setext heading": ("A\n=\nb", ["A", "b"]),
    "no headings": ("#1 a\n#!b\nc #d", ["#1 a #!b c #d"]),
    "hashtags": ("#un #deux", ["#un #deux"]),
    "empty heading": ("#\n\na", ["a"]),
    "bullets": ("- a\n- b\n  - c\n- d", ["• a", "• b", "  • c", "• d"]),
    "loose list": ("- a\n\n- b", ["• a", "", "• b"]),
    "hanging": ("- un deux trois quatre", ["• un deux trois", "  quatre"]),
    "paragraphs in item": ("- a\n\n  b\n- c", ["• a", "", "  b", "", "• c"]),
    "numbers": ("9. a\n10. b", [" 9. a", "10. b"]),
    "same numbers": ("1. a\n1. b", ["1. a", "2. b"]),
    "list after text": ("a\n- b\n\nc", ["a", "", "• b", "", "c"]),
    "tasks": ("- [ ] a\n- [x] b\n- [X] c", ["[ ] a", "[x] b", "[x] c"]),
    "empty item": ("- a\n-\n- b", ["• a", "•", "• b"]),
    "no-break bullet": ("-\u00a0a\n-\u00a0b", ["• a", "• b"]),
    "own bullets": ("a\n• b\n• c", ["a", "• b", "• c"]),
    "own bullets hang": ("\\- un deux trois quatre", ["- un deux trois", "  quatre"]),
    "quote": ("> a\n> b\n>\n> > c", ["│ a b", "│", "│ │ c"]),
    "list in quote": ("> - a\n> - b\n\nc", ["│ • a", "│ • b", "", "c"]),
    "two quotes": ("> a\n\n<!-- -->\n\n> b", ["│ a", "", "│ b"]),
    "code": ("```py\na  b\n\n\tc\n```", ["  a  b", "", "      c"]),
    "indented code": ("    a\n     b", ["  a", "   b"]),
    "code cut": ("```\n" + "x" * 16 + "\n```", ["  " + "x" * 14, "  xx"]),
    "code is verbatim": ("```\n#a :b: <b>\n```", ["  #a :b: <b>"]),
    "heading after code": ("~~~\n#a\n~~~\n#b", ["  #a", "", "b"]),
    "rule": ("a\n\n---\n\nb", ["a", "", "─" * 16, "", "b"]),
    "table": ("|a|b|\n|-|-:|\n|c|12|", ["a │  b", "──┼───", "c │ 12"]),
    "centred": ("|abc|\n|:-:|\n|d|", ["abc", "───", " d"]),
    "table too wide": (
        "|a|b|c|\n|-|-|-|\n|un deux|trois|quatre|\n|x||y|",
        ["a: un deux", "b: trois", "c: quatre", "", "a: x", "c: y"],
    ),
    "table shrunk": (
        "|a|b|\n|-|-|\n|un deux|trois quatre|",
        ["a       │ b", "────────┼───────", "un deux │ trois", "        │ quatre"],
    ),
    "html": ("<p>a<br>b</p><p>c &amp; d</p>", ["a", "b", "", "c & d"]),
    "html list": ("<ul><li>a</li><li>b</li></ul>", ["- a", "- b"]),
    "comments": ("a\n\n<!--more-->\n\nb <!-- x --> c", ["a", "", "b c"]),
    "script": ("a <script>alert(1)</script> b", ["a b"]),
    "style block": ("<style>\n#a {b: c}\n</style>\n\nd", ["d"]),
    "entities": ("&eacute;&amp;&nbsp;x &lt;b&gt;", ["é& x <b>"]),
    "unclosed tag": ("a < b <c", ["a < b <c"]),
    "emoji": ("a :rocket: :nope: 10:30:15", ["a 🚀 :nope:", "10:30:15"]),
    "emoji in code": ("`:rocket:`", [":rocket:"]),
    "terminal markup": ("[red]a[/] [@click=b]c", ["[red]a[/]", "[@click=b]c"]),
    "relative link": ("[a](/b) [c](../d)", ["a (/b) c (../d)"]),
    "anchor": ("[a](#b) [c](<>)", ["a c"]),
    "script link": ("[a](javascript:b)", ["a (javascript:b)"]),
    "data link": ("[a](data:b)", ["a (data:b)"]),
    "image": ("![a *b*](https://c.d)", ["[image: a b]", "(https://c.d)"]),
    "empty relative link": ("a [](0) b", ["a b"]),
    "only an empty link": ("[](0)", []),
    "relative image": ("![](/b.png)", ["[image] (/b.png)"]),
    "unruly bold": ("**a **b **c**d", ["a b cd"]),
    "left-over signs": ("a \\*\\*\\*\\*", ["a"]),
    "separators": ("a\u2028b\u2029c", ["a", "b", "", "c"]),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("text", "lines"), CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_construct(text: str, lines: list[str]) -> None:
    assert shown(text, 16) == lines


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("a **b *c***", [("a ", ""), ("b ", "strong"), ("c", "strong em")]),
        ("~~a~~ `b`", [("a", "strike"), (" ", ""), ("b", "code")]),
        ("### a **b**", [("a ", "h3"), ("b", "h3 strong")]),
        ("<b>a</b> <i>b</i>", [("a", "strong"), (" ", ""), ("b", "em")]),
        ("[**a**](https://b.fr)", [("a", "strong link")]),
        ("> - a", [("│ ", "quote"), ("• ", "bullet"), ("a", "")]),
        ("***", [("─" * 40, "rule")]),
        ("**a :**b", [("a :", "strong"), ("b", "")]),
    ],
)
def test_styles(text: str, spans: list[tuple[str, str]]) -> None:
    assert styled(text) == [spans]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](https://b.fr/c)", [("a", "https://b.fr/c")]),
        ("<https://b.fr>", [("https://b.fr", "https://b.fr")]),
        ("<a@b.fr>", [("a@b.fr", "mailto:a@b.fr")]),
        ("(voir https://b.fr/c_(d)).", [("https://b.fr/c_(d)", "https://b.fr/c_(d)")]),
        (
            "à https://b.fr/?c=1&d=2, a@b.fr.",
            [
                ("https://b.fr/?c=1&d=2", "https://b.fr/?c=1&d=2"),
                ("a@b.fr", "mailto:a@b.fr"),
            ],
        ),
        ("`a@b.fr` `x a@b.fr`", [("a@b.fr", "mailto:a@b.fr")]),
        ("[a](HTTPS://b.fr/é)", [("a", "https://b.fr/%C3%A9")]),
        ("[a](mailto:b@c.fr?subject=d e)", [("a", "mailto:b@c.fr?subject=d%20e")]),
        ("[](https://b.fr)", [("https://b.fr", "https://b.fr")]),
        ("# [](https://b.fr/#c)d", []),
        ("[](0)", []),
        ("a [ ](/b) c", []),
        ("[](#d)", []),
        ("# [](0)", []),
        ("[a][1]\n\n[1]: https://b.fr", [("a", "https://b.fr")]),
        ('<a href="https://b.fr">a</a>', [("a", "https://b.fr")]),
        ('<p><a href="mailto:b@c.fr">a</a></p>', [("a", "mailto:b@c.fr")]),
        ('<img alt="a" src="https://b.fr">', [("[image: a]", "https://b.fr")]),
        ("[![a](/b.png)](https://c.fr)", [("[image: a]", "https://c.fr")]),
        ("[https://good.fr](https://bad.fr)", [("https://good.fr", "https://bad.fr")]),
        ("[a](https://b.fr/&#x202e;[31m)", [("a", "https://b.fr/%5B31m")]),
        ("https://b.fr/:rocket:", [("https://b.fr/:rocket", "https://b.fr/:rocket")]),
        ("ftp://b.fr <ftp://b.fr> file:///b [a](file:///b)", []),
        ("[a](java&#115;cript:b) <a href='data:b'>a</a>", []),
        ("[a](https://) [b](https:///c) [d](mailto:)", []),
    ],
)
def test_links(text: str, found: list[tuple[str, str]]) -> None:
    assert links(text) == found


def test_link_knows_its_first_line_and_is_on_every_line_it_covers() -> None:
    page = page_of("x\n\n[un deux trois](https://b.fr) quatre", 10)
    assert [link.line for link in page.links] == [2]
    assert [[span.text for span in line if span.link == 0] for line in page.lines[2:4]] == [
        ["un deux"],
        ["trois"],
    ]


def test_headings_know_their_lines() -> None:
    page = page_of("# Un *deux*\n\na\n\n> ## Trois")
    assert [tuple(heading) for heading in page.headings] == [("Un deux", 1, 0), ("Trois", 2, 3)]


def test_marked_words_are_found_across_styles_and_lines() -> None:
    def mark(text: str) -> list[tuple[int, int]]:
        return [found.span() for found in re.finditer("deux trois|x", text)]

    page = lay_out(
        parse("# x\n\nun **deux** trois\n\nrien\n\n|x|\n|-|\n|y|\n\n```\nx\n```"), 10, mark
    )
    assert page.found == (0, 1, 2, 6, 10)
    assert [(span.text, span.style) for span in page.lines[1]] == [
        ("un ", ""),
        ("deux", "strong found"),
    ]
    assert [(span.text, span.style) for span in page.lines[2]] == [("trois", "found")]


def test_ascii_glyphs() -> None:
    text = "- a\n\n> b\n\n---\n\n|a|b|\n|-|-|\n|c|d|"
    page = lay_out(parse(text), 10, ascii=True)
    assert "".join(lines_of(page)).isascii()
    assert all(both[1].isascii() and cells(both[0]) == cells(both[1]) for both in GLYPHS.values())


def test_plain_text() -> None:
    text = "# A\n\n- **b** [c](https://d.fr)\n\n|e|f|\n|-|-|\n|g|h|\n\n```\ni\n```"
    assert plain_text(parse(text)) == "A\nb c\ne  f\ng  h\ni"


def test_deep_nesting_keeps_room_for_text_and_the_text() -> None:
    assert shown("> " * 30 + "un", 12)[0].endswith("│ un")
    assert "fond" in shown(">" * 10_000 + " fond", 20)[-1]
    assert "fond" in " ".join(shown("- " * 300 + "fond", 20))


def test_a_body_too_long_says_so() -> None:
    page = page_of("mot " * markdown.MAX_BODY, 100)
    assert lines_of(page)[-2:] == ["", "The rest of the file is not shown."]
    assert page.lines[-1][0].style == "dim"


def test_embedded_images_do_not_count() -> None:
    text = f"![](data:image/png;base64,{'A' * markdown.MAX_BODY})\n\nfin"
    assert shown(text)[-1] == "fin"


def test_controls_do_not_come_out_of_entities() -> None:
    text = "&#27;]0;x&#7; &#x9b;31m a&#x202e;b &#8203;c&#x2066;d [&#27;x](https://a.fr/&#x202e;)"
    assert not UNSAFE.search("".join(shown(text)))
    assert links(text)[0][1] == "https://a.fr/"


def test_accents_do_not_pile_up() -> None:
    assert not FLOOD.search("".join(shown("a" + "\u0301" * 1000 + "<b>" + "\u0301" * 9 + "</b>")))


def check(page: Page) -> None:
    for line in page.lines:
        assert sum(cells(span.text) for span in line) <= page.width
        assert cells("".join(span.text for span in line)) <= page.width
        for span in line:
            assert span.text
            assert not UNSAFE.search(span.text)
            assert set(span.style.split()) <= set(STYLES)
            assert -1 <= span.link < len(page.links)
    for number, link in enumerate(page.links):
        if not (link.url.startswith("#") or is_of_site(link.url)):
            assert re.match(r"(https?://|mailto:)[!-~]+$", link.url)
        assert link.text
        assert not UNSAFE.search(link.text + link.url)
        assert any(span.link == number for span in page.lines[link.line])
    assert all(heading.line < len(page.lines) for heading in page.headings)


WORDS = r"""
    # |##A|-|- |1. |10) |> |>|```|~~~|*|**|_|~~|`|[|]|(|)|![a](|[b](|https://a.fr|a@b.fr|mailto:
    javascript:|<|>|<br>|<b>|</b>|<a href="https://c.d">|</a>|<p>|<li>|<!--|-->|<script>|&#x9b;
    &nbsp;|&#x202e;|&amp;|:rocket:|[ ] |[x] |é|漢|❤️|•  |---|===|a|mot|abcdefghijklmnopqrstuvwxyz
    "|'|:|?|data:x;base64,
"""
SIGNS = ["|", "|-|-|\n", "\n", "\n\n", " ", "    ", "\t", "\\", "\x1b[31m", "\u2028", "\ud800"]
SIGNS += ["\U000e0041", "\u0301", "\u200d", "\u00a0", "\u202f", "👩\u200d👧", "\ufe0f"]
PIECES = st.sampled_from(
    SIGNS + [word for line in WORDS.split("\n    ") for word in line.split("|")]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def every_other(text: str) -> list[tuple[int, int]]:
    return [(at, at + 1) for at in range(0, len(text), 2)]


@settings(deadline=None, max_examples=400)
@example('0<A HREF="HTTP://0"><SCRIPT></A>', 10, False)  # a link around nothing that is shown
@example('<A HREF="HTTP://0"><SCRIPT></A>', 10, False)
@example("[](0)", 10, False)
@example("[a](0)", 10, False)
@given(TEXTS, st.integers(10, 200), st.booleans())
def test_any_text_fits_and_is_safe(text: str, width: int, ascii_only: bool) -> None:
    document = parse(text)
    check(lay_out(document, width, ascii=ascii_only))
    marked = lay_out(document, width, every_other)
    assert lines_of(marked) == lines_of(lay_out(document, width))


@given(st.text(), st.integers(2, 50))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    ranges = wrap(text, width)
    kept = "".join(text[start:end] for start, end in ranges)
    assert re.sub("[ \n]", "", kept) == re.sub("[ \n]", "", text)
    assert all(first <= last for first, last in ranges)


SIZE = 60_000
HOSTILE = {
    "quotes": ">" * 10_000 + "a",
    "lists": "- " * 10_000 + "a",
    "stairs": "\n".join("  " * depth + "- a" for depth in range(200)),
    "brackets": "[" * SIZE,
    "images": "![" * (SIZE // 2),
    "destinations": "[a](<b" * (SIZE // 6),
    "stars": "*a " * (SIZE // 3),
    "bold": "** a" * (SIZE // 4),
    "comments": "<!--" * (SIZE // 4),
    "comments in html": "<div>\n" + "<!--" * (SIZE // 4),
    "tags": "<div>\n" + '<a href="' * (SIZE // 9),
    "styles": "<b>" * (SIZE // 3),
    "one word": "x" * SIZE,
    "one wide word": "漢" * SIZE,
    "spaces": "a" + " " * SIZE + "b",
    "no-break spaces": "a" + "\u00a0" * SIZE + "b",
    "parentheses": "https://a.fr/" + ")" * SIZE,
    "no e-mail": "a." * (SIZE // 2) + "@",
    "colons": ":a" * (SIZE // 2),
    "entities": "&#" * (SIZE // 2),
    "links": "[a](http://b.fr) " * (SIZE // 16),
    "spaced links": "](http://a" * (SIZE // 10),
    "references": "[a]: /b\n" * (SIZE // 8),
    "columns": "|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + ("|" + "b|" * 1000 + "\n") * 10,
    "short rows": "|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + "|b\n" * 1000,
    "accents": "a" + "\u0301" * SIZE,
    "joiners": "👩\u200d" * (SIZE // 2),
    "headings": "#a #b " * (SIZE // 6),
}


@pytest.mark.hostile
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_no_time(text: str) -> None:
    started = time.process_time()
    page = page_of(text, 30)
    assert time.process_time() - started < 5
    check(page)


@pytest.mark.process
def test_importing_loads_no_parser_and_no_terminal() -> None:
    late = "{'markdown_it', 'rich', 'textual'}"
    code = f"import sys, jobtui.render.layout; print({late} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
