"""How long a job lasts, as sentences state it.

Sentences are folded text (see ``sentences``). The answer is a code, empty if nothing is stated
or two sentences contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jobtui.inference.sentences import DASH, GAP, Sentence, holds_any
from jobtui.text.number_words import ENGLISH_NUMBERS, NUMBER_WORDS
from jobtui.text.patterns import late

WORDS = (
    *("mois", "semaine", "an", "ans", "annee", "month", "year", "week"),
    *("renouvel", "reconduct", "prolong", "renew", "extend", "extension"),
)
_SPANS = WORDS[:8]
# One of these stands in every match of `renewed`, for speed.
_RENEWALS = ("renouvel", "recond", "prolong", "renew", "exten", "option", "possib")


class DurationRules(NamedTuple):
    """What a language says of a duration.

    *of_job* and *renewed* match a span of time that is one of the job, in their groups ``low``,
    ``high``, ``unit`` and ``years`` (years instead of a ``high`` of the same unit), with a ``gap``
    before them; *rhythm* ("4 jours par semaine sur 3 mois") counts where they find nothing. The
    others are looked for around a span: *other* and *behind* say that it is of something else,
    *elsewhere* says so of the whole sentence.
    """

    of_job: re.Pattern[str]
    renewed: re.Pattern[str]
    rhythm: re.Pattern[str]
    other: re.Pattern[str]
    behind: re.Pattern[str]
    elsewhere: re.Pattern[str]
    renewable: re.Pattern[str]
    least: re.Pattern[str]
    least_behind: re.Pattern[str]
    most: re.Pattern[str]


_COUNT = r"(?:[1-9][0-9]?|" + "|".join(NUMBER_WORDS) + r")"
_SPAN = (
    rf"\b(?P<low>{_COUNT})(?:(?: ?(?:{DASH}|/) ?| (?:a|ou|et) )(?P<high>{_COUNT}))? ?"
    r"(?P<unit>mois|ans?|annees?|semaines?)\b"
    rf"(?: (?:a|ou) (?P<years>{_COUNT}) ans?\b)?"
)
FRENCH = DurationRules(
    of_job=late(
        r"\b(?:cdd|contrats?|duree|stages?|poste ouvert|freelance|alternance|apprentissage|"
        r"vacation|remplacement|a pourvoir (?=pour )|"
        r"(?:premiere |pour une |proposee? |initiale? |d'une )?mission(?! (?:de |d')(?:l'|la |"
        r"beta))|"
        r"premiere phase|residence|volontariat|service civique|interim|detachement)\b"
        rf"(?P<gap>{GAP}{{0,75}}?){_SPAN}"
    ),
    renewed=late(rf"(?P<gap>){_SPAN}[ ,(]{{1,3}}(?:\w+ )?(?:renouvel|reconduct|reconduit|prolong)"),
    rhythm=late(
        r"\b(?:jours?|j)(?: ?/ ?| par )semaines?,? (?:en teletravail )?(?:sur|pendant|pour)"
        rf"(?P<gap>(?: une (?:duree|periode) de| les)?) {_SPAN}"
    ),
    other=late(
        r"\b(?:experience|anciennete|derniere?s?|depuis|apres|iterations?|cycles?|sprints?|"
        r"tous les|toutes les|dans les|il y a|ages?|agees?|engagement|essai|preavis|cours de|dure|"
        r"au[ -]dela|objectif|en moins de|au bout|chaque)\b"
    ),
    behind=late(
        r" ?(?:d'|minimum d'|d.)?(?:experience|anciennete|derniers|apres|plus tard|et demi|"
        r"prochains mois(?!$))"
    ),
    elsewhere=late(r"\b(?:nous (?:a |ont )?rejoi\w+|l'etat finance|financent?)\b"),
    renewable=late(
        r"(?<!non )(?<!pas )\b(?:renouvel|reconduct|reconduit|prolong|extensib|recondui)"
    ),
    least=late(
        r"(?:\b(?:au moins|d'au moins|min\w{2,4}um|a minima|minimale?|min\.?) ?(?::|de |d')? ?)$"
    ),
    least_behind=late(r"^ ?(?:au |\()?min"),
    most=late(r"(?:\b(?:jusqu'a|maximum|max\.?|au plus|maximale?) ?(?::|de |d')? ?)$"),
)
_BOUNDS = late(r"-(?P<high>[0-9]+)(?P<unit>[mwy]) >(?P<low>[0-9]+)(?P=unit)")
_BEGINNING = 30  # characters of a sentence that may say so of the one before
_AROUND = 110  # characters behind a span in which it may be said to be renewable
_AHEAD = 30  # characters before a span in which it may be said to be the least, or another
_LETTERS = {"m": "m", "a": "y", "y": "y", "s": "w", "w": "w"}


def duration_of(heading: str, sentences: Iterable[Sentence], rules: DurationRules) -> str:
    """Return ``6m``, ``3-6m``, ``>6m`` (at least), ``-12m`` (at most), ``3y``, ``12w``.

    A plus behind it says that the job may be renewed.
    """
    texts = (heading, *(sentence.text for sentence in sentences))
    told = [text for text in texts if holds_any(text, WORDS)]
    found = _durations(told, (rules.of_job, rules.renewed), rules)
    found = _bounded(found or _durations(told, (rules.rhythm,), rules))
    if len(found) != 1:
        return ""
    ((code, renewable),) = found.items()
    return code + ("+" if renewable else "")


def _durations(
    sentences: Iterable[str], patterns: Sequence[re.Pattern[str]], rules: DurationRules
) -> dict[str, bool]:
    """Return the codes of all durations, and whether each is renewable."""
    found: dict[str, bool] = {}
    before_it = ""  # the duration that the sentence before states
    for text in sentences:
        if before_it and rules.renewable.search(text, 0, _BEGINNING):
            found[before_it] = True  # "6 mois. Renouvelable."
        before_it = ""
        if rules.elsewhere.search(text) or not holds_any(text, _SPANS):
            continue
        last = -_AROUND
        asked = [p for p in patterns if p is not rules.renewed or holds_any(text, _RENEWALS)]
        for pattern, match in ((one, match) for one in asked for match in one.finditer(text)):
            if pattern is rules.of_job and match.start() < last + _AROUND:
                continue  # it explains the one before: "3 mois (la première phase en dure 6)"
            before, behind = match["gap"], text[match.end() : match.end() + _AROUND]
            low = match.start("low")
            ahead = text[max(0, low - _AHEAD) : low]
            if rules.other.search(before or ahead) or rules.behind.match(behind):
                continue
            renewable = bool(
                pattern is rules.renewed
                or rules.renewable.search(behind)
                or rules.renewable.search(before)
            )
            code = _code(match, ahead, behind, rules)
            found[code] = found.get(code, False) or renewable
            last = match.end()
            before_it = code
    return found


def _bounded(found: dict[str, bool]) -> dict[str, bool]:
    """Return *found* with "at least 1 year" and "at most 4 years" as one range."""
    codes = sorted(found)  # the least ("-4y") before the other (">1y")
    bounds = _BOUNDS.fullmatch(" ".join(codes)) if len(codes) == 2 else None
    if bounds is None or int(bounds["low"]) >= int(bounds["high"]):
        return found
    return {f"{bounds['low']}-{bounds['high']}{bounds['unit']}": any(found.values())}


def _code(match: re.Match[str], ahead: str, behind: str, rules: DurationRules) -> str:
    low, high, unit = _number(match["low"]), match["high"], match["unit"][0]
    letter = _LETTERS[unit]
    if match["years"]:
        return f"{low}-{12 * _number(match['years'])}m" if letter == "m" else f"{low}{letter}"
    if high and _number(high) > low:
        return f"{low}-{_number(high)}{letter}"
    if rules.least.search(ahead) or rules.least_behind.match(behind):
        return f">{low}{letter}"
    return f"-{low}{letter}" if rules.most.search(ahead) else f"{low}{letter}"


def _number(word: str) -> int:
    return NUMBER_WORDS.get(word) or ENGLISH_NUMBERS.get(word) or int(word)
