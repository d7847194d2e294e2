from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.external.clipboard import Reach, copy, osc52, reach, through_screen, through_tmux

_OSC52 = re.compile("\x1b\\]52;c;([A-Za-z0-9+/=]*)\a")


def copied(data: str) -> str:
    """Return what a terminal copies."""
    found = _OSC52.fullmatch(data)
    assert found is not None
    return b64decode(found[1]).decode()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_terminal_gets_the_text(text: str) -> None:
    assert copied(osc52(text)) == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=3000))
def test_screen_hands_on_short_strings(text: str) -> None:
    strings = re.findall("\x1bP(.*?)\x1b\\\\", through_screen(text), re.DOTALL)
    assert all(len(string) < 768 for string in strings)
    assert copied("".join(strings)) == text


def test_an_old_tmux_hands_it_on() -> None:
    found = re.fullmatch("\x1bPtmux;(.*)\x1b\\\\", through_tmux("été"), re.DOTALL)
    assert found is not None
    assert copied(found[1].replace("\x1b\x1b", "\x1b")) == "été"


@pytest.fixture
def bin_(tmp_path: Path) -> Path:
    """Programs that write down what they are given."""
    for name in ("tmux", "wl-copy", "xsel"):
        program = tmp_path / name
        program.write_text(
            f'#!/bin/sh\necho "$@" > {tmp_path}/{name}.args\n/bin/cat > {tmp_path}/{name}.in\n'
        )
        program.chmod(0o755)
    return tmp_path


def taken(bin_: Path, name: str) -> tuple[str, str]:
    """Return the arguments and the input of a program."""
    return (bin_ / f"{name}.args").read_text().strip(), (bin_ / f"{name}.in").read_text()


@pytest.mark.process
def test_tmux_is_told(bin_: Path) -> None:
    assert copy("l'été", {"PATH": str(bin_), "TMUX": "/tmp/x"}) == ("", True)
    assert taken(bin_, "tmux") == ("load-buffer -w -", "l'été")


@pytest.mark.process
def test_a_tmux_that_refuses_is_passed_through(bin_: Path) -> None:
    (bin_ / "tmux").write_text("#!/bin/sh\nexit 1\n")
    assert copy("a", {"PATH": str(bin_), "TMUX": "/tmp/x"}) == (through_tmux("a"), False)


def test_screen_is_told(bin_: Path) -> None:
    assert copy("a", {"PATH": str(bin_), "STY": "1.x"}) == (through_screen("a"), False)


@pytest.mark.process
def test_a_display_is_told(bin_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert copy("-a", {"PATH": str(bin_), "WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}) == (
        "",
        True,
    )
    assert taken(bin_, "wl-copy") == ("", "-a")
    assert not (bin_ / "xsel.in").exists()
    copy("b", {"PATH": str(bin_), "DISPLAY": ":0"})
    assert taken(bin_, "xsel") == ("--clipboard --input", "b")


def test_over_ssh_no_display_is_told(bin_: Path) -> None:
    environ = {"PATH": str(bin_), "DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "SSH_TTY": "x"}
    assert copy("a", environ) == ("", False)
    assert not list(bin_.glob("*.in"))


@pytest.mark.parametrize(
    ("environ", "known"),
    [
        ({"TERM": "xterm-256color"}, Reach.TERMINAL),
        ({"TERM": "xterm-256color", "SSH_TTY": "x", "DISPLAY": ":0"}, Reach.TERMINAL),
        ({"TERM": "xterm", "DISPLAY": ":0"}, Reach.PROGRAM),
        ({"TERM": "screen", "TMUX": "/tmp/x"}, Reach.PROGRAM),
        ({"TERM": "linux", "TMUX": "/tmp/x"}, Reach.PROGRAM),
        ({"TERM": "linux", "DISPLAY": ":0", "PATH": "/nowhere"}, Reach.NOWHERE),
        ({"TERM": "linux", "SSH_TTY": "x"}, Reach.NOWHERE),
        ({"TERM": "linux", "STY": "1.x"}, Reach.TERMINAL),
        ({"TERM": "vt100"}, Reach.NOWHERE),
        ({}, Reach.NOWHERE),
    ],
)
def test_what_is_known_of_a_clipboard(
    bin_: Path, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], known: Reach
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert reach({"PATH": str(bin_), **environ}) is known
