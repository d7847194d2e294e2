"""YAML as plain texts with line numbers: no value is ever constructed.

YAML is read as a stream of events, so that nothing is expanded or built: ``2022-02-31`` stays
text, an alias stands for the texts it names, and depth and size are bounded. What is no YAML can
be read again as simple ``key: value`` lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from jobtui.fences import KEY_LINE
from jobtui.text import clean
from jobtui.words import Message, Text, later, reason

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ITEM = re.compile(r"\s*-\s+(.*)")
_COMMENT = re.compile(r"(?:^|(?<!\s)\s++)#(?:\s.*)?$")
_USUAL_TAG = re.compile(
    r"tag:yaml\.org,2002:(?:str|int|float|bool|null|timestamp|seq|map|set|omap)$"
)
_MOST_CHARACTERS = 256 * 1024  # of all texts, aliases included
_MOST_DEPTH = 20
_MOST_VALUES = 2000
# What the parser was busy with where the mistake is at its beginning, not where it gave up.
_BEGUN = ("quoted scalar", "flow", "simple key")


class Value(NamedTuple):
    """What one key says: a list of texts (one for a scalar), and where."""

    key: str
    texts: tuple[str, ...]
    line: int  # from 1
    listed: bool = False  # written as a list or a mapping, were it of one text

    @property
    def text(self) -> str:
        """All of it on one line."""
        return ", ".join(self.texts)


class Tag(NamedTuple):
    """A YAML tag of no usual type, which is not obeyed."""

    key: str
    name: str
    line: int


class BadYamlError(Exception):
    """The text is no YAML mapping; *line* says where (from 1), the text of it why."""

    def __init__(self, why: Text, line: int) -> None:
        super().__init__(why)
        self.line = line


def from_yaml(text: str, first: int) -> tuple[list[Value], list[Tag]]:
    """Return what the YAML mapping *text* says, whose first line has the number *first*.

    Nested mappings become ``key: value`` texts. Raises BadYamlError.
    """
    walk = _Walk(text, first)
    try:
        return walk.values(), walk.tags
    except yaml.MarkedYAMLError as error:
        begun = error.context and any(word in error.context for word in _BEGUN)
        mark = (begun and error.context_mark) or error.problem_mark or error.context_mark
        line = first + (mark.line if mark else 0)
        raise BadYamlError(_plainly(error), line) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadYamlError(_tidy(reason(error)), walk.line) from error


def _plainly(error: yaml.MarkedYAMLError) -> Text:
    """Return what is wrong in the words of somebody who writes postings."""
    said = clean(f"{error.context or ''} {error.problem or ''}")
    if "mapping values are not allowed" in said:
        return later("a colon stands in a value without quotation marks")
    if "quoted scalar" in said and "end of stream" in said:
        return later("a quotation mark is not closed")
    if "cannot start any token" in said:
        return later("a value begins with a sign that needs quotation marks")
    if "parsing a flow" in said:
        return later("a bracket is not closed")
    return _tidy(Message(error.problem) if error.problem else str(error))


def _tidy(text: Text) -> Text:
    return text._replace(text=clean(text.text)) if isinstance(text, Message) else clean(text)


class _Walk:
    """One pass over the events of a YAML stream."""

    def __init__(self, text: str, first: int) -> None:
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self.first = self.line = first
        self.tags: list[Tag] = []
        self._key = ""
        self._anchors: dict[str, list[str]] = {}
        self._lists: set[str] = set()  # anchors of lists and mappings
        self._events_seen = 0
        self._characters = 0

    def values(self) -> list[Value]:
        found: list[Value] = []
        while (event := self._next()) is not None:
            if isinstance(event, yaml.MappingStartEvent):
                found += self._mapping()
            elif isinstance(event, (yaml.NodeEvent, yaml.CollectionEndEvent)):
                raise ValueError(later("a list or text stands where key: value lines are expected"))
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

    def _mapping(self) -> Iterator[Value]:
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            line = self.line
            if isinstance(event, yaml.CollectionStartEvent):
                raise ValueError(later("a key is not plain text"))
            self._key = clean(" ".join(self._texts(event, 1)))
            event = self._next()
            yield Value(self._key, tuple(self._texts(event, 1)), line, self._is_list(event))

    def _is_list(self, event: yaml.Event | None) -> bool:
        if isinstance(event, yaml.AliasEvent):
            return event.anchor in self._lists
        return isinstance(event, yaml.CollectionStartEvent)

    def _texts(self, event: yaml.Event | None, depth: int) -> list[str]:
        """Return the texts of the node that *event* begins."""
        if depth > _MOST_DEPTH:
            raise ValueError(later("nested too deeply"))
        if isinstance(event, yaml.AliasEvent):
            anchor = event.anchor or ""
            return self._counted(self._anchors.get(anchor, [f"*{clean(anchor)}"]))
        assert isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))
        if event.tag and not _USUAL_TAG.match(event.tag):
            self.tags.append(Tag(self._key, clean(event.tag), self.line))
        if isinstance(event, yaml.ScalarEvent):
            texts = [clean(event.value)]
        elif isinstance(event, yaml.SequenceStartEvent):
            texts = []
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                texts += self._texts(item, depth + 1)
        else:
            texts = []
            while not isinstance(item := self._next(), yaml.MappingEndEvent):
                key = " ".join(self._texts(item, depth + 1))
                within = self._texts(self._next(), depth + 1) or [""]
                texts += self._counted([f"{key}: {text}".rstrip() for text in within])
        if event.anchor:
            self._anchors[event.anchor] = texts
            if self._is_list(event):
                self._lists.add(event.anchor)
        return self._counted(texts)

    def _counted(self, texts: list[str]) -> list[str]:
        self._characters += sum(map(len, texts)) + len(texts)
        if self._characters > _MOST_CHARACTERS:
            raise ValueError(later("too many values"))
        return texts


def from_lines(text: str, first: int) -> list[Value]:
    """Return what the simple ``key: value`` lines and ``- item`` lines of *text* say.

    Other lines continue the value above them; before any key they are a value without a key.
    """
    values: list[Value] = []
    for number, line in enumerate(text.split("\n"), first):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if pair := KEY_LINE.match(line.rstrip()):
            texts = _listed(pair[2] or "")
            values.append(Value(clean(pair[1]), texts, number, len(texts) > 1))
            continue
        item = _ITEM.match(line)
        said = _scalar(item[1] if item else line)
        if not values:
            values.append(Value("", (said,), number))
            continue
        held = values[-1]
        texts = tuple(text for text in held.texts if text)
        more = (*texts, said) if item or not texts else (*texts[:-1], f"{texts[-1]} {said}")
        values[-1] = held._replace(texts=more)
    return values


def _listed(text: str) -> tuple[str, ...]:
    """Return the items of a ``[list, on one line]``, which may lack its end; else the text."""
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
