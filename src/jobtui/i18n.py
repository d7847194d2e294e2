"""Translation: every text a user sees goes through ``_``, every date through ``day``.

The texts in the code are English. French ones are in ``locale/`` next to this file, and are used
if the setting says so, else if LANGUAGE, LC_ALL, LC_MESSAGES or LANG does.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date
    from gettext import GNUTranslations

LANGUAGES = ("en", "fr")
_LOCALES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set counts
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_language = ""  # empty: the locale's
_date_format = "iso"


class Message(NamedTuple):
    """A text to be translated when it is shown, maybe to another user.

    *text* is English, *parts* the values of its ``{names}``. The index stores problems in this
    form; ``str`` gives the text in the user's language.
    """

    text: str
    parts: tuple[tuple[str, Text], ...] = ()

    def __str__(self) -> str:
        said = _(self.text)
        return said.format(**{name: str(part) for name, part in self.parts}) if self.parts else said


Text = str | Message  # from a file as it is, or to be translated


def use(language: str, date_format: str) -> None:
    """Set the language, "en" or "fr" ("": the locale's), and dates.

    Dates are "iso", "short" (15/06/2022) or "long"; "": short in French, else ISO.
    """
    global _language, _date_format
    _language = language
    spoken.cache_clear()
    _catalogue.cache_clear()
    _date_format = date_format or ("short" if spoken() == "fr" else "iso")


@cache
def spoken() -> str:
    """Return the language in use: "en" or "fr"."""
    if _language:
        return _language
    wanted = next((os.environ[name] for name in _LOCALES if os.environ.get(name)), "")
    for locale in wanted.split(":"):  # such as fr_FR.UTF-8
        language = locale.replace(".", "_").replace("@", "_").partition("_")[0]
        if language in LANGUAGES or language in ("C", "POSIX"):
            return language if language in LANGUAGES else "en"
    return "en"


@cache
def _catalogue() -> GNUTranslations | None:
    """Return the translations, None if none are needed."""
    if spoken() == "en":
        return None
    from contextlib import suppress
    from gettext import GNUTranslations
    from pathlib import Path

    # Next to this file, or where the build puts those of an editable install.
    for folder in (Path(__file__).parent / "locale", Path(sys.prefix, "share", "locale")):
        compiled = folder / spoken() / "LC_MESSAGES" / "jobtui.mo"
        with suppress(OSError), compiled.open("rb") as stream:
            return GNUTranslations(stream)
    return None  # not built


def _(text: str) -> str:
    """Return *text* in the user's language."""
    catalogue = _catalogue()
    return catalogue.gettext(text) if catalogue and text else text


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form for *count*; ``{n}`` in it is replaced by the number."""
    catalogue = _catalogue()
    form = one if count == 1 else many
    if catalogue:
        form = catalogue.ngettext(one, many, count)
    return form.replace("{n}", number(count))


def later(text: str, /, **parts: Text | int) -> Message:
    """Return *text*, to be translated when it is shown, with the values of its ``{names}``."""
    said = (
        (name, part if isinstance(part, Message) else str(part)) for name, part in parts.items()
    )
    return Message(text, tuple(said))


def reason(error: BaseException) -> Text:
    """Return the message of *error*, to be translated when it is shown."""
    if isinstance(error, OSError) and error.strerror:
        return Message(error.strerror)
    if error.args and isinstance(error.args[0], Message):
        return error.args[0]
    return str(error)


def percent(share: float) -> str:
    """Return a *share* between 0 and 1 in percent."""
    return _("{n}%").format(n=round(share * 100))


def day(when: date | None) -> str:
    """Return a date as the user reads it, or an empty text for none."""
    if when is None or _date_format != "long":
        return short_day(when)
    first = "1er" if when.day == 1 and spoken() == "fr" else str(when.day)
    return f"{first} {_MONTHS[spoken()].split()[when.month - 1]} {when.year}"


def short_day(when: date | None) -> str:
    """Return a date in ten characters, for columns; an empty text for none."""
    if when is None or _date_format == "iso":
        return when.isoformat() if when else ""
    return f"{when.day:02}/{when.month:02}/{when.year:04}"


def month(first: date) -> str:
    """Return the month that begins on the day *first* as the user reads it."""
    if _date_format == "long":
        return f"{_MONTHS[spoken()].split()[first.month - 1]} {first.year}"
    return f"{first:%Y-%m}" if _date_format == "iso" else f"{first:%m/%Y}"


def decimal(written: str) -> str:
    """Return a number, written with a point, as the user reads it."""
    return written.replace(".", ",") if spoken() == "fr" else written


def number(value: int) -> str:
    """Return a count with a narrow no-break space between thousands."""
    return f"{value:,}".replace(",", "\u202f")
