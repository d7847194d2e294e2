"""Pay as frontmatter states it: "€70,000 - €85,000", "48.000 Euro im Jahr", "max. 600 € / mois"."""

from __future__ import annotations

import re

from jobtui.postings.terms import Pay
from jobtui.text.folding import fold
from jobtui.text.patterns import late

_NUMBER = late(
    r"(?<![\w.,])((?:[€$£]|[a-z]{1,3}\$|chf|eur|usd|gbp|cad|aud)?) ?"
    r"(\d{1,3}(?:[ .,'’]\d{3})+(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?)"
    r"(?![\d.,]*\s?%) ?(k\b|k(?=[€$£ ])|tsd\b)?"
    r" ?((?:[€$£]|euros?\b|eur\b|usd\b|gbp\b|chf\b|dollars?\b|cad\b|aud\b)?)"
)
_CURRENCIES = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR", "$": "USD", "usd": "USD",
    "dollar": "USD", "dollars": "USD", "us$": "USD", "£": "GBP", "gbp": "GBP", "chf": "CHF",
    "c$": "CAD", "ca$": "CAD", "cad": "CAD", "a$": "AUD", "au$": "AUD", "aud": "AUD",
}  # fmt: skip
_UNITS = (
    ("hour", r"\bhour\w*|/ ?h\b|\bheures?\b|\bhoraire\b|\bstunden?\b|\bhoras?\b|\bhr\b"),
    (
        "day",
        r"\bdays?\b|\bdaily\b|\bjours?\b|journalier|\btjm\b|/ ?j\b|\btag\b|\btagessatz\b|\bdias?\b",
    ),
    ("week", r"\bweek\w*|\bsemaines?\b|\bwoche\b|\bsemanas?\b"),
    ("month", r"\bmonth\w*|\bmois\b|\bmensuel\w*|\bmonat\w*|\bmes\b|\bmensual\w*"),
    (
        "year",
        r"\byear\w*|\bannum\b|\bannual\w*|\bp\.? ?a\b|\ban\b|\bannuel\w*|\bjahr\w*|\bano\b"
        r"|\banual\w*",
    ),
)
_UNIT_PATTERNS = tuple((unit, late(words)) for unit, words in _UNITS)
_AT_MOST = late(r"\b(?:up to|max\w*|jusqu'a|bis zu|hasta|at most)\b")
_AT_LEAST = late(r"\b(?:from|at least|min\w*|a partir de|des|ab|mindestens|desde)\b|\d ?k?\+")
_A_YEARS_PAY = 12_000  # a number this high, without a unit, is that of a year
_NO_PAY = 100  # a number below it is no pay unless a currency stands with it


def pay_of(text: str, currency: str = "", unit: str = "") -> Pay:
    """Return the pay that *text* states; without one or two amounts only the text.

    *currency* and *unit* are those of other keys, if there are any.
    """
    folded = fold(text[:500]).replace("\u00a0", " ").replace("\u202f", " ")
    found = list(_NUMBER.finditer(folded))
    signs = [_CURRENCIES[sign] for m in found for sign in (m[1], m[4]) if sign in _CURRENCIES]
    thousands = any(m[3] for m in found)
    amounts = [amount_of(m[2]) * (1000 if m[3] else 1) for m in found]
    if thousands:  # "45-55k"
        amounts = [a * 1000 if a < 1000 else a for a in amounts]
    amounts = [a for a in amounts if signs or currency or a >= _NO_PAY]
    currency = _currency(currency) or (signs[0] if signs else "")
    unit = unit_of(unit) or unit_of(folded)
    if not 1 <= len(amounts) <= 2:
        return Pay(currency=currency, unit=unit, text=text)
    least, most = min(amounts), max(amounts)
    if not unit and most >= _A_YEARS_PAY:
        unit = "year"
    if len(amounts) == 1 and _AT_MOST.search(folded):
        return Pay(None, most, currency, unit, text)
    if len(amounts) == 1 and _AT_LEAST.search(folded):
        return Pay(least, None, currency, unit, text)
    return Pay(least, most, currency, unit, text)


def pay_between(low: str, high: str, currency: str, unit: str) -> Pay | None:
    """Return the pay of separate keys for the least and the most; None without a number."""
    least, most = (pay_of(text, currency or "?", unit) for text in (low, high))
    if least.min is None and most.max is None:
        return None
    text = "–".join(one for one in (low, high) if one)
    found = least.currency or most.currency
    return Pay(least.min, most.max, "" if found == "?" else found, least.unit or most.unit, text)


def unit_of(text: str) -> str:
    """Return the unit of time that *text* names, a code of ``terms.PAY_UNITS``; empty if none."""
    folded = fold(text)
    return next((unit for unit, words in _UNIT_PATTERNS if words.search(folded)), "")


def _currency(text: str) -> str:
    word = fold(text).strip()
    return _CURRENCIES.get(word) or text.strip().upper()[:3]


def amount_of(text: str) -> float:
    """Return the number in *text*, whose thousands may be set apart by any sign.

    >>> amount_of("42,000"), amount_of("48.000,50"), amount_of("577,5")
    (42000.0, 48000.5, 577.5)
    """
    whole, rest = re.sub(r"[ '’]", "", text), ""
    if decimal := re.search(r"[.,](\d{1,2})$", whole):
        rest, whole = decimal[1], whole[: decimal.start()]
    return float(f"{re.sub(r'[.,]', '', whole)}.{rest or 0}")
