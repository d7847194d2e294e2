"""A few pictures of the browser on the bundled sample, with a fixed day and size.

``pytest --snapshot-update`` takes them anew.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.sources import folders
from jobtui.tui.app import JobtuiApp
from jobtui.tui.controllers import snippets

Compare = Callable[..., bool]


pytestmark = pytest.mark.browser


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> JobtuiApp:
    """The browser on the sample; no hit in the text comes into a row, which would be a race."""
    monkeypatch.setattr(snippets, "_PAUSE", 3600)
    chosen = [folders.resolve(folders.SAMPLE)]
    library = Library(chosen, Cache.of(chosen, tmp_path / "cache"))
    library.refresh()
    return JobtuiApp(library, lambda: Query(folders.sample_day()))


def pressing(*keys: str) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Press keys, each after what the one before has started."""

    async def run(pilot: Pilot[Any]) -> None:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            for _round in range(3):
                await pilot.app.workers.wait_for_complete()
                await pilot.pause()

    return run


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        ((120, 40), ("down",)),
        ((120, 40), ("slash", *"deploiement")),
        ((80, 24), ("f", "down", "enter")),
        ((80, 24), ("down", "enter")),
        ((50, 20), ("O",)),
    ],
    ids=["three-panes", "searching", "filters", "reading", "one-pane"],
)
def test_picture(
    app: JobtuiApp, snap_compare: Compare, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    assert snap_compare(app, terminal_size=size, run_before=pressing(*keys))
