"""Postings as table, Markdown, JSON, JSON Lines, CSV and TSV, for people and for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from jobtui.postings.filenames import file_of
from jobtui.render.columns import OutputRow
from jobtui.render.table import OutputStyle, markdown_table, table
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from jobtui.marks.model import Mark
    from jobtui.postings.terms import Duration, Pay, WorkingTime

FIELDS = (
    "id", "path", "title", "role", "status", "status_reason", "published", "opens", "closes",
    "organisation", "startup", "incubator", "contracts", "domains", "technologies", "tags",
    "places", "remote", "remote_days", "pay", "duration", "working_time", "starts", "seniority",
    "junior", "language", "positions", "apply", "apply_to", "contacts", "url", "inferred", "extra",
    "score", "star", "seen", "hidden", "note", "stage", "applied", "followup",
    "labels", "since",
)  # fmt: skip

# A spreadsheet evaluates a cell that begins with one of these as a formula, even behind blanks and
# quotation marks, and what it takes for a separator depends on its user's locale or last choice.
# Blanks separate the words of any text: a lone sign or a number after one is no formula.
_SIGN = r"[=+\-@＝＋－＠]"
_FORMULA = (  # compiled by `re` at its first use: a table does without
    rf"""(?:^|[,;:|\t])["\s]*+(?={_SIGN})"""
    rf"""|(?<!["\s])["\s]++(?={_SIGN}++(?! ))(?![+-]\d[\d.,:/%]*+ )"""
)


def record(listed: OutputRow) -> dict[str, object]:
    """Return one posting with exactly the keys of FIELDS; None or [] where nothing is stated."""
    posting, ruling, score, mark, since = listed
    values: tuple[object, ...] = (
        printable(posting.id),
        printable(file_of(posting.path)),
        printable(posting.title),
        printable(posting.role) or None,
        ruling.status.value,
        printable(ruling.reason),
        *(d.isoformat() if d else None for d in (posting.published, posting.opens, posting.closes)),
        printable(posting.organisation) or None,
        printable(posting.startup) or None,
        printable(posting.incubator) or None,
        _texts(posting.contracts),
        _texts(posting.domains),
        _texts(posting.technologies),
        _texts(posting.tags),
        _texts(posting.places),
        posting.remote or None,
        _days(posting.remote_days),
        _object(posting.pay),
        _object(posting.duration),
        _working_time(posting.working_time),
        posting.starts or None,
        posting.seniority or None,
        posting.junior,
        posting.language or None,
        posting.positions,
        {
            "to": _texts(posting.apply.to),
            "cc": _texts(posting.apply.cc),
            "url": printable(posting.apply.url) or None,
        },
        printable(posting.apply_to) or None,
        _texts(posting.contacts),
        printable(posting.url) or None,
        list(posting.inferred),
        _extra(posting.extra),
        None if score is None else round(score, 3),
        *_mark_values(mark),
        list(since),
    )
    return dict(zip(FIELDS, values, strict=True))


def _texts(texts: Sequence[str]) -> list[str]:
    return [printable(text) for text in texts]


def _number(value: float) -> float:
    """Return a number as JSON shows it: 4 rather than 4.0."""
    return int(value) if value == int(value) else value


def _object(term: Pay | Duration | None) -> dict[str, object] | None:
    """Return a term with the names of its fields as keys; null for what is not stated."""
    if term is None:
        return None
    found: dict[str, object] = {}
    for name, value in zip(term._fields, term, strict=True):
        if isinstance(value, str):
            found[name] = printable(value) or None
        else:
            found[name] = _number(value) if isinstance(value, float) else value
    return found


def _working_time(time: WorkingTime | None) -> dict[str, object] | None:
    if time is None or time.days_min is None or time.days_max is None:
        return None
    return {"days_min": _number(time.days_min), "days_max": _number(time.days_max)}


def _days(days: tuple[float, float] | None) -> object:
    """Return days a week: a number, or a list of the least and the most."""
    if days is None:
        return None
    least, most = map(_number, days)
    return least if least == most else [least, most]


def _extra(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return what no field took by its key; several texts of one key are joined."""
    found: dict[str, str] = {}
    for key, text in pairs:
        name = printable(key)
        found[name] = f"{found[name]} / {printable(text)}" if name in found else printable(text)
    return found


def _mark_values(mark: Mark | None) -> tuple[object, ...]:
    if mark is None:
        return False, False, False, None, None, None, None, []
    return (
        mark.star,
        mark.seen,
        mark.hidden,
        "\n".join(map(printable, mark.note.splitlines())) or None,
        mark.stage.value if mark.stage else None,
        mark.applied.isoformat() if mark.applied else None,
        mark.followup.isoformat() if mark.followup else None,
        _texts(mark.labels),
    )


def lines(fmt: str, found: Sequence[OutputRow], style: OutputStyle) -> Iterator[str]:
    """Yield the answer line by line, without line ends; *fmt* is one of
    table, markdown, json, jsonl, csv and tsv."""
    if fmt in ("table", "markdown"):
        yield from (table if fmt == "table" else markdown_table)(found, style)
    else:
        yield from data(fmt, FIELDS, map(record, found), style.has_unicode)


def data(
    fmt: str, fields: Sequence[str], records: Iterable[dict[str, object]], has_unicode: bool
) -> Iterator[str]:
    """Yield records that have these *fields*, line by line, as json, jsonl, csv or tsv."""
    if fmt in ("json", "jsonl"):
        yield from _json(list(records), fmt == "jsonl", not has_unicode)
    else:
        yield from _separated(fields, records, fmt)


def one_object(listed: OutputRow, unicode: bool = True) -> list[str]:
    """Return one posting as the lines of one JSON object."""
    import json

    text = json.dumps(record(listed), ensure_ascii=not unicode, indent=2)
    return text.split("\n")


def _json(
    records: Sequence[dict[str, object]], lines_only: bool, ascii_only: bool
) -> Iterator[str]:
    import json

    texts = [json.dumps(one, ensure_ascii=ascii_only) for one in records]
    if lines_only:
        yield from texts
        return
    yield "["
    for number, text in enumerate(texts, start=1):
        yield "  " + text + ("," if number < len(texts) else "")
    yield "]"


def _separated(
    fields: Sequence[str], records: Iterable[dict[str, object]], fmt: str
) -> Iterator[str]:
    import csv
    import io

    def line(cells: Iterable[str]) -> str:
        held = io.StringIO()
        dialect = "excel-tab" if fmt == "tsv" else "excel"
        csv.writer(held, dialect=dialect, lineterminator="").writerow(cells)
        return held.getvalue()

    yield line(fields)
    for one in records:
        yield line(_cell(value) for value in one.values())


def _cell(value: object) -> str:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    elif isinstance(value, dict):
        said = {name: _cell(one) for name, one in value.items()}
        value = "; ".join(f"{name}: {text}" for name, text in said.items() if text)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, float):
        return "" if value is None else str(value)
    text = str(value).replace("\n", " / ")  # of a note: a line is a posting
    return re.sub(_FORMULA, r"\g<0>'", text)
