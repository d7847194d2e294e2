"""A browser that is open after midnight asks as of the new day, unless it was told a day."""

from __future__ import annotations

import datetime
from datetime import date, timedelta
from pathlib import Path

import pytest

from jobtui.config.settings import Settings
from jobtui.index.cache import Cache
from jobtui.library import current_index, user_marks
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.sources.folders import resolve
from jobtui.startup import frame_file
from jobtui.tui.app import JobtuiApp
from jobtui.tui.controllers import refresh, search
from jobtui.tui.first_frame import FirstFrameKeeper
from tests.conftest import write
from tests.tui.conftest import Driven

TODAY = date(2024, 5, 1)


class Clock:
    """Says which day it is to all who ask."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.today = TODAY
        clock = self

        class Day(datetime.date):
            @classmethod
            def today(cls) -> Day:
                return cls(clock.today.year, clock.today.month, clock.today.day)

        for module in (current_index, user_marks, search, refresh):
            monkeypatch.setattr(module, "date", Day)
        self.day = Day

    def midnight(self) -> None:
        self.today += timedelta(days=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def app(tmp_path: Path, clock: Clock) -> JobtuiApp:
    """A browser on a posting that closes today, in a visit after the first."""
    folder = tmp_path / "postings"
    write(folder, "2024-04-20-dev.md", "Coder.", roles="Dev", open="true", poste_ferme="2024-05-01")
    write(folder, "2024-04-10-design.md", "Dessiner.", roles="Design", open="true")
    library = Library([resolve(folder)], Cache.of([resolve(folder)], tmp_path / "cache"))
    library.refresh()
    library.user.visit(TODAY, pause=0)
    library.user.leave()
    return JobtuiApp(library, lambda: Query(clock.day.today()), follow_day=True)


async def settled(it: Driven, what: str) -> None:
    for _round in range(600):
        await it.settle()
        if what in it.seen():
            return
        await it.pilot.pause(0.1)
    raise AssertionError(f"{what!r} is not on the screen:\n{it.seen()}")


async def begun(it: Driven) -> None:
    for _round in range(600):
        await it.settle()
        if it.screen.session.is_visiting:
            return
        await it.pilot.pause(0.1)


@pytest.mark.browser
@pytest.mark.parametrize("how", ["key", "look", "tick"])
async def test_after_midnight_the_day_is_the_new_one(
    app: JobtuiApp, clock: Clock, how: str
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        it = Driven(app, pilot)
        await begun(it)
        assert "closes today" in it.seen() or "2024-05-01" in it.seen()
        assert "expired " not in it.seen().split("Design")[0]
        clock.midnight()
        if how == "key":
            await it.press("r")
        elif how == "look":
            it.screen.refreshing.look_again()
        else:
            it.screen.refreshing.look_at_day()
        await settled(it, "†")  # closed since the last visit, by the day alone
        assert it.screen.session.query is not None
        assert it.screen.session.query.as_of == date(2024, 5, 2)
        assert "as of" not in it.seen()
        assert "expired" in it.seen()


@pytest.mark.browser
async def test_a_day_that_was_named_stays(app: JobtuiApp, clock: Clock) -> None:
    app.follow_day = False
    async with app.run_test(size=(120, 40)) as pilot:
        it = Driven(app, pilot)
        await it.settle()
        clock.midnight()
        await it.press("r")
        it.screen.refreshing.look_at_day()
        it.screen.refreshing.look_again()
        await it.settle()
        assert it.screen.session.query is not None
        assert it.screen.session.query.as_of == TODAY


@pytest.mark.browser
async def test_another_time_zone_counts(
    app: JobtuiApp, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The C library reads the zone again only when it is told to."""
    told: list[bool] = []
    monkeypatch.setattr("time.tzset", lambda: told.append(True))
    async with app.run_test(size=(120, 40)) as pilot:
        it = Driven(app, pilot)
        await it.settle()
        it.screen.refreshing.look_at_day()
        assert told


def test_the_picture_of_yesterday_is_not_kept_for_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its statuses are those of the day on which it was drawn."""
    kept: list[object] = []
    monkeypatch.setattr(frame_file, "save", lambda *said: kept.append(said))
    days = [(2024, 5, 1), (2024, 5, 1), (2024, 5, 2)]
    monkeypatch.setattr("time.localtime", lambda: days.pop(0))
    write(tmp_path / "postings", "2024-04-20-dev.md", "Coder.")
    keeper = FirstFrameKeeper(Library([resolve(tmp_path / "postings")]), Settings())
    keeper._remember(["text"], (80, 24), [], [])
    keeper.keep_again()
    assert len(kept) == 1
    keeper.keep_again()
    assert len(kept) == 1
