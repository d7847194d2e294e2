"""Finding words in the text, and the links of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from jobtui.i18n import _
from jobtui.keymap.bindings import key_hint
from jobtui.render.navigation import is_place
from jobtui.tui.messages import ActionRequested, LinkRequested

if TYPE_CHECKING:
    from jobtui.tui.controllers.host import Host
    from jobtui.tui.dialogs.link_list import ChosenLink
    from jobtui.tui.session import Session
    from jobtui.tui.widgets.find_bar import FindBar


class FindController:
    """Finds in the text; the find bar takes the place of the footer while one types."""

    def __init__(self, session: Session, host: Host) -> None:
        self._panes, self._host = session.panes, host
        self._find_bar: FindBar | None = None  # made when first used

    async def open(self) -> None:
        """Open the find bar; a text for which there was no room is shown alone."""
        panes = self._panes
        if not panes.is_shown(panes.detail):
            panes.read(True)
            if panes.is_shown(panes.detail):
                self._host.call_after_refresh(self.open)  # the text has the focus then
            return
        if self._find_bar is None:
            from jobtui.tui.widgets.find_bar import FindBar

            self._find_bar = FindBar()
            await self._host.mount(self._find_bar, after=panes.footer)
        with self._host.prevent(Input.Changed):
            self._find_bar.box.value = ""
        self._find_bar.tell(0, 0)
        self._show_bar(True)
        panes.detail.begin_finding()
        self._find_bar.box.focus()

    def find(self, needle: str) -> None:
        """Find *needle*, and show how often it is there."""
        assert self._find_bar is not None
        self._find_bar.tell(*self._panes.detail.find(needle))

    def keep(self) -> None:
        """Go back to the text, and keep the matches highlighted."""
        self._panes.detail.focus()

    def drop(self) -> None:
        """Go back to the text, without matches."""
        self._panes.detail.drop_found()
        self._panes.detail.focus()

    def step_back(self) -> bool:
        """Remove the matches while the text has the focus; return False if there are none."""
        detail = self._panes.detail
        if self._host.focused is not detail or not detail.needle:
            return False
        detail.drop_found()
        return True

    def focus_moved(self) -> None:
        """Close the find bar once something else has the focus."""
        bar = self._find_bar
        if bar is not None and bar.display and self._host.focused is not bar.box:
            self._show_bar(False)
            self._panes.detail.end_finding()

    def _show_bar(self, shown: bool) -> None:
        assert self._find_bar is not None
        self._find_bar.display, self._panes.footer.display = shown, not shown

    # --- links -----------------------------------------------------------------------------------

    def list_links(self) -> None:
        """List the links of the text, and go to the one that is chosen."""
        from jobtui.tui.dialogs.link_list import LinkList

        self._host.push_screen(LinkList(self._panes.detail.links), self._link_chosen)

    def _link_chosen(self, chosen: ChosenLink | None) -> None:
        detail = self._panes.detail
        if chosen is not None and chosen.number < len(detail.links):
            detail.go_to_link(chosen.number)
            if chosen.is_to_copy:
                self._host.post_message(ActionRequested("copy_link"))
                return
            if is_place(detail.chosen_link):
                detail.focus()
                detail.follow()
                return
            self._host.post_message(LinkRequested(detail.chosen_link))

    def describe_link(self, has_link: bool) -> None:
        """Tell where the chosen link leads, or that there is none."""
        address = self._panes.detail.chosen_link
        if has_link and is_place(address):
            text = _("a link within this text  ({key}: there and back)")
            text = text.format(key=key_hint("open_page"))
        elif has_link:
            text = _("{address}  ({key} copies it)")
            text = text.format(address=address, key=key_hint("copy_link"))
        else:
            text = _("No links in this text.")
        self._host.notice(text)
