"""Kinds of contract: their spellings, and the one name that is shown.

The patterns are for folded text (lower case, no accents).
"""

from __future__ import annotations

import re

from jobtui.text.folding import fold

CONTRACTS: dict[str, tuple[str, ...]] = {
    "Indépendant": (
        r"ind[eé]p[ae]nd[ae]nt\w*",
        r"free-?\s?lances?",
        r"prestataires?",
        r"prestations?",
        r"auto-?\s?entrepreneu\w+",
        r"micro-?\s?entrepreneu\w+",
        r"portage( salarial)?",
    ),
    "CDI": (r"cdi", r"contrat a duree indeterminee"),
    "CDD": (r"cdd", r"contrat a duree determinee"),
    "Contractuel": (r"contractuel\w*", r"agents? contractuel\w*"),
    "Fonctionnaire": (r"fonctionn?aires?", r"titulaires?", r"detachement", r"mise a disposition"),
    "Stage": (r"stages?", r"stagiaires?"),
    "Apprentissage": (r"apprentissages?", r"alternan\w+", r"apprenti\w*"),
    "Vacation": (r"vacations?", r"vacataires?"),
    "Volontariat": (r"service civique", r"volontariat", r"benevol\w+"),
}
_PATTERNS = {
    name: re.compile(r"\b(?:" + "|".join(words) + r")\b") for name, words in CONTRACTS.items()
}


def contracts_of(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the contracts named in *texts*, each once, in the order of CONTRACTS."""
    folded = fold(" / ".join(texts)).replace("·e", "").replace(".e", "").replace("(e)", "")
    return tuple(name for name, words in _PATTERNS.items() if words.search(folded))
