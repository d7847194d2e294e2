"""Frontmatter in TOML (``+++``), JSON (``{``) and JavaScript (``---js``).

TOML and JSON are read through handlers of python-frontmatter. Only imported when a file begins
with one of them.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, NamedTuple

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler, JSONHandler

from jobtui.i18n import Text, later
from jobtui.parsing.structured_values import values_of
from jobtui.parsing.yaml_trees import LinedMapping, documents
from jobtui.postings.model import Problem, Severity
from jobtui.text.patterns import late
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from jobtui.parsing.yaml_strings import Value

_MOST_CHARACTERS = 64 * 1024  # of the frontmatter, as of YAML
_TOML_FENCE = late(r"^(?:\+{3,}|-{3,}(?:toml)?)[^\S\n]*$", re.MULTILINE)
_NAMED_FENCE = late(r"(?:---\s?(?:json5?|js)|;;;)[^\S\n]*\n", re.IGNORECASE)
_NAMED_END = late(r"^(?:---|;;;)[^\S\n]*$", re.MULTILINE)
_TOML_LINE = late(r"\s*[\"']?([\w.-]{1,60})[\"']?\s*=\s*(.*?)\s*$")
_AT_LINE = late(r"\(at line (\d+), column \d+\)")


class Parts(NamedTuple):
    """The values of a file's frontmatter, its body, and what is wrong."""

    values: list[Value]
    body: str
    problems: list[Problem]


class _TomlHandler(BaseHandler):  # type: ignore[misc]
    """Reads TOML with the standard library; that of python-frontmatter needs another package."""

    FM_BOUNDARY = _TOML_FENCE
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str) -> dict[str, object]:
        return tomllib.loads(fm)


class _JsonHandler(JSONHandler):  # type: ignore[misc]
    """Finds the end of the JSON by reading it, wherever its last bracket stands."""

    def split(self, text: str) -> tuple[str, str]:
        _tree, end = json.JSONDecoder().raw_decode(text)
        return text[:end], text[end:]


def split_other(path: str, text: str) -> Parts:
    """Return the parts of *text*, which begins with a fence of TOML or with JSON. Never raises."""
    start = len(text) - len(text.lstrip())
    if text[start] == "{":
        return _json(path, text, start)
    if fence := _NAMED_FENCE.match(text, start):
        return _named(path, text, fence.end())
    return _toml(path, text, start)


def _problem(path: str, line: int, message: Text, guess: Text = "") -> Problem:
    return Problem(path, line, "", message, Severity.ERROR, guess)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _toml(path: str, text: str, start: int) -> Parts:
    fences = list(_TOML_FENCE.finditer(text, start))[:2]
    first = _line(text, start) + 1
    problems: list[Problem] = []
    if len(fences) < 2:
        message = later("the frontmatter has no closing +++; add it below the last key")
        problems.append(_problem(path, first - 1, message, later("its first few lines")))
        metadata, body = _unclosed(text[fences[0].end() :] if fences else text)
        return Parts(_lines(metadata, first), body, problems)
    metadata, body = text[fences[0].end() + 1 : fences[1].start()], text[fences[1].end() :]
    if len(metadata) > _MOST_CHARACTERS:
        message = later("the frontmatter is too long; only its beginning is read")
        problems.append(_problem(path, first, message))
        return Parts(_lines(metadata[:_MOST_CHARACTERS], first), body.strip(), problems)
    try:
        tree, body = frontmatter.parse(text[start:], handler=_TomlHandler())
        lines = _key_lines(metadata, _TOML_LINE, first)
        values = values_of(tree, lambda key: lines.get(key, first))
    except (ValueError, RecursionError) as error:
        said = str(error)
        at = _AT_LINE.search(said)
        line = first + int(at[1]) - 2 if at else first  # from the end of the fence's line
        why = clean(_AT_LINE.sub("", said).strip()) or type(error).__name__
        message = later("invalid TOML: {why}", why=why)
        problems.append(_problem(path, line, message, later("simple key = value lines")))
        values = _lines(metadata, first)
    return Parts(values, body.strip(), problems)


def _unclosed(text: str) -> tuple[str, str]:
    """Return the lines of keys at the beginning of *text*, and the rest."""
    at = 0
    for line in text.splitlines(keepends=True):
        if (
            line.strip()
            and not _TOML_LINE.match(line)
            and not line.startswith(("[", "#", " ", "]"))
        ):
            break
        at += len(line)
    return text[:at], text[at:].strip()


def _key_lines(text: str, key_line: re.Pattern[str], first: int) -> dict[str, int]:
    """Return the number of the line of each key."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), first):
        if named := key_line.match(line):
            found.setdefault(named[1], number)
        elif table := re.match(r"\s*\[+\s*([\w-]+)", line):
            found.setdefault(table[1], number)
    return found


def _lines(text: str, first: int) -> list[Value]:
    """Return the values of simple lines ``key = value``."""
    found: dict[str, object] = {}
    for line in text.split("\n"):
        if pair := _TOML_LINE.match(line):
            found.setdefault(pair[1], pair[2].strip("'\""))
    lines = _key_lines(text, _TOML_LINE, first)
    return values_of(dict(list(found.items())[:200]), lambda key: lines.get(key, first))


def _json(path: str, text: str, start: int) -> Parts:
    first = _line(text, start)
    try:
        handler = _JsonHandler()
        metadata, body = handler.split(text[start:])
        tree = handler.load(metadata)
        if len(metadata) > _MOST_CHARACTERS:
            raise ValueError(later("too many values"))
        values = values_of(tree, lambda key: first + _before(text, start, key))
    except (ValueError, RecursionError) as error:
        at = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        why = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        message = later("invalid JSON: {why}", why=clean(why))
        problem = _problem(path, first + at - 1, message, later("text only"))
        return Parts([], text.strip(), [problem])
    return Parts(values, body.strip(), [])


def _named(path: str, text: str, start: int) -> Parts:
    """Return the parts of a file whose fence says JSON or JavaScript: *start* is behind it.

    An object of JavaScript that holds nothing but values is a mapping of YAML.
    """
    end = _NAMED_END.search(text, start)
    metadata, body = text[start : end.start() if end else None], text[end.end() :] if end else ""
    opening, closing = metadata.find("{"), metadata.rfind("}")
    first = _line(text, start)
    try:
        tree = documents(metadata[opening : closing + 1].replace("\t", " "))[0]
        if not isinstance(tree, LinedMapping):
            raise ValueError(later("no mapping"))
        lines = tree.lines
        values = values_of(tree, lambda key: first + lines.get(key, 1) - 1)
    except (ValueError, RecursionError, IndexError, yaml.YAMLError) as error:
        why = getattr(error, "problem", None) or str(error)
        message = later("invalid JSON: {why}", why=clean(str(why)))
        return Parts([], body.strip(), [_problem(path, first, message, later("text only"))])
    return Parts(values, body.strip(), [])


def _before(text: str, start: int, key: str) -> int:
    """Return how many lines precede a key of the JSON that begins at *start*."""
    at = text.find(json.dumps(key, ensure_ascii=False), start)
    return text.count("\n", start, at) if at >= 0 else 0
