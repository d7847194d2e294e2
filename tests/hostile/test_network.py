"""jobtui opens no socket: not to list, to show, to check or to browse."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.material import in_terminal
from tests.prepared_program import SOURCE_CODE

Run = Callable[..., subprocess.CompletedProcess[str]]

# An event loop makes a pair of connected sockets to wake itself: nothing is reached by those.
_HOOK = """
import os, sys

def told(event, args):
    if not event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.")):
        return
    if event == "socket.__new__" and args[1] == 1:
        return
    with open(os.environ["JOBTUI_TEST_LOG"], "a") as log:
        print(event, args, file=log)

sys.addaudithook(told)
"""
_TEMPTING = """---
roles: Dev
open: true
externalURL: https://apply.zz.example
---
![image](https://image.zz.example/a.png) <img src="http://127.0.0.1:9/a.png">
[lien](https://link.zz.example) https://bare.zz.example
<link rel="stylesheet" href="https://style.zz.example"> <script src="https://x.zz.example">
"""


@pytest.fixture
def hooked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have every jobtui that is started tell what it does with sockets; return where."""
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(_HOOK, "utf-8")
    log = tmp_path / "log"
    monkeypatch.setenv("JOBTUI_TEST_LOG", str(log))
    monkeypatch.setenv("PYTHONPATH", f"{hook}{os.pathsep}{SOURCE_CODE}")
    return log


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "jobs"
    made.mkdir()
    (made / "2024-01-01-a.md").write_text(_TEMPTING, "utf-8")
    return made


def test_the_hook_hears_of_a_socket(hooked: Path) -> None:
    code = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert "socket.connect" in hooked.read_text("utf-8")


def test_no_printed_answer_opens_a_socket(hooked: Path, folder: Path, jobtui: Run) -> None:
    env = {"PYTHONPATH": os.environ["PYTHONPATH"]}
    for args in (
        ("--source", folder),
        ("--source", folder, "--format", "json", "dev"),
        ("--source", folder, "show", "2024-01-01-a"),
        ("check", folder),
        ("--help",),
    ):
        done = jobtui(*args, env=env)
        assert done.returncode in (0, 1), done.stderr
    assert not hooked.exists(), hooked.read_text("utf-8")


def test_the_browser_opens_no_socket(hooked: Path, folder: Path, tmp_path: Path) -> None:
    terminal = in_terminal(
        ["--source", folder],
        tmp_path,
        PYTHONPATH=os.environ["PYTHONPATH"],
        JOBTUI_TEST_LOG=str(hooked),
    )
    terminal.wait_for("1 of 1")
    terminal.wait_for("image")
    for keys in ("\r", "l", "l", "y", "\x1b", "r", "/", "dev", "\x1b", "q"):
        terminal.send(keys)
    assert terminal.wait() == 0
    terminal.close()
    assert not hooked.exists(), hooked.read_text("utf-8")


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_system_is_asked_for_no_socket(folder: Path, tmp_path: Path, jobtui: Run) -> None:
    log = tmp_path / "strace"
    env = dict(os.environ, PYTHONPATH=str(SOURCE_CODE))
    trace = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(log)]
    call = [
        *trace,
        sys.executable,
        "-m",
        "jobtui",
        "--source",
        str(folder),
        "--format",
        "json",
        "dev",
    ]
    done = subprocess.run(call, env=env, capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("strace may not trace here")
    calls = [line for line in log.read_text("utf-8").splitlines() if "+++" not in line]
    assert calls == []
