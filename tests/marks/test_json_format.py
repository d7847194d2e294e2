"""Marks as JSON: there and back, and what is told of files that are not as they should be."""

from __future__ import annotations

import json
import os
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtui.marks import json_format
from jobtui.marks.json_format import MarksFileError, dumps, loads
from jobtui.marks.model import Mark, MarkRecord, Place, StoredField, mark_of, texts_of
from jobtui.marks.places import unplaced
from tests.marks.test_model import MARKS

AT = "2025-03-11T08:00:00Z"


def records(paths: list[str], marks: list[Mark], at: int) -> dict[str, MarkRecord]:
    found = {}
    for path, mark in zip(paths, marks, strict=False):
        entries = {field: StoredField(text, at) for field, text in texts_of(mark).items()}
        place = Place("jobs", path)
        found[unplaced(place, "d")] = MarkRecord("d", entries, place)
    return found


@given(
    st.lists(st.binary(min_size=1).filter(lambda raw: 0 not in raw).map(os.fsdecode), max_size=3),
    st.lists(MARKS, min_size=3, max_size=3),
    st.integers(0, 253_000_000_000_000_000),
)
def test_what_is_written_is_read(paths: list[str], marks: list[Mark], at: int) -> None:
    some = records(paths, marks, at)
    raw = dumps(some)
    assert loads(raw, "f") == some
    raw.decode("utf-8")


def test_the_file_is_for_people_to_read() -> None:
    raw = dumps(records(["p/é.md"], [Mark(star=True, note="naïf\nà voir")], 0)).decode("utf-8")
    assert '"source": "jobs"' in raw
    assert '"path": "p/é.md"' in raw
    assert "naïf\\nà voir" in raw
    assert "1970-01-01T00:00:00.000000Z" in raw


def test_a_later_file_may_name_a_posting_twice() -> None:
    stated = [
        {"path": "/p/a.md", "note": {"value": "new", "at": "2025-03-12T08:00:00+01:00"}},
        {"path": "/p/a.md", "note": {"value": "old", "at": AT}, "star": {"value": True, "at": AT}},
    ]
    raw = json.dumps({"format": "jobtui-marks", "version": 1, "postings": stated}).encode()
    assert mark_of(loads(raw, "f")["/p/a.md"]) == Mark(star=True, note="new")


def stated(**fields: Any) -> dict[str, Any]:
    return {"path": "/p/a.md", "digest": "d", **fields}


@pytest.mark.parametrize(
    ("posting", "wrong"),
    [
        ("x", "posting 1 is not an object"),
        ({"path": 1}, 'posting 1: "path" is not a path'),
        ({"path": ""}, 'posting 1: "path" is not a path'),
        ({"path": "a\0b"}, 'posting 1: "path" is not a path'),
        ({"path": "\ud800"}, 'posting 1: "path" is not a path'),
        (stated(digest=["x"]), 'posting 1: "digest" is not a digest'),
        (stated(colour="red"), 'posting 1: unknown key "colour"'),
        (stated(star=True), 'posting 1, star: expected an object with "value" and "at"'),
        (stated(star={"value": 1, "at": AT}), "posting 1, star: expected true or false"),
        (stated(note={"value": None, "at": AT}), "posting 1, note: expected a string"),
        (
            stated(stage={"value": "boss", "at": AT}),
            "posting 1, stage: expected null or one of interested",
        ),
        (
            stated(stage={"value": ["x"], "at": AT}),
            "posting 1, stage: expected null or one of interested",
        ),
        (
            stated(applied={"value": "soon", "at": AT}),
            "posting 1, applied: expected null or a date such as",
        ),
        (
            stated(applied={"value": 3, "at": AT}),
            "posting 1, applied: expected null or a date such as",
        ),
        (stated(star={"value": True, "at": 3}), 'posting 1, star: "at" is not a time'),
        (stated(star={"value": True, "at": "2025-03-11"}), 'posting 1, star: "at" is not a time'),
        (stated(star={"value": True, "at": "9999-03-11T00:00Z"}), '"at" is not a time'),
        (stated(star={"value": True, "at": "1969-03-11T00:00Z"}), '"at" is not a time'),
        (stated(star={"value": True, "at": AT, "by": "me"}), 'star: unknown key "by"'),
    ],
)
def test_what_is_wrong_is_named_with_its_place(posting: object, wrong: str) -> None:
    content = {"format": "jobtui-marks", "version": 1, "postings": [posting]}
    with pytest.raises(MarksFileError) as raised:
        loads(json.dumps(content).encode(), "my marks.json")
    assert str(raised.value).startswith("my marks.json: ")
    assert wrong in str(raised.value)


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        (b"", "f:1: invalid JSON"),
        (b'{\n"format": }', "f:2: invalid JSON"),
        (b"\xff", "f: invalid JSON"),
        pytest.param(b"[" * 200_000, "f: nested too deeply", id="deep"),
        (b'{"n": ' + b"1" * 5000 + b"}", "invalid JSON"),
        (b"[]", "f: not a marks file"),
        (b'{"format": "jobtui-marks", "version": 3}', '"version" is not 2'),
        (b'{"format": "jobtui-marks", "version": true}', '"version" is not 2'),
        (b'{"format": "jobtui-marks", "version": 1}', '"postings" is not a list'),
        (b'{"format": "jobtui-marks", "version": 1, "x": 1}', 'the file: unknown key "x"'),
        (b'{"a": 1, "a": 2}', 'duplicate key "a"'),
    ],
)
def test_what_is_no_marks_file_is_refused(raw: bytes, wrong: str) -> None:
    with pytest.raises(MarksFileError, match=r"^f") as raised:
        loads(raw, "f")
    assert wrong in str(raised.value)


