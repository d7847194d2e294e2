"""The domains of jobs: how frontmatter spells them, and their codes (``terms.DOMAINS``).

All spellings are for folded text (lower case, no accents).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jobtui.postings.term_words import WORDS
from jobtui.text.folding import fold

_SPELLINGS: dict[str, str] = {
    "animation": "community",
    "communication": "community",
    "community": "community",
    "marketing": "community",
    "autre": "other",
    "autres": "other",
    "other": "other",
    "coaching": "coaching",
    "coach": "coaching",
    "data": "data",
    "daten": "data",
    "datos": "data",
    "donnees": "data",
    "design": "design",
    "deploiement": "deployment",
    "deployment": "deployment",
    "developpement": "development",
    "development": "development",
    "engineering": "development",
    "software": "development",
    "entwicklung": "development",
    "softwareentwicklung": "development",
    "desarrollo": "development",
    "dev": "development",
    "tech": "development",
    "intraprenariat": "Intraprenariat",
    "intrapreneuriat": "Intraprenariat",
    "produit": "product",
    "product": "product",
    "produkt": "product",
    "producto": "product",
    "support": "support",
    "kundensupport": "support",
    "soporte": "support",
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


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(fold(word) for words in WORDS["domain"].values() for word in words)


def is_plain(texts: tuple[str, ...]) -> bool:
    """Whether *texts* are nothing but the words that are shown for their codes."""
    return all(fold(text).strip() in _plain_words() for text in texts)
