"""The terms of a job that sentences state: how long, how much of the week, from when, what pay.

Each function takes sentences of folded text (see ``inferring.sentences_of``) and returns a code;
an empty text where nothing is stated, or where two sentences contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobtui.text.number_words import MONTHS, NUMBER_WORDS

DASH = r"[-–—]"
_GAP = r"[^;!?]"  # a dot within a sentence is part of a name, such as example.org

# --- how long ------------------------------------------------------------------------------------

_COUNT = r"(?:[1-9][0-9]?|" + "|".join(NUMBER_WORDS) + r")"
_SPAN = (
    rf"\b({_COUNT})(?:(?: ?(?:{DASH}|/) ?| (?:a|ou) )({_COUNT}))? ?(mois|ans?|annees?|semaines?)\b"
)
_DURATION = re.compile(
    r"\b(?:cdd|contrats?|duree|stages?|poste ouvert|freelance|alternance|apprentissage|vacation|"
    r"(?:premiere |pour une |proposee? |initiale? |d'une )?mission(?! (?:de |d')(?:l'|la |beta))|"
    r"premiere phase|residence|volontariat|service civique)\b"
    rf"({_GAP}{{0,75}}?){_SPAN}({_GAP}{{0,75}})"
)
_NO_DURATION = re.compile(
    r"\b(?:experience|anciennete|prochaine?s?|derniere?s?|depuis|apres|iterations?|cycles?|sprints?|"
    r"tous les|toutes les|dans les|il y a|age\w*|engagement|essai|preavis|cours de|dure|"
    r"au[ -]dela|objectif|en moins de|au bout|chaque)\b"
)
_NOT_BEHIND = re.compile(
    r" ?(?:d'|minimum d'|d.)?(?:experience|anciennete|prochains|derniers|apres|plus tard|et demi)"
)
_OTHERS = re.compile(r"\b(?:nous (?:a |ont )?rejoi\w+|l'etat finance|financent?)\b")
_RENEWABLE = re.compile(
    r"(?<!non )(?<!pas )\b(?:renouvel|reconduct|reconduit|prolong|extensib|recondui)"
)
_AT_LEAST = re.compile(
    r"(?:\b(?:au moins|d'au moins|minimum|a minima|minimale?) ?(?:de )?)$|^ ?\(?min"
)
_TIME_WORDS = ("mois", "semaine", " an", "annee")
_UNITS = {"m": "m", "a": "y", "s": "w"}


def duration_of(sentences: Iterable[str]) -> str:
    """Return ``6m``, ``3-6m``, ``>6m`` (at least), ``3y``, ``12w``; with ``+`` if renewable."""
    found: dict[str, bool] = {}
    for text in sentences:
        if not any(word in text for word in _TIME_WORDS):
            continue
        for match in _DURATION.finditer(text):
            before, low, high, unit, after = match.groups()
            if _NO_DURATION.search(before) or _NOT_BEHIND.match(after) or _OTHERS.search(text):
                continue
            numbers = [_number(low)] + ([_number(high)] if high else [])
            least = ">" if _AT_LEAST.search(before) or _AT_LEAST.match(after) else ""
            code = least + "-".join(map(str, numbers)) + _UNITS[unit[0]]
            renewable = bool(_RENEWABLE.search(after) or _RENEWABLE.search(before))
            found[code] = found.get(code, False) or renewable
    if len(found) != 1:
        return ""
    ((code, renewable),) = found.items()
    return code + ("+" if renewable else "")


def _number(word: str) -> int:
    return NUMBER_WORDS.get(word) or int(word)


# --- how much of the week ------------------------------------------------------------------------

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
    rf"\b(?:temps|charge|rythme|quotite|activite|partiel)\b({_GAP}{{0,30}}?)"
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


# --- from when -----------------------------------------------------------------------------------

_MONTH = r"(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_START = (
    r"(?:\b(?:demarrage|prise (?:de|en) (?:poste|fonctions?)|date (?:de |d')?(?:debut|arrivee|"
    r"embauche|demarrage|souhaitee|prise)|debut (?:(?:de |du |des )(?:la |l')?(?:missions?|contrat|"
    r"poste|stage|collaboration|prestation)|souhaite\w*|prevu|ideal\w*|envisage|estime)|a pourvoir|"
    r"disponibilite|arrivee|quand|"
    r"(?:poste|mission|cdd|stage|contrat)\b[^;!?]{0,40} a partir d[eu'])\b"
    r"|\bdebut ?:|\bdebut (?=immediat|asap|des que|des maintenant|au plus))"
)
_SOON = re.compile(
    rf"{_START}{_GAP}{{0,90}}?\b(?:des que possible|au plus (?:tot|vite)|"
    r"le plus (?:tot|vite) possible|immediat\w*|asap|des maintenant|sans delai|"
    r"aussi(?:tot| tot) que possible|tout de suite)\b"
)
_MONTH_START = re.compile(
    rf"{_START}([^;!]{{0,40}}?)(?:\b([0-3]?[0-9])(?:er)? )?(?:\b(?:mi|debut|fin)[- ])?\b{_MONTH}"
    rf"(?: ?(?:{DASH}|/|ou|et) ?(?:(?:mi|debut|fin)[- ])?{_MONTH})?(?: (20[0-9]{{2}}))?\b"
)
_NUMBERED = re.compile(
    rf"{_START}[^;!]{{0,25}}?\b([0-3]?[0-9])[/.]([01]?[0-9])[/.](20[0-9]{{2}})\b"
)
_START_WORDS = (
    "demarr",
    "debut",
    "prise ",
    "date ",
    "pourvoir",
    "dispon",
    "arriv",
    "quand",
    "partir d",
)
_NOT_THE_START = re.compile(r"\b(?:entretiens?|candidatures?|jusqu\w*|avant|fin de|depuis)\b")


def start_of(sentences: Iterable[str]) -> str:
    """Return ``2022-09-01``, ``2022-09``, ``--09`` (no year stated, as in ISO 8601), or ``asap``.

    A date is believed before ``asap``; the first one wins, also of two ("mars / avril").
    """
    soon = ""
    for text in sentences:
        if not any(word in text for word in _START_WORDS):
            continue
        if match := _NUMBERED.search(text):
            day, month, year = map(int, match.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year}-{month:02}-{day:02}"
        match = _MONTH_START.search(text)
        if match and not _NOT_THE_START.search(match[1]):
            _before, day_text, month_name, _second, year_text = match.groups()
            month = MONTHS[month_name]
            if not year_text:
                return f"--{month:02}"
            return f"{year_text}-{month:02}" + (
                f"-{int(day_text):02}" if day_text and 1 <= int(day_text) <= 31 else ""
            )
        if _SOON.search(text):
            soon = "asap"
    return soon


# --- what pay ------------------------------------------------------------------------------------

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
_BOUNDS = {"day": (80, 2000), "month": (400, 12_000), "year": (12_000, 200_000)}


def pay_of(sentences: Iterable[str]) -> str:
    """Return euros as ``450/day``, ``400-500/day``, ``1200/month``, ``40000-60000/year``.

    Without a unit in words, thousands are a year's pay and hundreds a month's. Several amounts
    (one for each degree of experience, say) are no statement.
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
