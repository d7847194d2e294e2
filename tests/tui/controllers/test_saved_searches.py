"""Saved searches: in the filters with their counts, saved, opened, renamed and deleted by keys."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jobtui.config import loader
from jobtui.config.files import user_file
from jobtui.config.settings import SearchSetting, Settings
from jobtui.library.library import Library
from jobtui.search.query import Query, Sort
from jobtui.tui.app import JobtuiApp
from jobtui.tui.widgets.facet_sidebar import FacetSidebar
from tests.five_postings import DAY
from tests.prepared_program import SOURCE_CODE
from tests.pseudo_terminal import START, Terminal, terminals
from tests.tui.conftest import Drive, Driven


def saved() -> list[SearchSetting]:
    """Return what another session reads."""
    return list(loader.read().settings.searches)


def config() -> Path:
    """Return the user's file."""
    file = user_file()
    assert file is not None
    return file


@pytest.fixture
def searches() -> tuple[SearchSetting, ...]:
    """Two searches, written into the user's file."""
    config().parent.mkdir(parents=True)
    text = '[searches]\nopen = "is:open"  # mine\n'
    text += 'lighthouse = { query = "phare", sort = "title" }\n'
    config().write_text(text, "utf-8")
    return tuple(saved())


@pytest.mark.browser
async def test_they_stand_above_the_filters_and_are_opened(
    library: Library, searches: tuple[SearchSetting, ...]
) -> None:
    app = JobtuiApp(library, lambda: Query(DAY), settings=Settings(searches=searches))
    async with app.run_test(size=(120, 40)) as pilot:
        it = Driven(app, pilot)
        await it.settle()
        await pilot.pause(0.5)  # the first look at the files
        await it.settle()
        lines = [line[1:28].rstrip() for line in it.seen().splitlines()]
        assert "▾ Saved searches" in lines[2]
        assert lines[3].split() == ["open", "1"]
        assert lines[4].split() == ["lighthouse", "2"]
        await it.press("f", "home", "down", "n")  # what is typed then is no command
        await it.type("se")
        assert it.screen.query_one(FacetSidebar).narrowing == "status"
        await it.press("escape", "home", "down", "down", "enter")
        asked = it.screen.session.query
        assert asked is not None
        assert (asked.text, asked.sort) == ("phare", Sort.TITLE)
        assert it.titles == ["Designer UX/UI", "Développeur·se Python"]
        assert it.sidebar._rows[2].search is not None
        assert it.sidebar._rows[2].search.chosen
        await it.press("up", "space")
        assert it.titles == ["Développeur·se Python"]
        assert it.sidebar._rows[1].search is not None
        assert it.sidebar._rows[1].search.chosen
        await it.press("asterisk", "H")
        await it.settle()
        assert it.sidebar._rows[1].search is not None
        assert it.sidebar._rows[1].search.total == 0, "what is hidden does not count"
        await it.press("h")
        assert "lighthouse" not in it.seen(), "folded, but for the chosen one"


@pytest.mark.browser
async def test_saved_renamed_and_deleted(
    library: Library, searches: tuple[SearchSetting, ...]
) -> None:
    before = config().read_text("utf-8")
    app = JobtuiApp(library, lambda: Query(DAY), settings=Settings(searches=searches))
    async with app.run_test(size=(120, 40)) as pilot:
        it = Driven(app, pilot)
        await it.settle()
        await it.press("W")
        assert "Nothing to save" in it.seen()
        await it.press("slash")
        await it.type("digue")
        await it.press("enter", "W")
        assert it.boxed() == ["Save digue as:"]
        assert "Enter save  Esc cancel" in it.seen()
        await it.press("enter")
        assert "enter a name for the search" in it.seen()
        await it.type("la digue")
        await it.press("enter")
        assert saved() == [*searches, SearchSetting("la digue", "digue")]
        assert config().read_text("utf-8") == before + '"la digue" = "digue"\n'
        assert "la digue" in it.seen()
        await it.press("f", "home", "down", "down", "down", "f2")
        await it.press(*["backspace"] * 8)
        await it.type("open")
        await it.press("enter")
        assert "a search of that name already exists" in it.seen()
        await it.type("s")
        await it.press("enter")
        assert [one.name for one in saved()] == ["open", "lighthouse", "opens"]
        await it.press("D", "enter")
        assert len(saved()) == 3, "the first answer keeps it"
        await it.press("D", "down", "enter")
        assert config().read_text("utf-8") == before
        await it.press("end", "D")
        assert "No saved search under the cursor." in it.seen()


