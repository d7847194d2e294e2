"""YAML as strings with line numbers: no value is ever constructed.

YAML is read as a stream of events, so that nothing is expanded or built: ``2022-02-31`` stays
text, an alias stands for the texts it names, and depth and size are bounded. Invalid YAML can be
read again as simple ``key: value`` lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import yaml

from jobtui.i18n import Message, Text, later, reason
from jobtui.parsing.frontmatter_split import KEY_LINE
from jobtui.text.patterns import late
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ITEM = late(r"\s*-\s+(.*)")
_COMMENT = late(r"(?:^|(?<!\s)\s++)#(?:\s.*)?$")
_USUAL_TAG = late(r"tag:yaml\.org,2002:(?:str|int|float|bool|null|timestamp|seq|map|set|omap)$")
# Against aliases and nesting that explode; a posting has about 4 values, 13 at most.
_MOST_CHARACTERS = 256 * 1024  # of all texts, aliases included
_MOST_DEPTH = 20
_MOST_VALUES = 2000  # events of the YAML stream


class Value(NamedTuple):
    """The texts of one key (one for a scalar), and its line."""

    key: str
    texts: tuple[str, ...]
    line: int  # from 1
    listed: bool = False  # written as a list or a mapping, even if it has one text
    inner: tuple[Value, ...] = ()  # the values of a mapping, or of all mappings of a list

    @property
    def text(self) -> str:
        """All of it on one line."""
        return ", ".join(self.texts)


class Note(NamedTuple):
    """What is wrong with YAML that can be read; an error if a value is lost."""

    key: str
    message: Message
    line: int
    is_error: bool = False


class BadYamlError(Exception):
    """The text is no YAML mapping; the message says why, *line* (from 1) where."""

    def __init__(self, why: Text, line: int) -> None:
        super().__init__(why)
        self.line = line


def from_yaml(text: str, first: int) -> tuple[list[Value], list[Note]]:
    """Return the values of the YAML mapping *text*, whose first line has the number *first*.

    Nested mappings become ``key: value`` texts. Raises BadYamlError.
    """
    walk = _Walk(text, first)
    try:
        return walk.values(), walk.notes
    except yaml.MarkedYAMLError as error:
        from jobtui.parsing.yaml_faults import fault

        found = fault(error, text)
        raise BadYamlError(found.why, first + found.line) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadYamlError(_tidy(reason(error)), walk.line) from error


def _tidy(text: Text) -> Text:
    return text._replace(text=clean(text.text)) if isinstance(text, Message) else clean(text)


class _Node(NamedTuple):
    """The texts of one node, and the values of a mapping or list of mappings."""

    texts: list[str]
    listed: bool = False
    mapping: list[Value] | None = None
    mappings: tuple[list[Value], ...] | None = None

    @property
    def inner(self) -> tuple[Value, ...]:
        """The values of the mapping, or of all mappings of the list."""
        mappings = (self.mapping,) if self.mapping is not None else self.mappings or ()
        return tuple(value for mapping in mappings for value in mapping)


class _Walk:
    """One pass over the events of a YAML stream."""

    def __init__(self, text: str, first: int) -> None:
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self.first = self.line = first
        self.notes: list[Note] = []
        self._key = ""
        self._anchors: dict[str, _Node] = {}
        self._unknown: set[str] = set()  # aliases without an anchor, each reported once
        self._events_seen = 0
        self._characters = 0

    def values(self) -> list[Value]:
        found: list[Value] = []
        while (event := self._next()) is not None:
            if isinstance(event, yaml.MappingStartEvent):
                found += self._mapping(0)
            elif isinstance(event, (yaml.NodeEvent, yaml.CollectionEndEvent)):
                raise ValueError(later("expected key: value lines, found a list or text"))
        return found

    def _next(self) -> yaml.Event | None:
        event = next(self.events, None)
        if event is not None:
            if event.start_mark:
                self.line = self.first + event.start_mark.line
            self._events_seen += 1
            if self._events_seen > _MOST_VALUES:
                raise ValueError(later("too many values"))
        return event

    def _mapping(self, depth: int) -> list[Value]:
        """Return the values of the mapping that has begun; at *depth* 0 it is the frontmatter."""
        found: list[Value] = []
        merged: list[Value] = []
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            line = self.line
            if isinstance(event, yaml.CollectionStartEvent) and not depth:
                raise ValueError(later("a key is not a plain string"))
            key = " ".join(self._node(event, depth + 1).texts)
            if not depth:
                self._key = key
            node = self._node(self._next(), depth + 1)
            if key == "<<" and isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
                merged += self._merged(node, line)
            else:
                found.append(Value(key, tuple(node.texts), line, node.listed, node.inner))
        return self._joined(found, merged, depth) if merged or depth else found

    def _joined(self, found: list[Value], merged: list[Value], depth: int) -> list[Value]:
        """Add what was merged; the mapping's own keys win, then those merged first."""
        held = {value.key for value in found}
        if depth and len(held) < len(found):
            self._report_duplicate(found)
        for value in merged:
            if value.key not in held:
                held.add(value.key)
                self._counted(list(value.texts))
                found.append(value)
        return found

    def _report_duplicate(self, found: list[Value]) -> None:
        seen: set[str] = set()
        for value in found:
            if value.key in seen:
                message = later("duplicate key {name}; keep one", name=value.key)
                self.notes.append(Note(self._key, message, value.line))
                return
            seen.add(value.key)

    def _merged(self, node: _Node, line: int) -> list[Value]:
        """Return what the key ``<<`` merges, the first of several mappings first."""
        if node.mapping is not None:
            return node.mapping
        if node.mappings is not None:
            return [value for mapping in node.mappings for value in mapping]
        if node.texts:  # else the unknown alias is reported already
            message = later("<< can only merge a mapping, such as *name")
            self.notes.append(Note("<<", message, line, is_error=True))
        return []

    def _node(self, event: yaml.Event | None, depth: int) -> _Node:
        """Return the node that *event* begins."""
        if isinstance(event, yaml.ScalarEvent) and not event.anchor and not event.tag:
            return _Node(self._counted([clean(event.value)]))  # nearly all of them
        if depth > _MOST_DEPTH:
            raise ValueError(later("nested too deeply"))
        if isinstance(event, yaml.AliasEvent):
            return self._aliased(event.anchor or "")
        assert isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))
        if event.tag and not _USUAL_TAG.match(event.tag):
            message = later("YAML tag {tag} is ignored; remove it", tag=clean(event.tag))
            self.notes.append(Note(self._key, message, self.line))
        if isinstance(event, yaml.ScalarEvent):
            node = _Node([clean(event.value)])
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(depth)
        else:
            mapping = self._mapping(depth)
            node = _Node([text for value in mapping for text in self._pairs(value)], True, mapping)
        if event.anchor:
            self._anchors[event.anchor] = node
        self._counted(node.texts)
        return node

    def _pairs(self, value: Value) -> list[str]:
        return self._counted([f"{value.key}: {text}".rstrip() for text in value.texts or ("",)])

    def _sequence(self, depth: int) -> _Node:
        nodes: list[_Node] = []
        while not isinstance(item := self._next(), yaml.SequenceEndEvent):
            nodes.append(self._node(item, depth + 1))
        texts = [text for node in nodes for text in node.texts]
        mappings = tuple(node.mapping for node in nodes if node.mapping is not None)
        return _Node(texts, True, None, mappings if len(mappings) == len(nodes) else None)

    def _aliased(self, anchor: str) -> _Node:
        node = self._anchors.get(anchor)
        if node is not None:
            self._counted(node.texts)
            return node
        if anchor not in self._unknown:
            self._unknown.add(anchor)
            message = later(
                "alias *{name} has no anchor &{name} above it; put the value in "
                "quotation marks if it is text",
                name=clean(anchor),
            )
            self.notes.append(Note(self._key, message, self.line, is_error=True))
        return _Node([])

    def _counted(self, texts: list[str]) -> list[str]:
        self._characters += sum(map(len, texts)) + len(texts)
        if self._characters > _MOST_CHARACTERS:
            raise ValueError(later("too many values"))
        return texts


