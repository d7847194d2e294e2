"""The usual forms in which German and Spanish texts state remote work, contract, time and start.

Fewer than ``jobtui.inference`` knows of French and English: only words that say it by themselves.
All patterns are for folded text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.parsing.amounts import pay_in
from jobtui.parsing.dates import read_day
from jobtui.parsing.term_values import duration_of
from jobtui.postings.terms import WorkingTime
from jobtui.text.folding import fold
from jobtui.text.patterns import late

if TYPE_CHECKING:
    from jobtui.parsing.dates import DateRules

_HOME = r"(?:home-?\s?office|remote|mobil(?:es arbeiten)?|telearbeit|teletrabajo|en remoto|remoto)"
_REMOTE = (
    (
        "full",
        late(
            rf"\b(?:100 ?%|komplett|vollstandig|vollzeit) (?:im |in )?{_HOME}|\b{_HOME} 100 ?%"
            r"|\b(?:100 ?%|totalmente|completamente) (?:en )?(?:remot[oa]|teletrabajo)"
        ),
    ),
    (
        "partial",
        late(
            r"\bhybrid\w*(?: arbeit\w*)?\b|\bhibrid[oa]\b"
            rf"|\bteilweise (?:im )?{_HOME}|\bzum teil (?:im )?{_HOME}"
        ),
    ),
    (
        "possible",
        late(
            rf"\b{_HOME} (?:ist |sind )?(?:nach absprache )?moglich"
            rf"|\bmoglichkeit (?:zu|zum|auf|von|fur) {_HOME}|\bmobiles arbeiten\b"
            r"|\b(?:posibilidad|opcion) de (?:teletrabajo|trabajo (?:en )?remoto)"
        ),
    ),
    ("no", late(r"\bkein (?:home-?office|remote)|\b(?:100 ?% )?presencial\b|\bsin teletrabajo\b")),
)
_DAYS = late(
    rf"\b(\d)(?: ?(?:-|bis|o|a) ?(\d))? ?(?:tage?n?|dias?)(?: ?(?:/|pro|die|in der|a la|por) ?"
    rf"(?:woche|semana))? (?:im |in |de |en )?{_HOME}"
)
_UP_TO = late(r"\b(?:bis zu|hasta) $")
_CONTRACTS = (
    (
        "permanent",
        late(
            r"\bunbefristet\w*|\bfestanstellung\b|\bcontrato indefinido|\bcontratacion indefinida"
        ),
    ),
    (
        "fixed-term",
        late(
            r"\bbefristet\w*|\bcontrato (?:temporal|de duracion determinada)"
            r"|\bcontrato de \d{1,2} (?:meses|anos?)"
        ),
    ),
    ("internship", late(r"\bwir bieten (?:dir )?ein praktikum|\bcontrato (?:de|en) practicas")),
    ("apprenticeship", late(r"\bausbildungsplatz\b|\bcontrato de formacion\b")),
)
_LASTS = late(
    r"\b(?:befristet (?:auf|fur|bis zu) |fur die dauer von |dauer von |laufzeit von "
    r"|contrato de |duracion de |durante )(\d{1,2} (?:jahren?|monaten?|meses|anos?))"
    r"|\bauf (\d{1,2} (?:jahre|monate)) befristet"
)
_FULL = late(r"\bvollzeit\b|\bjornada completa\b|\btiempo completo\b")
_PART = late(r"\bteilzeit\b|\bmedia jornada\b|\b(?:jornada|tiempo) parcial\b")
_SOON = late(
    r"\bab sofort\b|\bzum nachstmoglichen (?:zeitpunkt|termin)|\bschnellstmoglich\b"
    r"|\bincorporacion inmediata\b|\blo antes posible\b"
)
_FROM = late(
    r"\b(?:zum|ab dem|ab|(?:start|beginn|eintritt)(?: am|:)|a partir del?|desde el) "
    r"(\d{1,2}\. ?[a-z]{3,9} \d{4}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2} de [a-z]{4,10} de \d{4})"
)
_PAID = late(
    r"[^.\n]{0,80}\b(?:gehalt|vergutung|bezahlung|brutto|entgelt|lohn|salario|sueldo|bruto|brutos"
    r"|retribucion|remuneracion)\b[^\n]{0,100}"
)
_MOST_READ = 30_000  # characters
_HALVES = WorkingTime()


def usual_forms(body: str, rules: DateRules) -> dict[str, object]:
    """Return what *body*, Markdown in German or Spanish, says of the terms: values by field."""
    text = fold(body[:_MOST_READ]).replace("*", "").replace("_", "")
    found: dict[str, object] = {}
    if days := _DAYS.search(text):
        least, most = float(days[1]), float(days[2] or days[1])
        if _UP_TO.search(text[max(0, days.start() - 10) : days.start()]):
            least = 0.0
        found |= {"remote": "partial", "remote_days": (least, most)}
    else:
        degrees = (degree for degree, words in _REMOTE if words.search(text))
        found["remote"] = next(degrees, "")
    named = [code for code, words in _CONTRACTS if words.search(text)]
    found["contracts"] = tuple(named) if len(named) == 1 else ()
    if lasts := _LASTS.search(text):
        found["duration"] = duration_of(lasts[1] or lasts[2])
    if _FULL.search(text):
        found["working_time"] = _HALVES if _PART.search(text) else WorkingTime(5.0, 5.0)
    elif _PART.search(text):
        found["working_time"] = _HALVES
    if _SOON.search(text):
        found["starts"] = "asap"
    elif since := _FROM.search(text):
        day = read_day(since[1], rules).day
        found["starts"] = day.isoformat() if day else ""
    paid = (pay_in(line[0]) for line in _PAID.finditer(text))
    found["pay"] = next(filter(None, paid), None)
    return {field: value for field, value in found.items() if value}
