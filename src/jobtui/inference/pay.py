"""What a job pays, as sentences state it: the same rules for all languages.

Sentences are folded text (see ``sentences``). The answer is a code, empty if nothing is stated
or several amounts are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from jobtui.inference.sentences import Sentence
from jobtui.text.patterns import late

WORDS = (
    *("€", "euro", "eur", "$", "usd", "£", "gbp", "chf", "cad", "aud", "tjm"),
    *("salaire", "remuner", "fourchette"),
)
_CURRENCIES = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR", "us$": "USD", "usd": "USD", "$": "USD",
    "c$": "CAD", "ca$": "CAD", "cad": "CAD", "a$": "AUD", "aud": "AUD", "£": "GBP", "gbp": "GBP",
    "chf": "CHF",
}  # fmt: skip
_SIGN = r"(?:€|us\$|ca\$|c\$|a\$|\$|£|\b(?:euros?|eur|usd|cad|aud|gbp|chf)\b)"
_NUMBER = r"[0-9]{1,3}(?:[ .,'][0-9]{3})+(?![0-9])|[0-9]{1,6}"
_AMOUNT = late(
    rf"(?<![\w.,])(?P<before>{_SIGN} ?)?(?P<number>{_NUMBER})"
    r"(?P<decimals>[.,][0-9]{1,2})?(?![0-9])"
    rf" ?(?P<k>k\b|k(?={_SIGN}))? ?(?P<after>{_SIGN})?(?! ?(?:m\b|million|milliard|billion|bn|%))"
)
# "450-550 €" and "450 € - 550 €": what may stand between the ends of a range.
_RANGE = late(
    r"^ ?(?:ht|bruts?|nets?|gross|net)? ?(?:par jour|/ ?j(?:our)?|a (?:day|month|year)|per year|"
    r"per annum|/ ?(?:year|month|hour))? ?(?:[-–—/]|a|et|ou|to|and|or|bis|hasta)(?: max\w*)? ?$"
)
_ABOUT_PAY = late(
    r"remuner|salai?r|\btjm\b|taux journalier|tarif journalier|gratification|par jour|/ ?jour|"
    r"/ ?j\b|\bbruts?\b|\bindemnit|par mois|/ ?mois|l'heure|\bcompensation\b|\bpay\b|\bpaid\b|"
    r"\bwages?\b|\bstipend\b|\bper (?:hour|day|month|year|annum)|/ ?(?:hour|hr|day|month|year)\b|"
    r"\bannually\b|\bhourly\b|\ba (?:month|year)\b|\b(?:day|daily) rate|\bgehalt|\bvergutung|"
    r"\bsueldo|\bretribucion|\bplat\b|\btarif ?:|\bfourchette"
)
_BESIDE = r"(?<![+&] )(?<!plus )(?<!and )(?<!et )"  # "+ primes" comes beside a pay
_NO_PAY = late(
    r"\baides? (?:de [0-9]|d'un)|"
    rf"milli(?:on|ard)|depens|subvention|budget|financ|{_BESIDE}\bprimes?\b|forfait|rembours|"
    r"titres?.restau|\bticket|amende|allocation|economi|chiffre d'affaires|plafond des|"
    rf"montants? des aides|\bbillion|\bfunding|\brevenue|\braised|{_BESIDE}\bbonus|\bequipment|"
    rf"\bhome office|\blearning|\bgrants?\b|\ballowance|\bdonat|\bprize|{_BESIDE}\binsurance|"
    r"\breimburs|\bfees?\b|\bper diem|\bgs pay system|cheques?.(?:vacances|cadeau)|investi|"
    r"\bcout|\bcosts?\b"
)
_UNITS = {
    "hour": late(r"l'heure|par heure|/ ?h(?:eure|our|r)?\b|per hour|an hour|\bhourly|horaire"),
    "day": late(
        r"\btjm\b|journalier|par jour|/ ?j(?:our)?\b|la journee|\b(?:per|a) day\b|/ ?day|"
        r"\b(?:day|daily) rate"
    ),
    "week": late(r"hebdomadaires? bruts?|\bper week\b|\bweekly (?:pay|rate)"),
    "month": late(r"mensuel|par mois|/ ?mois|\bper month|\ba month\b|/ ?month|\bmonthly|\bmensual"),
    "year": late(
        r"annuel|par an\b|/ ?an\b|\bl'an\b|\bper (?:year|annum)|\ba year\b|/ ?year|\bannual|"
        r"\byearly|\bp\.a\b|\bjahr|\banual"
    ),
}
_CAP = late(
    r"(?:\bmax(?:imum|i)?\.?|\bjusqu'a|\bau plus|\bau maximum|\bup to|\bno more than|\bat most|"
    r"\bplafonnee? a|\bbis zu|\bhasta)(?: de)? ?:? ?$"
)
_CAP_BEHIND = late(r"^ ?(?:ht |bruts? |nets? )?(?:par jour |/ ?j(?:our)? )?\(?max(?:imum|i)?\b")
_FLOOR = late(
    r"(?:\bmin(?:imum)?\.?|\ba partir de|\bau moins|\bau minimum|\bd'au moins|\bat least|"
    r"\bstarting at|\bfrom|\babove|\bplus de|\bab|\bdesde|\bod)(?: de)? ?:? ?$"
)
_FLOOR_BEHIND = late(r"^ ?(?:ht |bruts? |nets? )?(?:\(?min(?:imum)?\b|\+|et plus\b|and up\b)")
# What can be a pay; anything else is a budget, an expense or a year. From reading postings.
_BOUNDS = {
    "hour": (4, 400),
    "day": (80, 2000),
    "week": (150, 10_000),
    "month": (400, 20_000),
    "year": (12_000, 600_000),
}
_OF_TJM = late(r"\btjm\b[^0-9.;]{0,25}$|\btjm\b[^0-9.;]{0,25}[0-9]{2,4} ?(?:[-–—/]|a|et) ?$")
_TWO_LEVELS = late(r"(?P<one>[0-9.]+)/(?P<unit>[a-z]+(?: [A-Z]{3})?) (?P<other>[0-9.]+)/(?P=unit)")
_DIGIT = late(r"[0-9]")
_FRENCH_PAY = late(r"salaire|remuner|fourchette")
_NEAR = 40  # characters on each side in which a cap or a floor may be stated


class _Amount(NamedTuple):
    value: float
    currency: str
    start: int
    end: int
    thousands: bool


def pay_of(sentences: Iterable[Sentence]) -> str:
    """Return ``450/day``, ``400-500/day``, ``-600/day`` (at most), ``90000-/year USD`` (at least).

    Euros have no currency behind. Without a unit in words, tens of thousands are a year's pay and
    less is a month's. Several amounts state nothing, but for those of two levels of experience in
    one sentence, which are a range.
    """
    found: dict[str, None] = {}
    for text, _heading in sentences:
        if _DIGIT.search(text) and _ABOUT_PAY.search(text) and not _NO_PAY.search(text):
            found.update(dict.fromkeys(_of_levels(text, _pays(text))))
    return next(iter(found)) if len(found) == 1 else ""


def _of_levels(text: str, pays: list[str]) -> list[str]:
    """Return the amounts of two levels of experience in one sentence as one range."""
    levels = _TWO_LEVELS.fullmatch(" ".join(dict.fromkeys(pays))) if "experience" in text else None
    if levels is None:
        return pays
    low, high = sorted((levels["one"], levels["other"]), key=float)
    return [f"{low}-{high}/{levels['unit']}"]


def _pays(text: str) -> list[str]:
    """Return the codes of the amounts and ranges that a sentence states."""
    amounts = _amounts(text)
    codes: list[str] = []
    at = 0
    while at < len(amounts):
        low = high = amounts[at]
        at += 1
        if at < len(amounts) and _RANGE.match(text[low.end : amounts[at].start]):
            high = amounts[at]
            at += 1
        if code := _code(text, low, high):
            codes.append(code)
    return codes


def _amounts(text: str) -> list[_Amount]:
    """Return the amounts of money; without a currency only ends of a range, and TJMs."""
    found: list[_Amount] = []
    for match in _AMOUNT.finditer(text):
        sign = (match["before"] or match["after"] or "").strip()
        number = re.sub(r"[ .,']", "", match["number"])
        decimals = (match["decimals"] or "").replace(",", ".")
        value = float(number + decimals) * (1000 if match["k"] else 1)
        found.append(
            _Amount(value, _CURRENCIES.get(sign, ""), match.start(), match.end(), bool(match["k"]))
        )
    return [
        amount if amount.currency else amount._replace(currency=currency)
        for at, amount in enumerate(found)
        if (currency := amount.currency or _currency_beside(text, found, at))
    ]


def _currency_beside(text: str, found: list[_Amount], at: int) -> str:
    """Return the currency of the other end of a range, or that of French pay and of a TJM."""
    amount = found[at]
    behind = found[at + 1] if at + 1 < len(found) else None
    if behind and behind.currency and _RANGE.match(text[amount.end : behind.start]):
        return behind.currency
    ahead = found[at - 1] if at else None
    if ahead and ahead.currency and _RANGE.match(text[ahead.end : amount.start]):
        return ahead.currency
    is_pay = amount.thousands or (
        behind and behind.thousands and _RANGE.match(text[amount.end : behind.start])
    )
    is_in_euros = is_pay and _FRENCH_PAY.search(text[: amount.start][-_NEAR:])
    return "EUR" if is_in_euros or _OF_TJM.search(text[: amount.start][-_NEAR:]) else ""


def _plain(value: float) -> str:
    """Return a number without an exponent and without needless zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _code(text: str, low: _Amount, high: _Amount) -> str:
    """Return the code of a range, or of one amount twice; empty if it is out of bounds."""
    values = [low.value, high.value]
    if (low.thousands or high.thousands) and values[0] < 1000:
        values = [value * 1000 if value < 1000 else value for value in values]
    unit = next((unit for unit, words in _UNITS.items() if words.search(text)), "")
    unit = unit or ("year" if values[0] >= _BOUNDS["year"][0] else "month")
    if unit == "day" and values[0] >= _BOUNDS["year"][0]:
        unit = "year"
    least, most = _BOUNDS[unit]
    if not least <= values[0] <= values[1] <= most:
        return ""
    currency = "" if high.currency == "EUR" else f" {high.currency}"
    bounds = (
        f"{_plain(values[0])}"
        if values[0] == values[1]
        else f"{_plain(values[0])}-{_plain(values[1])}"
    )
    if low is high:
        before, behind = text[max(0, low.start - _NEAR) : low.start], text[high.end :][:_NEAR]
        if _CAP.search(before) or _CAP_BEHIND.match(behind):
            bounds = f"-{bounds}"
        elif _FLOOR.search(before) or _FLOOR_BEHIND.match(behind):
            bounds = f"{bounds}-"
    return f"{bounds}/{unit}{currency}"
