"""The index of one session: what a killed one left is removed, and nothing else ever is."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jobtui.index import temporary_cache
from jobtui.index.temporary_cache import TemporaryCache
from tests.prepared_program import SOURCE_CODE

Run = Callable[..., subprocess.CompletedProcess[str]]
_SESSION = """
import sys, time
from jobtui.index.temporary_cache import TemporaryCache
session = TemporaryCache()
cache = next(session.places())
with cache.writer():
    cache.publish(cache.fresh())
print(cache.directory.parent.parent, flush=True)
time.sleep(600)
"""


@pytest.fixture(autouse=True)
def own_folder(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for a temporary folder again: Python keeps the one that was found first."""
    monkeypatch.setattr(tempfile, "tempdir", None)


@pytest.fixture
def start(own_home: Path) -> Iterator[Callable[[], tuple[subprocess.Popen[str], Path]]]:
    """Return what starts a session with a temporary index: its process, and its folder."""
    started: list[subprocess.Popen[str]] = []

    def run() -> tuple[subprocess.Popen[str], Path]:
        process = subprocess.Popen(
            [sys.executable, "-c", _SESSION],
            env=dict(os.environ, PYTHONPATH=str(SOURCE_CODE)),
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        return process, Path(process.stdout.readline().strip())

    yield run
    for process in started:
        process.kill()
        process.communicate()


def use_one() -> Path:
    """Make a temporary index, and remove it; return its folder."""
    session = TemporaryCache()
    folder = next(session.places()).directory.parent.parent
    assert folder.is_dir()
    session.remove()
    return folder


@pytest.mark.process
def test_what_a_session_leaves_that_was_killed_is_removed_and_a_living_one_keeps_its_own(
    start: Callable[[], tuple[subprocess.Popen[str], Path]],
) -> None:
    (killed, left), (_living, kept) = start(), start()
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert not use_one().exists()
    assert not left.exists()
    assert list(kept.glob("index/0/g-*"))


@pytest.mark.process
def test_a_session_of_another_pid_namespace_lives(
    start: Callable[[], tuple[subprocess.Popen[str], Path]], postings: Path, own_home: Path
) -> None:
    namespace = ["unshare", "--pid", "--fork"]
    if os.geteuid() != 0:
        namespace += ["--user", "--map-root-user"]
    if subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode:
        pytest.skip("there can be no other namespace of processes here")
    _living, kept = start()
    done = subprocess.run(
        [*namespace, sys.executable, "-m", "jobtui", "--source", str(postings)],
        env=dict(os.environ, PYTHONPATH=str(SOURCE_CODE), XDG_CACHE_HOME="/dev/null"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.count("\n")) == (0, 7)
    assert "using a temporary one" in done.stderr
    assert list(kept.glob("index/0/g-*"))
    assert list(own_home.glob("jobtui-*")) == [kept], "and its own is removed"


@pytest.mark.process
def test_folders_of_the_user_that_are_only_called_alike_stay(
    start: Callable[[], tuple[subprocess.Popen[str], Path]], own_home: Path
) -> None:
    killed, left = start()
    killed.kill()
    killed.wait()
    session = (left / "session").read_bytes()
    copy = shutil.copytree(left, own_home / "jobtui-copy")
    named_so = own_home / "jobtui-2024-notes"
    index = own_home / "jobtui-4194999-plan"
    empty = own_home / "jobtui-empty"
    torn = own_home / "jobtui-torn"
    for folder, content in ((named_so, None), (index, b""), (empty, b""), (torn, session[:-1])):
        (folder / "index").mkdir(parents=True)
        folder.chmod(0o700)
        (folder / "index" / "draft.md").write_text("years of work")
        if content is not None:
            (folder / "session").write_bytes(content)
    (own_home / "jobtui-file").write_bytes(session)
    (own_home / "jobtui-link").symlink_to(left)
    fifo = own_home / "jobtui-fifo"
    fifo.mkdir(mode=0o700)
    os.mkfifo(fifo / "session")
    before = sorted(own_home.rglob("*"))
    moved = own_home / "jobtui-moved"
    left.rename(moved)  # by the user, who wants to keep it
    use_one()
    gone = {str(path) for path in before} - {str(path) for path in own_home.rglob("*")}
    assert all(path.startswith(f"{left}") for path in gone)
    assert list(moved.glob("index/0/g-*"))
    assert (named_so / "index" / "draft.md").read_text() == "years of work"
    assert list(copy.glob("index/0/g-*"))
    moved.rename(left)
    use_one()
    assert not left.exists(), "under its own name it is what it says"


@pytest.mark.process
def test_what_the_user_puts_into_it_stays(
    start: Callable[[], tuple[subprocess.Popen[str], Path]],
) -> None:
    killed, left = start()
    (left / "notes.txt").write_text("mine")
    killed.kill()
    killed.wait()
    use_one()
    assert [path.name for path in left.iterdir()] == ["notes.txt"]


def test_without_locks_nothing_counts_as_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    living = TemporaryCache()

    def refuse(*_args: object) -> None:
        raise OSError(37, "No locks available")

    with monkeypatch.context() as without:
        without.setattr(fcntl, "flock", refuse)
        folder = next(living.places()).directory.parent.parent
        use_one()
        assert folder.is_dir()
    use_one()
    assert folder.is_dir()
    living.remove()
    assert not folder.exists()


def test_a_folder_is_not_taken_while_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another session looks at every moment between the folder's and its index's making."""
    looked: list[str] = []

    def look(name: str) -> Callable[..., object]:
        real = getattr(os, name)

        def then(*args: object, **named: object) -> object:
            done = real(*args, **named)
            looked.append(name)
            for folder in Path(os.environ["TMPDIR"]).glob("jobtui-*"):
                temporary_cache._remove_orphans(folder.parent)
                assert folder.is_dir()
            return done

        return then

    session = TemporaryCache()
    places = session.places()
    with monkeypatch.context() as watched:
        for name in ("fchmod", "write"):
            watched.setattr(os, name, look(name))
        cache = next(places)
    assert looked[-2:] == ["fchmod", "write"]
    assert cache.directory.parent.parent.is_dir()
    session.remove()
