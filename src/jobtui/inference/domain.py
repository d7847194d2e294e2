"""The domain of a job, as the words of its role or title tell it."""

from __future__ import annotations

from jobtui.text.folding import fold
from jobtui.text.patterns import late

# domain -> words of a role. The first match in the role wins, then the first one here.
# Rests of words (``\S{0,60}``) are bounded, so that the time stays linear in the role's length.
_ROLE_DOMAINS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("coaching", (r"coach", r"format(eu|ric)")),
    (
        "product",
        (
            r"gestionnaire\S{0,60} (principal\S{0,60} )?(de|des) produit",
            r"data (product|owner)",
            r"product owner",
            r"product manager",
            r"chief product",
        ),
    ),
    (
        "data",
        (
            r"data\W{1,3}(analy|scien|engineer|manager|steward|architec|search|ops)",
            r"data ?scien",
            r"statistici",
            r"machine learning",
            r"geomatici",
            r"(analyst|specialist|scientifi)\S{0,60} (des? )?(data|donnees)",
            r"charge\S{0,60} d'etudes statistiques",
            r"data ?vi[sz]",
            r"business intelligence",
        ),
    ),
    (
        "design",
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
            r"concept(eu|ric)\S{0,60} (d'interaction|d'experience|de contenu|graphique|visuel)",
            r"chercheu\S{0,60} en conception",
        ),
    ),
    (
        "deployment",
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
            r"charge\S{0,60} d.accompagnement",
            r"responsable de la distribution",
        ),
    ),
    (
        "development",
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
            r"sys ?admin",
            r"testeu",
            r"(qa|rssi)\b",
            r"(cyber ?)?securite (des systemes|informatique)",
            r"ingeni(eu|erie)",
            r"programm(eu|ation)",
            r"technique",
            r"exploitation",
            r"(node|python|ruby|rails|javascript|typescript|php|java|react|django|wordpress)\b",
        ),
    ),
    (
        "support",
        (
            r"technicien\S{0,60} (de )?support",
            r"(hotlin|help ?desk|teleconseill)",
            r"(service|relation) client",
            r"conseill\S{0,60} client",
        ),
    ),
    ("Intraprenariat", (r"intrapreneu", r"entrepreneu")),
    (
        "community",
        (r"animat", r"communication", r"communaute", r"community", r"support\b", r"assistance"),
    ),
    (
        # jobs that none of the other names covers
        "other",
        (
            r"seo\b",
            r"referencement",
            r"jurist",
            r"juridique",
            r"comptab",
            r"acheteu",
            r"operat(eu|rice)",
            r"secretaire",
            r"(assistant|adjoint|agent)\S{0,60} (administrati|executi|de direction)",
            r"coordonnat",
            r"conseill\S{0,60} (principal\S{0,60} )?en (politique|gestion)",
            r"gestionnaire",
            r"ressources humaines",
            r"(recruteu|charge\S{0,60} de recrutement)",
            r"traduct",
            r"redact(eu|ric)",
            r"economist",
            r"rh\b",
        ),
    ),
    (
        "product",
        (
            r"produit",
            r"product\b",
            r"po\b",
            r"pm\b",
            r"chef\S{0,60} de (projet|produit)",
        ),
    ),
)
_ROLE_PATTERNS = tuple(
    (late(rf"\b(?:{'|'.join(words)})"), domain) for domain, words in _ROLE_DOMAINS
)


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
