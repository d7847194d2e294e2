"""Keys pressed before the app runs, in a terminal: answered at once, acted upon once, in order."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest

from tests.conftest import write_six
from tests.pseudo_terminal import Terminal
from tests.terminal.first_frames import (
    Late,
    Start,
    forget,
    is_given_back,
    keep_one,
    rewritten,
    seen,
    starting,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pictures are for Linux alone")
DOWN = "\x1b[B"
PICTURES = ".cache/jobtui/pictures/[!.]*"  # but what is being written
# Nothing can be kept there: what is looked at for two seconds does not change the screen.
NO_MARKS = {"XDG_DATA_HOME": "/dev/null"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep a picture while there are no marks."""
    home = tmp_path_factory.mktemp("early")
    with starting(write_six(home / "postings"), home, **NO_MARKS) as start:
        # Or a notice of the index stands for long:
        assert start("--format", "json", prepared=True).wait() == 0
        keep_picture(start(prepared=True), home)
    return home


def keep_picture(terminal: Terminal, home: Path) -> None:
    """Wait for the only picture, then end."""
    terminal.wait_until(lambda: list(home.glob(PICTURES)))
    terminal.close()


@pytest.fixture
def start(home: Path) -> Iterator[Start]:
    """Start the browser in a terminal."""
    with starting(home / "postings", home, **NO_MARKS) as run:
        yield run


@pytest.fixture
def known(home: Path) -> Iterator[Path]:
    """Find the picture as it was kept; leave it so."""
    (picture,) = home.glob(PICTURES)
    content = picture.read_bytes()
    yield picture
    forget(picture.parent)
    picture.write_bytes(content)
    picture.chmod(0o600)


def settle(terminal: Terminal) -> None:
    """Wait until the app is there and has done what was typed."""
    terminal.wait_until(lambda: has_taken_over(terminal.raw))
    terminal.settle()


def has_taken_over(raw: bytes) -> bool:
    return b"\x1b[?2004h" in raw


def selected(raw: bytes) -> list[int]:
    """Return the rows that were marked as selected, one after the other."""
    screen = pyte.Screen(120, 40)
    stream = pyte.ByteStream(screen)
    rows: list[int] = []
    raw = re.sub(rb"\x1b\[\?2026\$p|\x1b\[[<>=]\d*[um]", b"", raw)
    for at in range(0, len(raw), 30):
        stream.feed(raw[at : at + 30])
        now = [y for y in range(screen.lines) if screen.buffer[y][31].data == "▌"]
        if len(now) == 1 and now != rows[-1:]:
            rows += now
    return rows


BURSTS = {
    "down in pieces": ["\x1b", "[", "B"],
    "a piece of down": [DOWN + "\x1b[", "B"],
    "jjj": ["jjj"],
    "more than there are answers for": ["jjjjj"],
    "there and back": [DOWN, DOWN, "k"],
    "the last": ["jG"],
    "a search": ["j/des"],
    "no answer": ["\x1b[F"],
    "pasted": ["j k é /des"],
    "a pane": ["j\tj"],
}


@pytest.mark.parametrize("burst", BURSTS)
def test_keys_of_a_start_do_what_they_do_later(
    start: Start, known: Path, home: Path, burst: str
) -> None:
    parts = BURSTS[burst]
    early = start(ESCDELAY="60000")  # it waits for the rest of a key, however late that comes
    for part in parts:
        os.write(early._fd, part.encode())
        early.read(0.02)
    settle(early)
    looks = seen(early)
    early.close()
    assert early.raw.count(b"\x1b[2J") == 1, "a picture was shown"
    forget(known.parent)
    late = start(prepared=True)
    late.wait_for("6 of 6")
    assert b"\x1b[2J" not in late.raw
    late.send("".join(parts))
    late.settle()
    assert looks == seen(late)
    if burst in ("jjj", "more than there are answers for"):
        rows = selected(early.raw)
        assert rows == sorted(rows), "no earlier picture comes back"


def test_an_answer_is_shown_before_the_app_is_there_and_not_drawn_again(
    start: Start, known: Path, tmp_path: Path
) -> None:
    for attempt in range(10):  # on a busy machine a text may be late, and is drawn when it is there
        slow = Late(tmp_path / f"late-{attempt}")
        terminal = start(**slow)
        terminal.wait_for("[▌>] *[●×■◌?] Développeur·se Python")
        os.write(terminal._fd, DOWN.encode())
        answered = terminal.wait_for("[▌>] *[●×■◌?] Coach agile")
        assert answered.count("Coach agile") > 1, "and its text"
        assert not has_taken_over(terminal.raw)
        before = len(terminal.raw)
        slow.let_go()
        settle(terminal)
        assert has_taken_over(terminal.raw[before:])
        assert terminal.text == answered
        assert selected(terminal.raw) == [3, 4]
        drawn = terminal.raw[before:]
        terminal.send("j")
        terminal.wait_for("[▌>] *[●×■◌?] Chargé de communication")
        terminal.close()
        if b"Coach" not in drawn:
            return
    pytest.fail("it was drawn again each time")


