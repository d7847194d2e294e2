"""Line numbers of the keys and elements of lists in a TOML text, which tomllib does not give.

They are right for a text that tomllib accepts; for any other they may be wrong, but nothing fails.
"""

from __future__ import annotations

import re
from typing import NamedTuple

Path = tuple[str | int, ...]  # keys, and indexes of elements, from 0

_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n]* )
    | (?P<text> \"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
    | (?P<sign> [\[\]{}=,.\n] )
    | (?P<word> [^\s\#"'\[\]{}=,.]+ )
    """,
    re.VERBOSE | re.DOTALL,
)


class _Open(NamedTuple):
    """A list or an inline table whose bracket is open."""

    path: Path
    is_list: bool


class _Finder:
    """Takes the tokens of a text one by one, with a stack of the open brackets."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self._table: Path = ()
        self._key: list[str] = []
        self._header = 0  # number of open brackets of a table's header
        self._in_value = False
        self._open: list[_Open] = []
        self._elements: list[int] = []  # by open bracket: the index of the current element
        self._tables: dict[Path, int] = {}  # number of tables in each array of tables

    def take(self, kind: str, token: str, line: int) -> None:
        """Take the next token."""
        if kind == "sign":
            self._sign(token, line)
        elif self._in_value:
            self._element(line)
        else:
            self._key.append(_unquoted(token) if kind == "text" else token)

    def _sign(self, sign: str, line: int) -> None:
        if sign == "\n":
            if not self._open:
                self._key, self._header, self._in_value = [], 0, False
        elif self._in_value:
            self._value_sign(sign, line)
        elif sign == "=":
            self._record(self._base, line)
            self._in_value = True
        elif sign == "[":
            self._header += 1
        elif sign == "]" and self._header:
            self._end_header(line)
        elif sign == "}":
            self._close()

    @property
    def _base(self) -> Path:
        return self._open[-1].path if self._open else self._table

    def _record(self, base: Path, line: int) -> Path:
        """Record the line of the current key, and of the tables that it creates."""
        path = base
        for part in self._key:
            if path in self._tables:  # an array of tables: its last one
                path = (*path, self._tables[path] - 1)
            path = (*path, part)
            self.lines.setdefault(path, line)
        return path

    def _end_header(self, line: int) -> None:
        if not self._key:  # the second bracket of two
            return
        self._table = self._record((), line)
        if self._header == 2:
            number = self._tables.get(self._table, 0)
            self._tables[self._table] = number + 1
            self._table = (*self._table, number)
            self.lines.setdefault(self._table, line)
        self._key, self._header = [], 0

    def _value_sign(self, sign: str, line: int) -> None:
        if sign in "[{":
            path = self._element(line)
            self._open.append(_Open(path, sign == "["))
            self._elements.append(0)
            self._in_value = sign == "["
            self._key = []
        elif sign in "]}":
            self._close()
        elif sign == "," and self._open:
            self._elements[-1] += 1
            self._in_value = self._open[-1].is_list
            self._key = []

    def _element(self, line: int) -> Path:
        """Return the path of the current value, recorded if it is an element of a list."""
        if self._open and self._open[-1].is_list:
            path: Path = (*self._open[-1].path, self._elements[-1])
            self.lines.setdefault(path, line)
            return path
        return (*self._base, *self._key)

    def _close(self) -> None:
        if self._open:
            self._open.pop()
            self._elements.pop()
        self._in_value = True  # the outer value ends at a comma, a bracket or the end of the line
        self._key = []


def lines_of(text: str) -> dict[Path, int]:
    """Return the lines, from 1, of all keys, tables and elements of lists in *text*."""
    finder = _Finder()
    line = 1
    for found in _TOKEN.finditer(text):
        token, kind = found[0], found.lastgroup or ""
        if kind != "comment":
            finder.take(kind, token, line)
        line += token.count("\n")
    return finder.lines


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Return the line of *path*, else of what contains it; 0 if that is unknown too."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 0)


def _unquoted(token: str) -> str:
    import tomllib

    try:
        return str(tomllib.loads(f"x = {token}")["x"])
    except tomllib.TOMLDecodeError:
        return token
