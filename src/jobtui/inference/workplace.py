"""Where a job is done, as sentences state it.

Sentences are folded text (see ``sentences``). A city alone is no workplace: the words before it
must say that the job is there, or that one has to come there regularly.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jobtui.inference.gazetteer import PlaceMention, Places
from jobtui.inference.sentences import Sentences
from jobtui.text.patterns import late


class WorkplaceRules(NamedTuple):
    """What a language says of a workplace; patterns end where a place may begin.

    *label* is tried on what stands before the first place of a sentence, *before* on up to 130
    characters before any place, *rarely* and *others* on the same: they say that one is there now
    and then, or that somebody else is. *often* lets the whole sentence deny *rarely*.
    """

    label: re.Pattern[str]
    heading: re.Pattern[str]
    before: re.Pattern[str]
    rarely: re.Pattern[str]
    often: re.Pattern[str]
    others: re.Pattern[str]


_JOB = (
    r"(?:postes?|(?<!de )missions?|stages?|contrat|cdd|cdi|alternance|travail|emploi|localisation|"
    r"lieu|profil|presence)"
)
_OFFICE = r"(?:locaux|bureaux?|site|siege|antenne|espaces?|open ?spaces?|co-?working)"
_AT = (
    r"(?:\b(?:a|sur|de|d'|depuis|en(?: region)?|dans|pres de|proche de|au coeur de|a l'|la|le|au|"
    r"aux)|[:,(–—-])"
)
_NEAR = r"[^;!?]{0,70}?"
FRENCH = WorkplaceRules(
    label=late(
        r"^(?:.{0,40} : )?(?:📍 ?)?(?:le |la )?(?:localisation|lieux?|villes?|emplacement|ou|site|"
        r"implantation|residence|adresse|bureaux?|locaux|affectation|standort|(?:arbeits"
        r"|dienst|einsatz)?ort|"
        r"ubicacion|lugar)\b"
        r"(?:(?:[ /]|(?<='))(?:de|du|d'|des|le|la|et|travail|poste|mission|stage|exercice|"
        r"affectation|trabajo|principal|possibles?|geographique|administrative|actuels?))*"
        r"(?: ?[?:—–-]| (?:est|sera)(?: situee?)?(?: a)?(?= ?$))"
        r"(?! ?(?:pas de|non|indifferent|toute la france|partout))[^!?]{0,110}$"
    ),
    heading=late(r"^(?:lieu|localisation|ou|adresse|lieu de travail|residence|ou \?)$"),
    before=late(
        # of the job: "poste basé à Rennes", "à pourvoir à Rennes", or of nothing: "basé à Rennes"
        rf"(?:\b{_JOB}\b[^;!?]{{0,70}}?|^(?:.{{0,40}} : )?(?:travail )?|renouvelables?\b{_NEAR})"
        r"\b(?:basee?s?|localisee?s?|situee?s?|implantee?s?|affectee?s?|a pourvoir|propose)"
        rf"(?:\W?e?s?\)?)\b{_NEAR}{_AT} ?$"
        # of nothing but terms: "CDD de 5 mois (mai à septembre) à Cahors"
        r"|^(?:.{0,40} : )?(?:un )?(?:cdd|cdi|stage|alternance|apprentissage|vacation|poste)"
        r"(?: (?:de|d'|en|a|temps|plein|partiel|mois|ans?|un an|semaines?|[0-9/-]+|\([^()]{0,40}\)"
        r"|senior|junior|freelance|ou))*,? (?:a|sur) $"
        # to be there: "une présence régulière à Rennes", "2 jours par semaine à Rennes"
        rf"|\bpresen(?:ce|tiel)\b{_NEAR}(?:\b(?:a|sur|dans|de|au|en|la|le) |\()$"
        r"|\b[1-5] ?j(?:ours?)?(?: (?:minimum|minima|mini))? ?(?:/|par|toutes les deux) ?"
        rf"(?:semaines?|quinzaine)(?: en presentiel)? {_AT} ?$"
        rf"|\b(?:un|une|deux|trois|quatre) jours? (?:minimum )?par semaine,? {_NEAR}{_AT} ?$"
        # to work there: "possibilité de travailler à Rennes", "vous travaillerez à Rennes"
        rf"|\b(?:possibilite\S* (?:de |d')|pourr\w+ |au choix |poss?ible )"
        rf"(?:venir )?(?:de )?(?:travail\w*|co-?working){_NEAR}(?:{_AT} ?|\W)$"
        # "nous recrutons des personnes à Rennes"
        r"|\b(?:embauchons|recrutons|recherchons|cherchons)\b"
        r"(?:(?!\b(?:pour|afin|qui|dont|avec)\b)[^;.!?:]){0,80}[ ,]a $"
        rf"|\baffectee? [^;]{{0,40}}\b(?:de|du|d') ?$"
        rf"|\b(?:dans|au sein de|rejoi\w+|integre\w*) (?:notre|l'|la) ?(?:{_OFFICE}"
        rf"|agence)\b{_NEAR}{_AT} ?$"
        r"|\b(?:rejoi\w+|integre\w*)(?:-nous| (?:notre |l')equipe) (?:a|sur) $"
        rf"|\b(?:vous|tu) (?:travailler\w+|exercer\w+|serez|seras) (?!en (?:relation|lien)"
        rf"|amene){_NEAR}"
        rf"\b(?:a|sur|depuis) $"
        rf"|^travailler (?:a|sur) $|\b(?:rejoindre|accueill\w+) {_NEAR}{_OFFICE}\b{_NEAR}{_AT} ?$"
        # offices: "nos bureaux sont à Rennes", "dans les locaux de Rennes", "bureaux possibles à"
        rf"|(?:\b(?:nos|notre|des|les|dans|aux?|ses|vos)|/|^)[ /]*{_OFFICE}\b(?! d'etude)"
        rf"{_NEAR}{_AT} ?$"
        rf"|\b{_OFFICE} possibles?\b{_NEAR}{_AT} ?$|(?:^|, ){_OFFICE} (?:a|sur) $"
        rf"|📍\W{{0,3}}$|\bdans (?:nos|les) {_OFFICE} $"
        # "l'équipe est basée à Rennes et se réunit une fois par semaine"
        r"|\b(?:l'|notre )equipe est basee (?:a|sur) $|\bdeplacements? par semaine (?:a|sur) $"
        rf"|^chez (?:toi|vous)\b[^;!?]{{0,90}}{_AT} ?$|\bsur (?:site|place)\b[^;!?]{{0,40}}\($"
        r"|\b(?:remote|teletravail)\b[^;!?]{0,90}\bou (?:a |sur )?$"
        # a postal address: "4 rue du Port, 35000 Rennes", "Rennes (35)"
        r"|\b[0-9]{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.?|bd\.?|boulevard|place|quai|cours|"
        r"allee|chemin|impasse|square|esplanade|route|faubourg)\b[^;!?]{0,70}$"
    ),
    rarely=late(
        r"\b(?:ponctuel\w*|occasionnel\w*|parfois|optionnel\w*|deplacements?|trajets?|entretiens?|"
        r"reunions?|seminaires?|ateliers?|rencontres?|quelques|de temps en temps|facultati\w+|"
        r"(?:par|une? fois par|[0-9] fois par) (?:mois|an|trimestre)|mensuel\w*|trimestr\w*|"
        r"exemple|hors|autres?|utilisateurs|clients|deploy\w*|experiment\w*|notamment|retrouv\w+|"
        r"rassembl\w+|evenements?|reside(?:r|nt|nts)?|collectivites|disponible (?:a|en))\b"
    ),
    often=late(r"\b(?:par|/) ?semaine|\bhebdo|\bchaque (?:semaine|lundi|mardi|mercredi|jeudi)"),
    others=late(
        r"\b(?:equipes|(?<!l')(?<!notre )equipe (?:est|de)|startups?|start-ups?|incubee?|"
        r"nous sommes|entreprise|membres|coach|dev\w*|designe\w+|intrapreneu\w*|collegues?|"
        r"charge\S*) "
        r"(?:\S+ ){0,5}?(?:est|sont|basee?s?|situee?s?|localisee?s?|implantee?s?|travaille\w*)\b"
        r"|\b(?:l'entretien|les entretiens|candidat\w+|postul\w+|envoye\w*|adresse\w* vos|"
        r"nous travaillons depuis|ministere de la|ville de|accords? de|universite)\b"
        r"|\(equipe a\b"
        r"|\bl'equipe (?:est )?(?:dispersee|repartie|situee|entre|vadrouille)"
    ),
)
# For languages without rules of their own: only what such a label names.
LABELLED = FRENCH._replace(before=late(r"(?!)"))
_TEAM = late(r"\b(?:l'|notre )equipe est basee")
_STREET = late(
    r"\b(?:rue|avenue|av\.?|boulevard|bd\.?|quai|square|allee|place|cours|street|road) "
    r"[^,;:()0-9–-]{0,40}$"
)
_OF_STREET = late(
    r"\b(?:rue|avenue|boulevard|quai|square|allee|place|cours) (?:de |du |des |d'|de la )?$"
)
_TEAM_MEETS = late(r"teletravail|par semaine|chaque|hebdo")
_NEXT = late(
    r"(?:, ?[a-z]{2}\b)?(?: ?\(?[0-9]{1,2} ?(?:e|eme|er|th|°)?\b\)?| ?\([^()]{0,40}\)|"
    r" ?[0-9]{5})?[^,;.:]{0,12}?"
    r"(?:,|;|/|\bou\b|\bet\b|et/ou|-|\bor\b|\band\b)+ ?(?:ou |et |or |and )?"
    r"(?:a |sur |au |en |in |dans |la )*$"
)
# "Based in Rennes, our company …"
_COMPANY = late(
    r", (?:l'|la |le |notre |cette |our |the )(?:association|societe|entreprise|start-?up|agence|"
    r"equipe|company|organi[sz]ation|agency|studio|team|firm)\b"
)
_ASIDE = late(r"\([^()]*\)")
_DISTRICT = "arrondissement"
_ARRONDISSEMENT = late(r"\b(?:[1-9]|1[0-9]|20) ?(?:e|eme|er|°)? arrondissement\b")
_SHORT = 40  # characters before the only place below a heading such as "Lieu"
_QUALIFIED = 25  # characters before such words that may say that it is seldom
_CONTEXT = 130  # characters before a place that are looked at
_MAY_BE_WORD = late(r"(?:\b(?:a|sur|bureaux|locaux|region|in) |[0-9]{5} )$")
_BEHIND_WORD = late(r" ?(?:\([0-9]{2,5}\)|[0-9]{5}\b)")
_TITLE = late(r"(?:\b(?:a|sur|in)|[(–—|/@,-]|\bbasee? a) ?$")
_ORGANISATION = late(r"\b(?:ville|mairie|metropole|region|departement|academie|universite) ")


def places_of(sentences: Sentences, places: Places, rules: WorkplaceRules) -> tuple[str, ...]:
    """Return the places where the job is, in the order of the text."""
    found: dict[str, None] = {}
    for text, heading in sentences.naming((*places.heads, _DISTRICT)):
        mentions = places.mentions(text)
        if not mentions and not found and _is_paris(text, rules):
            found["Paris"] = None  # the only city that is so divided and often not named
        said: list[PlaceMention] = []
        for mention in mentions:
            follows = bool(said) and _follows(text, said[-1], mention)
            if follows or _is_workplace(text, heading, mention, rules, first=not said):
                said.append(mention)
        found.update(dict.fromkeys(mention.name for mention in said))
    return tuple(found)


def _is_paris(text: str, rules: WorkplaceRules) -> bool:
    """Whether a sentence names an arrondissement, but no city, as a workplace may be named."""
    return bool(rules is FRENCH and _ARRONDISSEMENT.search(text) and not rules.rarely.search(text))


def places_of_title(title: str, places: Places) -> tuple[str, ...]:
    """Return the places that folded *title* names behind "à", in brackets or behind a dash."""
    mentions = places.mentions(title)
    said = [
        mention
        for mention in mentions
        if not mention.is_common
        and _TITLE.search(title[: mention.start])
        and not _ORGANISATION.search(title[: mention.start][-40:])
    ]
    return tuple(dict.fromkeys(mention.name for mention in said))


def _follows(text: str, last: PlaceMention, mention: PlaceMention) -> bool:
    """Whether *mention* is one more of an enumeration, as in "à Lyon, Paris ou Rennes"."""
    if mention.is_common or (not mention.is_large and _STREET.search(text[: mention.start][-60:])):
        return False
    return bool(_NEXT.match(text[last.end : mention.start][:80]))


def _is_workplace(
    text: str, heading: str, mention: PlaceMention, rules: WorkplaceRules, first: bool
) -> bool:
    before = text[max(0, mention.start - _CONTEXT) : mention.start]
    if mention.is_common and not (
        _MAY_BE_WORD.search(before) or _BEHIND_WORD.match(text, mention.end)
    ):
        return False
    if (_OF_STREET if mention.is_large else _STREET).search(before):
        return False
    is_labelled = bool(rules.label.match(text[: mention.start])) if first else False
    said = rules.before.search(before)
    if not is_labelled and not said:
        return bool(first and rules.heading.match(heading) and len(before) < _SHORT)
    near = before[max(0, said.start() - _QUALIFIED) :] if said else before
    near = _ASIDE.sub("", near)
    if rules.rarely.search(near) and not rules.often.search(text):
        return False
    if _COMPANY.match(text, mention.end):
        return False
    if rules.others.search(before):
        return bool(is_labelled)
    return not _TEAM.search(before) or bool(_TEAM_MEETS.search(text))
