"""The checks of CI, of `make check` and of pre-commit are the same."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

TREE = Path(__file__).parent.parent


def test_pre_commit_runs_the_checks_of_ci() -> None:
    checks = re.findall(r'^    "(.+)"$', (TREE / ".ci/checks").read_text("utf-8"), re.M)
    assert checks
    hooks = yaml.safe_load((TREE / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]
    entries = [hook["entry"] for hook in hooks["hooks"]]
    assert entries == [*(f".venv/bin/{check}" for check in checks), "make fast"]
