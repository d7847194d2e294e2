"""Every key that tomllib finds has its line, and no text breaks the looking for them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jobtui.config.toml_positions import Path, line_of, lines_of

TEXT = '''\
# a = 1
a = 1
"b c" = """
x = 1
""""" # [no]
d.e."f.g" = [1, [2,
  3], { h = 4, i.j = [
    5] }]
'k' = 1979-05-27 07:32:00

[t . u]
v = 1.5
w = 'it = [' # "
[[l]]
m = "\\" [n]"
[l.o]
p = {}
[[l]]
m = 2
'''


def paths_of(value: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of everything in a value that tomllib returned, but for its own."""
    items: Any = value.items() if isinstance(value, dict) else ()
    for key, inner in enumerate(value) if isinstance(value, list) else items:
        yield (*path, key)
        yield from paths_of(inner, (*path, key))


def test_lines() -> None:
    assert lines_of(TEXT) == {
        ("a",): 2,
        ("b c",): 3,
        ("d",): 6,
        ("d", "e"): 6,
        ("d", "e", "f.g"): 6,
        ("d", "e", "f.g", 0): 6,
        ("d", "e", "f.g", 1): 6,
        ("d", "e", "f.g", 1, 0): 6,
        ("d", "e", "f.g", 1, 1): 7,
        ("d", "e", "f.g", 2): 7,
        ("d", "e", "f.g", 2, "h"): 7,
        ("d", "e", "f.g", 2, "i"): 7,
        ("d", "e", "f.g", 2, "i", "j"): 7,
        ("d", "e", "f.g", 2, "i", "j", 0): 8,
        ("k",): 9,
        ("t",): 11,
        ("t", "u"): 11,
        ("t", "u", "v"): 12,
        ("t", "u", "w"): 13,
        ("l",): 14,
        ("l", 0): 14,
        ("l", 0, "m"): 15,
        ("l", 0, "o"): 16,
        ("l", 0, "o", "p"): 17,
        ("l", 1): 18,
        ("l", 1, "m"): 19,
    }
    assert set(lines_of(TEXT)) == set(paths_of(tomllib.loads(TEXT)))


def test_what_has_no_line_stands_in_something_that_has() -> None:
    assert line_of(lines_of("\na = 1"), ("a", "b", 3)) == 2
    assert line_of({}, ("a",)) == 0


@given(st.text() | st.text(st.sampled_from("ab=[]{}.,\"'\\#\n \r"), max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    last = text.count("\n") + 1
    assert all(1 <= line <= last for line in lines_of(text).values())


NAMES = st.text(st.characters(codec="utf-8"), max_size=4) | st.text("ab", min_size=1, max_size=2)
VALUES = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.text(st.characters(codec="utf-8"), max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
SPACE = st.sampled_from(("", " ", "\n", " # ]\n", "\r\n\t"))


def quoted(text: str) -> str:
    """Return a TOML text on one line."""
    return json.dumps(text).replace("\x7f", "\\u007f") if text.isascii() else plainly(text)


def plainly(text: str) -> str:
    return '"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"'


def written(value: Any, space: str) -> str:
    """Return a value as TOML, lists with *space* around what they hold."""
    if isinstance(value, list):
        inner = ",".join(space + written(one, space) + space for one in value)
        return f"[{inner}]"
    if isinstance(value, dict):
        fields = (f"{quoted(key)} = {written(one, space)}" for key, one in value.items())
        return "{" + ", ".join(fields) + "}"
    return json.dumps(value) if isinstance(value, bool | int) else quoted(value)


@given(st.dictionaries(NAMES, VALUES, max_size=5), SPACE, st.booleans())
def test_all_that_tomllib_finds_has_a_line(
    stated: dict[str, Any], space: str, as_tables: bool
) -> None:
    rows: list[str] = []
    begins = {}
    ordered = sorted(stated, key=lambda key: as_tables and isinstance(stated[key], dict))
    for key in ordered:
        value = stated[key]
        begins[key] = "\n".join(rows).count("\n") + 1 + bool(rows)
        if as_tables and isinstance(value, dict):
            rows.append(f"[{quoted(key)}]")
            rows += (f"{quoted(name)}={written(one, space)}" for name, one in value.items())
        else:
            rows.append(f"{quoted(key)} = {written(value, space)}")
    text = "\n".join(rows)
    assert tomllib.loads(text) == stated
    lines = lines_of(text)
    assert set(lines) == set(paths_of(stated))
    assert {key: lines[key,] for key in stated} == begins
