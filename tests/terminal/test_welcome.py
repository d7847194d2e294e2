"""A first start without any source, in a real pseudo-terminal."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pseudo_terminal import Terminal

Start = Callable[..., Terminal]
ASKED = "Where are yours"


@pytest.fixture
def config(own_home: Path) -> Path:
    return own_home / "config" / "jobtui" / "config.toml"


@pytest.fixture
def start(in_terminal: Start) -> Start:
    """Start the browser without a source."""
    return in_terminal


@pytest.fixture
def repository(folder: Path, tmp_path: Path) -> str:
    """The address of a bare repository of the postings."""
    bare = tmp_path / "harbour.git"
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for command in (
        ("init", "-q", "-b", "main", str(folder)),
        ("-C", str(folder), "add", "."),
        ("-C", str(folder), *who, "commit", "-q", "-m", "postings"),
        ("clone", "-q", "--bare", str(folder), str(bare)),
    ):
        subprocess.run(["git", *command], check=True, capture_output=True)
    return f"file://{bare}"


def test_a_folder_is_opened_and_kept(start: Start, folder: Path, config: Path) -> None:
    terminal = start()
    terminal.wait_for(ASKED)
    terminal.send(f"{folder.parent}/post")
    terminal.send("\t")
    terminal.wait_for("/postings")
    terminal.send("\r")
    terminal.wait_for("5 of 5")
    assert "sample" not in terminal.text
    terminal.wait_for("Saved as .postings. in")
    assert config.read_text() == f'[sources]\npostings = "{folder}"\n'
    assert config.stat().st_mode & 0o777 == 0o600
    terminal.send("j")
    terminal.wait_for("[▌>]× ")
    terminal.send("q")
    assert terminal.wait() == 0
    again = start()
    again.wait_for("5 of 5")
    assert ASKED not in again.text


def test_a_repository_is_fetched_and_kept(start: Start, repository: str, config: Path) -> None:
    terminal = start()
    terminal.wait_for(ASKED)
    terminal.send(f"{repository}#main")
    terminal.send("\r")
    terminal.wait_for("5 of 5")
    assert config.read_text() == (
        f'[sources]\nharbour = {{ url = "{repository}", ref = "main" }}\n'
    )


def test_escape_browses_the_sample(start: Start, config: Path) -> None:
    terminal = start()
    terminal.wait_for(ASKED)
    terminal.send("\x1b")
    terminal.wait_for("32 of 32.*sample")
    assert ASKED not in terminal.text
    terminal.send("j?")
    terminal.wait_for("Searching, filters, the program")
    terminal.send("\x1b")
    terminal.send("q")
    assert terminal.wait() == 0
    assert not config.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/nowhere/at/all", "no such file or folder"),
        ("https://host", "write https://host/path"),
        ("https://u:secret@host/x", "passwords are not allowed"),
        ("file:///nowhere/at/all.git", "nowhere/at/all.git: "),
        ("/dev/null", "neither a file nor a folder"),
        ("{empty}", "no postings in"),
    ],
)
def test_what_cannot_be_opened_is_said_and_asked_again(
    start: Start, config: Path, tmp_path: Path, typed: str, told: str
) -> None:
    terminal = start()
    terminal.wait_for(ASKED)
    terminal.send(typed.format(empty=tmp_path))
    terminal.send("\r")
    terminal.wait_for(told)
    assert ASKED in terminal.text
    assert not config.exists()


def test_a_fetch_can_be_given_up(start: Start, tmp_path: Path, config: Path) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nsleep 100\n")
    slow.chmod(0o755)
    terminal = start(PATH=f"{slow.parent}:{os.environ['PATH']}")
    terminal.wait_for(ASKED)
    terminal.type(b"file:///nowhere.git\r")  # and never wait until all is still
    terminal.wait_for("looking up the latest commit")
    terminal.type(b"\x1b")
    terminal.wait_for("Cancelled")
    terminal.type(b"\r")
    terminal.wait_for("looking up the latest commit")
    terminal.type(b"\x11")
    assert terminal.wait() == 0
    assert not config.exists()


def test_a_sample_that_was_asked_for_is_shown(start: Start) -> None:
    from jobtui.sources import folders

    terminal = start("--source", str(folders.SAMPLE))
    terminal.wait_for("32 of 32")
    assert ASKED not in terminal.text


@pytest.mark.parametrize("size", [(24, 10), (40, 12), (80, 24)])
def test_it_fits_a_small_terminal(start: Start, size: tuple[int, int]) -> None:
    terminal = start(size=size)
    terminal.wait_for(r"made-\W*up")  # which a narrow one breaks
    terminal.send("\x1b")
    terminal.wait_for("32 of 32|● ")