def from_lines(text: str, first: int) -> list[Value]:
    """Return the values of the simple ``key: value`` and ``- item`` lines of *text*.

    Other lines continue the value above them; before any key they are a value without a key.
    """
    found: list[_Lines] = []
    is_complete = False
    for number, line in enumerate(text.split("\n"), first):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        # a key below a key that has its value is indented by mistake
        if pair := KEY_LINE.match((line.strip() if is_complete else line).rstrip()):
            is_complete = bool(pair[2])
            found.append(_Lines(clean(pair[1]), _listed(pair[2] or ""), number))
            continue
        item = _ITEM.match(line)
        said = _scalar(item[1] if item else line)
        if found:
            found[-1].add(said, is_item=item is not None)
        else:
            found.append(_Lines("", (said,), number))
    return [lines.value() for lines in found]


class _Lines:
    """The texts of a key's line and the lines below it; each is joined once, at the end."""

    def __init__(self, key: str, texts: tuple[str, ...], line: int) -> None:
        self._key, self._line, self._listed = key, line, len(texts) > 1
        self._texts = [[text] for text in texts]
        self._is_first = True

    def add(self, said: str, is_item: bool) -> None:
        """Add an item, or a line that continues the text above it; empty texts are dropped."""
        if self._is_first:
            self._texts = [pieces for pieces in self._texts if pieces != [""]]
        elif self._texts[-1] == [""]:
            self._texts.pop()
        self._is_first = False
        if is_item or not self._texts:
            self._texts.append([said])
        else:
            self._texts[-1].append(said)

    def value(self) -> Value:
        """Return the value of all lines so far."""
        texts = tuple(map(" ".join, self._texts))
        return Value(self._key, texts, self._line, self._listed)


def _listed(text: str) -> tuple[str, ...]:
    """Return the items of a ``[list, on one line]``, which may lack its bracket; else the text."""
    text = text.strip()
    unended = "]" not in text and "," in text
    if text.startswith("[") and (unended or text.endswith("]")):
        return tuple(_scalar(part) for part in text.strip("[]").split(","))
    return (_scalar(text),)


def _scalar(text: str) -> str:
    text = text.strip()
    quote = text[:1] if text[:1] in ("'", '"') else ""
    if quote and text.count(quote) <= 2:
        inner, _end, after = text[1:].partition(quote)
        if not after.strip() or after.lstrip().startswith("#"):
            return clean(inner)
    return clean(_COMMENT.sub("", text))
