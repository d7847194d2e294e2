"""What is asked of rows that lie in several parts is what plain lists of postings would answer."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobtui.bitset import numbers_of
from jobtui.index import rows as rows_module
from jobtui.index.cache import Cache
from jobtui.index.columns import BrokenRowsError, Columns, guarded
from jobtui.index.manifest import Manifest
from jobtui.index.row_codec import FileState, Row
from jobtui.index.rows import Rows
from jobtui.index.toc import Part
from jobtui.library.library import Library
from jobtui.marks.model import Mark
from jobtui.marks.visits import Visit
from jobtui.postings.facets import FACETS, NOT_STATED
from jobtui.postings.model import (
    Posting,
    Problem,
    Severity,
    Statement,
    Status,
    stated_status,
    status_of,
)
from jobtui.search.facet_counts import FacetTable
from jobtui.search.query import Query, Sort
from jobtui.search.snapshot import Snapshot, _sorted
from jobtui.sources.folders import resolve
from tests.conftest import write
from tests.index_rows import postings_of, rows_of, write_rows

DAY = date(2024, 6, 1)


def posting_of(**stated: Any) -> Posting:
    """Return a posting that states only this; of ``Posting`` itself all fields would be drawn."""
    return Posting(**stated)


SAID = st.lists(st.builds(Statement, st.just("open"), st.just("?"), st.booleans()), max_size=2)
DAYS = st.none() | st.dates(date(2024, 5, 28), date(2024, 6, 4))
POSTINGS = st.lists(
    st.builds(
        posting_of,
        id=st.integers(0, 10**6).map(str),
        path=st.just(""),
        title=st.sampled_from(["École", "ecole", "Zoo", ""]),
        published=DAYS,
        closes=DAYS,
        said_open=SAID.map(tuple),
        said_filled=SAID.map(tuple),
        organisation=st.sampled_from(["", "Agence", "Office"]),
        contracts=st.lists(st.sampled_from(["CDI", "CDD"]), max_size=2).map(tuple),
        problems=st.lists(
            st.just(Problem("/p", 1, "f", "?", Severity.ERROR)), max_size=1
        ).map(tuple),
    ),
    max_size=12,
    unique_by=lambda posting: posting.id,
)  # fmt: skip


def parted(postings: Sequence[Posting], cuts: set[int], dead: set[int], folder: Path) -> Rows:
    """Return rows in several parts, some of which are no more."""
    parts: list[Part] = []
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < len(postings)), len(postings)]
    for start, end in pairwise(edges):
        rows = [Row(p, -1, FileState(1, 2), digest=p.id) for p in postings[start:end]]
        gone = frozenset(at - start for at in dead if start <= at < end)
        parts.append(write_rows(folder, f"{start}-{end}", rows)._replace(dead=gone))
    return Rows(folder, parts)


@given(
    found=POSTINGS,
    cuts=st.sets(st.integers(1, 11), max_size=3),
    dead=st.sets(st.integers(0, 11), max_size=5),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_parts_together_answer_as_one_list(
    found: list[Posting], cuts: set[int], dead: set[int], tmp_path: Path
) -> None:
    postings = [posting._replace(path=f"/{posting.id}.md") for posting in found]
    rows = parted(postings, cuts, dead, tmp_path)
    alive = {at: posting for at, posting in enumerate(postings) if at not in dead}
    assert [(row.position, row.posting) for row in rows] == list(alive.items())
    assert len(rows) == len(alive)
    assert numbers_of(rows.alive) == alive.keys()
    for at, posting in enumerate(postings):
        assert rows.position_of(posting.id) == (at if at in alive else -1)
        assert rows.position_at(posting.path) == (at if at in alive else -1)
    assert rows.position_of("no such id") == -1
    assert dict(rows.texts("path")) == {at: posting.path for at, posting in alive.items()}
    assert [row.position for row in rows.flawed()] == [at for at, p in alive.items() if p.problems]
    for facet in FACETS:
        values: dict[str, set[int]] = {}
        for at, posting in alive.items() if not facet.by_user else ():
            for value in facet.values(posting) or (NOT_STATED,):
                values.setdefault(value, set()).add(at)
        if not facet.by_user:
            sets = rows.sets(facet.name)
            assert {value: numbers_of(bits) for value, bits in sets.items()} == values
    statuses = FacetTable(rows, DAY)
    for status in Status:
        having = numbers_of(statuses.any_of("status", (status.value,)))
        assert having == {at for at, p in alive.items() if status_of(p, DAY).status is status}
    for sort in Sort:
        if sort is not Sort.RELEVANCE:
            assert _sorted(rows, sort, DAY) == expected(alive, sort)


def expected(alive: dict[int, Posting], sort: Sort) -> list[int]:
    from jobtui.text.folding import fold

    def by_day(at: int) -> tuple[bool, int, str]:
        when, sign = alive[at].published, 1 if sort is Sort.OLDEST else -1
        return (when is None, sign * when.toordinal() if when else 0, alive[at].id)

    def by_closing(at: int) -> tuple[int, int]:
        if (closes := alive[at].closes) is None:
            return (1, 0)
        left = (closes - DAY).days
        return (0, left) if left >= 0 else (2, -left)

    if sort is Sort.TITLE:
        return sorted(alive, key=lambda at: (fold(alive[at].title), alive[at].id))
    order = sorted(alive, key=by_day)
    return sorted(order, key=by_closing) if sort is Sort.CLOSING else order


@given(SAID.map(tuple), SAID.map(tuple))
def test_what_a_file_states_is_the_status_while_no_closing_day_has_passed(
    is_open: tuple[Statement, ...], is_filled: tuple[Statement, ...]
) -> None:
    posting = Posting("a", "/a", "A", said_open=is_open, said_filled=is_filled)
    assert stated_status(posting) is status_of(posting, DAY).status


def test_what_two_states_differ_in_is_what_was_read_anew(tmp_path: Path) -> None:
    first = [Row(Posting(name, f"/{name}", name), -1, FileState(1, 1)) for name in "abc"]
    second = [first[1]._replace(stamp=FileState(2, 2))]
    kept = write_rows(tmp_path, "first", first)
    before = Rows(tmp_path, [kept])
    parts = [kept._replace(dead=frozenset({1})), write_rows(tmp_path, "second", second)]
    after = Rows(tmp_path, parts, before=before)
    assert before.changed(after).keys() == after.changed(before).keys() == {"/b"}
    assert before.changed(after) != after.changed(before)
    assert not after.changed(after)


def test_postings_are_looked_up_by_path_one_by_one_or_all_at_once() -> None:
    postings = [Posting(str(at), f"/{at}", str(at)) for at in range(250)]
    snapshot = Snapshot(Manifest(rows_of(postings)), None)
    positions = snapshot.positions
    assert [positions[f"/{at}"] for at in range(250)] == list(range(250))
    assert len(positions) == 250
    assert set(positions) == {posting.path for posting in postings}
    assert "/none" not in positions
    assert "/none" not in snapshot.digests
    assert snapshot.digests["/7"] == ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "postings"
    for name in "abcdef":
        write(folder, f"2024-03-0{ord(name) - 96}-{name}.md", "Texte.", roles=f"Rôle {name}")
    return folder


def damaged(path: Path, content: bytes) -> None:
    """Give a file other content of the same length, without changing the one that is linked."""
    path.unlink()
    path.write_bytes(content)
    path.chmod(0o600)


def wipe(file: Path) -> None:
    """Damage all of a file but for the beginning that is read when it is opened."""
    content, start = file.read_bytes(), 0
    if file.suffix == ".columns":
        start = 12 + struct.unpack_from("<Q", content)[0]
        start += dict(section[:2] for section in json.loads(content[12:start]))["ends"]
    damaged(file, content[:start] + bytes(len(content) - start))


def opened(folder: Path, tmp_path: Path) -> Library:
    sources = [resolve(folder)]
    library = Library(sources, Cache.of(sources, tmp_path / "cache"))
    library.refresh()
    return library


@pytest.mark.parametrize("ending", [".rows", ".columns"])
def test_damage_that_is_found_when_a_row_is_read_is_mended(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(rows_module, "_CHECKED_AT_ONCE", 0)
    before = opened(folder, tmp_path)
    said = before.search(Query(DAY)).postings[:]
    assert before.snapshot.directory is not None
    (file,) = before.snapshot.directory.glob(f"*{ending}")
    content = file.read_bytes()
    damaged(file, content[:-40] + bytes([content[-40] ^ 1]) + content[-39:])
    library = opened(folder, tmp_path)
    results = library.search(Query(DAY))
    assert results.postings[:] == said
    assert [bucket.postings for bucket in results.buckets["incubator"]] == [6]
    library.refresh()
    assert library.search(Query(DAY)).postings[:] == said
    assert not library.snapshot.rows.is_damaged


@pytest.mark.parametrize("ending", [".rows", ".columns"])
def test_what_cannot_be_read_is_said_in_its_place_until_it_is_mended(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(rows_module, "_CHECKED_AT_ONCE", 0)
    directory = opened(folder, tmp_path).snapshot.directory
    assert directory is not None
    (file,) = directory.glob(f"*{ending}")
    wipe(file)
    sources = [resolve(folder)]
    library = Library(sources, Cache.of(sources, tmp_path / "cache"))
    assert "cannot read the cached index" in library.snapshot.posting_at(5).title
    change = library.refresh()
    assert "cannot read the cached index" in change.notice
    assert not change  # what was damaged is no news
    assert len({posting.title for posting in postings_of(library)}) == 6
    assert not library.refresh()


def test_marks_and_visits_over_a_damaged_index_lose_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_module, "_CHECKED_AT_ONCE", 0)
    before = opened(folder, tmp_path)
    posting, other = postings_of(before)[:2]
    assert before.user.put_mark(posting, Mark(star=True))
    assert before.user.visit(date.today()) == Visit()
    before.user.leave()
    assert before.snapshot.directory is not None
    for ending in (".rows", ".columns"):
        (file,) = before.snapshot.directory.glob(f"*{ending}")
        wipe(file)
    library = Library(before.sources, Cache.of(before.sources, tmp_path / "cache"))
    assert library.user.visit(date.today(), pause=0) == Visit()
    assert library.user.put_mark(other, Mark(note="plus tard"))
    assert library.user.news_of(posting) == ()
    assert "cannot read the cached index" in library.refresh().notice
    assert (library.user.mark_of(posting), library.user.mark_of(other)) == (
        Mark(star=True), Mark(note="plus tard")
    )  # fmt: skip
    found = library.search(Query(date.today()).choosing("mark", ("starred", "noted")))
    assert {one.id for one in found.postings[:]} == {posting.id, other.id}
    assert library.user.visit(date.today(), pause=0) == Visit()


def test_names_of_values_are_understood_from_a_mended_index(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_module, "_CHECKED_AT_ONCE", 0)
    directory = opened(folder, tmp_path).snapshot.directory
    assert directory is not None
    (file,) = directory.glob("*.columns")
    wipe(file)
    sources = [resolve(folder)]
    library = Library(sources, Cache.of(sources, tmp_path / "cache"))
    assert library.ask_facets(DAY, lambda table: table.named("year", "2024")) == ("2024",)


def test_what_stands_for_a_row_that_cannot_be_read_takes_no_mark(
    folder: Path, tmp_path: Path
) -> None:
    library = opened(folder, tmp_path)
    assert library.user.put_mark(Posting("", "", "?"), Mark(star=True))
    assert not library.user.has_marks


def test_columns_of_another_length_are_damaged(tmp_path: Path) -> None:
    part = write_rows(tmp_path, "one", [Row(Posting("a", "/a", "A"), -1, FileState(0, 0))])
    with pytest.raises(BrokenRowsError):
        Rows(tmp_path, [part._replace(documents=2)])


def test_a_key_of_two_names_leads_to_the_newest(tmp_path: Path) -> None:
    old, new, other = (
        Row(Posting(name, f"/{name}", name, startup=startup, startup_key=key), -1, FileState(0, 0))
        for name, startup, key in (("a", "Alpha", "k"), ("b", "Beta", "k"), ("c", "Alpha", "l"))
    )
    parts = [
        write_rows(tmp_path, "old", [old])._replace(dead=frozenset({0})),
        write_rows(tmp_path, "new", [new, other]),
    ]
    assert FacetTable(Rows(tmp_path, parts), DAY).named("startup", "k") == ("Beta",)


@pytest.mark.parametrize(
    "ask",
    [
        lambda library: library.get("2024-03-01-a"),
        Library.ids,
        Library.problems,
        lambda library: library.search(Query(DAY)).postings[:],
    ],
)
def test_whatever_is_asked_is_answered_from_a_mended_index(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Library], Any]
) -> None:
    monkeypatch.setattr(rows_module, "_CHECKED_AT_ONCE", 0)
    write(folder, "2024-04-01-faux.md", "Texte.", date="2024-02-31", roles="Rôle")
    before = opened(folder, tmp_path)
    said = ask(before)
    assert said
    assert before.snapshot.directory is not None
    (file,) = before.snapshot.directory.glob("*.columns")
    wipe(file)
    sources = [resolve(folder)]
    library = Library(sources, Cache.of(sources, tmp_path / "cache"))
    assert ask(library) == said


def test_sections_are_read_only_when_they_are_asked_for() -> None:
    read: list[tuple[int, int]] = []
    (leaf,) = rows_of([Posting("a", "/a", "A")])._leaves

    def counting(start: int, size: int) -> bytes:
        read.append((start, size))
        return leaf.opened.columns._read(start, size)

    columns = Columns(counting)
    assert len(read) == 2  # its head, and where the sections are
    columns.numbers("published")
    columns.numbers("published")
    assert len(read) == 3
    with pytest.raises(Exception, match="no such"), guarded():
        columns.numbers("no such")
