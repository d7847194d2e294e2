"""The command palette: every action of the table, every theme, and searches to run, by name."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from textual import command
from textual.command import (
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
)
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widgets import LoadingIndicator
from textual.worker import Worker

from jobtui.i18n import _
from jobtui.keymap.action import Action
from jobtui.keymap.bindings import keys_of, table
from jobtui.keymap.key_names import key_name
from jobtui.keymap.posting_actions import ON_POSTINGS
from jobtui.search.examples import examples
from jobtui.text.cells import cells, cut, padded
from jobtui.text.folding import fold
from jobtui.tui import themes
from jobtui.tui.styles import glyph, is_ascii
from jobtui.tui.widgets.line_input import ClusterInput

_WIDTH, _LABEL = 100, 20  # cells of the box, and of the names of commands
_FUZZY = 100.0  # a match of letters counts less than any of words


class _CommandInput(CommandInput, ClusterInput):
    """The palette's line."""


command.CommandInput = _CommandInput  # type: ignore[misc]  # which the palette composes by name


class Palette(CommandPalette):
    """Textual's palette, kept from ending the browser.

    It pages through a list that has not been laid out yet, and goes on gathering commands when
    it has been closed.
    """

    def __init__(self) -> None:
        super().__init__(placeholder=_("Find a command…"), id="--command-palette")
        self.set_class(is_ascii(), "-ascii")

    def on_mount(self) -> None:
        """Tell the keys; nothing blinks or spins while nobody types."""
        ways = ((key_name("enter"), _("run")), (key_name("escape"), _("back")))
        self.query_one(CommandList).border_subtitle = "  ".join(map(" ".join, ways))
        self.query_one("#--input").border_title = _("Commands")
        self.query_one(CommandInput).cursor_blink = False
        self.call_after_refresh(self._stop_spinning)

    def _stop_spinning(self) -> None:
        self.query_one(LoadingIndicator).auto_refresh = None  # 16 a second, although hidden

    def run_worker(self, *args: Any, **options: Any) -> Worker[Any]:
        """Run a worker; its failure does not end the browser."""
        return super().run_worker(*args, **{**options, "exit_on_error": False})

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):  # of a line that the list does not know
            super()._action_command_list(action)


class PaletteLine(NamedTuple):
    """A line of the palette: what it is called, what it does, and its keys."""

    label: str
    does: str
    keys: str = ""

    def fitted(self, room: int) -> PaletteLine:
        """Return the line in *room* cells: three columns, of which the middle one gives way.

        Of several keys a narrow line has the first.
        """
        keys = self.keys if cells(self.keys) <= room // 3 else self.keys.partition(", ")[0]
        most = room - cells(keys) - 4
        label = cut(self.label, most, glyph("ellipsis"))
        label = padded(label, max(cells(label), min(_LABEL, room // 2)))
        middle = max(0, most - cells(label))
        does = padded(cut(self.does, middle, glyph("ellipsis")), middle)
        return PaletteLine(label, does, keys)

    @property
    def text(self) -> str:
        """The line as plain text."""
        return f"{self.label}  {self.does}  {self.keys}"

    def shown(self, matcher: Matcher | None = None) -> Content:
        """Return the line as it is shown, with what the *matcher* finds marked."""
        text = self.text
        content = Content(text) if matcher is None else matcher.highlight(text)
        keys = len(text) - len(self.keys)
        return content.stylize("bold", 0, len(self.label)).stylize("bold", keys)


class Actions(Provider):
    """Finds actions and searches by their label, what people call them, and help; themes by name.

    Letters that are not together count in labels alone.
    """

    async def discover(self) -> Hits:
        """Yield all actions, those about the selected posting first, and the themes."""
        about_postings = {action.name for action in ON_POSTINGS}

        def place(action: Action) -> int:
            return 0 if action.name in about_postings else 2 if action.pane else 1

        for action in sorted(_offered(), key=place):
            line = self._line(action)
            yield DiscoveryHit(line.shown(), partial(self._run, action), line.text)
        for name, text, _words in _themes():
            yield DiscoveryHit(Content(text), partial(self._use_theme, name), text)

    async def search(self, query: str) -> Hits:
        """Yield the actions, themes and searches that match *query*."""
        matcher = self.matcher(query)
        found = False
        for action in _offered():
            if score := score_of(query, action) or matcher.match(action.label()) / _FUZZY:
                found = True
                line = self._line(action)
                yield Hit(score, line.shown(matcher), partial(self._run, action), line.text)
        for name, text, words in _themes():
            if score := word_score(query, words) or matcher.match(name) / _FUZZY:
                found = True
                yield Hit(score, matcher.highlight(text), partial(self._use_theme, name), text)
        for example in examples():
            if score := word_score(query, " ".join(example)):
                found = True
                line = PaletteLine(_("search {query}").format(query=example.query), example.finds)
                line = line.fitted(self._room)
                yield Hit(score, line.shown(matcher), partial(self._ask, example.query), line.text)
        if not found:  # Textual says it in English
            yield Hit(1, _("No matching command"), lambda: None)

    @property
    def _room(self) -> int:
        """The cells of a line: those of the box without its borders, margins and scroll bar."""
        return min(_WIDTH, self.app.size.width) - 5

    def _line(self, action: Action) -> PaletteLine:
        keys = keys_of(action, is_ascii())
        return PaletteLine(action.label(), action.help(), keys).fitted(self._room)

    async def _use_theme(self, name: str) -> None:
        await self.screen.run_action(f"use_theme({name!r})")

    async def _ask(self, query: str) -> None:
        await self.screen.run_action(f"ask({query!r})")

    async def _run(self, action: Action) -> None:
        await self.screen.run_action(f"do({action.name!r})")


def _offered() -> list[Action]:
    return [action for action in table() if action.name != "palette"]


def _themes() -> list[tuple[str, str, str]]:
    """Return the name of each theme, its line, and the words that it is found by."""
    light, dark = _("light"), _("dark")
    told = []
    for name in themes.names():
        text = _("theme: {name}").format(name=name)
        shade = light if themes.is_light(name) else dark
        told.append((name, text, f"{text} {shade} " + _("colour scheme")))
    return told


def score_of(query: str, action: Action) -> float:
    """Return how well an action fits *query*, 0 for not at all: each word must begin one of its.

    A word of the label counts most, then what people call it, then its help.
    """
    label, called = action.label(), action.synonyms()
    for weight, text in ((4, label), (3, f"{label} {called}")):
        if word_score(query, text):
            return weight + 1 / (1 + len(label))  # the shorter label first
    return word_score(query, f"{label} {called} {action.help()}")


def word_score(query: str, text: str) -> float:
    """Return 2 if each word of *query* begins a word of *text*, in any case and accents, else 0."""
    typed, words = (re.findall(r"\w+", fold(one)) for one in (query, text))
    begin = all(any(word.startswith(one) for word in words) for one in typed)
    return 2.0 * (bool(typed) and begin)
