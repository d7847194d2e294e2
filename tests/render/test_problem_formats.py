"""Problems in the formats that other programs read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jobtui.i18n import later, use
from jobtui.postings.model import Problem, Severity
from jobtui.render.problem_formats import problem_lines, rule_of


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    monkeypatch.chdir(tmp_path)
    unknown = later("unknown key; did you mean {near}?", near="open")
    return [
        Problem(str(tmp_path / "a b.md"), 3, "opne", unknown, Severity.WARNING),
        Problem("/else/c.md", 1, "", "100 %\nof it", Severity.ERROR, "nothing"),
    ]


def test_lines(found: list[Problem]) -> None:
    assert next(problem_lines("", found)).endswith(
        "a b.md:3: warning: opne: unknown key; did you mean open?"
    )


def test_json(found: list[Problem]) -> None:
    first, second = json.loads("\n".join(problem_lines("json", found)))
    assert first == {
        "path": found[0].path,
        "line": 3,
        "severity": "warning",
        "field": "opne",
        "rule": "unknown-key-did-you-mean",
        "message": "unknown key; did you mean open?",
        "guess": None,
    }
    assert (second["field"], second["guess"]) == (None, "nothing")


def test_sarif(found: list[Problem]) -> None:
    log = json.loads("\n".join(problem_lines("sarif", found)))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "a%20b.md"}, "region": {"startLine": 3}}
    assert (first["level"], second["level"]) == ("warning", "error")
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {first["ruleId"], second["ruleId"]} == rules


def test_github(found: list[Problem]) -> None:
    assert list(problem_lines("github", found)) == [
        "::warning file=a b.md,line=3,title=opne::unknown key; did you mean open?",
        "::error file=/else/c.md,line=1::100 %25 of it (taken as: nothing)",
    ]


def test_rules_are_the_same_in_every_language(found: list[Problem]) -> None:
    before = rule_of(found[0].message)
    use("fr", "iso")
    assert rule_of(found[0].message) == before
    assert "clé inconnue" in next(problem_lines("github", found))
