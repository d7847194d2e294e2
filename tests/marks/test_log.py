"""The log of an application: what is written into it, and files from before there was one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from jobtui.marks import schema
from jobtui.marks.labels import label_meant, labels_meant
from jobtui.marks.log import LogEntry, LogKind, decoded, encoded, entries_of
from jobtui.marks.model import Mark, Stage
from jobtui.marks.store import Marks

DAY, LATER = date(2025, 3, 11), date(2025, 3, 25)
APPLIED = Mark(stage=Stage.APPLIED, applied=DAY, followup=LATER)
SENT = LogEntry(DAY, LogKind.SENT, "CV and letter", "ana@harbour.example")


def told(marks: Marks, path: str) -> list[tuple[LogKind, str]]:
    return [(entry.kind, entry.text) for entry in marks.log_of(path)]


def test_a_change_of_stage_is_logged_with_its_day(folder: Path) -> None:
    marks = Marks(folder)
    marks.put("/p/a.md", "d", APPLIED)
    marks.put("/p/a.md", "d", APPLIED._replace(stage=Stage.INTERVIEW, star=True))
    first, second, third = Marks(folder).log_of("/p/a.md")
    assert (first.day, first.kind, first.text) == (DAY, LogKind.STAGE, "applied")
    assert (second.kind, second.text) == (LogKind.FOLLOW_UP, "2025-03-25")
    assert (third.day, third.text) == (date.today(), "interview")
    assert marks.logged() == ["/p/a.md"]


def test_what_is_undone_leaves_the_log(folder: Path) -> None:
    marks = Marks(folder)
    marks.put("/p/a.md", "d", Mark(stage=Stage.INTERESTED))
    marks.put("/p/a.md", "d", APPLIED)
    marks.put("/p/a.md", "d", Mark(stage=Stage.INTERESTED), is_undo=True)
    assert told(Marks(folder), "/p/a.md") == [(LogKind.STAGE, "interested")]


def test_what_was_sent_is_logged_and_can_be_taken_out(folder: Path) -> None:
    marks, other = Marks(folder), Marks(folder)
    marks.add_to_log("/p/a.md", "d", SENT)
    other.add_to_log("/p/a.md", "d", SENT._replace(text="diploma"))
    marks.reload()
    assert [entry.text for entry in marks.log_of("/p/a.md")] == ["CV and letter", "diploma"]
    assert marks.log_of("/p/a.md")[0].to == SENT.to
    marks.remove_from_log("/p/a.md", marks.log_of("/p/a.md")[0].name)
    assert told(Marks(folder), "/p/a.md") == [(LogKind.SENT, "diploma")]


def test_labels_and_log_go_along_with_a_moved_file_and_an_export(folder: Path) -> None:
    marks = Marks(folder, lambda _path: True)
    marks.put("/p/a.md", "d", APPLIED._replace(labels=("java", "near home")))
    marks.add_to_log("/p/a.md", "d", SENT)
    marks.follow({"/p/b.md": "d"})
    assert Marks(folder).of("/p/b.md").labels == ("java", "near home")
    there = Marks(folder.parent / "there", lambda _path: True)
    there.take_in(marks.export(), "f")
    there.take_in(marks.export(), "f")
    there.follow({"/q/b.md": "d"})
    assert told(there, "/q/b.md") == told(marks, "/p/b.md")
    assert there.of("/q/b.md") == marks.of("/p/b.md")
    marks.put("/p/b.md", "d", APPLIED)
    there.take_in(marks.export(), "f")
    assert there.of("/p/b.md").labels == ()


_FORMER = """
CREATE TABLE posting (path BLOB PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE mark (
    path BLOB NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (path, field)
) WITHOUT ROWID;
CREATE TABLE view (
    name BLOB PRIMARY KEY, since INTEGER NOT NULL, shown INTEGER NOT NULL, left_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE known (
    view BLOB NOT NULL, path BLOB NOT NULL, digest TEXT NOT NULL, status TEXT NOT NULL,
    appeared INTEGER NOT NULL, altered INTEGER NOT NULL,
    old_digest TEXT NOT NULL, old_status TEXT NOT NULL,
    PRIMARY KEY (view, path)
) WITHOUT ROWID;
INSERT INTO posting VALUES (CAST('/p/a.md' AS BLOB), 'd'), (CAST('/p/b.md' AS BLOB), 'e');
INSERT INTO mark VALUES (CAST('/p/a.md' AS BLOB), 'stage', 'applied', 1741694400000000),
    (CAST('/p/a.md' AS BLOB), 'applied', '2025-03-10', 1741694400000000),
    (CAST('/p/b.md' AS BLOB), 'star', 'yes', 1741694400000000);
INSERT INTO view VALUES (CAST('v' AS BLOB), 1, 2, 3);
PRAGMA user_version = 1;
"""


@pytest.fixture
def former(folder: Path) -> Path:
    """Return a marks file of version 1."""
    folder.mkdir(parents=True)
    connection = sqlite3.connect(folder / "marks.db")
    connection.executescript(_FORMER)
    connection.close()
    return folder / "marks.db"


def version(file: Path) -> int:
    connection = sqlite3.connect(file)
    try:
        return schema.version(connection)
    finally:
        connection.close()


def test_a_file_of_version_1_is_read_as_it_is_and_migrated_by_the_first_change(
    folder: Path, former: Path
) -> None:
    content = former.read_bytes()
    marks = Marks(folder)
    assert marks.of("/p/a.md") == Mark(stage=Stage.APPLIED, applied=date(2025, 3, 10))
    assert former.read_bytes() == content
    assert version(former) == 1
    other = Marks(folder)
    marks.put("/p/b.md", "e", Mark(star=True, labels=("java",)))
    other.put("/p/b.md", "e", Mark(star=True, followup=LATER))
    assert version(former) == schema.VERSION == 2
    again = Marks(folder)
    assert again.of("/p/b.md") == Mark(star=True, labels=("java",), followup=LATER)
    (entry,) = again.log_of("/p/a.md")
    assert (entry.day, entry.text) == (date(2025, 3, 10), "applied")
    assert not again.notice


def test_a_migration_that_is_cut_off_has_not_begun(
    folder: Path, former: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_PLACES", "CREATE TABLE")
    Marks(folder).put("/p/b.md", "e", Mark())
    assert version(former) == 1
    monkeypatch.undo()
    assert Marks(folder).of("/p/b.md") == Mark(star=True)
    assert not list(folder.glob("*damaged*"))


@pytest.mark.parametrize(
    "value",
    [
        "",
        "[]",
        "null",
        '{"day": "2025-03-11", "kind": "sent", "text": "CV"}',
        '{"day": "yesterday", "kind": "sent", "text": "CV", "to": ""}',
        '{"day": "2025-03-11", "kind": "called", "text": "CV", "to": ""}',
        '{"day": "2025-03-11", "kind": "sent", "text": 3, "to": ""}',
        '{"day": "2025-03-11", "kind": "stage", "text": "promoted", "to": ""}',
        '{"day": "2025-03-11", "kind": "followup", "text": "soon", "to": ""}',
        '{"day": "2025-03-11", "kind": "sent", "text": "", "to": "", "more": 1}',
        "[" * 100_000,
    ],
)
def test_what_is_no_entry_is_left_out(value: str) -> None:
    assert decoded(value) is None


def test_an_entry_is_read_as_it_was_written() -> None:
    assert decoded(encoded(SENT)) == SENT
    assert decoded(encoded(SENT._replace(to="\ud800"))) == SENT._replace(to="\ufffd")


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("java", "java"),
        ("  near   home ", "near home"),
        ("a\x1b[2Jb", "a[2Jb"),
        ('"a;b"', "a b"),
        ("+-x", "x"),
        ("e\u0301", "é"),
        ("\u202e", ""),
        ("x" * 50, "x" * 40),
    ],
)
def test_a_label_is_one_plain_line(typed: str, label: str) -> None:
    assert label_meant(typed) == label
    assert label_meant(label) == label


def test_labels_stand_between_commas() -> None:
    assert labels_meant("java, near home,,java") == ("java", "near home")


def test_the_stages_of_an_older_file_are_in_the_log_before_it_grows() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        schema.create(connection)
        connection.execute("DROP TABLE place")
        connection.execute("PRAGMA user_version = 1")
        connection.execute("INSERT INTO mark VALUES (?, 'stage', 'interview', 1)", (b"/p/a.md",))
        (record,) = schema.read(connection).values()
        assert [one.text for one in entries_of(record)] == ["interview"]
        schema.migrate(connection)
        assert schema.read(connection)["/p/a.md"].entries == record.entries
