from __future__ import annotations

import re

from .generated import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_the_set_up_commands_stand_alone() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert len(commands) == 2  # .ci/run takes them from here
    assert commands[0].endswith(".venv/bin/jobtui")
    assert commands[1].endswith(".venv/bin/pytest -n 4 --dist worksteal")


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 180
