"""How much of the week a job takes, as sentences state it in French.

Sentences are folded text (see ``sentences``). The answer is a code, empty if nothing is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobtui.inference.sentences import DASH, GAP, Sentence, holds_any
from jobtui.text.number_words import NUMBER_WORDS
from jobtui.text.patterns import late

WORDS = (
    *("semaine", "hebdo", "temps plein", "temps partiel", "temps complet", "plein temps"),
    *("plein-temps", "mi-temps", "full time", "full-time", "sem", "/5", "%", "etp", "forfait"),
    *("35h", "39h", "temps de travail", "jours par mois", "jours/mois"),
)
_WORD = "|".join(word for word, number in NUMBER_WORDS.items() if 1 < number <= 5)
_COUNT = rf"[1-5](?:[.,]5)?|{_WORD}|(?<=raison d')un"
_LEAST = r"(?: ?\(?(minimum|mini|min|minima|au moins|a minima|minimal)\b)?"
_WEEK_DAYS = late(
    rf"(?<![\w/.,])(au moins |minimum |a minima )?({_COUNT})(?: ?j(?:ours?)?)?"
    rf"(?:(?: ?{DASH} ?| (?:a|ou|et) )({_COUNT}))? ?(?:j\b|jours?\b|jrs?\b)?(?: ouvres)?{_LEAST}"
    rf" ?(?:/|par\b|la\b) ?sem(?:aines?)?\b{_LEAST}(?!\w)"
)
_FIFTHS = late(
    rf"(?<![0-9/])([2-5])/5(?:emes?|iemes?|es?|th)?\b"
    rf"(?:(?: ?{DASH} ?| (?:a|ou) (?:un )?)(?:([2-5])/5(?:emes?|iemes?|es?)?\b|"
    rf"(temps plein|plein temps)))?{_LEAST}"
)
_OF_A_WEEK = late(
    r"\b(?:charge(?! d)|temps|rythme|contrats?|mois|freelance|quotite|activite|partiel)\b"
    r"|\b(?:au|aux) $|^$"
)
_LABELLED = late(r"\b(?:temps(?: de travail)?|charge|rythme) ?: ?$")
_PERCENT = late(
    rf"\b(?:temps|charge|rythme|quotite|activite|partiel)\b{GAP}{{0,50}}?"
    rf"\b(20|40|50|60|80|90)(?: ?%(?! ?(?:{DASH}|a|ou) ?[0-9])|"
    rf"(?: ?%)? ?(?:{DASH}|a|ou) ?(60|80|90|100) ?%){_LEAST}"
)
_OF_FULL = late(
    r"(?<![0-9-])(20|40|50|60|80|90) ?%(?: d'(?:un )?| de | )(?:temps plein|plein temps|etp)\b"
)
_FULL_TIME_EQUIVALENT = late(
    r"(?:^(?:[^:]{0,40} : )?|\b(?:charge|quotite|temps de travail|poste|mission) ?(?:de |:)? ?)"
    r"(0[.,][2-9]|1(?:[.,]0)?) ?etp\b"
)
_HOURS = late(
    r"(?<![0-9/,.h-])([1-3][0-9](?:[.,]5)?) ?h(?:eures?)?(?: ?([0-5]0))?"
    r"(?: (?:de travail )?(?:hebdo\w*|par semaine)| ?/ ?sem(?:aines?)?\b)"
    r"|(?:\b(?:temps (?:de travail|plein|complet|non complet|partiel)|"
    r"duree (?:hebdomadaire|du travail)|volume horaire)(?: hebdomadaire)?[ :(]{1,3}"
    r"|^(?:[^:]{0,40} : )?)([1-3][0-9](?:[.,]5)?) ?h(?:eures?)?(?: ?([0-5]0))?(?=[ .,;)]*$)"
)
_SHORT_WEEK = late(r"\bsemaines? de ([2-5]|deux|trois|quatre) jours\b(?! d)")
_A_MONTH = late(
    rf"(?<![\w-])(?:([1-9]|1[0-9])(?: a | ou | ?{DASH} ?))?([6-9]|1[0-9]|20) ?j(?:ours?)?"
    r"(?: ?/ ?| par )mois\b"
)
_DAY = 7.0  # hours of a working day
_WEEKS = 4.0  # of a month
_FULL_FROM = 4.75  # days
_OF_ONES_TIME = late(r"\b(au moins )?(?:a )?(20|40|50|60|80) ?% de (?:son|votre|ton) temps\b")
_HALF = late(
    r"(?:\b(?:charge|rythme|quotite|temps de travail|poste|mission|contrat|stage|cdd)\b"
    r"[^;.]{0,40}?|^(?:a )?)\bmi-temps\b"
)
_FULL = late(
    r"(?<!travail )(?<!travail a )\b(?:a |en |: |un )?"
    r"(?:temps plein|plein[- ]temps|temps complet|full[ -]time)\b(?! partiel)"
    r"|\b(?:quotite|temps de travail|taux d'activite)\b[^;]{0,30}\b100 ?%|"
    r"\bforfait[- ]jours?\b(?! de tele)"
)
_PART = late(
    r"\btemps partiel (?:\S+ ){0,3}?(?:possible|bienvenu|accepte|envisageable|ok|souhaite)"
    r"|\btemps plein ou (?:a temps )?partiel|\btemps partiel ou (?:a temps )?plein"
    r"|\bpas (?:\w+ ){0,5}(?:temps plein|plein temps)|\bpossibilite d'un temps partiel"
)
_MAY_BE_PART = late(
    r"temps partiel \S* ?(?:\w+ )?(?:possible|bienvenu|accepte|envisageable|ok)|temps partiel de"
    r"|possibilite (?:de|d'un) temps partiel"
)
_NOT_THE_WEEK = late(
    r"tele-?trav|distance|remote|presen(?:ce|tiel)|sur site|bureau|locaux|reuni|equipe|retrouv|"
    r"rencontr|nous|chaque|deplac|consacr|intrapren|coach|stagiaire|venir|chez |visio|intervien"
)
_ELSEWHERE = late(
    r"[ )]*(?:(?:a|sur|au|en|dans|chez) (?!partir|raison|discut|defin|determ|amenag|valid|conven|"
    r"negoc|adapt|temps|la carte|moyenne|freelance|fonction|tele-?trav)[a-z]"
    r"|(?:de |en )tele|de presen|maximum|sur site)"
)
_TERMS = late(r"\b(?:contrats?|charge|rythme|temps de travail|mission)\b")
_ABOUT_FULL = ("temps", "full", "forfait", "quotite", "taux")
_ABOUT_DAYS = ("sem", "/5", "%", "mi-temps")
_ABOUT_HOURS = ("heure", "h/", "h /", "h par", "h hebdo", "5h", "6h", "7h", "8h", "9h", "0h")
_ABOUT_SHARES = ("etp", "temps plein", "plein temps")
_EQUIVALENT = late(
    r"equivalent|\betp\b|\bd(?:e |'un )(?:temps plein|plein temps)|qui travaille|s'apprete|"
    r"\bnous avons\b|"
    r"\b(?:[2-9]|[1-9][0-9]|deux|trois|quatre|cinq|six) (?:\w+ )?(?:dev|personne|salarie|agent|"
    r"designer|ingenieur|charge)\w* [^;:]{0,30}temps plein"
)


def rhythm_of(heading: str, sentences: Iterable[Sentence]) -> str:
    """Return working days a week, else ``full`` or ``part``: ``4``, ``2.5``, ``3-5``, ``4+``.

    A plus is "at least". Fifths and percents of full time count as days of a week of five.
    """
    days: list[str] = []
    words: set[str] = set()
    if holds_any(heading, WORDS):
        sentences = (Sentence(heading), *sentences)
    for sentence in sentences:
        text = sentence.text.replace("⅘", "4/5").replace("⅗", "3/5")
        counted = _days_a_week(text) if holds_any(text, _ABOUT_DAYS) else []
        days += counted or _counted_otherwise(text)
        if holds_any(text, _ABOUT_FULL) and not _EQUIVALENT.search(text):
            part = "temps partiel" in text
            if _PART.search(text):
                words.add("part")
            elif _FULL.search(text) and not part and "mi-temps" not in text:
                words.add("full")
    if days:
        return days[0]
    return "full" if "full" in words else "part" if words else ""


def _days_a_week(text: str) -> list[str]:
    may_be_part = "partiel" in text and bool(_MAY_BE_PART.search(text))
    is_full = holds_any(text, _ABOUT_FULL) and _FULL.search(text)
    may_be_full = bool(is_full) and " pas " not in text and not _EQUIVALENT.search(text)
    found: list[tuple[int, str]] = []
    for match in _WEEK_DAYS.finditer(text):
        least, low, high, least_inside, least_after = match.groups()
        ahead = text[max(0, match.start() - 60) : match.start()]
        before = re.split(r"[,;:]| / ", ahead)[-1]
        if _NOT_THE_WEEK.search(before):
            continue
        if "j" not in match[0] and not (
            _OF_A_WEEK.search(before) or "jours" in before or _LABELLED.search(ahead)
        ):
            continue  # "one a week" is anything
        if _ELSEWHERE.match(text, match.end()) and not (
            _TERMS.search(before) and text[match.end() :].startswith(" en tele")
        ):
            continue
        at_least = bool(least or least_inside or least_after) or (may_be_part and not high)
        found.append((match.start(), _span(_number(low), _number(high), at_least)))
    for match in _FIFTHS.finditer(text) if "/5" in text else ():
        low, high, full, least_after = match.groups()
        before = text[max(0, match.start() - 45) : match.start()]
        if _OF_A_WEEK.search(before) and not _NOT_THE_WEEK.search(before):
            open_end = bool(least_after) or may_be_part
            found.append((match.start(), _span(low, "5" if full else high, open_end)))
    for match in _PERCENT.finditer(text) if "%" in text else ():
        low, high, least_after = match.groups()
        open_end = bool(least_after) or (may_be_part and not high)
        found.append((match.start(), _span(_fifth(low), _fifth(high), open_end)))
    for match in _OF_ONES_TIME.finditer(text) if "%" in text else ():
        found.append((match.start(), _span(_fifth(match[2]), "", bool(match[1]))))
    if (
        "mi-temps" in text
        and (half := _HALF.search(text))
        and not _NOT_THE_WEEK.search(text[: half.end()])
    ):
        found.append((half.start(), "2.5"))
    codes = [code for _at, code in sorted(found)]
    return [f"{_least(code)}-5" if may_be_full and code[0] < "5" else code for code in codes]


def _counted_otherwise(text: str) -> list[str]:
    """Return the codes of hours a week, shares of full time and days a month."""
    found: list[str] = []
    for match in _HOURS.finditer(text) if holds_any(text, _ABOUT_HOURS) else ():
        hours, half, hours_alone, half_alone = match.groups()
        number = float((hours or hours_alone).replace(",", "."))
        number += int(half or half_alone or 0) / 60
        if not _NOT_THE_WEEK.search(text[: match.start()]):
            found.append(_of_number(number / _DAY))
    if holds_any(text, _ABOUT_SHARES):
        found += [_fifth(one[1]) for one in _OF_FULL.finditer(text)]
        for match in _FULL_TIME_EQUIVALENT.finditer(text):
            found.append(_of_number(5 * float(match[1].replace(",", "."))))
    if "semaine de " in text or "semaines de " in text:
        found += [_number(match[1]) for match in _SHORT_WEEK.finditer(text)]
    for match in _A_MONTH.finditer(text) if "par mois" in text or "/mois" in text else ():
        before = text[max(0, match.start() - 60) : match.start()]
        if not _NOT_THE_WEEK.search(before) and not _ELSEWHERE.match(text, match.end()):
            low, high = (_of_number(int(number or match[2]) / _WEEKS) for number in match.groups())
            found.append(_span(low, high, at_least=False))
    return found


def _of_number(days: float) -> str:
    """Return the code of a number of days a week, rounded to halves."""
    return f"{round(2 * days) / 2:g}" if days < _FULL_FROM else "full"


def _least(code: str) -> str:
    return code.rstrip("+").partition("-")[0]


def _number(word: str | None) -> str:
    if not word:
        return ""
    return str(NUMBER_WORDS[word]) if word in NUMBER_WORDS else word.replace(",", ".")


def _fifth(percent: str | None) -> str:
    return f"{int(percent) / 20:g}" if percent else ""


def _span(low: str, high: str | None, at_least: bool) -> str:
    """Return the code of one or two numbers, in whatever order they are said."""
    if high and high != low:
        low, high = sorted((low, high))
        return f"{low}-5" if at_least else f"{low}-{high}"
    return low + ("+" if at_least and low != "5" else "")
