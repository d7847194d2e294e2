"""How many people are sought, as sentences state it, in French and English."""

from __future__ import annotations

from collections.abc import Iterable

from jobtui.inference.sentences import Sentence
from jobtui.text.number_words import ENGLISH_NUMBERS, NUMBER_WORDS
from jobtui.text.patterns import late

WORDS = (
    "poste",
    "recrut",
    "recherch",
    "cherch",
    "position",
    "vacanc",
    "opening",
    "hiring",
    "looking",
)
_NUMBERS = {**ENGLISH_NUMBERS, **NUMBER_WORDS}
_COUNT = r"[2-9]|[1-4][0-9]|" + "|".join(word for word, n in _NUMBERS.items() if n > 1)
_SEVERAL = late(rf"\b(?:{_COUNT})\b")
_PEOPLE = (
    r"(?:developpeu\w+|dev\w*|designe\w+|charge\w*|coachs?|personnes|stagiaires|profils|"
    r"ingenieur\w*|"
    r"alternant\w*|apprenti\w*|independant\w*|freelances?|consultant\w*|data|product|chef\w*|"
    r"responsables|expert\w*|collaborat\w+|benevoles|volontaires|engineers|developers|designers|"
    r"people|interns|managers|researchers|analysts|scientists)\b"
)
_RANGE = r"(?: (?:a|ou|to|or) (?:[2-9]|\w{4,6}))?"
_POSITIONS = late(
    rf"\b({_COUNT}){_RANGE} postes? (?:sont |est |reste\w* )?(?:encore )?(?:a pourvoir|a saisir|"
    rf"ouverts?|disponibles?|propose\w*|vacants?)"
    rf"|\b(?:postes?|positions?) (?:ouverts?|a pourvoir|open) (?:pour|for|:) ({_COUNT}) {_PEOPLE}"
    rf"|\b(?:recrut\w+|(?:re)?cherch\w+|hiring|looking for|looking to hire|seeking)"
    rf"(?: (?:a recruter|de|pour|actuellement|aujourd'hui|currently|up to|au moins))*"
    rf" ({_COUNT}){_RANGE} (?:\w+ ){{0,2}}?{_PEOPLE}"
    rf"|\b({_COUNT}) (?:open |available |full-time )?(?:positions|vacancies|openings)\b"
    r"|\b(?:nombre de postes?|number of (?:positions|openings|vacancies))[^:]{0,15}:"
    rf" ?({_COUNT})\b"
)
_OTHERS = late(r"\best compose|\bequipe (?:permanente )?compose|\bdepuis|\bavons recrute")


def positions_of(sentences: Iterable[Sentence]) -> int | None:
    """Return the number of positions, None if one or several numbers are stated."""
    found: set[int] = set()
    for text, _heading in sentences:
        match = _POSITIONS.search(text) if _SEVERAL.search(text) else None
        if match and not _OTHERS.search(text):
            word = next(group for group in match.groups() if group)
            found.add(_NUMBERS.get(word) or int(word))
    return found.pop() if len(found) == 1 else None
