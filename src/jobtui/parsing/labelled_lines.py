"""What lines such as "Ort: Dresden" and "Gehalt: 48.000 Euro" state in German and Spanish texts.

The rules of ``jobtui.inference`` know French and English; of these two languages only lines that
begin with the name of a field are read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jobtui.parsing.amounts import pay_of
from jobtui.parsing.locations import workplace_of
from jobtui.text.patterns import late

if TYPE_CHECKING:
    from jobtui.postings.terms import Pay

_LABEL = late(
    r"^[ \t>*+\-•#]*[*_]{0,2}(?P<label>(?:arbeits|dienst|einsatz)?ort|standort|gehalt|vergütung"
    r"|bezahlung|lugar(?: de trabajo)?|ubicaci[oó]n|localidad|sueldo|salario|remuneraci[oó]n)"
    r"[*_]{0,2}\s?:[*_]{0,2}[ \t]*(?P<text>[^\n]{2,200})",
    re.IGNORECASE | re.MULTILINE,
)
_OF_PLACE = late(r"ort$|^lugar|^ubica|^local", re.IGNORECASE)
_IN_TOWN = late(r"\b(?:in|en) ((?:[A-ZÄÖÜÁÉÍÓÚ][\wäöüßáéíóúñ-]+ ?){1,3})")
_MOST_WORDS = 4  # of a value that is nothing but places


class Labelled(NamedTuple):
    """Places and pay, as labelled lines state them."""

    places: tuple[str, ...] = ()
    pay: Pay | None = None


def labelled_lines(body: str) -> Labelled:
    """Return what the first labelled lines of *body*, Markdown, state."""
    found = Labelled()
    for line in _LABEL.finditer(body):
        text = line["text"].strip(" *_")
        if _OF_PLACE.search(line["label"]):
            found = found._replace(places=found.places or _places(text))
        elif found.pay is None and (pay := pay_of(text)).currency:
            found = found._replace(pay=pay._replace(text=""))
    return found


def _places(text: str) -> tuple[str, ...]:
    if len(text.split()) <= _MOST_WORDS:
        return workplace_of((text,)).places
    towns = (found[1].strip() for found in _IN_TOWN.finditer(text))
    return tuple(dict.fromkeys(towns))
