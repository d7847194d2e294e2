"""What a job pays, as sentences state it.

Sentences are folded text (see ``sentences``). The answer is a code, empty if nothing is stated
or several amounts are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobtui.inference.sentences import DASH

_AMOUNT = r"([0-9]{1,3}(?:[ .][0-9]{3})+|[0-9]{2,6})(?:,[0-9]{2})?"
_EURO = r"(?:€|euros?\b|eur\b)"
_TO = rf"(?: ?(?:{DASH}|/) ?| (?:a|et|ou) )"
_PAY = re.compile(
    rf"(?<![\w.,]){_AMOUNT} ?(k)? ?{_EURO}?(?: ?ht)?{_TO}{_AMOUNT} ?(k)? ?{_EURO}"
    rf"|(?<![\w.,]){_AMOUNT} ?(k)? ?{_EURO}"
    rf"|\btjm ?:? ?(?:de |d'environ |envisage |environ |entre )*{_AMOUNT}()"
    rf"{_TO}{_AMOUNT}()(?![\w%])|\btjm ?:? ?(?:de |environ )*{_AMOUNT}()(?![\w%])"
)
_MONEY_WORDS = ("€", "euro", " eur", "tjm")
_ABOUT_PAY = re.compile(
    r"remuner|salair|\btjm\b|taux journalier|tarif journalier|gratification|par jour|/ ?jour|"
    r"/ ?j\b|\bbruts?\b|\bindemnit|par mois|/ ?mois"
)
_NO_PAY = re.compile(
    r"milli(?:on|ard)|depens|subvention|budget|financ|prime|forfait|rembours|titres?.restau|ticket|"
    r"amende|allocation|economi|chiffre d'affaires|plafond|montants? des aides"
)
_A_DAY = re.compile(r"\btjm\b|journalier|par jour|/ ?j(?:our)?\b|la journee")
_A_MONTH = re.compile(r"mensuel|par mois|/ ?mois")
_A_YEAR = re.compile(r"annuel|par an\b|/ ?an\b|\bl'an\b")
# Euros that can be a pay; anything else is a budget, an expense or a year. From reading postings.
_BOUNDS = {"day": (80, 2000), "month": (400, 12_000), "year": (12_000, 200_000)}


def pay_of(sentences: Iterable[str]) -> str:
    """Return euros as ``450/day``, ``400-500/day``, ``1200/month``, ``40000-60000/year``.

    Without a unit in words, tens of thousands are a year's pay and less is a month's. Several
    amounts, such as one for each level of experience, state nothing.
    """
    found: dict[str, None] = {}
    for text in sentences:
        if not any(word in text for word in _MONEY_WORDS):
            continue
        if not _ABOUT_PAY.search(text) or _NO_PAY.search(text):
            continue
        for match in _PAY.finditer(text):
            if code := _pay(match, text):
                found[code] = None
    return next(iter(found)) if len(found) == 1 else ""


def _pay(match: re.Match[str], text: str) -> str:
    """Return the code of an amount, empty if it is out of bounds."""
    groups = [group for group in match.groups() if group]
    amounts = [int(re.sub(r"[ .]", "", group)) for group in groups if group != "k"]
    if "k" in groups:
        amounts = [amount * 1000 if amount < 1000 else amount for amount in amounts]
    if _A_DAY.search(text):
        unit = "day"
    elif _A_MONTH.search(text):
        unit = "month"
    elif _A_YEAR.search(text) or "k" in groups or amounts[0] >= _BOUNDS["year"][0]:
        unit = "year"
    else:
        unit = "month"
    least, most = _BOUNDS[unit]
    if not all(least <= amount <= most for amount in amounts) or amounts != sorted(amounts):
        return ""
    return "-".join(map(str, dict.fromkeys(amounts))) + f"/{unit}"