@pytest.mark.parametrize(
    ("size", "asked", "theme", "first", "second"),
    [
        ((60, 20), (), "ansi", "Développeur·se Python", "Coach agile"),
        ((90, 30), (), "nord", "Développeur·se Python", "Coach agile"),
        (
            (120, 40),
            ("--open-only", "statut:open"),
            "contrast",
            "Développeur·se Python",
            "Coach agile",
        ),
    ],
)
def test_the_app_shows_what_was_answered(
    start: Start,
    known: Path,
    slow: Late,
    home: Path,
    size: tuple[int, int],
    asked: tuple[str, ...],
    theme: str,
    first: str,
    second: str,
) -> None:
    forget(known.parent)
    keep_picture(start(*asked, size=size, JOBTUI_THEME=theme), home)
    terminal = start(*asked, size=size, JOBTUI_THEME=theme, **slow)
    terminal.wait_for(f"[▌>] *[●×■◌?] {first}")
    os.write(terminal._fd, b"jkj")
    terminal.wait_for(f"[▌>] *[●×■◌?] {second}")
    looks = seen(terminal)
    assert not has_taken_over(terminal.raw)
    slow.let_go()
    settle(terminal)
    assert seen(terminal) == looks


def test_keys_wait_for_what_was_asked(start: Start, known: Path) -> None:
    forget(known.parent)
    terminal = start("équipes OU pluie")
    os.write(terminal._fd, b"j")
    terminal.wait_for("2 of 6")
    terminal.wait_for("[▌>] *[●×■◌?] Développeur·se Python")


def test_another_size_meanwhile_is_drawn_anew(
    start: Start, known: Path, slow: Late, home: Path
) -> None:
    early = start(**slow)
    early.wait_for("[▌>] *[●×■◌?] Développeur·se Python")
    os.write(early._fd, b"j")
    early.wait_for("[▌>] *[●×■◌?] Coach agile")
    early.resize(90, 30)
    os.write(early._fd, b"j")
    slow.let_go()
    settle(early)
    looks = seen(early)
    early.close()
    late = start(size=(90, 30), prepared=True)
    late.wait_for("6 of 6")
    late.send("jj")
    late.settle()
    assert looks == seen(late)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_behind_an_answer_signals_give_the_terminal_back(
    start: Start, known: Path, stuck: dict[str, str], number: int
) -> None:
    terminal = start(**stuck)
    terminal.wait_for("6 of 6")
    terminal.send("j\x1b[")
    terminal.wait_for("[▌>] *[●×■◌?] Coach agile")
    if number == signal.SIGINT:
        terminal.send("\x03")
    else:
        terminal.kill(number)
    assert terminal.wait() == (130 if number == signal.SIGINT else -number)
    assert terminal.modes() == terminal.modes_before
    assert is_given_back(terminal)


@pytest.mark.parametrize("added", [b"\nnonsense", b"\x1b]0;title\x07", b"\x1b[2J", b"\n"])
def test_answers_that_make_no_sense_leave_the_picture(
    start: Start, known: Path, stuck: dict[str, str], added: bytes
) -> None:
    rewritten(known, lambda body: body + added)
    terminal = start(**stuck)
    before = terminal.wait_for("6 of 6")
    assert terminal.send("j") == b""
    assert terminal.text == before


def test_who_presses_keys_early_keeps_the_picture(postings: Path, tmp_path: Path) -> None:
    with starting(postings, tmp_path) as start:
        assert start("--format", "json", prepared=True).wait() == 0
        keep_one(start(prepared=True), tmp_path / ".cache" / "jobtui" / "pictures")
        for _time in range(3):
            terminal = start()
            os.write(terminal._fd, b"j")
            terminal.wait_for("[▌>] *[●×■◌?] Coach agile")
            terminal.settle()
            terminal.send("q")
            assert terminal.wait() == 0
            assert b"\x1b[2J" in terminal.raw, "a picture was shown"


def test_what_is_kept_is_small(known: Path) -> None:
    assert known.stat().st_size < 40_000


def test_nothing_wakes_while_nobody_types(start: Start, known: Path) -> None:
    terminal: Terminal = start()
    terminal.wait_for("6 of 6")

    def wakes() -> int:
        tasks = Path(f"/proc/{terminal.pid}/task").iterdir()
        texts = [(task / "status").read_text() for task in tasks]
        return sum(
            int(text.rpartition("\nvoluntary_ctxt_switches:")[2].split()[0]) for text in texts
        )

    def is_at_rest() -> bool:
        before = wakes()
        time.sleep(1)
        return wakes() - before < 5

    terminal.wait_until(is_at_rest)  # once all is done that a start puts off
