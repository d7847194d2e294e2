"""Where a job is done, as sentences state it.

Sentences are folded text (see ``sentences``). A city alone is no workplace: the words around it
must say that the job is there, or that one has to come there regularly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobtui.inference.gazetteer import FIRST_WORDS, PLACE, place_named
from jobtui.inference.sentences import Sentence

_WORD = re.compile(r"[a-z]+")

_NEXT = rf"[^,;.:]{{0,12}}(?:,|/|\bou\b|\bet\b|et/ou|-)+ ?(?:ou |et )?(?:a |sur )?(?=({PLACE}))"
_NEXT_PLACE = re.compile(_NEXT)
_AT = r"(?:a|sur|de|d'|depuis|en|dans|pres de|proche de|:|-|,|\()"
_OFFICE = r"(?:locaux|bureaux?|site|siege|antenne|espaces?|open ?spaces?|co-?working)"
_JOB = (
    r"(?:postes?|(?<!de )missions?|stages?|contrat|cdd|cdi|alternance|travail|emploi|localisation|"
    r"lieu)"
)
_NEAR = r"[^;!?]{0,60}?"
_WHERE = re.compile(
    # a label: "Lieu : Rennes"
    rf"^(?:.{{0,40}} : )?(?:localisation|lieux?|ville|emplacement|ou|site|implantation|residence)\b"
    rf"(?: (?:de|du|d'|des|le|la|travail|poste|mission|stage|exercice|affectation))*"
    rf" ?[?:—–-] ?{_NEAR}(?P<label>{PLACE})"
    # of the job: "poste basé à Rennes", "à pourvoir à Rennes", or of nothing: "basé à Rennes"
    rf"|(?:\b{_JOB}\b[^;!?]{{0,70}}?|^(?:.{{0,40}} : )?)"
    r"\b(?:bases?|basee?s?|localisee?s?|situee?s?|implantee?s?|a pourvoir)"
    rf"(?:\W?e?\)?)\b{_NEAR}\b{_AT} ?(?P<based>{PLACE})"
    rf"|renouvelables?\b[^;!?]{{0,90}}\bbasee? {_AT} ?(?P<renewed>{PLACE})"
    # to be there: "une présence régulière à Rennes", "2 jours par semaine à Rennes"
    rf"|\bpresen(?:ce|tiel)\b{_NEAR}(?:\b(?:a|sur|dans|de) |\()(?P<present>{PLACE})"
    rf"|\b[1-5] ?j(?:ours?)?(?: (?:minimum|minima|mini))? ?(?:/|par|toutes les deux) ?"
    rf"(?:semaines?|quinzaine) {_AT} ?(?P<days>{PLACE})"
    # to work there: "possibilité de travailler à Rennes", "vous travaillerez dans nos locaux de …"
    rf"|\b(?:possibilite\S* (?:de |d')|pourr\w+ |au choix )"
    rf"(?:venir )?(?:de )?(?:travail\w*|co-?working){_NEAR}(?:\b{_AT} ?|\W)(?P<work>{PLACE})"
    rf"|\b(?:vous|tu) (?:travailler\w+|serez|seras){_NEAR}\b(?:a|sur|depuis) (?P<you>{PLACE})"
    rf"|^travailler (?:a|sur) (?P<plain>{PLACE})"
    rf"|\bjours? (?:par semaine )?dans (?:nos|les) {_OFFICE} (?:de|a) (?P<office>{PLACE})"
)
_WHERE_WORDS = re.compile(
    r"\b(?:lo[ck]al|lieu|ville|empl|ou\b.{0,3}[?:]|site|impl|residence|base|situe|a pourv|presen"
    r"|jour|[1-5] ?j\b|possib|pourr|au choix|vous|tu )|^travailler"
)
_RARELY = re.compile(
    r"\b(?:ponctuel\w*|occasionnel\w*|parfois|optionnel\w*|deplacements?|trajets?|entretiens?|"
    r"reunions?|seminaires?|ateliers?|rencontres?|quelques|de temps en temps|facultati\w+|"
    r"(?:par|une? fois par|[0-9] fois par) (?:mois|an)|mensuel\w*|trimestr\w*|exemple|hors|"
    r"autres?|utilisateurs|clients|deploy\w*|experiment\w*|notamment)\b"
)
_NOT_THE_JOB = re.compile(
    r"\b(?:equipes?|startups?|start-ups?|incubee?|nous sommes|entreprise|membres|coach|"
    r"dev\w*|designe\w+|intrapreneu\w*|collegues?|charge\S*) (?:\S+ ){0,5}?"
    r"(?:est|sont|basee?s?|situee?s?|localisee?s?|implantee?s?|travaille\w*)\b"
    r"|\b(?:l'entretien|les entretiens|candidat\w+|postul\w+|envoye\w*|adresse\w* vos)\b"
)


def places_of(sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """Return the places where the job is, in the order of the text."""
    found: dict[str, None] = {}
    for text, _heading in sentences:
        if not _WHERE_WORDS.search(text) or FIRST_WORDS.isdisjoint(_WORD.findall(text)):
            continue
        match = _WHERE.search(text)
        while match:
            at, end = match.span(match.lastgroup or 0)
            before = text[max(match.start() - 25, at - 80, 0) : at]
            if not _RARELY.search(before) and not _NOT_THE_JOB.search(text[max(0, at - 110) : at]):
                found[place_named(text[at:end])] = None
                end = _enumerated(text, end, found)
            match = _WHERE.search(text, end)
    return tuple(found)


def _enumerated(text: str, end: int, found: dict[str, None]) -> int:
    """Add the places that follow, as in "à Lyon, Paris ou Rennes". Return where they end."""
    while follows := _NEXT_PLACE.match(text, end):
        if _RARELY.search(follows[0]):
            break
        found[place_named(follows[1])] = None
        end = follows.end(1)
    return end
