"""Tell a paragraph's runs what a piece of raw HTML says."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from jobtui.text.html_tags import TAG, attributes, name_of

if TYPE_CHECKING:
    from jobtui.render.inline import InlineBuilder

_HIDDEN = {"script", "style"}
_STYLES = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "s": "strike",
    "del": "strike",
    "strike": "strike",
    "code": "code",
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_PARAGRAPHS = {"p", "ul", "ol", "table", "blockquote", "pre", "section", *_HEADINGS}
_LINES = {"div", "li", "tr", "hr", "dt", "dd", "summary", "details", "center"}


def tell(runs: InlineBuilder, html: str) -> None:
    """Add the text of *html* to *runs*: no tag or comment is left, entities are decoded."""
    at = 0
    for tag in TAG.finditer(html):
        if tag.start() > at:
            runs.text(_text(html[at : tag.start()]))
        tell_tag(runs, tag[0])
        at = tag.end()
    if at < len(html):
        runs.text(_text(html[at:]))


def tell_tag(runs: InlineBuilder, tag: str) -> None:
    """Act on one tag or comment, as it is written."""
    name, closing = name_of(tag)
    if not name:
        return
    if runs.hidden:
        if closing and name == runs.hidden:
            runs.hidden = ""
    elif name in _HIDDEN:
        runs.hidden = "" if closing or tag.endswith("/>") else name
    elif name == "br":
        runs.newline()
    elif name in _PARAGRAPHS:
        runs.paragraph()
    elif name in _LINES:
        runs.newline(at_most=1)
    _act(runs, name, closing, tag)


def _act(runs: InlineBuilder, name: str, closing: bool, tag: str) -> None:
    if style := _STYLES.get(name) or ("strong" if name in _HEADINGS else ""):
        (runs.close_style if closing else runs.open_style)(style)
    elif name == "a":
        if closing:
            runs.close_link()
        else:
            runs.open_link(attributes(tag).get("href", ""))
    elif name == "img":
        values = attributes(tag)
        runs.image(values.get("alt", ""), values.get("src", ""))
    elif name == "li" and not closing:
        runs.text("- ")
    elif name in {"td", "th"}:
        runs.space()


def _text(html: str) -> str:
    return unescape(html.replace("\n", " "))
