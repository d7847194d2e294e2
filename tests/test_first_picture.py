"""When the picture of an earlier start is shown, and that the terminal is given back."""

from __future__ import annotations

import os
import signal
import sys
import termios
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui import first_picture, sources
from jobtui.cache import Cache
from jobtui.first_picture import is_clean
from jobtui.library import Library

from .conftest import SOURCE_CODE
from .terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pictures are for Linux alone")
CALL = "('0.1', ['--source', 'x'])"
PICTURE = "\x1b[2;3H\x1b[0;1;38:5:3mDéveloppeur·se 1\u202f000\x1b[m 🚀\x1b[1;1H"


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A picture of CALL that was kept, with a file as its witness."""
    monkeypatch.setattr(first_picture, "_call", CALL)
    monkeypatch.setattr(first_picture, "_call_of", lambda size: CALL)
    (tmp_path / "witness").write_text("a")
    first_picture.keep(PICTURE, (80, 24), [str(tmp_path / "witness"), str(tmp_path / "none")])
    return Path(first_picture._path(CALL))


def shown(path: Path, call: str = CALL) -> str | None:
    try:
        return first_picture._kept(str(path), call)
    except (OSError, ValueError):
        return None


def rewritten(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change what a picture's file holds, with the checksum that belongs to it."""
    body = change(path.read_bytes().split(b"\n", 1)[1])
    path.write_bytes(b"%08x\n" % zlib.crc32(body) + body)


def test_a_picture_is_shown_as_it_was_kept(kept: Path) -> None:
    assert shown(kept) == PICTURE
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    rewritten(kept, lambda body: body)
    assert shown(kept) == PICTURE


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
    assert shown(kept) == PICTURE


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
    rewritten(kept, lambda body: body + evil.encode())
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


def test_what_is_not_clean_or_too_large_is_not_kept(kept: Path) -> None:
    for picture in ("\x1b]0;x\x07", "x" * 300_000):
        first_picture.keep(picture, (80, 24), [])
        assert shown(kept) == PICTURE


def test_only_the_newest_pictures_stay(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        call = f"{CALL}{number}"
        monkeypatch.setattr(first_picture, "_call", call)
        monkeypatch.setattr(first_picture, "_call_of", lambda size, call=call: call)
        first_picture.keep(PICTURE, (80, 24), [])
    assert shown(Path(first_picture._path(call)), call) == PICTURE
    assert len(list(kept.parent.iterdir())) < 40


def test_the_call_is_all_that_the_first_screen_hangs_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def call() -> str:
        return first_picture._call_of((80, 24))

    before = call()
    assert before == call()
    assert "\n" not in before
    for name in ("TERM", "LANG", "LC_ALL", "NO_COLOR", "HOME", "JOBTUI_SOURCE", "XDG_CONFIG_DIRS"):
        with monkeypatch.context() as changed:
            changed.setenv(name, "another")
            assert call() != before, name
    assert first_picture._call_of((81, 24)) != before
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


Start = Callable[..., Terminal]


@pytest.fixture
def start(postings: Path, tmp_path: Path) -> Iterator[Start]:
    """Start the browser on the postings in a terminal."""
    started: list[Terminal] = []

    def run(
        *args: str, size: tuple[int, int] = (120, 40), source: bool = True, **env: str
    ) -> Terminal:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(SOURCE_CODE),
            **env,
        }
        command = [sys.executable, "-m", "jobtui", *(["--source", str(postings)] if source else [])]
        terminal = Terminal([*command, "--as-of", "2024-05-01", *args], environment, size)
        started.append(terminal)
        return terminal

    yield run
    for terminal in started:
        terminal.close()


@pytest.fixture
def pictured(start: Start, postings: Path, tmp_path: Path) -> Path:
    """Start once, until a picture is kept; return the folder of pictures."""
    cache = tmp_path / ".cache" / "jobtui"
    chosen = [sources.resolve(postings)]
    Library(chosen, Cache.of(chosen, cache)).refresh()  # or a notice of it stands for long
    folder = cache / "pictures"
    keep_one(start(), folder)
    return folder


def keep_one(terminal: Terminal, folder: Path) -> None:
    """Let the browser stand until a picture is in *folder*, then leave."""
    terminal.wait_for("6 of 6")
    end = time.monotonic() + 20
    while not (folder.is_dir() and any(folder.iterdir())) and time.monotonic() < end:
        terminal.read(0.1)
    terminal.send("q")
    assert terminal.wait() == 0
    assert len(list(folder.iterdir())) == 1


@pytest.fixture
def stuck(tmp_path: Path) -> dict[str, str]:
    """An environment in which Textual never finishes to be imported."""
    return {"PYTHONPATH": f"{_textual(tmp_path, 'import time; time.sleep(60)')}:{SOURCE_CODE}"}


def _textual(tmp_path: Path, code: str) -> Path:
    (tmp_path / "path" / "textual").mkdir(parents=True)
    (tmp_path / "path" / "textual" / "__init__.py").write_text(code)
    return tmp_path / "path"


def modes(terminal: Terminal) -> list[Any]:
    return termios.tcgetattr(terminal._fd)


