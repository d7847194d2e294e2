"""Little memory, few open files and processes: one line and an exit code, or all that was asked."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jobtui.files import shortage
from jobtui.index.cache import Cache
from jobtui.sources.folders import resolve
from tests.conftest import PROGRAM, environment
from tests.other_users import SOMEBODY, User, machine
from tests.pseudo_terminal import Terminal, terminals

Run = Callable[..., subprocess.CompletedProcess[str]]
_LACKS = (
    "out of memory",
    "there is not enough memory",  # where even the words cannot be loaded
    "too many open files",
    "cannot start more processes or threads",
)


def limit(kind: int, most: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(kind, (most, most))


def assert_said(code: int, out: str, said: str, count: int) -> bool:
    """Check that all was listed, or that the lack was told in one line; return whether it was."""
    assert "Traceback" not in said, said
    if code == 0:
        assert out.count("\n") == count
        return False
    assert (code, out) == (2, ""), said
    *before, last = said.splitlines()
    assert any(lack in last for lack in _LACKS), said
    assert all(line.startswith("jobtui: ") for line in (*before, last)), said
    return True


@pytest.mark.parametrize("command", ["list", "index"])
@pytest.mark.parametrize(
    ("kind", "few", "enough"),
    [
        (resource.RLIMIT_AS, [24_000_000, 32_000_000], 500_000_000),
        (resource.RLIMIT_NOFILE, [5, 8], 64),
    ],
)
def test_a_listing_and_a_build_say_what_is_short(
    postings: Path, jobtui: Run, command: str, kind: int, few: list[int], enough: int
) -> None:
    asked = ("--source", postings, *(("--format", "jsonl") if command == "list" else ()))
    asked = ("index", *asked) if command == "index" else asked
    count = 6 if command == "list" else 0
    told = []
    for most in few:
        done = jobtui(*asked, preexec_fn=limit(kind, most))
        if done.returncode == 127 or "Fatal Python error" in done.stderr:
            continue  # Python itself does not start
        told.append(assert_said(done.returncode, done.stdout, done.stderr, count))
    assert any(told)
    done = jobtui(*asked, preexec_fn=limit(kind, enough))
    assert done.returncode == 0
    assert Cache.of([resolve(postings)]).current().is_dir()
    full = jobtui("--source", postings, "--format", "jsonl")
    assert (full.returncode, full.stdout.count("\n"), full.stderr) == (0, 6, "")


def test_nothing_that_was_short_is_blamed_on_a_posting(
    postings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jobtui.index import ingest
    from jobtui.library.library import Library

    for error in (MemoryError(), OSError(24, "Too many open files")):

        def fail(*_args: object, error: Exception = error) -> object:
            raise error

        with monkeypatch.context() as short:
            short.setattr(ingest, "read", fail)
            with pytest.raises(type(error)):
                Library([resolve(postings)]).refresh()
    library = Library([resolve(postings)])
    library.refresh()
    assert not library.problems()


@pytest.mark.parametrize("opener", ["open", "scandir"])
def test_no_file_is_left_out_while_too_many_are_open(
    postings: Path, monkeypatch: pytest.MonkeyPatch, opener: str
) -> None:
    from jobtui.library.library import Library

    (postings / "sans-suffixe").write_text("---\nroles: Dev\n---\n\nUn texte.\n")
    real = getattr(os, opener)

    def fail(path: Any, *args: Any, **named: Any) -> Any:
        if str(path).endswith((".md", "sans-suffixe")) or opener == "scandir":
            raise OSError(24, "Too many open files")
        return real(path, *args, **named)

    library = Library([resolve(postings)])
    with monkeypatch.context() as short:
        short.setattr(os, opener, fail)
        with pytest.raises(OSError, match="Too many"):
            library.refresh()
    library.refresh()
    assert len(library.ids()) == 7
    assert not [problem for problem in library.problems() if "Too many" in str(problem)]


def test_without_processes_a_user_lists_all_the_same() -> None:
    with machine() as folder:
        from tests.conftest import write_six

        postings = write_six(folder / "postings")
        user = User(SOMEBODY, folder)
        asked = ("--source", postings, "--format", "jsonl")
        few = {"preexec_fn": limit(resource.RLIMIT_NPROC, 0)}
        code, out, said = user.jobtui(*asked, **few)
        assert (code, out.count("\n")) == (0, 6), said


@pytest.mark.parametrize(
    ("error", "lack"),
    [
        (MemoryError(), "memory"),
        (OSError(12, "Cannot allocate memory"), "memory"),
        (OSError(24, "Too many open files"), "files"),
        (BlockingIOError(11, "Resource temporarily unavailable"), "processes"),
        (RuntimeError("can't start new thread"), "threads"),
        (ImportError("a.so: failed to map segment from shared object"), "memory"),
        (SystemError("error return without exception set"), "memory"),
        (OSError(2, "No such file or directory"), ""),
        (RuntimeError("anything"), ""),
        (ImportError("No module named 'x'"), ""),
    ],
)
def test_what_is_a_shortage(error: Exception, lack: str) -> None:
    assert lack in shortage.told(error)
    assert bool(shortage.told(error)) == shortage.is_shortage(error) == bool(lack)


def _limited(start: Callable[..., Terminal], flag: str, most: int, **how: Any) -> Terminal:
    script = f'ulimit {flag} {most}; "$@"; code=$?; stty -a | tr ";" "\\n"; echo "ended with $code"'
    how.setdefault("env", environment(Path(os.environ["HOME"])))
    command = ["bash", "-c", script, "sh", *PROGRAM, "--source", str(how.pop("postings"))]
    return start(command, **how)


@pytest.mark.parametrize(("flag", "few"), [("-v", 100_000), ("-n", 6)])
def test_the_browser_says_what_is_short_and_gives_the_terminal_back(
    postings: Path, flag: str, few: int
) -> None:
    with terminals() as start:
        terminal = _limited(start, flag, few, postings=postings)
        terminal.wait_for("ended with 2", 60)
        assert any(lack in terminal.text for lack in _LACKS)
        assert "Traceback" not in terminal.text
        assert terminal.raw.count(b"\x1b[?1049h") == terminal.raw.count(b"\x1b[?1049l")
        assert b" icanon" in terminal.raw and b"-icanon" not in terminal.raw
