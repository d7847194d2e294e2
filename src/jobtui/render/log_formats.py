"""The log of applications as lines for people, and as Markdown, JSON, JSON Lines, CSV and TSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _, short_day
from jobtui.marks.log import LogEntry, LogKind
from jobtui.marks.model import iso_day
from jobtui.postings.facets import value_text
from jobtui.postings.filenames import file_of
from jobtui.render.formats import data
from jobtui.render.table import markdown_row
from jobtui.text.cells import cells, cut, padded
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from jobtui.postings.model import Posting

LOG_FIELDS = ("day", "kind", "text", "to", "id", "title", "path", "written")
_GAP = "  "
_LEAST_TITLE = 12  # cells that a title keeps in a narrow terminal


class LogLine(NamedTuple):
    """An entry, with the posting that it is about: None if it is not among those at hand."""

    entry: LogEntry
    path: str
    posting: Posting | None
    gone_id: str = ""  # of a posting that is gone and whose text is kept
    gone_title: str = ""

    @property
    def title(self) -> str:
        """What the posting is called; its file, if it is not at hand."""
        known = self.posting.title if self.posting else self.gone_title
        return printable(known or self.path.rpartition("/")[2])

    @property
    def posting_id(self) -> str:
        """The id of the posting; empty if it is not known."""
        return printable(self.posting.id if self.posting else self.gone_id)


def entry_text(entry: LogEntry) -> str:
    """Return what happened, as one line for people."""
    if entry.kind is LogKind.STAGE:
        return value_text("stage", entry.text) if entry.text else _("no stage")
    if entry.kind is LogKind.FOLLOW_UP:
        if not entry.text:
            return _("no follow-up")
        return _("follow up on {day}").format(day=short_day(iso_day(entry.text)))
    sent, to = printable(entry.text), printable(entry.to)
    return (
        _("sent {what} to {whom}").format(what=sent, whom=to)
        if to
        else (_("sent {what}").format(what=sent))
    )


def by_posting(lines: Sequence[LogLine]) -> list[LogLine]:
    """Return *lines*, which are in the order of their days, by posting, the first begun first."""
    first: dict[str, int] = {}
    for at, line in enumerate(lines):
        first.setdefault(line.path, at)
    return sorted(lines, key=lambda line: first[line.path])


def log_lines(
    form: str, lines: Sequence[LogLine], is_by_posting: bool, width: int | None, unicode: bool
) -> Iterator[str]:
    """Yield the log in a *form*: table, markdown, json, jsonl, csv or tsv.

    *width* is that of the terminal in cells, None without one.
    """
    if form == "markdown":
        yield from _markdown(lines)
    elif form == "table":
        yield from _grouped(lines) if is_by_posting else _table(lines, width)
    else:
        yield from data(form, LOG_FIELDS, map(_record, lines), unicode)


def _record(line: LogLine) -> dict[str, object]:
    entry, path = line.entry, line.path
    written = datetime.fromtimestamp(entry.at / 1_000_000, UTC)
    values = (
        entry.day.isoformat(),
        entry.kind.value,
        printable(entry.text) or None,
        printable(entry.to) or None,
        line.posting_id or None,
        line.title if line.posting_id else None,
        printable(file_of(path)),
        written.isoformat(timespec="seconds").replace("+00:00", "Z"),
    )
    return dict(zip(LOG_FIELDS, values, strict=True))


def _table(lines: Sequence[LogLine], width: int | None) -> Iterator[str]:
    rows = [(short_day(one.entry.day), entry_text(one.entry), one.title) for one in lines]
    if not rows:
        return
    days, texts = (max(cells(row[at]) for row in rows) for at in (0, 1))
    if width is not None:
        texts = max(1, min(texts, width - days - 2 * len(_GAP) - _LEAST_TITLE))
    for day, text, title in rows:
        line = _GAP.join((padded(day, days), padded(cut(text, texts, "…"), texts), title))
        yield cut(line, width, "…").rstrip() if width is not None else line.rstrip()


def _grouped(lines: Sequence[LogLine]) -> Iterator[str]:
    for at, (_path, group) in enumerate(groupby(lines, lambda one: one.path)):
        entries = list(group)
        if at:
            yield ""
        yield f"{entries[0].title}  {entries[0].posting_id}".rstrip()
        for one in entries:
            yield f"  {short_day(one.entry.day)}  {entry_text(one.entry)}"


def _markdown(lines: Sequence[LogLine]) -> Iterator[str]:
    if not lines:
        return
    yield markdown_row([_("Day"), _("Application"), _("Title"), _("Id")])
    yield "| --- | --- | --- | --- |"
    for one in lines:
        told = [short_day(one.entry.day), entry_text(one.entry), one.title, one.posting_id]
        yield markdown_row(told)
