"""Saves, removes and renames searches in the user's config.toml, and changes nothing else there.

The standard library has no parser of TOML that keeps comments. So several edits of lines are tried,
and the first is taken that parses as the old file with just that search changed. If none does, the
file is left alone, and the message says which line to write by hand.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jobtui.config.files import Unusable, create, raw, replace, user_file
from jobtui.i18n import _
from jobtui.text.printable import printable

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_HEADER = re.compile(r"\s*\[\s*searches\s*\]\s*(?:#.*)?")
_ONE_LINE = re.compile(
    r"""(\s*(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*')\s*=\s*)"""
    r"""(?:"(?:\\.|[^"\\])*"|'[^']*'|\{[^#\n]*\})(\s*(?:\#.*)?)"""
)
_MAX_LINES = 40  # of one search
_TABLE = "searches"

# From the lines of the file, and the numbers of the lines (from 1) of the searches by name, to the
# texts to try in turn.
Edits = Callable[[list[str], dict[Any, int]], Iterator[str]]


class NotSavedError(Exception):
    """The file is unchanged; the text says why, and what to do."""


def line_of(name: str, query: str, sort: str = "") -> str:
    """Return a search as a line under ``[searches]``."""
    value = _text(query)
    if sort:
        value = f"{{ query = {value}, sort = {_text(sort)} }}"
    return f"{name if _BARE.fullmatch(name) else _text(name)} = {value}"


def save(name: str, query: str, sort: str = "") -> None:
    """Save a search; it replaces one of the same name. Raises NotSavedError."""
    value: Any = {"query": query, "sort": sort} if sort else query
    line = line_of(name, query, sort)
    hint = _("add under [searches]: {line}").format(line=printable(line))
    _change(lambda lines, at: _with_line(lines, at, name, line), {name: value}, (), hint)


def remove(name: str) -> None:
    """Remove a search. Raises NotSavedError."""
    hint = _("remove {name} from [searches]").format(name=printable(_text(name)))
    _change(lambda lines, at: _without(lines, at.get(name)), {}, (name,), hint)


def rename(name: str, new: str) -> None:
    """Rename a search; it replaces one of the new name. Raises NotSavedError."""
    file = _file()
    value = _values(_content(file, "")).get(_TABLE, {}).get(name)
    fields = {"query": value} if isinstance(value, str) else value
    if not isinstance(fields, dict) or "query" not in fields:
        raise NotSavedError(_elsewhere(file, name))
    save(new, fields["query"], fields.get("sort", ""))
    remove(name)


def _change(edits: Edits, added: dict[str, Any], removed: tuple[str, ...], hint: str) -> None:
    """Write the first of the *edits* with just these changes to searches. Raises NotSavedError."""
    from jobtui.config.toml_positions import lines_of

    file = _file()
    before = _content(file, hint)
    values = _values(before)
    table = values.get(_TABLE, {})
    if not isinstance(table, dict):
        raise _refused(file, _("[searches] is not a table"), hint)
    for name in removed:
        if name not in table:
            raise NotSavedError(_elsewhere(file, name))
    wanted = {**table, **added}
    for name in removed:
        del wanted[name]
    mark = "\ufeff" if before.startswith("\ufeff") else ""
    text = before.removeprefix("\ufeff")
    places = {path[1]: line for path, line in lines_of(text).items() if _is_entry(path)}
    for after in edits(re.findall(r"[^\n]*\n|[^\n]+", text), places):
        if _states(after, {**values, _TABLE: wanted}):
            _replace(file, before, mark + after, hint)
            return
    raise _refused(file, _("it is written in a way that cannot be edited automatically"), hint)


def _is_entry(path: tuple[str | int, ...]) -> bool:
    return len(path) == 2 and path[0] == _TABLE


def _with_line(lines: list[str], at: dict[Any, int], name: str, line: str) -> Iterator[str]:
    """Yield texts with the new *line*: in its old place, after the last search, at the end."""
    if name in at:
        here = at[name] - 1
        if found := _ONE_LINE.fullmatch(lines[here].rstrip("\r\n")):
            end = lines[here][len(found[0]) :]
            value = line.partition(" = ")[2] if _BARE.match(line) else None
            if value is not None:  # what surrounds the value stays
                yield "".join(
                    [*lines[:here], found[1] + value + found[2] + end, *lines[here + 1 :]]
                )
        for until in range(here + 1, min(len(lines), here + _MAX_LINES) + 1):
            yield "".join([*lines[:here], line + "\n", *lines[until:]])
        return
    headers = [n for n, one in enumerate(lines, 1) if _HEADER.fullmatch(one.rstrip("\r\n"))]
    for after in sorted({*at.values(), *headers}, reverse=True):
        yield "".join([*lines[:after], _ended(lines[:after]), line + "\n", *lines[after:]])
    blank = "\n" if lines else ""
    yield "".join([*lines, _ended(lines), f"{blank}[{_TABLE}]\n{line}\n"])


def _ended(lines: list[str]) -> str:
    """Return the line end that the last line lacks, if it does."""
    return "" if not lines or lines[-1].endswith("\n") else "\n"


def _without(lines: list[str], at: int | None) -> Iterator[str]:
    """Yield texts without line *at* (from 1) and some after it: a search may take several."""
    if at is not None:
        for until in range(at, min(len(lines), at + _MAX_LINES) + 1):
            yield "".join([*lines[: at - 1], *lines[until:]])


def _states(text: str, wanted: dict[str, Any]) -> bool:
    """Whether *text* parses as *wanted*; an empty table of searches is the same as none."""
    try:
        found = _values(text)
    except NotSavedError:
        return False
    return {_TABLE: {}, **found} == {_TABLE: {}, **wanted}


def _values(text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NotSavedError(str(error)) from error


def _file() -> Path:
    file = user_file()
    if file is None or str(file) == os.devnull:
        raise NotSavedError(_("no configuration file to write to"))
    return file


def _content(file: Path, hint: str) -> str:
    """Return the text of the file, with its byte order mark; empty if it is not there."""
    try:
        found = (raw(file) or b"").decode("utf-8")
        _values(found)
    except Unusable as error:
        raise _refused(file, str(error), hint) from error
    except (UnicodeDecodeError, NotSavedError) as error:
        raise _refused(file, _("invalid TOML"), hint) from error
    return found


def _replace(file: Path, before: str, after: str, hint: str) -> None:
    """Replace the content of the file, which must still be *before*. Raises NotSavedError."""

    def check_unchanged() -> None:
        if _content(file, hint) != before:  # an editor may have saved it meanwhile
            raise _refused(file, _("it has changed in the meantime"), hint)

    try:
        after.encode()
        if os.path.lexists(file):
            replace(file, after, check_unchanged)
        else:
            create(file, after)
    except UnicodeEncodeError as error:
        raise _refused(file, _("contains characters that cannot be written"), hint) from error
    except OSError as error:
        from jobtui.files.writing import why_not

        raise _refused(file, why_not(error), hint) from error


def _refused(file: Path, why: str, hint: str) -> NotSavedError:
    text = _("{file} was not changed: {why}; {hint}")
    return NotSavedError(text.format(file=printable(str(file)), why=printable(why), hint=hint))


def _elsewhere(file: Path, name: str) -> str:
    text = _("{name} is not in {file}, but in another configuration file")
    return text.format(name=printable(_text(name)), file=printable(str(file)))


def _text(value: str) -> str:
    """Return *value* as a TOML string; JSON escapes the same characters, except U+007F."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
