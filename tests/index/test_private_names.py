"""The private names of Whoosh that the index touches, each with its reason.

When the pinned version changes, read Whoosh's changes, then this list, and then set ``READ``.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import tomllib
from functools import cache
from pathlib import Path

READ = "whoosh3==3.54.0"
MOST = 25
ROOT = Path(__file__).parents[2]
# "Overridden": Whoosh calls ours. "Set": Whoosh reads it.
PRIVATE = {
    "_btexts": "overridden in queries: the terms that a query stands for",
    "_commit_toc": "overridden in writer: the table of contents is ours, in JSON",
    "_compile_query": "called in fulltext: the ranges of terms that a range of days stands for",
    "_finalize_segment": "called in writer: a worker writes a segment and does not commit",
    "_finish": "called in writer, behind it, to close the writer",
    "_lk": "given in writer: the cache has a lock of its own",
    "_read_toc": "overridden in writer: the table of contents is ours, in JSON",
    "_schema": "set in writer: what Whoosh's initializer sets, which reads a pickled table",
    "_term": "set in codec: what Whoosh's matchers have for the term",
}

# Names that classes of ours and of Whoosh have for themselves, on different objects.
BY_CHANCE = {"_lengths", "_storage", "_terms", "_text"}


def test_each_private_name_is_listed_with_its_reason() -> None:
    """A name counts if ours and the module of Whoosh that it is derived from both have it."""
    touched: set[str] = set()
    for file in sorted((ROOT / "src/jobtui").glob("[is]*/*.py")):
        source = file.read_text("utf-8")
        theirs: set[str] = set()
        for name in re.findall(r"^ *(?:from|import) (whoosh[\w.]*)", source, re.M):
            module = importlib.import_module(name)
            for one in vars(module).values():
                if inspect.isclass(one) and one.__module__.startswith("whoosh"):
                    theirs |= names_of(one)
        touched |= private(source) & theirs
    assert sorted(touched - BY_CHANCE) == sorted(PRIVATE)
    assert len(PRIVATE) <= MOST


def names_of(one: type) -> set[str]:
    """Return the private names in the source of a class."""
    return private(sources_of(one.__module__).get(one.__qualname__, ""))


@cache
def sources_of(module: str) -> dict[str, str]:
    """Return the source of each class of a module; inspect would parse it once for each."""
    source = inspect.getsource(importlib.import_module(module))
    lines = source.splitlines()
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    return {one.name: "\n".join(lines[one.lineno - 1 : one.end_lineno]) for one in classes}


def private(source: str) -> set[str]:
    """Return the private names that are attributes, methods or arguments in a source."""
    found = re.findall(r"(?:\.|def |[(,]\s*)(_[a-z]\w*)\b", source)
    return set(found)


def test_the_list_was_read_for_the_pinned_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (pinned,) = [one for one in project["dependencies"] if one.startswith("whoosh")]
    assert pinned == READ, "read the changes of Whoosh and the list above, then set READ"
