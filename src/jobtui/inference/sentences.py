"""Markdown as sentences of folded text: what the rules of this package read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jobtui.text.folding import fold

DASH = r"[-–—]"
GAP = r"[^;!?]"  # a character within a sentence; a dot may be part of a name such as example.org
LONGEST = 1200  # characters of a sentence that are looked at
_TAG = re.compile(r"<[^<>]{0,500}>|(?<=\])\([^()]{0,2000}\)|https?://[^\s)>\]]{1,2000}")
_NO_MARKS = str.maketrans({**dict.fromkeys("*`[]\\~|\t", ""), "_": " "})
_BULLET = re.compile(r"^(?:[>\-+•–—◦·\s]|[0-9]{1,2}[.)] )+")
_INCLUSIVE = re.compile(r"(?<=[a-z])[·.(-]e\)?(?:[·.(-]?s\)?)?(?![a-z0-9])")  # expérimenté(e)
_ENDS = re.compile(r"(?<=[.!?;])\s+")
# A line is only looked at if it holds one of these, in lower case: folding every line would cost
# as much as parsing the file.
_TELLING = (
    *("1 an", "un an"),
    *"""
    travail remote distance € eur tjm journalier mois semain /5 % ann dur ans senior sénior junior
    riment confirm dipl butant lead marr but pourvoir prise partir date quand plein partiel complet
    bas localis lieu ville emplacement présen presen où implant situ jour quinzaine bureau locaux
    """.split(),
)


class Sentence(NamedTuple):
    """One sentence in folded text, and the heading that it stands under."""

    text: str  # the first one under a heading begins with "heading : "
    heading: str = ""


def sentences_of(body: str) -> list[Sentence]:
    """Return the sentences of Markdown that a rule may match, folded and without markup.

    Link targets and bullets are dropped, wrapped lines are joined.
    """
    lowered = body.lower()
    telling = [part for part in _TELLING if part in lowered]
    found: list[Sentence] = []
    heading = label = ""
    for line in _lines(body):
        if line.startswith("#"):
            heading = label = folded_line(line).strip("# :?!.")[:80]
            continue
        if _holds_any(f"{label} {line}".lower(), telling):
            text = _BULLET.sub("", folded_line(line))
            if label:
                text = f"{label} : {text}"
            found += [Sentence(part[:LONGEST], heading) for part in _ENDS.split(text) if part]
        label = ""
    return found


def _holds_any(text: str, parts: Iterable[str]) -> bool:
    for part in parts:  # noqa: SIM110 - any() with a generator takes twice as long
        if part in text:
            return True
    return False


def folded_line(line: str) -> str:
    """Return a line as folded text without markup, addresses and inclusive endings."""
    return _INCLUSIVE.sub("", fold(_TAG.sub(" ", line)).translate(_NO_MARKS)).strip()


def _lines(body: str) -> Iterator[str]:
    """Yield the lines that hold a letter or digit, wrapped ones joined."""
    held: list[str] = []
    for raw in body.split("\n"):
        line = raw.strip()
        if held and line and held[-1][-1] not in ".:;!?*" and _goes_on(held[0], raw, line):
            held.append(line)
            continue
        if held:
            yield " ".join(held)
        held = [line] if any(map(str.isalnum, line)) else []
    if held:
        yield " ".join(held)


def _goes_on(first: str, raw: str, line: str) -> bool:
    """Whether *line* continues a wrapped line that begins with *first*."""
    if first[0] == "#":
        return False
    indented = raw[0] == " " and _BULLET.match(first) is not None and _BULLET.match(line) is None
    return line[0].islower() or line[0] == "(" or indented
