"""The browser in a real pseudo-terminal: what Pilot cannot show."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import environment
from tests.pseudo_terminal import Terminal, terminals
from tests.waiting import until

Start = Callable[..., Terminal]


@pytest.fixture
def start(folder: Path, tmp_path: Path) -> Iterator[Start]:
    """Start the browser on the postings in a terminal."""
    command = [sys.executable, "-m", "jobtui", "--source", str(folder), "--as-of", "2024-05-01"]
    cache = {"XDG_CACHE_HOME": str(tmp_path / "terminal-cache")}
    with terminals() as begin:

        def run(*args: str, size: tuple[int, int] = (120, 40), **env: str) -> Terminal:
            known = environment(tmp_path, **cache, **env)
            return begin([*command, *args], known, size, prepared=True)

        yield run


def test_from_the_first_picture_to_the_last_key(start: Start) -> None:
    terminal = start()
    terminal.wait_for("5 of 5")
    terminal.send("/")
    terminal.send("developpeuse")
    terminal.wait_for("2 of 5")
    terminal.send("\r")
    terminal.send("\r")
    terminal.wait_for("Le phare éclaire")
    terminal.send("\x1b")
    terminal.wait_for("Designer UX/UI")
    terminal.send("q")
    assert terminal.wait() == 0
    assert terminal.raw.rstrip().endswith(b"\x1b[?1004l") or b"\x1b[?1049l" in terminal.raw
    assert b"\x1b[?25h" in terminal.raw, "the cursor is shown again"


@pytest.mark.parametrize("term", ["xterm-256color", "screen-256color", "linux", "xterm", "vt100"])
def test_every_kind_of_terminal(start: Start, term: str) -> None:
    terminal = start(TERM=term)
    terminal.wait_for("5 of 5")
    terminal.send("j")
    screen = terminal.wait_for("[▌>][^\n]*Designer UX/UI")
    if term in ("linux", "vt100"):
        glyphs = "".join(c for c in screen if ord(c) > 0xFF)
        assert set(glyphs) <= set("🚀"), "what is drawn is ASCII; only postings hold more"
        assert b"\x1b[?1000h" not in terminal.raw


def test_without_colour(start: Start) -> None:
    import re

    terminal = start(NO_COLOR="1")
    terminal.wait_for("5 of 5")
    terminal.send("j")
    colours = re.findall(rb"\x1b\[[0-9;]*\b(?:3[0-7]|9[0-7]|[34]8;[25];[0-9;]*)m", terminal.raw)
    assert not colours
    assert re.search(rb"\x1b\[(?:\d+;)*7(?:;\d+)*m", terminal.raw), "the row is reversed"


def test_a_latin_1_locale_gets_no_character_that_it_has_not(start: Start) -> None:
    terminal = start(
        LANG="fr_FR.ISO-8859-1", LC_ALL="fr_FR.ISO-8859-1", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    terminal.wait_for("5 sur 5 - plus (recentes|r.centes) d")
    assert b"\\u" not in terminal.raw


def test_only_clicks_and_the_wheel_are_asked_for(start: Start) -> None:
    terminal = start()
    terminal.wait_for("5 of 5")
    assert b"\x1b[?1003h" not in terminal.raw
    terminal.send("\x1b[<0;45;6M")
    terminal.send("\x1b[<0;45;6m")
    terminal.wait_for("[▌>][^\n]*Designer UX/UI")


def test_idle_sends_nothing(start: Start) -> None:
    terminal = start()
    terminal.wait_for("5 of 5")
    terminal.settle(1.5)
    assert terminal.settle(2) == b""
    terminal.send("\x10")
    until(lambda: _wakes(terminal, 1.0) < 10, lambda: "the palette spins while nobody types")


def _wakes(terminal: Terminal, seconds: float) -> int:
    """Return how often the main thread slept within *seconds*."""

    def slept() -> int:
        status = Path(f"/proc/{terminal.pid}/status").read_text()
        return int(re.findall(r"^voluntary_ctxt_switches:\s*(\d+)", status, re.M)[0])

    before, end = slept(), time.monotonic() + seconds
    while time.monotonic() < end:
        terminal.read(seconds)
    return slept() - before


def test_control_sequences_of_a_posting_reach_no_terminal(start: Start, folder: Path) -> None:
    evil = "\x1b]0;evil\x07\x1b[2J\x9b31m\x1bP+q\x1b\\ bonjour \u202eabc"
    (folder / "2024-04-30-evil.md").write_text(
        f'---\nroles: "Rôle \\e]0;evil\\a \\u202e fin"\nopen: true\n---\n{evil}\n', "utf-8"
    )
    terminal = start()
    terminal.wait_for("6 of 6")
    terminal.wait_for("bonjour")
    assert b"]0;evil\x07" not in terminal.raw
    assert b"\x1b[2J" not in terminal.raw.split(b"\x1b[?1049h")[-1]
    assert "\u202e".encode() not in terminal.raw
    assert b"\x9b31m" not in terminal.raw


def test_a_dumb_terminal_gets_lines(start: Start) -> None:
    terminal = start(TERM="dumb")
    terminal.wait_for("Développeur·se Python")
    terminal.type(b"q\n")
    assert terminal.wait() == 0
    assert b"\x1b" not in terminal.raw
    assert "Développeur·se Python".encode() in terminal.raw
