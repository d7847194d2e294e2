"""Data files that list postings: YAML, JSON, JSON-LD and CSV. One posting an entry."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, NamedTuple

import yaml

from jobtui.i18n import later
from jobtui.parsing.entries import Entry, frontmatter_of, is_entry, keyed, postings_in
from jobtui.parsing.frontmatter import Frontmatter
from jobtui.parsing.job_folders import is_jobs_name
from jobtui.parsing.yaml_trees import LinedMapping, documents
from jobtui.postings.model import Problem, Severity
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Callable

_NAMED = frozenset(("name", "slug"))  # keys of an item that has a page of its own
_SEPARATORS = ",;\t|"


class _Data(NamedTuple):
    """The trees of a file, and the line of a mapping's key; that of "" is its first."""

    trees: list[object]
    line_of: Callable[[object, str], int]


def entries_of(path: str, text: str) -> list[Entry]:
    """Return the postings that the data file *path* with this *text* lists, [] if none.

    If it or a folder above it is named after postings, a title makes one. Never raises.
    """
    *folders, base = path.split("/")
    is_named = is_jobs_name(base.partition(".")[0]) or any(map(is_jobs_name, folders))
    ending = path.rpartition(".")[2].lower()
    try:
        data = (
            _yaml(text)
            if ending in ("yml", "yaml")
            else (_csv(text) if ending == "csv" else _json(text))
        )
    except (ValueError, RecursionError, yaml.YAMLError, csv.Error) as error:
        return _unreadable(path, ending, error) if is_named else []
    return _entries(path, data, is_named)


def _entries(path: str, data: _Data, is_named: bool) -> list[Entry]:
    if len(data.trees) == 1 and isinstance(only := data.trees[0], dict):
        alone = _alone(only, is_named)
        if alone is not None:
            front = frontmatter_of(path, alone, lambda key: data.line_of(alone, key))
            return [Entry("", front)]
    if len(data.trees) > 1:  # a stream of postings
        found = postings_in(data.trees, is_named)
    else:
        found = [one for tree in data.trees for one in postings_in(tree, is_named)]
    return keyed(path, found, lambda at, key: data.line_of(found[at].mapping, key))


def _alone(tree: dict[str, object], is_named: bool) -> dict[str, object] | None:
    """Return the one posting that a mapping at the top of a file is; None if it holds a list."""
    if "@type" in tree or "@graph" in tree:
        found = postings_in(tree, is_named)
        return dict(found[0].mapping) if len(found) == 1 and "@type" in tree else None
    return tree if is_entry(tree, is_named) and not _holds_list(tree) else None


def _holds_list(tree: dict[str, object]) -> bool:
    """Whether a mapping holds a list of mappings with titles, as a feed or a page does."""
    items = (item for one in tree.values() if isinstance(one, list) for item in one)
    return any(
        isinstance(item, dict) and ("title" in item or item.keys() >= _NAMED) for item in items
    )


def _unreadable(path: str, ending: str, error: Exception) -> list[Entry]:
    mark = getattr(error, "problem_mark", None)
    line = getattr(error, "lineno", None) or (mark.line + 1 if mark else 1)
    why = getattr(error, "problem", None) or getattr(error, "msg", None) or str(error)
    message = later("cannot be read as {kind}: {why}", kind=ending.upper(), why=clean(str(why)))
    problem = Problem(path, line, "", message, Severity.ERROR)
    return [Entry("", Frontmatter((), "", (problem,)))]


def _yaml(text: str) -> _Data:
    def line_of(mapping: object, key: str) -> int:
        if not isinstance(mapping, LinedMapping):
            return 1
        return mapping.lines.get(key, mapping.line)

    return _Data(documents(text), line_of)


def _json(text: str) -> _Data:
    """Read JSON, or JSON Lines."""
    try:
        trees = [json.loads(text)]
    except json.JSONDecodeError:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines):
            raise
        trees = [json.loads(line) for line in lines]
    places: dict[int, int] = {}  # where the text of a mapping begins, by its identity
    last = 0

    def line_of(mapping: object, key: str) -> int:
        nonlocal last
        if not isinstance(mapping, dict):
            return 1
        if id(mapping) not in places:  # they are asked for in the order of the file
            found = text.find(_first_pair(mapping), last)
            places[id(mapping)] = last = found if found >= 0 else last
        start = places[id(mapping)]
        at = text.find(json.dumps(key), start) if key else start
        return text.count("\n", 0, at if at >= 0 else start) + 1

    return _Data(trees, line_of)


def _first_pair(mapping: dict[str, object]) -> str:
    """Return a text by which a mapping is found: its first text that is long, else its key."""
    for value in mapping.values():
        if isinstance(value, str) and len(value) > 3:
            return json.dumps(value, ensure_ascii=False)
    return json.dumps(next(iter(mapping), ""))


def _csv(text: str) -> _Data:
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[object] = []
    for row in reader:
        mapping = LinedMapping(reader.line_num)
        for key, value in row.items():
            if isinstance(key, str) and key.strip() and isinstance(value, str) and value.strip():
                mapping[key.strip()] = value
        rows.append(mapping)

    def line_of(mapping: object, _key: str) -> int:
        return mapping.line if isinstance(mapping, LinedMapping) else 1

    return _Data([rows], line_of)
