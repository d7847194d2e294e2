from __future__ import annotations

import sys
from pathlib import Path
from queue import Queue

import pytest

from jobtui.external import browser
from jobtui.external.browser import browser_for, start
from tests.waiting import PATIENCE

PAGE = "https://port.example/a?b=%s&c='d'"


@pytest.fixture
def bin_(tmp_path: Path) -> Path:
    """Programs that can be found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("firefox", "w3m", "xdg-open", "gio", "open", "-odd"):
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.mark.parametrize(
    ("named", "argv"),
    [
        ("firefox", ["firefox", PAGE]),
        ("firefox --new-tab %s", ["firefox", "--new-tab", PAGE]),
        ("firefox 'a b' -u=%s:none", ["firefox", "a b", f"-u={PAGE}"]),
        ("gone:firefox", ["firefox", PAGE]),
        ("'open:firefox", ["firefox", PAGE]),
        ("firefox %s &", ["firefox", PAGE]),
        (": :w3m", ["w3m", PAGE]),
    ],
)
def test_browser_names_commands(bin_: Path, named: str, argv: list[str]) -> None:
    found = browser_for(PAGE, {"PATH": str(bin_), "BROWSER": named, "SSH_TTY": "/dev/pts/1"})
    assert found is not None
    assert found.argv == (str(bin_ / argv[0]), *argv[1:])
    assert found.in_terminal == (argv[0] == "w3m")


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_has_an_opener(bin_: Path, display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    found = browser_for(PAGE, {"PATH": str(bin_), display: ":0"})
    assert found == browser.WebBrowser((str(bin_ / "xdg-open"), PAGE))
    (bin_ / "xdg-open").unlink()
    found = browser_for(PAGE, {"PATH": str(bin_), display: ":0"})
    assert found == browser.WebBrowser((str(bin_ / "gio"), "open", PAGE))


def test_a_mac_opens_without_a_display(bin_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    found = browser_for(PAGE, {"PATH": str(bin_)})
    assert found == browser.WebBrowser((str(bin_ / "open"), PAGE))
    assert browser_for(PAGE, {"PATH": str(bin_), "SSH_CONNECTION": "1"}) is None


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"DISPLAY": ""},
        {"DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"},
        {"DISPLAY": ":0", "SSH_CONNECTION": "::1 1 ::1 22"},
        {"BROWSER": "gone", "SSH_TTY": "/dev/pts/1"},
    ],
)
def test_without_a_display_or_over_ssh_nothing_opens(
    bin_: Path, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert browser_for(PAGE, {"PATH": str(bin_), **environ}) is None


@pytest.mark.process
def test_a_failure_is_heard(tmp_path: Path) -> None:
    said: Queue[str] = Queue()
    start(["/bin/sh", "-c", "exit 3"], said.put)
    assert said.get(timeout=PATIENCE) == "/bin/sh exited with code 3"
    start(["/bin/sh", "-c", "kill -9 $$"], said.put)
    assert said.get(timeout=PATIENCE) == "/bin/sh was killed by signal 9"
    start([str(tmp_path / "gone\x1b")], said.put)
    assert said.get(timeout=PATIENCE) == f"cannot start {tmp_path}/gone: No such file or directory"
