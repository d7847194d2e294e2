"""Make the screenshots of the README from the bundled sample: ``python screenshots/make.py``."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.sources import folders
from jobtui.tui.app import JobtuiApp

HERE = Path(__file__).parent
SHOTS: tuple[tuple[str, tuple[int, int], tuple[str, ...]], ...] = (
    ("browser-120x40", (120, 40), ("down", "down")),
    ("search-120x40", (120, 40), ("slash", *"developpeuse", "enter")),
    ("browser-80x24", (80, 24), ("O",)),
    ("reading-80x24", (80, 24), ("O", "down", "enter")),
    ("filters-80x24", (80, 24), ("f", "down", "enter")),
    ("keys-120x40", (120, 40), ("question_mark",)),
)


async def shoot(library: Library, name: str, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """Press *keys* in a terminal of *size* and keep what is seen as ``name.svg``."""
    app = JobtuiApp(library, lambda: Query(folders.sample_day()))
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        for key in keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
        await pilot.pause(0.2)
        (HERE / f"{name}.svg").write_text(app.export_screenshot(title="jobtui"), "utf-8")


def main() -> None:
    """Make all of them."""
    with tempfile.TemporaryDirectory() as folder:
        chosen = [folders.resolve(folders.SAMPLE)]
        library = Library(chosen, Cache.of(chosen, Path(folder)))
        library.refresh()
        for shot in SHOTS:
            asyncio.run(shoot(library, *shot))


if __name__ == "__main__":
    main()
