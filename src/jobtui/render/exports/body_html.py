"""The text of a posting as HTML: only elements that are named here, and links that can be opened.

It is made from the parsed `Document`, so that nothing of a posting's own HTML gets through.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from jobtui.render.exports.entry import markup, markup_lines
from jobtui.render.inline import openable
from jobtui.render.markdown import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobtui.parsing.site_links import Site
    from jobtui.render.document import Block, BlockFrame, Document
    from jobtui.render.inline import Run

_ELEMENTS = {"strong": "strong", "em": "em", "strike": "s", "code": "code"}
_ALIGNED = ("left", "center", "right")
_LEAST_LEVEL = 3  # of a heading: a page and a posting have titles above it
_LAST_LEVEL = 6


def body_html(body: str, site: Site) -> str:
    """Return the Markdown of a posting as HTML."""
    return "\n".join(_Writer(parse(body, site)).lines())


def anchor(address: str, text: str) -> str:
    """Return a link to an address that can be opened; *text* is markup."""
    return f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{text}</a>'


class _Writer:
    """Turns blocks, each of which names the quotes and list items it stands in, into elements."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._open: list[BlockFrame] = []
        self._lines: list[str] = []

    def lines(self) -> list[str]:
        """Return the lines of HTML."""
        for block in self._document.blocks:
            self._enter(block.frames)
            self._lines.append(self._block(block))
        self._enter(())
        return self._lines

    def _enter(self, frames: Sequence[BlockFrame]) -> None:
        """Close the elements that end here, and open those that begin."""
        pairs = enumerate(zip(self._open, frames, strict=False))
        same = next((at for at, (old, new) in pairs if old.key != new.key), None)
        if same is None:
            same = min(len(self._open), len(frames))
        next_list = _list_of(frames[same]) if same < len(frames) else ""
        stays = False
        while len(self._open) > same:
            frame = self._open.pop()
            stays = len(self._open) == same and _list_of(frame) == next_list != "blockquote"
            list_end = "" if stays else f"</{_list_of(frame)}>"
            self._lines.append(list_end if frame.kind == "quote" else f"</li>{list_end}")
        for frame in frames[same:]:
            self._lines.append(_beginning(frame, stays))
            self._open.append(frame)
            stays = False

    def _block(self, block: Block) -> str:
        if block.kind == "rule":
            return "<hr>"
        if block.kind == "code":
            return (
                f"<pre><code>{''.join(markup_lines(run.text) for run in block.runs)}</code></pre>"
            )
        if block.kind == "table":
            return self._table(block)
        inner = self._inline(block.runs)
        if block.kind == "heading":
            level = min(_LAST_LEVEL, max(_LEAST_LEVEL, block.level + 1))
            return f"<h{level}>{inner}</h{level}>"
        return f"<p>{inner}</p>"

    def _table(self, block: Block) -> str:
        rows = []
        for number, row in enumerate(block.rows):
            kind = "td" if number else "th"
            cells = []
            for at, cell in enumerate(row):
                align = block.aligns[at] if at < len(block.aligns) else ""
                named = f' class="{align}"' if align in _ALIGNED else ""
                cells.append(f"<{kind}{named}>{self._inline(cell)}</{kind}>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f"<table>{''.join(rows)}</table>"

    def _inline(self, runs: Sequence[Run]) -> str:
        parts = []
        for link, group in groupby(runs, key=lambda run: run.link):
            inner = "".join(map(_run, group))
            target = openable(self._document.links[link].url) if link >= 0 else ""
            parts.append(anchor(target, inner) if target else inner)
        return "".join(parts)


def _list_of(frame: BlockFrame) -> str:
    if frame.kind == "quote":
        return "blockquote"
    return "ol" if _number(frame) else "ul"


def _number(frame: BlockFrame) -> str:
    """Return the number that an item has, empty if it has none."""
    digits = frame.marker.strip().removesuffix(".")
    return digits if frame.kind == "marker" and digits.isascii() and digits.isdigit() else ""


def _beginning(frame: BlockFrame, in_list: bool) -> str:
    name = _list_of(frame)
    if name == "blockquote":
        return "<blockquote>"
    opening = "" if in_list else f"<{name}>"
    if number := _number(frame):
        return f'{opening}<li value="{number[:9]}">'
    return f"{opening}<li>{markup(frame.marker)} " if frame.kind == "marker" else f"{opening}<li>"


def _run(run: Run) -> str:
    names = [_ELEMENTS[name] for name in run.style.split() if name in _ELEMENTS]
    inner = markup_lines(run.text).replace("\n", "<br>\n")
    return (
        "".join(f"<{name}>" for name in names)
        + inner
        + "".join(f"</{name}>" for name in reversed(names))
    )
