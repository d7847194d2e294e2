"""Postings as table, JSON, JSON Lines, CSV and TSV: data for people and for other programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jobtui.facets import status_word
from jobtui.plain import plain
from jobtui.settings import Settings
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


class Column(NamedTuple):
    """A column of the table: its head, its text, and whether it can be cut to fit."""

    head: Callable[[], str]
    text: Callable[[Posting, Ruling, float | None], str]
    can_shrink: bool = True


COLUMNS: dict[str, Column] = {
    "status": Column(lambda: _("Status"), lambda p, r, s: status_word(r.status), False),
    "published": Column(lambda: _("Published"), lambda p, r, s: day(p.published), False),
    "closes": Column(lambda: _("Closes"), lambda p, r, s: day(p.closes), False),
    "title": Column(lambda: _("Title"), lambda p, r, s: p.title),
    "role": Column(lambda: _("Role"), lambda p, r, s: p.role),
    "team": Column(lambda: _("Offered by"), lambda p, r, s: p.team),
    "organisation": Column(lambda: _("Organisation"), lambda p, r, s: p.organisation),
    "startup": Column(lambda: _("Startup"), lambda p, r, s: p.startup),
    "incubator": Column(lambda: _("Incubator"), lambda p, r, s: p.incubator),
    "contracts": Column(lambda: _("Contract"), lambda p, r, s: ", ".join(p.contracts)),
    "domains": Column(lambda: _("Domain"), lambda p, r, s: ", ".join(p.domains)),
    "technologies": Column(lambda: _("Technology"), lambda p, r, s: ", ".join(p.technologies)),
    "apply_to": Column(lambda: _("Apply to"), lambda p, r, s: p.apply_to),
    "url": Column(lambda: _("Page"), lambda p, r, s: p.url),
    "path": Column(lambda: _("File"), lambda p, r, s: p.path),
    "score": Column(lambda: _("Score"), lambda p, r, s: "" if s is None else f"{s:.3f}", False),
    "id": Column(lambda: _("Id"), lambda p, r, s: p.id),
}
_USUAL = Settings().columns
_LEAST = 10  # cells that a column is cut to


def record(posting: Posting, ruling: Ruling, score: float | None) -> dict[str, object]:
    """Return one posting with exactly the keys of FIELDS; what is not stated is None or []."""
    values: tuple[object, ...] = (
        plain(posting.id),
        plain(posting.path),
        plain(posting.title),
        plain(posting.role) or None,
        ruling.status.value,
        plain(ruling.reason),
        posting.published.isoformat() if posting.published else None,
        posting.closes.isoformat() if posting.closes else None,
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
    fmt: str,
    found: Sequence[Scored],
    width: int | None,
    unicode: bool = True,
    columns: Sequence[str] = _USUAL,
) -> Iterator[str]:
    """Yield the answer line by line, without line ends: table, json, jsonl, csv or tsv.

    *width* is that of the terminal in cells; None for no terminal, where nothing is cut. JSON
    that is not for a *unicode* output is written in ASCII, so that nothing is lost. The table has
    the *columns* of these names.
    """
    if fmt == "table":
        yield from _table(found, width, columns)
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


def _table(found: Sequence[Scored], width: int | None, names: Sequence[str]) -> Iterator[str]:
    if not found:
        return
    columns = [COLUMNS[name] for name in names]
    rows = [
        [column.head() for column in columns],
        *([plain(column.text(*scored)) or "-" for column in columns] for scored in found),
    ]
    widths = [max(cells(row[at]) for row in rows) for at in range(len(columns))]
    if width is not None:
        widths = _fitted(widths, width, names)
    for row in rows:
        yield "  ".join(
            padded(text, size) for text, size in zip(row, widths, strict=True) if size
        ).rstrip()


def _fitted(widths: Sequence[int], width: int, names: Sequence[str]) -> list[int]:
    """Make the columns fit by cutting the widest; of the usual ones, who offers it goes first."""
    if sum(widths) + 2 * (len(widths) - 1) <= width:
        return list(widths)
    shown = [
        0 if name == "team" and tuple(names) == _USUAL else size
        for name, size in zip(names, widths, strict=True)
    ]
    shrinking = [at for at, name in enumerate(names) if shown[at] and COLUMNS[name].can_shrink]
    room = width - sum(shown) - 2 * (sum(map(bool, shown)) - 1)
    room = max(_LEAST * len(shrinking), room + sum(shown[at] for at in shrinking))
    for left, at in enumerate(sorted(shrinking, key=lambda at: shown[at])):
        shown[at] = min(shown[at], room // (len(shrinking) - left))
        room -= shown[at]
    return shown
