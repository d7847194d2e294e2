"""The first start on a source: what is read is shown, then the keys to begin with are named."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.sources import folders
from jobtui.tui.dialogs.welcome import Welcome
from tests.tui.conftest import Drive


async def test_no_notice_hides_the_keys_to_begin_with(
    drive: Drive, folder: Path, tmp_path: Path
) -> None:
    chosen = [folders.resolve(folder)]
    library = Library(chosen, Cache.of(chosen, tmp_path / "none"))
    async with drive(library=library) as it:
        footer = it.screen.panes.footer
        while it.screen.refreshing.is_running or not it.titles:
            await it.settle()
        assert not footer.is_noticing
        assert "/ search, f filters, a apply, ? all keys" in it.seen()
        await it.press("down")
        assert "all keys" not in it.seen()
        assert "a apply" in it.seen()


async def test_the_path_of_a_folder_may_hold_blanks(drive: Drive) -> None:
    async with drive() as it:
        await it.app.push_screen(Welcome())
        await it.type('"/none a b" ')
        assert it.app.screen.query_one(Input).value == '"/none a b" '
        await it.press("enter")
        assert "/none a b: no such file or folder" in it.seen()
