"""Lay out a parsed body as lines of styled text for a terminal of a given width.

The names in STYLES get their looks from what draws the page; nothing here depends on a terminal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _
from jobtui.render.document import Block, BlockFrame, Document, text_of
from jobtui.render.inline import Run
from jobtui.render.spans import StyledSpan, aligned, cut, with_marks
from jobtui.render.table_widths import column_widths
from jobtui.text.cells import cells, chop
from jobtui.text.wrap import glue, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobtui.text.highlight import Highlight

STYLES = (
    *("strong", "em", "strike", "code", "link", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("quote", "bullet", "table", "rule", "dim", "found"),
)
# name: (on any terminal, on one without Unicode)
GLYPHS = {
    "bullet": ("• ", "* "),
    "quote": ("│ ", "| "),
    "rule": ("─", "-"),
    "column": (" │ ", " | "),
    "crossing": ("─┼─", "-+-"),
}
_CODE_INDENT = 2


class PageLink(NamedTuple):
    """A link of the page; *line* is the first line that shows it."""

    text: str
    url: str
    line: int


class Heading(NamedTuple):
    """A heading of the page: its level, 1 to 6, and its first line."""

    text: str
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A laid-out body; no line is wider than *width* cells. *found*: lines with marked words."""

    width: int
    lines: tuple[tuple[StyledSpan, ...], ...]
    links: tuple[PageLink, ...]
    headings: tuple[Heading, ...]
    found: tuple[int, ...]


def lay_out(
    document: Document,
    width: int,
    highlight: Highlight | None = None,
    *,
    ascii: bool = False,  # noqa: A002
) -> Page:
    """Lay *document* out in *width* cells, at least 10.

    *highlight* is given the text of each paragraph, heading and cell, and returns sorted offsets of
    words to show as found. *ascii* draws bullets and lines without Unicode.
    """
    setter = _Setter(max(width, 10), highlight, ascii)
    previous: tuple[BlockFrame, ...] = ()
    for block in document.blocks:
        setter.set(block, previous)
        previous = block.frames
    links = tuple(
        PageLink(target.text, target.url, setter.first.get(number, 0))
        for number, target in enumerate(document.links)
    )
    return Page(
        setter.width, tuple(setter.lines), links, tuple(setter.headings), tuple(setter.found)
    )


class _Gutters(NamedTuple):
    """What stands left of a block's first line, and of its other lines."""

    head: list[StyledSpan]
    rest: list[StyledSpan]


