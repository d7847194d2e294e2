"""Following an application by keys: stage and follow-up, what was sent, labels, several at once."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from jobtui.library.library import Library
from jobtui.marks.log import LogEntry
from jobtui.marks.model import Mark, Stage
from jobtui.marks.store import Marks
from jobtui.tui.controllers import marks as marking_keys
from tests.tui.conftest import Drive

FIRST, SECOND, THIRD = (
    "2024-04-20-dev-phare.md",
    "2024-04-10-design-phare.md",
    "2024-03-01-meteo.md",
)


@pytest.fixture(autouse=True)
def slow_eyes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be seen by itself."""
    monkeypatch.setattr(marking_keys, "_SEEN_AFTER", 3600)


def stored(folder: Path, name: str) -> tuple[Mark, list[LogEntry]]:
    """Return what another session finds of a posting: its marks and its log."""
    marks = Marks()
    try:
        return marks.of(str(folder / name)), marks.log_of(str(folder / name))
    finally:
        marks.close()


async def test_a_stage_a_follow_up_and_what_was_sent_are_logged(drive: Drive, folder: Path) -> None:
    async with drive() as it:
        await it.press("S", "down", "enter", "enter")
        await it.type("2w")
        await it.press("enter")
        mark, log = stored(folder, FIRST)
        followup = date.today() + timedelta(14)
        assert mark == Mark(stage=Stage.APPLIED, applied=date.today(), followup=followup)
        assert [entry.text for entry in log] == ["applied", str(followup)]
        await it.press("E")
        await it.type("CV")
        await it.press("enter", "ctrl+u")
        await it.type("Ana")
        await it.press("enter")
        assert [(one.text, one.to) for one in stored(folder, FIRST)[1]][-1] == ("CV", "Ana")
        await it.press("A")
        assert "sent CV to Ana" in it.seen()
        assert "Follow up" in it.seen()
        await it.press("tab")
        assert "applied" in it.seen()
        await it.press("escape", "U")
        assert len(stored(folder, FIRST)[1]) == 2
        await it.press("U")
        assert stored(folder, FIRST) == (Mark(), [])


async def test_several_rows_are_marked_at_once_and_undone_at_once(
    drive: Drive, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with drive() as it:
        await it.press("space", "x")
        assert "2 selected" in it.seen()
        first, second = it.results.chosen.values()
        await it.press("asterisk")
        assert all(stored(folder, Path(one.path).name)[0].star for one in (first, second))
        await it.press("t")
        await it.type("near home,java")
        await it.press("enter")
        assert stored(folder, Path(second.path).name)[0].labels == ("java", "near home")
        await it.press("greater_than_sign", "enter")
        rows = list(csv.DictReader((tmp_path / "postings.csv").open(encoding="utf-8")))
        assert [row["labels"] for row in rows] == ["java; near home"] * 2
        await it.press("U", "U")
        assert stored(folder, Path(first.path).name)[0] == Mark()
        await it.press("escape")
        assert not it.results.chosen
        await it.press("t")
        await it.press("tab", "escape", "ctrl+a")
        assert len(it.results.chosen) == len(it.results.results.postings)  # type: ignore[union-attr]


async def test_labels_are_completed(drive: Drive, folder: Path, library: Library) -> None:
    posting = library.get(SECOND)
    assert posting is not None
    library.user.put_mark(posting, Mark(labels=("java",)))
    async with drive() as it:
        await it.press("t", "j", "tab", "enter")
        assert stored(folder, FIRST)[0].labels == ("java",)


async def test_what_is_due_is_told_at_the_start(drive: Drive, library: Library) -> None:
    posting = library.get(SECOND)
    assert posting is not None
    library.user.put_mark(posting, Mark(followup=date(2020, 1, 1)))
    async with drive() as it:
        await it.press("down")
        assert "1 follow-up today" in it.seen()
