"""What is wrong with YAML, in terms that authors of postings understand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import Message, Text, later
from jobtui.parsing.frontmatter_split import KEY_LINE
from jobtui.text.patterns import late
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    import yaml

# What the parser was reading if the mistake is where that began, not where the parser gave up.
_BEGUN = ("quoted scalar", "flow", "simple key")
_QUOTED_BEFORE = late(r"""[:\[,-]\s*(["']).*\1\s*\S""")


class YamlFault(NamedTuple):
    """What is wrong, and on which line of the YAML, from 0."""

    why: Text
    line: int


def fault(error: yaml.MarkedYAMLError, text: str) -> YamlFault:
    """Return what *error*, raised by libyaml or PyYAML for *text*, means."""
    begun = error.context and any(word in error.context for word in _BEGUN)
    mark = (begun and error.context_mark) or error.problem_mark or error.context_mark
    lines = text.split("\n")
    line = min(mark.line, len(lines) - 1) if mark else 0
    said = clean(f"{error.context or ''} {error.problem or ''}")
    if why := _of_message(said, lines, line):
        return YamlFault(why, line)
    # the error is reported on the line after the faulty value
    above = line - 1 if _is_found_late(said, lines, line) else line
    if "block end" in said or "expected key" in said or "<document start>" in said:
        if any(_QUOTED_BEFORE.search(one) for one in lines[above : line + 1]):
            return YamlFault(later("text after the closing quotation mark"), above)
        return YamlFault(later("the line is not indented like the ones above it"), line)
    return YamlFault(Message(clean(error.problem)) if error.problem else clean(str(error)), line)


def _is_found_late(said: str, lines: list[str], line: int) -> bool:
    return line > 0 and "expected key" in said and not _QUOTED_BEFORE.search(_line(lines, line))


def _line(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _of_message(said: str, lines: list[str], number: int) -> Text | None:
    """Return the meaning of a message that has only one; the wording of both parsers is known."""
    line = _line(lines, number)
    if "mapping values are not allowed" in said:
        if line.startswith(" ") and KEY_LINE.match(line.strip()) and _is_deeper(lines, number):
            return later("the line is not indented like the ones above it")
        return later("colon in a value without quotation marks")
    for parts, why in _meanings():
        if all(part in said for part in parts):
            return why
    return None


def _is_deeper(lines: list[str], number: int) -> bool:
    """Whether a line is indented more than the key above it, which has a value already."""
    above = next((one for one in reversed(lines[:number]) if one.strip()), "")
    key = KEY_LINE.match(above.strip())
    return bool(key and (key[2] or "").strip()) and _indent(above) < _indent(lines[number])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _meanings() -> tuple[tuple[tuple[str, ...], Message], ...]:
    alias = later("a value that starts with * or & needs quotation marks")
    sign = later("a value starts with a character that needs quotation marks")
    escape = later("backslash in double quotation marks; use single ones")
    dash = later("a list starts on the line after its key")
    block = later("text after | or >; it starts on the next line, indented")
    directive = later("a line starts with %")
    return (
        (("quoted scalar", "end of stream"), later("unclosed quotation mark")),
        (("alias", "alphabetic or numeric"), alias),
        (("anchor", "alphabetic or numeric"), alias),
        (("cannot start any token",), sign),
        (("unknown escape",), escape),
        (("escape sequence",), escape),
        (("hexdecimal",), escape),
        (("hexadecimal",), escape),
        (("sequence entries are not allowed",), dash),
        (("block scalar", "comment or"), block),
        (("block scalar", "chomping or indentation"), block),
        (("parsing a flow",), later("unclosed bracket")),
        (("node content",), later("a value starts with an unmatched bracket or a comma")),
        (("expected ':'",), later("missing colon")),
        (("'-' indicator",), later("the line is not indented like the ones above it")),
        (("directive",), directive),
        (("tag",), later("a value that starts with ! needs quotation marks")),
    )
