"""The readable text of an HTML page, as Markdown: headings, lists, links, bold, line breaks.

Only what a reader sees is kept: no scripts, styles, navigation or comments. If the page marks
its main part, only that is read.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from jobtui.text.html_tags import TAG, attributes, name_of
from jobtui.text.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIDDEN = frozenset(
    "script style template svg nav footer noscript iframe canvas object select head math".split()
)
_BLOCKS = frozenset(
    """p div section article main header figure figcaption address table thead tbody tr dl dt dd
    ul ol li blockquote pre h1 h2 h3 h4 h5 h6 hr details summary form fieldset center body html
    aside""".split()
)
_BOLD = frozenset(("b", "strong", "dt", "th", "summary"))
_PARTS = (  # that hold what a page is about
    (late(r"<main[\s>]", re.IGNORECASE), late("</main", re.IGNORECASE)),
    (late(r"<article[\s>]", re.IGNORECASE), late("</article", re.IGNORECASE)),
)
_TITLE = late(r"<title[^<>]{0,200}>([^<]*)", re.IGNORECASE)
_JSON_LD = late(r"<script[^<>]{0,500}\bapplication/ld\+json\b[^<>]{0,500}>", re.IGNORECASE)
_SCRIPT_END = late("</script", re.IGNORECASE)
_SPACE = late(r"[ \t\r\n\f]+")
_MARKUP = late(r"([\\`*\[\]<]|(?<!\w)_|_(?!\w))")
_ADDRESS = late(r"(?:https?://|mailto:)[^\s'\"<>)]+", re.IGNORECASE)
_LINE_START = late(r"^(?=#{1,6}\s|>|[-+]\s)|^(\d{1,9})(?=[.)]\s)")
_DEEPEST = 12  # lists within lists


class HtmlPage(NamedTuple):
    """What a page says: its text as Markdown, its headings, and its JSON-LD scripts."""

    body: str
    title: str  # of the ``<title>``
    scripts: tuple[str, ...]


def page_of(html: str) -> HtmlPage:
    """Return what a page of HTML, or a part of one, says."""
    title = _TITLE.search(html)
    return HtmlPage(
        markdown_of(_main(html)), _plain(title[1]) if title else "", tuple(_scripts(html))
    )


def markdown_of(html: str) -> str:
    """Return the text of some HTML as Markdown."""
    writer = _Writer()
    at = 0
    for tag in TAG.finditer(html):
        if tag.start() > at:
            writer.text(unescape(html[at : tag.start()]))
        writer.tag(tag[0])
        at = tag.end()
    writer.text(unescape(html[at:]))
    return writer.result()


def _scripts(html: str) -> Iterator[str]:
    """Yield the contents of the JSON-LD scripts of a page."""
    at = 0
    while begun := _JSON_LD.search(html, at):
        ended = _SCRIPT_END.search(html, begun.end())
        if ended is None:
            return
        yield html[begun.end() : ended.start()]
        at = ended.end()


def _main(html: str) -> str:
    """Return the part of a page that is its main content, all of it if no one part is marked."""
    for begins, ends in _PARTS:
        begun, ended = begins.findall(html), list(ends.finditer(html))
        if len(begun) == len(ended) == 1 and (first := begins.search(html)):
            return html[first.start() : max(first.start(), ended[0].start())]
    return html


def _plain(html: str) -> str:
    return _SPACE.sub(" ", unescape(html)).strip()


class _Writer:
    """Writes Markdown from the tags and texts of a page, one block after the other."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._pieces: list[str] = []  # of the block that is being read
        self._lists: list[int] = []  # the next number of each open list; 0: bullets
        self._marker = ""  # of the list item that begins
        self._heading = 0
        self._quotes = 0
        self._hidden, self._depth = "", 0
        self._link, self._linked = "", -1  # address, and the piece with which its text begins
        self._bold = -1  # the piece with which bold text begins
        self._pre = False
        self._cells = 0  # of the row of a table, after the first

    def text(self, text: str) -> None:
        """Add text outside of tags."""
        if self._hidden or not text:
            return
        if self._pre:
            self._pieces.append(text)
        else:
            self._pieces.append(_MARKUP.sub(r"\\\1", _SPACE.sub(" ", text)))

    def tag(self, tag: str) -> None:
        """Act on a tag as it is written."""
        name, closing = name_of(tag)
        if not name:
            return
        if self._hidden:
            if name == self._hidden and not tag.endswith("/>"):
                self._depth += -1 if closing else 1
                self._hidden = self._hidden if self._depth else ""
        elif name in _HIDDEN:
            if not closing and not tag.endswith("/>"):
                self._hidden, self._depth = name, 1
        else:
            self._act(name, closing, tag)

    def _act(self, name: str, closing: bool, tag: str) -> None:
        if name in _BLOCKS:
            self._flush()
            self._block(name, closing)
        elif name == "br":
            self._pieces.append("\n" if self._pre else "  \n")
        elif name in ("td", "th"):
            self._cell(closing)
        elif name in ("a", "button"):
            self._end_link()
            if not closing:
                self._begin_link(attributes(tag))
        if name in _BOLD:
            self._end_bold()
            self._bold = -1 if closing else len(self._pieces)

    def _block(self, name: str, closing: bool) -> None:
        if name in ("ul", "ol"):
            if closing:
                self._lists = self._lists[:-1]
            elif len(self._lists) < _DEEPEST:
                self._lists.append(1 if name == "ol" else 0)
        elif name == "li":
            self._marker = "" if closing else self._next_marker()
        elif name == "blockquote":
            self._quotes = max(0, self._quotes + (-1 if closing else 1))
        elif name == "pre":
            self._pre = not closing
        elif name == "hr":
            self._blocks.append("---")
        elif name[0] == "h" and name[1:].isdigit():
            self._heading = 0 if closing else int(name[1])

    def _next_marker(self) -> str:
        number = self._lists[-1] if self._lists else 0
        if number:
            self._lists[-1] += 1
        return f"{number}. " if number else "- "

    def _cell(self, closing: bool) -> None:
        self._end_bold()
        if closing or not self._pieces:
            return
        ended = self._pieces[-1].rstrip(" *").endswith(":")
        self._pieces.append(" " if ended else "; " if self._cells else ": ")
        self._cells += 1

    def _begin_link(self, stated: dict[str, str]) -> None:
        address = stated.get("href") or stated.get("formaction") or stated.get("data-href") or ""
        if not address and (called := _ADDRESS.search(stated.get("onclick", ""))):
            address = called[0]
        if address and not re.match(r"\s*(?:javascript|data|vbscript):", address, re.IGNORECASE):
            self._link, self._linked = address.strip(), len(self._pieces)

    def _end_link(self) -> None:
        if self._linked < 0:
            return
        text = "".join(self._pieces[self._linked :])
        if text.strip():
            self._pieces[self._linked :] = [_around(text, "[", f"]({_escaped(self._link)})")]
        self._link, self._linked = "", -1

    def _end_bold(self) -> None:
        if self._bold < 0:
            return
        text = "".join(self._pieces[self._bold :])
        is_whole = self._linked < self._bold and "\n" not in text and "**" not in text
        if is_whole and not self._heading and any(map(str.isalnum, text)):
            self._pieces[self._bold :] = [_around(text, "**", "**")]
        self._bold = -1

    def _flush(self) -> None:
        """End the block that is being read."""
        again = self._link
        self._end_bold()
        self._end_link()
        said = "".join(self._pieces)
        self._pieces, self._cells = [], 0
        text = (
            said
            if self._pre
            else "\n".join(
                line for line in (part.strip() for part in said.split("\n")) if line
            ).replace("\n", "  \n")
        )
        if text.strip():
            self._blocks.append(self._indented(text))
        if again:
            self._link, self._linked = again, 0

    def _indented(self, text: str) -> str:
        if self._pre:
            return f"```\n{text.strip(chr(10)).replace('```', '` ` `')}\n```"
        lines = [_LINE_START.sub(_escape, line) for line in text.split("\n")]
        if self._heading:
            title = " ".join(line.strip() for line in lines)
            return f"{'#' * self._heading} {title}"
        depth = max(0, len(self._lists) - 1)
        first, rest = "", ""
        if self._marker:
            first, rest = "  " * depth + self._marker, "  " * depth + " " * len(self._marker)
            self._marker = ""
        elif self._lists:
            first = rest = "  " * (depth + 1)
        quote = "> " * min(self._quotes, _DEEPEST)
        return "\n".join(quote + (rest if at else first) + line for at, line in enumerate(lines))

    def result(self) -> str:
        """Return all that was written."""
        self._flush()
        parts: list[str] = []
        for at, block in enumerate(self._blocks):
            tight = at and _is_item(block) and _is_item(self._blocks[at - 1])
            parts.append("\n" if tight else "\n\n" if at else "")
            parts.append(block)
        return "".join(parts)


def _is_item(block: str) -> bool:
    return re.match(r"\s*(?:- |\d+\. )", block) is not None


def _escape(found: re.Match[str]) -> str:
    return f"{found[1]}\\" if found[1] else "\\"


def _around(text: str, before: str, after: str) -> str:
    """Return *text* with signs around what is not white space."""
    inner = text.strip()
    start = text.index(inner)
    return f"{text[:start]}{before}{inner}{after}{text[start + len(inner) :]}"


def _escaped(address: str) -> str:
    return re.sub(r"[\s()<>]", lambda sign: f"%{ord(sign[0]):02X}", address)
