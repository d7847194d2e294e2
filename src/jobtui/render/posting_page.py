"""A posting as laid-out lines: a compact head of what it states, then its text.

The detail pane draws it, ``jobtui show`` prints it.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _
from jobtui.postings.model import Posting, Ruling, Status
from jobtui.render.chips import CHIPS, chips
from jobtui.render.document import Document
from jobtui.render.layout import Heading, Page, PageLink, lay_out
from jobtui.render.page_head import PageHead
from jobtui.render.spans import StyledSpan
from jobtui.render.summary import INFERRED, Fact, facts
from jobtui.text.cells import cells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jobtui.text.highlight import Highlight

MOST_PROSE = 100  # cells; longer lines are hard to read, and each cell is sent at each key
_SIDE_FROM = 140  # cells from which facts and sections stand beside the text
_GAP = 3  # cells between the text and what stands beside it

Spans = tuple[StyledSpan, ...]


def _is_line(fact: Fact, ruling: Ruling) -> bool:
    """Whether a fact has a line of its own: it is no chip, and tells more than "open"."""
    if fact.kind == "status":
        return ruling.status is not Status.OPEN
    return fact.field not in CHIPS


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
    has_title: bool = True,
    today: date | None = None,
    has_side: bool = False,
) -> PostingPage:
    """Lay a posting out in *width* cells; *highlight* finds the words to mark, *error* is shown.

    *own* is what the user said of it; see ``summary.own_facts``. Without *has_title* the title is
    left to what stands around the page. *today* is the day that ages are counted to; None: none.
    With *has_side* facts and sections stand beside the text, where there is room for that.
    """
    width = max(10, width)
    top = PageHead(width, highlight)
    side = (
        PageHead(width - MOST_PROSE - _GAP, highlight) if has_side and width >= _SIDE_FROM else top
    )
    if has_title:
        top.text(posting.title, "h1")
    shown = chips(posting, ruling, today, ascii=ascii)
    top.chips(shown, "-" if ascii else "·")
    told = [one for one in facts(posting, ruling, own) if _is_line(one, ruling)]
    for fact in sorted(told, key=lambda one: one.field != "apply"):  # and else as they are
        side.fact(fact, f"status-{ruling.status.value}" if fact.kind == "status" else fact.kind)
    if any(one.kind == "inferred" for one in told) or any(INFERRED in one.text for one in shown):
        side.text(_("{sign} read in the text").format(sign=INFERRED), "dim")
    if error:
        top.text(error, "error")
    top.lines.append(())
    page = lay_out(document, min(width, MOST_PROSE), highlight, ascii=ascii)
    if side is not top:
        side.sections(page.headings)
    return _joined(top, side, page)


def _joined(top: PageHead, side: PageHead, page: Page) -> PostingPage:
    """Return the page of a head above a body, with the *side* beside that if it is another one."""
    above, links = len(top.lines), len(side.links)
    body = [
        tuple(span._replace(link=span.link + links) if span.link >= 0 else span for span in line)
        for line in page.lines
    ]
    beside = above if side is not top else 0
    if side is not top:
        body = [_beside(*lines) for lines in zip_longest(body, side.lines, fillvalue=())]
    lines_found = {line + above for line in page.found} | {line + beside for line in side.found}
    return PostingPage(
        (*top.lines, *body),
        tuple(
            link._replace(line=link.line + by)
            for some, by in ((side.links, beside), (page.links, above))
            for link in some
        ),
        tuple(heading._replace(line=heading.line + above) for heading in page.headings),
        tuple(sorted({*top.found, *lines_found})),
    )


def _beside(left: Spans, right: Spans) -> Spans:
    """Return a line of the text with one of the side column behind it."""
    if not right:
        return left
    blank = MOST_PROSE + _GAP - sum(cells(span.text) for span in left)
    return (*left, StyledSpan(" " * blank, "", -1), *right)
