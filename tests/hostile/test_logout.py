"""When the terminal goes away: no process stays, and what was written can be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.marks.store import Marks
from jobtui.search.query import Query
from jobtui.sources.folders import resolve
from tests.conftest import write
from tests.prepared_program import SOURCE_CODE
from tests.process.test_crowd import DAY
from tests.pseudo_terminal import Terminal
from tests.waiting import until

pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
MANY = 2000  # files, which are read by processes of their own

Login = Callable[..., Terminal]


def processes(home: Path) -> dict[int, str]:
    """Return the command lines of the processes that were started with *home*."""
    found = {}
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            try:
                if f"LOGIN_HOME={home}\0".encode() in (process / "environ").read_bytes():
                    found[int(process.name)] = (process / "cmdline").read_text().replace("\0", " ")
            except OSError:  # it has ended, or is somebody else's
                continue
    return found


@pytest.fixture
def login(own_home: Path, postings: Path) -> Iterator[Login]:
    """Start an interactive shell in a terminal, and in it what is typed."""
    started: list[Terminal] = []
    environment = {
        **os.environ,
        "LOGIN_HOME": str(own_home),
        "TERM": "xterm-256color",
        "PYTHONPATH": str(SOURCE_CODE),
        "VISUAL": f"{sys.executable} -c 'print(\"editing\", flush=True); input()' #",
        "PS1": "ready$ ",
    }

    def start(typed: str, *before: str) -> Terminal:
        terminal = Terminal(["bash", "--norc", "--noprofile", "-i"], environment)
        started.append(terminal)
        terminal.wait_for(r"ready\$")
        for line in (*before, f"{sys.executable} -m jobtui --source {postings} {typed}"):
            terminal.type(f"{line}\r".encode())
        return terminal

    yield start
    for pid in processes(own_home):
        os.kill(pid, 9)
    for terminal in started:
        os.waitpid(terminal.pid, 0)


def hang_up(terminal: Terminal, home: Path) -> dict[int, str]:
    """Close the terminal; return what still runs a while later."""
    os.close(terminal._fd)
    with suppress(AssertionError):
        until(lambda: not _but_the_shell(home, terminal))
    return _but_the_shell(home, terminal)


def _but_the_shell(home: Path, terminal: Terminal) -> dict[int, str]:
    return {pid: line for pid, line in processes(home).items() if pid != terminal.pid}


@pytest.mark.parametrize("before", [(), ("trap '' HUP",)], ids=["told", "deaf"])
def test_a_browser_leaves_with_its_terminal(
    login: Login, own_home: Path, postings: Path, before: tuple[str, ...]
) -> None:
    terminal = login("--as-of 2024-07-01", *before)
    terminal.wait_for("6 of 6")
    terminal.send("*")
    terminal.wait_for("★")
    assert hang_up(terminal, own_home) == {}
    assert any(mark.star for mark in Marks().by_path.values())
    assert Library([resolve(postings)]).search(Query(DAY)).total == 6


def test_a_browser_leaves_that_waits_for_an_editor(login: Login, own_home: Path) -> None:
    terminal = login("")
    terminal.wait_for("6 of 6")
    terminal.type(b"e")
    terminal.wait_for("editing")
    assert hang_up(terminal, own_home) == {}


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core reads alone")
@pytest.mark.parametrize("before", [(), ("trap '' HUP",)], ids=["told", "deaf"])
def test_a_build_ends_with_the_terminal_and_so_do_its_processes(
    login: Login, own_home: Path, postings: Path, before: tuple[str, ...]
) -> None:
    text = "Une phrase qui en dit long sur le poste. " * 200
    for number in range(MANY):
        write(postings, f"2024-01-{number % 28 + 1:02}-{number}.md", text, roles="Dev")
    terminal = login("", *before)
    terminal.wait_until(lambda: _reading(own_home))
    assert hang_up(terminal, own_home) == {}
    chosen = [resolve(postings)]
    with Cache.of(chosen).writer():
        pass  # no lock is left over
    assert not Library(chosen).is_whole, "it went on reading for nobody"


def _reading(home: Path) -> list[int]:
    return [pid for pid, line in processes(home).items() if "jobtui.index.workers" in line]
