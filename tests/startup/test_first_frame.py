"""When the picture of an earlier start is shown, and that the terminal is given back."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.startup import early_keys, frame_file
from jobtui.startup.ansi import is_clean
from tests.conftest import SOURCE_CODE
from tests.startup.conftest import (
    Start,
    forget,
    is_given_back,
    keep_one,
    rewritten,
    seen,
    textual,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pictures are for Linux alone")
CALL = "('0.1', ['--source', 'x'])"
ANSWER = "0 1 6a \x1b[2;3H\x1b[1mCoach\x1b[m\x1b[1;1H"
PICTURE = "\x1b[2;3H\x1b[0;1;38:5:3mDéveloppeur·se 1\u202f000\x1b[m 🚀\x1b[1;1H"


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A picture of CALL that was kept, with a file as its witness."""
    monkeypatch.setattr(frame_file, "_call", CALL)
    monkeypatch.setattr(frame_file, "call_of", lambda size: CALL)
    (tmp_path / "witness").write_text("a")
    witnesses = [str(tmp_path / "witness"), str(tmp_path / "none")]
    frame_file.save([PICTURE, ANSWER], (80, 24), witnesses)
    return Path(frame_file.path_of(CALL))


def shown(path: Path, call: str = CALL) -> str | None:
    try:
        kept = frame_file.read(str(path), call)
        if kept is not None:
            early_keys.read(kept.texts[1:])
    except (OSError, ValueError):
        return None
    return None if kept is None else "".join(kept.texts)


def test_a_picture_is_shown_as_it_was_kept(kept: Path) -> None:
    assert shown(kept) == PICTURE + ANSWER
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    rewritten(kept, lambda body: body)
    assert shown(kept) == PICTURE + ANSWER


def test_another_call_has_another_picture(kept: Path) -> None:
    assert shown(kept, CALL.replace("x", "y")) is None


@pytest.mark.parametrize("change", ["write", "touch", "remove", "create", "replace"])
def test_a_witness_that_changed_forbids_the_picture(
    kept: Path, tmp_path: Path, change: str
) -> None:
    witness = tmp_path / "witness"
    if change == "write":
        witness.write_text("another")
    elif change == "touch":
        os.utime(witness, ns=(1, 1))
    elif change == "remove":
        witness.unlink()
    elif change == "create":
        (tmp_path / "none").mkdir()
    else:
        state = witness.stat()
        (tmp_path / "other").write_text("b")
        os.utime(tmp_path / "other", ns=(state.st_atime_ns, state.st_mtime_ns))
        (tmp_path / "other").replace(witness)
    assert shown(kept) is None


def test_a_picture_that_others_could_have_written_is_not_shown(kept: Path) -> None:
    kept.chmod(0o620)
    assert shown(kept) is None
    kept.chmod(0o600)
    kept.parent.chmod(0o777)
    assert shown(kept) is None
    kept.parent.chmod(0o700)
    assert shown(kept) == PICTURE + ANSWER


def test_neither_is_one_of_another_owner(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    assert shown(kept) is None


def test_neither_is_a_link_a_pipe_or_a_directory(kept: Path) -> None:
    other = kept.with_name("other")
    kept.rename(other)
    kept.symlink_to(other)
    assert shown(kept) is None
    kept.unlink()
    os.mkfifo(kept, 0o600)
    assert shown(kept) is None
    kept.unlink()
    kept.mkdir(0o700)
    assert shown(kept) is None


def test_a_damaged_picture_is_not_shown(kept: Path) -> None:
    whole = kept.read_bytes()
    for damaged in (
        whole[:-1],
        whole + b"x",
        whole.replace(b"veloppeur", b"veloppeus"),
        b"",
        b"\n",
    ):
        kept.write_bytes(damaged)
        assert shown(kept) is None


@pytest.mark.parametrize(
    "evil",
    [
        "\x1b]0;title\x07",
        "\x1b]52;c;YQ==\x07",
        "\x1bP+q\x1b\\",
        "\x1b[2J",
        "\x1b[6n",
        "\x1b[?1000h",
        "\x1b[>4;1m",
        "\x1bc",
        "\x9b31m",
        "\x0e",
        "\n",
        "\u202e",
        "\x1b[",
        "\x1b",
    ],
)
def test_a_tampered_picture_sends_nothing(kept: Path, evil: str) -> None:
    whole = kept.read_bytes()
    rewritten(kept, lambda body: body + evil.encode())  # at the end of an answer
    assert shown(kept) is None
    kept.write_bytes(whole)
    rewritten(kept, lambda body: body.replace(b"Coach", evil.encode()))
    assert shown(kept) is None
    kept.write_bytes(whole)
    rewritten(kept, lambda body: body.replace("Développeur".encode(), evil.encode()))
    assert shown(kept) is None
    assert not is_clean(PICTURE + evil)


@given(st.text())
def test_what_is_clean_steers_nothing(text: str) -> None:
    if is_clean(text):
        left = text
        while "\x1b[" in left:
            _before, _, left = left.partition("\x1b[")
            assert left.lstrip("0123456789;:")[0] in "mH"
        assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in text.replace("\x1b[", ""))


