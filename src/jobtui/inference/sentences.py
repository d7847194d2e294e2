"""Markdown as sentences of folded text: what the rules of this package read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from jobtui.text.folding import fold
from jobtui.text.patterns import late

DASH = r"[-–—]"
GAP = r"[^;!?]"  # a character within a sentence; a dot may be part of a name such as example.org
_LABEL = 45  # characters of a question that labels what follows
_ITEM = 24  # characters of an item of a list such as "Washington, DC; Chicago, IL"
LONGEST = 1200  # characters of a sentence that are looked at
LONGEST_HEADING = 80  # characters of a heading that are looked at
_TAG = late(r"<[^<>]{0,500}>|\]\([^()]{0,2000}\)|https?://[^\s)>\]]{1,2000}")
_MARKS = "*`[]\\~|"  # marks of Markdown that separate nothing
_BULLET = late(r"^(?:[>\-+•–—◦·\s]|[0-9]{1,2}[.)] )+")
_INCLUSIVE = late(  # expérimenté(e)
    r"[·.(-](?<=[a-z].)e\)?(?:[·.(-]?s\)?)?(?![a-z0-9])"
)
_ENDS = late(r"\s(?<=[.!?;]\s)(?<!\bex\.\s)(?<!\bcf\.\s)\s*")
_ALNUM = late(r"[^\W_]")
_LONG_WORD = late(r"[a-z]{4,}")
_SHORT_WORD = late(r"[a-z]*")
_BEGINNING = itemgetter(slice(4))
_TO_BLANKS = {n: chr(n) if chr(n).islower() or n == 10 else " " for n in range(128)}


class Sentence(NamedTuple):
    """One sentence in folded text, and the heading that it stands under."""

    text: str  # the first one under a heading begins with "heading : "
    heading: str = ""


class Sentences:
    """The sentences of Markdown, folded and without markup.

    Link targets and bullets are dropped, wrapped lines are joined. A line is only split if a rule
    asks for one of its words, since most lines say nothing of the terms of a job.
    """

    def __init__(self, body: str, words: tuple[str, ...]) -> None:
        """Read Markdown; *words* are all that ``holding`` will be asked for."""
        text = folded("\n".join(_joined(_TAG.sub(" ", body))))
        self._lines = _under_headings(text.split("\n"))
        self._lines_of = _lines_holding(words, [line.text for line in self._lines])
        self._split: dict[int, list[Sentence]] = {}

    def __iter__(self) -> Iterator[Sentence]:
        for number in range(len(self._lines)):
            yield from self._of_line(number)

    def holding(self, words: tuple[str, ...]) -> list[Sentence]:
        """Return the sentences that hold one of *words*, which are folded.

        They are signs, whole words, or beginnings of words with four letters or more.
        """
        present = self._lines_of.keys() & _set_of(words)
        found: list[Sentence] = []
        for number in sorted({n for word in present for n in self._lines_of[word]}):
            sentences = self._split.get(number) or self._of_line(number)
            if len(sentences) == 1:
                found += sentences
            else:
                found += [one for one in sentences if holds_any(one.text, present)]
        return found

    def naming(self, words: Collection[str]) -> list[Sentence]:
        """Return the sentences that hold one of any folded words; slower than ``holding``."""
        numbers = [n for n, line in enumerate(self._lines) if holds_any(line.text, words)]
        found = [sentence for number in numbers for sentence in self._of_line(number)]
        return [sentence for sentence in found if holds_any(sentence.text, words)]

    def _of_line(self, number: int) -> list[Sentence]:
        if (found := self._split.get(number)) is None:
            line = self._lines[number]
            label = ""
            text = line.text
            if text.startswith(start := f"{line.heading} : ") and line.heading:
                label, text = start, text[len(start) :]
            text = label + _without_bullet(text)
            found = [Sentence(part[:LONGEST], line.heading) for part in _parts(text)]
            self._split[number] = found
        return found


def _under_headings(lines: Iterable[str]) -> list[Sentence]:
    """Return folded lines with their headings; these begin the first line below them as well."""
    found: list[Sentence] = []
    heading = label = ""
    for line in lines:
        if line.startswith("#"):
            heading = label = line.strip("# :?!.")[:LONGEST_HEADING]
        elif line:
            found.append(Sentence(f"{label} : {line}" if label else line, heading))
            label = ""
    return found


def _lines_holding(words: tuple[str, ...], lines: Sequence[str]) -> dict[str, list[int]]:
    """Return the numbers of the *lines* that hold each of *words*, where any does."""
    found: dict[str, list[int]] = {}
    text = "\n".join(lines)
    by_key = _by_key(words)
    signs = tuple(sign for sign in by_key.get("", ()) if sign in text)
    letters = text.encode("ascii", "replace").decode("ascii").translate(_TO_BLANKS).split("\n")
    for number, line in enumerate(lines):
        of_line = set(map(by_key.get, map(_BEGINNING, letters[number].split())))
        for asked in (signs, *of_line):
            for word in asked or ():
                if word in line:
                    found.setdefault(word, []).append(number)
    return found


@lru_cache(maxsize=64)
def _by_key(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return words by their keys: four letters of the last long word; that of a sign is empty."""
    found: dict[str, tuple[str, ...]] = {}
    for word in dict.fromkeys(words):
        long = _LONG_WORD.findall(word)
        key = _BEGINNING(long[-1]) if long else _SHORT_WORD.findall(word)[0]
        found[key] = (*found.get(key, ()), word)
    return found


def _without_bullet(line: str) -> str:
    bullet = None if line[:1].isalpha() else _BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def _parts(line: str) -> list[str]:
    """Return the sentences of a line; a short question ("Quand ?") is the label of its answer.

    A few words behind a semicolon go on with what stands before it.
    """
    parts: list[str] = []
    for part in filter(None, _ENDS.split(line)):
        end = parts[-1][-1] if parts else ""
        is_label = end == "?" and len(parts) == 1 and len(parts[0]) <= _LABEL
        if is_label or (end == ";" and len(part) <= _ITEM):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts


_set_of = lru_cache(maxsize=64)(frozenset[str])


def holds_any(text: str, parts: Collection[str]) -> bool:
    """Whether *text* holds one of *parts*."""
    for part in parts:  # noqa: SIM110 - any() with a generator takes twice as long
        if part in text:
            return True
    return False


def folded_line(line: str) -> str:
    """Return a line as folded text without markup, addresses and inclusive endings."""
    return folded(_TAG.sub(" ", line)).strip()


def folded(text: str) -> str:
    """Return folded text without marks of Markdown and inclusive endings."""
    text = fold(text)
    for mark in _MARKS:
        if mark in text:
            text = text.replace(mark, "")
    return _INCLUSIVE.sub("", text.replace("_", " ").replace("\t", ""))


def _joined(text: str) -> Iterator[str]:
    """Yield the lines that hold a letter or digit, wrapped ones joined."""
    held: list[str] = []
    for raw in text.split("\n"):
        line = raw.strip()
        if held and line and held[-1][-1] not in ".:;!?*" and _goes_on(held[0], raw, line):
            held.append(line)
            continue
        if held:
            yield " ".join(held)
        held = [line] if line and (line[0].isalnum() or _ALNUM.search(line)) else []
    if held:
        yield " ".join(held)


def _goes_on(first: str, raw: str, line: str) -> bool:
    """Whether *line* continues a wrapped line that begins with *first*."""
    if first[0] == "#":
        return False
    indented = raw[0] == " " and _BULLET.match(first) is not None and _BULLET.match(line) is None
    return line[0].islower() or line[0] == "(" or indented
