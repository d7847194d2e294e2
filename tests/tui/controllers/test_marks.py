"""Marks made by keys: in the store, where another session finds them, and on the screen."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from jobtui.files import locations
from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.marks.database import NAME
from jobtui.marks.json_format import loads
from jobtui.marks.model import Mark, Stage
from jobtui.marks.store import Marks
from jobtui.search.query import Query
from jobtui.tui.controllers import marks as marking_keys
from tests.conftest import write
from tests.five_postings import DAY
from tests.index_rows import postings_of
from tests.prepared_program import SOURCE_CODE
from tests.pseudo_terminal import START, Terminal, terminals
from tests.tui.conftest import Drive, Driven
from tests.waiting import LOOK_AGAIN, PATIENCE

FIRST, SECOND = "2024-04-20-dev-phare.md", "2024-04-10-design-phare.md"


@pytest.fixture
def stored(folder: Path) -> Callable[[str], Mark]:
    """Return what another session finds of a posting, by its file's name."""

    def of(name: str) -> Mark:
        marks = Marks()
        try:
            return marks.of(str(folder / name))
        finally:
            marks.close()

    return of


@pytest.fixture(autouse=True)
def slow_eyes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be seen by itself, unless a test is about that."""
    monkeypatch.setattr(marking_keys, "_SEEN_AFTER", 3600)


def row(it: Driven, title: str) -> str:
    """Return the row of a posting in the results."""
    lines = [line[28:68] for line in it.seen().splitlines()]
    return next(line for line in lines if title[:8] in line)


async def test_a_star_is_seen_stored_and_taken_back(
    drive: Drive, stored: Callable[[str], Mark]
) -> None:
    async with drive() as it:
        assert not locations.data_dir().exists(), "nothing is written before there is a mark"
        await it.press("asterisk")
        assert stored(FIRST) == Mark(star=True)
        assert "●★ " in row(it, "Développeur")
        assert "Marks          starred" in it.seen()
        assert it.focus == "list"
        await it.press("down", "asterisk", "up", "asterisk")
        assert (stored(FIRST), stored(SECOND)) == (Mark(), Mark(star=True))
        await it.press("U", "U")
        assert (stored(FIRST), stored(SECOND)) == (Mark(star=True), Mark())
        assert it.selected == "Designer UX/UI", "there is what was taken back"
        await it.press("U", "U")
        assert stored(FIRST) == Mark()
        assert "Nothing to undo" in it.seen()


async def test_keys_in_a_row_are_all_taken(drive: Drive, stored: Callable[[str], Mark]) -> None:
    async with drive() as it:
        await it.pilot.press("asterisk", "asterisk", "asterisk", "u")
        await it.settle()
        assert stored(FIRST) == Mark(star=True, seen=True)


async def test_a_star_that_is_not_stored_yet_is_taken_back(
    drive: Drive, stored: Callable[[str], Mark]
) -> None:
    async with drive() as it:
        it.screen.marks.toggle_star()
        it.screen.marks.toggle_star()
        await it.settle()
        assert stored(FIRST) == Mark()


async def test_a_hidden_posting_leaves_and_the_cursor_stays(
    drive: Drive, stored: Callable[[str], Mark]
) -> None:
    async with drive() as it:
        await it.press("down", "H")
        assert stored(SECOND).hidden
        assert len(it.titles) == 4
        assert (it.results.cursor.item, it.selected) == (1, "Coach produit")
        assert "U undoes it" in it.seen()
        await it.press("U")
        assert not stored(SECOND).hidden
        assert (it.results.cursor.item, it.selected) == (1, "Designer UX/UI")
        await it.press("end", "H")
        assert it.results.cursor.item == 3
        await it.press("slash")
        await it.type("is:hidden")
        await it.press("enter")
        assert it.titles == ["Une annonce qui ne dit rien"]
        await it.press("H")
        assert it.titles == [], "shown again"


async def test_a_note_of_several_lines(drive: Drive, stored: Callable[[str], Mark]) -> None:
    async with drive() as it:
        await it.press("m")
        await it.type("call q")
        await it.press("enter")
        await it.type("monday")
        assert not stored(FIRST).note
        await it.press("ctrl+s")
        assert stored(FIRST).note == "call q\nmonday"
        assert "Note           call q" in it.seen()
        assert "Note           monday" in it.seen()
        assert "¶" in row(it, "Développeur")
        await it.press("m", "escape")
        assert it.app.screen is it.screen, "nothing was changed, nothing is asked"
        await it.press("m", "x", "escape")
        assert "The note has unsaved changes." in it.seen()
        await it.press("down", "enter")
        assert it.app.screen is it.screen
        assert stored(FIRST).note == "call q\nmonday"
        await it.press("m", "x", "escape", "escape", "ctrl+q")
        assert "The note has unsaved changes." in it.seen(), "to quit loses nothing either"
        await it.press("enter")
        assert stored(FIRST).note == "call q\nmondayx"


async def test_a_stage_and_the_day_of_the_application(
    drive: Drive, stored: Callable[[str], Mark]
) -> None:
    async with drive() as it:
        await it.press("S", "down", "enter")
        assert str(date.today()) in it.seen()
        await it.press("backspace", "backspace")
        await it.type("99")
        await it.press("enter")
        assert "enter a date such as" in it.seen()
        await it.press(*["backspace"] * 10)
        await it.type("2024-04-25")
        await it.press("enter", "enter")
        assert stored(FIRST) == Mark(stage=Stage.APPLIED, applied=date(2024, 4, 25))
        assert "●A " in row(it, "Développeur")
        assert "applied on 2024-04-25" in it.seen()
        await it.press("S", "down", "enter", "escape")
        assert stored(FIRST) == Mark(stage=Stage.INTERVIEW, applied=date(2024, 4, 25))
        await it.press("f", "X", "escape", "S", "end", "enter")
        assert stored(FIRST) == Mark()
        await it.press("S", "escape")
        assert stored(FIRST) == Mark()


async def test_what_is_looked_at_for_a_while_is_seen(
    drive: Drive, stored: Callable[[str], Mark], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking_keys, "_SEEN_AFTER", 0.3)
    async with drive() as it:
        before = it.seen()
        await until(lambda: stored(FIRST).seen)
        await it.settle()
        assert it.seen() == before, "nothing moves under the eyes"
        await it.press("u")
        assert not stored(FIRST).seen
        await it.pilot.pause(0.8)
        assert not stored(FIRST).seen, "that was said by hand"
        await it.press("down")
        await until(lambda: stored(SECOND).seen)


async def test_what_is_read_in_full_width_is_seen_and_what_is_passed_by_is_not(
    drive: Drive, stored: Callable[[str], Mark]
) -> None:
    async with drive() as it:
        await it.press("down", "down", "up")
        assert not locations.data_dir().exists()
        await it.press("enter")
        assert stored(SECOND).seen
        assert not stored(FIRST).seen


async def until(is_so: Callable[[], bool]) -> None:
    """Wait for something."""
    async with asyncio.timeout(PATIENCE):
        while not is_so():
            await asyncio.sleep(LOOK_AGAIN)


async def test_marks_of_another_session_appear(
    drive: Drive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking_keys, "_LOOK_ELSEWHERE", 0.1)
    async with drive() as it:
        other = Marks()
        other.put(str(folder / SECOND), "", Mark(star=True))
        await until(lambda: it.results.results is not None and "★" in it.seen())
        other.put(str(folder / FIRST), "", Mark(hidden=True))
        await until(lambda: len(it.titles) == 4)
        other.close()


async def test_marks_of_another_session_appear_however_long_they_take(
    drive: Drive, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking_keys, "_LOOK_ELSEWHERE", 0.05)
    reload = library.user.reload

    def slowly() -> bool:
        found = reload()
        time.sleep(0.3 if found else 0)  # so that the next look begins meanwhile
        return found

    monkeypatch.setattr(library.user, "reload", slowly)
    async with drive() as it:
        other = Marks()
        other.put(str(folder / SECOND), "", Mark(star=True))
        await until(lambda: it.results.results is not None and "★" in it.seen())
        other.close()


async def test_two_sessions_mark_the_same_posting(
    drive: Drive, library: Library, tmp_path: Path, stored: Callable[[str], Mark]
) -> None:
    second = Library(library.sources, Cache.of(library.sources, tmp_path / "cache"))
    async with drive() as one, drive(library=second) as two:
        await one.press("asterisk")
        await two.press("m")
        await two.type("hm")
        await two.press("ctrl+s")
        assert stored(FIRST) == Mark(star=True, note="hm")
        await two.press("asterisk")
        assert stored(FIRST).note == "hm"


@pytest.fixture
def unwritable(own_home: Path) -> Path:
    """A file where the folder of the marks should be."""
    file = own_home / "data"
    file.write_text("", "utf-8")
    return file


async def test_marks_that_cannot_be_saved_are_kept_told_and_written_elsewhere(
    drive: Drive, unwritable: Path, tmp_path: Path, folder: Path
) -> None:
    async with drive() as it:
        await it.press("asterisk")
        assert "marks not saved" in it.seen()
        assert "★" in row(it, "Développeur")
        await it.press("q")
        assert "The marks of 1 posting could not be saved." in it.seen()
        await it.press("escape")
        assert it.app.screen is it.screen
        await it.press("q", "enter")
        file = tmp_path / "out.json"
        it.app.screen.query_one(Input).value = str(folder)
        await it.press("enter")
        assert "already exists" in " ".join(" ".join(it.boxed()).split())  # which may be wrapped
        it.app.screen.query_one(Input).value = str(file)
        await it.press("enter")
        assert it.app._exit
        (record,) = loads(file.read_bytes(), "out.json").values()
        assert record.place is not None and record.place.name == FIRST
        assert record.entries["star"].value == "yes"
        assert file.stat().st_mode & 0o777 == 0o600


async def test_marks_that_could_not_be_saved_are_saved_as_soon_as_they_can(
    drive: Drive,
    unwritable: Path,
    stored: Callable[[str], Mark],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(marking_keys, "_LOOK_ELSEWHERE", 0.1)
    async with drive() as it:
        await it.press("asterisk")
        unwritable.unlink()
        await until(lambda: stored(FIRST).star)
        await until(lambda: "All marks saved." in it.seen())
        await it.press("q")
        assert it.app._exit


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start the program on a folder of today's postings."""
    folder = tmp_path / "today"
    write(folder, "2024-03-01-meteo.md", "La pluie.", roles="Dev météo", open="true")
    write(folder, "2024-02-01-marees.md", "Les marées.", roles="Coach marées", open="true")
    known = {**os.environ, "PYTHONPATH": str(SOURCE_CODE), "TERM": "xterm-256color"}
    known["LANG"] = "C.UTF-8"
    with terminals() as begin:

        def run(*args: str, size: tuple[int, int] = (120, 40), **env: str) -> Terminal:
            return begin([*START, "--source", str(folder), *args], known | env, size, prepared=True)

        yield run


