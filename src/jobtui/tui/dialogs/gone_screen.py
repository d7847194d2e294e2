"""Postings that the user follows and that are gone; Enter shows one as it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from jobtui.i18n import _, day, ngettext
from jobtui.keymap.key_names import key_name
from jobtui.postings.facets import value_text
from jobtui.text.sanitize import clean
from jobtui.tui.dialogs.box import Box
from jobtui.tui.dialogs.versions import Version, VersionsScreen, kept_view, text_view
from jobtui.tui.styles import glyph
from jobtui.tui.widgets.bindings import leaving
from jobtui.tui.widgets.choice_lines import ChoiceLines

if TYPE_CHECKING:
    from jobtui.library.gone_postings import GonePosting

_WIDTH = 100  # cells


class GoneScreen(ModalScreen[None]):
    """The list of what is gone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        leaving("gone", "quit"),
    ]
    DEFAULT_CSS = """
    GoneScreen, GoneScreen:ansi { align: center middle; background: transparent; }
    """

    def __init__(self, gone: Sequence[GonePosting]) -> None:
        super().__init__()
        self._gone = gone

    def compose(self) -> ComposeResult:
        """Yield the box with the postings and the keys."""
        count = len(self._gone)
        title = ngettext("{n} posting is gone", "{n} postings are gone", count)
        ways = [(key_name("enter"), _("read")), (key_name("escape"), _("back"))]
        yield Box(title, [ChoiceLines([_line(one) for one in self._gone])], ways, _WIDTH)

    def on_mount(self) -> None:
        """Focus the list."""
        self.query_one(ChoiceLines).focus()

    def on_choice_lines_chosen(self, message: ChoiceLines.Chosen) -> None:
        """Show a posting as it was."""
        one = self._gone[message.number]
        self.app.push_screen(VersionsScreen(_views(one)))


def _views(one: GonePosting) -> list[Version]:
    """Return the texts that were kept: as the posting was when it was starred, and last seen."""
    views = []
    if one.starred is not None:
        told = _("{title}: as it was when you starred it, {day}")
        views.append(kept_view(told, one.title, one.starred))
    if one.seen is not None and (one.starred is None or one.seen.text != one.starred.text):
        views.append(kept_view(_("{title}: as you last saw it, {day}"), one.title, one.seen))
    return views or [text_view(clean(one.title), _("Its text was not kept."))]


def _line(one: GonePosting) -> str:
    """Return sign, title, stage and the day that the text is of."""
    sign = glyph("star") if one.mark.star else " "
    text = one.starred or one.seen
    parts = [
        one.title,
        value_text("stage", one.mark.stage.value) if one.mark.stage else "",
        day(text.day) if text else "",
    ]
    return f"{sign} " + " · ".join(filter(None, parts))
