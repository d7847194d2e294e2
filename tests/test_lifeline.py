"""Nothing that jobtui started for itself outlives it, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jobtui import intake

from .conftest import PROGRAM, SOURCE_CODE
from .terminal import terminals

_PATIENCE = 60  # seconds, for a busy machine


def is_gone(pid: int) -> bool:
    """Whether a process has ended; its entry may wait for whoever adopted it."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


def wait_until(holds: Callable[[], object]) -> None:
    """Wait for a condition."""
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end, "it has not come to that"
        time.sleep(0.02)


@pytest.fixture
def pids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let ssh be a program that never answers; return the file of the processes that it knows of:
    itself, git, and one that it started.
    """
    if not Path("/proc/self/stat").exists():
        pytest.skip("there is no /proc to look into")
    file, ssh = tmp_path / "pids", tmp_path / "ssh"
    ssh.write_text(
        f"#!/bin/sh\nsleep 600 &\necho $$ $PPID $! > {file}.new\nmv {file}.new {file}\nwait\n"
    )
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH", str(ssh))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    return file


def group_of(pids: Path) -> list[int]:
    """Return all processes of the group that git is in, once ssh is there."""
    wait_until(pids.exists)
    known = {int(pid) for pid in pids.read_text().split()}
    group = os.getpgid(min(known))
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) == group:
                found.add(int(folder.name))
        except OSError:  # it has ended
            continue
    assert known <= found
    return sorted(found)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGQUIT, signal.SIGKILL, signal.SIGHUP])
@pytest.mark.parametrize("stopped", [False, True])
def test_git_and_ssh_end_with_a_sync(
    pids: Path, own_home: Path, number: signal.Signals, stopped: bool
) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "sync", "ssh://host.example/a"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=own_home,  # where a core may fall
        env={**os.environ, "PYTHONPATH": str(SOURCE_CODE)},
    )
    every = group_of(pids)
    if stopped:
        for pid in (process.pid, *map(int, pids.read_text().split())):
            os.kill(pid, signal.SIGSTOP)
    os.kill(process.pid, number)
    if stopped:
        os.kill(process.pid, signal.SIGCONT)
    assert process.wait(_PATIENCE) == -number
    wait_until(lambda: all(map(is_gone, every)))


@pytest.mark.parametrize("call", [("sync",), ("--source",)])
def test_git_and_ssh_end_with_the_terminal(
    pids: Path, own_home: Path, call: tuple[str, ...]
) -> None:
    with terminals() as start:
        terminal = start([*PROGRAM, *call, "ssh://host.example/a"], dict(os.environ))
        every = group_of(pids)
        terminal.hang_up()
        wait_until(lambda: all(map(is_gone, [terminal.pid, *every])))


@pytest.mark.parametrize("ends", [signal.SIGTERM, signal.SIGKILL])
def test_what_reads_for_the_index_ends_with_jobtui(
    tmp_path: Path, own_home: Path, ends: signal.Signals
) -> None:
    """Also in the middle of a file: here one that a worker takes for ever to read."""
    if len(os.sched_getaffinity(0)) < 2:
        pytest.skip("one core has no workers")
    folder, busy = tmp_path / "postings", tmp_path / "busy"
    folder.mkdir()
    busy.mkdir()
    for number in range(intake._MANY):
        (folder / f"{number}.md").write_text("A")
    (tmp_path / "sitecustomize.py").write_text(
        f"""import os, re, sys
if "-P" in sys.orig_argv:
    import jobtui.reading
    def read(*_file):
        open({str(busy)!r} + f"/{{os.getpid()}}", "w").close()
        re.match("(a?){{40}}a{{40}}", "a" * 40)
    jobtui.reading.read = read
"""
    )
    process = subprocess.Popen(
        [*PROGRAM, "index", "--source", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": f"{SOURCE_CODE}{os.pathsep}{tmp_path}"},
    )
    wait_until(lambda: len(list(busy.iterdir())) > 1)
    workers = [int(file.name) for file in busy.iterdir()]
    assert not any(map(is_gone, workers))
    os.kill(process.pid, ends)
    assert process.wait(_PATIENCE) == -ends
    wait_until(lambda: all(map(is_gone, workers)))