def is_given_back(terminal: Terminal) -> bool:
    """Whether what was taken from the terminal has been given back, in this order."""
    left = terminal.raw.rpartition(b"\x1b[?1049h")[2]
    return b"\x1b[?1049l" in left and b"\x1b[?25h" in left.partition(b"\x1b[?1049l")[2]


def seen(terminal: Terminal) -> list[Any]:
    """The cells as they look, and the cursor; of blanks only what shows."""
    screen = terminal._screen
    cells = [screen.buffer[y][x] for y in range(screen.lines) for x in range(screen.columns)]
    plain = {"fg": "default", "bold": False, "italics": False}
    looks = [cell if cell.data.strip() else cell._replace(**plain) for cell in cells]
    return [*looks, (screen.cursor.x, screen.cursor.y)]


def test_the_next_start_shows_it_at_once_and_sends_no_cell_again(
    start: Start, pictured: Path, stuck: dict[str, str]
) -> None:
    waiting = start(**stuck)
    waiting.wait_for("6 of 6")
    early = waiting.wait_for("> *[●×■◌?] Développeur·se Python")
    terminal = start()
    terminal.wait_for("6 of 6")
    terminal.read(3)
    assert terminal.text == early
    title = "Développeur·se Python"
    assert terminal.raw.decode().count(title) == early.count(title)
    assert terminal.raw.count(b"\x1b[?1049h") == 1
    assert b"\x1b[?2004h" in terminal.raw, "Textual has taken over"


@pytest.mark.parametrize("picture", [True, False])
def test_the_screen_is_the_same_with_and_without(
    start: Start, pictured: Path, picture: bool
) -> None:
    first = start()
    first.wait_for("6 of 6")
    first.read(1.5)
    if not picture:
        for path in pictured.iterdir():
            path.unlink()
    second = start()
    second.wait_for("6 of 6")
    second.read(1.5)
    for terminal in (first, second):
        terminal.send("j")
        terminal.wait_for("> *[●×■◌?] Coach agile")
        terminal.read(0.5)
    assert seen(second) == seen(first)


@pytest.mark.parametrize("kept", [True, False])
def test_early_keys_are_acted_upon_in_order(start: Start, pictured: Path, kept: bool) -> None:
    if not kept:
        for path in pictured.iterdir():
            path.unlink()
    terminal = start()
    os.write(terminal._fd, b"j/developpeuse")
    terminal.wait_for("1 of 6")
    assert "developpeuse" in terminal.text


def test_keys_behind_the_picture_are_not_echoed(
    start: Start, pictured: Path, stuck: dict[str, str]
) -> None:
    terminal = start(**stuck)
    before = terminal.wait_for("6 of 6")
    assert terminal.send("jjzz\r\x1a") == b""
    assert terminal.text == before


def test_ctrl_c_behind_the_picture_ends_the_program(
    start: Start, pictured: Path, stuck: dict[str, str]
) -> None:
    terminal = start(**stuck)
    before = modes(terminal)
    terminal.wait_for("6 of 6")
    assert modes(terminal) != before
    terminal.send("\x03")
    assert terminal.wait() == 130
    assert modes(terminal) == before
    assert is_given_back(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_behind_the_picture_gives_the_terminal_back(
    start: Start, pictured: Path, stuck: dict[str, str], number: int
) -> None:
    terminal = start(**stuck)
    before = modes(terminal)
    terminal.wait_for("6 of 6")
    terminal.read(0.3)
    terminal.kill(number)
    assert terminal.wait() == -number
    assert modes(terminal) == before
    assert is_given_back(terminal)


def test_a_failing_import_gives_the_terminal_back_and_is_told(
    start: Start, pictured: Path, tmp_path: Path
) -> None:
    path = _textual(tmp_path, "raise ImportError('torn')")
    terminal = start(PYTHONPATH=f"{path}:{SOURCE_CODE}")
    before = modes(terminal)
    assert terminal.wait() == 1
    assert modes(terminal) == before
    assert is_given_back(terminal)
    assert b"torn" in terminal.raw.rpartition(b"\x1b[?25h")[2]


def test_an_error_is_told_when_the_picture_is_taken_away(
    start: Start, pictured: Path, postings: Path, tmp_path: Path
) -> None:
    for entry in pictured.iterdir():
        entry.unlink()
    config = tmp_path / ".config" / "jobtui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'sources = ["{postings}"]')
    keep_one(start(source=False), pictured)
    before = first_picture._state(str(config)).encode()
    config.write_text("sources = 1")
    after = first_picture._state(str(config)).encode()
    rewritten(next(pictured.iterdir()), lambda body: body.replace(before, after))
    terminal = start(source=False)
    assert terminal.wait() == 2
    assert is_given_back(terminal)
    assert b"config.toml:1: sources: this is a table" in terminal.raw.rpartition(b"\x1b[?25h")[2]


def test_after_the_end_the_terminal_is_as_before(start: Start, pictured: Path) -> None:
    terminal = start()
    before = modes(terminal)
    terminal.wait_for("6 of 6")
    terminal.send("q")
    assert terminal.wait() == 0
    assert modes(terminal) == before
    assert is_given_back(terminal)


def test_another_size_and_a_printed_answer_have_no_picture(
    start: Start, pictured: Path, stuck: dict[str, str]
) -> None:
    assert b"\x1b[" not in start(size=(100, 40), **stuck).read(1)
    assert b"\x1b[" not in start("--format", "table").read(2)
