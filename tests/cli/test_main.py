"""The command line as others see it: a process, its two streams and its exit code."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest

from jobtui import __version__
from jobtui.cli.arguments import COMMANDS, FORMATS, parser
from jobtui.cli.main import run
from jobtui.index.cache import Cache
from jobtui.search.query import Sort
from jobtui.sources.folders import resolve
from tests.cli.calls import CONTROL, write_much
from tests.conftest import environment, write
from tests.prepared_program import SOURCE_CODE
from tests.waiting import PATIENCE, until

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_help_fits_a_screen_and_names_every_option(jobtui: Run) -> None:
    for option in ("--help", "-h"):
        done = jobtui(option)
        assert (done.returncode, done.stderr) == (0, "")
    rows = done.stdout.splitlines()
    assert 24 <= len(rows) <= 40
    assert max(map(len, rows)) <= 80
    for action in parser()._actions:
        for name in action.option_strings:
            assert re.search(rf"(?<![\w-]){name}(?![\w-])", done.stdout), name
    for word in (*COMMANDS, *FORMATS, *(sort.value for sort in Sort), "examples:", "JOBTUI_SOURCE"):
        assert word in done.stdout


def test_version(jobtui: Run) -> None:
    for args in (["--version"], ["--version", "--open-only"], ["show", "--version"]):
        done = jobtui(*args)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"jobtui {__version__}\n", "")


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (["--as-of", "2024-13-01"], "'2024-13-01'"),
        (["--as-of", "hier"], "'hier'"),
        (["--as-of", ""], "''"),
        (["--as-of"], "--as-of"),
        (["--limit", "0"], "'0'"),
        (["--limit", "-1"], "--limit"),
        (["--limit", "x"], "'x'"),
        (["--sort", "x"], "'x'"),
        (["--format", "xml"], "'xml'"),
        (["--status", "x"], "'x'"),
        (["--opne-only"], "--opne-only"),
        (["--open"], "--open"),
        (["--junior", "--source"], "--source"),
        (["show"], "show takes one id"),
        (["show", "a", "b"], "show takes one id"),
        (["similar"], "similar takes one id"),
        (["--source", "/nowhere/at all"], "/nowhere/at all"),
        (["show", "x", "--source", "/nowhere"], "/nowhere"),
        (["check", "/nowhere"], "/nowhere"),
    ],
)
def test_a_wrong_call_is_one_line_that_names_it(
    argv: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(argv) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert told.err.startswith("jobtui: ")
    assert named in told.err


def test_wrong_calls_as_a_process(jobtui: Run) -> None:
    for argv in (["--source", "/nowhere"], ["--as-of", "2024-02-30"], ["--what"]):
        done = jobtui(*argv)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert jobtui(env={"JOBTUI_SOURCE": "/nowhere"}).returncode == 2


def test_a_message_never_holds_a_control(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--source", "/no\x1b[31m\nwhere"]) == 2
    assert not CONTROL.search(capsys.readouterr().err)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty long postings, and a home with their index."""
    home = tmp_path_factory.mktemp("pipes")
    for number in range(40):
        write(home / "postings", f"2020-01-01-{number}.md", "x " * 500, roles="Poste " * 50)
    subprocess.run(
        [sys.executable, "-m", "jobtui"], env=_many(home), stdout=subprocess.DEVNULL, check=True
    )
    return home


def _many(home: Path) -> dict[str, str]:
    return environment(home, JOBTUI_SOURCE=str(home / "postings"))


@pytest.mark.parametrize(
    ("reader", "joined"), [("head -1", ""), ("true", ""), ("head -c 5", "2>&1"), ("true", "2>&1")]
)
@pytest.mark.parametrize(
    "what", ["--format jsonl", "", "--help", "--version", "show 2020-01-01-7", "check"]
)
@pytest.mark.process
def test_a_closed_pipe_is_no_error(many: Path, reader: str, joined: str, what: str) -> None:
    script = f'"{sys.executable}" -m jobtui {what} {joined} | {reader}; echo ${{PIPESTATUS[0]}} >&2'
    done = subprocess.run(["bash", "-c", script], env=_many(many), capture_output=True, check=False)
    told = done.stderr.decode().splitlines()
    assert told[-1] in (("0", "1") if what == "check" else ("0",)), told
    assert "Traceback" not in done.stderr.decode()
    assert "BrokenPipe" not in done.stderr.decode()


@pytest.mark.process
def test_a_full_disk_is_one_line(postings: Path) -> None:
    environment = dict(os.environ, PYTHONPATH=str(SOURCE_CODE))
    command = [sys.executable, "-m", "jobtui", "--source", str(postings), "--format", "csv"]
    subprocess.run(command, env=environment, capture_output=True, check=True)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "jobtui: cannot write the output: No space left on device\n"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*command[:3], "--version"],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def holds_a_file_below(pid: int, folder: Path) -> bool:
    """Whether a process has a file open in *folder*."""
    with suppress(OSError):  # it opens and closes files meanwhile
        opened = [str(one.readlink()) for one in Path(f"/proc/{pid}/fd").iterdir()]
        return any(name.startswith(f"{folder}/") for name in opened)
    return False


@pytest.mark.parametrize("busy", [False, True])
@pytest.mark.process
def test_ctrl_c_is_130_and_leaves_nothing(tmp_path: Path, own_home: Path, busy: bool) -> None:
    """While it reads, and while it waits for another that does."""
    folder = tmp_path / "many"
    write_much(folder, 100)
    environment = dict(os.environ, PYTHONPATH=str(SOURCE_CODE))
    with Cache.of([resolve(folder)]).writer() if busy else nullcontext():
        process = subprocess.Popen(
            [sys.executable, "-m", "jobtui", "--source", str(folder)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        until(lambda: holds_a_file_below(process.pid, own_home / "cache"))  # it looks for the lock
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, err
    assert (out, err) == (b"", b"")
    assert not list(own_home.glob("jobtui-*"))
    assert not list(own_home.glob("cache/jobtui/*/*/new-*"))
