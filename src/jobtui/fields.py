"""Frontmatter as plain text with line numbers: no value is ever constructed from YAML.

python-frontmatter splits the file; YAML is read as a stream of events, so that nothing is
expanded or built: ``2022-02-31`` stays text, an alias stands for the scalar it names, and depth
and size are bounded. What is no YAML is read again as simple ``key: value`` lines.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from jobtui.posting import Problem, Severity
from jobtui.text import clean
from jobtui.words import _

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
_KEY_LINE = re.compile(r"([A-Za-zÀ-ÿ_][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*))?$")
_STRAY_LINES = 5  # so many lines may stand before the first fence
_MOST_CHARACTERS = 64 * 1024
_MOST_DEPTH = 20
_MOST_VALUES = 2000


class Value(NamedTuple):
    """What one key says: a list of texts (one for a scalar), and where."""

    key: str
    texts: tuple[str, ...]
    line: int  # from 1
    quoted: bool = False  # a quoted scalar is text, whatever it looks like

    @property
    def text(self) -> str:
        """All of it on one line."""
        return ", ".join(self.texts)


class Fields(NamedTuple):
    """The frontmatter of one file, in the order of the file, and the text behind it."""

    values: tuple[Value, ...]
    body: str
    body_line: int
    problems: tuple[Problem, ...]


class _EventHandler(YAMLHandler):  # type: ignore[misc]
    """Gives python-frontmatter the frontmatter as text; its YAML is read by us."""

    def load(self, fm: str, **kwargs: object) -> dict[str, str]:
        return {"text": fm}


def split(path: str, text: str) -> Fields:
    """Return the frontmatter and body of *text*, the content of the file *path*.

    Never raises: what cannot be read is a Problem.
    """
    start = _fence(text)
    if start < 0:
        problem = Problem(path, 1, "", _("no frontmatter"), Severity.WARNING, _("text only"))
        return Fields((), text.strip("\n"), 1, (problem,))
    problems: list[Problem] = []
    if text[:start].strip():
        message = _("stray lines before the first ---; move them below the frontmatter")
        problems.append(Problem(path, 1, "", message, Severity.WARNING, _("part of the text")))
    split_up = frontmatter.parse(text[start:], handler=_EventHandler())
    metadata, body = str(split_up[0].get("text", "")), split_up[1]
    if "text" not in split_up[0]:
        metadata, body = _unclosed(text[start:])
        message = _("the frontmatter has no closing ---")
        problems.append(
            Problem(path, _line(text, start), "", message, Severity.ERROR, _("its first lines"))
        )
    if len(metadata) > _MOST_CHARACTERS:
        message = _("the frontmatter is too long; only its beginning is read")
        problems.append(Problem(path, _line(text, start), "", message, Severity.ERROR))
        metadata = metadata[:_MOST_CHARACTERS]
    first = _line(text, max(start, text.find(metadata, start))) if metadata else 1
    values, found = _read(path, metadata, first)
    body_line = _line(text, text.rfind(body)) if body else text.count("\n") + 1
    stray = text[:start].strip()
    return Fields(
        values, f"{stray}\n\n{body}" if stray else body, body_line, (*problems, *found)
    )


def _fence(text: str) -> int:
    """Return where the first fence begins, -1 if the file has no frontmatter."""
    for fence in _FENCE.finditer(text):
        before, after = text[: fence.start()], text[fence.end() :].lstrip()
        if sum(1 for line in before.splitlines() if line.strip()) > _STRAY_LINES:
            return -1
        line = after.split("\n", 1)[0].rstrip()
        if _KEY_LINE.match(line) or line.startswith(("#", "{", "%", "!", "&", "? ", "'", '"')):
            return fence.start()
        if not before.strip():
            return fence.start() if _FENCE.match(line) else -1
    return -1


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, max(0, offset)) + 1


def _unclosed(text: str) -> tuple[str, str]:
    """Take the leading ``key: value`` lines behind an opening fence for the frontmatter."""
    lines = text.split("\n")
    end = 1
    while end < len(lines):
        line = lines[end]
        if not (_KEY_LINE.match(line.rstrip()) or line.startswith((" ", "- ", "#")) and end > 1):
            break
        end += 1
    return "\n".join(lines[1:end]), "\n".join(lines[end:]).strip()


def _read(path: str, text: str, first: int) -> tuple[tuple[Value, ...], list[Problem]]:
    problems: list[Problem] = []
    try:
        values = _from_events(text, first)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = first + (mark.line if mark else 0)
        why = clean(str(getattr(error, "problem", None) or error))
        message = _("this is not valid YAML: {why}; quote the value or mend the line")
        problems.append(
            Problem(
                path, line, "", message.format(why=why), Severity.ERROR, _("simple key: value lines")
            )
        )
        values = _from_lines(text, first)
    return _once(path, values, problems), problems


def _once(path: str, values: list[Value], problems: list[Problem]) -> tuple[Value, ...]:
    """Keep the last of several values of the same key, as YAML readers do, and say so."""
    last: dict[str, Value] = {}
    for value in values:
        if value.key in last:
            message = _("this key stands twice; the first one is on line {line}")
            text = message.format(line=last[value.key].line)
            guess = value.text[:80]
            problems.append(
                Problem(path, value.line, value.key, text, Severity.WARNING, guess)
            )
        last[value.key] = value
    return tuple(last.values())


def _from_events(text: str, first: int) -> list[Value]:
    """Walk the events of a YAML mapping; nested mappings become ``key: value`` texts."""
    values: list[Value] = []
    anchors: dict[str, str] = {}
    depth, count = 0, 0
    key: tuple[str, int] | None = None
    inner_key: str | None = None
    kinds: list[str] = []
    texts: list[str] = []
    quoted = False
    for event in yaml.parse(text, Loader=_LOADER):
        count += 1
        if count > _MOST_VALUES:
            raise ValueError(_("too many values"))
        if isinstance(event, yaml.CollectionStartEvent):
            kinds.append("map" if isinstance(event, yaml.MappingStartEvent) else "list")
            depth += 1
            if depth > _MOST_DEPTH:
                raise ValueError(_("nested too deeply"))
            if depth == 1 and kinds[0] != "map":
                raise ValueError(_("a list or text stands where key: value lines are expected"))
            if depth == 2 and key is None:
                raise ValueError(_("a key is not plain text"))
            inner_key = None
        elif isinstance(event, yaml.CollectionEndEvent):
            kinds.pop()
            depth -= 1
            inner_key = None
        elif isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent)):
            if isinstance(event, yaml.AliasEvent):
                scalar = anchors.get(event.anchor, f"*{event.anchor}")
                quoted = False
            else:
                scalar = clean(event.value, keep_newlines=depth >= 1)
                quoted = event.style in ("'", '"')
                if event.tag and depth and not event.tag.startswith("tag:yaml.org,2002:str"):
                    scalar = f"{clean(event.tag)} {scalar}".strip()
                if event.anchor:
                    anchors[event.anchor] = scalar[:1000]
            if depth == 0:
                raise ValueError(_("a list or text stands where key: value lines are expected"))
            if depth == 1 and key is None:
                key = (clean(scalar), first + event.start_mark.line)
                texts = []
                continue
            if kinds[-1] == "map" and depth > 1 and inner_key is None:
                inner_key = clean(scalar)
                continue
            line = clean(scalar)
            texts.append(f"{inner_key}: {line}" if inner_key is not None else line)
            inner_key = None
        if depth == 1 and key is not None and not isinstance(event, yaml.MappingStartEvent):
            values.append(Value(key[0], tuple(texts), key[1], quoted))
            key, quoted = None, False
    return values


def _from_lines(text: str, first: int) -> list[Value]:
    values: list[Value] = []
    for number, line in enumerate(text.split("\n")):
        item = re.match(r"\s*-\s+(.*)", line)
        if item and values:
            held = values[-1]
            texts = tuple(t for t in held.texts if t)
            values[-1] = held._replace(texts=(*texts, clean(item[1].strip("'\" "))))
        elif pair := _KEY_LINE.match(line.rstrip()):
            said = re.sub(r"(?:^|\s+)#.*$", "", pair[2] or "").strip().strip("'\"")
            values.append(Value(clean(pair[1]), (clean(said),), first + number))
    return values
