"""Escape and a key that follows quickly, in tmux, which waits and sends both as one with Alt."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import environment

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="needs tmux")
LONG = 60  # seconds, on a busy machine


class Session:
    """A browser in a tmux of its own."""

    def __init__(self, folder: Path, home: Path) -> None:
        self._env = environment(home, TMUX_TMPDIR=str(home))
        argv = [sys.executable, "-m", "jobtui", "--source", str(folder), "--as-of", "2024-05-01"]
        size = ["-x", "120", "-y", "40"]
        self._run("-f", os.devnull, "new-session", "-d", *size, shlex.join(argv))
        self._run("set-option", "-g", "status", "off")

    def _run(self, *args: str) -> str:
        assert TMUX is not None
        command = [TMUX, *args]
        done = subprocess.run(command, env=self._env, capture_output=True, text=True, check=True)
        return done.stdout

    def send(self, *keys: str) -> None:
        """Press keys at once, as what tmux makes of them when they come quickly."""
        self._run("send-keys", *keys)

    def type_(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._run("send-keys", "-H", *(f"{byte:02x}" for byte in data))

    def wait_for(self, *wanted: str, without: str = "") -> None:
        """Wait until all that is *wanted* is on the screen."""
        end = time.monotonic() + LONG
        while True:
            screen = self._run("capture-pane", "-p")
            if all(one in screen for one in wanted) and not (without and without in screen):
                return
            assert time.monotonic() < end, screen

    def close(self) -> None:
        """End it."""
        subprocess.run([str(TMUX), "kill-server"], env=self._env, capture_output=True, check=False)


@pytest.fixture
def session(folder: Path, tmp_path: Path) -> Iterator[Session]:
    made = Session(folder, tmp_path)
    try:
        yield made
    finally:
        made.close()


def test_escape_and_a_key_in_every_box(session: Session) -> None:
    session.wait_for("5 of 5", "▌● Développeur·se Python")
    session.send("/")
    session.type_(b"e")
    session.wait_for("/ e")
    session.send("M-j")  # what Esc and j within the time of tmux come as
    session.wait_for("▌", "Designer UX/UI", without="/ ej")
    session.send("M-/")  # nothing typed: Esc clears the search, / begins another
    session.wait_for("5 of 5")
    session.type_(b"\x1b")
    session.send("Enter")
    session.wait_for("→ next link")
    session.send("/")
    session.wait_for("find in the text")
    session.type_(b"c\x1bq")  # Esc drops the box, q leaves
    end = time.monotonic() + LONG
    while session_is_there(session):
        assert time.monotonic() < end


def session_is_there(session: Session) -> bool:
    try:
        session._run("has-session")
    except subprocess.CalledProcessError:
        return False
    return True


def test_escape_and_an_arrow_or_a_dialog(session: Session) -> None:
    session.wait_for("5 of 5", "▌● Développeur·se Python")
    session.send("/")
    session.send("M-Down")
    session.wait_for("▌× Designer UX/UI")
    session.send("?")
    session.wait_for("Searching, filters")
    session.send("M-k")
    session.wait_for("▌● Développeur·se Python", without="Searching, filters")
    session.send("|")
    session.wait_for("sh -c")
    session.send("M-j")
    session.wait_for("▌× Designer UX/UI", without="sh -c")
    session.send("m")
    session.wait_for("Ctrl+S")
    session.send("M-k")
    session.wait_for("▌● Développeur·se Python", without="Ctrl+S")
