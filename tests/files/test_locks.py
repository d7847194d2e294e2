"""Locks between processes."""

from __future__ import annotations

import errno
import math
import threading
import time
from pathlib import Path

import pytest

from jobtui.files import locks


def test_a_second_holder_does_not_get_in(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    with locks.exclusive(file):
        with pytest.raises(locks.BusyError), locks.exclusive(file):
            pass
        with file.open("rb") as stream:
            assert not locks.try_lock(stream.fileno())
    with locks.exclusive(file):
        pass
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("patience", [20, math.inf])
def test_the_patient_wait_and_are_told(tmp_path: Path, patience: float) -> None:
    file = tmp_path / "lock"
    inside, waited = threading.Event(), threading.Event()

    def hold() -> None:
        with locks.exclusive(file):
            inside.set()
            assert waited.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    assert inside.wait(20)
    with locks.exclusive(file, patience, waited.set):
        assert waited.is_set()
    thread.join()


def test_whoever_is_told_may_end_the_wait(tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    start = time.monotonic()
    with (
        locks.exclusive(tmp_path / "lock"),
        pytest.raises(KeyboardInterrupt),
        locks.exclusive(tmp_path / "lock", 20, stop),
    ):
        pass
    assert time.monotonic() - start < 10
    with (tmp_path / "lock").open("rb") as stream:
        assert locks.try_lock(stream.fileno())


def test_a_file_system_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert locks.has_record_locks(tmp_path / "lock")

    def refuse(_handle: int, _kind: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.lockf", refuse)
    monkeypatch.setattr("fcntl.flock", refuse)
    assert not locks.has_record_locks(tmp_path / "lock")
    with pytest.raises(OSError, match="No locks"), locks.exclusive(tmp_path / "lock", 20):
        pass
