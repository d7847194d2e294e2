"""Texts of the frontmatter as values: dates, true or false, addresses. None: not understood."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from jobtui.parsing.addresses import EMAIL
from jobtui.parsing.field_names import FALSE_WORDS, STATUS_WORDS, TRUE_WORDS, StatusWord
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
_URL = re.compile(r"https?://\S+$", re.IGNORECASE)
_BARE_URL = re.compile(r"(?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24}(?:/\S*)?$")
_BEFORE_EMAIL = re.compile(
    r"^(?:mailto:|(?:e-?mail|mail|mel|courriel|adresse|contact)\s*:\s*|[<(\[])+", re.IGNORECASE
)


class Truth(NamedTuple):
    """What a text says, None if neither true nor false, and whether that is a guess."""

    verdict: bool | None
    is_guess: bool


class StatedAddress(NamedTuple):
    """An http(s) or e-mail address, empty if there is none, and whether it had to be completed."""

    address: str
    is_guess: bool


def truth(text: str) -> Truth:
    """Return whether *text* says true or false; ``true#`` is a guess."""
    word = fold(text).strip()
    if word in TRUE_WORDS or word in FALSE_WORDS:
        return Truth(word in TRUE_WORDS, False)
    first = re.match(r"[a-z0-9]+", word)
    if first and (first[0] in TRUE_WORDS or first[0] in FALSE_WORDS):
        return Truth(first[0] in TRUE_WORDS, True)
    return Truth(None, True)


def status_word(text: str) -> StatusWord | None:
    """Return what the text of ``status:`` states."""
    word = fold(text).strip()
    first = re.match(r"[a-z]*", word)
    return STATUS_WORDS.get(word) or STATUS_WORDS.get(first[0] if first else "")


def contacts_in(text: str) -> tuple[str, ...]:
    """Return the addresses, user names and names that *text* lists."""
    parts = re.split(r"[,;\n]|(?<!\s)\s++(?:(?:et|ou|and|or|/|-)\s*+)?(?=[<(\[]?\S{1,80}@)", text)
    cleaned = (_BEFORE_EMAIL.sub("", part.strip()).rstrip(">)]").strip() for part in parts)
    return tuple(dict.fromkeys(part for part in cleaned if part))


def address_in(text: str) -> StatedAddress:
    """Return the http(s) or e-mail address that *text* is, without ``mailto:``."""
    text = text.strip().strip("<>")
    bare = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)
    if _URL.match(bare) or EMAIL.fullmatch(bare):
        return StatedAddress(bare, False)
    if bare != text and EMAIL.fullmatch(address := bare.partition("?")[0]):
        return StatedAddress(address, True)  # without the headers that a link may ask for
    if _BARE_URL.match(bare):
        return StatedAddress(f"https://{bare}", True)
    return StatedAddress("", False)


def day_of(text: str, closing: bool = False) -> date | None:
    """Return the day that *text* names; a time with a zone is taken in Paris.

    With *closing*, a time means the last day that is still open: midnight closes the day before.
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