def ended(terminal: Terminal) -> None:
    """Leave the browser."""
    terminal.send("q")
    assert terminal.wait() == 0


@pytest.mark.terminal
def test_what_is_new_since_the_last_visit(start: Callable[..., Terminal], tmp_path: Path) -> None:
    first = start("--new")
    first.wait_for("0 of 2")
    first.wait_for("First visit recorded")
    first.send("X")
    first.wait_for("2 of 2")
    assert "Since last visit" not in first.text, "on the first visit nothing is new"
    ended(first)
    # The visit is over, as it were long ago.
    import sqlite3

    with sqlite3.connect(locations.data_dir() / locations.MARKS) as held:
        held.execute("UPDATE view SET left_at = left_at - 7200000000")
    folder = tmp_path / "today"
    write(folder, "2024-04-01-neige.md", "La neige.", roles="Dev neige", open="true")
    write(folder, "2024-02-01-marees.md", "Plus rien.", roles="Coach marées", open="false")
    second = start("--new")
    second.wait_for("1 of 3")
    second.wait_for("●• [^\n]*Dev neige")
    second.wait_for("Since last visit")
    second.send("X")
    second.wait_for("3 of 3")
    assert "†" in next(line for line in second.text.splitlines() if "Coach" in line)
    third = start()
    third.wait_for("●• [^\n]*Dev neige")
    ended(second)
    ended(third)


