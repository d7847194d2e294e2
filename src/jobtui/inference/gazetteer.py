"""The places that a posting may name as its workplace, and where a text names them.

The names stand in ``places/``: communes, regions and departments of France from INSEE's Code
officiel géographique, and cities of the world from GeoNames. They are read with the first posting
whose text is: 90 KB, 10 ms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import islice
from pkgutil import get_data
from typing import NamedTuple

from jobtui.text.folding import fold
from jobtui.text.patterns import late

_FILES = ("communes.txt", "regions.txt", "world.txt")
# Not in the files: districts of offices, and large cities by their names in other languages.
_OTHERS = """
La Défense, Sophia Antipolis, Saclay, Marne-la-Vallée, La Plaine Saint-Denis, Région parisienne,
Pays Basque, Évry, Cherbourg, Montréal, Québec, Bruxelles, Genève, Lausanne, Bâle, Berne, Londres,
Édimbourg, Dublin, Lisbonne, Barcelone, Séville, Milan, Vienne, Varsovie, Copenhague, Athènes,
Francfort, Munich, Cologne, Hambourg, München, Köln, Nürnberg, Wien, Zürich, Genf, Basel, Bern,
Anvers, Gand, Liège, La Haye, Tunis, Alger, Casablanca, Dakar, Abidjan, New York, Washington DC
"""
_ADJECTIVES = {  # of offices: "nos bureaux parisiens"
    "parisien": "Paris", "lyonnais": "Lyon", "marseillais": "Marseille", "lillois": "Lille",
    "toulousain": "Toulouse", "bordelais": "Bordeaux", "nantais": "Nantes", "rennais": "Rennes",
    "strasbourgeois": "Strasbourg", "grenoblois": "Grenoble", "montpellierain": "Montpellier",
}  # fmt: skip
# Names that are words or numbers of a language, and so need more than a capital to be a place.
_COMMON = frozenset(
    """
    nice gap tours plaisir orange sens avion lourdes vif salles publier change eu mer ligne gray die
    monnaie guise cours viviers allier cher lot nord somme manche perm van carrefour tete oral sucre
    mobile surprise enterprise delta trier plantation wedding mission celle union normal reservoir
    ventas media split best essen reading bath hull most bar ham hof aube creuse orne landes loire
    marne oise var ain meuse vosges rhone independence industry commerce paradise providence aurora
    hope temple corona university deal of grand carry wells save speed bon le port la garde
    """.split()
)
# First words of names abroad that begin too many other things: "Qui Nhon", "Mission".
_NO_HEADS = frozenset(
    """
    a qui notre des ta son n pas trois deux sa ca bien bon en on de du of no is our mission celle
    plan chef point general national esprit grande petite porte as at be by can do for go he it me
    my not or pro see so to up us we who you data site
    """.split()
)
_WORD = late(r"[a-z]+")
_MOST_WORDS = 6  # of a name
_MOST_HEADS = 100  # in a text; one that names more places is a list of them
_LONGEST = 60  # characters of a name
_LARGEST = 6  # cities that are known without a capital
_BEFORE_HEAD = late(r"^(?:(?:le|la|les|l|los|las|el|the|saint|sainte|san|santa|new) )+")
_ARTICLE = late(
    r"(?<![a-z])((?:(?:le|la|les|l|los|las|el|the|au|du|st|ste|saint|sainte|san|santa|new) )+)$"
)
_LONGEST_ARTICLE = 3  # letters
_ABBREVIATED = late(r"^(?:ste?|au|du) ")
_WHOLE = {"st ": "saint ", "ste ": "sainte ", "au ": "le ", "du ": "le "}
_CAPITAL = late(r"[A-ZÀ-ÖØ-Þ][\w]*")


class PlaceMention(NamedTuple):
    """A place that a folded text names, by the usual spelling, from *start* to *end*."""

    name: str
    start: int
    end: int
    is_common: bool = False  # its name is a word as well
    is_large: bool = False  # one of the largest cities of France


class _Gazetteer(NamedTuple):
    """The usual spelling of each place by its key (folded, a blank for each sign).

    *heads* are the first words of the keys behind an article or "saint"; *large* are keys of what
    is known well enough to be written without a capital.
    """

    names: dict[str, str]
    heads: frozenset[str]
    large: frozenset[str]


def names_in(file: str) -> list[str]:
    """Return the names in a file of ``places/``."""
    return (get_data(__package__, f"places/{file}") or b"").decode().splitlines()


@cache
def _gazetteer() -> _Gazetteer:
    names = [name for file in _FILES for name in names_in(file)]
    names += _OTHERS.strip().replace("\n", " ").split(", ")
    keys = fold("\n".join(names)).replace("-", " ").replace("'", " ").split("\n")
    known = dict(zip(reversed(keys), reversed(names), strict=True))
    heads = {_BEFORE_HEAD.sub("", key).partition(" ")[0] for key in known} - _NO_HEADS
    return _Gazetteer(known, frozenset(heads), frozenset((*keys[:_LARGEST], "region parisienne")))


def place_named(text: str) -> str:
    """Return the usual spelling of a place that *text* is the name of, empty if it is none.

    What is a word as well is a place only with a capital.
    """
    key = fold(text).replace("-", " ").replace("'", " ")
    return "" if key in _COMMON and text.islower() else _gazetteer().names.get(key, "")


def _places_of(text: str, words: Iterable[str]) -> Iterator[int]:
    """Yield where *words* begin words of *text*."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            if not text[at - 1 : at].isalpha():
                yield at
            at = text.find(word, at + 1)


