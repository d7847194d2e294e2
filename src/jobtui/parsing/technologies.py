"""The technologies that a field of the frontmatter lists."""

from __future__ import annotations

import re

from jobtui.inference.technology_names import names_in
from jobtui.text.folding import fold
from jobtui.text.patterns import late

# Words of a list of technologies that name none.
_NO_TECHNOLOGY = frozenset(
    """
stack choix libre libres technologique technologiques ouvert ouverts ouverte parmi les des solutions
solution logiciel logiciels open source marche bon bonne niveau souhaite souhaitee en du de la le un
une et ou fullstack full front back end frontend backend web autre autres etc framework selon a
definir discuter equipe dev developpement outils langage langages au votre tout toute toutes
technologies technologie techno technos experience connaissance connaissances moderne modernes data
""".split()
)
_SEPARATORS = late(r"[,;/|\n]|\s[-+&•]\s|(?<=\w)\+(?=\w)|\b(?:et|ou|and|or)\b")


def technologies_of(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the technologies in *texts*: known ones by their usual name, others as written."""
    found: dict[str, None] = {}
    for text in texts:
        for part in _SEPARATORS.split(text):
            part = part.strip(" ()").rstrip(" .)")
            folded = fold(part)
            names = [named.name for named in names_in(folded)]
            found.update(dict.fromkeys(names))
            words = [w for w in re.split(r"[\s()]+", folded) if w]
            if not names and 0 < len(words) <= 2 and not _NO_TECHNOLOGY.intersection(words):
                found[part] = None
    return tuple(found)
