"""Files that change are noticed by the system where it can tell."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from threading import Event, Thread, Timer

import pytest

from jobtui.external import file_watch
from jobtui.external.file_watch import can_watch, changes
from tests.waiting import LOOK_AGAIN, PATIENCE


def test_network_disks_and_a_missing_package_are_looked_at_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/a / ext4 rw 0 0\nhost:/x {tmp_path}/far nfs4 rw 0 0\n"
        f"x {tmp_path}/a\\040b fuse.sshfs\n"
    )
    monkeypatch.setattr(file_watch, "_MOUNTS", mounts)
    monkeypatch.setattr(file_watch, "find_spec", lambda _name: object())
    assert can_watch([f"{tmp_path}/near"])
    assert can_watch([f"{tmp_path}/farther"])
    assert not can_watch([f"{tmp_path}/near", f"{tmp_path}/far/jobs"])
    assert not can_watch([f"{tmp_path}/a b"])
    monkeypatch.setattr(file_watch, "_MOUNTS", tmp_path / "none")
    assert can_watch([f"{tmp_path}/far"])
    monkeypatch.setattr(file_watch, "find_spec", lambda _name: None)
    assert not can_watch([f"{tmp_path}/near"])


def test_a_change_is_told_by_the_system(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    stop, is_told = Event(), Event()

    def write_until_told() -> None:  # the system may not be watching yet at the first time
        for number in count():
            (tmp_path / "a.md").write_text(str(number))
            if is_told.wait(LOOK_AGAIN) or stop.is_set():
                return

    end = Timer(PATIENCE, stop.set)
    end.start()
    Thread(target=write_until_told).start()
    told = changes([str(tmp_path)], stop)
    assert next(told, "none") is None
    is_told.set()
    end.cancel()
    stop.set()
    assert all(one is None for one in told)


def test_a_broken_package_is_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_watch, "_PACKAGE", "no_such_package")
    assert list(changes([str(tmp_path)], Event())) == []
