"""What an export knows of one posting, and how texts and addresses are made safe for markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid5

from jobtui.parsing.site_links import UNKNOWN, Site
from jobtui.render.inline import openable
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from jobtui.render.columns import OutputRow

_NAMESPACE = UUID("6f1d3a0e-54b5-4c0c-9d0c-3b8f5e0c7a11")  # of the ids that are made here
# What XML 1.0 (section 2.2) and HTML leave out, beyond what `clean` removes.
_NO_CHARACTER = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010fffd]")


class ExportEntry(NamedTuple):
    """One posting of an answer with what is read for it alone: its text, and when it changed."""

    row: OutputRow
    body: str = ""  # Markdown
    site: Site = UNKNOWN
    modified: datetime | None = None
    apply: str = ""  # an address to open: http(s) or mailto, with the subject that is asked for

    @property
    def uuid(self) -> UUID:
        """A name for the posting: the same on every machine, and for every question."""
        return _named(self.row.posting.id)

    @property
    def page(self) -> str:
        """The address of its page, empty if it has none that can be opened."""
        return openable(self.row.posting.url)

    @property
    def updated(self) -> datetime | None:
        """When it last changed, as far as is known: its file, but not before its publication."""
        published = self.row.posting.published
        known = [self.modified, midnight(published) if published else None]
        return max((one for one in known if one), default=None)


class Export(NamedTuple):
    """What an export knows of the answer as a whole."""

    title: str
    key: str  # the same for the same question of the same sources, whatever the day
    day: date  # that the answer is for
    language: str  # "en" or "fr"


Writer = Callable[[Export, Iterable[ExportEntry]], Iterator[str]]


def uuid_of(export: Export) -> UUID:
    """Return a name for the answer that stays."""
    return _named("answer " + export.key)


def _named(name: str) -> UUID:
    """Return the UUID of a name, in which bytes of a file's name may be no text."""
    return uuid5(_NAMESPACE, name.encode("utf-8", "backslashreplace").decode("utf-8"))


def midnight(day: date) -> datetime:
    """Return the beginning of a day in UTC: a posting states no time zone."""
    return datetime.combine(day, time(), UTC)


def stamp(moment: datetime) -> str:
    """Return a moment as RFC 3339 writes it, to the second, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def text(raw: str, keep_newlines: bool = False) -> str:
    """Return *raw* without control, bidirectional or invisible characters, and what XML forbids."""
    return _NO_CHARACTER.sub("", clean(raw, keep_newlines))


def markup(raw: str) -> str:
    """Return *raw* as text of XML or HTML, also within an attribute in quotation marks."""
    return escape(text(raw))


def markup_lines(raw: str) -> str:
    """Return text of several lines as markup; its line ends and blanks stay."""
    return escape(text(raw, keep_newlines=True))


def in_ascii(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines of XML or HTML with a character reference for what is not ASCII."""
    for line in lines:
        yield line.encode("ascii", "xmlcharrefreplace").decode("ascii")
