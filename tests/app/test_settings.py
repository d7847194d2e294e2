"""What the settings change in the browser, in a real pseudo-terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import SOURCE_CODE
from tests.terminal import Terminal

Start = Callable[..., Terminal]


@pytest.fixture
def start(folder: Path, own_home: Path) -> Iterator[Start]:
    """Start the browser in a terminal, under a configuration of these lines."""
    started: list[Terminal] = []

    def run(
        *config: str, args: tuple[str, ...] = (), size: tuple[int, int] = (120, 40), **env: str
    ) -> Terminal:
        file = own_home / "config" / "jobtui" / "config.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(config))
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(own_home),
            "XDG_CACHE_HOME": str(own_home / "cache"),
            "XDG_CONFIG_HOME": str(own_home / "config"),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(SOURCE_CODE),
            **env,
        }
        command = [sys.executable, "-m", "jobtui", *(args or ("--source", str(folder)))]
        command += ["--as-of", "2024-05-01"]
        terminal = Terminal(command, environment, size)
        started.append(terminal)
        return terminal

    yield run
    for terminal in started:
        terminal.close()


KEYS = ("[keys]", 'quit = ["Z", "Ctrl+X"]', 'problems = "B"', "open_only = []", 'sort = "F5"')


def test_a_key_of_ones_own_takes_the_place_of_the_old_one(start: Start) -> None:
    terminal = start(*KEYS)
    terminal.wait_for("Z quit")
    last = terminal.text.split("\n")[-1]
    assert "Z quit" in last
    assert "F5 order" in last
    terminal.send("sP")
    assert "problem" not in terminal.text
    assert "Order" not in terminal.text
    terminal.send("\x1b[15~")
    terminal.wait_for("Order: oldest first")
    terminal.send("B")
    terminal.wait_for("problem")
    terminal.send("B")  # which leaves it as well
    terminal.wait_for("5 of 5")
    for key in "q\x11":
        terminal.send(key)
    terminal.send("Z")
    assert terminal.wait() == 0


def test_every_list_of_keys_shows_those_of_ones_own(start: Start) -> None:
    terminal = start(*KEYS)
    terminal.wait_for("5 of 5")
    terminal.send("?")
    seen = terminal.wait_for("Everywhere")
    assert "Z, Ctrl+X  " in seen
    assert "q, Ctrl+Q" not in seen
    terminal.send("Z")
    terminal.wait_for("5 of 5")
    terminal.send("\x1b")
    terminal.wait_for("Z leaves jobtui")
    terminal.send(":leave")
    terminal.wait_for(r"quit: Leave jobtui +\(Z, Ctrl\+X\)")
    terminal.send("\x18")
    assert terminal.wait() == 0


def test_an_action_without_a_key_is_in_the_palette(start: Start) -> None:
    terminal = start(*KEYS)
    terminal.wait_for("5 of 5")
    terminal.send("O")
    assert "5 of 5" in terminal.text
    terminal.send(":only open")
    terminal.wait_for("only open: Show only what one can apply to")
    terminal.send("\r")
    terminal.wait_for("1 of 5")
