"""How much of the week a job takes, as sentences state it.

Sentences are folded text (see ``sentences``). The answer is a code, empty if nothing is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobtui.inference.sentences import DASH, GAP

_LEAST = r"(?: ?\(?(minimum|mini|min|minima|au moins|a minima|minimal)\b)?"
_WEEK_DAYS = re.compile(
    rf"(?<![0-9/.,])(au moins |minimum |a minima )?([1-5](?:[.,]5)?)(?: ?j(?:ours?)?)?"
    rf"(?:(?: ?{DASH} ?| (?:a|ou|et) )([1-5]))? ?(?:j\b|jours?\b|jrs?\b)?(?: ouvres)?{_LEAST}"
    rf" ?(?:/|par\b|la\b) ?semaines?\b{_LEAST}(?!\w)"
)
_FIFTHS = re.compile(
    rf"(?<![0-9/])([2-4])/5(?:emes?|iemes?|es?|th)?\b"
    rf"(?:(?: ?{DASH} ?| (?:a|ou) )(?:([2-5])/5(?:emes?|iemes?|es?)?\b|(temps plein|plein temps)))?"
    rf"{_LEAST}"
)
_OF_A_WEEK = re.compile(
    r"\b(?:charge(?! d)|temps|rythme|contrats?|mois|freelance|quotite|activite|partiel)\b"
    r"|\bau $|^$"
)
_PERCENT = re.compile(
    rf"\b(?:temps|charge|rythme|quotite|activite|partiel)\b({GAP}{{0,30}}?)"
    rf"\b(20|40|50|60|80|90) ?%(?: ?(?:{DASH}|a|ou) ?(60|80|100) ?%)?{_LEAST}"
)
_FULL = re.compile(
    r"\b(?:a |en |: |un )?(?:temps plein|plein[- ]temps|temps complet)\b(?! partiel)"
)
_PART = re.compile(
    r"\btemps partiel (?:\S+ ){0,3}?(?:possible|bienvenu|accepte|envisageable|ok|souhaite)"
)
_MAY_BE_PART = re.compile(
    r"temps partiel \S* ?(?:\w+ )?(?:possible|bienvenu|accepte|envisageable|ok)|temps partiel de"
)
_NOT_THE_WEEK = re.compile(
    r"tele-?trav|distance|remote|presen(?:ce|tiel)|sur site|bureau|locaux|reuni|equipe|retrouv|"
    r"rencontr|nous|chaque|deplac|consacr|intrapren|coach|stagiaire|venir|chez |visio"
)
_ELSEWHERE = re.compile(
    r"[ )]*(?:(?:a|sur|au|en|dans|chez) (?!partir|raison|discut|defin|determ|amenag|valid|conven|"
    r"negoc|adapt|temps|la carte|moyenne|freelance|fonction|tele-?trav)[a-z]"
    r"|(?:de |en )tele|de presen|maximum|sur site)"
)
_EQUIVALENT = re.compile(r"equivalent|\betp\b|mi-temps|mi temps|de temps plein|de plein temps")


def rhythm_of(sentences: Iterable[str]) -> str:
    """Return working days a week, else ``full`` or ``part``: ``4``, ``2.5``, ``3-5``, ``4+``.

    A plus is "at least". Fifths and percents of full time count as days of a week of five.
    """
    days: list[str] = []
    words: set[str] = set()
    for text in sentences:
        if "sem" in text or "/5" in text or "%" in text:
            days += _days_a_week(text)
        if "temps" in text and not _EQUIVALENT.search(text):
            part = "temps partiel" in text
            if _FULL.search(text) and not part:
                words.add("full")
            elif _PART.search(text):
                words.add("part")
    if days:
        return days[0]
    return "full" if "full" in words else "part" if words else ""


def _days_a_week(text: str) -> list[str]:
    may_be_part = bool(_MAY_BE_PART.search(text))
    may_be_full = bool(_FULL.search(text))
    found: list[tuple[int, str]] = []
    for match in _WEEK_DAYS.finditer(text):
        least, low, high, least_inside, least_after = match.groups()
        before = re.split(r"[,;:]| / ", text[max(0, match.start() - 60) : match.start()])[-1]
        if _NOT_THE_WEEK.search(before) or _ELSEWHERE.match(text, match.end()):
            continue
        at_least = bool(least or least_inside or least_after) or (may_be_part and not high)
        found.append((match.start(), _span(low.replace(",", "."), high, at_least)))
    for match in _FIFTHS.finditer(text):
        low, high, full, least_after = match.groups()
        before = text[max(0, match.start() - 45) : match.start()]
        if _OF_A_WEEK.search(before) and not _NOT_THE_WEEK.search(before):
            open_end = bool(least_after) or (may_be_part and not high)
            found.append((match.start(), _span(low, "5" if full else high, open_end)))
    for match in _PERCENT.finditer(text):
        _before, low, high, least_after = match.groups()
        open_end = bool(least_after) or (may_be_part and not high)
        found.append((match.start(), _span(_fifth(low), _fifth(high), open_end)))
    codes = [code for _at, code in sorted(found)]
    return [f"{code[0]}-5" if may_be_full and code[0] < "5" else code for code in codes]


def _fifth(percent: str | None) -> str:
    return f"{int(percent) / 20:g}" if percent else ""


def _span(low: str, high: str | None, at_least: bool) -> str:
    if high and high != low:
        return f"{low}-{high}"
    return low + ("+" if at_least and low != "5" else "")
