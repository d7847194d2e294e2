"""Postings as table, JSON, JSON Lines, CSV and TSV: data for people and for other programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jobtui.config.settings import Settings
from jobtui.i18n import _, day
from jobtui.postings.facets import status_word, value_text
from jobtui.text.printable import printable
from jobtui.text.wrap import cells, padded

if TYPE_CHECKING:
    from jobtui.marks.model import Mark
    from jobtui.postings.model import Posting, Ruling

FIELDS = (
    "id", "path", "title", "role", "status", "status_reason", "published", "closes", "organisation",
    "startup", "incubator", "contracts", "domains", "domains_inferred", "technologies", "junior",
    "apply_to", "contacts", "url", "score", "star", "seen", "hidden", "note", "stage", "applied",
    "since",
)  # fmt: skip

# A spreadsheet runs a cell that begins with one of these as a formula, blanks and quotation marks
# in front of it or not; what it takes for a separator its reader's language or last choice says.
# Blanks part the words of every text: behind one, a lone sign and a number are no formula.
_SIGN = r"[=+\-@＝＋－＠]"
_FORMULA = re.compile(
    rf"""(?:^|[,;:|\t])["\s]*+(?={_SIGN})"""
    rf"""|(?<!["\s])["\s]++(?={_SIGN}++(?! ))(?![+-]\d[\d.,:/%]*+ )"""
)


class OutputRow(NamedTuple):
    """One posting of an answer, and what the user said of it."""

    posting: Posting
    ruling: Ruling
    score: float | None = None
    mark: Mark | None = None
    since: tuple[str, ...] = ()  # of ``marked.NEWS``


class Column(NamedTuple):
    """A column of the table: its head, its text, and whether it can be cut to fit."""

    head: Callable[[], str]
    text: Callable[[OutputRow], str]
    can_shrink: bool = True


def _own(one: OutputRow, name: str) -> str:
    """Return one field of the user's mark as the table shows it."""
    value = getattr(one.mark, name) if one.mark else None
    if isinstance(value, bool):
        return _("yes") if value else ""
    return value or ""


def _stage(one: OutputRow) -> str:
    return value_text("stage", one.mark.stage.value) if one.mark and one.mark.stage else ""


def _score(one: OutputRow) -> str:
    return "" if one.score is None else f"{one.score:.3f}"


COLUMNS: dict[str, Column] = {
    "status": Column(lambda: _("Status"), lambda one: status_word(one.ruling.status), False),
    "published": Column(lambda: _("Published"), lambda one: day(one.posting.published), False),
    "closes": Column(lambda: _("Closes"), lambda one: day(one.posting.closes), False),
    "title": Column(lambda: _("Title"), lambda one: one.posting.title),
    "role": Column(lambda: _("Role"), lambda one: one.posting.role),
    "team": Column(lambda: _("Offered by"), lambda one: one.posting.team),
    "organisation": Column(lambda: _("Organisation"), lambda one: one.posting.organisation),
    "startup": Column(lambda: _("Startup"), lambda one: one.posting.startup),
    "incubator": Column(lambda: _("Incubator"), lambda one: one.posting.incubator),
    "contracts": Column(lambda: _("Contract"), lambda one: ", ".join(one.posting.contracts)),
    "domains": Column(lambda: _("Domain"), lambda one: ", ".join(one.posting.domains)),
    "technologies": Column(
        lambda: _("Technology"), lambda one: ", ".join(one.posting.technologies)
    ),
    "apply_to": Column(lambda: _("Apply to"), lambda one: one.posting.apply_to),
    "url": Column(lambda: _("Page"), lambda one: one.posting.url),
    "path": Column(lambda: _("File"), lambda one: one.posting.path),
    "score": Column(lambda: _("Score"), lambda one: _score(one), False),
    "star": Column(lambda: _("Starred"), lambda one: _own(one, "star"), False),
    "seen": Column(lambda: _("Seen"), lambda one: _own(one, "seen"), False),
    "hidden": Column(lambda: _("Hidden"), lambda one: _own(one, "hidden"), False),
    "note": Column(lambda: _("Note"), lambda one: _own(one, "note")),
    "stage": Column(lambda: _("Stage"), lambda one: _stage(one), False),
    "applied": Column(
        lambda: _("Applied"), lambda one: day(one.mark.applied if one.mark else None), False
    ),
    "since": Column(
        lambda: _("Since"), lambda one: ", ".join(value_text("since", n) for n in one.since), False
    ),
    "id": Column(lambda: _("Id"), lambda one: one.posting.id),
}
_USUAL = Settings().columns
_LEAST = 10  # cells that a column is cut to


