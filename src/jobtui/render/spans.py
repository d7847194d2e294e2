"""Spans of one line: cut from runs, with what was found marked, and aligned in a column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.render.inline import Run
from jobtui.text.cells import cells
from jobtui.text.wrap import show_spaces

if TYPE_CHECKING:
    from collections.abc import Sequence


class StyledSpan(NamedTuple):
    """Text on one line: *style* is "" or names from STYLES, *link* an index or -1."""

    text: str
    style: str
    link: int


def with_marks(runs: Sequence[Run], marks: Sequence[tuple[int, int]]) -> list[Run]:
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


def cut(
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


def aligned(spans: list[StyledSpan], size: int, align: str) -> list[StyledSpan]:
    """Return *spans* filled up with blanks to *size* cells."""
    blank = size - sum(cells(span.text) for span in spans)
    left = blank if align == "right" else blank // 2 if align == "center" else 0
    before = [StyledSpan(" " * left, "", -1)] if left else []
    after = [StyledSpan(" " * (blank - left), "", -1)] if blank > left else []
    return [*before, *spans, *after]
