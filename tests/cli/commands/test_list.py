"""What a listing prints: options, formats, and messages on stderr."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jobtui.cli.arguments import EXPORTS, FORMATS
from jobtui.cli.main import run
from jobtui.render.formats import FIELDS
from tests.cli.calls import CONTROL, in_terminal, write_much
from tests.conftest import write

Run = Callable[..., subprocess.CompletedProcess[str]]
AS_OF = ("--as-of", "2024-06-01")
PLAIN = [fmt for fmt in FORMATS if fmt not in EXPORTS]


@pytest.fixture
def asked(
    postings: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, list[str]]]:
    """Return what runs a call on the postings in this process: exit code and ids."""

    def ask(*args: str) -> tuple[int, list[str]]:
        code = run(["--source", str(postings), *AS_OF, "--format", "jsonl", *args])
        out = capsys.readouterr().out
        return code, [json.loads(line)["id"][11:] for line in out.splitlines()]

    return ask


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        ("", "meteo marees phares sable ecume vent"),
        ("--open-only", "meteo marees ecume"),
        ("--status open", "meteo marees ecume"),
        ("--status OPEN --status closed", "meteo marees phares ecume"),
        ("--open-only --status closed", ""),
        ("--open-only --status open", "meteo marees ecume"),
        ("--status expired", "sable"),
        ("--status unknown", "vent"),
        ("--status filled", ""),
        ("--contract cdi", "meteo phares"),
        ("--contract CDI --contract cdd", "meteo marees phares"),
        ("--contract none", "sable ecume vent"),
        ("--organisation MINISTERE-DES-NUAGES", "meteo marees"),
        ("--organisation phares", "phares sable"),
        ("--organisation nuages --contract cdd", "marees"),
        ("--tech python", "meteo"),
        ("--tech postgres", "meteo"),
        ("--year 2024", "meteo marees phares"),
        ("--year 2024 --year 2021", "meteo marees phares vent"),
        ("--junior", "meteo"),
        ("--domain none --startup none --incubator none --year 2099", ""),
        ("--startup none --year 2021", "vent"),
        ("python", "meteo phares"),
        ("PYTHON pluie", "meteo"),
        ("ecume", "ecume"),
        ("ministere", "marees meteo phares"),
        ("minist*", "meteo marees phares"),
        ("minist", ""),
        ("zzzqx", ""),
        ("--limit 2", "meteo marees"),
        ("--limit 99", "meteo marees phares sable ecume vent"),
        ("--sort oldest", "vent ecume sable phares marees meteo"),
        ("--sort newest python", "meteo phares"),
        ("--sort oldest python", "phares meteo"),
        ("--sort relevance", "meteo marees phares sable ecume vent"),
        ("--sort title", "ecume marees sable phares meteo vent"),
        ("--sort closing --limit 1", "meteo"),
        ("--rebuild --year 2021", "vent"),
    ],
)
def test_options(args: str, ids: str, asked: Callable[..., tuple[int, list[str]]]) -> None:
    assert asked(*args.split()) == (0 if ids else 1, ids.split())


def test_options_together(asked: Callable[..., tuple[int, list[str]]]) -> None:
    args = (
        "--open-only --contract cdi --tech python --junior --year 2024 --sort title --limit 3 pluie"
    )
    assert asked(*args.split()) == (0, ["meteo"])


def test_the_startup_goes_by_its_name_and_by_its_id(checkout: Path, jobtui: Run) -> None:
    for startup in ("pluie", "Pluie.gouv", "PLUIE.GOUV", "gouv"):
        done = jobtui("--source", checkout, "--startup", startup, "--format", "jsonl")
        assert [json.loads(line)["startup"] for line in done.stdout.splitlines()] == ["Pluie.gouv"]
    assert jobtui("--source", checkout, "--incubator", "rade").stdout.count("\n") == 2


def test_several_sources(postings: Path, checkout: Path, jobtui: Run) -> None:
    asked = ("--source", postings, "--source", checkout, "--format", "jsonl")
    assert jobtui(*asked).stdout.count("\n") == 8
    both = {"JOBTUI_SOURCE": f"{postings}{os.pathsep}{checkout}"}
    assert jobtui("--format", "jsonl", env=both).stdout.count("\n") == 8
    one = jobtui("--source", checkout, "--format", "jsonl", env=both)
    assert one.stdout.count("\n") == 2
    file = postings / "2021-05-01-vent.md"
    assert jobtui("--source", file, "--format", "jsonl").stdout.count("\n") == 1


def test_the_configuration_names_the_sources(postings: Path, own_home: Path, jobtui: Run) -> None:
    (own_home / "config" / "jobtui").mkdir(parents=True)
    file = own_home / "config" / "jobtui" / "config.toml"
    file.write_text(f'sources = ["{postings}"]')
    assert jobtui().stderr.splitlines()[-1] == "jobtui: 6 postings"
    file.write_text("sources = 1")
    done = jobtui()
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 2)
    assert done.stderr.startswith(f"jobtui: {file}:1: sources: expected a table, such as ")


def test_the_sample_needs_nothing_and_says_so(jobtui: Run) -> None:
    done = jobtui("--format", "json")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)) >= 20
    assert "sample" in done.stderr
    assert "--source" in done.stderr
    assert json.loads(jobtui("--open-only", "--format", "json").stdout)


def test_a_value_that_nobody_has_is_said(postings: Path, jobtui: Run) -> None:
    done = jobtui("--source", postings, "--organisation", "Agense des Phares")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Agence des Phares" in done.stderr


def test_nothing_found_is_1_and_says_what_would_help(postings: Path, jobtui: Run) -> None:
    done = jobtui("--source", postings, *AS_OF, "pluie", "--contract", "cdd")
    assert (done.returncode, done.stdout) == (1, "")
    assert "1 without --contract" in done.stderr


def test_formats_of_one_answer_agree(postings: Path, jobtui: Run) -> None:
    asked = ("--source", postings, *AS_OF, "python")
    whole: list[dict[str, Any]] = json.loads(jobtui(*asked, "--format", "json").stdout)
    assert [tuple(one) for one in whole] == [FIELDS, FIELDS]
    assert [one["id"] for one in whole] == ["2024-03-01-meteo", "2024-01-01-phares"]
    assert all(isinstance(one["score"], float) for one in whole)
    by_line = jobtui(*asked, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in by_line] == whole
    for fmt, dialect in (("csv", "excel"), ("tsv", "excel-tab")):
        text = jobtui(*asked, "--format", fmt).stdout
        rows = list(csv.DictReader(io.StringIO(text), dialect=dialect))
        assert [row["id"] for row in rows] == [one["id"] for one in whole]
        assert [float(row["score"]) for row in rows] == [one["score"] for one in whole]
    table = jobtui(*asked, "--format", "table")
    assert [row.split()[-1] for row in table.stdout.splitlines()[1:]] == [
        one["id"] for one in whole
    ]
    assert table.stderr == ""
    assert jobtui(*asked).stdout == table.stdout  # the form without a terminal


def test_a_score_is_for_words_alone(postings: Path, jobtui: Run) -> None:
    done = jobtui("--source", postings, "--format", "json")
    assert {one["score"] for one in json.loads(done.stdout)} == {None}


def test_values_of_a_record(postings: Path, jobtui: Run) -> None:
    done = jobtui("--source", postings, *AS_OF, "pluie", "--format", "json")
    (one,) = json.loads(done.stdout)
    assert one["path"] == str(postings / "2024-03-01-meteo.md")
    assert (one["status"], one["published"], one["closes"]) == ("open", "2024-03-01", "2024-12-31")
    assert one["contracts"] == ["permanent"]
    assert one["junior"] is True
    assert one["apply_to"] == "nuages@example.org"
    assert one["startup"] is None


def test_hostile_files_break_no_format(tmp_path: Path, jobtui: Run) -> None:
    folder = tmp_path / "jobs"
    hostile = '"=1+1 \\e[31m\\a\\r\\n\\t\\x9b5n \\u202e \\"x"'
    write(folder, "2024-01-01-a\x1b[31m\n\x07b.md", "\x1b]0;x\x07 corps", roles=hostile)
    write(folder, "2024-01-02-=1+1.md", roles="'=1+1'", equipe='"@SUM(A1)"')
    (folder / os.fsdecode(b"2024-01-03-m\xe9t\xe9o.md")).write_bytes(b"---\nroles: D\xe9v\n---\n")
    for fmt in PLAIN:
        done = jobtui("--source", folder, "--format", fmt)
        assert done.returncode == 0, done.stderr
        assert not CONTROL.search(done.stdout.replace("\t", "") if fmt == "tsv" else done.stdout)
        assert "\udce9" not in done.stdout
        rows = {"json": 5, "jsonl": 3, "markdown": 5}.get(fmt, 4)
        assert done.stdout.count("\n") == rows
    listed = json.loads(jobtui("--source", folder, "--format", "json").stdout)
    for one in listed:
        shown = jobtui("--source", folder, "show", one["id"])
        assert shown.returncode == 0, shown.stderr
        assert not CONTROL.search(shown.stdout)
    checked = jobtui("check", folder)
    assert checked.returncode in (0, 1)
    assert not CONTROL.search(checked.stdout)


@pytest.mark.parametrize("fmt", EXPORTS)
def test_an_answer_for_other_programs(
    fmt: str, postings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["--source", str(postings), *AS_OF, "--format", fmt]
    assert run([*call, "--open-only"]) == 0
    answer = capsys.readouterr()
    assert run([*call, "show", "2021-05-01-vent"]) == 0
    assert not CONTROL.search(answer.out.replace("\r\n", "\n"))
    assert fmt == "ics" or ("pluie" in answer.out)
    assert answer.err.count("calendar is empty") == (fmt == "ics" and "VEVENT" not in answer.out)


def test_an_encoding_that_is_not_unicode(postings: Path, jobtui: Run) -> None:
    write(postings, "2024-08-01-x.md", roles="Développeur·se — Œuvre")
    for encoding in ("latin-1", "ascii"):
        env = {"PYTHONIOENCODING": encoding}
        for fmt in PLAIN:
            done = jobtui("--source", postings, "--format", fmt, env=env)
            assert done.returncode == 0, done.stderr
            assert "Traceback" not in done.stderr
        listed = json.loads(jobtui("--source", postings, "--format", "json", env=env).stdout)
        assert listed[0]["title"] == "Développeur·se — Œuvre"
    done = jobtui("--source", postings, env={"LC_ALL": "C", "PYTHONIOENCODING": None})
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    done = jobtui(
        "--source", postings, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


@pytest.mark.terminal
def test_a_long_build_is_counted_in_a_terminal(tmp_path: Path) -> None:
    write_much(tmp_path, 20)
    shown = in_terminal("--source", str(tmp_path), "--format", "jsonl", "--limit", "1")
    assert re.search(r"\rreading \d+ of 20", shown)
    assert re.search(r"\r +\r", shown)  # and taken away again


@pytest.mark.terminal
def test_a_table_in_a_terminal_fits_it(postings: Path) -> None:
    shown = in_terminal("--source", str(postings), "--format", "table", size="60")
    rows = re.sub(r"\x1b\[\d*m", "", shown).splitlines()
    assert max(len(row) for row in rows if not row.startswith("jobtui:")) <= 60


def test_a_word_that_is_a_command_is_searched_for_behind_dashes(
    postings: Path, jobtui: Run
) -> None:
    write(postings, "2024-08-01-x.md", "Le show continue.", roles="Acteur")
    done = jobtui("--source", postings, "--format", "jsonl", "--", "show")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["2024-08-01-x"]
