"""``jobtui similar``: a list like any other, and an id that is not there."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]
AS_OF = ("--as-of", "2024-06-01")


def test_what_is_like_a_posting_is_listed_as_any_answer(tmp_path: Path, jobtui: Run) -> None:
    for name, role in (("a", "Vigie"), ("b", "Vigie de nuit"), ("c", "Skipper")):
        text = f"---\nroles: {role}\nopen: {name != 'b'}\n---\nTenir la lampe {name}.\n"
        (tmp_path / f"2024-01-01-{name}.md").write_text(text, "utf-8")
    asked = ("similar", "2024-01-01-a", "--source", tmp_path, *AS_OF)
    done = jobtui(*asked, "--format", "jsonl")
    assert done.returncode == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["2024-01-01-b"]
    done = jobtui(*asked, "--open-only")
    assert done.returncode == 1
    assert "1 without --open-only" in done.stderr


def test_an_unknown_id(postings: Path, jobtui: Run) -> None:
    done = jobtui("--source", postings, "similar", "2024-03-01-metro")
    assert (done.returncode, done.stdout) == (1, "")
    assert "2024-03-01-meteo" in done.stderr
