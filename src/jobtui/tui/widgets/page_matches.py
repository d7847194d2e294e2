"""What is found in a page: the words of the query, or what the user types to find in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from jobtui.render.navigation import Match, find, flat, marked

if TYPE_CHECKING:
    from jobtui.render.spans import StyledSpan


class Hit(NamedTuple):
    """A part of a line to draw as a match: character offsets, and whether it is the current one."""

    start: int
    end: int
    is_current: bool


class PageMatches:
    """The matches in the lines of a page, one of which can be current."""

    def __init__(self) -> None:
        self.needle = ""  # what is typed; without it the words of the query are the matches
        self.current = -1  # the number of the match that was gone to
        self.hits: dict[int, tuple[Hit, ...]] = {}  # what to draw on which line
        self._lines: Sequence[Sequence[StyledSpan]] = ()
        self._found: Sequence[Match] | None = ()  # None: not searched yet

    @property
    def all(self) -> Sequence[Match]:
        """Every match from the top of the page down; searched when first asked for."""
        if self._found is None:
            lines = self._lines
            self._found = find(flat(lines), self.needle) if self.needle else marked(lines)
        return self._found

    def search(self, lines: Sequence[Sequence[StyledSpan]], needle: str) -> None:
        """Take other lines or another needle; no match is current then."""
        self._lines, self.needle, self._found = lines, needle, None
        self.select(-1)

    def select(self, number: int) -> int:
        """Make a match the current one, -1 for none; return its first line, -1 for none."""
        self.current = number
        self._mark()
        return self.all[number][0].line if number >= 0 else -1

    def _mark(self) -> None:
        """Note the hits of each line; words of the query are coloured by the layout already, so
        of those only the current one is a hit.
        """
        self.hits = {}
        if not self.needle and self.current < 0:
            return
        for at, match in enumerate(self.all):
            if self.needle or at == self.current:
                for line, start, end in match:
                    hit = Hit(start, end, at == self.current)
                    self.hits[line] = (*self.hits.get(line, ()), hit)
