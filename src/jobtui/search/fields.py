"""The fields of the query language, and what is typed for their values."""

from __future__ import annotations

from typing import NamedTuple


class FacetValue(NamedTuple):
    """A value of a facet, such as ``open`` of ``status``."""

    facet: str
    value: str


# What is typed before the colon, folded -> the field; the first spelling is the one that is shown.
FACET_FIELDS: dict[str, str] = {
    "status": "status", "statut": "status",
    "domain": "domain", "domaine": "domain",
    "contract": "contract", "contrat": "contract",
    "organisation": "organisation", "organization": "organisation", "equipe": "organisation",
    "team": "organisation",
    "startup": "startup",
    "incubator": "incubator", "incubateur": "incubator",
    "tech": "tech", "techno": "tech", "technologie": "tech", "technology": "tech",
    "year": "year", "annee": "year",
    "junior": "junior",
    "language": "language", "langue": "language", "lang": "language",
    "tag": "tag", "tags": "tag", "etiquette": "tag", "keyword": "tag",
    "place": "place", "lieu": "place", "ville": "place",
    "remote": "remote", "teletravail": "remote",
    "seniority": "seniority", "niveau": "seniority", "experience": "seniority",
    "mark": "mark", "marque": "mark",
    "stage": "stage", "etape": "stage",
    "since": "since", "depuis": "since",
    "due": "due", "echeance": "due",
    "label": "label", "labels": "label", "libelle": "label", "libelles": "label",
}  # fmt: skip


TEXT_FIELDS: dict[str, str] = {
    "title": "heading", "titre": "heading", "role": "heading",
    "text": "body", "texte": "body",
    "contact": "contact", "apply": "apply", "candidature": "apply", "postuler": "apply",
    "id": "id", "file": "file", "fichier": "file", "like": "like", "semblable": "like",
    "note": "note", "remarque": "note",
}  # fmt: skip


DATE_FIELDS: dict[str, str] = {
    "published": "published", "publie": "published", "publication": "published",
    "opens": "opens", "ouverture": "opens", "ouvre": "opens",
    "closes": "closes", "cloture": "closes", "ferme": "closes",
    "applied": "applied", "postule": "applied",
    "starts": "starts", "start": "starts", "debut": "starts", "demarrage": "starts",
    "followup": "followup", "follow-up": "followup", "relance": "followup",
}  # fmt: skip


QUANTITY_FIELDS: dict[str, str] = {
    "pay": "pay", "salary": "pay", "remuneration": "pay", "salaire": "pay", "tjm": "pay",
    "duration": "duration", "duree": "duration",
    "days": "days", "jours": "days", "working_time": "days", "rythme": "days",
    "positions": "positions", "postes": "positions",
}  # fmt: skip


# What stands for "not stated" after any field, folded, in English and French.
NOT_STATED_WORDS = frozenset(
    ("none", "not stated", "aucun", "aucune", "sans", "non precise", "non precisee")
)


# All that can stand before a colon; "is" (French: "est") takes the STATES below.
QUERY_FIELDS = {
    **FACET_FIELDS, **TEXT_FIELDS, **DATE_FIELDS, **QUANTITY_FIELDS, "is": "is", "est": "is",
}  # fmt: skip


# What is typed for a value of the user's own facets; the first spelling is English.
USER_VALUES: dict[str, dict[str, str]] = {
    "mark": {
        "starred": "starred", "favori": "starred", "etoile": "starred",
        "noted": "noted", "annote": "noted", "with a note": "noted", "avec une note": "noted",
        "unseen": "unseen", "non-vu": "unseen", "non-vue": "unseen", "non vue": "unseen",
        "seen": "seen", "vu": "seen", "vue": "seen",
        "hidden": "hidden", "masque": "hidden", "masquee": "hidden", "cache": "hidden",
    },
    "stage": {
        "interested": "interested", "interesse": "interested", "interessant": "interested",
        "a-etudier": "interested", "a etudier": "interested",
        "applied": "applied", "candidature": "applied", "postule": "applied",
        "candidature envoyee": "applied",
        "interview": "interview", "entretien": "interview",
        "offer": "offer", "offre": "offer", "proposition": "offer",
        "declined": "declined", "decline": "declined", "declinee": "declined",
        "declinee par moi": "declined",
        "rejected": "rejected", "refuse": "rejected", "refusee": "rejected",
        "rejete": "rejected", "refus recu": "rejected",
        "none": "none", "aucune": "none", "not stated": "none", "non precise": "none",
    },
    "since": {
        "new": "new", "nouveau": "new", "nouvelle": "new",
        "changed": "changed", "modifie": "changed", "modifiee": "changed",
        "closed": "closed", "ferme": "closed", "clos": "closed", "fermee": "closed",
        "closed since": "closed", "fermee depuis": "closed",
        "reopened": "reopened", "rouvert": "reopened", "rouverte": "reopened",
    },
    "due": {
        "followup": "followup", "follow up": "followup", "relance": "followup",
        "a relancer": "followup",
        "closing": "closing", "closes this week": "closing", "cloture": "closing",
        "ferme cette semaine": "closing", "cloture cette semaine": "closing",
    },
}  # fmt: skip


def codes_named(facet: str, key: str) -> tuple[str, ...]:
    """Return the codes of a facet that *key*, as ``name_key`` writes it, means in either language.

    ``remote:yes`` means any degree of remote work.
    """
    from jobtui.postings.term_words import ANY, ANY_REMOTE, WORDS
    from jobtui.text.folding import name_key

    if facet == "remote" and key in ANY:
        return ANY_REMOTE
    words = {
        code: [name_key(word) for word in (code, *named)]
        for code, named in WORDS.get(facet, {}).items()
    }
    exact = tuple(code for code, keys in words.items() if key in keys)
    return exact or tuple(
        code for code, keys in words.items() if any(word.startswith(key) for word in keys)
    )


# How values of a facet were shown before, as ``name_key`` writes them; saved searches may hold it.
FORMER_WORDS: dict[str, dict[str, str]] = {
    "seniority": {"junior": "debutante", "senior": "confirmee", "lead": "responsable"},
}


# What is typed after "is:" -> facet and value.
_STATES: dict[str, tuple[str, str]] = {
    "open": ("status", "open"), "ouvert": ("status", "open"),
    "closed": ("status", "closed"), "ferme": ("status", "closed"),
    "filled": ("status", "filled"), "pourvu": ("status", "filled"),
    "expired": ("status", "expired"), "expire": ("status", "expired"),
    "upcoming": ("status", "upcoming"), "a-venir": ("status", "upcoming"),
    "a venir": ("status", "upcoming"),
    "unknown": ("status", "unknown"), "inconnu": ("status", "unknown"),
    "junior": ("junior", "yes"),
    **{typed: ("mark", value) for typed, value in USER_VALUES["mark"].items()},
    "new": ("since", "new"), "nouveau": ("since", "new"),
    "changed": ("since", "changed"), "modifie": ("since", "changed"),
    "closed-since": ("since", "closed"), "ferme-depuis": ("since", "closed"),
    "reopened": ("since", "reopened"), "rouvert": ("since", "reopened"),
}  # fmt: skip
STATES = {typed: FacetValue(*pair) for typed, pair in _STATES.items()}
