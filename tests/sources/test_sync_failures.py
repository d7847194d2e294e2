"""A sync that fails leaves what there was, says why, and ends all that it started."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from jobtui.sources import git_process, repositories
from jobtui.sources import sync as syncing
from jobtui.sources.git_workspace import SyncError
from jobtui.sources.repositories import repository_of, source_of
from jobtui.sources.sync import sync
from tests.git_origin import POSTING, Origin, fake_git, fetched, left_behind
from tests.prepared_program import SOURCE_CODE
from tests.waiting import is_gone, until

pytestmark = pytest.mark.process


def test_a_failure_leaves_what_there_was(origin: Origin, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = repository_of(origin.url)
    sync(repository)
    before = fetched(repository)
    origin.put("content/_jobs/2024-04-01-c.md", "Nouvelle")
    origin.commit()

    def fails(match: str) -> None:
        with pytest.raises(SyncError, match=match):
            sync(repository)
        assert fetched(repository) == before
        assert left_behind(repository) == []

    for name, value, match in (
        ("MOST_BYTES", 10, "more than"),
        ("MOST_LISTING", 10, "too many files"),
        ("MOST_SECONDS", -1, "timed out after"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(git_process, name, value)
            fails(match)
    with monkeypatch.context() as patch:
        patch.setattr(syncing, "MOST_FILES", 3)
        fails("more than 3 files")
    with monkeypatch.context() as patch:
        patch.setenv("PATH", "/nowhere")
        fails("git not found")
    with monkeypatch.context() as patch:

        def full(_path: Path) -> None:
            raise OSError(28, "No space left on device")

        patch.setattr("jobtui.files.safe_io.sync", full)
        fails("no space left in .* XDG_CACHE_HOME")
    blob = origin.files["content/_jobs/2024-04-01-c.md"][1]
    lost = origin.bare / "objects" / blob[:2] / blob[2:]
    lost.rename(origin.bare / "lost")
    fails("upload-pack")
    (origin.bare / "lost").rename(lost)
    origin.bare.rename(f"{origin.bare}.gone")
    fails("does not appear to be a git repository")
    Path(f"{origin.bare}.gone").rename(origin.bare)
    assert sync(repository).files == 6


def test_a_full_disk_is_named_with_what_to_do_at_every_step(origin: Origin, tmp_path: Path) -> None:
    """Whatever does not fit: git's list, what it fetches, what it prints, or what is written."""
    tiny = tmp_path / "tiny"
    tiny.mkdir()
    mount = f"mount -t tmpfs -o size=$1 none {tiny}"
    if subprocess.run(["unshare", "-rm", "sh", "-c", mount, "sh", "1m"]).returncode:
        pytest.skip("no file system can be mounted here")
    for number in range(6):  # which no packing makes smaller
        text = os.urandom(75_000).hex()
        origin.put(f"content/_jobs/2023-01-01-{number}.md", POSTING.format(role="Dev") + text)
    origin.commit()
    sync_it = f"{mount} && {sys.executable} -m jobtui sync {origin.url}; find {tiny}"
    environment = dict(os.environ, PYTHONPATH=str(SOURCE_CODE), XDG_CACHE_HOME=str(tiny))
    for size in ("100k", "400k", "900k", "1700k", "1900k", "8m"):
        call = ["unshare", "-rm", "sh", "-c", sync_it, "sh", size]
        done = subprocess.run(call, env=environment, capture_output=True, text=True)
        left = {Path(name).name for name in done.stdout.splitlines()}
        if size == "8m":
            assert "11 files of commit" in done.stderr
            break
        assert done.stderr == (
            f"jobtui: {origin.url}: no space left in {tiny}/jobtui (No space left on device); "
            "free some, or set XDG_CACHE_HOME to another folder\n"
        ), size
        assert not any(name.startswith(("new-", "t-", "current")) for name in left)


