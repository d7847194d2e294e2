"""Going from link to link in a page, and to the place in it that a link names."""

from __future__ import annotations

from jobtui.i18n import _
from jobtui.render.navigation import counterpart, place_of
from jobtui.text.sanitize import clean
from jobtui.tui.widgets.page_view import MARGIN, PageView


class LinkNavigator:
    """Selects links of a page and follows those that stay in it."""

    def __init__(self, view: PageView) -> None:
        self._view = view
        self._origin = -1  # the link to a note that was followed

    def reset(self) -> None:
        """Forget where one came from: another page is shown."""
        self._origin = -1

    @property
    def address(self) -> str:
        """The address of the selected link, or an empty text."""
        at, links = self._view.link_at, self._view.links
        return links[at].url if 0 <= at < len(links) else ""

    def step(self, by: int) -> None:
        """Go to the next link, or with -1 the previous one, from what is in view on."""
        view = self._view
        if view.link_at < 0:
            ahead = [n for n, link in enumerate(view.links) if link.line >= view.offset_y]
            self.go_to((ahead[0] if ahead else 0) if by > 0 else len(view.links) - 1)
        else:
            self.go_to((view.link_at + by) % len(view.links))

    def go_to(self, number: int) -> None:
        """Select a link and scroll to it."""
        with self._view.changing():
            self._view.link_at = number
            self._view.show_line(self._view.links[number].line, MARGIN)

    def follow(self) -> None:
        """Go to the place in the text that the selected link names; once there, back to the link.

        The mark of a note leads to the note, and the note to the mark one came from.
        """
        view = self._view
        here, links, url = view.link_at, view.links, self.address
        other = counterpart(links, here, self._origin)
        if other >= 0:
            self._origin = here
            view.go_to_line(links[other].line)
            self.go_to(other)
            return
        line = place_of(url, view.headings)
        if line < 0:
            view.tell(_("Link target not found in this text: {name}").format(name=clean(url)))
        elif line == view.place:
            view.go_to_line(links[here].line)
        else:
            view.go_to_line(line)
