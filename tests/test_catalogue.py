"""The catalogue keeps every posting as it was, and notices every byte that is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobtui import sealing
from jobtui.catalogue import (
    NAME,
    ROWS,
    BrokenCatalogueError,
    Catalogue,
    Part,
    Row,
    Stamp,
    load,
    save,
    save_rows,
)
from jobtui.posting import Posting, Problem, Said, Severity

POSTING = Posting(
    "2024-03-01-meteo",
    "/srv/2024-03-01-m\udce9t\xe9o.md",  # a name whose bytes are no text
    "Développeur·se",
    "Dev",
    date(2024, 3, 1),
    date(2024, 12, 31),
    "poste_ferme",
    (Said("open", "true", True),),
    (Said("poste_pourvu", "non", False),),
    contracts=("CDI", "CDD"),
    junior=False,
    inferred=(("place", "Brest"), ("place", "Lorient"), ("rhythm", "4+")),
    written=(("contrat", "cdi ou cdd"),),
    extra=(("salaire", "selon profil"),),
    problems=(Problem("/srv/x.md", 3, "date", "?", Severity.ERROR, "2024"),),
)
STAMP = Stamp(12, 1_700_000_000_123_456_789)
FULL = Catalogue(
    (Row(POSTING, 0, STAMP, "Rade", 4, "0af3"), Row(Posting("b", "/b", "B"), 1, STAMP)),
    (Part("one", 1), Part("two", 1)),
    {"/srv/LICENSE": STAMP},
    {"/srv/_startups/pluie.md": Stamp(1, 2)},
    (Problem("/srv/y", 1, "", "cannot be read", Severity.WARNING),),
)


def sealed(catalogue: Catalogue, directory: Path) -> Path:
    for part in catalogue.parts:
        save_rows(part, catalogue.spread()[part.name], directory)
    save(catalogue, directory)
    sealing.seal(directory)
    return directory


@pytest.mark.parametrize("catalogue", [Catalogue(), FULL])
def test_what_is_saved_is_loaded(catalogue: Catalogue, tmp_path: Path) -> None:
    assert load(sealed(catalogue, tmp_path)) == catalogue


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
    catalogue = Catalogue((Row(posting, 0, Stamp(0, 0)),), (Part("one", 1),))
    assert load(sealed(catalogue, tmp_path)) == catalogue


def test_rows_that_are_no_more_leave_a_gap(tmp_path: Path) -> None:
    catalogue = FULL._replace(parts=(Part("one", 1, frozenset({0})), Part("two", 1)))
    sealed(FULL, tmp_path)
    save(catalogue, tmp_path)
    sealing.seal(tmp_path)
    loaded = load(tmp_path)
    assert loaded.rows == FULL.rows[1:]
    assert loaded.spread() == {"one": [], "two": list(FULL.rows[1:])}
    assert loaded.files() == {"/b": STAMP, "/srv/LICENSE": STAMP}


@pytest.mark.parametrize("file", [NAME, "one" + ROWS])
def test_any_damage_is_noticed(file: str, tmp_path: Path) -> None:
    content = (sealed(FULL, tmp_path) / file).read_bytes()
    damaged = [content[:at] for at in range(0, len(content), 97)]
    damaged += [
        content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        for at in range(0, len(content), 41)
    ]
    for broken in damaged:
        (tmp_path / file).write_bytes(broken)
        with pytest.raises(BrokenCatalogueError):
            load(tmp_path)


@pytest.mark.parametrize("seal", [b"", b"[]", b"{}", b"{", b"[" * 100_000, b"\xff", b"null"])
def test_a_seal_that_is_damaged_seals_nothing(seal: bytes, tmp_path: Path) -> None:
    (sealed(FULL, tmp_path) / sealing.NAME).write_bytes(seal)
    with pytest.raises(BrokenCatalogueError):
        load(tmp_path)


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"rows": [[1]]}', b"[" * 100_000, b"7"])
def test_a_sealed_file_that_is_no_catalogue(content: bytes, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(content)
    sealing.seal(tmp_path)
    with pytest.raises(BrokenCatalogueError):
        load(tmp_path)


def test_a_missing_file_breaks_the_seal(tmp_path: Path) -> None:
    (sealed(FULL, tmp_path) / NAME).unlink()
    with pytest.raises(sealing.BrokenSealError):
        sealing.check(tmp_path, NAME, sealing.sums(tmp_path))


def test_damage_to_a_shared_file_is_not_sealed_in(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for directory in (old, new):
        directory.mkdir()
    (old / "shared").write_text("as it was")
    sealing.seal(old)
    (new / "shared").hardlink_to(old / "shared")
    (new / "own").write_text("mine")
    (old / "shared").write_text("damaged!!")
    sealing.seal(new, old)
    stated = sealing.sums(new)
    sealing.check(new, "own", stated)
    with pytest.raises(sealing.BrokenSealError):
        sealing.check(new, "shared", stated)
