"""Answers in the formats for other programs: what is read of each posting for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from jobtui.external.apply_link import link_to_apply
from jobtui.i18n import _, spoken
from jobtui.render.exports.entry import Export, ExportEntry
from jobtui.render.exports.writers import export_lines
from jobtui.search.query_text import query_text

if TYPE_CHECKING:
    from jobtui.library.library import Library
    from jobtui.render.columns import OutputRow
    from jobtui.search.query import Query


def exported(
    fmt: str,
    library: Library,
    query: Query,
    rows: Iterable[OutputRow],
    name: str = "",
    has_unicode: bool = True,
) -> Iterator[str]:
    """Yield the lines of an answer in one of the formats; *name* is that of a saved search.

    Without *has_unicode* they are ASCII as far as the format has a way to write the rest.
    """
    asked = query_text(query)
    title = name or (_("Jobs: {query}").format(query=asked) if asked else _("Jobs"))
    places = sorted(source.url or PurePath(source.root).name for source in library.sources)
    export = Export(title, "\n".join([*places, name or asked]), query.as_of, spoken())
    entries = (_entry(library, row) for row in rows)
    return export_lines(fmt, export, entries, has_unicode)


def has_days(rows: Iterable[OutputRow]) -> bool:
    """Whether a calendar of these postings would hold anything."""
    from jobtui.render.exports.ics import items

    return any(True for row in rows for _item in items(ExportEntry(row), date.min))


def _entry(library: Library, row: OutputRow) -> ExportEntry:
    posting = row.posting
    body = library.body(posting).text
    way = link_to_apply(posting, body)
    return ExportEntry(
        row,
        body,
        library.site_of(posting),
        library.modified(posting),
        way.target if way else "",
    )