def record(listed: OutputRow) -> dict[str, object]:
    """Return one posting with exactly the keys of FIELDS; what is not stated is None or []."""
    posting, ruling, score, mark, since = listed
    values: tuple[object, ...] = (
        printable(posting.id),
        printable(posting.path),
        printable(posting.title),
        printable(posting.role) or None,
        ruling.status.value,
        printable(ruling.reason),
        posting.published.isoformat() if posting.published else None,
        posting.closes.isoformat() if posting.closes else None,
        printable(posting.organisation) or None,
        printable(posting.startup) or None,
        printable(posting.incubator) or None,
        [printable(contract) for contract in posting.contracts],
        [printable(domain) for domain in posting.domains],
        posting.domains_inferred,
        [printable(technology) for technology in posting.technologies],
        posting.junior,
        printable(posting.apply_to) or None,
        [printable(contact) for contact in posting.contacts],
        printable(posting.url) or None,
        None if score is None else round(score, 3),
        *_said(mark),
        list(since),
    )
    return dict(zip(FIELDS, values, strict=True))


def _said(mark: Mark | None) -> tuple[object, ...]:
    if mark is None:
        return False, False, False, None, None, None
    return (
        mark.star,
        mark.seen,
        mark.hidden,
        "\n".join(map(printable, mark.note.splitlines())) or None,
        mark.stage.value if mark.stage else None,
        mark.applied.isoformat() if mark.applied else None,
    )


def lines(
    fmt: str,
    found: Sequence[OutputRow],
    width: int | None,
    unicode: bool = True,
    columns: Sequence[str] = _USUAL,
    spelled: Callable[[str], str] = str,
) -> Iterator[str]:
    """Yield the answer line by line, without line ends: table, json, jsonl, csv or tsv.

    *width* is that of the terminal in cells; None for no terminal, where nothing is cut. JSON
    that is not for a *unicode* output is written in ASCII, so that nothing is lost. The table has
    the *columns* of these names, its texts *spelled* as the output can write them.
    """
    if fmt == "table":
        yield from _table(found, width, columns, spelled)
    elif fmt in ("json", "jsonl"):
        yield from _json(found, fmt == "jsonl", not unicode)
    else:
        yield from _separated(found, fmt)


def one_object(listed: OutputRow, unicode: bool = True) -> list[str]:
    """Return one posting as the lines of one JSON object."""
    import json

    text = json.dumps(record(listed), ensure_ascii=not unicode, indent=2)
    return text.split("\n")


def _json(found: Sequence[OutputRow], lines_only: bool, ascii_only: bool) -> Iterator[str]:
    import json

    texts = [json.dumps(record(one), ensure_ascii=ascii_only) for one in found]
    if lines_only:
        yield from texts
        return
    yield "["
    for number, text in enumerate(texts, start=1):
        yield "  " + text + ("," if number < len(texts) else "")
    yield "]"


def _separated(found: Sequence[OutputRow], fmt: str) -> Iterator[str]:
    import csv
    import io

    def line(cells: Iterable[str]) -> str:
        held = io.StringIO()
        dialect = "excel-tab" if fmt == "tsv" else "excel"
        csv.writer(held, dialect=dialect, lineterminator="").writerow(cells)
        return held.getvalue()

    yield line(FIELDS)
    for one in found:
        yield line(_cell(value) for value in record(one).values())


def _cell(value: object) -> str:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, float):
        return "" if value is None else str(value)
    text = str(value).replace("\n", " / ")  # of a note: a line is a posting
    return _FORMULA.sub(r"\g<0>'", text)


def _table(
    found: Sequence[OutputRow],
    width: int | None,
    names: Sequence[str],
    spelled: Callable[[str], str],
) -> Iterator[str]:
    if not found:
        return
    columns = [COLUMNS[name] for name in names]
    rows = [
        [spelled(column.head()) for column in columns],
        *([spelled(printable(column.text(one))) or "-" for column in columns] for one in found),
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
