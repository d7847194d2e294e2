"""How much of a job is done remotely, as sentences state it in French.

Sentences are folded text (see ``sentences``). The answer is a code, empty if nothing is stated or
sentences contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobtui.inference.sentences import DASH, Sentence, holds_any
from jobtui.text.number_words import NUMBER_WORDS
from jobtui.text.patterns import late

WORDS = (
    *("teletrav", "tele-trav", "tele trav", "remote", "distance", "distanciel", "chez toi"),
    *("chez vous", "chez soi", "presentiel", "hybride", "dispersee", "distribuee", "repartie"),
    *(
        "eclatee",
        "decentralisee",
        "sur site",
        "home",
        "n'importe ou",
        "ou vous voulez",
        "ou tu veux",
        "tt",
    ),
)
# What is written for remote work; the patterns below see the first of them only.
_TELE = "teletravail"
_AS_TELE = late(
    r"tele-? ?travail(?!lable)\w*|[\"“«]?\bremote\b[\"”»]?|\bhome[ -]?office\b|"
    r"\btt\b(?:(?<=de tt)|(?<=j tt)|(?<=jours tt)|(?<=^tt))|\ba distance\b(?<=[:?] a distance)|"
    r"^a distance\b|"
    r"\b(?:travail\w*|en) a distance\b|\bdistanciel\b|"
    r"\btravail\w* (?!possible|\w+ement|surtout)(?:\w+ ){1,2}a distance\b"
)
_SPELT_OTHERWISE = ("teletravaill", "tele-", "tele ", "tt", "remote", "home", "distan")
_PLACE = r"(?:presentiel\w*|sur (?:site|place)|locaux|bureaux?|presen(?:ce|te?s?)|reunions?)"
_COUNT = "|".join(word for word, number in NUMBER_WORDS.items() if number <= 5)
_NUMBER = rf"([1-5](?:[.,]5)?|{_COUNT})(?:(?: ?{DASH} ?| (?:a|ou) )([1-5]|{_COUNT}))?"
_A_WEEK = r" ?(?:/|par) ?sem(?:aine)?s?\b"
_DAYS_OFF_SITE = late(
    rf"\b(jusqu'a |maximum )?{_NUMBER} ?j(?:ours?)?(?:{_A_WEEK})?"
    rf"(?: (?:maximum|max))? (?:(?:de|d') ?{_TELE}|{_TELE}(?={_A_WEEK}))"
    rf"|\b{_TELE}(?: \w+){{0,3}}?[ :,(]{{1,3}}"
    rf"(?:a raison de |a hauteur de )?(jusqu'a )?"
    rf"{_NUMBER} ?j(?:ours?)?{_A_WEEK}(?! ?\(?(?:a|sur|dans|en|au) )( max\w*)?"
)
_COMPLETELY = r"(?:entierement|totalement|integralement|exclusivement|completement|100 ?%)"
_FULLY = late(
    rf"\b100 ?% ?(?:en |de |a |du )?(?:{_TELE}|distance)|\b{_TELE} (?:a |: |\()?(?:oui,? )?100 ?%"
    rf"|\bfull(?:y)?[ -]?{_TELE}"
    rf"|\b{_TELE} (?:a |en )?(?:complet|total|integral|temps (?:complet|plein)|plein temps)\w*"
    rf"|\b{_COMPLETELY} (?:en |a )?(?:{_TELE}|distance)"
)
_PARTLY = late(
    rf"\b{_TELE} (?:: )?partiel\w*|\bpartiel\w* (?:en )?{_TELE}|\bhybrides?\b"
    rf"|\bpresentiel\b[^;]{{0,40}} et (?:en )?{_TELE}|\b{_TELE} et (?:en )?presentiel\b"
    rf"|^(?:[^:]{{0,40}} : )?(?:localisation|lieu)\b[^;]{{0,60}} et en {_TELE}"
    rf"|\ben {_TELE} et (?:a|dans|sur) [^;]{{0,40}}(?:fois|jours?){_A_WEEK}"
    r"|(?:^|[:?] |\btravaill\w+ )chez (?:toi|vous|soi) et\b(?! ?/ ?ou)"
    rf"|\b(?:a distance|{_TELE}) (?:le reste|les autres jours)\b"
    rf"|\ble reste (?:du temps |de la semaine )?(?:en |a )?(?:{_TELE}|distance)\b"
    rf"|\b{_TELE}[^;.]{{0,30}}\b[2-9]0 ?%|\b[0-9]{{2,3}} jours (?:\w+ ){{0,2}}?de {_TELE}"
    rf"|\b[1-4] ?j(?:ours?)? (?:en presentiel|sur site)\b[^;]{{0,30}}{_A_WEEK}"
)
_MOSTLY = late(
    rf"\b(?:poste|mission|stage|contrat)\b(?: \S+){{0,14}}? en {_TELE}"
    rf"|\b{_TELE} (?:\w+ )?(?:est |etant )?(?:actuellement )?(?:par defaut|la (?:norme|regle)|"
    r"notre (?:referentiel|mode|norme))"
    rf"|\b(?:essentiellement|principalement|majoritairement|surtout) (?:en {_TELE}|a distance)"
    rf"|\b(?:localisation|lieux?(?: de travail)?|emplacement|ou|(?:mode|organisation|modalites?) "
    rf"(?:de|du) travail) ?[?:]{{1,2}} ?(?:en )?{_TELE}"
    rf"(?! (?:et|possible|encourage|partiel|bienvenu|flexible))"
    rf"|\b{_TELE} la plupart du temps\b"
    r"|\b(?:assume|effectue|exerce|realise|occupe)\w* (?:\w+ )?(?:de|depuis) n'importe ou\b"
    r"|\btravaill\w+ (?:de n'importe ou|(?:d')?ou (?:vous|tu) (?:voul|veux|souhait))"
    rf"|{_TELE} avec (?:de |des |quelques |[1-4] |la |une |possibilite de |possibilite d')*"
    r"(?:deplacements?|reunions?)"
    rf"|\ben {_TELE} et (?:ponctuel|parfois|occasionnel|de temps)"
    rf"|^(?:[^:—–]{{0,60}} [:—–] )?(?:en |organisation de travail flexible, en )?{_TELE}"
    r" ?(?:$|[.,;/:!+]| - )(?!.{0,60}\b(?:possib|bienven|envisag|encourag|accept|partiel|selon|"
    r"oui|non|aucun|ponctuel|occasionnel|discut|defin|negoc))"
)
_WELCOME = (
    r"(?:possibles?|bienvenue?s?|envisageables?|acceptee?s?|autorisee?s?|encouragee?s?|ok|friendly|"
    r"flexibles?|reguliers?|a volonte|favorisee?|proposee?|privilegiee?|de rigueur|ouvert"
    r"|souhaite)\b"
)
_POSSIBLE = late(
    rf"\b{_TELE}(?: (?!n'|pas|non)\S+){{0,6}}?[- ]{_WELCOME}"
    rf"|\bpossibilites? (?:\S+ ){{0,3}}?{_TELE}"
    rf"|\b(?<!non )(?<!pas )(?:ouverte?s?|eligibles?|compatibles?) (?:au|a du|avec le) {_TELE}"
    r"|(?<!non )(?<!pas )\bteletravaillable|"
    rf"\b{_TELE} : (?:oui|ponctuel|occasionnel|regulier|a (?:discut|defin|negoc))"
    rf"|\btravail possible (?:a distance|en {_TELE})|\b{_TELE} et ?/ ?ou\b"
    rf"|\b(?:possible|possibilite) de {_TELE}"
    rf"|\bprivilegier le {_TELE}|\bchez (?:toi|vous|soi) (?:ou|et ?/ ?ou)\b"
    rf"|\b(?:a distance|en {_TELE}) (?:si|lorsque|quand) (?:souhaite|vous|tu|possible|besoin)"
    rf"|\b{_TELE} partiel ou (?:total|complet)|\b{_TELE} ou (?:en )?(?:presentiel|sur site)\b"
    rf"|\b(?:presentiel|sur site|bureaux?)\b[^;]{{0,25}} ou (?:en )?{_TELE}\b"
)
_REFUSED = late(
    rf"\b(?:pas de|sans|aucun) {_TELE}|\b{_TELE}(?: \S+){{0,3}}? (?:impossible|exclu|n'est pas)\b"
    rf"|\b{_TELE} ?: (?:non|aucun|pas)\b|\bne \w+ pas (?:de |le |du ){_TELE}"
    r"|\b(?:(?:non|pas) (?:ouvert|eligible|compatible)|incompatible)\w* (?:au|a du|avec le) "
    rf"{_TELE}"
    r"|\b(?:non|pas) teletravaillable|\b(?:sur site uniquement|uniquement sur site)\b"
    r"|\bpresence (?:sur (?:site|place) obligatoire|obligatoire sur (?:site|place))\b"
    r"(?![^;]{0,20}[1-4] j)"
    r"|^(?:[^:]{0,60} : )?(?:postes?|travail|mission|stage|emploi)(?: a effectuer| realisee?)? "
    r"(?:en presentiel|sur site)[ .;,]*$"
    r"|^(?:[^:]{0,60} : )?en presentiel (?:a|au|dans) (?![^;]*(?:fois|jour|semaine|mois|teletr))"
    r"|\b(?:100 ?% |entierement |uniquement |exclusivement )(?:en )?presentiel"
    r"|\bpresentiel (?:obligatoire|uniquement|exclusivement|a 100)"
)
_OPTIONAL_MEETINGS = late(r"\bpresentiel (?:optionnel\w*|facultati\w*)")
# A team that works from everywhere says something of the job where nothing else does.
_TEAM = late(
    rf"\b(?:equipe|membres|nous)\b[^;!?]{{0,120}}?\b(?:travaill\w+|fonctionn\w+) "
    rf"(?:(?P<all>{_COMPLETELY}) |(?:principalement|essentiellement|majoritairement|surtout) )?"
    r"(?:a distance|en (?:tele-?travail|remote))"
    r"|\bequipe (?:\w+ )?(?:dispersee|eclatee|repartie|distribuee) (?:a travers|dans|sur|partout)"
    r"[^;!?]{0,30}(?:france|pays|territoire|villes|canada|quebec|belgique|suisse|europe|monde)"
    rf"|\bequipe (?P<all2>{_COMPLETELY} )?decentralisee\b"
)
_ABOUT_TEAM = ("equipe", "membres", "nous")
_NOT_ALWAYS = late(
    r"\b(?:ne|n'|parfois|ponctuel\w*|pas (?:beaucoup|toujours)|certains?|une partie)\b"
)
_NOT_THIS_JOB = late(
    r"\b(?:equipes? (?:est|etant|travail\w*|actuelle|compose\w*|majoritairement)|nous travaillons|"
    r"membres|partie de l'equipe|a l'aise|capacites?|savoir|savez|habitudes?|experiences?|"
    r"entretiens?|former|animer|animation|webinaires?|travaillons|certains|d'autres|"
    r"courte.distance|outils?|si la situation)\b"
)
_CHOICE = late(r"\b(?:possib\w+|au choix|envisag\w+|discut\w+)\b.{0,20}$")
_CHOICE_AFTER = late(r".{0,3} (?:possible|envisageable|au choix)\b")
# One of these stands in every match of the patterns above, for speed.
_ABOUT_DAYS = ("jour", " j", "j/", "j ")
_ABOUT_REFUSAL = (
    *("pas ", "sans ", "aucun", "impossible", "exclu", "presentiel", "incompat", "sur site"),
    *("obligatoire", ": non", "non tele", "non elig", "non ouvert", "non compat"),
)
_ABOUT_PART = (
    *(
        "partiel",
        "hybride",
        "presentiel",
        " et ",
        "le reste",
        "sur site",
        "chez ",
        "%",
        "jours de ",
    ),
)
_ABOUT_ALL = ("100", "full", "complet", "total", "integral", "entiere", "exclusiv", "plein")
_ABOUT_PLACE = (_TELE, "distance", "chez ", "n'importe", "ou vous", "ou tu")
_BRACKETS = late(r" ?\([^()]{0,200}\)")
# That one has to come every week.
_WEEKLY = late(
    rf"\b{_PLACE}\b[^;]{{0,140}}\b(?:(?:une|1|deux|2)(?: a [23])? fois|"
    rf"(?:1|un|2|deux|3|trois)(?: (?:a|ou) [2-4])? jours?)(?: \w+)?{_A_WEEK}"
    rf"|\b(?:1|un|2|deux) jours?{_A_WEEK},? (?:en presentiel|dans|sur site|a |au )"
    r"|\bpresence (?:reguliere|soutenue|importante|frequente)"
)


def remote_of(heading: str, sentences: Iterable[Sentence]) -> str:
    """Return ``fully``, ``mostly``, ``partly``, ``possible``, ``no``, or remote days a week.

    Days are ``2``, ``2-3`` or ``-3`` (up to three).
    """
    said: dict[str, None] = {}
    of_team = ""
    if holds_any(heading, WORDS):
        sentences = (Sentence(heading), *sentences)
    for text, _heading in sentences:
        if code := _remote(text):
            said[code] = None
        elif not of_team and holds_any(text, _ABOUT_TEAM):
            of_team = _of_team(text)
    days = [code for code in said if code[-1].isdigit()]
    if len(days) > 1 or ("no" in said and len(said) > 1):
        return ""
    if "fully" in said and ("partly" in said or days):
        return "possible"
    order = (*days, "no", "fully", "partly", "mostly", "possible")
    return next((code for code in order if code in said), of_team)


def _remote(text: str) -> str:
    """Return what one sentence says; brackets may stand between its words."""
    if holds_any(text, _SPELT_OTHERWISE):
        text = _AS_TELE.sub(_TELE, text)
    bare = _BRACKETS.sub("", text)
    if bare == text:
        return _bare_remote(text)
    days = _days_off_site(text)
    return days or _bare_remote(bare) or _bare_remote(text)


def _days_off_site(text: str) -> str:
    days = _search(_DAYS_OFF_SITE, text) if holds_any(text, _ABOUT_DAYS) else None
    return _days(days) if days else ""


def _bare_remote(text: str) -> str:
    if days := _days_off_site(text):
        return days
    if holds_any(text, _ABOUT_REFUSAL) and _search(_REFUSED, text):
        return "no"
    if holds_any(text, _ABOUT_ALL) and (full := _search(_FULLY, text)):
        is_choice = _CHOICE.search(text[: full.start()]) or _CHOICE_AFTER.match(text, full.end())
        return "possible" if is_choice else "fully"
    if holds_any(text, _ABOUT_PART) and _search(_PARTLY, text):
        return "possible" if "partiel ou" in text else "partly"
    if holds_any(text, _ABOUT_PLACE):
        if _search(_MOSTLY, text):
            return "partly" if _WEEKLY.search(text) else "mostly"
        if _search(_POSSIBLE, text):
            return "possible"
    return "mostly" if _OPTIONAL_MEETINGS.search(text) else ""


def _search(words: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first match, unless its sentence, up to "but", is about somebody else."""
    match = words.search(text)
    if match is None:
        return None
    start = text.rfind(" mais ", 0, match.start())
    return None if _NOT_THIS_JOB.search(text, max(start, 0), match.end()) else match


def _of_team(text: str) -> str:
    match = _TEAM.search(text)
    if match is None or _NOT_ALWAYS.search(text, 0, match.end()):
        return ""
    return "fully" if match["all"] or match["all2"] else "mostly"


def _days(match: re.Match[str]) -> str:
    up_to, low, high, after, low_after, high_after, most = match.groups()
    low, high = (low or low_after).replace(",", "."), high or high_after
    low, high = str(NUMBER_WORDS.get(low, low)), high and str(NUMBER_WORDS.get(high, high))
    if up_to or after or most or "max" in match[0]:
        return f"-{high or low}"
    if (high or low) == "5":
        return "fully"
    return f"{low}-{high}" if high else low
