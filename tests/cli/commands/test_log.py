"""The command line on the log of applications, labels and what is due."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from jobtui.cli.main import run
from jobtui.marks.log import LogEntry, LogKind
from jobtui.postings.model import Posting
from jobtui.render.log_formats import LOG_FIELDS, LogLine, by_posting, log_lines
from jobtui.search.date_ranges import day_meant
from tests.conftest import write

Ask = Callable[..., tuple[int, str, str]]
DAY = date(2025, 3, 11)
SAILOR = Posting("sailor", "/p/sailor.md", "A | sailor")
LINES = [
    LogLine(LogEntry(DAY, LogKind.STAGE, "applied"), "/p/sailor.md", SAILOR),
    LogLine(LogEntry(DAY, LogKind.SENT, "=CV\n\x1b[2J", "Ana"), "/p/gone.md", None),
    LogLine(LogEntry(DAY, LogKind.FOLLOW_UP, "2025-03-25"), "/p/sailor.md", SAILOR),
    LogLine(LogEntry(DAY, LogKind.FOLLOW_UP), "/p/gone.md", None),
]


def lines(form: str, some: list[LogLine] = LINES, **options: Any) -> list[str]:
    settings = {"is_by_posting": False, "width": None, "unicode": True, **options}
    return list(log_lines(form, some, **settings))


def test_the_log_as_lines_for_people() -> None:
    assert lines("table") == [
        "2025-03-11  applied                  A | sailor",
        "2025-03-11  sent =CV [2J to Ana      gone.md",
        "2025-03-11  follow up on 2025-03-25  A | sailor",
        "2025-03-11  no follow-up             gone.md",
    ]
    assert all(len(line) <= 30 for line in lines("table", width=30))
    grouped = lines("table", by_posting(LINES), is_by_posting=True)
    assert grouped[0] == "A | sailor  sailor"
    assert grouped[1:3] == ["  2025-03-11  applied", "  2025-03-11  follow up on 2025-03-25"]
    assert lines("markdown")[2] == "| 2025-03-11 | applied | A \\| sailor | sailor |"


@pytest.mark.parametrize("form", ["table", "markdown", "json", "jsonl", "csv", "tsv"])
def test_every_format_takes_an_empty_log(form: str) -> None:
    assert lines(form, []) == lines(form, [])


def test_the_log_as_data() -> None:
    found = json.loads("\n".join(lines("json")))
    assert [tuple(one) for one in found] == [LOG_FIELDS] * 4
    assert found[0]["text"] == "applied" and found[0]["id"] == "sailor"
    assert found[1]["to"] == "Ana" and found[1]["id"] is None
    (_first, sent, *_rest) = csv.DictReader(lines("csv"))
    assert sent["text"] == "'=CV [2J"
    assert [json.loads(line) for line in lines("jsonl")] == found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-12", DAY + timedelta(1)),
        ("7d", DAY + timedelta(7)),
        ("+2w", DAY + timedelta(14)),
        ("Tomorrow", DAY + timedelta(1)),
        ("demain", DAY + timedelta(1)),
        ("aujourd’hui", DAY),
        ("soon", None),
        ("", None),
        ("9999y", None),
        ("2025-02-30", None),
    ],
)
def test_a_day_ahead(text: str, day: date | None) -> None:
    assert day_meant(text, DAY) == day


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return what runs the command line on two postings: its exit code and what it wrote."""
    soon = date.today() + timedelta(3)
    write(tmp_path / "p", "sailor.md", "Sea.", title="A sailor", closing_date=soon)
    write(tmp_path / "p", "cook.md", "Soup.", title="A cook", tags="[java]")

    def run_(*words: str) -> tuple[int, str, str]:
        code = run(["--source", str(tmp_path / "p"), *words])
        out, err = capsys.readouterr()
        return code, out, err

    return run_


