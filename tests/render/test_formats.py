"""Every format says the same, can be read back, and holds no byte that steers a terminal."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.config.settings import Settings
from jobtui.marks.model import Mark
from jobtui.postings.model import Posting, Ruling, Status
from jobtui.render.columns import COLUMNS, OutputRow
from jobtui.render.formats import FIELDS, lines, one_object, record
from jobtui.render.table import OutputStyle
from jobtui.text.cells import cells
from jobtui.text.sanitize import clean

RULING = Ruling(Status.OPEN, "open is true", "open")
POSTING = Posting(
    "2024-03-01-meteo",
    "/srv/2024-03-01-meteo.md",
    "Développeur·se",
    "Dev",
    date(2024, 3, 1),
    organisation="Ministère",
    contracts=("permanent", "fixed-term"),
    domains=("development",),
    junior=True,
    contacts=("a@example.org", "b@example.org"),
)
KEYS = (
    "id path title role status status_reason published opens closes organisation startup "
    "incubator contracts domains technologies tags places remote remote_days pay duration "
    "working_time starts seniority junior language positions apply apply_to contacts "
    "url inferred extra score star seen hidden note stage applied followup labels since"
)
HOSTILE = st.text(
    st.sampled_from(
        "aé \t\r\n\"',;=+-@|\\\x00\x07\x1b\x7f\x85\x9b\u2028\u202e\u200b\ud800\U0001f600"
    )
    | st.characters(codec=None),
    max_size=20,
)
USUAL = OutputStyle(Settings().columns, droppable=("team",))
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def text_of(fmt: str, *postings: Posting, width: int | None = None, unicode: bool = True) -> str:
    found = [OutputRow(posting, RULING) for posting in postings]
    style = USUAL._replace(width=width, has_unicode=unicode)
    return "".join(line + "\n" for line in lines(fmt, found, style))


def test_the_keys_are_exactly_these_in_this_order() -> None:
    assert tuple(KEYS.split()) == FIELDS
    assert tuple(record(OutputRow(POSTING, RULING, 1.0))) == FIELDS


def test_a_record_says_what_the_posting_says() -> None:
    said = record(OutputRow(POSTING, RULING, 1.23456))
    assert said["contracts"] == ["permanent", "fixed-term"]
    assert said["published"] == "2024-03-01"
    assert said["closes"] is None
    assert said["technologies"] == []
    assert said["junior"] is True
    assert said["score"] == 1.235
    assert said["status_reason"] == "open is true"


FOUR = st.tuples(HOSTILE, HOSTILE, HOSTILE, HOSTILE)  # id, path, title, role


@given(st.lists(FOUR.map(lambda four: Posting(*four)), max_size=3))
def test_json_is_read_back(postings: list[Posting]) -> None:
    expected = [record(OutputRow(posting, RULING)) for posting in postings]
    for unicode in (True, False):
        whole = text_of("json", *postings, unicode=unicode)
        assert json.loads(whole) == expected
        by_line = text_of("jsonl", *postings, unicode=unicode).splitlines()
        assert [json.loads(line) for line in by_line] == expected
        assert not CONTROL.search(whole)
        assert unicode or whole.isascii()
    for posting in postings:
        assert json.loads("\n".join(one_object(OutputRow(posting, RULING)))) == record(
            OutputRow(posting, RULING)
        )


@given(
    st.lists(
        st.builds(lambda four, team: Posting(*four)._replace(organisation=team), FOUR, HOSTILE),
        max_size=3,
    )
)
def test_separated_values_are_read_back(postings: list[Posting]) -> None:
    for fmt, dialect in (("csv", "excel"), ("tsv", "excel-tab")):
        text = text_of(fmt, *postings)
        head, *rows = csv.reader(io.StringIO(text, newline=""), dialect=dialect)
        assert tuple(head) == FIELDS
        assert len(rows) == len(postings)
        assert text.count("\n") == len(postings) + 1  # one line a posting, whatever it says
        for row, posting in zip(rows, postings, strict=True):
            said: dict[str, Any] = record(OutputRow(posting, RULING))
            for name, cell in zip(FIELDS, row, strict=True):
                value = said[name]
                if isinstance(value, str):
                    assert cell.replace("'", "") == value.replace("'", "")
                for part in cell.split(";"):
                    assert not part.strip().startswith(("=", "+", "-", "@"))
        assert not CONTROL.search(text.replace("\t", ""))


@given(HOSTILE, HOSTILE, st.integers(1, 200))
def test_a_table_fits_its_width_and_holds_no_control(title: str, name: str, width: int) -> None:
    posting = Posting("id", name, title, organisation=name)  # an id is never cut
    for row in text_of("table", posting, POSTING, width=width).splitlines():
        assert not CONTROL.search(row)
        if width >= 50:
            assert cells(row) <= width


@pytest.mark.parametrize(
    "title", ["=1+1", "+33 1", "-2", "@SUM(A1)", '=HYPERLINK("x")', "\t=1", "＝1+1", "\u00a0=1"]
)
def test_no_cell_is_run_as_a_formula(title: str) -> None:
    for fmt in ("csv", "tsv"):
        dialect = "excel" if fmt == "csv" else "excel-tab"
        text = text_of(fmt, POSTING._replace(title=title))
        (row,) = csv.DictReader(io.StringIO(text), dialect=dialect)
        assert row["title"] == "'" + clean(title)


def test_no_part_of_a_cell_is_run_where_semicolons_part_cells() -> None:
    title = "dev;=cmd|' /C calc'!A0; @x"
    text = text_of("csv", POSTING._replace(title=title, contacts=("a", "+33 1")))
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["title"] == "dev;'=cmd|' /C calc'!A0; '@x"
    assert row["contacts"] == "a; '+33 1"


HARMLESS = re.compile(r"[=+\-@＝＋－＠]+|[+-]\d[\d.,:/%]*")


@pytest.mark.parametrize("fmt", ["csv", "tsv"])
@given(
    st.lists(
        st.text(st.sampled_from(",;|\t: \"'=+-@＝＋a1.\n\u00a0"), max_size=12)
        | st.sampled_from(['x;"=HYPERLINK("y");z', "a,=1", "a|@b", "a =1", "a:+b", '";"=1']),
        min_size=4,
        max_size=4,
    )
)
def test_no_cell_is_run_whatever_separator_it_is_read_with(fmt: str, said: list[str]) -> None:
    title, role, note, contact = said
    posting = POSTING._replace(title=title, role=role, contacts=(contact, title))
    listed = OutputRow(posting, RULING, mark=Mark(note=note))
    text = "\n".join(lines(fmt, [listed], USUAL)) + "\n"
    for separator, skips in itertools.product(",;|\t :", (False, True)):
        rows = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=skips)
        for cell in itertools.chain(*rows):
            begins = cell.lstrip(' "\u00a0\t')  # a tab parts cells of TSV
            if separator == " " and HARMLESS.fullmatch(begins.strip()):
                continue
            assert not re.match(r"[=+\-@＝＋－＠\r]", begins), (separator, cell)


@pytest.mark.parametrize(
    "title",
    [
        "a; b",
        "Développeur·se - Paris",
        "2024-05-01",
        "a-b@c.fr; d@e.fr",
        "à +5 % ou -2 ou 3",
        "C++",
    ],
)
def test_what_no_spreadsheet_runs_stays_as_it_is(title: str) -> None:
    (row,) = csv.DictReader(io.StringIO(text_of("csv", POSTING._replace(title=title))))
    assert row["title"] == title


def test_lists_and_truth_in_cells() -> None:
    (row,) = csv.DictReader(io.StringIO(text_of("csv", POSTING)))
    assert row["contracts"] == "permanent; fixed-term"
    assert (row["junior"], row["inferred"], row["closes"]) == ("true", "", "")


def test_an_empty_answer() -> None:
    assert text_of("table") == ""
    assert json.loads(text_of("json")) == []
    assert text_of("jsonl") == ""
    assert text_of("csv") == ",".join(FIELDS) + "\n"
    assert text_of("tsv") == "\t".join(FIELDS) + "\n"


def test_a_table_shows_status_date_title_organisation_and_id() -> None:
    head, row = text_of("table", POSTING).splitlines()
    assert head.split() == ["Status", "Title", "Offered", "by", "Published", "Id"]
    assert row.split() == ["open", "Développeur·se", "Ministère", "2024-03-01", POSTING.id]


def test_without_a_terminal_nothing_is_cut() -> None:
    title = "Un titre " * 40
    assert title.strip() in text_of("table", POSTING._replace(title=title.strip()))


def test_the_columns_that_are_asked_for_in_their_order() -> None:
    chosen = OutputStyle(("id", "contracts", "score"))
    rows = lines("table", [OutputRow(POSTING, RULING, 1.5)], chosen)
    head, row = (line.split("  ") for line in rows)
    assert [cell.strip() for cell in head if cell] == ["Id", "Contract", "Score"]
    assert [cell.strip() for cell in row if cell] == [POSTING.id, "Permanent, Fixed-term", "1.500"]
    assert set(Settings().columns) <= set(COLUMNS)
    (_head, bare) = lines("table", [OutputRow(POSTING, RULING)], OutputStyle(tuple(COLUMNS)))
    assert bare.count(" -") == 27  # what it does not state


@given(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=1, max_size=5, unique=True), HOSTILE)
def test_any_columns_fit_and_hold_no_control(names: list[str], text: str) -> None:
    long = text + "x" * 90
    posting = Posting("id", long, long, long, organisation=long, url=long, technologies=(long,))
    scored = [OutputRow(posting, RULING), OutputRow(POSTING, RULING, 1.0)]
    for row in lines("table", scored, OutputStyle(names, 80)):
        assert cells(row) <= 80
        assert not CONTROL.search(row)
    (head, *_rows) = lines("table", scored, OutputStyle(names, 80))
    assert all(COLUMNS[name].heading()[:9] in head for name in names)
