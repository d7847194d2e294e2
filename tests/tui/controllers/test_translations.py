"""The other language of a job, by one key."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.sources import folders
from tests.five_postings import DAY
from tests.posting_files import fronted
from tests.tui.conftest import Drive

ENGLISH = Query(DAY, language="en")


@pytest.fixture
def translated(tmp_path: Path) -> Library:
    """Two jobs in English, one of which is also in French."""
    top = tmp_path / "jobs"
    for language, name, title in (
        ("en", "cook", "Cook"),
        ("fr", "cook", "Cuisinière"),
        ("en", "baker", "Baker"),
    ):
        (top / language).mkdir(parents=True, exist_ok=True)
        lines = (f"title: {title}", "open: true", "date: 2022-06-01")
        (top / language / f"{name}.md").write_text(fronted(*lines, body="x"), "utf-8")
    chosen = [folders.resolve(top)]
    library = Library(chosen, Cache.of(chosen, tmp_path / "cache"))
    library.refresh()
    return library


async def test_a_key_shows_the_other_language_of_a_job_and_shows_the_first_again(
    drive: Drive, translated: Library
) -> None:
    async with drive(library=translated, query=ENGLISH) as it:
        assert sorted(it.titles) == ["Baker", "Cook"]
        while it.selected != "Cook":
            await it.press("down")
        await it.press("T")
        assert it.selected == "Cuisinière"
        assert "Baker" in it.titles
        await it.press("T")
        assert it.selected == "Cook"


async def test_a_job_in_one_language_says_so(drive: Drive, translated: Library) -> None:
    async with drive(library=translated, query=ENGLISH) as it:
        while it.selected != "Baker":
            await it.press("up")
        await it.press("T")
        assert it.selected == "Baker"
        assert "This posting has no translation." in it.seen()
