"""A row to type in that recalls what was typed before."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive

from jobtui.search.query import LONGEST
from jobtui.text.sanitize import clean
from jobtui.tui.widgets.line_input import ClusterInput

_MOST_RECALLED = 200  # texts; older ones are forgotten


class _History:
    """What was typed before, and how far back in it one is."""

    def __init__(self) -> None:
        self._texts: list[str] = []  # the newest last
        self._back = 0  # 0: not in it; 1: the newest

    def remember(self, text: str) -> None:
        """Keep a text unless it is blank or the newest already; be at the end."""
        if text.strip() and text not in self._texts[-1:]:
            self._texts = [*self._texts[1 - _MOST_RECALLED :], text]
        self._back = 0

    def older(self, text: str) -> str | None:
        """Return the text before, None at the oldest; *text*, in the box now, is remembered."""
        if self._back == 0:
            self.remember(text)
            self._back = 1 if text.strip() else 0
        if self._back >= len(self._texts):
            return None
        self._back += 1
        return self._texts[-self._back]

    def newer(self) -> str | None:
        """Return the text after, None at the newest."""
        if self._back <= 1:
            return None
        self._back -= 1
        return self._texts[-self._back]


class TextBox(ClusterInput):
    """A row to type in; up and down recall what was typed before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave", show=False),
        Binding("up", "older", show=False),
        Binding("down", "newer", show=False),
    ]
    DEFAULT_CSS = """
    TextBox, TextBox:focus, TextBox:ansi {
        border: none; height: 1; padding: 0; width: 1fr; background-tint: transparent;
        background: $background; color: $foreground;
    }
    TextBox:ansi, TextBox:ansi:focus { background: ansi_default; color: ansi_default; }
    TextBox > .input--cursor { text-style: reverse; }
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))  # no new layout for every letter

    def __init__(self, placeholder: str, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, placeholder=placeholder, select_on_focus=False)
        self.cursor_blink = False
        self._history = _History()

    def validate_value(self, value: str) -> str:
        """Return *value* without control characters, in one line.

        It is cut to the longest query that is read, for each key draws all of it.
        """
        return clean(value[:LONGEST], keep_newlines=True).replace("\n", " ")[:LONGEST]

    def remember(self) -> None:
        """Keep the text, to be recalled by the arrow keys."""
        self._history.remember(self.value)

    async def action_leave(self) -> None:
        """Go back to where the text is used."""
        raise NotImplementedError

    def action_older(self) -> None:
        """Recall the text before."""
        if (text := self._history.older(self.value)) is not None:
            self._recall(text)

    async def action_newer(self) -> None:
        """Recall the text after; at the newest, leave."""
        if (text := self._history.newer()) is not None:
            self._recall(text)
        else:
            await self.action_leave()

    def _recall(self, text: str) -> None:
        self.value = text
        self.cursor_position = len(text)
