"""The command palette: every action of the table, every theme, and searches to run, by name."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import Any

from textual import command
from textual.command import CommandInput, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.widgets import LoadingIndicator
from textual.worker import Worker

from jobtui.i18n import _
from jobtui.keymap.action import Action
from jobtui.keymap.bindings import keys_of, table
from jobtui.search.examples import examples
from jobtui.text.folding import fold
from jobtui.tui import themes
from jobtui.tui.widgets.line_input import LineInput

_FUZZY = 100.0  # a match of letters counts less than any of words


class _CommandInput(CommandInput, LineInput):
    """The palette's line."""


command.CommandInput = _CommandInput  # type: ignore[misc]  # which the palette composes by name


class Palette(CommandPalette):
    """Textual's palette, kept from ending the browser.

    It pages through a list that has not been laid out yet, and goes on gathering commands when
    it has been closed.
    """

    def __init__(self) -> None:
        super().__init__(placeholder=_("Find a command…"), id="--command-palette")

    def on_mount(self) -> None:
        """Keep the cursor from blinking and the indicator from spinning while nobody types."""
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


class Actions(Provider):
    """Finds actions and searches by their label, what people call them, and help; themes by name.

    Letters that are not together count in labels alone.
    """

    async def discover(self) -> Hits:
        """Yield all actions."""
        for action in _offered():
            text = _line(action)
            yield DiscoveryHit(text, partial(self._run, action), text)

    async def search(self, query: str) -> Hits:
        """Yield the actions, themes and searches that match *query*."""
        matcher = self.matcher(query)
        found = False
        for action in _offered():
            text = _line(action)
            if score := score_of(query, action) or matcher.match(action.label()) / _FUZZY:
                found = True
                yield Hit(score, matcher.highlight(text), partial(self._run, action), text)
        for name, text, words in _themes():
            if score := word_score(query, words) or matcher.match(text) / _FUZZY:
                found = True
                yield Hit(score, matcher.highlight(text), partial(self._use_theme, name), text)
        for example in examples():
            if score := word_score(query, " ".join(example)):
                found = True
                text = _("search {query}: {finds}").format(**example._asdict())
                yield Hit(score, matcher.highlight(text), partial(self._ask, example.query), text)
        if not found:  # Textual says it in English
            yield Hit(1, _("No matching command"), lambda: None)

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


def _line(action: Action) -> str:
    keys = f"  ({keys_of(action)})" if action.keys else ""
    return _("{label}: {text}").format(label=action.label(), text=action.help()) + keys
