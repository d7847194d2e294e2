"""The words a user sees: every text goes through ``_``, every date through ``day``.

The texts in the code are English; a catalogue for another language is looked for in
``locale/`` beside this file, in the language that was set, else in those that LANGUAGE, LC_ALL,
LC_MESSAGES and LANG name.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from gettext import NullTranslations
_LOCALES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set holds
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_language = ""  # empty: the locale's
_date_format = "iso"


def use(language: str, date_format: str) -> None:
    """Speak "en" or "fr" ("": as the locale says); write dates "iso", "short" or "long"."""
    global _language, _date_format
    if language != _language:
        _catalogue.cache_clear()
    _language, _date_format = language, date_format


@cache
def _catalogue() -> NullTranslations:
    from gettext import translation
    from pathlib import Path

    languages = [_language] if _language else None
    return translation("jobtui", str(Path(__file__).parent / "locale"), languages, fallback=True)


def _(text: str) -> str:
    """Return *text* in the user's language."""
    return _catalogue().gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form for *count*; ``{n}`` in it is replaced by the number."""
    return _catalogue().ngettext(one, many, count).replace("{n}", number(count))


def day(when: date | None) -> str:
    """Return a date as the user reads it, or an empty text for none."""
    if when is None or _date_format != "long":
        return short_day(when)
    spoken = _language or next((os.environ[name] for name in _LOCALES if os.environ.get(name)), "")
    months = _MONTHS.get(spoken[:2], _MONTHS["en"]).split()
    first = "1er" if when.day == 1 and spoken[:2] == "fr" else str(when.day)
    return f"{first} {months[when.month - 1]} {when.year}"


def short_day(when: date | None) -> str:
    """Return a date in ten cells, for columns; an empty text for none."""
    if when is None or _date_format == "iso":
        return when.isoformat() if when else ""
    return f"{when.day:02}/{when.month:02}/{when.year:04}"


def number(value: int) -> str:
    """Return a count with a narrow no-break space between thousands."""
    return f"{value:,}".replace(",", "\u202f")
