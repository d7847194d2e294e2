"""The frontmatter of a file as plain texts with line numbers, and the body after it.

python-frontmatter splits a file whose fences are in order; otherwise
`jobtui.parsing.frontmatter_split` decides where the frontmatter ends.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from jobtui.i18n import later, reason
from jobtui.parsing.frontmatter_split import is_unopened, spaced, split_file, without_marks
from jobtui.parsing.yaml_strings import BadYamlError, Value, from_lines, from_yaml
from jobtui.postings.model import Problem, Severity
from jobtui.text.patterns import late
from jobtui.text.sanitize import clean

_TIGHT_KEY = late(r"(?!mailto:)([A-Za-z_]\w{0,40}):(?=[^\s:/])", re.IGNORECASE)
_OTHER_BREAK = late("[\x85\u2028\u2029]")
_CONFLICT = "<<<<<<< "  # git writes both sides of a merge between such lines
_TAB_AHEAD = late(r"^ *\t[^\S\n]*[^\s#]", re.MULTILINE)
# TOML, JSON, JavaScript; Eleventy and others name the language behind the fence.
_OTHER = late(r'\s*(?:\+{3,}[^\S\n]*\n|---\s?(?:toml|json5?|js)[^\S\n]*\n|;;;[^\S\n]*\n|\{\s*")')
_NAMED_YAML = late(r"\s*---\s?ya?ml(?=[^\S\n]*\n)", re.IGNORECASE)
_TAB = later("tab where YAML allows only spaces")
_MOST_CHARACTERS = 64 * 1024  # of the frontmatter; those of beta.gouv.fr have at most 560


class Frontmatter(NamedTuple):
    """The frontmatter of one file, in the order of the file, and the body after it."""

    values: tuple[Value, ...]
    body: str
    problems: tuple[Problem, ...]
    dropped: tuple[Value, ...] = ()  # earlier values of keys that occur more than once


class _TextHandler(YAMLHandler):  # type: ignore[misc]
    """Makes python-frontmatter return the frontmatter as text; `from_yaml` reads its YAML."""

    def load(self, fm: str, **kwargs: object) -> dict[str, str]:
        return {"text": fm}


def split(path: str, text: str) -> Frontmatter:
    """Return the frontmatter and body of *text*, the content of the file *path*.

    Never raises: what cannot be read is a Problem.
    """
    text = without_marks(text)
    if _OTHER.match(text):
        from jobtui.parsing.other_frontmatter import split_other

        values, body, problems = split_other(path, text)
        return Frontmatter(tuple(values), body, tuple(problems))
    if named := _NAMED_YAML.match(text):
        text = f"{named[0].rpartition('-')[0]}-{text[named.end() :]}"
    if is_unopened(text):
        return _unopened(path, text)
    start, stray, metadata, body, closed, dotted, second = split_file(text)
    if start < 0:
        problem = Problem(
            path, 1, "", later("no frontmatter"), Severity.WARNING, later("text only")
        )
        return Frontmatter((), body, (problem,))
    problems = []
    if stray:
        message = later("stray lines before the first ---; move them below the frontmatter")
        line = _line(text, text.find(stray))
        problems.append(
            Problem(path, line, "", message, Severity.WARNING, later("part of the text"))
        )
    opened = _line(text, start)
    if dotted:
        message = later("the frontmatter ends with ...; write --- instead")
        line = _line(text, text.find(metadata, start + 3) + len(metadata))
        problems.append(Problem(path, line, "", message, Severity.WARNING))
    elif closed:
        parsed, _body = frontmatter.parse(text[start:], handler=_TextHandler())
        metadata = str(parsed.get("text", metadata))
    else:
        message = later("the frontmatter has no closing ---; add it below the last key")
        guess = later("its first few lines")
        problems.append(Problem(path, opened, "", message, Severity.ERROR, guess))
    if len(metadata) > _MOST_CHARACTERS:
        message = later("the frontmatter is too long; only its beginning is read")
        problems.append(Problem(path, opened, "", message, Severity.ERROR))
        end = metadata.rfind("\n", 0, _MOST_CHARACTERS)
        metadata = metadata[: end if end > 0 else _MOST_CHARACTERS]
    if second:
        message = later("key: value lines after the closing ---; move them above it")
        line = _line(text, text.find(body, text.find(metadata, start + 3) + len(metadata)))
        problems.append(Problem(path, line, "", message, Severity.WARNING, later("text")))
    first = _line(text, text.find(metadata, start + 3))
    values, found = _read(path, metadata, first)
    kept, dropped = _once(path, values, found)
    problems += sorted(found, key=lambda problem: problem.line)
    return Frontmatter(kept, body, tuple(problems), dropped)


def _unopened(path: str, text: str) -> Frontmatter:
    """Return the parts of a file of which only the first ``---`` is missing."""
    found = split(path, f"---\n{text}")
    moved = [one._replace(line=max(1, one.line - 1)) for one in found.problems]
    message = later("the frontmatter has no opening ---; add it above the first key")
    values = tuple(value._replace(line=max(1, value.line - 1)) for value in found.values)
    problem = Problem(path, 1, "", message, Severity.WARNING)
    return found._replace(values=values, problems=(problem, *moved))


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, max(0, offset)) + 1


def _read(path: str, text: str, first: int) -> tuple[list[Value], list[Problem]]:
    problems: list[Problem] = []
    text = _tidied(path, text, first, problems)
    try:
        values, notes = from_yaml(text, first)
    except BadYamlError as error:
        why = reason(error)
        tabs = [p for p in problems if p.line == error.line and p.message == _TAB]
        if tabs:  # report it once
            problems.remove(tabs[0])
            why = _TAB
        message = later(
            "invalid YAML: {why}; put the value in quotation marks or fix the line", why=why
        )
        guess = later("simple key: value lines")
        problems.append(Problem(path, error.line, "", message, Severity.ERROR, guess))
        return from_lines(text, first), problems
    for note in notes:
        severity = Severity.ERROR if note.is_error else Severity.WARNING
        problems.append(Problem(path, note.line, note.key, note.message, severity))
    return values, problems


def _tidied(path: str, text: str, first: int, problems: list[Problem]) -> str:
    """Return *text* without what hides a key from YAML; line numbers stay the same."""
    lines = clean(_OTHER_BREAK.sub(" ", text), keep_newlines=True).split("\n")
    if tab := _TAB_AHEAD.search(text) if "\t" in text else None:
        at = first + text.count("\n", 0, tab.start())
        problems.append(Problem(path, at, "", _TAB, Severity.WARNING))
    if _CONFLICT in text:
        _keep_one_side(path, lines, first, problems)
    ends = "..." in text
    for at, line in enumerate(lines):
        if ends and line.rstrip() == "...":  # other keys follow, or the fence
            if any(one.strip() for one in lines[at + 1 :]):
                message = later("... ends the frontmatter, but more keys follow; remove it")
                problems.append(Problem(path, first + at, "", message, Severity.WARNING))
            lines[at] = ""
            continue
        line = spaced(line)
        if tight := _TIGHT_KEY.match(line):
            message = later("missing space after the colon")
            problems.append(Problem(path, first + at, tight[1], message, Severity.WARNING))
            line = f"{tight[0]} {line[tight.end() :]}"
        lines[at] = line
    return "\n".join(lines)


def _keep_one_side(path: str, lines: list[str], first: int, problems: list[Problem]) -> None:
    """Empty the lines of a merge that git could not finish, but for those of the first side."""
    drops = False
    for at, line in enumerate(lines):
        if line.startswith(_CONFLICT):
            message = later("a merge conflict was left in the file; keep one of the two sides")
            guess = later("the first side")
            problems.append(Problem(path, first + at, "", message, Severity.ERROR, guess))
        drops = drops or line.startswith(("||||||| ", "======="))
        if drops or line.startswith(_CONFLICT):
            lines[at] = ""
        drops = drops and not line.startswith(">>>>>>> ")


class _Unique(NamedTuple):
    """One value for each key, and the earlier values of the same keys."""

    kept: tuple[Value, ...]
    dropped: tuple[Value, ...]


def _once(path: str, values: list[Value], problems: list[Problem]) -> _Unique:
    """Keep the last of several values of a key, as YAML parsers do, and add a problem."""
    last: dict[str, Value] = {}
    earlier: dict[str, list[Value]] = {}
    for value in values:
        if value.key in last:
            earlier.setdefault(value.key, []).append(last.pop(value.key))
        last[value.key] = value
    for key, others in earlier.items():
        text = later("duplicate key, also on line {line}; keep one", line=others[0].line)
        if len(others) > 1:
            lines = ", ".join(str(other.line) for other in others)
            text = later("duplicate key, also on lines {lines}; keep one", lines=lines)
        kept = last[key]
        problems.append(Problem(path, kept.line, key, text, Severity.WARNING, kept.text[:80]))
    dropped = tuple(other for others in earlier.values() for other in others)
    return _Unique(tuple(last.values()), dropped)
