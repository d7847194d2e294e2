"""Finding in a page: what the user types, or else the words of the query."""

from __future__ import annotations

from typing import NamedTuple

from jobtui.i18n import _, number
from jobtui.render.navigation import following
from jobtui.tui.widgets.page_view import MARGIN, PageView


class MatchPosition(NamedTuple):
    """Which match is shown, from 0, and how many there are."""

    at: int
    total: int


class Finder:
    """Searches a page and goes from match to match."""

    def __init__(self, view: PageView) -> None:
        self._view, self._matches = view, view.matches
        self._from = -1  # the first line in view when the user began to type; -1: nobody types

    def begin(self) -> None:
        """Find from here on; `drop` comes back here."""
        self._from = self._view.offset_y

    def find(self, needle: str) -> MatchPosition:
        """Mark every match and show the first one below where finding began."""
        view, matches = self._view, self._matches
        with view.changing():
            view.place = -1
            view.search(needle.strip())
            if matches.needle and matches.all:
                first, _wrapped = following(matches.all, -1, self._from, 1)
                self._go_to(first)
            else:
                view.scroll_lines(self._from)
        if not matches.needle:
            return MatchPosition(0, 0)
        return MatchPosition(matches.current, len(matches.all))

    def end(self) -> None:
        """Keep the matches, and tell which one is shown."""
        self._from = -1
        if self._matches.needle and (self._matches.current >= 0 or not self._matches.all):
            self._tell()

    def drop(self) -> None:
        """Go back to the words of the query; while the user types, to where finding began."""
        with self._view.changing():
            self._view.place = -1
            self._view.search("")
            if self._from >= 0:
                self._view.scroll_lines(self._from)
                self._from = -1

    def step(self, by: int) -> None:
        """Go to the next match, or with -1 to the previous one; tell if that wrapped around."""
        view, matches = self._view, self._matches
        if not matches.all:
            self._tell()
            return
        at, here = matches.current, view.offset_y
        if view.is_in_view(view.place):
            here = view.place
        elif at >= 0:
            at = -1  # the user has scrolled away from it
        to, has_wrapped = following(matches.all, at, here, by)
        with view.changing():
            self._go_to(to)
        self._tell(has_wrapped, by)

    def _go_to(self, number: int) -> None:
        view = self._view
        view.place = self._matches.select(number)
        around = min(MARGIN, (view.page - 1) // 2)
        if not (view.is_in_view(view.place - around) and view.is_in_view(view.place + around)):
            view.scroll_lines(view.place - view.page // 3)

    def _tell(self, has_wrapped: bool = False, by: int = 1) -> None:
        needle, total = self._matches.needle, len(self._matches.all)
        if not total:
            text = _("No match for “{text}” in this text.").format(text=needle)
            nothing = _("No search word is in this text; / finds in it.")
            self._view.tell(text if needle else nothing)
            return
        text = _("{n} of {total}")
        if has_wrapped and total > 1:
            again = _("{n} of {total}, wrapped to the top")
            text = again if by > 0 else _("{n} of {total}, wrapped to the end")
        text = text.format(n=number(self._matches.current + 1), total=number(total))
        self._view.tell(text)
