"""The contracts that a job is offered with, as heading and sentences state them in French.

A word such as "freelance" or "stagiaire" often tells of somebody else: a team, users, a career.
So it counts only in a heading, behind a label ("Contrat :"), at the beginning of a line of terms,
or behind words that open the job ("poste ouvert pour") or seek somebody ("recherche … en CDD").
Sentences are folded text (see ``sentences``); the answers are codes of ``terms.CONTRACTS``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jobtui.inference.sentences import Sentence, holds_any
from jobtui.text.patterns import late

_KINDS: dict[str, str] = {
    "permanent": r"cdi|(?:contrats? )?a duree indeterminee",
    "fixed-term": (
        r"cdd|(?:contrats? )?a duree determinee|vacataires?|vacations?|(?:agents? )?contractuel\w*|"
        r"contrat d'agent public|contrats? (?:post-? ?)?doctoral|"
        r"contrats? de projet\b(?! (?:de|du|des) (?!un|deux|trois)[a-z])"
    ),
    "freelance": (
        r"indep[ae]nd[ae]nt\w*|free-? ?lances?|(?:auto|micro)-? ?entrepri\w+|"
        r"(?:auto|micro)-? ?entrepreneu\w*|portage salarial|"
        r"prestataires?|prestations? de services?\b(?! (?:public|numer|gouvern|aux|de|en)\w*)|"
        r"prestations?(?! (?:sociale|famil|deliv|propos|aux|d'un|de |des |du |publi|numer))"
    ),
    "civil-service": (
        r"fonctionn?aires?|titulaires?|detachement|(?<=voie de )mutation|"
        r"(?:(?<=en )|(?<=par )|(?<=pour )|(?<=ou ))mise a disposition(?! d)"
    ),
    "internship": r"stages?|stagiaires?",
    "apprenticeship": (
        r"(?<!bonne )alternance|alternante?s?|(?:(?<=en )|(?<=d')|"
        r"(?<=ou ))apprentissage|apprentie?s?|contrats? (?:de )?professionnalisation"
    ),
    "temporary": r"interim|interimaires?|travail temporaire",
    "volunteer": (
        r"(?:(?<=en )|(?<=un )|(?<![\w' ]))service civique(?= (?:de|d'|[(0-9-])|$)|"
        r"volontariat (?:territorial|international)|"
        r"benevoles?"
    ),
}
WORDS = (
    *("cdi", "cdd", "duree determinee", "duree indeterminee", "vacataire", "vacation"),
    *("contractuel", "contrat d'agent", "independ", "indepand", "freelance", "free-lance"),
    *("free lance", "auto-entr", "auto entr", "autoentr", "micro-entr", "microentr"),
    *("portage salarial", "prestataire", "prestation", "fonctionnaire", "fonctionaire"),
    *("titulaire", "detachement", "mise a disposition", "stage", "stagiaire", "alternan"),
    *("apprenti", "interim", "travail temporaire", "service civique", "volontariat", "benevole"),
    *("professionnalisation", "contrat de projet", "doctoral", "mutation"),
)
_KIND_OF_WORD = late(
    r"\b(?<!-)(?=[abcdfimpstv])(?:"  # the letters with which they begin, for speed
    + "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words in _KINDS.items())
    + r")(?![\w·])"
)
# Contracts that a heading names: "(stage)", "Développeuse en CDD"; but not "La bonne alternance".
_HEADING = late(
    r"\b(?:cd[di]|free-?lance|independante?s?|vacataires?|contractuel\w*|stagiaires?|"
    r"alternante?s?|interimaire|apprentie?s?)\b(?! (?:et|ou)? ?(?:leur|de la))"
    r"|\b(?:en|offre de|contrat de|contrat d'|(?<!\w)\() ?(?:alternance|apprentissage|stages?|"
    r"interim|detachement|service civique|volontariat)\b"
    r"|(?:^|[(:/|–—-] ?)(?:alternance|stages?|service civique|interim)\b"
    r"|\b(?:alternance|apprentissage|stage)(?=\)|$)"
)
_OTHERS_HEADING = late(r"\b(?:des|aux|les|nos|leurs|bonne|mon|l'|pour (?:l'|les)) ?$")
_GAP = r"[^;!?:]"
_START = r"^(?:[^:]{0,80} : )?"  # of a sentence, behind its heading
_LABEL = (
    r"(?:(?:type|modalites?|mode|cadre|nature|forme|statut)s? (?:de |du |d'|des )?)?"
    r"(?:contrats?|statuts?|mode de travail|embauche|emploi|(?:type|ouverture) (?:de|du) poste|"
    r"engagement|modalites?|remuneration|conditions?(?: contractuelles)?|cadre d'emploi|"
    r"modalites? (?:de travail|d'embauche|administratives[^:]{0,30}))"
)
_JOB = (
    r"(?:postes?|emplois?|missions?|offres?|candidatures?|recrutements?|contrats?|stages?|"
    r"annonces?)"
)
# Words behind which any contract of the sentence counts, and what stands in every match of them.
_OFFERED = (
    (  # a label: "Contrat : freelance", "Statut — prestataire"
        (":", "—", "–", " - "),
        late(rf"\b{_LABEL}(?:, [^:]{{0,40}})? ?(?::|—|–| - ) ?"),
    ),
    (  # what the job is open to: "poste ouvert pour", "mission proposée à", "à pourvoir en"
        ("ouvert", "propos", "accessible", "reserve", "pourvoir", "realise", "par voie"),
        late(
            rf"(?:{_START}|\b{_JOB}\b{_GAP}{{0,60}}?\b)(?:ouvert|propos|accessible|reserve|"
            rf"a pourvoir)\w*\b{_GAP}{{0,60}}?\b(?:a|aux?|pour|en|sous|par|est)\b(?: :)?"
            r"|\brealisee?s? dans le cadre\b"
            r"|\b(?:recrutements?|pourvue?s?) (?:\w+ )?par (?=voie\b)"
        ),
    ),
    (  # who is sought: "recherche une développeuse en CDD", "recrute un stagiaire"
        ("recrut", "rech", "cherch", "embauch", "souhait", "aimerions", "engage", "salarie"),
        late(
            r"(?<!qui )\b(?:recrut|recherch|cherch|embauch)(?:e|ent|ons|era|erons)\b"
            r"(?! (?:pas|a|chaque))"
            r"|\b(?:souhaiterions|souhaitons|aimerions) (?:trouver|recruter|accueillir)\b"
            r"|\b(?:etre|sera|seront|serez|seras|etes|es) "
            r"(?:recrute|embauche|engage|salarie|employe)e?s? (?=en |par |sous |comme |sur )"
        ),
    ),
)
# Words that a contract must follow at once; they end where it begins.
_CALLED = late(
    # a line of terms: "un CDD de 6 mois", "mission freelance à temps plein"
    rf"(?:{_START}(?:un|une|en|statut|contrats?|mission|poste|premier|premiere|offre|c'est|il|"
    r"s'agit|"
    r"propose|de|d'|modalites|type|la|'| )*"
    # the job itself: "un poste en CDD", "mission de prestation", "démarrage en freelance"
    r"|\b(?:postes?|mission|contrat|stage|demarrage|collaboration) (?:[\w']+ ){0,4}?"
    r"(?:en|de|d'|pour|comme|sous|par)? ?"
    r"|\b(?:recrutement|embauche) (?:[\w']+ ){0,3}?(?:en|par|sous|avec) "
    r"|\b(?:integre\w*|rejoi\w+) (?:[\w']+ ){0,3}?en |^(?:[^:]{0,80} : )?salariee? en "
    r"|\b(?:sous|en|par)(?: la)? (?:forme|statut|contrat|voie) (?:de|d') ?"
    r"|\b(?:aure[zs]|auras|as|sous|en|le) (?:un |le )?statut (?:de |d')?"
    r"|\b(?:proposons|offrons|disponible (?:\w+ )?pour) )"
    r"(?:un|une|contrat|statut|en|d'|de|l'|poste|\(| )*$"
)
# ... and what does not follow it: "un stagiaire nous rejoint"
_ONLY = late(r" (?:uniquement|seulement|exclusivement)\b")
_DOES = late(r" (?:\(\w+\) )?(?:nous|est|sera|qui|travaille|conseille)\b")
# What makes it a statement about somebody else, or about later.
_NOT_THIS_JOB = late(
    r"\b(?:nos|notre|ses|leurs?|vos|precedents?|anciens?|autres?|compose\w*|constitue\w*|equipe de|"
    r"aupres|accompagn\w*|pilot\w*|nous sommes|sommes (?:presque )?tous|compte|jeunes qui|"
    r"experience|simplifier|collaborateurs|deboucher|debouche|eventuel|evoluer|evoluti\w+|futures?|"
    r"passer|transformer|futurs|ulterieur\w*|avant un|suivi d'un|soutenir|gerer|animer|"
    r"clients?|usagers|dont|pour (?:les|des) (?:jeunes|candidats)|si (?:vous|tu)|"
    r"services? pour|outils? pour)\b"
)
_INTERNSHIP = late(
    r"\b(?:votre|ton|debut du|duree du|deroulement du|lieu d[eu]|objet du|sujet du|fin du|"
    r"convention de|gratification (?:de|du)) stage\b"
    r"|\bmissions? d[ue] stag(?:e|iaire)\b|\b(?:la/le|le/la|la ou le|le ou la) stagiaire\b"
    r"|\bstage (?:de fin d'etudes|conventionne)"
)
_REACH = 110  # characters behind the words of _OFFERED, or of a contract that counts
_BEFORE = 40  # characters before them that may say that it is somebody else
_CALLED_WITHIN = 130  # characters before a contract


def contracts_of(heading: str, sentences: Iterable[Sentence]) -> tuple[str, ...]:
    """Return the codes of all contracts that are offered, in the order of ``_KINDS``."""
    found: set[str] = set()
    for match in _HEADING.finditer(heading) if holds_any(heading, WORDS) else ():
        if not _OTHERS_HEADING.search(heading[: match.start()]):
            found |= {code_of(kind) for kind in _KIND_OF_WORD.finditer(match[0])}
    for text, _under in sentences:
        if "stag" in text and _INTERNSHIP.search(text):
            found.add("internship")
        found |= _stated(text)
    return tuple(name for name in _KINDS if name in found)


def code_of(match: re.Match[str]) -> str:
    """Return the code of a contract from the name of the group that matched."""
    return (match.lastgroup or "").replace("_", "-")


def _stated(text: str) -> set[str]:
    """Return the contracts that one sentence offers."""
    found: set[str] = set()
    kinds = list(_KIND_OF_WORD.finditer(text))
    if not kinds:
        return found
    offers = [
        one.span()
        for words, pattern in _OFFERED
        if holds_any(text, words)
        for one in pattern.finditer(text)
    ]
    for kind in kinds:
        called = _CALLED.search(text, max(0, kind.start() - _CALLED_WITHIN), kind.start())
        called = called or _ONLY.match(text, kind.end())
        if called and not _DOES.match(text, kind.end()):
            offers.append((min(called.start(), kind.start()), kind.start()))
        for start, end in offers:
            within = end <= kind.start() <= end + _REACH
            if within and not _NOT_THIS_JOB.search(text, max(0, start - _BEFORE), kind.start()):
                found.add(code_of(kind))
    return found
