"""``jobtui show``: for a pipe, for a terminal, and as data."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jobtui.render.formats import FIELDS
from tests.cli.calls import in_terminal

Run = Callable[..., subprocess.CompletedProcess[str]]
AS_OF = ("--as-of", "2024-06-01")


def test_show_in_a_pipe_is_markdown(postings: Path, jobtui: Run) -> None:
    done = jobtui("--source", postings, "show", "2024-03-01-meteo", *AS_OF)
    assert done.returncode == 0
    rows = done.stdout.splitlines()
    assert rows[0] == "# Développeur·se Python"
    assert "- Status: open: open is true, until 2024-12-31 (poste_ferme)" in rows
    assert "Nous cherchons une personne pour coder la pluie en Python." in rows


def test_show_as_data(postings: Path, jobtui: Run) -> None:
    asked = ("show", "2024-03-01-METEO.md", "--source", postings)
    one = json.loads(jobtui(*asked, "--format", "json").stdout)
    assert tuple(one) == FIELDS
    assert json.loads(jobtui(*asked, "--format", "jsonl").stdout) == one
    (row,) = csv.DictReader(io.StringIO(jobtui(*asked, "--format", "csv").stdout))
    assert row["id"] == one["id"] == "2024-03-01-meteo"
    assert jobtui(*asked, "--format", "table").stdout.count("\n") == 2


@pytest.mark.terminal
def test_show_in_a_terminal(postings: Path) -> None:
    asked = ("--source", str(postings), "show", "2024-03-01-meteo", "--as-of", "2024-06-01")
    coloured = in_terminal(*asked)
    assert "\x1b[" in coloured
    plain = in_terminal(*asked, NO_COLOR="1")
    assert "\x1b" not in plain
    assert "Développeur·se Python" in plain
    assert "coder la pluie" in plain
    assert max(len(row) for row in plain.splitlines()) <= 80
    assert "\x1b" not in in_terminal(*asked, TERM="dumb")


def test_show_of_something_unknown_names_what_is_near(postings: Path, jobtui: Run) -> None:
    for wanted in ("2024-03-01-metro", "meteo", "METEO"):
        done = jobtui("--source", postings, "show", wanted)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.splitlines()[-1].count("2024-03-01-meteo") == 1
    done = jobtui("--source", postings, "show", "zzz")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "jobtui: no posting with the id 'zzz'"
