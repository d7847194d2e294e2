"""The closing date that only the text of a posting states: "Apply by December 15, 2026"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.parsing.dates import DateRules, read_day
from jobtui.text.folding import fold
from jobtui.text.patterns import late

if TYPE_CHECKING:
    from datetime import date

_DATE = (
    r"(\d{4}-\d{2}-\d{2}|\d{1,2}[./-] ?\d{1,2}[./-] ?\d{4}"
    r"|(?:[a-z]{3,9}\.? )?\d{1,2}(?:er|st|nd|rd|th|\.)? (?:de |of )?[a-z]{3,10}\.?,?"
    r" (?:de |del )?\d{4}"
    r"|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|(?:the )?(?:(?:end of|late|mid|fin|mi|ende|mitte|finales de)[ -])?(?:de )?[a-z]{3,10}"
    r" (?:de )?20\d{2})"
)
_CLOSES = late(
    r"\b(?:apply (?:[a-z ]{0,20})?(?:by|before|until|no later than)"
    r"|apply\b[^.;!?\n]{0,60}?\b(?:by|before|until)"
    r"|(?:applications?|position|posting|job|vacancy|call)\b[^.;!?\n]{0,40}?"
    r"\b(?:close[sd]?(?: on)?|due(?: by| on)?|until|by|deadline|accepted (?:until|through))"
    r"|(?:application )?deadline(?: (?:for applications|to apply))?|closing date|closes(?: on)?"
    r"|bewerbungs(?:frist|schluss)|einsendeschluss|bewirb [^.;!?\n]{0,60}?\bbis(?: zum)?"
    r"|bewerbung(?:en)?\b[^.;!?\n]{0,60}?\bbis(?: zum)?"
    r"|date limite(?: de (?:candidature|depot))?|cloture des candidatures"
    r"|candidat\w*\b[^.;!?\n]{0,60}?\b(?:jusqu'au|avant le)"
    r"|fecha limite|plazo(?: de solicitud)?|solicitud\w*\b[^.;!?\n]{0,60}?\bhasta(?: el)?)"
    rf"[\s:*_]{{0,6}}(?:\w{{2,5}} ){{0,2}}?{_DATE}"
)
_TELLING = (
    *("apply", "deadline", "clos", "application", "frist", "schluss", "bewerb", "bewirb"),
    *("limite", "candidat", "plazo", "solicitud"),
)
_MARKS = late(r"[*_`]|<[^<>]{0,200}>|(?<=\])\([^()]{0,500}\)|[\[\]]")
_YEAR = late(r"\b20\d\d\b")
_MOST = 30_000  # characters of a text that are read


def closing_date_in(body: str, rules: DateRules) -> date | None:
    """Return the closing date that *body*, Markdown, names; None if it names none or several."""
    if not _YEAR.search(body):
        return None
    folded = fold(body[:_MOST])
    if not any(word in folded for word in _TELLING):
        return None
    plain = _MARKS.sub("", folded)
    days = {_day_of(found[1], rules) for found in _CLOSES.finditer(plain)}
    days.discard(None)
    return days.pop() if len(days) == 1 else None


def _day_of(text: str, rules: DateRules) -> date | None:
    if day := read_day(text, rules, closing=True).day:
        return day
    from jobtui.parsing.months import read_month

    month = read_month(text, closing=True)
    return month.day if month else None