@pytest.mark.parametrize("blocks", [2, 1000])
def test_a_bound_on_files_is_named(origin: Origin, blocks: int) -> None:
    for number in range(10):
        text = os.urandom(75_000).hex()
        origin.put(f"content/_jobs/2023-01-01-{number}.md", text)
    origin.commit()
    call = f"ulimit -f {blocks}; exec {sys.executable} -m jobtui sync {origin.url}"
    done = subprocess.run(
        ["sh", "-c", call],
        env=dict(os.environ, PYTHONPATH=str(SOURCE_CODE)),
        capture_output=True,
        text=True,
    )
    assert "cannot grow any further (File too large); see ulimit -f" in done.stderr


def test_the_full_disk_of_the_other_side_is_not_taken_for_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "remote: error: sorry: No space left on device\nfatal: the other side has hung up"
    fake_git(tmp_path / "bin", f'echo "{said}" >&2; exit 128', monkeypatch)
    with pytest.raises(SyncError, match=r"/a: sorry: No space left on device$"):
        sync(repository_of("https://host.example/a"))


def test_a_silent_server_is_given_up_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pids = tmp_path / "pids"
    fake_git(tmp_path / "bin", f"sleep 600 & echo $! >> {pids}; wait", monkeypatch)

    def shorten() -> None:
        until(lambda: pids.exists() and pids.read_text().endswith("\n"))
        monkeypatch.setattr(git_process, "MOST_SILENCE", 0.3)

    started = threading.Thread(target=shorten)
    started.start()
    with pytest.raises(SyncError, match="no response"):
        sync(repository_of("https://host.example/a"))
    started.join()
    until(lambda: is_gone(int(pids.read_text())))


def test_a_server_that_never_ends_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_git(tmp_path / "bin", "while :; do echo x >&2; sleep 0.05; done", monkeypatch)
    monkeypatch.setattr(git_process, "MOST_SECONDS", 0.5)
    with pytest.raises(SyncError, match="timed out after"):
        sync(repository_of("https://host.example/a"))


def test_what_grows_without_end_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_git(tmp_path / "bin", "exec cat /dev/zero", monkeypatch)
    monkeypatch.setattr(git_process, "MOST_BYTES", 1_000_000)
    with pytest.raises(SyncError, match="more than"):
        sync(repository_of("https://host.example/a"))


def test_a_teller_that_raises_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pids = tmp_path / "pids"
    fake_git(tmp_path / "bin", f"sleep 600 & echo $! >> {pids}; wait", monkeypatch)

    def tell(_text: str, _share: float) -> None:
        if pids.exists() and pids.read_text().endswith("\n"):
            raise KeyboardInterrupt

    repository = repository_of("https://host.example/a")
    with pytest.raises(KeyboardInterrupt):
        sync(repository, tell)
    assert [path.name for path in repositories.place_of(repository).iterdir()] == ["lock"]
    until(lambda: is_gone(int(pids.read_text())))


def test_killed_syncs_leave_the_old_or_the_new(origin: Origin) -> None:
    repository = repository_of(origin.url)
    for number in range(60):
        origin.put(f"content/_jobs/2023-01-01-{number}.md", POSTING.format(role=str(number)))
    origin.commit()
    sync(repository)
    old = fetched(repository)
    for number in range(60):
        origin.put(f"content/_jobs/2023-01-01-{number}.md", POSTING.format(role=f"{number}x"))
    origin.commit()
    environment = dict(os.environ, PYTHONPATH=str(SOURCE_CODE))
    seen = []
    for delay in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.8):
        process = subprocess.Popen(
            [sys.executable, "-m", "jobtui", "sync", origin.url],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen.append(fetched(repository))
    sync(repository)
    new = fetched(repository)
    assert new != old
    assert all(state in (old, new) for state in seen)
    sync(repository)
    assert left_behind(repository) == []


def test_one_fetches_at_a_time(origin: Origin) -> None:
    repository = repository_of(origin.url)
    sync(repository)
    lock = repositories.place_of(repository) / "lock"
    handle = os.open(lock, os.O_RDWR)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(SyncError, match="another jobtui is fetching it"):
        sync(repository, patience=0.2)
    assert source_of(repository) is not None

    def tell(text: str, _share: float) -> None:
        if "another" in text:
            fcntl.flock(handle, fcntl.LOCK_UN)

    assert sync(repository, tell, patience=20).files == 5
    os.close(handle)
