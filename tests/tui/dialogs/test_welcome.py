"""Folders that the first start offers while one types."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobtui.tui.dialogs.welcome import completed


def test_folders_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("beta", "alpha", ".alps", "al\x1b[31m"):
        (tmp_path / name).mkdir()
    (tmp_path / "allow").write_text("")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert completed(f"{tmp_path}/a") == f"{tmp_path}/alpha/"
    assert completed("~/b") == "~/beta/"
    assert completed("be") == "beta/"
    assert completed("~/.a") == "~/.alps/"
    assert completed('"~/b') == '"~/beta/'
    assert completed("~/zz") is None
    assert completed("") is None
    assert completed("/nowhere/a") is None
    assert completed("\0/a") is None
