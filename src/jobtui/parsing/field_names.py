"""The spellings of the frontmatter: its keys, and the words for true, false, open and filled.

All of them are folded: lower case, no accents, one space between words.
"""

from __future__ import annotations

from typing import NamedTuple

# field -> spellings of its key, the most trusted first. A new spelling goes here.
FIELD_ALIASES: dict[str, tuple[str, ...]] = {
    "role": ("roles", "role", "poste", "metier"),
    "title": ("title", "titles", "titre"),
    "open": ("open", "ouvert"),
    "status": ("status", "statut"),
    "filled": ("poste_pourvu", "pourvu", "filled"),
    "published": ("date", "post_ouvert", "poste_ouvert", "published", "publication_date"),
    "closes": ("poste_ferme", "depublication_date", "post_ferme", "closes", "date_limite"),
    "team": ("equipe", "team", "organisation", "organization"),
    "friend": ("friend",),
    "startup": ("startup", "startups"),
    "incubator": ("incubator", "incubateur"),
    "contracts": ("contrat", "contrats", "contract"),
    "domains": ("domaines", "domaine", "domains", "domain"),
    "technologies": ("techno", "technos", "technologies", "technologie", "tech"),
    "junior": ("junior", "juniors"),
    "contacts": ("contact", "contacts"),
    "apply": ("externalurl", "external_url", "apply", "candidature"),
    "form": ("airtable_formulaire",),
}

FIELD_OF_KEY = {key: field for field, keys in FIELD_ALIASES.items() for key in keys}

TRUE_WORDS = frozenset({"true", "yes", "oui", "vrai", "on", "1", "y", "o"})
FALSE_WORDS = frozenset({"false", "no", "non", "faux", "off", "0", "n"})
NULL_WORDS = frozenset({"", "~", "null", "none", "nil"})


class StatusWord(NamedTuple):
    """What a word of ``status:`` states: the field ``open`` or ``filled``, and its verdict."""

    field: str
    verdict: bool


_OPEN_WORDS = ("open", "opened", "ouvert", "ouverte", "true", "oui", "yes")
_CLOSED_WORDS = (
    *("closed", "close", "ferme", "fermee", "false", "non", "no"),
    *("clos", "expired", "expire", "archive", "draft"),
)
_FILLED_WORDS = ("filled", "pourvu", "pourvue", "poste pourvu")
STATUS_WORDS: dict[str, StatusWord] = {
    **dict.fromkeys(_OPEN_WORDS, StatusWord("open", True)),
    **dict.fromkeys(_CLOSED_WORDS, StatusWord("open", False)),
    **dict.fromkeys(_FILLED_WORDS, StatusWord("filled", True)),
}
