"""The links of a text with their full addresses: a number or Enter chooses one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.screen import ModalScreen

from jobtui.i18n import _, ngettext
from jobtui.keymap.key_names import key_name
from jobtui.render.navigation import NOTE, LinkChoice, is_place, targets
from jobtui.text.cells import cells, padded
from jobtui.text.sanitize import clean
from jobtui.text.wrap import wrap
from jobtui.tui.dialogs.box import Box
from jobtui.tui.widgets.bindings import bindings
from jobtui.tui.widgets.cursor import Cursor
from jobtui.tui.widgets.line_view import LineView, Piece

if TYPE_CHECKING:
    from jobtui.render.layout import PageLink


_WIDTH = 90  # cells


class ChosenLink(NamedTuple):
    """The number of a link among those of the page, and whether to copy or to open it."""

    number: int
    is_to_copy: bool = False


class LinkLines(LineView):
    """Each link with its number, text and address, and a warning if the address may deceive."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("move"),
        Binding("enter", "choose", show=False),
        Binding("y", "copy", show=False),
    ]

    class Taken(Message):
        """A link was chosen, to be opened or copied."""

        def __init__(self, chosen: ChosenLink) -> None:
            super().__init__()
            self.chosen = chosen

    def __init__(self, links: Sequence[LinkChoice]) -> None:
        super().__init__(id="links")
        self.cursor: Cursor = Cursor(self)
        self._links = links
        self._rows: list[tuple[int, Piece]] = []  # each with the link it belongs to
        self._typed = ""

    def on_resize(self) -> None:
        """Wrap for another width; Textual calls the base's handler as well."""
        self._wrap(self.size.width)
        self.forget()
        self.cursor.show()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are in *width* cells."""
        self._wrap(width)
        return super().get_content_height(container, viewport, width)

    def _wrap(self, width: int) -> None:
        self._rows = []
        for item, target in enumerate(self._links):
            self._add(item, target, max(10, width - 2))

    def _add(self, item: int, target: LinkChoice, width: int) -> None:
        from jobtui.external.links import Link, link

        opened = link(target.url)
        if is_place(target.url):
            opened = Link("", "", "" if target.url.startswith(NOTE) else target.url)
        indent = cells(f"{len(self._links)}") + 2
        is_same = opened.shown and target.text.startswith(opened.shown)
        texts = [] if is_same else [(target.text, "bold")]
        texts += [(opened.shown, "label" if opened.kind else "dim"), (opened.warning, "problem")]
        head = f" {item + 1}"
        for text, look in texts:
            text = clean(text)
            for start, end in wrap(text, max(4, width - indent)) if text else ():
                self._rows.append((item, (padded(head, indent) + text[start:end], look)))
                head = ""

    def count(self) -> int:
        """Return how many lines there are."""
        return len(self._rows)

    @property
    def items(self) -> int:
        """How many links there are."""
        return len(self._links)

    def lines_of(self, item: int) -> range:
        """Return the lines of a link."""
        lines = [number for number, (of, _piece) in enumerate(self._rows) if of == item]
        return range(lines[0], lines[-1] + 1) if lines else range(1)

    def item_of(self, line: int) -> int:
        """Return the link that a line belongs to."""
        return self._rows[line][0]

    def line(self, number: int, width: int) -> Sequence[Piece]:
        """Return one line; those of the link under the cursor stand out."""
        item, (text, look) = self._rows[number]
        return [(padded(text, width), "cursor")] if item == self.cursor.item else [(text, look)]

    def on_key(self, event: events.Key) -> None:
        """Take a number; it chooses as soon as no longer number is possible."""
        if not (event.character or "").isdecimal():
            self._typed = ""
            return
        event.stop()
        self._typed += str(int(event.character or ""))
        if not 0 < int(self._typed) <= self.items:
            self._typed = ""
            return
        self.cursor.move_to(int(self._typed) - 1)
        if int(self._typed) * 10 > self.items:
            self.action_choose()

    def action_choose(self) -> None:
        """Choose the link under the cursor."""
        self.post_message(self.Taken(ChosenLink(self._links[self.cursor.item].number)))

    def action_copy(self) -> None:
        """Copy the address of the link under the cursor."""
        number = self._links[self.cursor.item].number
        self.post_message(self.Taken(ChosenLink(number, is_to_copy=True)))

    def on_click(self, event: events.Click) -> None:
        """Choose the link that was clicked."""
        event.stop()
        item = self.item_at(event.y)
        if item is not None:
            self.cursor.move_to(item)
            self.action_choose()


class LinkList(ModalScreen[ChosenLink | None]):
    """The list as a screen; returns the chosen link."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,L", "dismiss", show=False),
    ]
    DEFAULT_CSS = """
    LinkList, LinkList:ansi { align: center middle; background: transparent; }
    """

    def __init__(self, links: Sequence[PageLink]) -> None:
        super().__init__()
        self._targets = targets(links)

    def compose(self) -> ComposeResult:
        """Yield the box with the links and the keys."""
        count = len(self._targets)
        title = ngettext("{n} link", "{n} links", count)
        numbers = "1" if count == 1 else f"1-{count}"
        ways = [
            (f"{numbers} {key_name('enter')}", _("choose")),
            ("y", _("copy")),
            (key_name("escape"), _("back")),
        ]
        yield Box(title, [LinkLines(self._targets)], ways, _WIDTH)

    def on_mount(self) -> None:
        """Focus the links."""
        self.query_one(LinkLines).focus()

    def on_link_lines_taken(self, message: LinkLines.Taken) -> None:
        """Return the chosen link."""
        self.dismiss(message.chosen)
