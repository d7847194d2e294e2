"""The key that fetches what is new in git sources."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jobtui.library.library import Library
from jobtui.sources import repositories
from jobtui.sources.repositories import repository_of, source_of
from jobtui.sources.sync import sync
from tests.conftest import PROGRAM
from tests.git_origin import POSTING, Origin, fake_git
from tests.process.test_lifeline import group_of, is_gone, pids, wait_until
from tests.pseudo_terminal import terminals
from tests.tui.conftest import Drive, Driven

__all__ = ["pids"]
pytestmark = pytest.mark.process
JOBS = "content/_jobs"


@pytest.fixture
def origin(tmp_path: Path) -> Origin:
    """A repository of two postings, which is fetched."""
    made = Origin(tmp_path)
    for name in ("2024-03-01-a", "2024-02-01-b"):
        made.put(f"{JOBS}/{name}.md", POSTING.format(role="Dev"))
    made.put("content/_startups/pluie.md", "---\ntitle: Pluie\n---\n")
    made.commit()
    sync(repository_of(made.url))
    return made


@pytest.fixture
def library(origin: Origin) -> Library:
    source = source_of(repository_of(origin.url))
    assert source is not None
    opened = Library([source])
    opened.refresh()
    return opened


async def until(it: Driven, holds: Callable[[], object]) -> None:
    """Let the browser go on until something holds."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, it.seen()
        await it.pilot.pause(0.02)


async def told(it: Driven) -> str:
    """Fetch, and return what is told of it."""
    await it.press("F")
    await until(
        it, lambda: not it.screen.syncing.is_running and not it.screen.refreshing.is_running
    )
    await it.settle()
    return it.seen().splitlines()[-1].strip()


async def test_it_says_what_is_new_changed_and_gone(
    drive: Drive, library: Library, origin: Origin
) -> None:
    async with drive(library=library) as it:
        it.screen.refreshing.last_told = "2 new"  # by a look before
        assert await told(it) == "Nothing has changed."
        origin.put(f"{JOBS}/2024-03-01-a.md", POSTING.format(role="Coach"))
        del origin.files[f"{JOBS}/2024-02-01-b.md"]
        for number in range(3):
            origin.put(f"{JOBS}/2024-04-0{number + 1}.md", POSTING.format(role="Dev"))
        origin.commit()
        assert await told(it) == "3 new, 1 changed, 1 removed"
        assert len(it.titles) == 4
        origin.put(f"{JOBS}/2024-05-01-\x1b[2J.md", POSTING.format(role="Dev"))
        origin.put(f"{JOBS}/2024-05-02-b.md", POSTING.format(role="Dev"))
        origin.commit()
        assert (await told(it)).startswith("1 new · 1 file skipped because of its name")
        shutil.rmtree(origin.bare)
        await told(it)
        assert f"{origin.url}: " in it.seen()
        assert len(it.titles) == 5, "what there was stays"


async def test_without_a_git_source_it_says_so(drive: Drive, folder: Path) -> None:
    from jobtui.sources.folders import resolve

    library = Library([resolve(folder)])
    library.refresh()
    async with drive(library=library) as it:
        assert "no source is a git repository" in await told(it)


async def test_escape_ends_it_before_anything_else(
    drive: Drive, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = tmp_path / "running"
    fake_git(tmp_path / "bin", f"echo $$ > {running}; sleep 600", monkeypatch)
    async with drive(library=library) as it:
        await it.pilot.press("slash", "x", "F")
        assert it.screen.panes.search_box.value == "xF", "a letter for who types"
        await it.pilot.press("enter", "F")
        await until(it, lambda: "looking up the latest commit" in it.seen())
        assert "(Esc cancels)" in it.seen()
        await until(it, lambda: running.exists() and running.read_text().strip())
        await it.pilot.press("F", "escape")
        await until(it, lambda: "Cancelled." in it.seen())
        assert it.screen.panes.search_box.value == "xF*"
        await until(it, lambda: is_gone(int(running.read_text())))
        assert not list(repositories.place_of(repository_of(it_url(library))).glob("new-*"))


def it_url(library: Library) -> str:
    """Return the address of the one source."""
    return library.sources[0].root


@pytest.mark.terminal
def test_in_a_terminal_git_ends_with_escape_and_with_leaving(
    pids: Path, own_home: Path, tmp_path: Path
) -> None:
    made = Origin(tmp_path)
    made.put("2024-03-01-a.md", POSTING.format(role="Dev"))
    made.commit()
    local, far = repository_of(made.url), repository_of("ssh://host.example/a")
    sync(local)
    repositories.place_of(local).rename(repositories.place_of(far))  # as if it had come from there
    with terminals() as start:
        terminal = start(
            [*PROGRAM, "--source", "ssh://host.example/a"], {**os.environ, "TERM": "xterm"}
        )
        terminal.wait_for("1 of 1", 60)
        terminal.type(b"F")
        terminal.wait_for("looking up the latest commit", 60)
        first = group_of(pids)
        terminal.type(b"\x1b")
        terminal.wait_for("Cancelled", 60)
        wait_until(lambda: all(map(is_gone, first)))
        pids.unlink()
        terminal.type(b"F")
        second = group_of(pids)
        terminal.send("q")
        assert terminal.wait(60) == 0
        wait_until(lambda: all(map(is_gone, second)))
    assert sorted(p.name for p in repositories.place_of(far).iterdir() if "new" in p.name) == []
