"""The places that a posting may name as its workplace: French cities and regions.

Compiled by hand: the prefectures, the largest communes, and those around Paris where offices are.
Names that fold to a frequent French word (Sens, Dole, Gap, La Réunion) are left out on purpose.
"""

from __future__ import annotations

import re

from jobtui.text.folding import fold

_CITIES = """
Paris, Marseille, Lyon, Toulouse, Nice, Nantes, Montpellier, Strasbourg, Bordeaux, Lille, Rennes,
Reims, Le Havre, Saint-Étienne, Toulon, Grenoble, Dijon, Angers, Nîmes, Villeurbanne, Le Mans,
Clermont-Ferrand, Aix-en-Provence, Brest, Tours, Amiens, Limoges, Annecy, Perpignan, Besançon, Metz,
Orléans, Rouen, Mulhouse, Caen, Nancy, Avignon, Poitiers, Dunkerque, Roubaix, Tourcoing, Pau,
La Rochelle, Calais, Cannes, Antibes, Ajaccio, Bastia, Bayonne, Biarritz, Chambéry, Colmar, Lorient,
Quimper, Vannes, Saint-Brieuc, Saint-Malo, Saint-Nazaire, Valence, Troyes, Niort, Angoulême,
Périgueux, Agen, Albi, Rodez, Cahors, Montauban, Tarbes, Carcassonne, Béziers, Narbonne, Arras,
Lens, Valenciennes, Beauvais, Compiègne, Laon, Saint-Quentin, Charleville-Mézières, Évreux, Alençon,
Cherbourg, Saint-Lô, Chartres, Blois, Bourges, Châteauroux, Nevers, Auxerre, Mâcon,
Chalon-sur-Saône, Belfort, Vesoul, Lons-le-Saunier, Épinal, Bourg-en-Bresse, Roanne, Moulins,
Vichy, Aurillac, Le Puy-en-Velay, Privas, Mende, Digne-les-Bains, Draguignan, Laval, Cholet,
La Roche-sur-Yon, Rochefort, Guéret, Tulle, Brive-la-Gaillarde, Mont-de-Marsan, Sophia Antipolis,
La Défense, Puteaux, Courbevoie, Nanterre, Boulogne-Billancourt, Issy-les-Moulineaux, Montrouge,
Malakoff, Montreuil, Saint-Denis, Saint-Ouen, Aubervilliers, Pantin, Bobigny, Créteil, Vincennes,
Fontenay-sous-Bois, Noisy-le-Grand, Champs-sur-Marne, Marne-la-Vallée, Ivry-sur-Seine, Vitry,
Arcueil, Gentilly, Massy, Palaiseau, Saclay, Versailles, Évry, Cergy, Melun, Pontoise,
Fort-de-France, Pointe-à-Pitre, Basse-Terre, Cayenne, Mamoudzou, Nouméa, Papeete, Bruxelles, Genève
"""
_REGIONS = """
Île-de-France, Bretagne, Normandie, Occitanie, Grand Est, Hauts-de-France, Nouvelle-Aquitaine,
Pays de la Loire, Centre-Val de Loire, Bourgogne-Franche-Comté, Auvergne-Rhône-Alpes,
Provence-Alpes-Côte d'Azur, Corse, Guadeloupe, Martinique, Guyane, Mayotte
"""


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := " ".join(part.split())))


def _key(name: str) -> str:
    return re.sub(r"[-' ]+", " ", fold(name))


PLACES: dict[str, str] = {_key(name): name for name in (*_names(_CITIES), *_names(_REGIONS))}
FIRST_WORDS = frozenset(key.split()[0] for key in PLACES) | {"st", "ste"}  # of their names, folded
# One place anywhere in folded text; longer names are tried first, Saint-Denis also as St Denis.
PLACE = (
    r"(?<![\w-])(?:"
    + "|".join(
        re.escape(key).replace(r"\ ", "[-' ]").replace("saint[-' ]", "(?:saint|ste?)[-' ]")
        for key in sorted(PLACES, key=len, reverse=True)
    )
    + r")(?![\w-])"
)


def place_named(text: str) -> str:
    """Return the usual spelling of a place that PLACE has matched in folded text."""
    return PLACES[re.sub(r"^ste? ", "saint ", _key(text))]
