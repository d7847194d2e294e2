"""Going from section to section in a page."""

from __future__ import annotations

from jobtui.i18n import _, number
from jobtui.render.navigation import openings
from jobtui.tui.widgets.page_view import PageView


class SectionNavigator:
    """Goes to headings of a page."""

    def __init__(self, view: PageView) -> None:
        self._view = view

    def step(self, by: int) -> None:
        """Go to the next heading, or with -1 to the previous one."""
        view = self._view
        here = view.place if view.is_in_view(view.place) else view.offset_y
        ahead = [h.line for h in view.headings if (h.line > here if by > 0 else h.line < here)]
        if ahead:
            view.go_to_line(ahead[0 if by > 0 else -1])
        elif not view.headings:
            view.tell(_("This text has no headings."))
        else:
            last, first = _("This is the last section."), _("This is the first section.")
            view.tell(last if by > 0 else first)

    def go_to(self, kind: str, none: str) -> None:
        """Go to the first section of a `SectionKind`, from one of them to the next.

        If there is none, the text *none* is shown.
        """
        from jobtui.render.sections import SectionKind

        view = self._view
        found = openings(view.headings, SectionKind(kind))
        if not found:
            view.tell(none)
            return
        lines = [heading.line for heading in found]
        at = (lines.index(view.place) + 1) % len(lines) if view.place in lines else 0
        told = ""
        if len(found) > 1:
            told = _("{n} of {total}: {heading}")
            told = told.format(n=number(at + 1), total=number(len(found)), heading=found[at].text)
        view.go_to_line(lines[at], told)
