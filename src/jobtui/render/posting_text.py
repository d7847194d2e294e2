"""One posting on standard output: rendered for a terminal, or as Markdown for a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from jobtui.i18n import _
from jobtui.parsing.site_links import UNKNOWN, Site
from jobtui.render.summary import Fact, facts
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from datetime import date

    from jobtui.postings.model import Posting, Ruling

_CODES = {
    # SGR parameters, ECMA-48
    "strong": "1", "em": "3", "strike": "9", "code": "35", "link": "4;34", "h1": "1;4",
    "h2": "1;36", "h3": "1", "h4": "1;3", "h5": "3", "h6": "3", "quote": "3", "bullet": "36",
    "rule": "2", "dim": "2", "label": "36", "inferred": "3", "problem": "33", "error": "1;31",
    "status-open": "1;32", "status-expired": "33", "status-filled": "35", "status-closed": "2",
    "status-unknown": "34", "status-upcoming": "34",
}  # fmt: skip


def rendered(
    posting: Posting,
    ruling: Ruling,
    body: str,
    width: int,
    colour: bool,
    own: Sequence[Fact] = (),
    *,
    ascii: bool = False,  # noqa: A002
    site: Site = UNKNOWN,
    today: date | None = None,
) -> Iterator[str]:
    """Yield the lines of a posting for a terminal of *width* cells.

    *ascii* and *today* as in ``posting_page``.
    """
    from jobtui.render.markdown import parse
    from jobtui.render.posting_page import lay_out_posting

    document = parse(body, site)
    sheet = lay_out_posting(
        posting, ruling, document, width, lambda _text: (), ascii=ascii, own=own, today=today
    )
    for line in sheet.lines:
        yield "".join(_coded(text, style if colour else "") for text, style, _link in line).rstrip()


def _coded(text: str, style: str) -> str:
    codes = ";".join(_CODES[name] for name in style.split() if name in _CODES)
    return f"\x1b[{codes}m{text}\x1b[0m" if codes else text


def markdown(
    posting: Posting, ruling: Ruling, body: str, own: Sequence[Fact] = ()
) -> Iterator[str]:
    """Yield a posting as Markdown: its title, what it states as a list, and its text."""
    yield f"# {posting.title}"
    yield ""
    for fact in facts(posting, ruling, own):
        text = fact.text + (_(" (from the text)") if fact.kind == "inferred" else "")
        yield "- " + _("{label}: {text}").format(label=fact.label, text=text)
    yield ""
    yield from clean(body, keep_newlines=True).split("\n")
