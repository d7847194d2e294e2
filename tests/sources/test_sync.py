"""A sync of a bare repository: what arrives, what stays, and what is no longer there."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from jobtui.library.library import Library
from jobtui.sources import folders as sources
from jobtui.sources import git_process, repositories
from jobtui.sources.git_workspace import SyncError
from jobtui.sources.repositories import repository_of, source_of
from jobtui.sources.sync import sync
from tests.git_origin import POSTING, Origin, fetched, left_behind
from tests.index_rows import postings_of

pytestmark = pytest.mark.process


def test_the_first_sync_brings_the_postings_and_what_belongs_to_them(origin: Origin) -> None:
    repository = repository_of(origin.url)
    assert source_of(repository) is None
    done = sync(repository)
    assert done == (origin.git("rev-parse", "main"), True, 5, 0, ())
    assert sorted(fetched(repository)) == [
        "_config.yml",
        "content/_incubators/rade.md",
        "content/_jobs/2024-02-01-b.md",
        "content/_jobs/2024-03-01-a.md",
        "content/_startups/pluie.md",
    ]
    source = source_of(repository)
    assert source is not None
    assert source.url == "https://site.example"
    assert repository_of(source.root) == repository, "it can be named so again"
    library = Library((source,))
    library.refresh()
    posting = library.get("2024-03-01-a")
    assert posting is not None
    assert (posting.role, posting.startup, posting.incubator) == ("Dev", "Pluie.gouv", "La Rade")
    library.close()


def test_without_a_filter_of_the_server_it_is_the_same(origin: Origin) -> None:
    origin.git("config", "uploadpack.allowFilter", "false")
    assert sync(repository_of(origin.url)).files == 5


def test_only_what_is_wanted_travels(origin: Origin, monkeypatch: pytest.MonkeyPatch) -> None:
    origin.put("content/film.mp4", os.urandom(2_000_000))
    origin.commit()
    monkeypatch.setattr(git_process, "MOST_BYTES", 1_000_000)
    assert sync(repository_of(origin.url)).files == 5


def test_history_does_not_travel(origin: Origin) -> None:
    seen: set[str] = set()
    origin.put("content/_jobs/2024-04-01-c.md", "Nouvelle")
    origin.commit_tree(origin.git("rev-parse", f"{origin.commit()}^{{tree}}"))
    place = repositories.place_of(repository_of(origin.url))

    def tell(_text: str, _share: float) -> None:
        for shallow in place.glob("new-*/r/shallow"):
            seen.add(shallow.read_text().strip())

    assert seen <= {sync(repository_of(origin.url), tell).commit}
    assert seen


def test_an_update_keeps_what_did_not_change(origin: Origin) -> None:
    repository = repository_of(origin.url)
    sync(repository)
    source = source_of(repository)
    assert source is not None
    before = {entry.name: entry for entry in sources.postings(source)}
    library = Library((source,))
    library.refresh()
    origin.put("content/_jobs/2024-03-01-a.md", POSTING.format(role="Bof"))  # of the same size
    origin.put("content/_jobs/2024-04-01-c.md", POSTING.format(role="Coach"))
    origin.commit()
    assert sync(repository).changed
    assert source_of(repository) == source
    after = {entry.name: entry for entry in sources.postings(source)}
    assert after["2024-02-01-b.md"] == before["2024-02-01-b.md"]
    assert after["2024-03-01-a.md"].mtime_ns != before["2024-03-01-a.md"].mtime_ns
    del origin.files["content/_jobs/2024-02-01-b.md"]
    origin.commit()
    sync(repository)
    assert sorted(e.name for e in sources.postings(source)) == [
        "2024-03-01-a.md",
        "2024-04-01-c.md",
    ]
    library.refresh()
    assert {p.id: p.role for p in postings_of(library)} == {
        "2024-03-01-a": "Bof",
        "2024-04-01-c": "Coach",
    }
    library.close()


def test_an_exchange_of_two_files_is_noticed(origin: Origin) -> None:
    repository = repository_of(origin.url)
    a, b = "content/_jobs/2024-03-01-a.md", "content/_jobs/2024-02-01-b.md"
    origin.put(a, "Un")
    origin.put(b, "De")
    origin.commit()
    sync(repository)
    top = repositories.checkout_of(repository)
    assert top is not None
    for name in (a, b):
        os.utime(top / name, ns=(1, 1))
    origin.files[a], origin.files[b] = origin.files[b], origin.files[a]
    origin.commit()
    sync(repository)
    assert fetched(repository)[a] == "De"
    assert 1 not in {(top / name).stat().st_mtime_ns for name in (a, b)}


def test_nothing_new_is_up_to_date_and_removes_what_is_old(origin: Origin) -> None:
    repository = repository_of(origin.url)
    first = sync(repository)
    origin.put("content/_jobs/2024-04-01-c.md", "Nouvelle")
    origin.commit()
    sync(repository)
    assert len(left_behind(repository)) == 1
    top = repositories.checkout_of(repository)
    assert top is not None
    before = top.resolve()
    done = sync(repository)
    assert (done.changed, done.files, done.commit != first.commit) == (False, 6, True)
    assert top.resolve() == before
    assert left_behind(repository) == []


def test_a_damaged_checkout_is_mended_when_asked_again(origin: Origin) -> None:
    repository = repository_of(origin.url)
    sync(repository)
    good = fetched(repository)
    top = repositories.checkout_of(repository)
    assert top is not None
    (top / "content/_jobs/2024-03-01-a.md").write_text("Autre")
    assert not sync(repository).changed
    assert sync(repository, again=True).changed
    assert fetched(repository) == good


def test_a_checkout_of_which_something_was_removed_is_mended(origin: Origin) -> None:
    repository = repository_of(origin.url)
    sync(repository)
    good = fetched(repository)
    top = repositories.checkout_of(repository)
    assert top is not None
    (top / "content/_jobs/2024-02-01-b.md").unlink()
    assert sync(repository).changed
    assert fetched(repository) == good
    shutil.rmtree(top.resolve())
    assert source_of(repository) is None
    assert sync(repository).changed
    assert fetched(repository) == good


def test_a_ref_is_a_branch_a_tag_or_a_commit(origin: Origin) -> None:
    main = origin.git("rev-parse", "main")
    origin.put("content/_jobs/2024-04-01-c.md", "Nouvelle")
    work = origin.commit("work/été")
    origin.git("tag", "v1", main)
    origin.git("tag", "-a", "-m", "x", "v2", work)
    origin.git("tag", "both", work)
    origin.git("branch", "both", main)
    for ref, files in {
        "": 5, "HEAD": 5, "main": 5, "refs/heads/main": 5, "v1": 5, main: 5, "both": 5,
        "work/été": 6, "v2": 6, "refs/tags/v2": 6, "refs/tags/both": 6, work: 6,
    }.items():  # fmt: skip
        assert sync(repository_of(origin.url, ref)).files == files, ref
        assert not sync(repository_of(origin.url, ref)).changed, ref
    for ref in ("nulle-part", main[:12], "0" * 40, "refs/heads/x"):
        with pytest.raises(SyncError):
            sync(repository_of(origin.url, ref))


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("content", ["2024-02-01-b.md", "2024-03-01-a.md"]),
        ("content/_jobs", ["2024-02-01-b.md", "2024-03-01-a.md"]),
        ("content/_authors", ["x.md"]),
        ("content/_jobs/2024-03-01-a.md", ["2024-03-01-a.md"]),
    ],
)
def test_a_path_is_a_folder_or_a_file(origin: Origin, path: str, names: list[str]) -> None:
    repository = repository_of(origin.url, path=path)
    sync(repository)
    source = source_of(repository)
    assert source is not None
    assert [entry.name for entry in sources.postings(source)] == names
    assert bool(source.startups) == (path in ("content", "content/_jobs"))


@pytest.mark.parametrize("path", ["rien", "content/rien", "content/_jobs/logo.png/x", "_jobs"])
def test_a_path_without_postings_is_one_clear_line(origin: Origin, path: str) -> None:
    with pytest.raises(SyncError, match="no postings in"):
        sync(repository_of(origin.url, path=path))


def test_a_repository_of_another_hash_is_read_as_well(tmp_path: Path) -> None:
    bare, work = tmp_path / "s.git", tmp_path / "w"
    calls = [
        ["init", "-q", "--object-format=sha256", "-b", "main", str(work)],
        ["-C", str(work), "add", "a.md"],
        ["-C", str(work), "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"],
        ["clone", "-q", "--bare", str(work), str(bare)],
    ]
    for call in calls:
        subprocess.run(["git", *call], check=True)
        if call[0] == "init":
            (work / "a.md").write_text("A")
    repository = repository_of(f"file://{bare}")
    assert len(sync(repository).commit) == 64
    assert fetched(repository) == {"a.md": "A"}
    assert sync(repository, again=True).files == 1


def test_others_can_read_nothing(origin: Origin, own_home: Path) -> None:
    before = os.umask(0)
    try:
        sync(repository_of(origin.url))
    finally:
        os.umask(before)
    for path in (own_home / "cache").rglob("*"):
        mode = path.lstat().st_mode
        assert stat.S_ISLNK(mode) or stat.S_IMODE(mode) == (0o700 if path.is_dir() else 0o600), path


def test_what_others_could_have_written_is_not_used(origin: Origin) -> None:
    repository = repository_of(origin.url)
    sync(repository)
    place = repositories.place_of(repository)
    place.chmod(0o777)
    assert source_of(repository) is None
    with pytest.raises(SyncError, match="writable by other users; chmod go-w"):
        sync(repository)
    place.chmod(0o755)
    assert source_of(repository) is not None
    assert not sync(repository).changed