def test_an_application_is_written_down_and_listed(ask: Ask) -> None:
    assert ask("log")[0] == 1
    assert ask("log", "sailor", "applied", "2025-03-11")[0] == 0
    assert ask("log", "sailor", "sent", "CV", "Ana")[0] == 0
    code, _out, err = ask("log", "sailor", "followup", "today")
    assert (code, err) == (0, f"jobtui: follow up on {date.today()}\n")
    code, out, _err = ask("log", "sailor", "--format", "jsonl")
    assert [json.loads(line)["kind"] for line in out.splitlines()] == ["stage", "sent", "followup"]
    assert ask("log", "cook")[0] == 1
    assert "sailor" in ask("log", "--by", "posting")[1].splitlines()[0]
    assert "followup:<=today" not in ask("followup:<=today", "--format", "table")[1]
    code, out, _err = ask("relance:<=aujourd'hui", "--format", "jsonl")
    (found,) = map(json.loads, out.splitlines())
    assert (found["id"], found["followup"]) == ("sailor", str(date.today()))
    ask("log", "sailor", "rejected")
    assert ask("--due", "--format", "table")[0] == 1, "there is nothing to wait for"


@pytest.mark.parametrize(
    "words",
    [
        ("log", "sailor", "promoted"),
        ("log", "sailor", "followup"),
        ("log", "sailor", "followup", "soon"),
        ("log", "sailor", "sent"),
        ("log", "sailor", "sent", " "),
        ("log", "--status", "open"),
        ("log", "--sort", "oldest"),
        ("log", "--columns", "title"),
        ("log", "--open-only"),
        ("log", "sailor", "applied", "2999-01-01"),
        ("log", "sailor", "offer", "2025-03-11"),
        ("show", "sailor", "--by", "day"),
        ("label", "sailor", "+"),
    ],
)
def test_what_is_no_entry_is_refused(ask: Ask, words: tuple[str, ...]) -> None:
    assert ask(*words)[0] == 2


def test_a_day_of_the_application_that_was_wrong_is_logged_again(ask: Ask) -> None:
    ask("log", "sailor", "applied", "2025-03-11")
    assert ask("log", "sailor", "applied", "2025-03-12")[2] == "jobtui: applied\n"
    assert ask("log", "sailor", "applied", "2025-03-12")[2] == ""
    days = [line.split()[0] for line in ask("log", "sailor")[1].splitlines()]
    assert days == ["2025-03-11", "2025-03-12"]


def test_a_follow_up_is_due_when_its_posting_is_gone(ask: Ask, tmp_path: Path) -> None:
    ask("log", "cook", "followup", "yesterday")
    (tmp_path / "p" / "cook.md").unlink()
    code, out, err = ask("--due", "--format", "table")
    assert (code, out) == (0, "")
    assert "(cook), which is no longer there" in err
    ask("log", "sailor", "interested")
    code, out, err = ask("--due", "--format", "table")
    assert "sailor" in out
    assert "cook" in err


def test_what_is_due_is_for_cron(ask: Ask) -> None:
    code, out, err = ask("--due", "--format", "table")
    assert (code, out) == (1, "")
    assert "nothing" not in err
    ask("log", "sailor", "interested")
    assert [line.split()[-1] for line in ask("--due", "--format", "table")[1].splitlines()] == [
        "Id",
        "sailor",
    ]
    ask("log", "sailor", "applied")
    assert ask("--due", "--format", "table")[0] == 1
    ask("log", "cook", "followup", "yesterday")
    assert ask("--due", "--format", "csv")[0] == 0
    assert ask("due:followup")[0] == 0
    assert ask("due:closing")[0] == 1


def test_labels_are_added_removed_and_searched(ask: Ask) -> None:
    assert ask("label")[0] == 1
    assert ask("label", "sailor", "+java", "near home", "-x")[1].split("\n")[:2] == [
        "java",
        "near home",
    ]
    assert ask("tag", "cook", "java")[1] == "java\n"
    assert ask("label", "sailor", "-java")[1] == "near home\n"
    assert ask("label")[1] == "java\nnear home\n"
    for query, found in (
        ("label:java", "cook"),
        ('label:"near home"', "sailor"),
        ("tag:java", "cook"),
    ):
        assert json.loads(ask(query, "--format", "jsonl")[1])["id"] == found
    assert ask("label:java", "label:near")[0] == 1
