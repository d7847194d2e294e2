from __future__ import annotations

import shutil
import subprocess

import pytest

from jobtui.cli.arguments import COMMANDS

from .manual import COMMAND_HELP, PAGE, manual


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("ascii") == manual(), "run: python -m tests.docs"


def test_every_command_is_described() -> None:
    assert list(COMMAND_HELP) == list(COMMANDS)


@pytest.mark.parametrize("tool", ["groff -man -ww -z -Kutf8", "mandoc -T lint -W warning"])
@pytest.mark.process
def test_the_page_is_well_formed(tool: str) -> None:
    command = tool.split()
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([*command, str(PAGE)], capture_output=True, text=True, check=False)
    lines = [
        line for line in (done.stdout + done.stderr).splitlines() if "missing date" not in line
    ]
    assert lines == []
