"""A small library of invented postings, and a browser on it."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.sources import folders as sources
from jobtui.tui.app import JobtuiApp
from jobtui.tui.screen import BrowserScreen
from jobtui.tui.widgets.detail_pane import DetailPane
from jobtui.tui.widgets.facet_sidebar import FacetSidebar
from jobtui.tui.widgets.result_list import ResultList
from tests.conftest import environment
from tests.pseudo_terminal import Terminal, terminals

DAY = date(2024, 5, 1)

POSTINGS = {
    "2024-04-20-dev-phare.md": """\
---
roles: Développeur·se Python
startup: Phare
open: true
contrat: indépendant
techno: Python, Django
junior: true
contact: phare@port.example
couleur: bleue
---
# Le projet

Le phare éclaire la côte. Lire [la carte](https://carte.example/phare) et https://brume.example.

<!--more-->

## Postuler

Écrivez-nous :rocket:
""",
    "2024-04-10-design-phare.md": """\
---
roles: Designer UX/UI
startup: Phare
open: false
contrat: CDD
---
Nous cherchons une personne qui dessine des écrans pour les développeuses.
""",
    "2024-03-01-coach-digue.md": """\
---
roles: Coach produit
friend: Digue commune
open: true
poste_ferme: 2024-04-01
---
La digue tient bon.
""",
    "2023-02-02-deploiement-digue.md": """\
---
roles: Chargé·e de déploiement
friend: Digue commune
open: true
poste_pourvu: true
---
Aller voir les ports. [red]pas rouge[/red]
""",
    "2022-01-01-rien-dit.md": """\
---
title: Une annonce qui ne dit rien
---
Rien.
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of the postings."""
    made = tmp_path / "postings"
    made.mkdir()
    for name, text in POSTINGS.items():
        (made / name).write_text(text, "utf-8")
    return made


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Library:
    """The postings, indexed."""
    chosen = [sources.resolve(folder)]
    opened = Library(chosen, Cache.of(chosen, tmp_path / "cache"))
    opened.refresh()
    return opened


class Driven:
    """A running browser: press keys, look at what is there."""

    def __init__(self, app: JobtuiApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys and wait until everything that they started is done."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Press the keys of a text."""
        names = {"/": "slash", " ": "space", "?": "question_mark", "-": "minus"}
        await self.press(*(names.get(letter, letter) for letter in text))

    async def settle(self) -> None:
        """Wait for workers and messages."""
        for _round in range(3):
            with suppress(WorkerCancelled):  # by one that took its place
                await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    @property
    def screen(self) -> BrowserScreen:
        """The browser's screen."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, BrowserScreen)
        return screen

    @property
    def results(self) -> ResultList:
        """The results."""
        return self.screen.query_one(ResultList)

    @property
    def sidebar(self) -> FacetSidebar:
        """The filters."""
        return self.screen.query_one(FacetSidebar)

    @property
    def detail(self) -> DetailPane:
        """The text."""
        return self.screen.query_one(DetailPane)

    @property
    def titles(self) -> list[str]:
        """The titles of the rows."""
        results = self.results.results
        return [] if results is None else [posting.title for posting in results.postings]

    @property
    def selected(self) -> str:
        """The title of the selected row."""
        assert self.results.selected is not None
        return self.results.selected.title

    @property
    def focus(self) -> str | None:
        """The id of the pane with the keys."""
        focused = self.app.focused
        return None if focused is None else focused.id

    def seen(self) -> str:
        """The whole screen as text."""
        height = self.app.size.height
        lines = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in lines[:height])

    def panes(self) -> list[str]:
        """The ids of the panes that are shown."""
        return [str(pane.id) for pane in self.screen._panes if self.screen._is_seen(pane)]


Drive = Callable[..., AbstractAsyncContextManager[Driven]]


@pytest.fixture
def drive(library: Library) -> Drive:
    """Start the browser on the postings: ``async with drive() as it``."""

    @asynccontextmanager
    async def start(
        size: tuple[int, int] = (120, 40), query: Query | None = None, library: Library = library
    ) -> AsyncIterator[Driven]:
        app = JobtuiApp(library, lambda: query or Query(DAY))
        async with app.run_test(size=size) as pilot:
            driven = Driven(app, pilot)
            await driven.settle()
            yield driven

    return start


@pytest.fixture
def in_terminal(own_home: Path) -> Iterator[Callable[..., Terminal]]:
    """Start the program in a terminal of its own: arguments, its size, more of the environment."""
    folders = {f"XDG_{name.upper()}_HOME": str(own_home / name) for name in ("cache", "config")}
    with terminals() as begin:

        def run(*args: str, size: tuple[int, int] = (120, 40), **env: str) -> Terminal:
            known = environment(own_home, **folders, **env)
            return begin([sys.executable, "-m", "jobtui", *args], known, size)

        yield run