class _Setter:
    """Lays out blocks one below another."""

    def __init__(self, width: int, highlight: Highlight | None, plain_glyphs: bool) -> None:
        self.width = width
        self.lines: list[tuple[StyledSpan, ...]] = []
        self.headings: list[Heading] = []
        self.found: list[int] = []
        self.first: dict[int, int] = {}
        self._highlight = highlight
        self._glyphs = {name: both[plain_glyphs] for name, both in GLYPHS.items()}

    def set(self, block: Block, previous: tuple[BlockFrame, ...]) -> None:
        """Add the lines of *block*; *previous* are the frames of the block above."""
        common = 0
        for above, here in zip(previous, block.frames, strict=False):
            if above.key != here.key:
                break
            common += 1
        shown = self._fitting(block.frames)
        if block.gap:
            self._gap(block.frames[shown:common])
        head, rest = self._gutters(block.frames[shown:], common - shown)
        runs = block.runs
        if lost := [frame for frame in block.frames[common:shown] if frame.kind == "marker"]:
            runs = (*(Run(frame.marker, "bullet", -1) for frame in lost), *runs)
        width = self.width - sum(cells(span.text) for span in rest)
        if block.kind == "heading":
            text = " ".join(text_of(block.runs).split())
            self.headings.append(Heading(text, block.level, len(self.lines)))
        for line in self._inside(block, runs, width):
            self._add([*head, *line])
            head = rest

    def _inside(self, block: Block, runs: Sequence[Run], width: int) -> list[list[StyledSpan]]:
        if block.kind == "code":
            return self._code(runs, width)
        if block.kind == "rule":
            return [[StyledSpan(self._glyphs["rule"] * width, "rule", -1)]]
        if block.kind == "table":
            return self._table(block, width)
        return self._flow(runs, width)

    def _add(self, spans: list[StyledSpan]) -> None:
        while spans and spans[-1].text.endswith(" "):
            last = spans.pop()
            if text := last.text.rstrip(" "):
                spans.append(last._replace(text=text))
        number = len(self.lines)
        found = False
        for span in spans:
            if span.link >= 0:
                self.first.setdefault(span.link, number)
            found = found or span.style.endswith("found")
        if found:
            self.found.append(number)
        self.lines.append(tuple(spans))

    def _marker(self, frame: BlockFrame) -> str:
        return frame.marker or self._glyphs[frame.kind]

    def _fitting(self, frames: tuple[BlockFrame, ...]) -> int:
        """Return how many outer frames to leave out to keep half of the width for text."""
        room = self.width // 2
        for number in range(len(frames) - 1, -1, -1):
            room -= cells(self._marker(frames[number]))
            if room < 0:
                return number + 1
        return 0

    def _gutters(self, frames: Iterable[BlockFrame], common: int) -> _Gutters:
        """Return the gutters of a block whose first *common* frames it shares with the last."""
        head: list[StyledSpan] = []
        rest: list[StyledSpan] = []
        for number, frame in enumerate(frames):
            marker = self._marker(frame)
            if frame.kind == "quote":
                bar = StyledSpan(marker, "quote", -1)
                head.append(bar)
                rest.append(bar)
            else:
                blank = StyledSpan(" " * cells(marker), "", -1)
                head.append(blank if number < common else StyledSpan(marker, "bullet", -1))
                rest.append(blank)
        return _Gutters(head, rest)

    def _gap(self, frames: tuple[BlockFrame, ...]) -> None:
        _head, rest = self._gutters(frames, len(frames))
        while rest and not rest[-1].text.strip():
            rest.pop()
        self._add(rest)

    def _flow(self, runs: Sequence[Run], width: int) -> list[list[StyledSpan]]:
        """Return *runs* as wrapped lines, with what was looked for marked."""
        if not runs:
            return [[]]
        text = text_of(runs)
        return cut(text, self._marked(text, runs), wrap(glue(text), width))

    def _marked(self, text: str, runs: Sequence[Run]) -> Sequence[Run]:
        marks = self._highlight(text) if self._highlight and text else ()
        return with_marks(runs, marks) if marks else runs

    def _code(self, runs: Sequence[Run], width: int) -> list[list[StyledSpan]]:
        text = text_of(runs)
        ranges: list[tuple[int, int]] = []
        start = 0
        for line in text.split("\n"):
            ranges += chop(text, start, start + len(line), width - _CODE_INDENT)
            start += len(line) + 1
        indent = StyledSpan(" " * _CODE_INDENT, "", -1)
        lines = cut(text, self._marked(text, runs), ranges)
        return [[indent, *line] if line else [] for line in lines]

    def _table(self, block: Block, width: int) -> list[list[StyledSpan]]:
        columns = column_widths(block.rows, width, cells(GLYPHS["column"][0]))
        if not columns:
            return self._listed(block.rows, width)
        lines = self._row(block.rows[0], columns, block.aligns)
        rule = self._glyphs["crossing"].join(self._glyphs["rule"] * size for size in columns)
        lines.append([StyledSpan(rule, "table", -1)])
        for row in block.rows[1:]:
            lines += self._row(row, columns, block.aligns)
        return lines

    def _row(
        self, row: Sequence[Sequence[Run]], columns: list[int], aligns: Sequence[str]
    ) -> list[list[StyledSpan]]:
        """Return the lines of one table row, as many as its tallest cell has."""
        flows = [self._flow(cell, size) for cell, size in zip(row, columns, strict=True)]
        bar = StyledSpan(self._glyphs["column"], "table", -1)
        lines: list[list[StyledSpan]] = []
        for number in range(max(map(len, flows))):
            line: list[StyledSpan] = []
            for flow, size, align in zip(flows, columns, aligns, strict=True):
                spans = flow[number] if number < len(flow) else []
                line += [bar, *aligned(spans, size, align)]
            lines.append(line[1:])
        return lines

    def _listed(
        self, rows: Sequence[Sequence[Sequence[Run]]], width: int
    ) -> list[list[StyledSpan]]:
        """Return a table that is too wide as one "header: value" line a cell."""
        header, *others = rows
        if not others:
            return [line for cell in header if cell for line in self._flow(cell, width)]
        lines: list[list[StyledSpan]] = []
        for row in others:
            if lines and lines[-1]:
                lines.append([])
            for name, cell in zip(header, row, strict=True):
                if cell:
                    colon = [Run(_(": "), "strong", -1)] if name else []
                    lines += self._flow([*name, *colon, *cell], width)
        return lines