def _city_of(adjective: str) -> str:
    """Return the city of an adjective such as "parisiens", empty if it is none."""
    stem = adjective.removesuffix("s")
    return _ADJECTIVES.get(stem) or _ADJECTIVES.get(adjective, "")


class Places:
    """Finds the places that the sentences of one posting name.

    *body* is the text as written: a place has to be written with a capital in it, unless it is one
    of the largest cities.
    """

    def __init__(self, body: str) -> None:
        self._body = body

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """Words that have a capital somewhere in the text, folded."""
        words = " ".join(dict.fromkeys(_CAPITAL.findall(self._body)))
        return frozenset(fold(words).split())

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """Words of the text with which the name of a place may begin; none if it names too many."""
        gazetteer = _gazetteer()
        lowered = self._body.encode("utf-8", "replace").lower()  # these names are ASCII
        heads = set(self._capitals & gazetteer.heads)
        heads.update(key.partition(" ")[0] for key in gazetteer.large if key.encode() in lowered)
        if b"bureaux " in lowered:
            heads.update(word for word in _ADJECTIVES if word.encode() in lowered)
        if b"parisienne" in lowered:
            heads.add("region")
        return tuple(heads) if len(heads) <= _MOST_HEADS else ()

    def mentions(self, text: str) -> list[PlaceMention]:
        """Return the places that folded *text* names, in its order."""
        found: list[PlaceMention] = []
        at = 0
        for start in sorted(_places_of(text, self.heads)):
            if start < at:
                continue
            mention = self._named(text, start, at)
            word = _WORD.match(text, start)
            if mention is None and word and (city := _city_of(word[0])):
                mention = PlaceMention(city, start, word.end(), True)
            if mention:
                found.append(mention)
                at = mention.end
        return found

    def _named(self, text: str, head: int, after: int) -> PlaceMention | None:
        """Return the longest name whose head begins at *head*, its article included."""
        gazetteer = _gazetteer()
        plain = text[after : head + _LONGEST].replace("-", " ").replace("'", " ")
        ends = [end.end() for end in islice(_WORD.finditer(plain, head - after), _MOST_WORDS)]
        before = _ARTICLE.search(plain[: head - after])
        starts = [before.start(1), head - after] if before else [head - after]
        for start in starts:
            for end in reversed(ends):
                key = plain[start:end]
                begin = start
                if short := _ABBREVIATED.match(key):
                    key = _WHOLE[short[0]] + key[short.end() :]
                    begin += 0 if key.startswith("saint") else short.end()  # "au" is a preposition
                name = gazetteer.names.get(key)
                if name and (key in gazetteer.large or self._is_capital(key)):
                    is_large = key in gazetteer.large
                    return PlaceMention(name, begin + after, end + after, key in _COMMON, is_large)
        return None

    def _is_capital(self, key: str) -> bool:
        """Whether a word of a name, not its article, has a capital somewhere in the text."""
        parts = key.split(" ")
        told = [part for part in parts if len(part) > _LONGEST_ARTICLE] or parts
        return not self._capitals.isdisjoint(told)