@pytest.mark.terminal
def test_the_first_picture_is_kept_unless_it_is_stale(start: Callable[..., Terminal]) -> None:
    def states() -> set[tuple[int, int]]:
        found = [path.stat() for path in (locations.cache_dir() / "pictures").glob("[!.]*")]
        return {(state.st_ino, state.st_mtime_ns) for state in found}

    def is_pictured(terminal: Terminal) -> bool:
        return terminal.raw.startswith(b"\x1b[?1049h\x1b[?25l\x1b[m\x1b[2J")

    def stand() -> Terminal:
        before = states()
        again = start()
        again.wait_for("2 of 2")
        again.wait_until(lambda: b"\x1b[?2004h" in again.raw)  # the app is there
        again.wait_until(lambda: is_pictured(again) or states() - before)
        return again

    def pictured() -> bool:
        again = stand()
        ended(again)
        return is_pictured(again)

    pictured()
    pictured()
    assert pictured()
    assert pictured(), "to visit and to leave does not make it stale"
    marking = stand()
    marking.send("*")
    marking.wait_for("★")
    ended(marking)
    assert not pictured(), "it has no star"
    assert pictured()


@pytest.mark.terminal
def test_in_ascii_without_colour(start: Callable[..., Terminal]) -> None:
    terminal = start("--as-of", "2024-05-01", TERM="vt100", NO_COLOR="1")
    terminal.wait_for("2 of 2")
    terminal.send("*")
    screen = terminal.wait_for("o\\* ")
    assert "★" not in screen
    ended(terminal)


@pytest.mark.terminal
def test_marks_of_an_as_of_day_and_no_visit(start: Callable[..., Terminal]) -> None:
    terminal = start("--as-of", "2024-05-01")
    terminal.wait_for("2 of 2")
    terminal.settle()
    ended(terminal)
    file = locations.data_dir() / NAME
    if file.exists():  # a text that was shown for two seconds is marked as seen, but:
        with closing(sqlite3.connect(file)) as database:
            assert database.execute("SELECT count(*) FROM view").fetchone() == (0,)


def test_one_library_is_enough(library: Library, folder: Path) -> None:
    posting = next(one for one in postings_of(library) if one.path == str(folder / FIRST))
    library.user.put_mark(posting, Mark(star=True))
    results = library.search(Query(DAY))
    assert results.user is not None
    at = library.place_of(results, posting)
    position = results.postings.position_at(at)
    assert results.user.mark_of(position) == Mark(star=True)
    assert results.user.mark_of(results.postings.position_at(1)) == Mark()
