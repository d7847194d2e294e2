"""Nothing that jobtui started for itself outlives it, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from jobtui.index import workers
from tests.conftest import PROGRAM
from tests.prepared_program import SOURCE_CODE
from tests.pseudo_terminal import terminals

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
    found = group_left(min(known))
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
    for number in range(workers.MANY):
        (folder / f"{number}.md").write_text("A")
    (tmp_path / "sitecustomize.py").write_text(
        f"""import os, re, sys
if "-P" in sys.orig_argv:
    import jobtui.parsing.posting
    def read(*_file):
        open({str(busy)!r} + f"/{{os.getpid()}}", "w").close()
        re.match("(a?){{40}}a{{40}}", "a" * 40)
    jobtui.parsing.posting.read = read
"""
    )
    process = subprocess.Popen(
        [*PROGRAM, "index", "--source", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": f"{SOURCE_CODE}{os.pathsep}{tmp_path}"},
    )
    wait_until(lambda: len(list(busy.iterdir())) > 1)
    reading = [int(file.name) for file in busy.iterdir()]
    assert not any(map(is_gone, reading))
    os.kill(process.pid, ends)
    assert process.wait(_PATIENCE) == -ends
    wait_until(lambda: all(map(is_gone, reading)))


@pytest.mark.parametrize("is_left", [False, True])
def test_a_command_ends_with_jobtui_but_not_what_it_has_left_running(
    tmp_path: Path, is_left: bool
) -> None:
    note = tmp_path / "note"
    command = f"sleep 600 >/dev/null 2>&1 & echo $! > {note}.new; mv {note}.new {note};"
    command += " exit" if is_left else " wait"
    script = f"""if True:
        import threading, time
        from jobtui.external.pipe import pipe
        print(pipe(["sh", "-c", {command!r}], "text", threading.Event()), flush=True)
        time.sleep(600)"""
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(SOURCE_CODE)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    wait_until(note.exists)
    started = int(note.read_text())
    if is_left:
        assert b"ending=''" in process.stdout.readline()
    process.kill()
    process.wait()
    process.stdout.close()
    if is_left:
        wait_until(lambda: len(group_left(started)) == 1)  # not even a companion of it
        assert not is_gone(started)
        os.kill(started, signal.SIGKILL)
    else:
        wait_until(lambda: is_gone(started))


def group_left(pid: int) -> set[int]:
    """Return the processes of the group that a process is in, but for those that have ended."""
    group, found = os.getpgid(pid), set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) == group and not is_gone(int(folder.name)):
                found.add(int(folder.name))
        except OSError:  # it has ended
            continue
    return found
