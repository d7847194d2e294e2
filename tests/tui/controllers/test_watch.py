"""Files that change while the browser is open are noticed, and nothing is read while none does."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from jobtui.external import file_watch
from jobtui.library.library import Library
from jobtui.tui.controllers import watch
from tests.conftest import write
from tests.tui.conftest import Drive
from tests.waiting import LOOK_AGAIN, PATIENCE


async def test_a_new_file_appears_by_itself(
    drive: Drive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_FIRST", 0.01)
    monkeypatch.setattr(watch, "_LOOK", 0.05)
    monkeypatch.setattr(file_watch, "find_spec", lambda _name: None)
    async with drive() as it:
        await it.settle()
        write(folder, "2024-05-01-cook.md", "Soup.", title="A cook")
        async with asyncio.timeout(PATIENCE):
            while "A cook" not in it.seen():
                await asyncio.sleep(LOOK_AGAIN)


def test_only_other_names_sizes_and_times_are_a_change(library: Library, folder: Path) -> None:
    assert not library.has_changed()
    assert library.watched == [str(folder)]
    file = write(folder, "2024-05-01-cook.md", "Soup.", title="A cook")
    assert library.has_changed()
    library.refresh()
    assert not library.has_changed()
    file.unlink()
    assert library.has_changed()
