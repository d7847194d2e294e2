"""Values as a frontmatter holds them, made of what TOML, JSON and CSV hold: the same texts as YAML.

A tree is a text, a number, a date, a list of trees or a mapping of texts to trees.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from jobtui.i18n import later
from jobtui.parsing.yaml_strings import Value
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MOST_DEPTH = 20
_MOST_VALUES = 2000  # as of YAML


def values_of(mapping: Mapping[str, object], line_of: Callable[[str], int]) -> list[Value]:
    """Return the values of a mapping; *line_of* gives the line of a key of it.

    Raises ValueError if it is nested too deeply or holds too many values.
    """
    return _Walk().values(mapping, line_of, 0)


class _Walk:
    """One pass over a tree; counts what it meets."""

    def __init__(self) -> None:
        self._met = 0

    def values(
        self, mapping: Mapping[str, object], line_of: Callable[[str], int], depth: int
    ) -> list[Value]:
        """Return the values of a mapping at a *depth*."""
        found = []
        for key, tree in mapping.items():
            line = line_of(key)
            inner = self._inner(tree, line, depth + 1)
            texts = tuple(self._texts(tree, depth + 1))
            listed = isinstance(tree, (list, dict))
            found.append(Value(clean(str(key)), texts, line, listed, inner))
        return found

    def _inner(self, tree: object, line: int, depth: int) -> tuple[Value, ...]:
        """Return the values of a mapping, or of all mappings of a list."""
        if isinstance(tree, dict):
            return tuple(self.values(tree, lambda _key: line, depth))
        if isinstance(tree, list):
            mappings = [one for one in tree if isinstance(one, dict)]
            return tuple(
                value for one in mappings for value in self.values(one, lambda _key: line, depth)
            )
        return ()

    def _texts(self, tree: object, depth: int) -> list[str]:
        self._met += 1
        if depth > _MOST_DEPTH:
            raise ValueError(later("nested too deeply"))
        if self._met > _MOST_VALUES:
            raise ValueError(later("too many values"))
        if isinstance(tree, list):
            return [text for one in tree for text in self._texts(one, depth + 1)]
        if isinstance(tree, dict):
            return [
                f"{clean(str(key))}: {text}".rstrip()
                for key, one in tree.items()
                for text in self._texts(one, depth + 1)
            ]
        return [scalar(tree)]


def scalar(tree: object) -> str:
    """Return a value that is neither list nor mapping as YAML would write it."""
    if tree is None:
        return ""
    if isinstance(tree, bool):
        return "true" if tree else "false"
    if isinstance(tree, (date, time, datetime)):
        return tree.isoformat()
    if isinstance(tree, float) and tree.is_integer() and abs(tree) < 1e15:
        return str(int(tree))
    return clean(str(tree))
