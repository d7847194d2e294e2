"""The help in one column or two, with each entry whole."""

from __future__ import annotations

import pytest

from jobtui.tui.dialogs.help import KEYS, HelpScreen
from tests.tui.conftest import Drive

pytestmark = pytest.mark.browser


async def test_what_is_narrowed_to_a_few_entries_has_each_of_them_whole(drive: Drive) -> None:
    async with drive(size=(120, 40)) as it:
        it.app.push_screen(HelpScreen(KEYS))
        await it.settle()
        in_two = [line for line in it.seen().split("\n") if line.count("Move to the next row")]
        assert in_two[0].index("Move to the next row") > 60
        await it.type("zzz")
        await it.settle()
        assert "Nothing found here; Ctrl+P finds commands by other words as well." in it.seen()
        await it.press("backspace", "backspace", "backspace")
        await it.type("clos")
        await it.settle()
        lines = it.seen().split("\n")
        at = next(number for number, line in enumerate(lines) if "Next sort order" in line)
        assert "relevance, newest, oldest, closing soon, title" in lines[at]
