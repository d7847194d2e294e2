"""How experienced a candidate has to be, as role and text state it in French.

Sentences are folded text (see ``sentences``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from jobtui.inference.sentences import DASH, Sentence, holds_any
from jobtui.text.number_words import NUMBER_WORDS
from jobtui.text.patterns import late

WORDS = (
    *(
        "lead dev",
        "lead tech",
        "senior",
        "experimente",
        "confirme",
        "junior",
        "debut",
        "diplome",
        "intermed",
        "ans",
    ),
    *("annees", "premier emploi", "aucun", "sans experience", "pas d'experience"),
    *("besoin d'experience", "peu d'experience", "non requise", "pas requise"),
    *("pas exige", "pas obligatoire", "pas necessaire", "non obligatoire", "non exige"),
    *(
        "premiere experience",
        "d'ecole",
        "niveaux d'experience",
        "etudiant",
        "fin d'etudes",
        "quel que",
        "soyez",
        "sois",
    ),
)
_SENIOR = r"seniors?|experimentee?s?"
_MID = r"confirmee?s?"  # for French job sites the level between junior and senior
_JUNIOR = r"juniors?|debutante?s?"
_LEVELS = {
    "lead": late(
        r"\blead\b(?! (?:time|generation))|\bprincipale?\b|\bhead of\b|\bcto\b|"
        r"\bdirect(?:eur|rice)\S* technique\b"
    ),
    "senior": late(rf"\b(?:{_SENIOR})(?![a-z])"),
    "mid": late(rf"\b(?:niveau |profil )?(?:{_MID}|intermediaire)(?![a-z])"),
    "junior": late(rf"\b(?:{_JUNIOR})(?![a-z])"),
}
_ACCEPTED = r"(?:accept|bienvenu|possible|ok\b|admis|encourag)"
_SOUGHT = late(
    r"\b(?:recherch|recrut|cherch|pense a|besoin d|accueillir)\w* [^;:]{0,90}?"
    rf"\b(?:(?P<s>{_SENIOR})|(?P<m>{_MID})|(?P<j>{_JUNIOR}))(?![a-z])"
    rf"|^(?:[^:]{{0,60}} : )?(?:un )?profils? (?:recherche )?:? ?(?:plutot )?"
    rf"(?:(?P<s2>{_SENIOR})|(?P<m2>{_MID})|(?P<j2>{_JUNIOR}))(?![a-z])(?! {_ACCEPTED})"
    rf"|^(?:[^:]{{0,60}} : )?(?P<j3>jeunes? diplome)(?!\w* {_ACCEPTED})"
)
# "Niveau : confirmé", "Vous êtes développeur confirmé"
_ADDRESSED = late(
    r"\b(?:niveau(?: (?:d'experience|de seniorite|requis|attendu|souhaite|recherche))?"
    r"|seniorite) ?: ?"
    rf"(?:(?P<s>{_SENIOR})|(?P<m>{_MID}|intermediaire)|(?P<j>{_JUNIOR}))(?![a-z])"
    r"|\bniveau (?:d'experience )?(?P<s3>seniors?)\b"
    r"|\b(?:vous etes|tu es) (?:(?P<s4>senior|experimentee?)|(?P<m4>confirmee?)) "
    r"(?:en|dans|sur) "
    rf"|^(?:[^:]{{0,60}} : )?une personne (?:\w+ ){{0,5}}?"
    rf"(?:(?P<s5>{_SENIOR})|(?P<m5>{_MID}))(?![a-z])"
    r"|\b(?:vous etes|tu es) (?:un |une |un ou une )?(?:dev|designe|redac|graphist|ingenieur|"
    r"consultant|technicien|architecte|analyste|juriste|product|data|charge|chef)\S*"
    rf"(?: (?!de |des |du )[\w'/-]+){{0,3}}? (?:(?P<s2>{_SENIOR})|(?P<m2>{_MID}))(?![a-z])"
)
_LEVEL_WORDS = ("senior", "experiment", "confirm", "junior", "debutant", "diplome", "intermed")
_LEAD = late(
    r"\b(?:recrute|recherche|cherche) (?:un |une |un ou une )lead (?:dev|tech)"
    r"|\b(?:le )?poste(?: propose)? ?: ?(?:un |une |un ou une )?lead (?:dev|tech)"
)
_ADDRESS = ("une personne", "niveau", "seniorite", "vous etes", "tu es")
_OF_PROFILE = late(r"profil|competence|recherch|vous|candidat|attend|atout|\btu\b|\btoi\b")
_CALLED = late(
    r"^(?:[^:]{0,60} : )?(?:un |une |vous etes |tu es |un ou une |hard : )*"
    r"(?:dev|chef|product|designe|charge|data|coach|ux|ingenieur|responsable|lead)\S*"
    rf"[^;:,(]{{0,60}}?\b(?:(?P<s>{_SENIOR})|(?P<m>{_MID})|(?P<j>{_JUNIOR}))(?![a-z])"
)
_BOTH = late(
    rf"(?:{_SENIOR}|{_MID})\b.{{0,60}}\b(?:{_JUNIOR})"
    rf"|(?:{_JUNIOR})\b.{{0,60}}\b(?:{_SENIOR}|{_MID})"
)
_NUMBER = r"([0-9]{1,2}|[a-z]{2,6})"
_YEARS = late(
    rf"(?<!\+)(?<!bac )\b{_NUMBER}(?: ?(?:{DASH}|a|ou|et) ?{_NUMBER})? ?\+? ?(?:ans?|annees?) ?\+?"
    r"(?: (?:minimum|et plus|ou plus|mini|au moins))? (?:\S+ ){0,2}?(?:d'|de )?experience"
    rf"|\bexperiences? [^;.]{{0,90}}?\b(?:de|d'|au moins|minimum|plus de|d'au moins) ?{_NUMBER}"
    rf"(?: ?(?:{DASH}|a|ou|et) ?{_NUMBER})? ?\+? (?:ans?|annees?)\b"
    rf"|\bexperiences? (?:\w+ ){{0,2}}\(?{_NUMBER} ?\+? ?ans"
    rf"|\bexperiences?(?: \w+){{0,3}} ?: ?(?:min\w* |au moins |> ?)?(?:de )?{_NUMBER}"
    rf"(?: ?(?:{DASH}|a|ou|et) ?{_NUMBER})? ?\+? ?(?:ans?|annees?)\b"
)
LEVEL_OF = {"s": "senior", "m": "mid", "j": "junior"}  # by the names of the groups above
_SENIOR_YEARS, _MID_YEARS = 5, 2  # from so many years on
_OTHER_YEARS = late(
    r"\b(?:salaires?|remuner\w*|euros?|tjm|jusqu'a|notre equipe|nous avons|nos|anciennete|depuis|"
    r"cumul\w*|chacune?|ministere|il y a|"
    r"(?:entreprise|societe|agence|association|groupe) (?:a|compte|possede|dispose|forte?))\b"
)
_JUNIORS = late(
    rf"\b(?:{_JUNIOR}) (?:/ ?\w+ )?(?:\w+ )?(?:accepte|bienvenu|possible|recherche|ok\b|"
    rf"admis|encourage)"
    rf"|\bprofils? (?:\w+ ){{0,2}}(?:{_JUNIOR})\b|\b(?:ouvert|accessible)\w* aux? (?:\w+ ){{0,2}}"
    rf"(?:{_JUNIOR}|jeunes diplome)|\bjeunes? diplome"
    rf"|\b(?:recherch|recrut|cherch)\w* [^;:.]{{0,60}}?\b(?:{_JUNIOR})\b"
    r"|\baucune? (?:experience|competence|qualification|diplome|connaissance)s?"
    r"(?: \w+){0,3}? (?:n'est |n'est pas )?(?:pre-?)?(?:requise?|necessaire|exigee?|"
    r"demandee?|attendue?)"
    r"|\b(?:sans |avec peu d'|(?:tres|meme) peu d')experience\b(?! (?:en|de|du)\b)"
    r"|\bpas (?:besoin )?d'experience\b"
    r"|\bexperience (?:\w+ ){0,2}(?:n'est )?(?:pas|non) (?:requise|necessaire|exigee|obligatoire)"
    r"|\bpremier emploi\b"
    r"|\b(?:que (?:tu|vous) soi\w+|quel que soit) [^;.]{0,40}(?:junior|debutant|"
    r"niveau d'exp|experience)"
    r"|\btous (?:les )?niveaux d'experience|\bmission etudiante\b|\b(?:tu es|vous etes) etudiant"
    rf"|\b(?:niveau|profil|experience)[^:;]{{0,30}} : (?:[\w']+ ){{0,4}}?(?:{_JUNIOR})\b"
    r"(?! (?:s'abst|exclu))|\bsort(?:ez|s) (?:tout juste )?d'ecole\b"
    rf"|\bmeme (?:les )?(?:{_JUNIOR})\b|\bideale? (?:pour )?(?:une )?premiere experience"
    r"|\bpremiere experience suite a\b|\bpremiere experience \([^()]{0,20}(?:stage|alternance)"
    r"|\bpremiere experience ou (?:un )?(?:diplome|debutant)"
    r"|\bdebutante?s? ou premiere experience"
    r"|\bfin d'etudes\b|\baucun critere (?:de|d') ?\W?seniorite"
)
_NOT_JUNIORS = late(
    r"\b(?:accompagn\w*|encadr\w*|mentor\w*|former|manager|tutorat|equipe (?:de|compos)|composee?|"
    r"developpe par|initie par|par un|d'un (?:dev\w*|profil)|pas de|aux etudiants|public|[0-9] ux|"
    r"(?:non|pas) (?:ouvert|accessible|adapte)\w*|"
    r"une equipe|remuneration est etablie)\b"
)
_JUNIOR_HEADING = late(
    rf"\b(?:{_JUNIOR})(?![a-z])|\bstagiaires?\b|\(stage|\bstage\b(?! d[ue] (?:3|trois))|"
    r"\balternant|\ben alternance\b|\(alternance|\bapprentie?\b|\bmission etudiante\b"
)


def seniority_of(heading: str, sentences: Iterable[Sentence]) -> str:
    """Return ``lead``, ``senior``, ``mid``, ``junior`` or an empty text.

    The folded *heading* is believed first. In the text the word must describe the person sought,
    or begin a line of the profile; else years of experience tell it. If juniors and others are
    sought, nothing is stated.
    """
    if (level := level_of_heading(heading, _LEVELS)) is not None:
        return level
    said: set[str] = set()
    years: set[str] = set()
    for text, under in sentences:
        if level := _level_of_years(text):
            years.add(level)
        if "lead" in text and _LEAD.search(text):
            said.add("lead")
        if not holds_any(text, _LEVEL_WORDS):
            continue
        match = (
            _SOUGHT.search(text)
            or (_OF_PROFILE.search(under) and _CALLED.search(text))
            or (holds_any(text, _ADDRESS) and _ADDRESSED.search(text))
        )
        if not match:
            continue
        if _BOTH.search(text):
            return ""
        said.add(LEVEL_OF[(match.lastgroup or "j")[0]])
    return agreed(said, years)


def level_of_heading(heading: str, levels: Mapping[str, re.Pattern[str]]) -> str | None:
    """Return the first of the *levels* whose words a folded heading has, None if it has none.

    Empty if it asks for juniors and others alike.
    """
    found = [level for level, words in levels.items() if words.search(heading)]
    if not found:
        return None
    return "" if "junior" in found and {"senior", "mid"} & set(found) else found[0]


def agreed(said: set[str], years: set[str]) -> str:
    """Return the one level that was *said*, else the highest that *years* of experience make."""
    if said:
        return next(iter(said)) if len(said) == 1 else ""
    return "senior" if "senior" in years else "mid" if years else ""


def level_of_years(years: int) -> str:
    """Return the level that so many years of experience make, at the least; empty for few."""
    if years >= _SENIOR_YEARS:
        return "senior"
    return "mid" if years >= _MID_YEARS else ""


def juniors_welcome(heading: str, sentences: Iterable[Sentence]) -> bool:
    """Whether heading or text say that beginners may apply."""
    if _JUNIOR_HEADING.search(heading):
        return True
    for text, _under in sentences:
        match = _JUNIORS.search(text)
        if match and not _NOT_JUNIORS.search(text, 0, match.end()):
            return True
    return False


def _level_of_years(text: str) -> str:
    """Return the level that years of experience make, empty if none are asked."""
    match = _YEARS.search(text) if "experience" in text else None
    if match is None or _OTHER_YEARS.search(text):
        return ""
    return level_of_years(next((_number(group) for group in match.groups() if group), 0))


def _number(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdecimal() else NUMBER_WORDS.get(text, 0)
