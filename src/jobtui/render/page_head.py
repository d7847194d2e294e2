"""The head of a posting's page: its title, chips and facts, as lines of spans."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from jobtui.i18n import _
from jobtui.render.layout import PageLink
from jobtui.render.spans import StyledSpan
from jobtui.render.summary import INFERRED, Fact
from jobtui.text.cells import cells, cut
from jobtui.text.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobtui.render.chips import Chip
    from jobtui.render.layout import Heading
    from jobtui.text.highlight import Highlight

_LABEL = 15  # cells that labels take, a space behind them included
_HANGS_FROM = 36  # cells from which what is stated stands behind its label


class PageHead:
    """Adds lines one below another, and keeps the links in them and the lines with found words."""

    def __init__(self, width: int, highlight: Highlight) -> None:
        self.width, self.highlight = width, highlight
        self.lines: list[tuple[StyledSpan, ...]] = []
        self.links: list[PageLink] = []
        self.found: list[int] = []

    def text(self, text: str, style: str) -> None:
        """Add a paragraph in one style."""
        self._wrapped(text, style, -1, "", 0)

    def chips(self, chips: Sequence[Chip], dot: str) -> None:
        """Add chips, as many in a line as fit, with a *dot* between them."""
        line: list[StyledSpan] = []
        room = self.width
        for chip in chips:
            text = f" {dot} {chip.text}" if line else chip.text
            if cells(text) > room and line:
                self.lines.append(tuple(line))
                line, room, text = [], self.width, chip.text
            for start, end in wrap(chip.text, self.width) if cells(chip.text) > self.width else ():
                self.lines.append((StyledSpan(chip.text[start:end], chip.style, -1),))
                text = ""
            if not text:
                continue
            if line:
                line.append(StyledSpan(text[:3], "dim", -1))
            line.append(StyledSpan(chip.text, chip.style, -1))
            room -= cells(text)
        if line:
            self.lines.append(tuple(line))

    def _sign(self) -> None:
        """Put the sign of what was read in the text behind the last line, if there is room."""
        line = self.lines[-1]
        if sum(cells(span.text) for span in line) + 2 <= self.width:
            self.lines[-1] = (*line, StyledSpan(f" {INFERRED}", "dim", -1))

    def fact(self, fact: Fact, style: str) -> None:
        """Add a label and what is stated, which hangs behind it where there is room."""
        indent = _LABEL if self.width >= _HANGS_FROM else 2
        label = fact.label
        if cells(label) + 1 > indent:
            self._wrapped(label, "label", -1, "", 0)
            label = ""
        link = -1
        if fact.link:
            link = len(self.links)
            self.links.append(PageLink(fact.text, fact.link, len(self.lines)))
            style = f"{style} link".strip()
        self._wrapped(fact.text, style, link, label, indent)
        if fact.kind == "inferred" and fact.text:
            self._sign()

    def sections(self, headings: Sequence[Heading]) -> None:
        """Add the headings of the text, if there are several."""
        if len(headings) < 2:
            return
        self.lines.append(())
        self.text(_("Sections"), "label")
        for heading in headings:
            self.text(cut(heading.text, self.width), "dim")

    def _wrapped(self, text: str, style: str, link: int, label: str, indent: int) -> None:
        marked = deque(self.highlight(text))
        for start, end in wrap(text, max(4, self.width - indent)):
            spans = (
                [StyledSpan(label + " " * (indent - cells(label)), "label", -1)] if indent else []
            )
            label = ""
            at = start
            while marked and marked[0][0] < end:
                first, last = max(marked[0][0], start), min(marked[0][1], end)
                if first < last:
                    self.found.append(len(self.lines))
                    spans.append(StyledSpan(text[at:first], style, link))
                    spans.append(StyledSpan(text[first:last], f"{style} found".strip(), link))
                    at = last
                if marked[0][1] > end:
                    break  # the rest of it is on the next line
                marked.popleft()
            spans.append(StyledSpan(text[at:end], style, link))
            self.lines.append(tuple(span for span in spans if span.text))
