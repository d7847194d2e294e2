"""Files that change are noticed by the system where it can tell."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from jobtui.external import file_watch
from jobtui.external.file_watch import can_watch, changes


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


def test_a_broken_package_is_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_watch, "_PACKAGE", "no_such_package")
    assert list(changes([str(tmp_path)], Event())) == []
