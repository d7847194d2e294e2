from __future__ import annotations

import os
import resource
import sys
import tempfile
import threading
import time
from pathlib import Path
from threading import Event

import pytest

from jobtui.external.pipe import CommandError, pipe, words_of
from tests.waiting import PATIENCE, is_gone, until

pytestmark = pytest.mark.process


def python(script: str) -> list[str]:
    """Return the words that run a script."""
    return [sys.executable, "-c", script]


def test_a_command_gets_the_text_and_is_heard() -> None:
    long = "été\n" * 100_000
    outcome = pipe(["wc", "-l"], long, Event())
    assert (outcome.output.strip(), outcome.ending) == ("100000", "")


def test_the_words_are_those_of_a_shell_without_its_doings() -> None:
    assert words_of("a 'b c' $HOME | x;") == ["a", "b c", "$HOME", "|", "x;"]
    assert pipe(words_of("printf '%s-' a 'b c' $HOME"), "", Event()).output == "a-b c-$HOME-"


def test_errors_are_heard_with_the_code() -> None:
    outcome = pipe(python("import sys; print('no', file=sys.stderr); sys.exit(3)"), "", Event())
    assert outcome == ("no", "exit code 3")
    assert pipe(["sh", "-c", "kill -9 $$"], "", Event()).ending == "killed by signal 9"


def test_nothing_that_is_said_steers_the_terminal() -> None:
    said = pipe(["printf", r"\033[31mred\033[0m\033]0;evil\007\233\r\nx\ty\b\377"], "", Event())
    assert said.output == "red\ufffd\nx    y\ufffd"


@pytest.mark.parametrize("command", ["'a", "", "  "])
def test_what_is_no_command_is_refused(command: str) -> None:
    with pytest.raises(CommandError):
        words_of(command)


def test_what_cannot_be_started_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="gone: No such file"):
        pipe([str(tmp_path / "gone")], "", Event())
    with pytest.raises(CommandError, match="cannot start"):
        pipe(["a\0b"], "", Event())


def test_a_posting_that_finds_no_room_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(CommandError, match="the posting: File too large; set TMPDIR"):
            pipe(["cat"], "a" * 100_000, Event())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(CommandError, match="the posting: No such file"):
        pipe(["cat"], "a", Event())


def test_too_much_is_cut() -> None:
    outcome = pipe(["yes"], "", Event(), most=1000)
    assert len(outcome.output) <= 1000
    assert outcome.ending == "stopped after 1000 bytes"


def test_a_silent_one_is_ended_with_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "pid"
    clock, looks = time.monotonic, []

    def later() -> float:  # its time is over as soon as it has said all and that was read
        looks.append(note.exists())
        return clock() + (100 if looks.count(True) > 2 else 0)

    monkeypatch.setattr(time, "monotonic", later)
    script = f"sleep 1000 & echo $! > {note}.new; echo a; mv {note}.new {note}; wait"
    outcome = pipe(["sh", "-c", script], "", Event(), 90)
    assert outcome == ("a", "stopped after 90 seconds")
    monkeypatch.undo()
    until(lambda: is_gone(int(note.read_text())))


def test_it_is_stopped_when_asked(tmp_path: Path) -> None:
    stop, note = Event(), tmp_path / "pid"
    outcomes = []
    command = ["sh", "-c", f"echo $$ > {note}.new; mv {note}.new {note}; exec sleep 1000"]
    thread = threading.Thread(target=lambda: outcomes.append(pipe(command, "", stop)))
    thread.start()
    until(note.exists)
    stop.set()
    thread.join(PATIENCE)
    assert outcomes[0].ending == "stopped"
    until(lambda: is_gone(int(note.read_text())))


def test_what_it_leaves_behind_goes_on(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    outcome = pipe(["sh", "-c", f"sleep 1000 & echo $! > {note}; echo a"], "", Event())
    assert outcome == ("a", "")
    os.kill(int(note.read_text()), 9)
