from __future__ import annotations

from pathlib import Path

import pytest

from jobtui.external.editor import NoEditorError, editor_for

FILE = "/srv/-c evil 'a'.md"


@pytest.fixture
def bin_(tmp_path: Path) -> Path:
    """Programs that can be found."""
    for name in ("vim", "code", "nano", "vi"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(
    ("environ", "argv"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "vim"}, ["code", "--wait", FILE]),
        ({"EDITOR": "vim -u 'my rc'"}, ["vim", "-u", "my rc", "--", FILE]),
        ({"VISUAL": " ", "EDITOR": "vi"}, ["vi", "--", FILE]),
        ({}, ["nano", "--", FILE]),
    ],
)
def test_the_users_own_editor(bin_: Path, environ: dict[str, str], argv: list[str]) -> None:
    found = editor_for(FILE, {"PATH": str(bin_), **environ})
    assert found == (str(bin_ / argv[0]), *argv[1:])


def test_an_editor_by_its_path(bin_: Path) -> None:
    found = editor_for(FILE, {"PATH": "", "EDITOR": str(bin_ / "vim")})
    assert found == (str(bin_ / "vim"), "--", FILE)


@pytest.mark.parametrize(
    ("environ", "why"),
    [
        ({"EDITOR": "gone -x"}, "EDITOR is set to gone, which was not found"),
        ({"VISUAL": "vi '"}, "VISUAL is not a valid command: vi '"),
        ({"EDITOR": "\x1b[2Jgone"}, "EDITOR is set to [2Jgone, which was not found"),
        ({"PATH": "/nowhere"}, "no editor found; set EDITOR"),
    ],
)
def test_what_is_wrong_is_said(bin_: Path, environ: dict[str, str], why: str) -> None:
    with pytest.raises(NoEditorError) as raised:
        editor_for(FILE, {"PATH": str(bin_), **environ})
    assert str(raised.value) == why
