"""Problems as lines for people, JSON, SARIF and the annotations of GitHub's actions."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from jobtui import __version__
from jobtui.i18n import Message, Text
from jobtui.postings.model import Problem, Severity
from jobtui.text.printable import printable

PROBLEM_FORMATS = ("json", "sarif", "github")
# The levels of SARIF 2.1.0 (section 3.27.10) and the commands of GitHub's workflows.
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVELS = {**_SARIF_LEVELS, Severity.INFO: "notice"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LONGEST_RULE = 60  # characters of the id of a rule


def problem_lines(form: str, problems: Sequence[Problem]) -> Iterator[str]:
    """Yield the lines of *problems* in one of PROBLEM_FORMATS, or "" for one line each."""
    if form == "json":
        yield from json.dumps([_record(problem) for problem in problems], indent=2).split("\n")
    elif form == "sarif":
        yield from json.dumps(_sarif(problems), indent=2).split("\n")
    elif form == "github":
        yield from map(_annotation, problems)
    else:
        yield from (printable(str(problem)) for problem in problems)


def _record(problem: Problem) -> dict[str, object]:
    return {
        "path": printable(problem.path),
        "line": problem.line,
        "severity": problem.severity.value,
        "field": printable(problem.field) or None,
        "rule": rule_of(problem.message),
        "message": printable(str(problem.message)),
        "guess": printable(str(problem.guess)) or None,
    }


def rule_of(message: Text) -> str:
    """Return an id of the kind of a problem: the English words of its message, without values."""
    text = message.text if isinstance(message, Message) else "system"
    words = re.sub(r"\{\w+\}", " ", text)
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:_LONGEST_RULE].strip("-")


def _sarif(problems: Iterable[Problem]) -> dict[str, Any]:
    """Return a log of one run in SARIF 2.1.0, the format that code scanning takes."""
    found = list(problems)
    rules = dict.fromkeys(rule_of(problem.message) for problem in found)
    driver = {
        "name": "jobtui",
        "version": __version__,
        "rules": [{"id": rule} for rule in rules],
    }
    results = [_result(problem) for problem in found]
    run = {"tool": {"driver": driver}, "results": results}
    return {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(problem: Problem) -> dict[str, Any]:
    location = {
        "artifactLocation": {"uri": quote(_relative(problem.path))},
        "region": {"startLine": max(1, problem.line)},
    }
    return {
        "ruleId": rule_of(problem.message),
        "level": _SARIF_LEVELS[problem.severity],
        "message": {"text": printable(problem.in_field())},
        "locations": [{"physicalLocation": location}],
    }


def _annotation(problem: Problem) -> str:
    """Return a workflow command, in which ``%`` and, of the values, ``:`` and ``,`` are escaped."""
    level = _GITHUB_LEVELS[problem.severity]
    path, title = (
        _escaped(printable(text)).replace(":", "%3A").replace(",", "%2C")
        for text in (_relative(problem.path), problem.field)
    )
    titled = f",title={title}" if title else ""
    return (
        f"::{level} file={path},line={problem.line}{titled}::{_escaped(printable(problem.said()))}"
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _relative(path: str) -> str:
    """Return a path relative to the current folder, if it lies beneath it: as CI expects it."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative
