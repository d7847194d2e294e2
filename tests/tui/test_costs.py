"""What a key costs: bytes, rows drawn, pictures; and what the browser loads. No clock is asked."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from textual.screen import Screen
from textual.strip import Strip

from jobtui.index.cache import Cache
from jobtui.library import library as library_module
from jobtui.library.library import Library
from jobtui.postings.model import Posting
from jobtui.sources import folders
from jobtui.tui.widgets.line_view import LineView
from tests.benchmarks.corpus import write
from tests.pseudo_terminal import Terminal, terminals
from tests.tui.conftest import Drive
from tests.waiting import PATIENCE

_COUNT = 120


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More postings than a screen holds."""
    folder = tmp_path_factory.mktemp("many")
    write(folder, _COUNT)
    return folder


@pytest.fixture(scope="module")
def opened(many: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Those postings, indexed."""
    chosen = [folders.resolve(many)]
    made = Library(chosen, Cache.of(chosen, tmp_path_factory.mktemp("cache")))
    made.refresh()
    return made


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables that the browser is started with."""
    home = str(tmp_path_factory.mktemp("home"))
    known = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**known, "HOME": home, "XDG_CACHE_HOME": home, "TERM": "xterm", "LANG": "C.UTF-8"}


@pytest.fixture
def start(many: Path, environment: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Start a Python program, with the browser's arguments, in a terminal."""
    with terminals() as begin:

        def run(*python: str, **env: str) -> Terminal:
            command = [sys.executable, *python, "--source", str(many), "--as-of", "2025-06-01"]
            terminal = begin(command, environment | env)
            terminal.wait_for(f"{_COUNT} of {_COUNT}")
            terminal.settle()
            return terminal

        yield run


@pytest.mark.terminal
def test_a_key_sends_little(start: Callable[..., Terminal]) -> None:
    terminal = start("-m", "jobtui")
    bounds = {"\x1b[B": 2600, "\x1b[6~": 4400}
    sent = {key: len(terminal.send(key)) for key in bounds}
    assert all(0 < sent[key] <= bound for key, bound in bounds.items()), sent
    tabs = [len(terminal.send("\t")) for _pane in ("text", "search", "filters", "results")]
    assert 0 < max(tabs) <= 250, tabs
    bounds = {"/": 230, "d": 4400, "e": 4400}
    sent = {key: len(terminal.send(key)) for key in bounds}
    assert all(0 < sent[key] <= bound for key, bound in bounds.items()), sent


@pytest.mark.terminal
def test_held_down_the_newest_text_is_shown_and_not_every_text(
    start: Callable[..., Terminal],
) -> None:
    terminal = start("-m", "jobtui")
    for _time in range(3):
        terminal.send("\x1b[B")
    alone = len(terminal.send("\x1b[B"))
    burst = len(terminal.send("\x1b[B" * 10))
    row = next(line for line in terminal.text.splitlines() if line[31:32] == "▌")
    title = row[34:80].partition("…")[0].strip()
    shown = next(line[33:] for line in terminal.text.splitlines() if line[30:31] == "├")
    assert shown.startswith(title)
    assert burst < 8 * alone  # of ten; how many are drawn depends on how busy the machine is


class Drawn:
    """Counts rows that are drawn and not taken from before, by pane, and pictures."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rows: Counter[str] = Counter()
        self.pictures = 0
        row, refresh = LineView._row, Screen._compositor_refresh

        def counted(pane: LineView, number: int, bar: str, width: int) -> Strip:
            self.rows[str(pane.id)] += 1
            return row(pane, number, bar, width)

        def counted_picture(screen: Screen[object]) -> None:
            self.pictures += 1
            refresh(screen)

        monkeypatch.setattr(LineView, "_row", counted)
        monkeypatch.setattr(Screen, "_compositor_refresh", counted_picture)

    def of(self) -> tuple[dict[str, int], int]:
        """Return what was counted since the last call."""
        counted = dict(self.rows), self.pictures
        self.rows.clear()
        self.pictures = 0
        return counted


async def test_a_key_draws_only_what_it_changes(
    drive: Drive, opened: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive(library=opened) as it:
        drawn = Drawn(monkeypatch)
        await it.press("down")
        rows, _pictures = drawn.of()
        assert rows["list"] <= 4
        assert rows["detail"] <= 38
        assert "sidebar" not in rows
        await it.press("up")
        rows, pictures = drawn.of()
        assert rows.keys() <= {"list"}, "the text of before is kept as it was drawn"
        assert pictures == 1, "row and text change at once"
        await it.press("pagedown")
        rows, _pictures = drawn.of()
        assert "sidebar" not in rows
        await it.press("tab")
        rows, _pictures = drawn.of()
        assert sum(rows.values()) <= 5


async def test_a_new_answer_moves_nothing(
    drive: Drive, opened: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive(library=opened) as it:
        await it.press("slash", "d")
        moved: list[object] = []
        frame = type(it.screen.panes.results_frame)
        monkeypatch.setattr(frame, "refresh", lambda *_a, **how: moved.append(how))
        await it.press("e", "backspace")
        assert moved
        assert not any(how for how in moved), "a new layout"


async def test_a_text_that_is_slow_to_read_holds_no_key_up(
    drive: Drive, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()
    body = Library.body

    def slow(self: Library, posting: Posting) -> tuple[str, str]:
        if posting.title == "Designer UX/UI":
            go_on.wait(PATIENCE)
        return body(self, posting)

    monkeypatch.setattr(library_module.Library, "body", slow)
    async with drive() as it:
        assert it.detail.posting is not None
        first = it.detail.posting.title
        await it.pilot.press("down", "down")
        await it.pilot.pause()
        assert it.selected == "Coach produit"
        assert it.detail.posting.title == first
        go_on.set()
        await it.settle()
        assert it.detail.posting.title == "Coach produit"


# However long the machine takes, no text is looked at long enough to be stored as seen.
_LISTING_MODULES = """
import atexit, pathlib, sys, threading, time

def see_nothing():
    while not hasattr(sys.modules.get("jobtui.tui.controllers.marks"), "_SEEN_AFTER"):
        time.sleep(0.01)
    sys.modules["jobtui.tui.controllers.marks"]._SEEN_AFTER = 3600.0

file = pathlib.Path({file!r})
atexit.register(lambda: file.write_text(chr(10).join(sys.modules)))
threading.Thread(target=see_nothing, daemon=True).start()
from jobtui.__main__ import main
sys.exit(main())
"""


@pytest.mark.terminal
def test_the_browser_loads_nothing_that_it_does_not_need(
    start: Callable[..., Terminal], tmp_path: Path
) -> None:
    listed = tmp_path / "modules"
    script = _LISTING_MODULES.format(file=str(listed))
    for place in ("first", "second"):  # the first may build the index; no mark was ever made
        terminal = start("-c", script, XDG_DATA_HOME=str(tmp_path / place))
        terminal.send("q")
        assert terminal.wait() == 0
    loaded = set(listed.read_text().split())
    roots = {name.partition(".")[0] for name in loaded}
    assert not roots & {
        *("whoosh", "yaml", "frontmatter", "pygments", "sqlite3", "tree_sitter", "jinja2", "httpx")
    }
    slow = {
        "rich.markdown",
        "rich.syntax",
        "textual.widgets._markdown",
        "textual.widgets._text_area",
    }
    assert not loaded & slow
    ours = {
        "index.fulltext", "parsing.posting", "inference.infer", "index.refresh",
        "search.completion", "search.parser",
    }  # fmt: skip
    assert all(importlib.util.find_spec(f"jobtui.{name}") for name in ours)
    assert not loaded & {f"jobtui.{name}" for name in ours}
