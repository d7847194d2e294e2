"""The first reading of a source is no news, whenever it comes; a file that was touched neither."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.marks.visits import Visit
from jobtui.search.snapshot import RefreshResult
from jobtui.sources.folders import resolve
from tests.conftest import write, write_six

TODAY = date.today()
SAVED = ["", "dev"]  # the browser's view, and that of a saved search


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return another folder, of one posting."""
    write(tmp_path / "other", "2024-04-01-dune.md", "Compter les dunes.", open="true")
    return tmp_path / "other"


def visit(*folders: Path, saved: str = "") -> tuple[Visit, bool]:
    """Visit sources as a session of its own; return what it tells, and if it is the first."""
    library = Library([resolve(folder) for folder in folders])
    library.refresh()
    found = library.user.visit(TODAY, saved, pause=0)
    assert found is not None
    is_first = library.user.is_first_visit
    library.user.leave()
    library.close()
    return found, is_first


def new_in(*folders: Path, saved: str = "") -> set[str]:
    return {Path(path).stem for path in visit(*folders, saved=saved)[0].new}


@pytest.mark.parametrize("saved", SAVED)
def test_a_source_that_comes_beside_others_hides_no_news_of_theirs(
    postings: Path, other: Path, saved: str
) -> None:
    assert visit(postings, saved=saved) == (Visit(), True)
    write(postings, "2024-06-01-neuf.md", "Neuf.", open="true")
    found, is_first = visit(postings, other, saved=saved)
    assert {Path(path).stem for path in found.new} == {"2024-06-01-neuf"}
    assert not is_first
    write(other, "2024-06-01-brise.md", "Brise.", open="true")
    assert new_in(postings, saved=saved) == set()
    assert new_in(other, postings, saved=saved) == {"2024-06-01-brise"}  # in any order
    assert new_in(other, saved=saved) == set()


@pytest.mark.parametrize("saved", SAVED)
def test_a_source_that_was_away_is_no_news(postings: Path, other: Path, saved: str) -> None:
    """A disk that is not mounted leaves an empty folder."""
    (empty := other.with_name("unmounted")).mkdir()
    other.rename(away := other.with_name("away"))
    empty.rename(other)
    assert visit(postings, other, saved=saved) == (Visit(), True)
    other.rmdir()
    away.rename(other)
    assert new_in(postings, other, saved=saved) == set()
    other.rename(away)
    other.mkdir()
    assert visit(postings, other, saved=saved)[0] == Visit()
    other.rmdir()
    away.rename(other)
    write(other, "2024-06-01-brise.md", "Brise.", open="true")
    assert new_in(postings, other, saved=saved) == {"2024-06-01-brise"}


def test_what_is_read_for_the_first_time_is_told_apart_from_what_is_new(
    postings: Path, other: Path
) -> None:
    away = other.rename(other.with_name("away"))
    other.mkdir()
    library = Library([resolve(postings), resolve(other)])
    assert library.refresh().read == 6
    other.rmdir()
    away.rename(other)
    write(postings, "2024-06-01-neuf.md", "Neuf.", open="true")
    assert library.refresh() == RefreshResult(added=1, read=1)
    library.close()


def test_the_rest_of_a_build_that_was_stopped_is_no_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first build publishes the newest postings before the rest."""
    for number in range(60):
        write(tmp_path / "many", f"2024-01-01-{number}.md", "Vent.", open="true")

    def stop(done: int, _total: int) -> None:
        if done == 30:
            raise KeyboardInterrupt

    library = Library([resolve(tmp_path / "many")])
    with pytest.raises(KeyboardInterrupt):
        library.refresh(progress=stop)
    assert not library.is_whole
    assert library.user.visit(TODAY) is None  # not before all was read
    change = library.refresh()
    assert change.read == 60 - 25
    assert not change.added
    assert library.user.visit(TODAY) == Visit()
    library.close()


def test_a_session_that_began_in_the_middle_of_anothers_build_tells_no_news(
    tmp_path: Path,
) -> None:
    for number in range(60):
        write(tmp_path / "many", f"2024-01-01-{number}.md", "Vent.", open="true")
    builder, late = (Library([resolve(tmp_path / "many")]) for _session in range(2))
    seen: list[RefreshResult] = []

    def look(done: int, _total: int) -> None:
        if done == 30 and not seen:
            seen.append(late.refresh())

    builder.refresh(progress=look)
    assert (seen[0].added, len(late.snapshot.rows)) == (0, 25)
    assert late.user.visit(TODAY) is None
    assert late.refresh() == RefreshResult(read=35)
    for library in (builder, late):
        library.close()


def touch(folder: Path) -> None:
    for file in folder.glob("*.md"):
        os.utime(file, (1_700_000_000, 1_700_000_000))


def write_anew(folder: Path) -> None:
    """Write files again, with the ends of lines of another system, as git may."""
    for file in folder.glob("*.md"):
        content = file.read_bytes().replace(b"\n", b"\r\n")
        file.unlink()
        file.write_bytes(content)


def copy_over(folder: Path) -> None:
    copy = shutil.copytree(folder, folder.with_name("copy"))
    touch(copy)
    shutil.rmtree(folder)
    copy.rename(folder)


def build_anew(folder: Path) -> None:
    library = Library([resolve(folder)])
    assert not library.refresh(rebuild=True)
    library.close()


def forget_the_index(folder: Path) -> None:
    shutil.rmtree(Cache.of([resolve(folder)]).directory)


@pytest.mark.parametrize("work", [touch, write_anew, copy_over, build_anew, forget_the_index])
def test_what_says_the_same_has_not_changed(postings: Path, work: object) -> None:
    assert callable(work)
    session = Library([resolve(postings)])
    session.refresh()
    visit(postings)
    work(postings)
    assert not session.refresh()
    session.close()
    assert visit(postings)[0] == Visit()


@pytest.mark.process
def test_a_checkout_of_another_branch_and_back_changes_nothing(tmp_path: Path) -> None:
    folder = write_six(tmp_path / "postings")

    def git(*args: str) -> None:
        author = ["-c", "user.name=A", "-c", "user.email=a@a.example"]
        subprocess.run(["git", *author, *args], cwd=folder, check=True, capture_output=True)

    git("init", "-b", "one")
    git("add", ".")
    git("commit", "-m", "one")
    session = Library([resolve(folder)])
    session.refresh()
    visit(folder)
    git("checkout", "-b", "two")
    for file in folder.glob("*.md"):
        file.write_text("autre\n")
    git("commit", "-am", "two")
    git("checkout", "one")
    assert not session.refresh()
    session.close()
    assert visit(folder)[0] == Visit()


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("true", "false", RefreshResult(closed=1)),
        ("false", "true", RefreshResult(reopened=1)),
        ("true", "true", RefreshResult(changed=1)),
        ("false", "false", RefreshResult(changed=1)),
    ],
)
def test_a_refresh_counts_each_posting_as_one_thing(
    postings: Path, before: str, after: str, told: RefreshResult
) -> None:
    write(postings, "2024-06-01-porte.md", "Ici.", open=before)
    library = Library([resolve(postings)])
    library.refresh()
    write(postings, "2024-06-01-porte.md", "Autre texte.", open=after)
    assert library.refresh() == told
    library.close()
