"""Texts of the frontmatter as values: dates, truth, lists. None means: not understood."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from jobtui.french import fold
from jobtui.vocabulary import (
    CONTRACT_PATTERNS,
    DOMAIN_SPELLINGS,
    FALSE_WORDS,
    MONTHS,
    NO_TECHNOLOGY,
    ROLE_DOMAIN_PATTERNS,
    TECHNOLOGY_NAMES,
    TECHNOLOGY_PATTERN,
    TRUE_WORDS,
)

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")
_WORDED = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+)\.? (\d{4})$")
_INSTANT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)? ?(Z|[+-]\d{2}:?\d{2})$", re.I
)
_SEPARATORS = re.compile(r"[,;/|+\n]|\s-\s|\b(?:et|ou|and|or)\b")


def truth(text: str) -> tuple[bool | None, bool]:
    """Return what *text* says, and whether it had to be guessed (``true#`` is a guess)."""
    word = fold(text).strip()
    if word in TRUE_WORDS or word in FALSE_WORDS:
        return word in TRUE_WORDS, False
    first = re.match(r"[a-z0-9]+", word)
    if first and (first[0] in TRUE_WORDS or first[0] in FALSE_WORDS):
        return first[0] in TRUE_WORDS, True
    return None, True


def day_of(text: str, closing: bool = False) -> date | None:
    """Return the day that *text* names, as in Paris where it is a time with a zone.

    With *closing* a time stands for the last day on which anything is still open: midnight
    closes the day before.
    """
    text = text.strip()
    try:
        if instant := _INSTANT.match(text):
            zone = instant[3].upper().replace("Z", "+00:00")
            when = datetime.fromisoformat(f"{instant[1]}T{instant[2]}{zone}")
            return _in_paris(when - timedelta(seconds=1) if closing else when)
        if iso := _ISO.match(text):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if slashed := _SLASHED.match(text):
            return date(int(slashed[3]), int(slashed[2]), int(slashed[1]))
        if (worded := _WORDED.match(fold(text))) and worded[2] in MONTHS:
            return date(int(worded[3]), MONTHS[worded[2]], int(worded[1]))
    except (ValueError, OverflowError):
        return None
    return None


def _in_paris(when: datetime) -> date:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return when.astimezone(ZoneInfo("Europe/Paris")).date()
    except (ZoneInfoNotFoundError, OSError):  # a machine without time zone data
        return when.date()


def contracts_of(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the contracts named in *texts*, each once, in the order of the table."""
    folded = fold(" / ".join(texts)).replace("·e", "").replace(".e", "").replace("(e)", "")
    return tuple(name for name, words in CONTRACT_PATTERNS.items() if words.search(folded))


def domains_of(texts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the domains named in *texts*, and the texts that name none."""
    known: dict[str, None] = {}
    strange: list[str] = []
    for text in texts:
        for part in re.split(r"[,;/]", text):
            if not part.strip():
                continue
            name = DOMAIN_SPELLINGS.get(fold(part).strip())
            if name:
                known[name] = None
            else:
                strange.append(part.strip())
    return tuple(known), tuple(strange)


def domain_of_role(role: str) -> str:
    """Return the domain that the words of a role name, or an empty text."""
    folded = fold(role)
    for words, domain in ROLE_DOMAIN_PATTERNS:
        if words.search(folded):
            return domain
    return ""


def technologies_of(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the technologies named in *texts*: known ones by their usual name, others as written."""
    found: dict[str, None] = {}
    for text in texts:
        for part in _SEPARATORS.split(text):
            folded = fold(part).strip(" .()")
            names = [
                TECHNOLOGY_NAMES[int(match.lastgroup[1:])]
                for match in TECHNOLOGY_PATTERN.finditer(folded)
                if match.lastgroup
            ]
            found.update(dict.fromkeys(names))
            words = [w for w in re.split(r"[\s()]+", folded) if w]
            if not names and 0 < len(words) <= 2 and not NO_TECHNOLOGY.intersection(words):
                found[part.strip(" .()")] = None
    return tuple(found)