@pytest.mark.browser
async def test_one_of_that_name_is_replaced_only_if_the_user_says_so(
    library: Library, searches: tuple[SearchSetting, ...]
) -> None:
    app = JobtuiApp(library, lambda: Query(DAY, "digue"), settings=Settings(searches=searches))
    async with app.run_test(size=(120, 40)) as pilot:
        it = Driven(app, pilot)
        await it.settle()
        await it.press("W")
        await it.type("open")
        await it.press("enter", "enter")
        assert saved() == list(searches)
        await it.press("W")
        await it.type("open")
        await it.press("enter", "down", "enter")
        assert saved()[0] == SearchSetting("open", "digue")
        assert 'open = "digue"  # mine\n' in config().read_text("utf-8")


async def test_a_file_that_cannot_be_written_is_told_with_the_line_to_write(
    drive: Drive, searches: tuple[SearchSetting, ...]
) -> None:
    config().chmod(0o666)
    async with drive(size=(300, 30), query=Query(DAY, "digue")) as it:
        await it.press("W")
        await it.type("d")
        await it.press("enter")
        assert 'd = "digue"' in it.seen().splitlines()[-1]
        assert "Saved searches" not in it.seen()


@pytest.fixture
def start(folder: Path) -> Iterator[Callable[..., Terminal]]:
    """Start the program in a terminal."""
    known = {**os.environ, "PYTHONPATH": str(SOURCE_CODE), "LANG": "C.UTF-8"}
    known["TERM"] = "xterm-256color"
    command = [*START, "--source", str(folder), "--as-of", str(DAY)]
    with terminals() as begin:
        yield lambda *args: begin([*command, *args], known, prepared=True)


def test_saved_from_the_app_and_asked_by_the_command_line(
    start: Callable[..., Terminal],
    jobtui: Callable[..., subprocess.CompletedProcess[str]],
    folder: Path,
) -> None:
    terminal = start()
    terminal.wait_for("5 of 5")
    terminal.send("/phare")
    terminal.wait_for("2 of 5")
    terminal.send("\r")
    terminal.send("W")
    terminal.wait_for("as:")
    terminal.send("light\r")
    terminal.wait_for("Saved searches")
    terminal.wait_for("light +2 ")
    terminal.send("q")
    assert terminal.wait() == 0
    assert config().stat().st_mode & 0o777 == 0o600
    done = jobtui("--saved", "light", "--source", folder, "--as-of", DAY, "--format", "jsonl")
    assert done.stdout.count("\n") == 2
    again = start("--saved", "light")
    again.wait_for("2 of 5")
    again.wait_for("▌ *light +2 ")


async def test_a_word_that_is_half_typed_is_kept_as_it_was_meant(drive: Drive) -> None:
    async with drive() as it:
        await it.press("slash")
        await it.type("design pha")
        found = it.results.results
        assert found is not None and len(found.postings) > 0
        await it.press("enter")
        assert it.screen.panes.search_box.value == "design pha*"
        again = it.results.results
        assert again is not None and again.postings[:] == found.postings[:]
        await it.press("slash")
        await it.press("backspace")
        await it.type("re")
        await it.press("enter")
        assert it.screen.panes.search_box.value == "design phare"


def test_a_whole_word_is_counted_alike_everywhere(library: Library) -> None:
    search = SearchSetting("half", "desig", "")
    (counted,) = library.saved_counts([search], DAY)
    assert counted.total == len(library.search(Query(DAY, "desig", is_finished=True)).postings)
    assert len(library.search(Query(DAY, "desig*", is_finished=True)).postings) > 0
    assert library.half_typed(Query(DAY, "desig")) == "desig"
    assert library.half_typed(Query(DAY, "design")) == ""
    assert library.half_typed(Query(DAY, "desig", is_finished=True)) == ""
