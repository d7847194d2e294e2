"""What lines such as "Ort: Dresden" and "Contract: permanent" state.

The rules of ``jobtui.inference`` read whole sentences of French and English; a line that begins
with the name of a field, in English, German or Spanish, is read here as the frontmatter would be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobtui.parsing.amounts import pay_in
from jobtui.parsing.contracts import contracts_of, working_time_of
from jobtui.parsing.locations import remote_of, workplace_of
from jobtui.parsing.term_values import duration_of, starts_of, working_days_of
from jobtui.text.folding import fold
from jobtui.text.patterns import late

if TYPE_CHECKING:
    from jobtui.parsing.dates import DateRules

# field -> its names, folded, with "|" between them.
_NAMES = {
    "places": "arbeitsort|dienstort|einsatzort|ort|standort|standorte|lugar|lugar de trabajo"
    "|ubicacion|localidad|sede|ciudad|location|locations|place of work|where",
    "pay": "gehalt|vergutung|bezahlung|entgelt|lohn|verdienst|sueldo|salario|remuneracion"
    "|retribucion|salary|salary range|pay|compensation",
    "remote": "homeoffice|arbeitsmodell|telearbeit|mobiles arbeiten|remote|modalidad|teletrabajo"
    "|work model|workplace",
    "contracts": "vertrag|vertragsart|anstellung|anstellungsart|art der anstellung|beschaftigung"
    "|beschaftigungsart|befristung|contrato|tipo de contrato|contract|contract type"
    "|employment type|job type|type of contract",
    "duration": "dauer|laufzeit|vertragsdauer|duracion|duration|contract length|length of contract",
    "working_time": "arbeitszeit|umfang|stellenumfang|pensum|wochenstunden|jornada|hours"
    "|working hours|working time",
    "starts": "beginn|start|arbeitsbeginn|eintritt|eintrittsdatum|einstieg|inicio|incorporacion"
    "|fecha de inicio|fecha de incorporacion|start date|starting date",
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names.split("|")}
_LINE = late(
    r"^[ \t>*+\-•#|]{0,8}[*_]{0,3}([^\W\d_][\w .-]{1,24}?)[*_]{0,3} ?:[*_]{0,3}[ \t]*"
    r"([^\n]{2,200})",
    re.MULTILINE,
)
_IN_TOWN = late(r"\b(?:in|en) ((?:[A-ZÄÖÜÁÉÍÓÚ][\wäöüßáéíóúñ-]+ ?){1,3})")
_MOST_WORDS = 6  # of a value that is nothing but places
_MOST_READ = 30_000  # characters


def labelled_lines(body: str, rules: DateRules) -> dict[str, object]:
    """Return what the first line of each kind in *body*, Markdown, states: values by field."""
    found: dict[str, object] = {}
    for line in _LINE.finditer(body, 0, _MOST_READ):
        field = _FIELD_OF.get(_plain(line[1]), "")
        if field and field not in found and (value := _value(field, line[2], rules)):
            found[field] = value
            if field == "places" and (remote := workplace_of((_bare(line[2]),)).remote):
                found.setdefault("remote", remote)
    return found


def _plain(label: str) -> str:
    return " ".join(fold(label).replace("home-office", "homeoffice").split())


def _bare(text: str) -> str:
    return text.strip(" *_|\t\\")


def _value(field: str, text: str, rules: DateRules) -> object:
    text = _bare(text)
    match field:
        case "places":
            return _places(text)
        case "pay":
            return pay_in(text)
        case "remote":
            stated = remote_of(text)
            return stated.remote if stated else None
        case "contracts":
            return contracts_of((text,))
        case "duration":
            return duration_of(text)
        case "working_time":
            return working_days_of(text) or working_time_of((text,))
    return starts_of(text, rules)


def _places(text: str) -> tuple[str, ...]:
    """Return the places of a line; nothing if it is a sentence that names none plainly."""
    if len(text.split()) <= _MOST_WORDS and text[:1].isupper():
        return workplace_of((text,)).places
    towns = (found[1].strip() for found in _IN_TOWN.finditer(text))
    return tuple(dict.fromkeys(towns))
