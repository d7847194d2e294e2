"""Make the screenshots of the pages from the bundled sample: ``python screenshots/make.py``.

The browser is shown at three sizes in a dark, a light and a high-contrast theme, in French in the
dark one; the other pictures once.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from itertools import product
from pathlib import Path
from typing import NamedTuple

from jobtui import i18n
from jobtui.config.settings import Settings
from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.sources import folders
from jobtui.tui.app import JobtuiApp
from jobtui.tui.themes import find

HERE = Path(__file__).parent
SIZES = ((80, 24), (120, 40), (160, 45))
THEMES = {"dark": "nord", "light": "textual-light", "contrast": "contrast"}


class Shot(NamedTuple):
    """A picture: its name, the size in cells, the keys that lead there, and how it looks."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]
    theme: str = THEMES["dark"]
    language: str = "en"


def shots() -> list[Shot]:
    """Return all pictures."""
    found = [
        Shot(
            f"browser-{width}x{height}-{look}-{language}",
            (width, height),
            ("down",),
            theme,
            language,
        )
        for (width, height), (look, theme), language in product(SIZES, THEMES.items(), ("en", "fr"))
        if language == "en" or look == "dark"
    ]
    return [
        *found,
        Shot("search-120x40", (120, 40), ("slash", *"developpeuse", "enter")),
        Shot("reading-80x24", (80, 24), ("down", "enter")),
        Shot("filters-80x24", (80, 24), ("f", "down", "enter")),
        Shot("keys-120x40", (120, 40), ("question_mark",)),
        Shot("stage-80x24", (80, 24), ("down", "S")),
        Shot("palette-120x40", (120, 40), ("ctrl+p", *"mark")),
    ]


async def shoot(library: Library, shot: Shot) -> None:
    """Press the keys of a picture and keep what is seen as ``<name>.svg``."""
    i18n.use(shot.language, "short" if shot.language == "fr" else "iso")
    query = Query(folders.sample_day(), open_first=True)
    app = JobtuiApp(library, lambda: query, settings=Settings(), look=find(shot.theme))
    async with app.run_test(size=shot.size) as pilot:
        await app.workers.wait_for_complete()
        for key in shot.keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
        await pilot.pause(0.2)
        picture = app.export_screenshot(title="jobtui")
    # The same picture has the same text at each run.
    (HERE / f"{shot.name}.svg").write_text(re.sub(r"terminal-\d+", "terminal", picture), "utf-8")


def main() -> None:
    """Make all of them."""
    with tempfile.TemporaryDirectory() as folder:
        chosen = [folders.resolve(folders.SAMPLE)]
        library = Library(chosen, Cache.of(chosen, Path(folder)))
        library.refresh()
        for shot in shots():
            asyncio.run(shoot(library, shot))


if __name__ == "__main__":
    main()