def test_an_error_cannot_steer_the_terminal() -> None:
    with pytest.raises(MarksFileError) as raised:
        loads(b'{"\\u001b[2J": 1, "\\u001b[2J": 2}', "\x1b[2Jf")
    assert "\x1b" not in str(raised.value)


@given(st.binary())
def test_any_bytes_are_marks_or_an_error(raw: bytes) -> None:
    with pytest.raises(MarksFileError):
        loads(raw, "f")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from([AT, "applied"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["value", "at", "x"]), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(["path", "digest", *Mark._fields]), _JSON))
def test_any_posting_is_taken_or_an_error(posting: object) -> None:
    content = {"format": "jobtui-marks", "version": 1, "postings": [posting]}
    try:
        found = loads(json.dumps(content).encode(), "f")
    except MarksFileError:
        return
    assert loads(dumps(found), "f") == {p: r for p, r in found.items() if r.entries}


# --- what is imported is bounded ------------------------------------------------------------------

HEAD = b'{"format":"jobtui-marks","version":1,"postings":['
EVERY = json.dumps(
    {"path": "/p/%d.md", "digest": "d"}
    | {flag: {"value": True, "at": AT} for flag in ("star", "seen", "hidden")}
    | {"note": {"value": "[{,", "at": AT}}
    | {field: {"value": None, "at": AT} for field in ("stage", "applied")}
)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (HEAD + b"[]," * 60, "f: more than 2 postings, not read"),
        (HEAD + b"{}," * 60, "f: more than 2 postings, not read"),
        (b"{" + b'"a":1,' * 60, "f: more than 2 postings, not read"),
        (b'{"a":[' + b"0," * 60, "f: more than 2 postings, not read"),
        (b" " * 3001, "f: larger than 0 MB, not read"),
    ],
)
def test_more_than_is_taken_in_is_refused_before_it_is_read(
    raw: bytes, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_format, "_MOST_POSTINGS", 2)
    monkeypatch.setattr(json_format, "MOST_BYTES", 3000)
    monkeypatch.setattr(json, "loads", None)
    with pytest.raises(MarksFileError, match=f"^{re.escape(why)}$"):
        loads(raw, "f")


def test_as_much_as_may_be_is_taken_in_whatever_its_texts_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_format, "_MOST_POSTINGS", 3)
    postings = [EVERY % n for n in range(3)]
    raw = HEAD + ",".join(postings).encode() + b"]}"
    assert len(loads(raw, "f")) == 3
    again = loads(dumps(loads(raw, "f")), "f")
    assert [one.entries for one in again.values()] == [
        one.entries for one in loads(raw, "f").values()
    ]
    with pytest.raises(MarksFileError, match="more than 3 postings"):
        loads(raw.replace(b"]}", (b"," + EVERY.encode()) * 2 + b"]}"), "f")


def test_a_key_is_told_and_not_all_of_a_long_one() -> None:
    raw = json.dumps({"format": "jobtui-marks", "version": 1, "a" * 500: 1}).encode()
    with pytest.raises(MarksFileError, match=f'unknown key "{"a" * 60}…"$'):
        loads(raw, "f")


def test_a_second_key_is_found_in_one_pass() -> None:
    """The comparisons of keys are counted: they grow with the keys, and not with their square."""

    class Key(str):
        compared = 0
        __slots__ = ()
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            Key.compared += 1
            return str.__eq__(self, other)

    for count in (1000, 2000, 4000):
        Key.compared = 0
        pairs: list[tuple[str, Any]] = [(Key(n), 1) for n in range(count)]
        with pytest.raises(Exception, match=f'duplicate key "{count - 1}"'):
            json_format._object([*pairs, (Key(count - 1), 1)])
        assert Key.compared < 4 * count