def test_answers_that_are_too_large_are_not_kept(kept: Path) -> None:
    frame_file.save([PICTURE, "x" * 300_000], (80, 24), [])
    assert shown(kept) == PICTURE


def test_what_is_not_clean_or_too_large_is_not_kept(kept: Path) -> None:
    for texts in (["\x1b]0;x\x07"], [PICTURE, "\x1b]0;x\x07"], ["x" * 300_000]):
        frame_file.save(texts, (80, 24), [])
        assert shown(kept) == PICTURE + ANSWER


def test_only_the_newest_pictures_stay(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        call = f"{CALL}{number}"
        monkeypatch.setattr(frame_file, "_call", call)
        monkeypatch.setattr(frame_file, "call_of", lambda size, call=call: call)
        frame_file.save([PICTURE], (80, 24), [])
    assert shown(Path(frame_file.path_of(call)), call) == PICTURE
    assert len(list(kept.parent.iterdir())) < 40


def test_the_call_is_all_that_the_first_screen_hangs_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def call() -> str:
        return frame_file.call_of((80, 24))

    before = call()
    assert before == call()
    assert "\n" not in before
    for name in ("TERM", "LANG", "LC_ALL", "NO_COLOR", "HOME", "JOBTUI_SOURCE", "XDG_CONFIG_DIRS"):
        with monkeypatch.context() as changed:
            changed.setenv(name, "another")
            assert call() != before, name
    assert frame_file.call_of((81, 24)) != before
    with monkeypatch.context() as changed:
        changed.setattr(sys, "argv", ["jobtui", "--junior"])
        assert call() != before
    with monkeypatch.context() as changed:
        changed.setattr(os, "geteuid", lambda: 4711)
        assert call() != before
    with monkeypatch.context() as changed:
        changed.chdir("/")
        assert call() != before
    with monkeypatch.context() as changed:
        changed.setattr(time, "localtime", lambda: (2001, 2, 3))
        assert call() != before


def test_the_picture_goes_where_the_browser_draws(
    start: Start, pictured: Path, stuck: dict[str, str], tmp_path: Path
) -> None:
    errors = tmp_path / "errors"
    terminal = start(redirected=f"2>{errors}", **stuck)
    terminal.wait_for("6 of 6", 60)
    terminal.wait_for("> *[●×■◌?] Développeur·se Python", 60)
    assert errors.read_bytes() == b""


def test_the_next_start_shows_it_at_once_and_sends_no_cell_again(
    start: Start, pictured: Path, stuck: dict[str, str]
) -> None:
    waiting = start(**stuck)
    waiting.wait_for("6 of 6")
    early = waiting.wait_for("> *[●×■◌?] Développeur·se Python")
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
        terminal.wait_for("> *[●×■◌?] Coach agile")
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
    assert b"config.toml:1: sources: this is a table" in terminal.raw.rpartition(b"\x1b[?25h")[2]


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
    printing = start("--format", "table")
    assert printing.wait() == 0
    assert b"\x1b[" not in printing.raw
