"""How much of a job is done remotely, as sentences state it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobtui.inference.sentences import DASH, Sentence

_TELE = r"(?:tele-?travail\w*|remote|travail a distance|travailler a distance)"
_ABOUT_REMOTE = ("teletrav", "tele-trav", "remote", "distance")
_NOT_THIS_JOB = re.compile(
    r"\b(?:equipes? (?:est|etant|travail\w*|actuelle|compose\w*|majoritairement)|nous travaillons|"
    r"membres|partie de l'equipe|a l'aise|capacites?|savoir|habitudes?|experiences?|entretiens?|"
    r"former|animer|animation|webinaires?|travaillons|certains|d'autres|courte.distance|"
    r"outils?|confinement|si la situation)\b"
)
_NUMBER = rf"([1-5](?:[.,]5)?)(?:(?: ?{DASH} ?| (?:a|ou) )([1-5]))?"
_DAYS_OFF_SITE = re.compile(
    rf"\b(jusqu'a |maximum )?{_NUMBER} ?j(?:ours?)?(?: ?(?:/|par) ?semaine)?"
    rf"(?: (?:maximum|max))? (?:de|d') ?{_TELE}"
    rf"|\b(?:{_TELE}|tele-?travailler)(?: \w+){{0,3}}?[ :,(]{{1,3}}"
    rf"(?:a raison de |a hauteur de )?(jusqu'a )?"
    rf"{_NUMBER} ?j(?:ours?)? ?(?:/|par) ?semaine(?! ?\(?(?:a|sur|dans|en|au) )( max\w*)?"
)
_FULLY = re.compile(
    rf"\b100 ?% ?(?:en |de |a )?(?:{_TELE}|distance)|\b{_TELE} (?:a |: )?100 ?%"
    rf"|\bfull(?:y)?[ -]?remote|\b{_TELE} (?:complet|total|integral)\w*"
    rf"|\b(?:entierement|totalement|integralement|exclusivement|completement) "
    rf"(?:en |a )?(?:{_TELE}|distance)"
)
_PARTLY = re.compile(
    rf"\b{_TELE} partiel\w*|\bpartiel\w* (?:en )?{_TELE}"
    rf"|\bpresentiel\b[^;]{{0,40}} et (?:en )?{_TELE}|\b{_TELE} et (?:en )?presentiel\b"
)
_MOSTLY = re.compile(
    rf"\b(?:poste|mission|stage|contrat)\b(?: \S+){{0,14}}? en (?:{_TELE}|\W?remote\b)"
    rf"|\b{_TELE} (?:est |etant )?(?:par defaut|la norme)"
    rf"|\b(?:essentiellement|principalement|majoritairement) en {_TELE}"
    rf"|\b(?:localisation|lieu(?: de travail)?|emplacement|ou) ?[?:]{{1,2}} ?en {_TELE}(?! et)"
    rf"|^{_TELE} avec (?:de |des |quelques |[1-4] |la |une |possibilite de |possibilite d')*"
    r"(?:deplacements?|reunions?)"
)
_WELCOME = (
    r"(?:possibles?|bienvenue?s?|envisageables?|acceptee?s?|autorisee?s?|encouragee?s?|ok|friendly|"
    r"flexibles?|a volonte|favorisee?|proposee?|privilegiee?|de rigueur|ouvert|souhaite)\b"
)
_POSSIBLE = re.compile(
    rf"\b{_TELE}(?: (?!n'|pas|non)\S+){{0,6}}? {_WELCOME}|\bpossibilites? (?:\S+ ){{0,3}}?{_TELE}"
    rf"|\btravail possible (?:a distance|en {_TELE})|\b{_TELE} et ?/ ?ou\b"
    rf"|\b(?:possible|possibilite) de (?:travailler a distance|tele-?travailler)"
)
_REFUSED = re.compile(
    rf"\b(?:pas de|sans|aucun) {_TELE}|\b{_TELE}(?: \S+){{0,3}}? (?:impossible|exclu|n'est pas)\b"
)
_CHOICE = re.compile(r"\b(?:possib\w+|au choix|envisag\w+|discut\w+)\b.{0,20}$")


def remote_of(sentences: Iterable[Sentence]) -> str:
    """Return ``fully``, ``mostly``, ``partly``, ``possible``, ``no``, or remote days a week.

    Days are ``2``, ``2-3`` or ``-3`` (up to three).
    """
    said = dict.fromkeys(
        code
        for text, _heading in sentences
        if any(word in text for word in _ABOUT_REMOTE)
        and not _NOT_THIS_JOB.search(text)
        and (code := _remote(text))
    )
    days = [code for code in said if code[-1].isdigit()]
    if len(days) > 1 or ("no" in said and len(said) > 1):
        return ""
    if "fully" in said and ("partly" in said or days):
        return "possible"
    order = (*days, "no", "fully", "partly", "mostly", "possible")
    return next((code for code in order if code in said), "")


def _remote(text: str) -> str:
    if days := _DAYS_OFF_SITE.search(text):
        return _days(days)
    if _REFUSED.search(text):
        return "no"
    if full := _FULLY.search(text):
        return "possible" if _CHOICE.search(text[: full.start()]) else "fully"
    if _PARTLY.search(text):
        return "partly"
    if _MOSTLY.search(text):
        return "mostly"
    return "possible" if _POSSIBLE.search(text) else ""


def _days(match: re.Match[str]) -> str:
    up_to, low, high, after, low_after, high_after, most = match.groups()
    low, high = (low or low_after).replace(",", "."), high or high_after
    if up_to or after or most or "max" in match[0]:
        return f"-{high or low}"
    return f"{low}-{high}" if high else low
