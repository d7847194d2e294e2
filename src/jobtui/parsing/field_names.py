"""Which field takes a key of the frontmatter, however it is spelt (``field_spellings``)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from jobtui.parsing.field_spellings import SPELLINGS
from jobtui.text.folding import fold

# Sites put the fields of a posting into these mappings: Zola, Hugo, and others.
_WRAPPERS = (
    *("extra.", "params.", "taxonomies.", "data.", "meta.", "job.", "posting.", "position."),
    *("categories.", "dates.", "details.", "attributes.", "customfields.", "metadata.", "acf."),
    *("offer.", "vacancy.", "jobposting.", "links."),
)
# The parts of a field that is a mapping, or a list of some: field -> part -> the field of it.
_PARTS: dict[str, dict[str, str]] = {
    "pay": {
        **dict.fromkeys("min minimum from low lower minvalue start minamount".split(), "pay_min"),
        **dict.fromkeys("max maximum to high upper maxvalue end maxamount".split(), "pay_max"),
        **dict.fromkeys("currency currencycode".split(), "pay_currency"),
        **dict.fromkeys("unit unittext period interval per frequency".split(), "pay_unit"),
        **dict.fromkeys("amount text range description display value".split(), "pay"),
    },
    "places": {
        **dict.fromkeys("city name addresslocality locality town label".split(), "places"),
        **dict.fromkeys("remote isremote telecommuting workplacetype".split(), "remote"),
    },
    "organisation": dict.fromkeys("name legalname title label".split(), "organisation"),
    "apply": dict.fromkeys("url link href email mail address form to at".split(), "apply"),
    "contacts": {
        **dict.fromkeys("email mail url address web website link emailaddress".split(), "contacts"),
        **dict.fromkeys("applyhere applyat applyurl applicationform form".split(), "apply"),
    },
    "domains": dict.fromkeys("name label title".split(), "domains"),
    "contracts": dict.fromkeys("name label title type".split(), "contracts"),
    "language": dict.fromkeys("code name label".split(), "language"),
    "tags": dict.fromkeys("name label title".split(), "tags"),
    "technologies": dict.fromkeys("name label title".split(), "technologies"),
    "seniority": dict.fromkeys("name label level".split(), "seniority"),
    "remote": dict.fromkeys("type policy name label mode option".split(), "remote"),
    "status": dict.fromkeys("name label value state".split(), "status"),
}

_BETWEEN = re.compile(r"[\s_\-?!:*#’']+")
NULL_WORDS = frozenset({"", "~", "null", "none", "nil", "undefined"})


def plain_key(key: str) -> str:
    """Return what all spellings of a key have in common."""
    folded = key.lower() if key.isascii() else fold(key).replace("ß", "ss")
    return _BETWEEN.sub("", folded)


def _table() -> dict[str, tuple[str, ...]]:
    return {  # as ``plain_key`` has them: they are ASCII, with no sign but these
        field: tuple(dict.fromkeys(spellings.lower().replace("_", "").split()))
        for field, spellings in SPELLINGS.items()
    }


FIELD_ALIASES = _table()
FIELD_OF_KEY = {key: field for field, keys in FIELD_ALIASES.items() for key in keys}


# Fields by the names that the settings of a source give them: those of the JSON keys.
NAMED_FIELDS = {
    name: "page" if name == "url" else name
    for name in """title role published opens closes open status filled organisation startup
        incubator contracts domains technologies tags places remote pay pay_min pay_max
        pay_currency pay_unit
        duration working_time starts seniority junior language positions apply contacts url
        translation""".split()
}
# Keys that tell frontmatter from other text: those of the site that jobtui was made for.
TELLING_KEYS = tuple(
    """roles role poste metier title titles titre open ouvert status statut poste_pourvu pourvu
    filled date post_ouvert poste_ouvert published publication_date poste_ferme depublication_date
    post_ferme closes date_limite equipe team organisation organization friend startup startups
    incubator incubateur contrat contrats contract domaines domaine domains domain techno technos
    technologies technologie tech junior juniors contact contacts externalurl external_url apply
    candidature airtable_formulaire""".split()
)


def without_wrapper(key: str) -> str:
    """Return a plain key without the mappings around it that say nothing."""
    while wrapper := next((one for one in _WRAPPERS if key.startswith(one)), ""):
        key = key[len(wrapper) :]
    return key


class KeyMeaning(NamedTuple):
    """The field that takes a key, and how much the key is trusted: a small rank is more."""

    field: str
    rank: int


@lru_cache(maxsize=2000)
def taken_by(plain: str) -> KeyMeaning | None:
    """Return the field that takes a plain key, None if none does.

    The parts of a mapping are looked up as well: ``salary.min``, ``office.name``.
    """
    bare = plain if plain in FIELD_OF_KEY else without_wrapper(plain)
    if field := FIELD_OF_KEY.get(bare, ""):
        return KeyMeaning(field, FIELD_ALIASES[field].index(bare))
    whole, _dot, part = bare.rpartition(".")
    above = taken_by(whole) if whole else None
    its_field = _PARTS.get(above.field, {}).get(part) if above else None
    return KeyMeaning(its_field, above.rank) if above and its_field else None


def field_of(key: str) -> str:
    """Return the field that takes a key, however it is spelt; empty if none does."""
    taken = taken_by(plain_key(key))
    return taken.field if taken else ""
