"""Texts of the frontmatter as values: true or false, addresses. None: not understood."""

from __future__ import annotations

import re
from typing import NamedTuple

from jobtui.parsing.addresses import ADDRESS, EMAIL
from jobtui.parsing.status_words import FALSE_WORDS, TRUE_WORDS
from jobtui.text.folding import fold
from jobtui.text.patterns import late

_NUMBER_DATE = late(r"\d{4}\D\d{1,2}\D\d{1,2}|\d{1,2}\D\d{1,2}\D\d{4}")
_URL = late(r"https?://\S+$", re.IGNORECASE)
_BARE_URL = late(r"(?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24}(?:/\S*)?$")
_BEFORE_EMAIL = late(
    r"^(?:mailto:|(?:e-?mail|mail|mel|courriel|adresse|contact)\s*:\s*|[<(\[])+", re.IGNORECASE
)

_AT = late(r"\s?[\[({<:]\s?(?:at|arobase|@)\s?[\])}>:]\s?", re.IGNORECASE)
_DOT = late(r"\s?[\[({]\s?(?:dot|point|punkt|punto|\.)\s?[\])}]\s?", re.IGNORECASE)


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


def is_number_date(text: str) -> bool:
    """Whether *text* begins as a date in numbers does."""
    return _NUMBER_DATE.match(text.strip()) is not None


def without_disguise(text: str) -> str:
    """Return a text with the signs of addresses that hide from robots: ``a [at] x [dot] org``."""
    return _DOT.sub(".", _AT.sub("@", text)) if _AT.search(text) else text


def contacts_in(text: str) -> tuple[str, ...]:
    """Return the addresses, user names and names that *text* lists."""
    text = without_disguise(text)
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


def is_of_site(text: str) -> bool:
    """Whether *text* is an address within the site that shows the posting, or a template of one."""
    return text.startswith(("/", "#", "./", "../")) or "{{" in text or "{%" in text


def addresses_in(text: str) -> list[str]:
    """Return all e-mail and http(s) addresses that a *text* names, in its order."""
    found = [(match.start(), match[0]) for match in EMAIL.finditer(text)]
    found += [(match.start(), match[0].rstrip(".,;:!?")) for match in ADDRESS.finditer(text)]
    return [address for _at, address in sorted(found)]
