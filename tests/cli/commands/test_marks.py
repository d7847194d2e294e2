"""The command line on marks and news: every format, exit codes, and marks as a file."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jobtui.files import locations
from jobtui.library.library import Library
from jobtui.marks.model import Mark, Stage
from jobtui.sources.folders import resolve
from tests.conftest import write
from tests.process.test_imports import modules_after

Run = Callable[..., subprocess.CompletedProcess[str]]
METEO, VENT = "2024-03-01-meteo", "2021-05-01-vent"


@pytest.fixture
def ask(jobtui: Run, postings: Path, own_home: Path) -> Run:
    """Return what asks the six postings, with two saved searches."""
    file = own_home / "config" / "jobtui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(
        '[searches]\ndev = "développeur"\nall = "est:nouveau OR est:modifié"\n', "utf-8"
    )
    return lambda *args, **options: jobtui("--source", postings, *args, **options)


def mark(folder: Path, **marks: Mark) -> None:
    library = Library([resolve(folder)])
    library.refresh()
    for name, said in marks.items():
        posting = library.get(name)
        assert posting is not None
        library.user.mark_of(posting)
        assert library.user.put_mark(posting, said)
    library.close()


def ids(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [json.loads(line)["id"] for line in done.stdout.splitlines()]


MARK = Mark(True, True, False, "=un\n\x1b[31mdeux", Stage.APPLIED, date(2024, 1, 2))


def test_every_format_tells_the_marks(ask: Run, postings: Path) -> None:
    mark(postings, **{METEO: MARK})
    one = json.loads(ask("is:starred", "--format", "json").stdout)[0]
    said = {
        "star": True, "seen": True, "hidden": False, "note": "=un\n[31mdeux", "stage": "applied",
        "applied": "2024-01-02", "since": [],
    }  # fmt: skip
    assert {name: one[name] for name in said} == said
    assert json.loads(ask("--starred", "--format", "jsonl").stdout) == one
    for fmt, dialect in (("csv", "excel"), ("tsv", "excel-tab")):
        text = ask("--starred", "--format", fmt).stdout
        (row,) = csv.DictReader(io.StringIO(text), dialect=dialect)
        assert [row[name] for name in said] == [
            "true", "true", "false", "'=un / [31mdeux", "applied", "2024-01-02", "",
        ]  # fmt: skip
    columns = {"JOBTUI_COLUMNS": "id,star,seen,hidden,note,stage,applied,since"}
    head, row_ = ask("--starred", env=columns).stdout.splitlines()
    assert head.split() == [
        "Id", "Starred", "Seen", "Hidden", "Note", "Stage", "Applied", "Since",
    ]  # fmt: skip
    assert row_.split() == [
        METEO, "yes", "yes", "-", "=un", "[31mdeux", "applied", "2024-01-02", "-",
    ]  # fmt: skip


def test_show_tells_the_marks_at_its_head(ask: Run, postings: Path) -> None:
    mark(postings, **{METEO: MARK})
    lines = ask("show", METEO).stdout.splitlines()
    assert lines[3:7] == [
        "- Marks: starred, seen",
        "- Stage: applied on 2024-01-02",
        "- Note: =un",
        "- Note: [31mdeux",
    ]
    assert json.loads(ask("show", METEO, "--format", "json").stdout)["note"] == "=un\n[31mdeux"
    assert "Marks" not in ask("show", VENT).stdout


def test_hidden_ones_are_told_where_nothing_else_is_found(ask: Run, postings: Path) -> None:
    mark(postings, **{METEO: Mark(hidden=True)})
    done = ask("--contract", "cdi", "développeur")
    assert done.returncode == 1
    assert done.stderr == "jobtui: nothing found; 1 hidden (is:hidden shows them)\n"
    assert METEO not in ask().stdout
    assert ask("is:hidden").returncode == 0


def test_a_saved_search_tells_what_is_new_once(ask: Run, postings: Path) -> None:
    call = ("--saved", "dev", "--new", "--format", "jsonl")
    first = ask(*call)
    assert (first.returncode, first.stdout) == (1, "")
    assert "first visit" in first.stderr.splitlines()[-1]
    quiet = ask(*call)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (1, "", "")
    write(postings, "2024-06-01-a.md", "x", roles="Développeuse", open="true")
    write(postings, "2024-06-01-b.md", "x", roles="Juriste", open="true")
    listed = ask("--saved", "dev", "--sort", "newest", "--format", "jsonl")  # is no visit
    assert ids(listed) == ["2024-06-01-a", METEO]
    assert ids(ask("--saved", "all", "--format", "jsonl")) == []  # has visits of its own
    found = ask(*call)
    assert (found.returncode, ids(found), found.stderr) == (0, ["2024-06-01-a"], "")
    assert json.loads(found.stdout)["since"] == ["new"]
    assert ask(*call).returncode == 1


def test_what_a_saved_search_itself_asks_as_new(ask: Run, postings: Path) -> None:
    assert ask("--saved", "all").returncode == 1
    write(postings, "2024-06-01-a.md", "x", open="true")
    write(postings, f"{VENT}.md", "Mesurer le vent fort.", open="true")
    found = ask("--saved", "all", "--format", "jsonl")
    assert ids(found) == ["2024-06-01-a", VENT]
    assert ask("--saved", "all").returncode == 1


def test_what_is_cut_off_is_counted(ask: Run, postings: Path) -> None:
    ask("--saved", "dev", "--new")
    for name in "abc":
        write(postings, f"2024-06-01-{name}.md", "x", roles="Développeuse")
    done = ask("--saved", "dev", "--new", "--limit", "1", "--format", "jsonl")
    assert ids(done) == ["2024-06-01-a"]
    assert done.stderr == "jobtui: 2 more\n"


def test_new_and_changed_without_a_saved_search_end_no_visit(ask: Run, postings: Path) -> None:
    assert ask("--new").returncode == 1
    write(postings, "2024-06-01-a.md", "x", open="true")
    write(postings, f"{VENT}.md", "Mesurer le vent fort.", open="true")
    for _time in range(2):
        assert ids(ask("--new", "--format", "jsonl")) == ["2024-06-01-a"]
        assert ids(ask("--changed", "--format", "jsonl")) == [VENT]
        assert ids(ask("--new", "--changed", "--format", "jsonl")) == ["2024-06-01-a", VENT]


def test_no_visit_is_recorded_of_another_day(ask: Run, own_home: Path) -> None:
    done = ask("--saved", "dev", "--new", "--as-of", "2024-01-01")
    assert done.returncode == 1
    assert "only as of today" in done.stderr
    assert not (own_home / "data").exists()


def test_the_sample_has_no_news(jobtui: Run, own_home: Path) -> None:
    done = jobtui("--new")
    assert done.returncode == 1
    assert "not for the sample" in done.stderr
    assert not (own_home / "data").exists()


@pytest.mark.parametrize("damage", ["a folder", "rubbish", "no folder"])
def test_marks_that_cannot_be_read_change_no_listing(ask: Run, postings: Path, damage: str) -> None:
    ask()
    mark(postings, **{METEO: Mark(star=True)})
    file = locations.data_dir() / locations.MARKS
    file.unlink()
    if damage == "a folder":
        file.mkdir()
    elif damage == "rubbish":
        file.write_bytes(b"rubbish" * 1000)
    else:
        shutil.rmtree(file.parent)
        file.parent.write_text("no folder")
    for call in ((), ("--format", "csv"), ("show", METEO), ("--saved", "dev")):
        done = ask(*call)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
    if damage == "a folder":
        assert "cannot read marks" in ask().stderr


def test_a_place_that_cannot_be_written_is_no_reason_to_fail(ask: Run, own_home: Path) -> None:
    (own_home / "data").write_text("no folder")
    assert ask().returncode == 0
    done = ask("--saved", "dev", "--new")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("jobtui: visit not recorded: ")


@pytest.mark.process
def test_a_listing_without_marks_opens_no_database(postings: Path) -> None:
    late = {"sqlite3"} | {
        f"jobtui.{name}"
        for name in (
            "marks.store",
            "marks.bitsets",
            "marks.model",
            "library.opened_marks",
            "marks.visits",
        )
    }
    for argv in ([], ["--format", "csv"], ["--open-only", "--format", "json"]):
        call = ("--source", str(postings), *argv)
        modules_after(*call)
        assert not modules_after(*call) & late
    mark(postings, **{METEO: Mark(star=True)})
    assert modules_after(*call) & late


# --- marks as a file -----------------------------------------------------------------------------


def test_marks_are_carried_elsewhere(jobtui: Run, postings: Path, tmp_path: Path) -> None:
    mark(postings, **{METEO: MARK, VENT: Mark(star=True)})
    file = tmp_path / "marks.json"
    done = jobtui("marks", "export", file)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"jobtui: {file}: marks of 2 postings\n"
    assert file.stat().st_mode & 0o777 == 0o600
    printed = jobtui("marks", "export").stdout
    assert printed == file.read_text("utf-8")
    elsewhere = {"XDG_DATA_HOME": str(tmp_path / "elsewhere")}
    taken = jobtui("marks", "import", file, env=elsewhere)
    assert (taken.returncode, taken.stderr) == (0, "jobtui: marks of 2 postings changed\n")
    assert "of 0 postings" in jobtui("marks", "import", file, env=elsewhere).stderr
    assert jobtui("marks", "export", env=elsewhere).stdout == printed
    listed = jobtui("--source", postings, "is:starred", "--format", "jsonl", env=elsewhere)
    assert ids(listed) == [METEO, VENT]


def test_an_export_loses_nothing_where_output_is_ascii(jobtui: Run, postings: Path) -> None:
    mark(postings, **{METEO: Mark(note="évident 🌧")})
    printed = jobtui("marks", "export", env={"PYTHONIOENCODING": "ascii"}).stdout
    assert json.loads(printed)["postings"][0]["note"]["value"] == "évident 🌧"


def test_what_was_marked_meanwhile_is_kept(jobtui: Run, postings: Path, tmp_path: Path) -> None:
    mark(postings, **{METEO: Mark(star=True)})
    jobtui("marks", "export", tmp_path / "a")
    mark(postings, **{METEO: Mark(note="here"), VENT: Mark(seen=True)})
    assert "of 0 postings" in jobtui("marks", "import", tmp_path / "a").stderr
    listed = jobtui("--source", postings, "note:here OR is:seen", "--format", "jsonl")
    assert ids(listed) == [METEO, VENT]
    assert not json.loads(listed.stdout.splitlines()[0])["star"]


def test_no_byte_of_an_export_steers_the_terminal(jobtui: Run, postings: Path) -> None:
    note = "\x1b[2J\x9b31m\u202e\u2028\x7f\u200b é"
    mark(postings, **{METEO: Mark(note=note)})
    printed = jobtui("marks", "export").stdout
    assert json.loads(printed)["postings"][0]["note"]["value"] == note
    assert all(c.isprintable() or c == "\n" for c in printed)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ((), "marks expects export [FILE] or import FILE"),
        (("drop",), "marks expects export [FILE] or import FILE"),
        (("import",), "marks import expects a file (- for standard input)"),
        (("import", "a", "b"), "marks expects export [FILE] or import FILE"),
        (("import", "nowhere"), "nowhere: cannot be read: No such file or directory"),
        (("import", "/"), "/: cannot be read: Is a directory"),
        (("import", "bad"), "bad:2: invalid JSON: Expecting value"),
        (("import", "-"), "-:1: invalid JSON: Expecting value"),
        (("export", "bad"), "bad: already exists, not overwritten"),
        (
            ("export", "no/where"),
            "no/where: cannot be written: No such file or directory; create its folder first",
        ),
    ],
)
def test_wrong_calls(jobtui: Run, tmp_path: Path, call: tuple[str, ...], told: str) -> None:
    (tmp_path / "bad").write_text("[\n")
    done = jobtui("marks", *call, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"jobtui: {told}\n")


def test_unreadable_marks_are_not_exported_as_none(jobtui: Run, own_home: Path) -> None:
    file = own_home / "data" / "jobtui" / locations.MARKS
    file.mkdir(parents=True)
    done = jobtui("marks", "export")
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot read marks" in done.stderr


def test_an_import_that_cannot_be_saved_says_so(
    jobtui: Run, postings: Path, tmp_path: Path
) -> None:
    mark(postings, **{METEO: MARK})
    jobtui("marks", "export", tmp_path / "a")
    (tmp_path / "no folder").write_text("")
    env = {"XDG_DATA_HOME": os.fspath(tmp_path / "no folder")}
    done = jobtui("marks", "import", tmp_path / "a", env=env)
    assert done.returncode == 2
    assert "not saved" in done.stderr
