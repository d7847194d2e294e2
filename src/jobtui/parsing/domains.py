"""The domains of jobs: how frontmatter spells them, and their codes (``terms.DOMAINS``).

All spellings are for folded text (lower case, no accents).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jobtui.text.folding import fold

_SPELLINGS: dict[str, str] = {
    "animation": "community",
    "communication": "community",
    "autre": "other",
    "autres": "other",
    "coaching": "coaching",
    "coach": "coaching",
    "data": "data",
    "donnees": "data",
    "design": "design",
    "deploiement": "deployment",
    "developpement": "development",
    "dev": "development",
    "tech": "development",
    "intraprenariat": "Intraprenariat",
    "intrapreneuriat": "Intraprenariat",
    "produit": "product",
    "product": "product",
}


class NamedDomains(NamedTuple):
    """The domains that texts name, each once, and the parts that name none."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]


def domains_of(texts: tuple[str, ...]) -> NamedDomains:
    """Return the domains named in *texts*."""
    known: dict[str, None] = {}
    unknown: list[str] = []
    for text in texts:
        for part in re.split(r"[,;/&+]|\bet\b", text):
            if not part.strip():
                continue
            name = _SPELLINGS.get(fold(part).strip())
            if name:
                known[name] = None
            else:
                unknown.append(part.strip())
    return NamedDomains(tuple(known), tuple(unknown))
