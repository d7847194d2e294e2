"""Kinds of contract: their spellings, and the code of each (``terms.CONTRACTS``).

The patterns are for folded text (lower case, no accents).
"""

from __future__ import annotations

import re

from jobtui.text.folding import fold

CONTRACTS: dict[str, tuple[str, ...]] = {
    "freelance": (
        r"ind[eé]p[ae]nd[ae]nt\w*",
        r"free-?\s?lances?",
        r"prestataires?",
        r"prestations?",
        r"auto-?\s?entrepreneu\w+",
        r"micro-?\s?entrepreneu\w+",
        r"portage( salarial)?",
    ),
    "permanent": (r"cdi", r"contrat a duree indeterminee"),
    "fixed-term": (r"cdd", r"contrat a duree determinee", r"(agents? )?contractuel\w*"),
    "civil-service": (r"fonctionn?aires?", r"titulaires?", r"detachement", r"mise a disposition"),
    "internship": (r"stages?", r"stagiaires?"),
    "apprenticeship": (r"apprentissages?", r"alternan\w+", r"apprenti\w*"),
    "temporary": (r"vacations?", r"vacataires?"),
    "volunteer": (r"service civique", r"volontariat", r"benevol\w+"),
}
_PATTERNS = {
    name: re.compile(r"\b(?:" + "|".join(words) + r")\b") for name, words in CONTRACTS.items()
}


def contracts_of(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of the contracts named in *texts*, each once, in the order of CONTRACTS."""
    folded = fold(" / ".join(texts)).replace("·e", "").replace(".e", "").replace("(e)", "")
    return tuple(name for name, words in _PATTERNS.items() if words.search(folded))
