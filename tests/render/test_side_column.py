"""From 140 columns on, facts and sections stand beside a text of at most 100."""

from __future__ import annotations

from datetime import date

import pytest

from jobtui.postings.model import Posting, status_of
from jobtui.render.markdown import parse
from jobtui.render.posting_page import PostingPage, lay_out_posting
from jobtui.text.cells import cells

DAY = date(2024, 5, 1)
POSTING = Posting("a", "a.md", "Titre", published=DAY, startup="Phare", url="https://a.example/p")
BODY = "\n\n".join(
    ["# Un", "Veiller " * 60 + "[la carte](https://b.example/)", "## Deux", "Des phares."]
)


def page(width: int, body: str = BODY) -> PostingPage:
    def marked(text: str) -> list[tuple[int, int]]:
        at = text.find("Phare")
        return [(at, at + 5)] if at >= 0 else []

    ruling = status_of(POSTING, DAY)
    return lay_out_posting(POSTING, ruling, parse(body), width, marked, has_side=True)


def texts(shown: PostingPage) -> list[str]:
    return ["".join(span.text for span in line) for line in shown.lines]


@pytest.mark.parametrize("width", [60, 99, 100, 139, 140, 200, 250])
def test_no_line_is_wider_than_the_page_and_links_stand_where_they_are_said_to(width: int) -> None:
    shown = page(width)
    lines = texts(shown)
    assert max(map(cells, lines)) <= width
    for link in shown.links:
        assert any(
            span.link >= 0 and shown.links[span.link] is link for span in shown.lines[link.line]
        )
    for heading in shown.headings:
        assert heading.text in lines[heading.line]
    assert all("Phare" in lines[number] for number in shown.found)
    is_beside = any("Veiller" in line and "Startup" in line for line in lines)
    assert is_beside == (width >= 140)


def test_sections_stand_below_the_facts_and_facts_beside_a_short_text() -> None:
    lines = texts(page(160))
    at = next(number for number, line in enumerate(lines) if line.endswith("Sections"))
    assert [line[103:] for line in lines[at + 1 : at + 3]] == ["Un", "Deux"]
    assert sum("Phare" in line for line in texts(page(160, "Bref."))) == 1
    assert not any("Sections" in line for line in texts(page(160, "Bref.")))
