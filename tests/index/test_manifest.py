"""The manifest keeps every posting as it was, and notices every byte that is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobtui.index import checksums, toc
from jobtui.index import rows as rows_module
from jobtui.index.columns import BrokenRowsError
from jobtui.index.generation import Generation
from jobtui.index.manifest import NAME, BrokenManifestError, Manifest, load, save
from jobtui.index.row_codec import FileState, Row
from jobtui.index.toc import Part
from jobtui.postings.model import Posting, Problem, Severity, Statement
from jobtui.postings.terms import Apply, Duration, Pay, WorkingTime
from tests.index_rows import write_rows

POSTING = Posting(
    "2024-03-01-meteo",
    "/srv/2024-03-01-m\udce9t\xe9o.md",  # a name whose bytes are no text
    "Développeur·se",
    "Dev",
    date(2024, 3, 1),
    date(2024, 3, 2),
    "opens",
    date(2024, 12, 31),
    "poste_ferme",
    (Statement("open", "true", True),),
    (Statement("poste_pourvu", "non", False),),
    contracts=("permanent", "fixed-term"),
    remote="partial",
    remote_days=(2, 3),
    pay=Pay(400, None, "EUR", "day"),
    duration=Duration(6, 12, True),
    working_time=WorkingTime(),
    apply=Apply(("a@x.example",), ("b@x.example",), "https://x.example/f"),
    positions=2,
    junior=False,
    inferred=("places", "working_time"),
    written=(("contrat", "cdi ou cdd"),),
    extra=(("salaire", "selon profil"),),
    problems=(Problem("/srv/x.md", 3, "date", "?", Severity.ERROR, "2024"),),
)
STAMP = FileState(12, 1_700_000_000_123_456_789)
ROWS = [Row(POSTING, 0, STAMP, "Rade", 4, "0af3"), Row(Posting("b", "/b", "B"), 1, STAMP)]
FULL = Manifest(
    others={"/srv/LICENSE": STAMP},
    companions={"/srv/_startups/pluie.md": FileState(1, 2)},
    problems=(Problem("/srv/y", 1, "", "cannot be read", Severity.WARNING),),
)


def name_of(number: int) -> str:
    return f"{number:016x}"


def sealed(directory: Path, rows: Sequence[Row] = ROWS, dead: int = -1) -> Path:
    """Keep FULL with *rows*, each in a part of its own, of which one may be no more."""
    parts = [write_rows(directory, name_of(number), [row]) for number, row in enumerate(rows)]
    if dead >= 0:
        parts[dead] = parts[dead]._replace(dead=frozenset({0}))
    save(FULL._replace(parts=tuple(parts)), directory)
    toc.save(parts, directory)
    checksums.write(directory)
    return directory


def damaged(content: bytes) -> list[bytes]:
    return [content[:at] for at in range(0, len(content), 97)] + [
        content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        for at in range(0, len(content), 41)
    ]


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    loaded = load(sealed(tmp_path))
    assert list(loaded.rows) == ROWS
    assert loaded[1:] == ((Part(name_of(0), 1), Part(name_of(1), 1)), *FULL[2:])


def test_nothing_is_saved_and_loaded(tmp_path: Path) -> None:
    save(Manifest(), tmp_path)
    toc.save((), tmp_path)
    checksums.write(tmp_path)
    assert list(load(tmp_path).rows) == []


@given(
    texts=st.lists(st.text(st.characters(codec=None)), min_size=6, max_size=6),
    day=st.none() | st.dates(),
    junior=st.none() | st.booleans(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_text_and_any_day_survive(
    texts: list[str], day: date | None, junior: bool | None, tmp_path: Path
) -> None:
    name, path, title, role, *pair = texts
    extra = ((pair[0], pair[1]),)
    posting = Posting(name, path, title, role, day, junior=junior, extra=extra)
    row = Row(posting, 0, FileState(0, 0))
    rows = load(sealed(tmp_path, [row])).rows
    assert list(rows) == [row]
    assert (rows.position_of(name), rows.position_at(path)) == (0, 0)


def test_rows_that_are_no_more_leave_a_gap(tmp_path: Path) -> None:
    rows = load(sealed(tmp_path, dead=0)).rows
    assert list(rows) == ROWS[1:]
    assert rows.alive == 0b10
    assert rows.position_of(POSTING.id) == rows.position_at(POSTING.path) == -1
    assert rows.position_of("b") == rows.position_at("/b") == 1
    assert dict(rows.texts("id")) == {1: "b"}
    assert rows.by_day(newest_first=True) == [1]
    assert not list(rows.flawed())
    assert rows.sets("contract") == {"": 0b10}


@pytest.mark.parametrize("file", [NAME, toc.NAME, f"{name_of(0)}.rows", f"{name_of(1)}.columns"])
def test_any_damage_is_noticed(file: str, tmp_path: Path) -> None:
    content = (sealed(tmp_path) / file).read_bytes()
    for broken in damaged(content):
        (tmp_path / file).write_bytes(broken)
        with pytest.raises(BrokenManifestError):
            load(tmp_path)


def test_in_a_file_too_large_to_be_read_at_once_each_row_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_module, "_CHECKED_AT_ONCE", 0)
    content = (sealed(tmp_path) / f"{name_of(0)}.rows").read_bytes()
    assert list(load(tmp_path).rows) == ROWS
    for broken in damaged(content):
        (tmp_path / f"{name_of(0)}.rows").write_bytes(broken)
        with pytest.raises((BrokenManifestError, BrokenRowsError)):
            load(tmp_path).rows.check([0])


@pytest.mark.parametrize("seal", [b"", b"[]", b"{}", b"{", b"[" * 100_000, b"\xff", b"null"])
def test_a_seal_that_is_damaged_seals_nothing(seal: bytes, tmp_path: Path) -> None:
    (sealed(tmp_path) / checksums.NAME).write_bytes(seal)
    with pytest.raises(BrokenManifestError):
        load(tmp_path)


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"rows": [[1]]}', b"[" * 100_000, b"7"])
def test_a_sealed_file_that_is_no_catalogue(content: bytes, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(content)
    checksums.write(tmp_path)
    with pytest.raises(BrokenManifestError):
        load(tmp_path)


def test_a_missing_file_breaks_the_seal(tmp_path: Path) -> None:
    (sealed(tmp_path) / NAME).unlink()
    with pytest.raises(checksums.ChecksumError):
        checksums.check(tmp_path, NAME, checksums.read(tmp_path))


def test_damage_to_a_shared_file_is_not_sealed_in(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for directory in (old, new):
        directory.mkdir()
    (old / "shared").write_text("as it was")
    checksums.write(old)
    (new / "shared").hardlink_to(old / "shared")
    (new / "own").write_text("mine")
    (old / "shared").write_text("damaged!!")
    checksums.write(new, Generation(old))
    stated = checksums.read(new)
    checksums.check(new, "own", stated)
    with pytest.raises(checksums.ChecksumError):
        checksums.check(new, "shared", stated)
