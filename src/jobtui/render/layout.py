"""Lay a parsed body out as lines of styled text for a terminal of a given width.

The names in STYLES are for whoever draws the page to give a look to; nothing here knows how
a terminal is driven.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _
from jobtui.render.inline import Run
from jobtui.render.markdown import Block, Document, Frame, text_of
from jobtui.text.cells import cells, chop
from jobtui.text.wrap import glue, show_spaces, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Mark = Callable[[str], Sequence[tuple[int, int]]]

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
_MIN_COLUMN = 6  # cells; below that a table is listed cell by cell
_CODE_INDENT = 2


class StyledSpan(NamedTuple):
    """Text on one line: *style* is "" or names from STYLES, *link* an index or -1."""

    text: str
    style: str
    link: int


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
    mark: Mark | None = None,
    *,
    ascii: bool = False,  # noqa: A002
) -> Page:
    """Lay *document* out in *width* cells, at least 10.

    *mark* is given the text of each paragraph, heading and cell, and returns sorted offsets of
    words to show as found. *ascii* draws bullets and lines without Unicode.
    """
    setter = _Setter(max(width, 10), mark, ascii)
    previous: tuple[Frame, ...] = ()
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


class _Setter:
    """Sets blocks one below another."""

    def __init__(self, width: int, mark: Mark | None, plain_glyphs: bool) -> None:
        self.width = width
        self.lines: list[tuple[StyledSpan, ...]] = []
        self.headings: list[Heading] = []
        self.found: list[int] = []
        self.first: dict[int, int] = {}
        self._mark = mark
        self._glyphs = {name: both[plain_glyphs] for name, both in GLYPHS.items()}

    def set(self, block: Block, previous: tuple[Frame, ...]) -> None:
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

    def _marker(self, frame: Frame) -> str:
        return frame.marker or self._glyphs[frame.kind]

    def _fitting(self, frames: tuple[Frame, ...]) -> int:
        """Return how many outer frames to leave out to keep half of the width for text."""
        room = self.width // 2
        for number in range(len(frames) - 1, -1, -1):
            room -= cells(self._marker(frames[number]))
            if room < 0:
                return number + 1
        return 0

    def _gutters(
        self, frames: Iterable[Frame], common: int
    ) -> tuple[list[StyledSpan], list[StyledSpan]]:
        """Return what stands left of a block's first line and of its other lines."""
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
        return head, rest

    def _gap(self, frames: tuple[Frame, ...]) -> None:
        _head, rest = self._gutters(frames, len(frames))
        while rest and not rest[-1].text.strip():
            rest.pop()
        self._add(rest)

    def _flow(self, runs: Sequence[Run], width: int) -> list[list[StyledSpan]]:
        """Return *runs* as wrapped lines, with what was looked for marked."""
        if not runs:
            return [[]]
        text = text_of(runs)
        return _cut(text, self._marked(text, runs), wrap(glue(text), width))

    def _marked(self, text: str, runs: Sequence[Run]) -> Sequence[Run]:
        marks = self._mark(text) if self._mark and text else ()
        return _with_marks(runs, marks) if marks else runs

    def _code(self, runs: Sequence[Run], width: int) -> list[list[StyledSpan]]:
        text = text_of(runs)
        ranges: list[tuple[int, int]] = []
        start = 0
        for line in text.split("\n"):
            ranges += chop(text, start, start + len(line), width - _CODE_INDENT)
            start += len(line) + 1
        indent = StyledSpan(" " * _CODE_INDENT, "", -1)
        lines = _cut(text, self._marked(text, runs), ranges)
        return [[indent, *line] if line else [] for line in lines]

    def _table(self, block: Block, width: int) -> list[list[StyledSpan]]:
        columns = _columns(block.rows, width)
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
                line += [bar, *_aligned(spans, size, align)]
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


def _columns(rows: Sequence[Sequence[Sequence[Run]]], width: int) -> list[int]:
    """Return the width of each column, the widest shrunk to fit, or nothing if none do."""
    count = len(rows[0])
    room = width - cells(GLYPHS["column"][0]) * (count - 1)
    if room < count:
        return []
    natural = [
        max(max(map(cells, text_of(row[column]).split("\n"))) or 1 for row in rows)
        for column in range(count)
    ]
    if sum(natural) <= room:
        return natural
    for limit in range(room, _MIN_COLUMN - 1, -1):
        sizes = [min(size, limit) for size in natural]
        spare = room - sum(sizes)
        if spare >= 0:
            for column, size in enumerate(natural):
                if spare and size > limit:
                    sizes[column] += 1
                    spare -= 1
            return sizes
    return []


def _aligned(spans: list[StyledSpan], size: int, align: str) -> list[StyledSpan]:
    blank = size - sum(cells(span.text) for span in spans)
    left = blank if align == "right" else blank // 2 if align == "center" else 0
    before = [StyledSpan(" " * left, "", -1)] if left else []
    after = [StyledSpan(" " * (blank - left), "", -1)] if blank > left else []
    return [*before, *spans, *after]


def _with_marks(runs: Sequence[Run], marks: Sequence[tuple[int, int]]) -> list[Run]:
    """Return *runs* cut at the offsets in *marks*, with the style "found" inside them."""
    cut: list[Run] = []
    mark, start = 0, 0
    for text, style, link in runs:
        at, end = start, start + len(text)
        while at < end:
            while mark < len(marks) and marks[mark][1] <= at:
                mark += 1
            first, last = marks[mark] if mark < len(marks) else (end, end)
            inside = first <= at
            stop = min(end, last if inside else first)
            styled = f"{style} found".lstrip() if inside else style
            cut.append(Run(text[at - start : stop - start], styled, link))
            at = stop
        start = end
    return cut


def _cut(
    text: str, runs: Sequence[Run], ranges: Sequence[tuple[int, int]]
) -> list[list[StyledSpan]]:
    """Return the spans of each range of offsets of *text*, which *runs* make up."""
    text = show_spaces(text)
    lines: list[list[StyledSpan]] = []
    number, start = 0, 0
    for first, last in ranges:
        spans: list[StyledSpan] = []
        at = first
        while at < last:
            run, style, link = runs[number]
            end = start + len(run)
            if end <= at:
                number, start = number + 1, end
                continue
            stop = min(end, last)
            if spans and spans[-1].style == style and spans[-1].link == link:
                spans[-1] = StyledSpan(spans[-1].text + text[at:stop], style, link)
            else:
                spans.append(StyledSpan(text[at:stop], style, link))
            at = stop
        lines.append(spans)
    return lines
