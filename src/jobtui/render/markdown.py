"""Parse the Markdown body of a posting into blocks of runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jobtui.i18n import _
from jobtui.parsing.site_links import UNKNOWN, Site
from jobtui.render import inline_html
from jobtui.render.commonmark import MAX_NESTING, parser
from jobtui.render.document import Block, BlockFrame, Document
from jobtui.render.inline import InlineBuilder, LinkTarget, Run
from jobtui.render.markdown_fixes import mended, with_bold, without_data
from jobtui.render.markdown_lists import TYPED_BULLET, list_shapes, typed_items
from jobtui.render.navigation import NOTE, NOTED
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from jobtui.render.document import Cell, Rows
    from jobtui.render.markdown_lists import ListShape

MAX_BODY = 1 << 18  # characters; embedded images do not count

_MARKERS = re.compile(r"[\s>*+-]*")
_TASK = re.compile(r"\[([ xX])\] +")


def parse(markdown: str, site: Site = UNKNOWN) -> Document:
    """Parse a body. Never fails; what is beyond MAX_BODY characters is replaced by a note.

    Links without a host lead to pages of *site*.
    """
    markdown = without_data(markdown)
    source = mended(markdown[:MAX_BODY])
    reader = _BlockReader(source, site)
    reader.read(parser("[^" in source).parse(source))
    if len(markdown) > MAX_BODY:
        reader.note(_("The rest of the file is not shown."))
    return Document(tuple(reader.blocks), tuple(reader.links))


@dataclass(slots=True)
class _Box:
    """A container being read: the page itself, a quote, a list or an item."""

    frame: BlockFrame | None = None
    tight: bool = False
    used: bool = False
    number: int = -1  # of the next item; negative where there are bullets
    digits: int = 0


class _BlockReader:
    """Turns the flat tokens of the parser into blocks."""

    def __init__(self, source: str, site: Site) -> None:
        self._site = site
        self._note = 0  # the number of the note that begins
        self.blocks: list[Block] = []
        self.links: list[LinkTarget] = []
        self._source = source
        self._lines: list[str] = []
        self._boxes = [_Box()]
        self._keys = 0
        self._rows: list[list[Cell]] = []
        self._aligns: list[str] = []

    def read(self, tokens: Sequence[Token]) -> None:
        """Read all tokens of a body."""
        lists = list_shapes(tokens)
        for index, token in enumerate(tokens):
            match token.type:
                case "inline":
                    self._inline(tokens[index - 1], token)
                case "fence" | "code_block":
                    self._code(token.content)
                case "html_block":
                    runs = InlineBuilder(self.links, site=self._site)
                    inline_html.tell(runs, token.content)
                    self._text(runs)
                case "hr":
                    self._emit("rule")
                case "bullet_list_open" | "ordered_list_open":
                    self._open_list(token, lists[index])
                case "list_item_open" | "blockquote_open":
                    self._open(token)
                case "list_item_close":
                    self._close_item()
                case "blockquote_close" | "bullet_list_close" | "ordered_list_close":
                    self._boxes.pop()
                case "footnote_block_open":
                    self._emit("rule")
                case "footnote_open":
                    self._note = int(token.meta["id"]) + 1
                case "footnote_close" if self._note:  # it begins with no text
                    self._text(self._runs([], ""))
                case "table_open":
                    self._rows, self._aligns = [], []
                case "tr_open":
                    self._rows.append([])
                case "table_close":
                    rows = tuple(tuple(row) for row in self._rows)
                    self._emit("table", rows=rows, aligns=tuple(self._aligns))

    def note(self, words: str) -> None:
        """Add a last paragraph that is not part of the text."""
        self._boxes = self._boxes[:1]
        self._emit("text", (Run(words, "dim", -1),))

    def _emit(
        self,
        kind: str,
        runs: tuple[Run, ...] = (),
        level: int = 0,
        rows: Rows = (),
        aligns: tuple[str, ...] = (),
    ) -> None:
        gap = False
        for box in reversed(self._boxes):
            if box.used:
                gap = not box.tight
                break
        for box in self._boxes:
            box.used = True
        if kind == "heading":
            gap = bool(self.blocks)
        elif self.blocks and self.blocks[-1].kind == "heading":
            gap = False
        frames = tuple(box.frame for box in self._boxes if box.frame)
        self.blocks.append(Block(kind, frames, gap, runs, level, rows, aligns))

    def _text(self, runs: InlineBuilder) -> None:
        for number, (marker, part) in enumerate(typed_items(runs.finish())):
            box = _Box(self._frame("marker", marker) if marker else None)
            self._boxes.append(box)
            self._emit("text", part)
            self._boxes.pop()
            if number:
                self.blocks[-1] = replace(self.blocks[-1], gap=False)

    def _inline(self, opening: Token, token: Token) -> None:
        kind = opening.type
        children = token.children or []
        if "**" in token.content or "*\\*" in token.content:
            children = with_bold(children, "\\*" in token.content)
        if kind == "heading_open":
            level = int(opening.tag[1])
            runs = self._runs(children, f"h{level}")
            if done := runs.finish():
                self._emit("heading", done, level)
        elif kind == "th_open" or kind == "td_open":
            if kind == "th_open":
                self._aligns.append(str(opening.attrGet("style") or "").partition(":")[2])
            runs = self._runs(children, "strong" if kind == "th_open" else "")
            self._rows[-1].append(runs.finish())
        else:
            self._box_of_task(children)
            self._text(self._runs(children, ""))

    def _box_of_task(self, children: list[Token]) -> None:
        box = self._boxes[-1]
        if box.used or not box.frame or not children or children[0].type != "text":
            return
        if box.frame.kind == "bullet" and (task := _TASK.match(children[0].content)):
            box.frame = BlockFrame(box.frame.key, "marker", f"[{task[1].lower()}] ")
            children[0].content = children[0].content[task.end() :]

    def _runs(self, children: list[Token], style: str) -> InlineBuilder:
        runs = InlineBuilder(self.links, style, self._site)
        if self._note:
            runs.place(f"[{self._note}]", f"{NOTED}{self._note}")
            runs.space()
            self._note = 0
        for index, token in enumerate(children):
            if token.type == "softbreak":
                after = children[index + 1].content if index + 1 < len(children) else ""
                if TYPED_BULLET.match(after):
                    runs.newline()
                else:
                    runs.space()
            else:
                _add_inline(runs, token)
        return runs

    def _code(self, content: str) -> None:
        text = clean(content.rstrip("\n").expandtabs(4), keep_newlines=True)
        if text.strip():
            self._emit("code", (Run(text, "code", -1),))

    def _frame(self, kind: str, marker: str = "") -> BlockFrame:
        self._keys += 1
        return BlockFrame(self._keys, kind, marker)

    def _open_list(self, token: Token, shape: ListShape) -> None:
        box = _Box(tight=shape.tight)
        if token.type == "ordered_list_open":
            start = token.attrGet("start")
            box.number = 1 if start is None else int(start)
            box.digits = len(str(box.number + shape.items - 1))
        self._boxes.append(box)

    def _open(self, token: Token) -> None:
        parent = self._boxes[-1]
        if token.type == "blockquote_open":
            frame = self._frame("quote")
        elif parent.number < 0:
            frame = self._frame("bullet")
        else:
            frame = self._frame("marker", f"{parent.number:>{parent.digits}}. ")
            parent.number += 1
        self._boxes.append(_Box(frame, tight=parent.tight and token.type == "list_item_open"))
        if token.level + 1 >= MAX_NESTING and token.map:
            self._too_deep(*token.map)

    def _too_deep(self, first: int, last: int) -> None:
        """Show lines that the parser dropped for their nesting, without their markers."""
        runs = InlineBuilder(self.links, site=self._site)
        if not self._lines:
            self._lines = self._source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for line in self._lines[first:last]:
            runs.text(_MARKERS.sub("", line, count=1))
            runs.newline(at_most=1)
        self._text(runs)

    def _close_item(self) -> None:
        if not self._boxes[-1].used:
            self._emit("text")
        self._boxes.pop()


_STYLES = {"strong": "strong", "em": "em", "s": "strike"}


def _add_inline(runs: InlineBuilder, token: Token) -> None:
    """Add the content of one inline token to *runs*."""
    kind, _underscore, end = token.type.rpartition("_")
    if token.type == "text":
        runs.text(token.content)
    elif token.type == "code_inline":
        runs.code(token.content)
    elif token.type == "hardbreak":
        runs.newline()
    elif token.type == "html_inline":
        inline_html.tell(runs, token.content)
    elif token.type == "footnote_ref":
        number = int(token.meta["id"]) + 1
        runs.place(f"[{number}]", f"{NOTE}{number}")
    elif token.type == "image":
        alt = "".join(child.content or " " for child in token.children or [])
        runs.image(alt, str(token.attrGet("src") or ""))
    elif kind == "link":
        if end == "open":
            runs.open_link(str(token.attrGet("href") or ""))
        else:
            runs.close_link()
    elif style := _STYLES.get(kind):
        (runs.open_style if end == "open" else runs.close_style)(style)
