"""``jobtui check``."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.conftest import write

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_check_lists_problems_line_by_line(postings: Path, jobtui: Run) -> None:
    good = jobtui("check", postings)
    assert good.returncode == 0
    write(postings, "2024-08-01-faux.md", roles="Dev", open="true", date="hier")
    bad = jobtui("check", postings)
    assert bad.returncode == 1
    path = postings / "2024-08-01-faux.md"
    assert re.search(rf"^{re.escape(str(path))}:4: error: date: .+", bad.stdout, re.MULTILINE)
    for row in bad.stdout.splitlines():
        assert re.fullmatch(r"/.+?:\d+: (error|warning|info): \S+: .+", row)
    assert "7 postings read" in bad.stderr


def test_check_takes_paths_a_source_or_the_configuration(
    postings: Path, checkout: Path, jobtui: Run
) -> None:
    assert "8 postings read" in jobtui("check", postings, checkout).stderr
    assert "2 postings read" in jobtui("check", "--source", checkout).stderr
    assert "1 posting read" in jobtui("check", postings / "2021-05-01-vent.md").stderr
    assert "6 postings read" in jobtui("check", env={"JOBTUI_SOURCE": str(postings)}).stderr


def test_check_writes_no_cache(postings: Path, own_home: Path, jobtui: Run) -> None:
    jobtui("check", postings)
    assert not (own_home / "cache").exists()


def test_check_prints_for_other_programs(postings: Path, jobtui: Run) -> None:
    write(postings, "2024-08-01-faux.md", roles="Dev", opne="true")
    found = json.loads(jobtui("check", "--format", "json", postings).stdout)
    assert [problem["field"] for problem in found if "faux" in problem["path"]] == ["opne"]
    assert jobtui("check", "--format", "csv", postings).returncode == 2
    assert jobtui("--format", "sarif", "--source", postings).returncode == 2
