"""The library: incremental refresh, order, falling back, and several threads at once."""

from __future__ import annotations

import os
import shutil
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jobtui.index import expansion, ingest, temporary_cache
from jobtui.index.cache import Cache
from jobtui.library import library as library_module
from jobtui.library.check import check, has_errors
from jobtui.library.library import Library
from jobtui.marks.model import Mark
from jobtui.marks.store import Marks
from jobtui.parsing.posting import ParsedFile, read
from jobtui.search.query import Query, Sort
from jobtui.search.snapshot import NOTHING, RefreshResult
from jobtui.sources.folders import resolve
from tests.conftest import write
from tests.index_rows import postings_of

DAY = date(2024, 6, 1)


def ids(library: Library, text: str = "", **asked: Any) -> list[str]:
    found = library.search(Query(DAY, text)._replace(**asked)).postings
    return [posting.id[11:] or posting.id for posting in found]


def opened(*sources: Path) -> Library:
    library = Library([resolve(source) for source in sources])
    library.refresh()
    return library


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that are read as postings from now on."""
    names: list[str] = []

    def counted(path: str, name: str, *rest: Any) -> ParsedFile:
        names.append(name)
        return read(path, name, *rest)

    monkeypatch.setattr(ingest, "read", counted)
    return names


# --- files of several postings ------------------------------------------------------------------


def test_the_postings_of_one_file_are_found_shown_and_read_again_together(tmp_path: Path) -> None:
    file = tmp_path / "jobs.yml"
    file.write_text("- {title: Cook, slug: cook, description: Boil.}\n- {title: Sailor}\n")
    (tmp_path / "nav.yml").write_text("- {title: Home, url: /}\n")
    library = opened(tmp_path)
    assert sorted(ids(library)) == ["cook", "jobs#2"]
    for written in ("cook", "jobs.yml#cook", str(tmp_path / "jobs.yml#cook")):
        posting = library.get(written)
        assert posting is not None
        assert library.body(posting).text == "Boil."
        assert library.raw(posting).text == file.read_text()
        assert not library.unreachable(posting)
    assert posting is not None
    library.user.put_mark(posting, Mark(star=True))
    file.write_text("- {title: Baker}\n- {title: Cook, slug: cook, description: Fry.}\n")
    library.refresh()
    assert sorted(ids(library)) == ["cook", "jobs#1"]
    assert ids(library, "is:starred") == ["cook"]
    assert [str(problem.message) for problem in library.skipped()] == ["not a posting; skipped"]
    file.unlink()
    library.refresh()
    assert ids(library) == []


def test_files_that_are_no_postings_are_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "jobs.yml").write_text("- {title: Cook}\n")
    (tmp_path / "nav.yml").write_text("- {title: Home, url: /}\n")
    opened(tmp_path)
    looks: list[str] = []
    monkeypatch.setattr(expansion, "keys_of", lambda path, *_rest: looks.append(path))
    library = opened(tmp_path)
    assert (looks, len(ids(library))) == ([], 1)


# --- refreshing ---------------------------------------------------------------------------------


def test_a_first_refresh_reads_everything(postings: Path, reads: list[str]) -> None:
    library = Library([resolve(postings)])
    assert library.is_empty
    assert len(library.search(Query(DAY)).postings) == 0
    seen: list[tuple[int, int]] = []
    change = library.refresh(progress=lambda done, total: seen.append((done, total)))
    assert change == RefreshResult(read=6)  # the first reading is no news, and needs no notice
    assert len(reads) == 6
    assert seen == [(number, 6) for number in range(6)]
    assert not library.is_empty


def test_nothing_is_read_again_without_need(postings: Path, reads: list[str]) -> None:
    opened(postings)
    reads.clear()
    again = Library([resolve(postings)])
    assert not again.is_empty  # shown at once
    assert again.refresh() == RefreshResult()
    assert len(ids(again)) == 6
    assert ids(again, "pluie") == ["meteo"]
    assert reads == []


def test_only_what_changed_is_read(postings: Path, reads: list[str]) -> None:
    library = opened(postings)
    reads.clear()
    write(postings, "2024-02-01-marees.md", "Rien que du vent nouveau.", roles="Coach", open="true")
    write(postings, "2024-05-01-neuf.md", "Un phare neuf.", roles="Gardien")
    (postings / "2024-03-01-meteo.md").unlink()
    assert library.refresh() == RefreshResult(1, 1, 1)
    assert sorted(reads) == ["2024-02-01-marees.md", "2024-05-01-neuf.md"]
    assert ids(library, "nouveau") == ["marees"]
    assert ids(library, "neuf") == ["neuf"]
    assert ids(library, "equipes") == []  # the old text is gone
    assert ids(library, "pluie") == []
    assert len(ids(library)) == 6


def test_a_file_of_another_time_or_size_is_read_and_counts_if_it_has_changed(
    postings: Path, reads: list[str]
) -> None:
    library = opened(postings)
    path = postings / "2021-05-01-vent.md"
    before = path.stat()
    reads.clear()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert not library.refresh()  # it is read again, and says the same
    path.write_text(path.read_text() + "Bise.")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert library.refresh().changed == 1
    assert reads == ["2021-05-01-vent.md"] * 2
    assert ids(library, "bise") == ["vent"]


def test_a_renamed_file_has_its_new_name(postings: Path, reads: list[str]) -> None:
    library = opened(postings)
    reads.clear()
    (postings / "2021-05-01-vent.md").rename(postings / "2021-05-01-brise.md")
    assert library.refresh() == RefreshResult(1, 0, 1)
    assert reads == ["2021-05-01-brise.md"]
    assert ids(library, "mesurer vent") == ["brise"]
    assert library.get("2021-05-01-vent") is None


def test_a_moved_folder_of_the_same_name(postings: Path) -> None:
    library = opened(postings)
    (postings / "archive").mkdir()
    (postings / "2021-05-01-vent.md").rename(postings / "archive" / "2021-05-01-vent.md")
    assert library.refresh() == RefreshResult(1, 0, 1)
    assert ids(library, "mesurer vent") == ["vent"]


def test_all_files_may_go_and_come_back(postings: Path) -> None:
    library = opened(postings)
    texts = {path: path.read_text() for path in postings.iterdir()}
    for path in texts:
        path.unlink()
    assert library.refresh().removed == 6
    assert ids(library) == ids(library, "vent") == []
    for path, text in texts.items():
        path.write_text(text)
    assert library.refresh().read == 6
    assert ids(library, "mesurer vent") == ["vent"]


def test_many_small_refreshes_equal_one_build(postings: Path) -> None:
    library = opened(postings)
    for number in range(12):
        write(
            postings, f"2024-04-{number + 1:02}-p{number}.md", f"Mot{number} commun.", roles="Dev"
        )
        if number % 3 == 2:
            (postings / f"2024-04-{number:02}-p{number - 1}.md").unlink()
        library.refresh()
    again = Library([resolve(postings)], Cache(postings.parent / "other" / "cache"))
    again.refresh()
    for text in ("", "commun", "mot3", "mot1", "ministere", "python"):
        assert ids(library, text) == ids(again, text)
    assert library.search(Query(DAY)).buckets == again.search(Query(DAY)).buckets


def test_files_of_the_same_name_have_ids_of_their_own(postings: Path) -> None:
    write(postings / "b", "2024-03-01-meteo.md", "Autre.", roles="Autre")
    library = opened(postings)
    assert {"2024-03-01-meteo", "2024-03-01-meteo~2"} <= set(library.ids())


def test_overlapping_sources_hold_each_posting_once(postings: Path) -> None:
    assert len(ids(opened(postings.parent, postings))) == 6


def test_a_file_that_becomes_markdown(postings: Path) -> None:
    path = postings / "notes"
    path.write_bytes(b"\0\0")
    library = opened(postings)
    assert len(ids(library)) == 6
    path.write_text("---\nroles: Marin\n---\nNaviguer.\n")
    assert library.refresh().added == 1
    assert ids(library, "naviguer") == ["notes"]


def test_rebuild_reads_everything_and_changes_nothing(postings: Path, reads: list[str]) -> None:
    library = opened(postings)
    reads.clear()
    assert not library.refresh(rebuild=True)
    assert len(reads) == 6


def test_a_file_that_trips_the_reader_is_shown_with_a_problem(
    postings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_all_but_one(path: str, name: str, *rest: Any) -> ParsedFile:
        if "vent" in name:
            raise IndexError("oops")
        return read(path, name, *rest)

    monkeypatch.setattr(ingest, "read", read_all_but_one)
    library = opened(postings)
    assert len(ids(library)) == 6
    (problem,) = [problem for problem in library.problems() if "vent" in problem.path]
    assert "oops" in str(problem.message)
    assert has_errors(check([resolve(postings)])[1])


def test_an_empty_folder(tmp_path: Path) -> None:
    library = opened(tmp_path)
    assert not library.is_empty  # it has been looked at
    assert ids(library) == ids(library, "vent") == []
    write(tmp_path, "a.md", "Du vent.", roles="Dev")
    assert library.refresh() == RefreshResult(read=1)  # it may not have been mounted
    assert ids(library, "vent") == ["a"]


def test_a_source_that_goes_away_in_mid_session(postings: Path) -> None:
    library = opened(postings)
    postings.rename(postings.with_name("away"))
    change = library.refresh()
    assert not change, "what was read before stays"
    assert str(postings) in change.notice
    assert len(ids(library, "")) == 6
    postings.with_name("away").rename(postings)
    assert library.refresh().notice == ""


# --- companions ---------------------------------------------------------------------------------


def startups(library: Library) -> dict[str, tuple[str, str, int]]:
    return {
        row.posting.id[11:]: (
            row.posting.startup,
            row.posting.incubator,
            sum(problem.field == "startup" for problem in row.posting.problems),
        )
        for row in library.snapshot.rows
    }


def test_postings_follow_their_startups(checkout: Path, reads: list[str]) -> None:
    library = opened(checkout)
    assert startups(library) == {"a": ("Pluie.gouv", "La Rade", 0), "b": ("Vague", "", 0)}
    reads.clear()
    write(checkout / "_startups", "pluie.md", title="Beau temps", incubator="rade")
    assert library.refresh().changed == 1
    assert reads == ["2024-03-01-a.md"]  # the other startup's posting is kept
    assert startups(library)["a"] == ("Beau temps", "La Rade", 0)
    assert ids(library, "beau temps") == ["a"]
    assert ids(library, "pluie.gouv") == []
    write(checkout / "_incubators", "rade.md", title="Le Port")
    library.refresh()
    assert startups(library)["a"] == ("Beau temps", "Le Port", 0)


def test_a_startup_that_goes_leaves_what_was_written(checkout: Path) -> None:
    """Its title and its id are the same here, so only incubator and problem tell."""
    write(checkout / "_startups", "vague.md", title="vague", incubator="rade")
    library = opened(checkout)
    assert startups(library)["b"] == ("vague", "La Rade", 0)
    path = checkout / "_startups" / "vague.md"
    text = path.read_text()
    path.unlink()
    library.refresh()
    assert startups(library)["b"] == ("vague", "", 1)
    path.write_text(text)
    library.refresh()
    assert startups(library)["b"] == ("vague", "La Rade", 0)
    path.write_text("---\ntitle: vague\n---\n")
    library.refresh()
    assert startups(library)["b"] == ("vague", "", 0)


# --- asking -------------------------------------------------------------------------------------


def test_relevance_goes_by_heading_organisation_text_then_open_then_newest(tmp_path: Path) -> None:
    folder = tmp_path / "jobs"
    fields = {"roles": "Dev", "open": "true"}
    write(folder, "2020-01-01-heading.md", roles="Phare", open="false")
    write(folder, "2021-01-01-team.md", roles="Dev", equipe="Phare", open="false")
    write(folder, "2022-01-01-old.md", "Un phare.", **fields)
    write(folder, "2023-01-01-new.md", "Un phare.", **fields)
    write(folder, "2024-01-01-closed.md", "Un phare.", roles="Dev", open="false")
    write(folder, "2024-01-02-none.md", "Rien.", **fields)
    library = opened(folder)
    assert ids(library, "phare") == ["heading", "team", "new", "old", "closed"]
    assert ids(library, "phare", sort=Sort.NEWEST) == ["closed", "new", "old", "team", "heading"]


def test_orders(postings: Path) -> None:
    write(postings, "sans-date.md", roles="Zébulon", open="true", poste_ferme="2024-07-01")
    library = opened(postings)
    newest = ["meteo", "marees", "phares", "sable", "ecume", "vent", "sans-date"]
    assert ids(library) == newest
    dated = ids(library, sort=Sort.OLDEST)
    assert dated == [*reversed(newest[:-1]), "sans-date"]
    closing = ids(library, sort=Sort.CLOSING)
    assert closing == ["sans-date", "meteo", "marees", "phares", "ecume", "vent", "sable"]
    titles = [p.title for p in library.search(Query(DAY, sort=Sort.TITLE)).postings]
    assert titles == sorted(titles, key=str.casefold)
    assert ids(library, sort=Sort.TITLE) == ids(library, sort=Sort.TITLE)


def test_the_day_decides_on_the_status(postings: Path) -> None:
    library = opened(postings)
    assert ids(library, open_only=True) == ["meteo", "marees", "ecume"]
    assert ids(library, open_only=True, as_of=date(2023, 6, 1)) == [
        "meteo", "marees", "sable", "ecume",
    ]  # fmt: skip
    assert ids(library, open_only=True, as_of=date(2025, 1, 1)) == ["marees", "ecume"]


def test_nothing_found_says_which_choice_keeps_things_out(postings: Path) -> None:
    library = opened(postings)
    query = Query(DAY, "phares").choosing("contract", ("fixed-term",))._replace(open_only=True)
    assert library.search(query).blockers == (("", 2),)
    query = Query(DAY, "pluie").choosing("contract", ("fixed-term",))
    assert library.search(query).blockers == (("contract", 1),)
    assert library.search(Query(DAY, "zébulon", open_only=True)).blockers == ()
    assert library.search(Query(DAY)).blockers == ()


def test_results_are_a_sequence(postings: Path) -> None:
    results = opened(postings).search(Query(DAY))
    assert len(results.postings) == results.total == 6
    assert results.postings[-1].id == results.postings[5].id
    assert [p.id for p in results.postings[1:3]] == [p.id for p in list(results.postings)[1:3]]


def test_a_question_without_a_word_finds_all(postings: Path) -> None:
    assert len(ids(opened(postings), " !? ")) == 6


def test_scores_are_for_words_only(postings: Path) -> None:
    library = opened(postings)
    results = library.search(Query(DAY, "python"))
    found = results.postings
    scores = library.scores(results, found)
    assert scores.keys() == {posting.id for posting in found}
    assert all(score > 0 for score in scores.values())
    assert library.scores(library.search(Query(DAY)), found) == {}


def test_get_is_kind_about_case_ending_and_folder(postings: Path) -> None:
    library = opened(postings)
    for name in (
        "2024-03-01-meteo",
        "2024-03-01-METEO",
        "2024-03-01-meteo.md",
        "x/2024-03-01-meteo",
    ):
        posting = library.get(name)
        assert posting is not None
        assert posting.id == "2024-03-01-meteo"
    assert library.get("") is None


def test_the_body_is_read_from_the_file(postings: Path) -> None:
    library = opened(postings)
    posting = library.get("2021-05-01-vent")
    assert posting is not None
    body, why = library.body(posting)
    assert (body.strip(), why) == ("Mesurer le vent.", "")
    Path(posting.path).unlink()
    body, why = library.body(posting)
    assert body == ""
    assert why.startswith(posting.path)


# --- falling back -------------------------------------------------------------------------------


def test_an_index_that_vanishes_in_mid_session_answers_on_and_is_built_again(
    postings: Path,
) -> None:
    opened(postings)
    library = Library([resolve(postings)])  # which has not asked the index yet
    shutil.rmtree(library.cache.directory)
    results = library.search(Query(DAY, "pluie"))
    assert [posting.id for posting in results.postings] == ["2024-03-01-meteo"]
    assert results.notice == ""
    library.refresh()
    assert library.cache.current() == library.snapshot.directory
    assert ids(library, "pluie") == ["meteo"]


def test_files_that_break_in_mid_session(postings: Path) -> None:
    library = opened(postings)
    assert library.snapshot.directory is not None
    for path in library.snapshot.directory.glob("*.terms"):
        path.write_bytes(b"")
    assert ids(library, "pluie") == ["meteo"]
    assert ids(library, "dessiner") == ["phares"]
    assert "2024-03-01-meteo" in Library([resolve(postings)]).ids()


def test_several_threads_fall_back_without_a_deadlock(postings: Path) -> None:
    library = opened(postings)
    shutil.rmtree(library.cache.directory)
    answers: list[list[str]] = []

    def work(number: int) -> None:
        if number % 2:
            library.refresh()
        answers.append(ids(library, "pluie"))

    threads = [threading.Thread(target=work, args=(n,), daemon=True) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert answers == [["meteo"]] * 8


def test_a_broken_index_while_another_process_writes(
    postings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "PATIENCE", 0.1)
    library = opened(postings)
    assert library.snapshot.directory is not None
    for path in library.snapshot.directory.glob("*.postings"):
        path.write_bytes(b"")
    with Cache(library.cache.directory).writer():
        results = library.search(Query(DAY, "pluie"))
    assert len(results.postings) == 1
    assert "temporary" in results.notice
    private = library.snapshot.directory
    assert private is not None
    library.close()
    assert not private.exists()


def test_without_patience_another_writers_first_build_is_not_waited_for(postings: Path) -> None:
    library = Library([resolve(postings)])
    with Cache(library.cache.directory).writer():
        change = library.refresh()
    assert not change
    assert "another jobtui" in change.notice
    assert library.is_empty
    assert library.refresh().read == 6


def test_patience_ends_with_an_index_of_ones_own(postings: Path) -> None:
    library = Library([resolve(postings)])
    with Cache(library.cache.directory).writer():
        change = library.refresh(patience=0.1)
    assert change.read == 6
    assert "another jobtui is writing it" in change.notice
    assert ids(library, "pluie") == ["meteo"]
    assert not library.refresh()  # nothing is new, but now the cache is built
    assert Library([resolve(postings)]).refresh() == RefreshResult()
    library.close()


def test_a_rebuild_that_another_writer_prevents_is_told(postings: Path) -> None:
    library = opened(postings)
    with Cache(library.cache.directory).writer():
        change = library.refresh(rebuild=True)
    assert not change
    assert "not rebuilt" in change.notice
    assert len(ids(library)) == 6


def test_what_another_process_published_is_a_change(postings: Path) -> None:
    library, other = opened(postings), opened(postings)
    write(postings, "2024-07-01-neuf.md", "Neuf.", roles="Dev")
    other.refresh()
    assert library.refresh() == RefreshResult(added=1)
    assert ids(library, "neuf") == ["neuf"]


def test_an_old_snapshot_goes_on_when_others_have_written_twice(postings: Path) -> None:
    library, other = opened(postings), opened(postings)
    for name in ("x", "y", "z"):
        write(postings, f"2024-07-01-{name}.md", "Neuf.", roles="Dev")
        other.refresh()
    results = library.search(Query(DAY, "pluie"))  # its generation was never opened, but is held
    assert len(results.postings) == 1
    assert len(ids(library)) == 6
    library.refresh()
    assert len(ids(library)) == 9
    write(postings, "2024-07-01-z2.md", "Neuf.", roles="Dev")
    other.refresh()
    assert len(list(library.cache.directory.glob("g-*"))) <= 3  # what nobody holds is gone


def test_the_temporary_index_is_told_of_once_and_kept_up_to_date(
    postings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    library = Library([resolve(postings)])
    assert "temporary" in library.refresh().notice
    assert library.refresh() == RefreshResult()
    write(postings, "2024-07-01-neuf.md", "Neuf.", roles="Dev")
    assert library.refresh() == RefreshResult(added=1)
    assert ids(library, "neuf") == ["neuf"]
    library.close()


def test_nowhere_to_write_at_all(postings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")

    def full(**_named: str) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkdtemp", full)
    with pytest.raises(OSError, match="No space"):
        Library([resolve(postings)]).refresh()


# --- checking -----------------------------------------------------------------------------------


def test_problems_are_listed_by_file_and_line(postings: Path) -> None:
    write(postings, "2024-08-01-faux.md", roles="Dev", date="hier", open="peut-être")
    library = opened(postings)
    problems = library.problems()
    assert problems == sorted(problems, key=lambda problem: (problem.path, problem.line))
    assert {problem.field for problem in problems if "faux" in problem.path} == {"date", "open"}
    count, checked = check([resolve(postings)])
    assert count == 7
    assert set(problems) < set(checked)  # those of the rules for authors are added
    assert has_errors(checked)


def test_a_place_that_cannot_hold_the_index_leaves_the_marks_open(
    postings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = opened(postings)
    posting = postings_of(library)[0]
    assert library.user.put_mark(posting, Mark(star=True))
    closed: list[bool] = []
    monkeypatch.setattr(Marks, "close", lambda _marks: closed.append(True))
    monkeypatch.setattr(temporary_cache, "_folders", lambda: [str(tmp_path / "no"), None])
    with Cache(library.cache.directory).writer():
        write(postings, "2024-07-01-neuf.md", "Neuf.", roles="Dev")
        library.index.give_up(library.snapshot)
        library.index.snapshot = NOTHING
        library.refresh(patience=0.01)
    assert not closed
    assert len(postings_of(library)) == 7
    library.close()
    assert closed
