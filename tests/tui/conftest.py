"""A library of the five postings, and a browser on it without a terminal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.sources import folders as sources
from jobtui.tui.app import JobtuiApp
from jobtui.tui.dialogs.box import Box
from jobtui.tui.screen import BrowserScreen
from jobtui.tui.widgets.detail_pane import DetailPane
from jobtui.tui.widgets.facet_sidebar import FacetSidebar
from jobtui.tui.widgets.result_list import ResultList
from tests.five_postings import DAY


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
        """Wait for messages and workers, and for what the end of a worker starts."""
        busy = True
        while busy:
            busy = any(not worker.is_finished for worker in self.app.workers)
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

    def boxed(self) -> list[str]:
        """What stands in the box of a dialog: its title, then the lines that are not blank."""
        box = self.app.screen.query_one(Box)
        x, y, width, height = box.content_region
        rows = self.seen().split("\n")[y : y + height - 1]
        inside = [row[x : x + width].rstrip(" ┃│") for row in rows]
        return [str(box.border_title), *filter(None, inside)]

    def panes(self) -> list[str]:
        """The ids of the panes that are shown."""
        panes = self.screen.panes
        return [str(pane.id) for pane in panes.line_views if panes.is_shown(pane)]


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
