"""The command palette: every action of the table, and every theme, by name."""

from __future__ import annotations

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
from jobtui.tui import themes
from jobtui.tui.widgets.line_input import LineInput


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
    """Finds actions by their label and help."""

    def _actions(self) -> list[tuple[Action, str]]:
        return [(a, _line(a)) for a in table() if a.name != "palette"]

    def _themes(self) -> list[tuple[str, str]]:
        return [(name, _("theme: {name}").format(name=name)) for name in themes.names()]

    async def discover(self) -> Hits:
        """Yield all actions."""
        for action, text in self._actions():
            yield DiscoveryHit(text, partial(self._run, action), text)

    async def search(self, query: str) -> Hits:
        """Yield the actions and themes that match *query*."""
        matcher = self.matcher(query)
        found = False
        for action, text in self._actions():
            if (score := matcher.match(text)) > 0:
                found = True
                yield Hit(score, matcher.highlight(text), partial(self._run, action), text)
        if not found:  # Textual says it in English
            yield Hit(1, _("No matching command"), lambda: None)

        for name, text in self._themes():
            if (score := matcher.match(text)) > 0:
                yield Hit(score, matcher.highlight(text), partial(self._use_theme, name), text)

    async def _use_theme(self, name: str) -> None:
        await self.screen.run_action(f"use_theme({name!r})")

    async def _run(self, action: Action) -> None:
        await self.screen.run_action(f"do({action.name!r})")


def _line(action: Action) -> str:
    keys = f"  ({keys_of(action)})" if action.keys else ""
    return f"{action.label()}: {action.help()}{keys}"
