"""Plain words that state a condition, in French and English: "débutant", "télétravail", "CDI".

Such words are looked for in the text as well (see ``search.meaning``), so a table that says too
much costs an order, not an answer. Inflections need no line of their own.
"""

from __future__ import annotations

from functools import cache

from jobtui.text.folding import name_key

# (field, its values): the words that state it, separated by ";".
CONDITION_WORDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "junior",
        ("yes",),
        "junior; profil junior; débutant; débutant accepté; débutant bienvenu; grand débutant;"
        "sans expérience; aucune expérience; première expérience; premier emploi; premier job;"
        "premier poste; jeune diplômé; sortie d'école; entry level; no experience; first job;"
        "new graduate; graduate; beginner",
    ),
    (
        "remote",
        ("full", "partial", "possible"),
        "télétravail; télétravail possible; télétravail partiel; remote; remote possible;"
        "à distance; travail à distance; distanciel; work from home; wfh; home office; homeoffice;"
        "remote work; working remotely; hybride; hybrid",
    ),
    (
        "remote",
        ("full",),
        "full remote; télétravail complet; télétravail total; télétravail à temps complet;"
        "télétravail à temps plein; télétravail 100 %; 100 % télétravail; 100 % remote;"
        "remote 100 %; fully remote; remote only; remote first; télétravail intégral",
    ),
    ("remote", ("no",), "sans télétravail; pas de télétravail; sur site; on site; présentiel"),
    (
        "contract",
        ("permanent",),
        "CDI; contrat à durée indéterminée; permanent contract; open-ended",
    ),
    (
        "contract",
        ("fixed-term",),
        "CDD; contrat à durée déterminée; fixed-term; fixed-term contract",
    ),
    (
        "contract",
        ("freelance",),
        "freelance; free-lance; indépendant; auto-entrepreneur; micro-entrepreneur;"
        "portage salarial; contractor; self-employed",
    ),
    ("contract", ("internship",), "stage; stagiaire; internship; intern; stage de fin d'études"),
    (
        "contract",
        ("apprenticeship",),
        "alternance; alternant; apprenti; contrat d'apprentissage; en apprentissage;"
        "contrat de professionnalisation; apprenticeship; apprentice",
    ),
    ("contract", ("civil-service",), "fonctionnaire; détachement; titulaire; civil servant"),
    ("contract", ("temporary",), "intérim; intérimaire; travail temporaire; temporary work"),
    ("contract", ("volunteer",), "service civique; volontariat; bénévolat; bénévole; volunteer"),
)
# What means any place but the region around Paris.
ELSEWHERE = "en région; en régions; en province; hors Paris; outside Paris"
# Those of the region around Paris, as they are written in postings or told by the gazetteer.
AROUND_PARIS = (
    "Paris", "Île-de-France", "La Défense", "Puteaux", "Courbevoie", "Nanterre", "Montreuil",
    "Boulogne-Billancourt", "Issy-les-Moulineaux", "Montrouge", "Malakoff", "Saint-Denis",
    "Saint-Ouen", "Aubervilliers", "Pantin", "Bobigny", "Créteil", "Vincennes", "Arcueil",
    "Fontenay-sous-Bois", "Noisy-le-Grand", "Champs-sur-Marne", "Marne-la-Vallée", "Gentilly",
    "Ivry-sur-Seine", "Vitry", "Massy", "Palaiseau", "Saclay", "Versailles", "Évry", "Cergy",
    "Melun", "Pontoise",
)  # fmt: skip
# Names of places in the other language, where they are not the same but for accents.
PLACE_NAMES: dict[str, str] = {
    "Brussels": "Bruxelles", "Geneva": "Genève", "Marseilles": "Marseille", "Lyons": "Lyon",
    "Brittany": "Bretagne", "Normandy": "Normandie", "Corsica": "Corse", "Burgundy": "Bourgogne",
    "Dunkirk": "Dunkerque", "London": "Londres", "Berlin": "Berlin", "Munich": "München",
    "Cologne": "Köln", "Vienne (Autriche)": "Wien", "Antwerp": "Anvers", "Ghent": "Gand",
    "Barcelona": "Barcelone", "Lisbon": "Lisbonne", "Paris region": "Île-de-France",
    "région parisienne": "Île-de-France",
}  # fmt: skip


def other_place_name(key: str) -> str:
    """Return the name of a place in the other language, empty if it has none.

    Both are as ``name_key`` writes them.
    """
    return _other_names().get(key, "")


@cache
def _other_names() -> dict[str, str]:
    pairs = [(name_key(one), name_key(two)) for one, two in PLACE_NAMES.items()]
    return dict([*((two, one) for one, two in pairs), *pairs])
