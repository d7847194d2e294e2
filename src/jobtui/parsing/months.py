"""Months and years that stand for a day: "June 2022", "fin juin 2022", "Ende Juni 2022", "2022-06".

Of a closing date their last day counts, since one can apply until then; of any other their first.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from jobtui.parsing.dates import month_of
from jobtui.text.folding import fold
from jobtui.text.patterns import late

_LEAD = late(
    r"(?:until|by|before|in|on|the|bis|im|jusqu'a|en|courant|avant|a|au|hasta|para|tot|entro|ate)"
    r"(?: the)?(?: la)? "
)
_PARTS = (  # parts of a month, and the first and last day of each; 0: of the month
    (0, 10, late(r"(?:early|beginning of|start of|debut|anfang|principios de|inicios de)[ -]")),
    (15, 15, late(r"(?:mid|middle of|mi|mitte|mediados de)[ -]")),
    (20, 0, late(r"(?:(?:the )?end of|late|fin(?: de)?|ende|finales de|fines de|eind|fine)[ -]")),
)
_WORDS = late(r"([a-z]{3,10})\.?,? (?:de |del |of )?((?:19|20)\d{2})")
_NUMBERS = late(r"((?:19|20)\d{2})[-/.](\d{1,2})|(\d{1,2})[-/.]((?:19|20)\d{2})")
_YEAR = late(r"(?:19|20)\d{2}")
_LONGEST = 60  # characters
_DECEMBER = 12


class ReadMonth(NamedTuple):
    """The day that a month stands for, and whether only its year is named."""

    day: date
    is_year: bool = False


def read_month(text: str, closing: bool) -> ReadMonth | None:
    """Return the day for the month or the year that *text* is; None if it is neither.

    It is the last one if the text is a *closing* date, else the first.
    """
    if len(text) > _LONGEST:
        return None
    bare = fold(text).strip(" .")
    if lead := _LEAD.match(bare):
        bare = bare[lead.end() :]
    first, last = 1, 0
    for begins, ends, words in _PARTS:
        if part := words.match(bare):
            first, last, bare = begins or 1, ends, bare[part.end() :]
            break
    if _YEAR.fullmatch(bare):
        return ReadMonth(date(int(bare), _DECEMBER, 31) if closing else date(int(bare), 1, 1), True)
    year, month = _year_and_month(bare)
    if not 1 <= month <= _DECEMBER:
        return None
    if closing:
        return ReadMonth(date(year, month, last) if last else _last_day(year, month))
    return ReadMonth(date(year, month, first))


def _last_day(year: int, month: int) -> date:
    return date(year + month // _DECEMBER, month % _DECEMBER + 1, 1) - timedelta(days=1)


def _year_and_month(bare: str) -> tuple[int, int]:
    """Return the year and the month of a folded text; a month of 0 if it names none."""
    if numbers := _NUMBERS.fullmatch(bare):
        return int(numbers[1] or numbers[4]), int(numbers[2] or numbers[3])
    if words := _WORDS.fullmatch(bare):
        return int(words[2]), int(month_of(words[1])[2:] or 0)
    return 0, 0
