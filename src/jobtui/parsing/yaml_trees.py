"""YAML as lists, mappings and texts, for files that list postings: nothing is constructed.

Like `jobtui.parsing.yaml_strings` it reads a stream of events, so tags build no objects, a date
stays text, and depth and size are bounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from jobtui.i18n import later

if TYPE_CHECKING:
    from collections.abc import Iterator

Tree = object  # a text, a list of trees, or a LinedMapping

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_DEPTH = 20
_MOST_EVENTS = 200_000


class LinedMapping(dict[str, Tree]):
    """A mapping that knows its line and those of its keys, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


def documents(text: str) -> list[Tree]:
    """Return the documents of a YAML stream. Raises yaml.YAMLError or ValueError."""
    return list(_Reader(text).documents())


class _Reader:
    """One pass over the events."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._seen = 0
        self._anchors: dict[str, Tree] = {}

    def documents(self) -> Iterator[Tree]:
        """Yield the content of each document."""
        while (event := self._next()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                self._anchors = {}
            elif isinstance(event, yaml.NodeEvent):
                yield self._node(event, 0)

    def _next(self) -> yaml.Event | None:
        self._seen += 1
        if self._seen > _MOST_EVENTS:
            raise ValueError(later("too many values"))
        return next(self._events, None)

    def _node(self, event: yaml.Event | None, depth: int) -> Tree:
        if depth > _MOST_DEPTH:
            raise ValueError(later("nested too deeply"))
        if isinstance(event, yaml.AliasEvent):
            return self._anchors.get(event.anchor or "", "")
        tree: Tree = ""
        if isinstance(event, yaml.ScalarEvent):
            tree = event.value
        elif isinstance(event, yaml.SequenceStartEvent):
            tree = self._sequence(depth)
        elif isinstance(event, yaml.MappingStartEvent):
            tree = self._mapping(event, depth)
        anchor = getattr(event, "anchor", None)
        if anchor:  # set last: no tree holds itself
            self._anchors[anchor] = tree
        return tree

    def _sequence(self, depth: int) -> list[Tree]:
        found = []
        while not isinstance(event := self._next(), (yaml.SequenceEndEvent, type(None))):
            found.append(self._node(event, depth + 1))
        return found

    def _mapping(self, start: yaml.Event, depth: int) -> LinedMapping:
        found = LinedMapping(_line(start))
        while not isinstance(event := self._next(), (yaml.MappingEndEvent, type(None))):
            key = self._node(event, depth + 1)
            tree = self._node(self._next(), depth + 1)
            if key == "<<" and isinstance(tree, dict):
                for name, one in tree.items():
                    found.setdefault(name, one)
            elif isinstance(key, str):
                found[key] = tree
                found.lines[key] = _line(event)
        return found


def _line(event: yaml.Event | None) -> int:
    return event.start_mark.line + 1 if event is not None and event.start_mark else 1
