"""HTML as readable text."""

from __future__ import annotations

import pytest

from jobtui.parsing.html_text import markdown_of, page_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Baker</h2><p>Bake <b>bread</b>.", "## Baker\n\nBake **bread**."),
        ("<ul><li>one<li>two</ul>", "- one\n- two"),
        ("<ol><li>one<ul><li>inner</ul><li>two</ol>", "1. one\n  - inner\n2. two"),
        ("<b>Place: </b>York<br/><b>Pay:</b> 5", "**Place:** York  \n**Pay:** 5"),
        ("<a href='mailto:a@b.example'>Write</a>", "[Write](mailto:a@b.example)"),
        ("<a href='javascript:x()'>Write</a>", "Write"),
        ("<a href='/a (b)'>x</a>", "[x](/a%20%28b%29)"),
        (
            "<button onclick=\"open('https://a.example/x')\">Go</button>",
            "[Go](https://a.example/x)",
        ),
        ("<script>x<b>y</b></script>a<style>b{}</style>", "a"),
        ("<nav><a href=/>Home</a></nav><p>a</p>", "a"),
        ("<!-- remote --><p>a", "a"),
        ("<table><tr><th>Place<td>York</table>", "**Place**: York"),
        ("&lt;b&gt; *x* [y] # z", r"\<b> \*x\* \[y\] # z"),
        ("<p># no heading<p>1. no list", "\\# no heading\n\n1\\. no list"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<blockquote>a</blockquote>", "> a"),
    ],
)
def test_the_text_is_markdown_of_what_a_reader_sees(html: str, text: str) -> None:
    assert markdown_of(html) == text


def test_only_the_main_part_of_a_page_is_read() -> None:
    page = page_of("<title>A | B</title><header>menu</header><main><h1>A</h1>b</main><p>foot")
    assert page.title == "A | B"
    assert page.body == "# A\n\nb"


def test_json_ld_is_found_wherever_it_stands() -> None:
    html = "<p>a<script type='application/ld+json'>{}</script>b<SCRIPT TYPE=application/ld+json>[]"
    assert page_of(html).scripts == ("{}",)
