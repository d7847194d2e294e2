"""A laid-out page and the ways through it: matches, sections, links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.strip import Strip

from jobtui.i18n import _, number
from jobtui.render.navigation import (
    Match,
    counterpart,
    cut,
    find,
    flat,
    following,
    marked,
    openings,
    place_of,
)
from jobtui.text.sanitize import clean
from jobtui.tui.messages import Told
from jobtui.tui.styles import LOOKS, glyph, page_style
from jobtui.tui.widgets.bindings import bindings
from jobtui.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from jobtui.render.layout import PageLink
    from jobtui.render.posting_page import PostingPage

Hit = tuple[int, int, bool]  # where a match starts and ends on a line; whether it was gone to


class PageView(LineView):
    """Shows the lines of a sheet; a sign in the margin says where one was taken to."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("detail")]

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._sheet: PostingPage | None = None
        self._come_from = -1  # the mark of a note that was followed
        self.link_at = self.place = -1  # the link, and the line, that was gone to
        self.needle = ""  # what is found in the text; it stays from posting to posting
        self._found_from = -1  # the first line on the screen as finding began, while one types
        self._found: Sequence[Match] | None = ()  # None: not yet known
        self._match_at = -1
        self._hits: dict[int, tuple[Hit, ...]] = {}

    def take(self, sheet: PostingPage | None, strips: dict[object, Strip]) -> None:
        """Show another sheet, of which *strips* are drawn already."""
        self._strips = strips
        before = self._sheet
        if sheet is not before:
            at, place, was_seen = self._match_at, self.place, self._sees(self.place)
            count = len(self.matches) if at >= 0 else 0
            self._sheet, self.place = sheet, -1
            self._seek()
            if before and sheet and place >= 0:
                self._regain(before, at if len(self.matches) == count else -1, place)
        self.offset_y = max(0, min(self.offset_y, self.count() - self.size.height))
        if sheet is not before and was_seen and self.place >= 0:
            self.show_line(self.place, margin=2)
        self.refresh()

    def _regain(self, before: PostingPage, match_at: int, place: int) -> None:
        """Be in the same place of a text that was laid out anew: at its match, or its heading."""
        assert self._sheet is not None
        old, new = before.headings, self._sheet.headings
        if match_at >= 0:
            self._match_at, self.place = match_at, self.matches[match_at][0].line
            self._mark_hits()
        elif len(old) == len(new):
            lines = (now.line for was, now in zip(old, new, strict=True) if was.line == place)
            self.place = next(lines, -1)

    def begin_anew(self) -> None:
        """Be at the beginning of another text."""
        self.offset_y = 0
        self.link_at = self.place = self._match_at = self._come_from = -1

    @property
    def links(self) -> tuple[PageLink, ...]:
        """The links of the posting, those of the head first."""
        return self._sheet.links if self._sheet else ()

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._sheet.lines) if self._sheet else 0

    def line_keys(self, numbers: range) -> Sequence[object]:
        """Return what the look of each line depends on: what was gone to and found on it."""
        if self._sheet is None or (self.link_at < 0 and self.place < 0 and not self._hits):
            return numbers
        return [self._line_key(number) for number in numbers]

    def _line_key(self, number: int) -> object:
        assert self._sheet is not None
        here = self.link_at
        link = here if any(s.link == here for s in self._sheet.lines[number]) else -1
        hits = self._hits.get(number, ())
        is_place = number == self.place
        return (number, link, hits, is_place) if link >= 0 or hits or is_place else number

    def draw(self, number: int, width: int) -> Strip:
        """Return one line, drawn from spans."""
        assert self._sheet is not None
        line, hits = self._sheet.lines[number], self._hits.get(number, ())
        margin = Segment(glyph("mark"), LOOKS["key"]) if number == self.place else Segment(" ")
        segments = [margin]
        ends = sorted({end for hit in hits for end in hit[:2]})
        for (text, style, link), at in cut(line, ends):
            look = page_style(style)
            if link >= 0 and link == self.link_at:
                look += LOOKS["current"]
            for start, end, is_current in hits:
                if start <= at < end:
                    look += LOOKS["match_current" if is_current else "match"]
            segments.append(Segment(text, look))
        return Strip(segments).adjust_cell_length(width)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Draw anew what looks different behind this: every line if it scrolled."""
        seen = range(self.offset_y, min(self.count(), self.offset_y + self.size.height))
        before = self.line_keys(seen)
        yield
        if self.offset_y == seen.start:
            after = self.line_keys(seen)
            keys = zip(seen, before, after, strict=True)
            self.refresh_lines(*(number for number, old, new in keys if old != new))

    def _tell(self, text: str) -> None:
        self.post_message(Told(text))

    async def action_full(self) -> None:
        """Give the posting the full width, or take it back."""
        await self.run_action("screen.toggle_full")

    async def action_links(self) -> None:
        """List the links."""
        if self.links:
            await self.run_action("screen.list_links")
        else:
            self.notify_screen("no_link")

    def action_next_link(self) -> None:
        """Go to the next link, from what is seen on."""
        self._step_links(1)

    def action_previous_link(self) -> None:
        """Go to the previous link."""
        self._step_links(-1)

    def _step_links(self, by: int) -> None:
        if not self.links:
            self.notify_screen("no_link")
            return
        if self.link_at < 0:
            seen = [n for n, link in enumerate(self.links) if link.line >= self.offset_y]
            self.go_to_link((seen[0] if seen else 0) if by > 0 else len(self.links) - 1)
        else:
            self.go_to_link((self.link_at + by) % len(self.links))
        self.notify_screen("link")

    def go_to_link(self, number: int) -> None:
        """Choose a link and show it."""
        with self._changing():
            self.link_at = number
            self.show_line(self.links[number].line, margin=2)

    def follow(self) -> None:
        """Go to the place in the text that the chosen link names; once there, back to the link."""
        here, url = self.link_at, self.chosen_link
        other = counterpart(self.links, here, self._come_from)
        if other >= 0:
            self._come_from = here
            self._go_to_section(self.links[other].line)
            self.go_to_link(other)
            return
        line = place_of(url, self._sheet.headings if self._sheet else ())
        if line < 0:
            self._tell(_("There is no place {name} in this text.").format(name=clean(url)))
        elif line == self.place:
            self._go_to_section(self.links[here].line)
        else:
            self._go_to_section(line)

    def notify_screen(self, what: str) -> None:
        """Let the screen tell where the link leads."""
        self.app.call_later(self.run_action, f"screen.tell_link('{what}')")

    @property
    def chosen_link(self) -> str:
        """The address of the link that was gone to, or an empty text."""
        return self.links[self.link_at].url if 0 <= self.link_at < len(self.links) else ""

    async def action_find(self) -> None:
        """Open the row in which one types what to find."""
        await self.run_action("screen.find_in_text")

    def begin_finding(self) -> None:
        """Find from here on; this is where dropping it comes back to."""
        self._found_from = self.offset_y

    def find(self, needle: str) -> tuple[int, int]:
        """Mark what is found and show the first from where finding began.

        Returns its number, from 0, and how many there are.
        """
        with self._changing():
            self.needle, self.place = needle.strip(), -1
            self._seek()
            if self.needle and self.matches:
                first, _anew = following(self.matches, -1, self._found_from, 1)
                self._go_to_match(first)
            else:
                self.scroll_lines(self._found_from)
        return (self._match_at, len(self.matches)) if self.needle else (0, 0)

    def end_finding(self) -> None:
        """Keep what is found, and say where one is among it."""
        self._found_from = -1
        if self.needle and (self._match_at >= 0 or not self.matches):
            self._tell_match()

    def drop_found(self) -> None:
        """Go back to the words of the question; while one types, to where finding began."""
        with self._changing():
            self.needle, self.place = "", -1
            self._seek()
            if self._found_from >= 0:
                self.scroll_lines(self._found_from)
                self._found_from = -1

    @property
    def matches(self) -> Sequence[Match]:
        """Where the text holds what is found in it, else the words of the question."""
        if self._found is None:
            lines = self._sheet.lines if self._sheet else ()
            self._found = find(flat(lines), self.needle) if self.needle else marked(lines)
        return self._found

    def _seek(self) -> None:
        self._found, self._match_at = None, -1
        self._mark_hits()

    def _mark_hits(self) -> None:
        """Note what to mark on each line: of the words of the question, marked already, one."""
        self._hits = {}
        if not self.needle and self._match_at < 0:
            return
        for at, match in enumerate(self.matches):
            if self.needle or at == self._match_at:
                for line, start, end in match:
                    hit = (start, end, at == self._match_at)
                    self._hits[line] = (*self._hits.get(line, ()), hit)

    def action_next_match(self) -> None:
        """Go to the next match."""
        self._step_matches(1)

    def action_previous_match(self) -> None:
        """Go to the previous match."""
        self._step_matches(-1)

    def _step_matches(self, by: int) -> None:
        if not self.matches:
            self._tell_match()
            return
        at, here = self._match_at, self.offset_y
        if self._sees(self.place):
            here = self.place
        elif at >= 0:
            at = -1  # one went elsewhere since
        to, anew = following(self.matches, at, here, by)
        with self._changing():
            self._go_to_match(to)
        self._tell_match(anew, by)

    def _go_to_match(self, number: int) -> None:
        self._match_at, self.place = number, self.matches[number][0].line
        self._mark_hits()
        around = min(2, (self.page - 1) // 2)
        if not (self._sees(self.place - around) and self._sees(self.place + around)):
            self.scroll_lines(self.place - self.page // 3)

    def _sees(self, line: int) -> bool:
        return self.offset_y <= line < self.offset_y + self.size.height

    def _tell_match(self, anew: bool = False, by: int = 1) -> None:
        if not self.matches:
            text = _("This text does not hold “{text}”.").format(text=self.needle)
            nothing = _("No word of the search is in this text; / finds in it.")
            self._tell(text if self.needle else nothing)
            return
        text = _("{n} of {total}")
        if anew:
            again = _("{n} of {total}, again from the beginning")
            text = again if by > 0 else _("{n} of {total}, again from the end")
        total = len(self.matches)
        self._tell(text.format(n=number(self._match_at + 1), total=number(total)))

    def action_next_section(self) -> None:
        """Go to the next heading."""
        self._step_sections(1)

    def action_previous_section(self) -> None:
        """Go to the previous heading."""
        self._step_sections(-1)

    def _step_sections(self, by: int) -> None:
        headings = self._sheet.headings if self._sheet else ()
        here = self.place if self._sees(self.place) else self.offset_y
        ahead = [h.line for h in headings if (h.line > here if by > 0 else h.line < here)]
        if ahead:
            self._go_to_section(ahead[0 if by > 0 else -1])
        elif not headings:
            self._tell(_("This text has no headings."))
        else:
            last, first = _("This is the last section."), _("This is the first section.")
            self._tell(last if by > 0 else first)

    def _go_to_section(self, line: int, told: str = "") -> None:
        with self._changing():
            self.place, self._match_at = line, -1
            self._mark_hits()
            self.scroll_lines(line)
        self._tell(told)

    def action_to_missions(self) -> None:
        """Go to the missions."""
        self._to_section("missions", _("This text has no heading for the missions."))

    def action_to_profile(self) -> None:
        """Go to the profile."""
        self._to_section("profile", _("This text has no heading for the profile."))

    def action_to_conditions(self) -> None:
        """Go to the conditions."""
        self._to_section("conditions", _("This text has no heading for the conditions."))

    def action_to_apply(self) -> None:
        """Go to how to apply."""
        self._to_section("apply", _("This text has no heading for how to apply."))

    def _to_section(self, kind: str, none: str) -> None:
        """Go to the first section of a kind, from one of them to the next."""
        from jobtui.render.sections import Kind

        found = openings(self._sheet.headings if self._sheet else (), Kind(kind))
        if not found:
            self._tell(none)
            return
        lines = [heading.line for heading in found]
        at = (lines.index(self.place) + 1) % len(lines) if self.place in lines else 0
        told = ""
        if len(found) > 1:
            told = _("{n} of {total}: {heading}")
            told = told.format(n=number(at + 1), total=number(len(found)), heading=found[at].text)
        self._go_to_section(lines[at], told)
