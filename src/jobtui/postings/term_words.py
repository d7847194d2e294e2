"""The words of codes in the languages of the program: what is typed for them, and searched.

``term_texts`` has the words that are shown.
"""

from __future__ import annotations

# facet -> code -> its words, the English and the French ones.
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "contract": {
        "permanent": ("permanent", "CDI", "contrat à durée indéterminée"),
        "fixed-term": ("fixed-term", "fixed term", "CDD", "contrat à durée déterminée"),
        "freelance": ("freelance", "indépendant"),
        "civil-service": ("civil service", "civil servant", "fonctionnaire"),
        "internship": ("internship", "intern", "stage", "stagiaire"),
        "apprenticeship": ("apprenticeship", "apprentissage", "alternance"),
        "temporary": ("temporary", "intérim", "vacation"),
        "volunteer": ("volunteering", "volunteer", "volontariat", "bénévolat"),
    },
    "domain": {
        "development": ("development", "développement"),
        "product": ("product", "produit"),
        "design": ("design",),
        "deployment": ("deployment", "déploiement"),
        "community": ("community", "animation"),
        "coaching": ("coaching",),
        "data": ("data", "données"),
        "support": ("support",),
        "other": ("other", "autre"),
    },
    "remote": {
        "full": ("full", "fully", "fully remote", "complet", "total"),
        "partial": ("partial", "partly", "partly remote", "partiel", "hybrid", "hybride"),
        "possible": ("possible", "remote possible"),
        "no": ("no", "on site", "onsite", "non", "sur site", "sur place"),
    },
    "seniority": {
        "junior": ("junior", "débutant", "débutante"),
        "mid": ("mid", "experienced", "confirmé", "confirmée", "intermédiaire"),
        "senior": ("senior",),
        "lead": ("lead", "responsable"),
    },
    "language": {
        "en": ("en", "English", "anglais"),
        "fr": ("fr", "French", "français"),
        "de": ("de", "German", "allemand"),
        "es": ("es", "Spanish", "espagnol"),
    },
}
ANY_REMOTE = ("full", "partial", "possible")
ANY = ("yes", "oui", "true", "vrai", "any")
"""What is typed for any degree of remote work."""


def words_of(facet: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of *codes* in all languages; what is no code as it is."""
    known = WORDS[facet]
    return tuple(word for code in codes for word in known.get(code, (code,)))
