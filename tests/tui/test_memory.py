"""That a browser holds after a day what it holds after an hour: counted, not weighed."""

from __future__ import annotations

import gc
import time
from collections import Counter
from pathlib import Path

import pytest
from textual._styles_cache import StylesCache
from textual.dom import DOMNode

from jobtui.index.cache import Cache
from jobtui.index.fulltext import TextIndex
from jobtui.index.refresh import Progress
from jobtui.library.library import Library
from jobtui.search.snapshot import RefreshResult, Snapshot
from jobtui.sources import folders
from jobtui.tui.controllers import posting_texts
from jobtui.tui.widgets import detail_pane
from tests.tui.conftest import Drive, Driven

SIZES = ((59, 12), (300, 100), (20, 5), (120, 40))
ROUNDS = 5


def living() -> Counter[type]:
    """Return how many there are of what must not pile up."""
    gc.collect()
    kinds = (Snapshot, TextIndex, DOMNode, StylesCache)
    return Counter(kind for one in gc.get_objects() for kind in kinds if isinstance(one, kind))


async def a_round(it: Driven, folder: Path, number: int) -> None:
    """Change a file and take it in; search, and open what opens, in another size."""
    (folder / "2024-04-30-neuf.md").write_text(f"---\nroles: Neuf {number}\n---\nIci.\n", "utf-8")
    await it.press("r")
    await it.pilot.resize_terminal(*SIZES[number % len(SIZES)])
    await it.press(
        "slash", "d", "enter", "down", "question_mark", "escape", "C", "ctrl+p", "escape"
    )


async def test_nothing_piles_up(drive: Drive, folder: Path) -> None:
    async with drive() as it:
        await a_round(it, folder, 0)
        await a_round(it, folder, 1)
        before = living()
        for number in range(2, ROUNDS):
            await a_round(it, folder, number)
        after = living()
        assert f"Neuf {ROUNDS - 1}" in it.titles
    assert after[Snapshot] <= before[Snapshot]
    assert after[TextIndex] <= before[TextIndex]
    assert after[DOMNode] <= before[DOMNode] + 10
    assert after[StylesCache] <= before[StylesCache] + 10  # with the lines that widgets showed


async def test_an_end_of_the_start_that_waits_freezes_nothing_more(drive: Drive) -> None:
    async with drive() as it:
        frozen = gc.get_freeze_count()
        it.app.keep_frame()
        assert gc.get_freeze_count() == frozen


async def test_of_long_postings_few_are_kept(drive: Drive, tmp_path: Path) -> None:
    folder = tmp_path / "long"
    folder.mkdir()
    for number in range(6):
        text = f"---\nroles: Dev {number}\nopen: true\n---\n" + f"Ligne {number}\n\n" * 2500
        (folder / f"2024-04-{number + 1:02}-long.md").write_text(text, "utf-8")
    chosen = [folders.resolve(folder)]
    opened = Library(chosen, Cache.of(chosen, tmp_path / "long-cache"))
    opened.refresh()
    async with drive(library=opened) as it:
        for _time in range(5):
            await it.press("down")
        assert it.selected == "Dev 0"
        assert it.detail.posting is not None and it.detail.posting.title == "Dev 0"
        assert 0 < it.detail._kept.weight <= detail_pane._MOST_LINES
        assert 0 < it.screen.preview.texts.cached_size <= posting_texts.MOST_CACHED


async def test_a_rebuild_shows_all_in_the_end(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(130):
        (many / f"2024-01-01-p{number}.md").write_text("---\nroles: Rôle\n---\nIci.\n", "utf-8")
    chosen = [folders.resolve(many)]
    library = Library(chosen, Cache.of(chosen, tmp_path / "cache-of-many"))
    library.refresh()
    refresh = library.refresh

    def slowly(rebuild: bool, progress: Progress) -> RefreshResult:
        def slower(done: int, total: int) -> None:
            time.sleep(0.005)  # so that a part of them is shown meanwhile
            progress(done, total)

        return refresh(rebuild, slower)

    monkeypatch.setattr(library, "refresh", slowly)
    async with drive(library=library) as it:
        whole = library.snapshot
        it.screen.refreshing.start(True, False)
        await it.settle()
        assert library.snapshot is not whole
        assert "130 of 130" in it.seen()
        position = library.snapshot.position_of("2024-01-01-p7")
        shown = it.screen.session.results
        assert shown is not None
        assert shown.postings.place_of(position) >= 0
        at = shown.postings.positions(130).index(position)
        assert shown.postings[at].id == "2024-01-01-p7"
