"""No byte of a file, its name, a startup or a configuration steers the terminal: all of jobtui."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.command import CommandList
from textual.css.query import NoMatches

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.sources import folders
from jobtui.tui.app import JobtuiApp
from jobtui.tui.screen import BrowserScreen
from tests.hostile.material import PAYLOADS, hostile_site, in_terminal, steers, steers_on_screen

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return hostile_site(tmp_path / "site")


def test_every_format_is_whole_and_holds_no_control(site: Path, jobtui: Run) -> None:
    args = ("--source", site, "--as-of", "2024-03-01")
    done = {fmt: jobtui(*args, "--format", fmt) for fmt in ("json", "jsonl", "csv", "tsv", "table")}
    for fmt, one in done.items():
        assert one.returncode == 0, one.stderr
        assert steers(one.stdout, "\t" if fmt == "tsv" else "") == []
        assert steers(one.stderr) == []
        assert "zz" in one.stdout
    listed = json.loads(done["json"].stdout)
    assert len(listed) == 2 * len(PAYLOADS)
    assert [json.loads(line) for line in done["jsonl"].stdout.splitlines()] == listed
    for fmt, dialect in (("csv", "excel"), ("tsv", "excel-tab")):
        rows = list(csv.DictReader(io.StringIO(done[fmt].stdout), dialect=dialect))
        assert [row["id"].replace("'", "") for row in rows] == [
            one["id"].replace("'", "") for one in listed
        ]
        for row in rows:
            parts = [part.strip() for cell in row.values() for part in cell.split(";")]
            assert not [part for part in parts if part.startswith(("=", "+", "-", "@"))]
    assert done["table"].stdout.count("\n") == len(listed) + 1


def test_one_posting_in_every_format_and_the_problems(site: Path, jobtui: Run) -> None:
    listed = json.loads(jobtui("--source", site, "--format", "json").stdout)
    checked = jobtui("check", site)
    assert checked.returncode == 1
    assert steers(checked.stdout + checked.stderr) == []
    for one in (listed[0], listed[-1]):
        for fmt in ((), ("--format", "json"), ("--format", "csv")):
            done = jobtui("--source", site, "show", *fmt, "--", one["id"])
            assert done.returncode == 0, done.stderr
            assert steers(done.stdout + done.stderr) == []
    explained = jobtui("--source", site, "--explain", "zz")
    assert explained.returncode == 0
    assert steers(explained.stdout + explained.stderr) == []


def test_a_question_a_path_and_a_configuration_are_told_plainly(
    site: Path, own_home: Path, jobtui: Run
) -> None:
    for payload in (PAYLOADS["title"], PAYLOADS["8 bit"], PAYLOADS["bidirectional"]):
        for args in (
            ("--source", f"/none/{payload}"),
            ("--source", site, "show", payload),
            ("--source", site, "--domain", payload),
            ("--source", site, f"xyzzy{payload}"),
            ("--sort", payload),
            (f"--{payload}",),
        ):
            done = jobtui(*args)
            assert done.returncode in (0, 1, 2)
            assert done.stderr
            assert steers(done.stdout + done.stderr) == []
        config = own_home / "config" / "jobtui" / "config.toml"
        config.parent.mkdir(parents=True, exist_ok=True)
        for text in (f'sources = ["/none/{payload}"]', f'"{payload}" = 1', f"x{payload}"):
            config.write_text(text, "utf-8")
            done = jobtui("--format", "table")
            assert done.returncode == 2
            assert steers(done.stderr) == []
        config.unlink()


@pytest.mark.parametrize("name", ["markup", "title", "8 bit", "flood", "joined"])
def test_a_posting_shown_in_a_terminal(site: Path, tmp_path: Path, name: str) -> None:
    identity = next(path.stem for path in (site / "_jobs").glob(f"*-{name}.md"))
    terminal = in_terminal(["--source", site, "--no-pager", "show", identity], tmp_path)
    assert terminal.wait() == 0
    assert b"zz" in terminal.raw
    assert steers_on_screen(terminal.raw, coloured_only=True) == []
    terminal.close()


def test_the_browser_draws_every_posting_and_stays_itself(site: Path, tmp_path: Path) -> None:
    terminal = in_terminal(["--source", site, "--as-of", "2024-03-01"], tmp_path, (150, 40))
    count = 2 * len(PAYLOADS)
    terminal.wait_for(f"{count} of {count}")
    terminal.wait_for("line 1|nom zz")
    start = len(terminal.raw)
    for keys in ("j" * 10, "j" * 10, "j" * 10, "j" * 10, "P", "\x1b", "w", "G"):
        terminal.send(keys)
    terminal.send("\r")
    for keys in ("l", "l", " ", "]", "\x1b", "f", "l", "j", "\r"):
        terminal.send(keys)
    terminal.send("/")
    terminal.send("startup:z")
    terminal.send("\x1b[C")  # takes the completion
    terminal.send("\x1b[200~" + "".join(PAYLOADS.values()).replace("\ud800", "") + "\x1b[201~")
    terminal.send("\x1b")
    drawn = terminal.raw[start:]
    assert steers_on_screen(drawn) == []
    assert b"\x1bP" not in drawn and b"\x1b[2J" not in drawn
    assert terminal.status is None
    terminal.send("q")
    assert terminal.wait() == 0
    terminal.close()


def test_markup_is_text_in_the_browser(tmp_path: Path) -> None:
    folder = tmp_path / "jobs"
    folder.mkdir()
    markup = PAYLOADS["markup"]
    (folder / "2024-01-01-a.md").write_text(f"---\nroles: '{markup}'\n---\n{markup}", "utf-8")
    terminal = in_terminal(["--source", folder], tmp_path, (220, 30))
    terminal.wait_for("1 of 1")
    seen = "[red]zz[/red][@click=app.quit]zz[/][link=https://zz.example]zz[/link]"
    terminal.wait_for(re.escape(seen))
    terminal.send("\x1b[<0;8;2M\x1b[<0;8;2m")
    terminal.send("\x1b[<0;150;2M\x1b[<0;150;2m")
    assert terminal.status is None
    terminal.close()


def test_what_is_pasted_steers_nothing_and_ends_nothing(tmp_path: Path) -> None:
    terminal = in_terminal([], tmp_path)
    terminal.wait_for(r"\d+ of \d+")
    for where in ("/", "\x10"):  # the search box, the command palette
        terminal.send(where)
        start = len(terminal.raw)
        for text in (b"\xed\xa0\x80\xff\xfe", *(p.encode("utf-8", "replace") for p in _pasted())):
            terminal.send_bytes(b"\x1b[200~" + text + b"\x1b[201~", 0.02)
        terminal.settle()
        assert steers_on_screen(terminal.raw[start:]) == []
        terminal.send("\x1b")
        terminal.send("\x1b")
    terminal.send("/")
    terminal.send_bytes(b"\x1b[200~" + b"mot " * 50_000 + b"\x1b[201~")
    terminal.wait_for("too long")
    terminal.send("\x1b")
    terminal.send("q")
    assert terminal.wait() == 0
    assert not re.search(rb"Traceback|Error", terminal.raw)
    terminal.close()


def _pasted() -> list[str]:
    return [payload for name, payload in PAYLOADS.items() if name not in ("lines",)]


def browser(folder: Path) -> JobtuiApp:
    library = Library([folders.resolve(folders.SAMPLE)], Cache(folder / "0"))
    library.refresh()
    return JobtuiApp(library, lambda: Query(date(2025, 3, 15)))


async def test_what_fails_in_the_palette_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As paging does where the list has no room, and a search when the palette has closed."""

    def unknown_line(_list: CommandList) -> None:
        raise KeyError(0)

    async def closed() -> None:
        raise NoMatches

    monkeypatch.setattr(CommandList, "action_page_up", unknown_line)
    app = browser(tmp_path)
    async with app.run_test() as pilot:
        app.action_command_palette()
        await pilot.pause(0.3)
        app.screen.run_worker(closed())
        await pilot.press("o", "down", "pageup", "escape")
        await pilot.pause()
        assert isinstance(app.screen, BrowserScreen)


async def test_a_screen_that_closes_twice_leaves_the_browser(tmp_path: Path) -> None:
    app = browser(tmp_path)
    async with app.run_test() as pilot:
        await pilot.press("question_mark")
        overlay = app.screen
        overlay.dismiss()
        overlay.dismiss()
        await pilot.pause()
        assert isinstance(app.screen, BrowserScreen)
