"""The frontmatter of a file as plain texts with line numbers, and the text behind it.

python-frontmatter splits the file where its fences are in order; where they are not, the
frontmatter ends where prose begins.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from jobtui.posting import Problem, Severity
from jobtui.text import clean
from jobtui.vocabulary import FIELD_OF_KEY
from jobtui.words import later, reason
from jobtui.yaml_texts import KEY_LINE, BadYamlError, Value, from_lines, from_yaml

__all__ = ["Fields", "Value", "split"]

_FENCE = re.compile(r"^-{3,}[^\S\n]*$", re.MULTILINE)
_KNOWN = "|".join(sorted((key.replace("_", "[_ -]") for key in FIELD_OF_KEY), reverse=True))
_KNOWN_KEY = re.compile(rf"^[ \t]*[\"']?(?:{_KNOWN})[\"']?[ \t\u00a0\u202f]*:", re.M | re.I)
_TIGHT_KEY = re.compile(r"(?!mailto:)([A-Za-z_]\w{0,40}):(?=[^\s:/])", re.IGNORECASE)
_KEY_SPACES = re.compile(r"([ \u00a0\u202f]*)([\w.-]{1,40})[ \u00a0\u202f]*:(?:[ \u00a0\u202f]+|$)")
_OTHER_BREAK = re.compile("[\x85\u2028\u2029]")
_STRAY_LINES = 5  # so many lines may stand before the first fence
_MOST_CHARACTERS = 64 * 1024


class Fields(NamedTuple):
    """The frontmatter of one file, in the order of the file, and the text behind it."""

    values: tuple[Value, ...]
    body: str
    problems: tuple[Problem, ...]
    dropped: tuple[Value, ...] = ()  # earlier values of keys that stand twice


class _TextHandler(YAMLHandler):  # type: ignore[misc]
    """Gives python-frontmatter the frontmatter as text; its YAML is read by us."""

    def load(self, fm: str, **kwargs: object) -> dict[str, str]:
        return {"text": fm}


def split(path: str, text: str) -> Fields:
    """Return the frontmatter and body of *text*, the content of the file *path*.

    Never raises: what cannot be read is a Problem.
    """
    text = text.lstrip("\ufeff\u200b\u2060")
    start = _opening(text)
    if start < 0:
        problem = Problem(
            path, 1, "", later("no frontmatter"), Severity.WARNING, later("text only")
        )
        return Fields((), text.strip("\n"), (problem,))
    problems: list[Problem] = []
    stray = text[:start].strip()
    if stray:
        message = later("stray lines before the first ---; move them below the frontmatter")
        line = _line(text, text.find(stray))
        problems.append(
            Problem(path, line, "", message, Severity.WARNING, later("part of the text"))
        )
    opened = _line(text, start)
    metadata, body, closed = _parts(text[start:])
    if not closed:
        message = later("the frontmatter has no closing ---; add it below the last key")
        guess = later("its first lines")
        problems.append(Problem(path, opened, "", message, Severity.ERROR, guess))
    if len(metadata) > _MOST_CHARACTERS:
        message = later("the frontmatter is too long; only its beginning is read")
        problems.append(Problem(path, opened, "", message, Severity.ERROR))
        end = metadata.rfind("\n", 0, _MOST_CHARACTERS)
        metadata = metadata[: end if end > 0 else _MOST_CHARACTERS]
    first = _line(text, text.find(metadata, start + 3))
    values, found = _read(path, metadata, first)
    kept, dropped = _once(path, values, found)
    problems += sorted(found, key=lambda problem: problem.line)
    return Fields(kept, f"{stray}\n\n{body}" if stray else body, tuple(problems), dropped)


def _opening(text: str) -> int:
    """Return where the first fence begins, -1 if the file has no frontmatter."""
    for fence in _FENCE.finditer(text):
        before = text[: fence.start()]
        if sum(1 for line in before.split("\n") if line.strip()) > _STRAY_LINES:
            return -1
        after = text[fence.end() :]
        closing = _FENCE.search(after)
        if before.strip():
            if closing and _KNOWN_KEY.search(after, 0, closing.start()):
                return fence.start()
        else:
            return fence.start() if _is_frontmatter(after, closing) else -1
    return -1


def _is_frontmatter(after: str, closing: re.Match[str] | None) -> bool:
    """Whether what stands behind a first ``---`` is frontmatter, and the line no mere rule."""
    block = after[: closing.start()] if closing else after[: _end_of_keys(after)]
    lines = [_spaced(line).strip() for line in clean(block, keep_newlines=True).split("\n")]
    first = next((line for line in lines if line and not line.startswith("#")), "")
    if not first:
        return closing is not None
    if KEY_LINE.match(first) or any(map(_KNOWN_KEY.match, lines)):
        return True
    return closing is not None and first.startswith(("{", "%", "!", "&", "? ", "'", '"'))


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, max(0, offset)) + 1


def _parts(text: str) -> tuple[str, str, bool]:
    """Return frontmatter and body of *text*, which begins with a fence, and whether it closes."""
    opening = _FENCE.match(text)
    assert opening is not None
    after = text[opening.end() :]
    closing = _FENCE.search(after)
    prose = _end_of_keys(after, strict=closing is None)
    if closing and closing.start() <= prose:
        parsed, body = frontmatter.parse(text, handler=_TextHandler())
        if "text" in parsed:
            return str(parsed["text"]), str(body), True
    return after[:prose], after[prose:].strip(), False


def _end_of_keys(text: str, strict: bool = True) -> int:
    """Return where the ``key: value`` lines of *text* end and its prose begins.

    Prose is a line that is no key, item or comment, behind an empty line or, if *strict*,
    anywhere; or a Markdown heading of the second level and below.
    """
    offset = end = 0
    blank = False
    for line in text.split("\n"):
        if not line.strip():
            blank = offset > 0  # the first is what is left of the fence's line
        elif line.startswith("#"):
            if blank and line.startswith("##"):
                return end
        elif line.startswith((" ", "\t", "-", "}", "]", "{", "...", "%")):
            if blank and strict and line.startswith("-"):
                return end
            blank, end = False, offset + len(line)
        elif KEY_LINE.match(
            _spaced(line if line.isascii() else clean(line)).rstrip()
        ) or _KNOWN_KEY.match(line):
            blank, end = False, offset + len(line)
        elif blank or strict:
            return end
        offset += len(line) + 1
    return len(text) if not strict else end


def _read(path: str, text: str, first: int) -> tuple[list[Value], list[Problem]]:
    problems: list[Problem] = []
    text = _tidied(path, text, first, problems)
    try:
        values, tags = from_yaml(text, first)
    except BadYamlError as error:
        message = later(
            "this is not valid YAML: {why}; quote the value or mend the line", why=reason(error)
        )
        guess = later("simple key: value lines")
        problems.append(Problem(path, error.line, "", message, Severity.ERROR, guess))
        return from_lines(text, first), problems
    for tag in tags:
        message = later("the YAML tag {tag} is not obeyed; remove it", tag=tag.name)
        problems.append(Problem(path, tag.line, tag.key, message, Severity.WARNING))
    return values, problems


def _tidied(path: str, text: str, first: int, problems: list[Problem]) -> str:
    """Return *text* without what keeps YAML from seeing a key; lines keep their numbers."""
    lines = clean(_OTHER_BREAK.sub(" ", text), keep_newlines=True).split("\n")
    for at, line in enumerate(lines):
        line = _spaced(line)
        if tight := _TIGHT_KEY.match(line):
            message = later("a space is missing behind the colon")
            problems.append(Problem(path, first + at, tight[1], message, Severity.WARNING))
            line = f"{tight[0]} {line[tight.end() :]}"
        lines[at] = line
    return "\n".join(lines)


def _spaced(line: str) -> str:
    """Return *line* with plain spaces where YAML knows no others: indentation, around a colon."""
    if "\u00a0" not in line and "\u202f" not in line:
        return line
    if key := _KEY_SPACES.match(line):
        return f"{' ' * len(key[1])}{key[2]}: {line[key.end() :]}"
    bare = line.lstrip(" \u00a0\u202f")
    return " " * (len(line) - len(bare)) + bare


def _once(
    path: str, values: list[Value], problems: list[Problem]
) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Keep the last of several values of the same key, as YAML readers do, and say so."""
    last: dict[str, Value] = {}
    dropped: list[Value] = []
    for value in values:
        if value.key in last:
            earlier = last.pop(value.key)
            dropped.append(earlier)
            text = later("this key stands twice, also on line {line}; keep one", line=earlier.line)
            guess = value.text[:80]
            problems.append(Problem(path, value.line, value.key, text, Severity.WARNING, guess))
        last[value.key] = value
    return tuple(last.values()), tuple(dropped)
