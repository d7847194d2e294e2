"""The domains of jobs: the eight of beta.gouv.fr and data, and the words of a role that name one.

All spellings and patterns are for folded text (lower case, no accents).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jobtui.text.folding import fold

DOMAINS = (
    "Animation",
    "Autre",
    "Coaching",
    "Data",
    "Design",
    "Déploiement",
    "Développement",
    "Intraprenariat",
    "Produit",
)
_SPELLINGS: dict[str, str] = {
    "animation": "Animation",
    "communication": "Animation",
    "autre": "Autre",
    "autres": "Autre",
    "coaching": "Coaching",
    "coach": "Coaching",
    "data": "Data",
    "donnees": "Data",
    "design": "Design",
    "deploiement": "Déploiement",
    "developpement": "Développement",
    "dev": "Développement",
    "tech": "Développement",
    "intraprenariat": "Intraprenariat",
    "intrapreneuriat": "Intraprenariat",
    "produit": "Produit",
    "product": "Produit",
}
# domain -> words of a role. The first match in the role wins, then the first one here.
# Rests of words (``\S{0,60}``) are bounded, so that the time stays linear in the role's length.
_ROLE_DOMAINS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Coaching", (r"coach",)),
    ("Produit", (r"data (product|owner)", r"product owner", r"product manager", r"chief product")),
    (
        "Data",
        (
            r"data\W{1,3}(analy|scien|engineer|manager|steward|architec|search|ops)",
            r"data ?scien",
            r"statistici",
            r"machine learning",
            r"geomatici",
            r"(analyst|specialist|scientifi)\S{0,60} (des )?(data|donnees)",
            r"data ?vi[sz]",
            r"business intelligence",
        ),
    ),
    (
        "Design",
        (
            r"product designer",
            r"(web ?)?design",
            r"u[xi]\b",
            r"illustrat",
            r"maquettist",
            r"ergonom",
            r"graphis",
            r"artistique",
            r"user research",
            r"recherche utilisat",
        ),
    ),
    (
        "Déploiement",
        (
            r"biz ?dev",
            r"business dev",
            r"deploiement",
            r"growth",
            r"croissance",
            r"customer success",
            r"charge\S{0,60} de developpement\b(?! (de |du )?produit)",
            r"charge\S{0,60} d.acquisition",
            r"partenariat",
            r"(account|key account) manager",
            r"commercial",
            r"marketing",
            r"responsable (du |de )?support",
        ),
    ),
    (
        "Développement",
        (
            r"dev\b",
            r"developp?e[ru·.‧(-]",
            r"full.?stack",
            r"(back|front)(.?end)?\b",
            r"dev.?(sec.?)?ops",
            r"web ?(master|mestre)",
            r"(tech lead|lead (dev|tech))",
            r"cto\b",
            r"integrateu?",
            r"architecte",
            r"sre\b",
            r"administrat\S{1,60} (systeme|reseau)",
            r"ingenieu",
            r"programm(eu|ation)",
            r"technique",
            r"exploitation",
            r"(node|python|ruby|rails|javascript|typescript|php|java|react|django|wordpress)\b",
        ),
    ),
    ("Intraprenariat", (r"intrapreneu", r"entrepreneu")),
    (
        "Animation",
        (r"animat", r"communication", r"communaute", r"community", r"support\b", r"assistance"),
    ),
    (
        # jobs that none of the other names covers
        "Autre",
        (
            r"seo\b",
            r"referencement",
            r"jurist",
            r"juridique",
            r"comptab",
            r"acheteu",
            r"operat(eu|rice)",
            r"secretaire",
            r"assistant\S{0,60} (administrati|de direction)",
            r"gestionnaire",
            r"ressources humaines",
            r"(recruteu|charge\S{0,60} de recrutement)",
            r"traduct",
        ),
    ),
    (
        "Produit",
        (r"produit", r"product\b", r"po\b", r"pm\b", r"chef\S{0,60} de (projet|produit)"),
    ),
)
_ROLE_PATTERNS = tuple(
    (re.compile(rf"\b(?:{'|'.join(words)})"), domain) for domain, words in _ROLE_DOMAINS
)


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


def domain_of_role(role: str) -> str:
    """Return the domain that the words of a role name, or an empty text.

    The first words that name a domain win, since in French the noun precedes what qualifies it.
    """
    folded = fold(role)
    found: list[tuple[int, int, str]] = []
    for rank, (words, domain) in enumerate(_ROLE_PATTERNS):
        if match := words.search(folded):
            found.append((match.start(), rank, domain))
    return min(found)[2] if found else ""
