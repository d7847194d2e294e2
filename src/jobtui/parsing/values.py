"""Texts of the frontmatter as values: dates, truth, lists. None means: not understood."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from jobtui.parsing.apply_address import EMAIL
from jobtui.parsing.domains import DOMAIN_SPELLINGS, ROLE_DOMAIN_PATTERNS
from jobtui.parsing.vocabulary import (
    CONTRACT_PATTERNS,
    FALSE_WORDS,
    NO_TECHNOLOGY,
    STATUS_WORDS,
    TECHNOLOGY_NAMES,
    TECHNOLOGY_PATTERN,
    TRUE_WORDS,
)
from jobtui.text.folding import fold
from jobtui.text.number_words import MONTHS

_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? )?"
_HOUR = r"(?:,? (?:a )?\d{1,2} ?[h:].{0,12})?"
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ].*)?$")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$")
_WORDED = re.compile(rf"{_WEEKDAY}(\d{{1,2}})(?:er|st|nd|rd|th)? ([a-z]+)\.? (\d{{4}}){_HOUR}$")
_INSTANT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)? ?(Z|[+-]\d{2}:?\d{2})$", re.I
)
_SEPARATORS = re.compile(r"[,;/|\n]|\s[-+&•]\s|(?<=\w)\+(?=\w)|\b(?:et|ou|and|or)\b")
_URL = re.compile(r"https?://\S+$", re.IGNORECASE)
_BARE_URL = re.compile(r"(?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24}(?:/\S*)?$")
_BEFORE_EMAIL = re.compile(
    r"^(?:mailto:|(?:e-?mail|mail|mel|courriel|adresse|contact)\s*:\s*|[<(\[])+", re.IGNORECASE
)


def truth(text: str) -> tuple[bool | None, bool]:
    """Return what *text* says, and whether it had to be guessed (``true#`` is a guess)."""
    word = fold(text).strip()
    if word in TRUE_WORDS or word in FALSE_WORDS:
        return word in TRUE_WORDS, False
    first = re.match(r"[a-z0-9]+", word)
    if first and (first[0] in TRUE_WORDS or first[0] in FALSE_WORDS):
        return first[0] in TRUE_WORDS, True
    return None, True


def status_word(text: str) -> tuple[str, bool] | None:
    """Return which statement a ``status`` makes (``open`` or ``filled``), and its verdict."""
    word = fold(text).strip()
    first = re.match(r"[a-z]*", word)
    return STATUS_WORDS.get(word) or STATUS_WORDS.get(first[0] if first else "")


def contacts_in(text: str) -> tuple[str, ...]:
    """Return the addresses, user names and names that *text* lists."""
    parts = re.split(r"[,;\n]|(?<!\s)\s++(?:(?:et|ou|and|or|/|-)\s*+)?(?=[<(\[]?\S{1,80}@)", text)
    cleaned = (_BEFORE_EMAIL.sub("", part.strip()).rstrip(">)]").strip() for part in parts)
    return tuple(dict.fromkeys(part for part in cleaned if part))


def address_in(text: str) -> tuple[str, bool]:
    """Return the http(s) or e-mail address that *text* is, and whether it was written otherwise."""
    text = text.strip().strip("<>")
    bare = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)
    if _URL.match(bare) or EMAIL.fullmatch(bare):
        return bare, False
    if bare != text and EMAIL.fullmatch(address := bare.partition("?")[0]):
        return address, True  # without the headers that a link may ask for
    text = bare
    return (f"https://{text}", True) if _BARE_URL.match(text) else ("", False)


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
            return date(int(iso[1]), int(iso[3]), int(iso[4]))
        if numbers := _NUMBERS.match(text):
            return date(int(numbers[4]), int(numbers[3]), int(numbers[1]))
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
        for part in re.split(r"[,;/&+]|\bet\b", text):
            if not part.strip():
                continue
            name = DOMAIN_SPELLINGS.get(fold(part).strip())
            if name:
                known[name] = None
            else:
                strange.append(part.strip())
    return tuple(known), tuple(strange)


def domain_of_role(role: str) -> str:
    """Return the domain that the words of a role name, or an empty text.

    In French the head of a role comes first, so the first words that name a domain win.
    """
    folded = fold(role)
    found: list[tuple[int, int, str]] = []
    for rank, (words, domain) in enumerate(ROLE_DOMAIN_PATTERNS):
        if match := words.search(folded):
            found.append((match.start(), rank, domain))
    return min(found)[2] if found else ""


def technologies_of(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the technologies in *texts*: known ones by their usual name, others as written."""
    found: dict[str, None] = {}
    for text in texts:
        for part in _SEPARATORS.split(text):
            part = part.strip(" ()").rstrip(" .)")
            folded = fold(part)
            names = [
                TECHNOLOGY_NAMES[int(match.lastgroup[1:])]
                for match in TECHNOLOGY_PATTERN.finditer(folded)
                if match.lastgroup
            ]
            found.update(dict.fromkeys(names))
            words = [w for w in re.split(r"[\s()]+", folded) if w]
            if not names and 0 < len(words) <= 2 and not NO_TECHNOLOGY.intersection(words):
                found[part] = None
    return tuple(found)
