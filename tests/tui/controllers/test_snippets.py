"""While words are searched for, rows show them in the text, once nothing is typed."""

from __future__ import annotations

import pytest

from jobtui.tui.controllers import snippets
from tests.tui.conftest import Drive


async def test_the_hit_in_the_text_stands_in_the_row(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snippets, "_PAUSE", 0.01)
    async with drive(size=(200, 30)) as it:
        await it.press("slash")
        await it.type("ports")
        while it.results.without_snippet():
            await it.settle()
        row = "Chargé·e de déploiement  Aller voir les ports."
        assert row in it.seen()
        await it.press("ctrl+u")
        assert it.results.without_snippet(), "those of other words are dropped"
        assert row not in it.seen()
