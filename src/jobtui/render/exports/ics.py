"""An answer as a calendar: iCalendar, RFC 5545.

A closing date, and an opening date to come, is an event of a whole day; a day to follow up an
application is a to-do. Each has an alarm, unless the day has lost its meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _
from jobtui.postings.model import Status
from jobtui.render.exports.entry import Export, ExportEntry, midnight, stamp, text
from jobtui.render.summary import facts

if TYPE_CHECKING:
    from datetime import datetime

_LONGEST = 75  # octets of a line (section 3.1)
_CANCELLED = (Status.CLOSED, Status.FILLED)  # a subscribed calendar then drops the event
_EARLIER = "-P1DT15H"  # before the day begins: at nine, two days earlier
_AT_NINE = "PT9H"


class Item(NamedTuple):
    """An event or a to-do."""

    kind: str  # "VEVENT" or "VTODO"
    name: str  # that makes its UID, with the posting
    day: date
    summary: str
    trigger: str  # of its alarm; empty: none
    is_cancelled: bool = False


def ics(export: Export, entries: Iterable[ExportEntry]) -> Iterator[str]:
    """Yield the lines of a calendar, each but for its line feed; a line may be folded."""
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//jobtui//jobtui//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_escaped(export.title)}",
        f"X-WR-CALNAME:{_escaped(export.title)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    )
    for line in head:
        yield from _folded(line)
    for entry in entries:
        changed = entry.updated or midnight(export.day)
        for item in items(entry, export.day):
            for line in _component(entry, item, changed):
                yield from _folded(line)
    yield "END:VCALENDAR\r"


def items(entry: ExportEntry, today: date) -> Iterator[Item]:
    """Yield what a posting puts into a calendar."""
    posting, status = entry.row.posting, entry.row.ruling.status
    is_over = status in _CANCELLED
    if posting.opens and status is Status.UPCOMING:
        summary = _("Opens: {title}").format(title=posting.title)
        yield Item("VEVENT", "opens", posting.opens, summary, _AT_NINE)
    if posting.closes:
        summary = _("Closes: {title}").format(title=posting.title)
        trigger = "" if is_over or posting.closes < today else _EARLIER
        yield Item("VEVENT", "closes", posting.closes, summary, trigger, is_over)
    mark = entry.row.mark
    if mark and mark.followup:
        summary = _("Follow up: {title}").format(title=posting.title)
        yield Item("VTODO", "followup", mark.followup, summary, _AT_NINE)


def _component(entry: ExportEntry, item: Item, changed: datetime) -> Iterator[str]:
    posting = entry.row.posting
    stamped = stamp(changed).replace("-", "").replace(":", "")
    yield f"BEGIN:{item.kind}"
    yield f"UID:{entry.uuid}-{item.name}@jobtui"
    yield f"DTSTAMP:{stamped}"
    yield f"LAST-MODIFIED:{stamped}"
    if item.kind == "VEVENT":
        yield f"DTSTART;VALUE=DATE:{_day(item.day)}"
        if item.day < date.max:
            yield f"DTEND;VALUE=DATE:{_day(item.day + timedelta(days=1))}"
        yield f"STATUS:{'CANCELLED' if item.is_cancelled else 'CONFIRMED'}"
        yield "TRANSP:TRANSPARENT"
    else:
        yield f"DUE;VALUE=DATE:{_day(item.day)}"
        yield "STATUS:NEEDS-ACTION"
    yield f"SUMMARY:{_escaped(item.summary)}"
    yield f"DESCRIPTION:{_escaped(_description(entry))}"
    if posting.places:
        yield f"LOCATION:{_escaped(', '.join(posting.places))}"
    if address := entry.page or entry.apply:
        yield f"URL:{address}"
    category = _("Jobs")
    yield f"CATEGORIES:{_escaped(category)}"
    if item.trigger:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        related = ";RELATED=END" if item.kind == "VTODO" else ""
        yield f"TRIGGER{related}:{item.trigger}"
        yield f"DESCRIPTION:{_escaped(item.summary)}"
        yield "END:VALARM"
    yield f"END:{item.kind}"


def _description(entry: ExportEntry) -> str:
    told = facts(entry.row.posting, entry.row.ruling)
    return "\n".join(f"{one.label}: {one.text}" for one in told if one.kind != "problem")


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(raw: str) -> str:
    """Return a TEXT value (section 3.3.11)."""
    said = text(raw, keep_newlines=True).replace("\\", "\\\\")
    return said.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts that are short enough; no character is torn."""
    part, size = "", 0
    for char in line:
        width = len(char.encode("utf-8"))
        if size + width > _LONGEST:
            yield part + "\r"
            part, size = " ", 1
        part += char
        size += width
    yield part + "\r"
