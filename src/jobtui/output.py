"""Postings as table, JSON, JSON Lines, CSV and TSV: data for people and for other programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from jobtui.facets import status_word
from jobtui.plain import plain
from jobtui.words import _, day
from jobtui.wrap import cells, padded

if TYPE_CHECKING:
    from jobtui.posting import Posting, Ruling

FIELDS = (
    "id", "path", "title", "role", "status", "status_reason", "published", "closes", "organisation",
    "startup", "incubator", "contracts", "domains", "domains_inferred", "technologies", "junior",
    "apply_to", "contacts", "url", "score",
)  # fmt: skip

# A spreadsheet would run a cell that begins so as a formula, of full width as well; and where the
# comma is the decimal sign, as in France, it takes what stands behind a semicolon for a cell.
_FORMULA = re.compile(r"(^|;)(?=\s*[=+\-@＝＋－＠])")

Scored = tuple["Posting", "Ruling", "float | None"]


def record(posting: Posting, ruling: Ruling, score: float | None) -> dict[str, object]:
    """Return one posting with exactly the keys of FIELDS; what is not stated is None or []."""
    values: tuple[object, ...] = (
        plain(posting.id),
        plain(posting.path),
        plain(posting.title),
        plain(posting.role) or None,
        ruling.status.value,
        plain(ruling.reason),
        day(posting.published) or None,
        day(posting.closes) or None,
        plain(posting.organisation) or None,
        plain(posting.startup) or None,
        plain(posting.incubator) or None,
        [plain(contract) for contract in posting.contracts],
        [plain(domain) for domain in posting.domains],
        posting.domains_inferred,
        [plain(technology) for technology in posting.technologies],
        posting.junior,
        plain(posting.apply_to) or None,
        [plain(contact) for contact in posting.contacts],
        plain(posting.url) or None,
        None if score is None else round(score, 3),
    )
    return dict(zip(FIELDS, values, strict=True))


def lines(
    fmt: str, found: Sequence[Scored], width: int | None, unicode: bool = True
) -> Iterator[str]:
    """Yield the answer line by line, without line ends: table, json, jsonl, csv or tsv.

    *width* is that of the terminal in cells; None for no terminal, where nothing is cut. JSON
    that is not for a *unicode* output is written in ASCII, so that nothing is lost.
    """
    if fmt == "table":
        yield from _table(found, width)
    elif fmt in ("json", "jsonl"):
        yield from _json(found, fmt == "jsonl", not unicode)
    else:
        yield from _separated(found, fmt)


def one_object(posting: Posting, ruling: Ruling, unicode: bool = True) -> list[str]:
    """Return one posting as the lines of one JSON object."""
    import json

    text = json.dumps(record(posting, ruling, None), ensure_ascii=not unicode, indent=2)
    return text.split("\n")


def _json(found: Sequence[Scored], lines_only: bool, ascii_only: bool) -> Iterator[str]:
    import json

    texts = [json.dumps(record(*scored), ensure_ascii=ascii_only) for scored in found]
    if lines_only:
        yield from texts
        return
    yield "["
    for number, text in enumerate(texts, start=1):
        yield "  " + text + ("," if number < len(texts) else "")
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
    return _FORMULA.sub(r"\1'", str(value))


def _table(found: Sequence[Scored], width: int | None) -> Iterator[str]:
    heads = (_("Status"), _("Published"), _("Title"), _("Offered by"), _("Id"))
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
    texts = (posting.title, posting.team or "-", posting.id)
    return (status_word(ruling.status), when, *map(plain, texts))


def _fitted(widths: list[int], width: int) -> list[int]:
    """Make the columns fit: who offers it goes first, then the title and the id shrink."""
    if sum(widths) + 2 * (len(widths) - 1) <= width:
        return widths
    status, date, title, _team, id_ = widths
    room = max(20, width - status - date - 6)
    title = min(title, max(room - id_, room // 2))
    return [status, date, title, 0, min(id_, room - title)]
