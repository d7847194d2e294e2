"""Splits a file into frontmatter and body, without parsing YAML.

If the fences are not in order, the frontmatter ends where prose begins.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jobtui.text.patterns import late
from jobtui.text.sanitize import clean

KEY_LINE = late(r"([A-Za-zÀ-ÿ_][\w .'’-]{0,40}?)[ \t]*:(?:[ \t]+(.*))?$")
_FENCE = late(r"^-{3,}[^\S\n]*$", re.MULTILINE)
_DOTS = late(r"^\.{3}[^\S\n]*$", re.MULTILINE)
_KEY_SPACES = late(r"([ \u00a0\u202f]*)([\w.-]{1,40})[ \u00a0\u202f]*:(?:[ \u00a0\u202f]+|$)")
_CODE_KEY = late(r"^[a-z]+(?:_[a-z0-9]+)+:(?: |$)", re.MULTILINE)
_SEVERAL = 2
_STRAY_LINES = 5  # lines of text that may precede the first fence


class FileParts(NamedTuple):
    """The text of a file: what precedes its frontmatter, the frontmatter, and what follows."""

    start: int  # where the first fence begins, -1 if there is no frontmatter
    stray: str
    metadata: str
    body: str  # including stray lines
    closed: bool
    dotted: bool = False  # closed by ``...``, as YAML ends a document
    second: bool = False  # the body begins with another frontmatter


def split_file(text: str) -> FileParts:
    """Return the parts of the *text* of a file."""
    start = _opening(text)
    if start < 0:
        return FileParts(start, "", "", text.strip("\n"), False)
    opening = _FENCE.match(text, start)
    assert opening is not None
    stray, after = text[:start].strip(), text[opening.end() :]
    closing = _FENCE.search(after)
    prose = _end_of_keys(after, strict=closing is None)
    dots = _dots(after, closing, prose)
    if dots is not None:
        closing = dots
    closed = closing is not None and (
        closing.start() <= prose or _goes_on(after[prose : closing.start()])
    )
    if closing is not None and closed:
        metadata, body = after[: closing.start()], after[closing.end() :].strip()
    else:
        metadata, body = after[:prose], after[prose:].strip()
    second = closed and not stray and _is_second(body)
    body = f"{stray}\n\n{body}" if stray else body
    return FileParts(start, stray, metadata, body, closed, dots is not None, second)


def _goes_on(between: str) -> bool:
    """Whether more keys follow the prose that stands among those of a frontmatter.

    Only names that are no words of a text count, as a line of prose may end with a colon.
    """
    return len(_CODE_KEY.findall(between)) >= _SEVERAL


def _dots(after: str, closing: re.Match[str] | None, prose: int) -> re.Match[str] | None:
    """Return the line ``...`` that ends the frontmatter; None if there is none or keys follow."""
    end = closing.start() if closing else len(after)
    dots = _DOTS.search(after, 0, end) if after.find("\n...", 0, end) >= 0 else None
    if dots is None or dots.start() > prose:
        return None
    between = after[dots.end() : closing.start()] if closing else ""
    if closing and _end_of_keys(between) >= len(between.rstrip()):
        return None
    return dots


def _is_second(body: str) -> bool:
    """Whether *body* begins with keys of postings, and holds nothing else up to a fence.

    One key above a line of hyphens is a heading of Markdown.
    """
    if "\n---" not in body or ":" not in body[:60] or not _known_key().match(body):
        return False
    fence = _FENCE.search(body)
    keys = body[: fence.start()] if fence else ""
    rest = keys[_end_of_keys(keys) :].split("\n")
    is_all = all(not line.strip() or line.startswith("#") for line in rest)
    return is_all and len(_known_key().findall(keys)) > 1


def is_unopened(text: str) -> bool:
    """Whether a text begins with keys of postings up to a closing fence, without the first one."""
    return text[:1].isalpha() and _is_second(text)


def is_usual(text: str) -> bool:
    """Whether a text has YAML between plain fences, or no frontmatter at all."""
    bare = text.lstrip()
    if bare[:1] in ("+", "{", ";"):
        return False
    if bare.startswith("---") and bare.partition("\n")[0].strip("- \t\r"):  # its format is named
        return False
    return not is_unopened(text)


def without_marks(text: str) -> str:
    """Return *text* without the invisible marks that some editors put at its beginning."""
    return text.lstrip("\ufeff\u200b\u2060")


@cache
def _known_key() -> re.Pattern[str]:
    """Return the pattern of a line that begins with a key of postings; compiled when needed."""
    from jobtui.parsing.field_names import TELLING_KEYS

    known = "|".join(sorted((key.replace("_", "[_ -]") for key in TELLING_KEYS), reverse=True))
    return re.compile(rf"^[ \t]*[\"']?(?:{known})[\"']?[ \t\u00a0\u202f]*:", re.M | re.I)


def _opening(text: str) -> int:
    """Return where the first fence begins, -1 if the file has no frontmatter."""
    for fence in _FENCE.finditer(text):
        before = text[: fence.start()]
        if sum(1 for line in before.split("\n") if line.strip()) > _STRAY_LINES:
            return -1
        after = text[fence.end() :]
        closing = _FENCE.search(after)
        if before.strip():
            if closing and _known_key().search(after, 0, closing.start()):
                return fence.start()
        else:
            return fence.start() if _is_frontmatter(after, closing) else -1
    return -1


def _is_frontmatter(after: str, closing: re.Match[str] | None) -> bool:
    """Whether frontmatter follows a first ``---``, which may also be a horizontal rule."""
    block = after[: closing.start()] if closing else after[: _end_of_keys(after)]
    lines = [spaced(line).strip() for line in clean(block, keep_newlines=True).split("\n")]
    first = next((line for line in lines if line and not line.startswith("#")), "")
    if not first:
        return closing is not None
    if KEY_LINE.match(first) or any(map(_known_key().match, lines)):
        return True
    return closing is not None and first.startswith(("{", "%", "!", "&", "? ", "'", '"', "<<:"))


def _end_of_keys(text: str, strict: bool = True) -> int:
    """Return where the ``key: value`` lines of *text* end and its prose begins.

    Prose is a line that is no key, item or comment, after an empty line or, if *strict*,
    anywhere; or a Markdown heading of level two or more after an empty line.
    """
    offset = end = 0
    blank = False
    for line in text.split("\n"):
        if not line.strip():
            blank = offset > 0  # the first line is the rest of the fence
        elif line.startswith("#"):
            if blank and line.startswith("##"):
                return end
        elif line.startswith((" ", "\t", "-", "}", "]", "{", "...", "%", "<<:")):
            if blank and strict and line.startswith("-"):
                return end
            blank, end = False, offset + len(line)
        elif KEY_LINE.match(
            spaced(line if line.isascii() else clean(line)).rstrip()
        ) or _known_key().match(line):
            blank, end = False, offset + len(line)
        elif blank or strict:
            return end
        offset += len(line) + 1
    return len(text) if not strict else end


def spaced(line: str) -> str:
    """Return *line* with plain spaces where YAML requires them: indentation, around a colon."""
    if "\u00a0" not in line and "\u202f" not in line:
        return line
    if key := _KEY_SPACES.match(line):
        return f"{' ' * len(key[1])}{key[2]}: {line[key.end() :]}"
    bare = line.lstrip(" \u00a0\u202f")
    return " " * (len(line) - len(bare)) + bare
