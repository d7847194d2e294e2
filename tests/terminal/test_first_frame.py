"""The picture of an earlier start in a terminal, which is given back however it ends."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from jobtui.startup import frame_file
from tests.prepared_program import SOURCE_CODE
from tests.terminal.first_frames import (
    Start,
    forget,
    is_given_back,
    keep_one,
    rewritten,
    seen,
    textual,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pictures are for Linux alone")


def test_the_picture_goes_where_the_browser_draws(
    start: Start, pictured: Path, stuck: dict[str, str], tmp_path: Path
) -> None:
    errors = tmp_path / "errors"
    terminal = start(redirected=f"2>{errors}", **stuck)
    terminal.wait_for("6 of 6", 60)
    terminal.wait_for("[▌>] *[●×■◌?] Développeur·se Python", 60)
    assert errors.read_bytes() == b""


def test_the_next_start_shows_it_at_once_and_sends_no_cell_again(
    start: Start, pictured: Path, stuck: dict[str, str]
) -> None:
    waiting = start(**stuck)
    waiting.wait_for("6 of 6")
    waiting.wait_for("[▌>] *[●×■◌?] Développeur·se Python")
    early = waiting.wait_for("[├┝].* Développeur·se Python")
    terminal = start()
    terminal.wait_until(lambda: b"\x1b[?2004h" in terminal.raw)
    terminal.wait_for("6 of 6")
    terminal.settle()
    assert terminal.text == early
    title = "Développeur·se Python"
    assert terminal.raw.decode().count(title) == early.count(title)
    assert terminal.raw.count(b"\x1b[?1049h") == 1


@pytest.mark.parametrize("picture", [True, False])
def test_the_screen_is_the_same_with_and_without(
    start: Start, pictured: Path, picture: bool
) -> None:
    looks = []
    for is_first in (True, False):
        if not (is_first or picture):
            forget(pictured)
        terminal = start()
        terminal.wait_for("6 of 6")
        terminal.send("j")
        terminal.wait_for("[▌>] *[●×■◌?] Coach agile")
        terminal.settle()
        looks.append(seen(terminal))
        terminal.close()  # before it marks what was seen
    assert looks[0] == looks[1]


@pytest.mark.parametrize("kept", [True, False])
def test_early_keys_are_acted_upon_in_order(start: Start, pictured: Path, kept: bool) -> None:
    if not kept:
        forget(pictured)
    terminal = start()
    os.write(terminal._fd, b"j/developpeuse")
    terminal.wait_for("1 of 6")
    assert "developpeuse" in terminal.text


def test_keys_behind_the_picture_are_not_echoed(
    start: Start, pictured: Path, stuck: dict[str, str]
) -> None:
    terminal = start(**stuck)
    before = terminal.wait_for("6 of 6")
    assert terminal.send("zzjj\r\x1a") == b""
    assert terminal.text == before


def test_ctrl_c_behind_the_picture_ends_the_program(
    start: Start, pictured: Path, stuck: dict[str, str]
) -> None:
    terminal = start(**stuck)
    terminal.wait_for("6 of 6")
    assert terminal.modes() != terminal.modes_before
    terminal.send("\x03")
    assert terminal.wait() == 130
    assert terminal.modes() == terminal.modes_before
    assert is_given_back(terminal)


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGALRM]
)
def test_a_signal_behind_the_picture_gives_the_terminal_back(
    start: Start, pictured: Path, stuck: dict[str, str], number: int
) -> None:
    terminal = start(**stuck)
    terminal.wait_for("6 of 6")
    terminal.settle()
    terminal.kill(number)
    assert terminal.wait() == -number
    assert terminal.modes() == terminal.modes_before
    assert is_given_back(terminal)


def test_a_failing_import_gives_the_terminal_back_and_is_told(
    start: Start, pictured: Path, tmp_path: Path
) -> None:
    path = textual(tmp_path, "raise ImportError('torn')")
    terminal = start(PYTHONPATH=f"{path}:{SOURCE_CODE}")
    assert terminal.wait() == 1
    assert terminal.modes() == terminal.modes_before
    assert is_given_back(terminal)
    assert b"torn" in terminal.raw.rpartition(b"\x1b[?25h")[2]


def test_an_error_is_told_when_the_picture_is_taken_away(
    start: Start, pictured: Path, postings: Path, tmp_path: Path
) -> None:
    forget(pictured)
    config = tmp_path / ".config" / "jobtui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'sources = ["{postings}"]')
    keep_one(start(source=False), pictured)
    before = frame_file.state_of(str(config)).encode()
    config.write_text("sources = 1")
    after = frame_file.state_of(str(config)).encode()
    rewritten(next(pictured.iterdir()), lambda body: body.replace(before, after))
    terminal = start(source=False)
    assert terminal.wait() == 2
    assert is_given_back(terminal)
    assert b"config.toml:1: sources: expected a table" in terminal.raw.rpartition(b"\x1b[?25h")[2]


def test_after_the_end_the_terminal_is_as_before(start: Start, pictured: Path) -> None:
    terminal = start()
    terminal.wait_for("6 of 6")
    terminal.send("q")
    assert terminal.wait() == 0
    assert terminal.modes() == terminal.modes_before
    assert is_given_back(terminal)


def test_another_size_and_a_printed_answer_have_no_picture(
    start: Start, pictured: Path, stuck: dict[str, str]
) -> None:
    assert b"\x1b[" not in start(size=(100, 40), **stuck).settle()
    printing = start("--format", "table", NO_COLOR="1")
    assert printing.wait() == 0
    assert b"\x1b[" not in printing.raw
