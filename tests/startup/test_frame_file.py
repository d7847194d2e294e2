"""When the picture of an earlier start is shown, and when it is not."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from jobtui.startup import early_keys, frame_file
from jobtui.startup.ansi import is_clean
from tests.terminal.first_frames import (
    rewritten,
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
