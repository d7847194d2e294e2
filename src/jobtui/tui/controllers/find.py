"""Finding in the text, and choosing one of its links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input

from jobtui.render.navigation import is_place
from jobtui.tui.messages import LinkAsked, Sought, Told
from jobtui.tui.panes import Panes

if TYPE_CHECKING:
    from jobtui.config.settings import Settings
    from jobtui.tui.widgets.find_bar import FindBar


class InText(Panes):
    """The row for finding takes the place of the footer while one types."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._find_bar: FindBar | None = None  # not before it is asked for

    async def action_find_in_text(self) -> None:
        """Open the row for finding; a text that had no room is shown."""
        if not self._is_seen(self._detail):
            self._reading = True
            self._arrange()
            if self._is_seen(self._detail):
                self.call_after_refresh(self.action_find_in_text)  # the text has the keys then
            return
        if self._find_bar is None:
            from jobtui.tui.widgets.find_bar import FindBar

            self._find_bar = FindBar()
            await self.mount(self._find_bar, after=self._footer)
        with self.prevent(Input.Changed):
            self._find_bar.box.value = ""
        self._find_bar.tell(0, 0)
        self._show_find_bar(True)
        self._detail.begin_finding()
        self._find_bar.box.focus()

    @on(Sought)
    def _sought(self, message: Sought) -> None:
        assert self._find_bar is not None
        self._find_bar.tell(*self._detail.find(message.needle))

    def action_keep_found(self) -> None:
        """Go back to the text, with what was found marked."""
        self._detail.focus()

    def action_drop_found(self) -> None:
        """Go back to the text as it was."""
        self._detail.drop_found()
        self._detail.focus()

    def on_descendant_focus(self) -> None:
        """Close the row when keys go elsewhere; Textual calls the base's handler as well."""
        bar = self._find_bar
        if bar is not None and bar.display and self.focused is not bar.box:
            self._show_find_bar(False)
            self._detail.end_finding()

    def _show_find_bar(self, shown: bool) -> None:
        assert self._find_bar is not None
        self._find_bar.display, self._footer.display = shown, not shown

    @on(Told)
    def _told(self, message: Told) -> None:
        self._footer.notice(message.text)

    def action_list_links(self) -> None:
        """List the links of the text; one that is chosen is gone to."""
        from jobtui.tui.dialogs.link_list import LinkList

        self.app.push_screen(LinkList(self._detail.links), self._link_chosen)

    def _link_chosen(self, number: int | None) -> None:
        if number is not None and number < len(self._detail.links):
            self._detail.go_to_link(number)
            if is_place(self._detail.chosen_link):
                self._detail.focus()
                self._detail.follow()
                return
            self.post_message(LinkAsked(self._detail.chosen_link))
