"""A posting as laid-out lines: a compact head of what it states, then its text.

The detail pane draws it, ``jobtui show`` prints it.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from jobtui.render.document import Document
from jobtui.render.layout import Heading, PageLink, lay_out
from jobtui.render.spans import StyledSpan
from jobtui.render.summary import Fact, facts
from jobtui.text.cells import cells
from jobtui.text.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobtui.postings.model import Posting, Ruling
    from jobtui.text.highlight import Highlight

_LABEL = 13  # cells that labels take, a space behind them included
_MOST_PROSE = 100  # cells; longer lines are hard to read


class PostingPage(NamedTuple):
    """Lines of spans; links and headings with the lines they are on; lines with found words."""

    lines: tuple[tuple[StyledSpan, ...], ...]
    links: tuple[PageLink, ...]
    headings: tuple[Heading, ...]
    found: tuple[int, ...]


def lay_out_posting(
    posting: Posting,
    ruling: Ruling,
    document: Document,
    width: int,
    highlight: Highlight,
    *,
    ascii: bool = False,  # noqa: A002
    error: str = "",
    own: Sequence[Fact] = (),
) -> PostingPage:
    """Lay a posting out in *width* cells; *highlight* finds the words to mark, *error* is shown.

    *own* is what the user said of it; see ``facts.own_facts``.
    """
    width = max(10, width)
    head = _Head(width, highlight)
    head.text(posting.title, "h1")
    for fact in facts(posting, ruling, own):
        head.fact(fact, f"status-{ruling.status.value}" if fact.kind == "status" else fact.kind)
    if error:
        head.text(error, "error")
    head.lines.append(())
    page = lay_out(document, min(width, _MOST_PROSE), highlight, ascii=ascii)
    above, links = len(head.lines), len(head.links)
    body = tuple(
        tuple(span._replace(link=span.link + links) if span.link >= 0 else span for span in line)
        for line in page.lines
    )
    return PostingPage(
        (*head.lines, *body),
        (*head.links, *(link._replace(line=link.line + above) for link in page.links)),
        tuple(heading._replace(line=heading.line + above) for heading in page.headings),
        (*head.found, *(line + above for line in page.found)),
    )


class _Head:
    def __init__(self, width: int, highlight: Highlight) -> None:
        self.width, self.highlight = width, highlight
        self.lines: list[tuple[StyledSpan, ...]] = []
        self.links: list[PageLink] = []
        self.found: list[int] = []

    def text(self, text: str, style: str) -> None:
        """Add a paragraph in one style."""
        self._wrapped(text, style, -1, "", 0)

    def fact(self, fact: Fact, style: str) -> None:
        """Add a label and what is stated, which hangs behind it where there is room."""
        link = -1
        if fact.link:
            link = len(self.links)
            self.links.append(PageLink(fact.text, fact.link, len(self.lines)))
            style = f"{style} link".strip()
        indent = _LABEL if self.width >= 3 * _LABEL else 2
        if cells(fact.label) + 1 > indent:
            self._wrapped(fact.label, "label", -1, "", 0)
            self._wrapped(fact.text, style, link, "", indent)
        else:
            self._wrapped(fact.text, style, link, fact.label, indent)

    def _wrapped(self, text: str, style: str, link: int, label: str, indent: int) -> None:
        marked = deque(self.highlight(text))
        for start, end in wrap(text, max(4, self.width - indent)):
            spans = (
                [StyledSpan(label + " " * (indent - cells(label)), "label", -1)] if indent else []
            )
            label = ""
            at = start
            while marked and marked[0][0] < end:
                first, last = max(marked[0][0], start), min(marked[0][1], end)
                if first < last:
                    self.found.append(len(self.lines))
                    spans.append(StyledSpan(text[at:first], style, link))
                    spans.append(StyledSpan(text[first:last], f"{style} found".strip(), link))
                    at = last
                if marked[0][1] > end:
                    break  # the rest of it is on the next line
                marked.popleft()
            spans.append(StyledSpan(text[at:end], style, link))
            self.lines.append(tuple(span for span in spans if span.text))
