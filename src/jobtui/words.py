"""The words a user sees: every text goes through ``_``, every date through ``day``.

The texts in the code are English; a catalogue for another language is looked for in
``locale/`` beside this file, in the languages that LANGUAGE, LC_ALL, LC_MESSAGES and LANG name.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from gettext import NullTranslations


@cache
def _catalogue() -> NullTranslations:
    from gettext import translation
    from pathlib import Path

    return translation("jobtui", str(Path(__file__).parent / "locale"), fallback=True)


def _(text: str) -> str:
    """Return *text* in the user's language."""
    return _catalogue().gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form for *count*; ``{n}`` in it is replaced by the number."""
    return _catalogue().ngettext(one, many, count).replace("{n}", number(count))


def day(when: date | None) -> str:
    """Return a date as the user reads it (ISO 8601), or an empty text for none."""
    return when.isoformat() if when else ""


def number(value: int) -> str:
    """Return a count with a narrow no-break space between thousands."""
    return f"{value:,}".replace(",", "\u202f")
