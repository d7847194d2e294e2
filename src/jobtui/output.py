"""Postings as table, JSON, JSON Lines, CSV and TSV: data for people and for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from jobtui.facets import status_word
from jobtui.text import clean
from jobtui.words import _, day
from jobtui.wrap import cells, padded

if TYPE_CHECKING:
    from jobtui.posting import Posting, Ruling

FORMATS = ("table", "json", "jsonl", "csv", "tsv")
FIELDS = (
    "id", "path", "title", "role", "status", "status_reason", "published", "closes", "organisation",
    "startup", "incubator", "contracts", "domains", "domains_inferred", "technologies", "junior",
    "apply_to", "contacts", "url", "score",
)  # fmt: skip

Scored = tuple["Posting", "Ruling", "float | None"]


def record(posting: Posting, ruling: Ruling, score: float | None) -> dict[str, object]:
    """Return one posting with exactly the keys of FIELDS; what is not stated is None or []."""
    values: tuple[object, ...] = (
        clean(posting.id),
        _safe_path(posting.path),
        posting.title,
        posting.role or None,
        ruling.status.value,
        ruling.reason,
        day(posting.published) or None,
        day(posting.closes) or None,
        posting.organisation or None,
        posting.startup or None,
        posting.incubator or None,
        list(posting.contracts),
        list(posting.domains),
        posting.domains_inferred,
        list(posting.technologies),
        posting.junior,
        posting.apply_to or None,
        list(posting.contacts),
        posting.url or None,
        None if score is None else round(score, 3),
    )
    return dict(zip(FIELDS, values, strict=True))


def lines(fmt: str, found: Sequence[Scored], width: int | None) -> Iterator[str]:
    """Yield the answer line by line, without line ends, in one of FORMATS.

    *width* is that of the terminal in cells; None for no terminal, where nothing is cut.
    """
    if fmt == "table":
        yield from _table(found, width)
    elif fmt in ("json", "jsonl"):
        yield from _json(found, lines_only=fmt == "jsonl")
    else:
        yield from _separated(found, fmt)


def _json(found: Sequence[Scored], lines_only: bool) -> Iterator[str]:
    import json

    if lines_only:
        for scored in found:
            yield json.dumps(record(*scored), ensure_ascii=False)
        return
    yield "["
    for number, scored in enumerate(found, start=1):
        comma = "," if number < len(found) else ""
        yield "  " + json.dumps(record(*scored), ensure_ascii=False) + comma
    yield "]"


def _separated(found: Sequence[Scored], fmt: str) -> Iterator[str]:
    import csv
    import io

    def line(cells: Iterable[str]) -> str:
        held = io.StringIO()
        dialect = "excel-tab" if fmt == "tsv" else "excel"
        csv.writer(held, dialect=dialect, lineterminator="").writerow(cells)
        return held.getvalue()

    yield line(FIELDS)
    for scored in found:
        yield line(_cell(value) for value in record(*scored).values())


def _cell(value: object) -> str:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, float):
        return "" if value is None else str(value)
    text = clean(str(value))
    # A spreadsheet would run a cell that begins so as a formula.
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _safe_path(path: str) -> str:
    """Return a file name that can be printed; bytes that are no text show as U+FFFD."""
    return path.encode("utf-8", "replace").decode() if path.isprintable() else clean(path)


def _table(found: Sequence[Scored], width: int | None) -> Iterator[str]:
    heads = (_("Status"), _("Published"), _("Title"), _("Organisation"), _("Id"))
    rows = [heads, *(_table_row(posting, ruling) for posting, ruling, _score in found)]
    if len(rows) == 1:
        return
    widths = [max(cells(row[at]) for row in rows) for at in range(len(heads))]
    if width is not None:
        widths = _fitted(widths, width)
    for row in rows:
        yield "  ".join(
            padded(text, size) for text, size in zip(row, widths, strict=True) if size
        ).rstrip()


def _table_row(posting: Posting, ruling: Ruling) -> tuple[str, ...]:
    when = day(posting.published) or "-"
    return (status_word(ruling.status), when, posting.title, posting.team or "-", clean(posting.id))


def _fitted(widths: list[int], width: int) -> list[int]:
    """Make the columns fit: the id goes first, then the organisation and the title shrink."""
    gaps = 2 * (len(widths) - 1)
    if sum(widths) + gaps <= width:
        return widths
    status, date, title, team, _id = widths
    room = max(10, width - status - date - 6)
    team = min(team, max(8, room // 3))
    return [status, date, min(title, max(8, room - team)), team, 0]
