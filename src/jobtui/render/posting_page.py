"""A posting as laid-out lines: a compact head of what it states, then its text.

The detail pane draws it, ``jobtui show`` prints it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _
from jobtui.postings.model import Posting, Ruling, Status
from jobtui.render.chips import CHIPS, chips
from jobtui.render.document import Document
from jobtui.render.layout import Heading, PageLink, lay_out
from jobtui.render.page_head import PageHead
from jobtui.render.spans import StyledSpan
from jobtui.render.summary import INFERRED, Fact, facts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jobtui.text.highlight import Highlight

_MOST_PROSE = 76  # cells; longer lines are hard to read, and each cell is sent at each key


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
) -> PostingPage:
    """Lay a posting out in *width* cells; *highlight* finds the words to mark, *error* is shown.

    *own* is what the user said of it; see ``summary.own_facts``. Without *has_title* the title is
    left to what stands around the page. *today* is the day that ages are counted to; None: none.
    """
    width = max(10, width)
    head = PageHead(width, highlight)
    if has_title:
        head.text(posting.title, "h1")
    shown = chips(posting, ruling, today, ascii=ascii)
    head.chips(shown, "-" if ascii else "·")
    told = [one for one in facts(posting, ruling, own) if _is_line(one, ruling)]
    for fact in sorted(told, key=lambda one: one.field != "apply"):  # and else as they are
        head.fact(fact, f"status-{ruling.status.value}" if fact.kind == "status" else fact.kind)
    if any(one.kind == "inferred" for one in told) or any(INFERRED in one.text for one in shown):
        head.text(_("{sign} read in the text").format(sign=INFERRED), "dim")
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
