"""A source that is added while one browses is shown beside the others."""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from pathlib import Path

import pytest

from jobtui.cli.commands import browse
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.sources import folders
from jobtui.tui.app import JobtuiApp
from tests.five_postings import DAY
from tests.tui.conftest import Driven


async def test_another_folder_is_browsed_as_well(
    library: Library, tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "autre dossier"
    other.mkdir()
    (other / "2024-04-25-veilleur.md").write_text("---\nroles: Veilleur\nopen: true\n---\nNuit.")
    monkeypatch.setattr(browse, "_first_query", lambda *_args: Query(DAY))
    opened: list[Library] = []
    reopen = partial(browse._reopened, Namespace(as_of=str(DAY)), library, opened)
    app = JobtuiApp(library, lambda: Query(DAY), reopen=reopen)
    async with app.run_test(size=(120, 40)) as pilot:
        it = Driven(app, pilot)
        await it.settle()
        before = set(it.titles)
        await it.press("ctrl+o")
        assert it.boxed()[0] == "Add a source"
        app.screen.query_one("Input").value = str(other)  # type: ignore[attr-defined]
        await it.press("enter")
        while it.screen.refreshing.is_running or len(it.titles) < len(before) + 1:
            await it.settle()
        assert set(it.titles) == before | {"Veilleur"}
    assert opened[-1].sources == (*library.sources, folders.resolve(other))
    assert "autre dossier" in (own_home / "config" / "jobtui" / "config.toml").read_text("utf-8")
    for one in opened:
        one.close()
