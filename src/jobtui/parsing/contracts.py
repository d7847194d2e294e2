"""Kinds of contract: their spellings in four languages, and the code of each.

The patterns are for folded text (lower case, no accents), a blank for each underscore. The words
of schema.org's employmentType are among them. "Contract" alone says nothing: on some boards it is
a fixed term, on others freelance work.
"""

from __future__ import annotations

from jobtui.postings.terms import WorkingTime
from jobtui.text.folding import fold
from jobtui.text.patterns import late

_CONTRACTS: dict[str, tuple[str, ...]] = {
    "freelance": (
        r"ind[eé]p[ae]nd[ae]nt\w*( contractor)?",
        r"free-?\s?lanc\w+",
        r"prestataires?",
        r"prestations?",
        r"auto-?\s?entrepreneu\w+",
        r"micro-?\s?entrepreneu\w+",
        r"portage( salarial)?",
        r"contractors?",
        r"self-?\s?employed",
        r"autonom[oa]s?",
        r"freiberuf\w+",
        r"selbst(st)?andig\w*",
    ),
    "permanent": (
        r"cdi",
        r"(contrat )?a duree indeterminee",
        r"(?<!non )(?<!non-)perm(anent\w*)?",
        r"indefinite",
        r"open-?\s?ended",
        r"unbefristet\w*",
        r"festanstellung",
        r"(contrato )?indefinid[oa]",
        r"(contratto )?a? ?tempo indeterminato",
        r"vast(e|e aanstelling| contract| dienstverband)?",
        r"onbepaalde tijd",
        r"(contrato )?sem termo",
    ),
    "fixed-term": (
        r"cdd",
        r"(contrat )?a duree determinee",
        r"(agents? )?contractuel\w*",
        r"vacat(?:ions?|aires?)",
        r"fixed[ -]?term",
        r"(limited |time-?limited )?term( appointment| limited)?",
        r"befristet\w*",
        r"(contrato )?(temporal|de duracion determinada)",
        r"(contratto )?a? ?tempo determinato",
        r"tijdelijk(e aanstelling| contract)?",
        r"(?<!on)bepaalde tijd",
        r"(contrato )?a termo( certo| incerto)?",
    ),
    "civil-service": (
        r"fonctionn?aires?",
        r"titulaires?",
        r"detachement",
        r"mise a disposition",
        r"civil serv\w+",
        r"(ver)?beamt\w+",
        r"funcionari[oa]s?",
    ),
    "internship": (
        r"stages?",
        r"stagiaires?",
        r"interns?",
        r"internships?",
        r"(pflicht)?praktik\w+",
        r"practicas",
        r"pasantias?",
        r"becari[oa]s?",
    ),
    "apprenticeship": (
        r"apprenti\w*",
        r"alternan\w+",
        r"ausbildung(splatz)?",
        r"azubi\w*",
        r"auszubildende\w*",
        r"aprendiz\w*",
    ),
    "temporary": (
        r"interim(aires?)?",
        r"temp(orary|oraire)?",
        r"travail temporaire",
        r"seasonal",
        r"saisonni\w+",
        r"per[ -]diem",
        r"casual",
        r"zeitarbeit",
        r"aushilf\w+",
        r"eventual",
    ),
    "volunteer": (
        r"service civique",
        r"volontariat",
        r"benevol\w+",
        r"volunteer\w*",
        r"ehrenamt\w*",
        r"voluntari\w+",
        r"pro bono",
    ),
}
_PATTERNS = {code: late(r"\b(?:" + "|".join(words) + r")\b") for code, words in _CONTRACTS.items()}
_FULL = late(
    r"\b(?:full[ -]?time|temps (?:plein|complet)|plein[ -]temps|vollzeit"
    r"|(?:jornada|tiempo) complet[oa])\b|^(?:completa|plein)$"
)
_PART = late(
    r"\b(?:part[ -]?time|temps partiel|teilzeit|media jornada|tiempo parcial)\b"
    r"|^(?:parcial|partiel)$"
)
_SEPARATOR = late(r"\s*(?:[,;/|&+]|\b(?:et|ou|and|or|und|oder|y|o)\b)\s*")
_FULL_WEEK = WorkingTime(5.0, 5.0)


def _folded(texts: tuple[str, ...]) -> str:
    folded = fold(" / ".join(texts)).replace("_", " ")
    return folded.replace("·e", "").replace(".e", "").replace("(e)", "")


def contracts_of(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of the contracts named in *texts*, each once, in a fixed order."""
    folded = _folded(texts)
    found = (code for code, words in _PATTERNS.items() if words.search(folded))
    return tuple(found)


def working_time_of(texts: tuple[str, ...]) -> WorkingTime | None:
    """Return the working time that *texts* about the contract name: full or part time."""
    folded = _folded(texts)
    if _PART.search(folded):
        return WorkingTime()
    return _FULL_WEEK if _FULL.search(folded) else None


def says_only(texts: tuple[str, ...]) -> bool:
    """Whether *texts* say nothing but the names of contracts and of working times."""
    known = (*_PATTERNS.values(), _FULL, _PART)
    parts = [part for part in _SEPARATOR.split(_folded(texts)) if part]
    return all(any(words.fullmatch(part) for words in known) for part in parts)
