"""The commits that changed a file, listed in the browser."""

from __future__ import annotations

from datetime import date
from threading import Event

import pytest

from jobtui.library import posting_history
from jobtui.library.posting_history import FilePlace
from jobtui.postings.revisions import FileHistory, Revision
from jobtui.sources.git_process import Tell
from jobtui.sources.git_workspace import SyncError
from jobtui.sources.repositories import Repository
from jobtui.tui.dialogs.history_screen import HistoryScreen
from tests.tui.conftest import Drive
from tests.waiting import PATIENCE

PLACE = FilePlace(Repository("file:///x"), "a.md")
CHANGES = (
    Revision("b" * 40, date(2024, 5, 2), "Fewer \x1b[31mpeople", "Soup for ten.", "Soup for two."),
    Revision("a" * 40, date(2024, 5, 1), "Renamed", "Soup for ten.", "Soup for ten."),
)


@pytest.fixture(autouse=True)
def in_a_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting_history, "place_of", lambda *_args: PLACE)


async def test_enter_shows_the_words_that_a_commit_changed(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = FileHistory(CHANGES, False)
    monkeypatch.setattr(posting_history, "history_of", lambda *_args: found)
    async with drive() as it:
        await it.press("c")
        seen = it.seen()
        assert "2 changes" in seen and "There may be older changes." in seen
        assert "2024-05-02  bbbbbbbbbb  Fewer [31mpeople" in seen
        await it.press("enter")
        assert "Soup for [-ten-]{+two+}." in it.seen()
        await it.press("escape", "down", "enter")
        assert "the file was renamed" in it.seen()
        await it.press("escape", "escape")
        assert it.app.screen is it.screen


async def test_what_git_says_is_shown(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> FileHistory:
        raise SyncError("no such branch")

    monkeypatch.setattr(posting_history, "history_of", fail)
    async with drive() as it:
        await it.press("c")
        assert "no such branch" in it.seen()
        monkeypatch.setattr(posting_history, "place_of", lambda *_args: None)
        await it.press("escape", "c")
        assert "not in a git repository" in it.seen()


async def test_leaving_ends_what_is_fetched(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, has_ended = Event(), Event()

    def fetch(_path: str, _place: FilePlace, tell: Tell) -> FileHistory:
        begun.set()
        try:
            while True:
                tell("fetching", 0.5)
        finally:
            has_ended.set()

    monkeypatch.setattr(posting_history, "history_of", fetch)
    async with drive() as it:
        await it.pilot.press("c")
        await it.pilot.pause()
        assert [type(one) for one in it.app.screen_stack][1:] == [HistoryScreen]
        await it.pilot.press("escape")
        await it.pilot.pause()
        assert has_ended.wait(PATIENCE) or not begun.is_set()
        assert len(it.app.screen_stack) == 1
