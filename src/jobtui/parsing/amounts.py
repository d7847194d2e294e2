"""Pay as frontmatter states it: "€70,000 - €85,000", "48.000 Euro im Jahr", "max. 600 € / mois"."""

from __future__ import annotations

import re

from jobtui.postings.terms import Pay
from jobtui.text.folding import fold
from jobtui.text.patterns import late

# ISO 4217 codes that may stand beside an amount, and other ways to write some of them.
_CODES = frozenset(
    """eur usd gbp chf cad aud nzd nok sek dkk isk pln czk huf ron bgn jpy cny inr sgd hkd ils
    try zar brl mxn ars clp cop pen kes ngn mad tnd xof xaf uah krw thb php aed sar egp""".split()
)
_SIGNS = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "dollar": "USD", "dollars": "USD",
    "us$": "USD", "£": "GBP", "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD",
    "r$": "BRL", "mx$": "MXN", "¥": "JPY", "₹": "INR", "zł": "PLN", "zl": "PLN", "kč": "CZK",
    "pounds": "GBP", "francs": "CHF",
}  # fmt: skip
_CURRENCIES = {**{code: code.upper() for code in _CODES}, **_SIGNS}
_BESIDE = "|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))
_NUMBER = late(
    rf"(?<![\w.,])((?:[a-z]{{1,3}}\$|{_BESIDE})?) ?"
    r"(\d{1,3}(?:[ .,'’]\d{3})+(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?)"
    r"(?![\d.,]*\s?%) ?(k\b|k(?=[€$£ ])|tsd\b)?"
    rf" ?((?:(?:{_BESIDE})(?![a-z]))?)"
)
_UNITS = (
    ("hour", r"\bhour\w*|/ ?h\b|\bheures?\b|\bhoraire\b|\bstunde\w*|\bhoras?\b|\bhr\b"),
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
_SHORT = ("hour", "day")  # units of which a pay may be a small number
_BOUNDS = 2  # amounts: the least and the most
_NO_PAY = 100  # a number below it is no pay unless a currency stands with it


def pay_of(text: str, currency: str = "", unit: str = "", is_amount: bool = False) -> Pay:
    """Return the pay that *text* states; without one or two amounts only the text.

    *currency* and *unit* are those of other keys, if there are any; *is_amount*: its key says
    that the number is one, however small.
    """
    folded = fold(text[:500]).replace("\u00a0", " ").replace("\u202f", " ")
    found = list(_NUMBER.finditer(folded))
    signs = [_CURRENCIES[sign] for m in found for sign in (m[1], m[4]) if sign in _CURRENCIES]
    thousands = any(m[3] for m in found)
    amounts = [amount_of(m[2]) * (1000 if m[3] else 1) for m in found]
    if thousands:  # "45-55k"
        amounts = [a * 1000 if a < 1000 else a for a in amounts]
    currency = _currency(currency) or (signs[0] if signs else "")
    unit = unit_of(unit) or unit_of(folded)
    is_sure = is_amount or currency or unit in _SHORT
    amounts = [a for a in amounts if is_sure or a >= _NO_PAY]
    if len(amounts) > _BOUNDS and max(amounts) >= _NO_PAY:  # "Grade 13 (54,000 - 72,000 €)"
        amounts = [a for a in amounts if a >= _NO_PAY]
    if not 1 <= len(amounts) <= _BOUNDS:
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
    least, most = (pay_of(text, currency, unit, is_amount=True) for text in (low, high))
    if least.min is None and most.max is None:
        return None
    text = "–".join(one for one in (low, high) if one)
    found, its_unit = least.currency or most.currency, least.unit or most.unit
    return Pay(least.min, most.max, found, its_unit, text)


def pay_in(line: str) -> Pay | None:
    """Return the pay that a line of a text states; None without an amount and its currency."""
    pay = pay_of(line)
    return pay._replace(text="") if pay.currency and (pay.min or pay.max) else None


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
