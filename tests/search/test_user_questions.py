"""Questions about the user's marks, and about what is new: from a put to the answer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from jobtui.config.settings import SearchSetting
from jobtui.files import locations
from jobtui.library.library import Library
from jobtui.marks.model import Mark, Stage
from jobtui.marks.visits import Visit
from jobtui.postings.model import Posting
from jobtui.search.completion import candidates
from jobtui.search.nodes import Filter, InField, Not, Or, Range
from jobtui.search.parser import asks_for, parse
from jobtui.search.query import Query
from jobtui.sources.folders import SAMPLE, resolve
from tests.conftest import write
from tests.waiting import PATIENCE

TODAY = date.today()
METEO, MAREES, PHARES, SABLE, ECUME, VENT = (
    "2024-03-01-meteo", "2024-02-01-marees", "2024-01-01-phares", "2023-05-01-sable",
    "2022-05-01-ecume", "2021-05-01-vent",
)  # fmt: skip


@pytest.fixture
def library(postings: Path) -> Iterator[Library]:
    opened = opened_on(postings)
    yield opened
    opened.close()


def opened_on(folder: Path) -> Library:
    opened = Library([resolve(folder)])
    opened.refresh()
    return opened


def at(library: Library, name: str) -> Posting:
    posting = library.get(name)
    assert posting is not None
    return posting


def found(library: Library, text: str, **chosen: tuple[str, ...]) -> set[str]:
    query = Query(TODAY, text)
    for facet, values in chosen.items():
        query = query.choosing(facet, values)
    results = library.search(query)
    assert not results.help.hint
    return {posting.id for posting in results.postings[:]}


# --- the language ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "facet", "values"),
    [
        ("is:starred", "mark", ("starred",)),
        ("est:favori", "mark", ("starred",)),
        ("est:étoilé", "mark", ("starred",)),
        ("est:vu", "mark", ("seen",)),
        ("est:non-vu", "mark", ("unseen",)),
        ("is:unseen", "mark", ("unseen",)),
        ("est:masqué", "mark", ("hidden",)),
        ("est:annoté", "mark", ("noted",)),
        ("is:starred,noted", "mark", ("starred", "noted")),
        ("mark:star", "mark", ("starred",)),
        ("marque:favori", "mark", ("starred",)),
        ("is:new", "since", ("new",)),
        ("est:nouveau", "since", ("new",)),
        ("est:modifié", "since", ("changed",)),
        ("is:closed-since", "since", ("closed",)),
        ("est:fermé-depuis", "since", ("closed",)),
        ("depuis:nouveau,modifié", "since", ("new", "changed")),
        ("is:closed", "status", ("closed",)),
        ("is:open,unknown", "status", ("open", "unknown")),
        ("stage:applied", "stage", ("applied",)),
        ("étape:candidature", "stage", ("applied",)),
        ("étape:entretien,offre", "stage", ("interview", "offer")),
        ("stage:int", "stage", ("interested", "interview")),
        ("stage:none", "stage", ("none",)),
    ],
)
def test_the_words_for_marks(typed: str, facet: str, values: tuple[str, ...]) -> None:
    assert parse(typed).filters == (Filter(facet, values, 0, len(typed)),)


@pytest.mark.parametrize("typed", ["is:foo", "stage:foo", "mark:foo", "since:2024", "is:open,foo"])
def test_what_is_no_value_is_told_with_those_there_are(typed: str) -> None:
    parsed = parse(typed)
    assert ": expects one of " in parsed.hint
    assert "foo" not in parsed.hint
    assert parsed.filters == ()


def test_two_marks_must_both_hold_and_so_must_be_two_conditions() -> None:
    parsed = parse("is:starred is:unseen")
    assert [known.values for known in parsed.filters] == [("starred",)]
    assert parsed.node == InField("mark", ("unseen",))
    assert len(parse("is:open is:closed").filters) == 2  # nothing is both: either


def test_the_beginning_of_several_states_is_any_of_them() -> None:
    assert parse("is:clo").node == Or(
        (InField("status", ("closed",)), InField("since", ("closed",)))
    )


def test_marks_combine_with_all_else() -> None:
    assert parse("-is:starred").node == Not(InField("mark", ("starred",)))
    assert parse("python OR note:loin").node is not None
    assert parse("applied:>=2024-01").node == Range("applied", date(2024, 1, 1), None)
    assert parse("postulé:<7d").node == Range("applied", -7, 0)


@pytest.mark.parametrize("text", ["is:hidden", "x OR (y -est:masqué)", "-is:hidden", "is:hid"])
def test_hidden_ones_are_asked_for_wherever_they_are_named(text: str) -> None:
    assert asks_for(parse(text), "mark", "hidden")
    assert not asks_for(parse("hidden is:starred " + "x"), "mark", "hidden")


# --- from a put to the answer --------------------------------------------------------------------


def test_the_answer_to_the_same_question_knows_the_new_mark(library: Library) -> None:
    assert found(library, "is:starred") == set()
    assert library.user.put_mark(at(library, METEO), Mark(star=True))
    assert found(library, "is:starred") == {METEO}
    assert library.user.put_mark(at(library, MAREES), Mark(star=True, seen=True))
    assert found(library, "is:starred") == {METEO, MAREES}
    assert found(library, "is:starred is:unseen") == {METEO}
    assert found(library, "is:starred -is:unseen") == {MAREES}
    assert library.user.put_mark(at(library, METEO), Mark())
    assert found(library, "", mark=("starred",)) == {MAREES}
    assert library.user.mark_of(at(library, MAREES)) == Mark(star=True, seen=True)


def test_counts_that_were_not_looked_at_are_those_of_their_answer(library: Library) -> None:
    library.user.put_mark(at(library, METEO), Mark(star=True))
    results = library.search(Query(TODAY))
    library.user.put_mark(at(library, MAREES), Mark(star=True))
    assert results.buckets["mark"][0][:2] == ("starred", 1)
    assert library.search(Query(TODAY)).buckets["mark"][0][:2] == ("starred", 2)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("stage:applied", {METEO}),
        ("étape:none", {PHARES, SABLE, ECUME, VENT}),
        ("applied:2024", {METEO}),
        ("applied:>=2024-02", set()),
        ("applied:[2023 to 2024-01-02]", {METEO}),
        ("note:rappeler", {METEO}),
        ("note:RAPPEL", {METEO}),
        ('note:"midi rappeler"', {METEO}),
        ("note:peler", set()),
        ("note:evenement", {MAREES}),
        ("note:rappeler,événement", {METEO, MAREES}),
        ("note:c++", {MAREES}),
        ("note:+33", {MAREES}),
        ("is:noted -note:c++", {METEO}),
        ("écume OR note:midi", {ECUME, METEO}),
        ("(stage:offer OR is:starred) python", {METEO}),
        ("is:s -is:seen", {METEO}),
    ],
)
def test_questions(library: Library, text: str, names: set[str]) -> None:
    note = "Rappeler lundi\nà midi"
    day = date(2024, 1, 2)
    library.user.put_mark(at(library, METEO), Mark(True, False, False, note, Stage.APPLIED, day))
    library.user.put_mark(
        at(library, MAREES), Mark(note="événement, C++, +33 1", stage=Stage.OFFER)
    )
    assert found(library, text) == names


def test_the_hidden_are_left_out_and_counted(library: Library) -> None:
    for name in (METEO, PHARES):
        library.user.put_mark(at(library, name), Mark(hidden=True))
    assert found(library, "") == {MAREES, SABLE, ECUME, VENT}
    assert found(library, "python") == set()
    assert library.search(Query(TODAY, "python")).blockers == (("hidden", 2),)
    assert library.search(Query(TODAY, "zébulon")).blockers == ()
    assert found(library, "python is:hidden") == {METEO, PHARES}
    assert found(library, "is:hidden OR marées") == {METEO, PHARES, MAREES}
    assert found(library, "-is:hidden") == {MAREES, SABLE, ECUME, VENT}
    assert found(library, "", mark=("hidden",)) == {METEO, PHARES}
    contracts = {b.value: b.postings for b in library.search(Query(TODAY)).buckets["contract"]}
    assert contracts == {"fixed-term": 1, "": 3}


def test_completion_counts_marks(library: Library) -> None:
    library.user.put_mark(at(library, METEO), Mark(star=True, stage=Stage.APPLIED))

    def offered(text: str) -> dict[str, int]:
        results = library.search(Query(TODAY, text))
        return {one.text: one.postings for one in candidates(text, results.buckets)}

    assert offered("is:sta") == {"is:starred": 1}
    assert offered("est:fav") == {"est:favori": 1}
    assert offered("stage:app") == {"stage:applied": 1}
    assert offered("python -is:sta") == {}
    assert offered("is:")["is:unseen"] == 6
    assert offered("sta")["stage:"] == -1


def test_another_session_s_mark_is_seen(library: Library, postings: Path) -> None:
    other = opened_on(postings)
    assert not other.user.has_marks
    assert not other.user.reload()
    library.user.put_mark(at(library, METEO), Mark(star=True))
    assert other.user.reload()
    assert found(other, "is:starred") == {METEO}
    other.user.put_mark(at(other, MAREES), Mark(star=True))
    assert library.user.reload()
    assert not library.user.reload()
    assert found(library, "is:starred") == {METEO, MAREES}
    other.close()


@pytest.mark.process
def test_two_processes_mark_at_once(library: Library, postings: Path) -> None:
    script = """
import sys
from jobtui.library.library import Library
from jobtui.sources.folders import resolve
library = Library([resolve(sys.argv[1])])
library.refresh()
change = {"star": True} if sys.argv[2] == "star" else {"note": "loin"}
for posting in [row.posting for row in library.snapshot.rows]:
    assert library.user.put_mark(posting, library.user.mark_of(posting)._replace(**change))
"""
    calls = [
        subprocess.Popen([sys.executable, "-c", script, str(postings), what])
        for what in ("star", "note")
    ]
    assert [call.wait(PATIENCE) for call in calls] == [0, 0]
    again = opened_on(postings)
    assert len(found(again, "is:starred note:loin")) == 6
    again.close()


def test_who_was_told_of_no_mark_takes_none_back(library: Library, postings: Path) -> None:
    told = library.user.mark_of(at(library, METEO))
    other = opened_on(postings)
    other.user.put_mark(at(other, METEO), Mark(note="loin"))
    other.close()
    library.user.put_mark(at(library, METEO), told._replace(star=True))
    assert library.user.mark_of(at(library, METEO)) == Mark(star=True, note="loin")


@pytest.mark.parametrize("is_open", [True, False])
def test_a_mark_goes_with_its_file(library: Library, postings: Path, is_open: bool) -> None:
    library.user.put_mark(at(library, METEO), Mark(star=True))
    if not is_open:
        library.close()
        library = Library([resolve(postings)])
    (postings / "new").mkdir()
    (postings / f"{METEO}.md").rename(postings / "new" / "2024-03-01-pluie.md")
    library.refresh()
    assert found(library, "is:starred") == {"2024-03-01-pluie"}
    library.close()
    again = opened_on(postings)
    assert found(again, "is:starred") == {"2024-03-01-pluie"}
    again.close()


def test_marks_that_cannot_be_saved_are_told_and_stay(library: Library, own_home: Path) -> None:
    (own_home / "data").write_text("no folder")
    assert not library.user.put_mark(at(library, METEO), Mark(star=True))
    assert "not saved" in library.user.notice
    assert found(library, "is:starred") == {METEO}


# --- what is new ---------------------------------------------------------------------------------


def visited(folder: Path, work: Callable[[], object]) -> Library:
    """Return a library in its second visit, before which *work* was done."""
    first = opened_on(folder)
    assert first.user.visit(TODAY, pause=0) == Visit()
    assert first.user.is_first_visit
    first.user.leave()
    first.close()
    work()
    second = opened_on(folder)
    second.user.visit(TODAY, pause=0)
    assert not second.user.is_first_visit
    return second


def test_what_came_closed_reopened_or_changed(postings: Path) -> None:
    def work() -> None:
        write(postings, "2024-05-01-neuf.md", "Neuf.", open="true")
        write(postings, f"{MAREES}.md", "Autre.", open="false")
        write(postings, f"{PHARES}.md", "Autre.", open="true")
        write(postings, f"{VENT}.md", "Mesurer.", roles="Product manager")

    library = visited(postings, work)
    assert found(library, "is:new") == {"2024-05-01-neuf"}
    assert found(library, "is:changed") == {VENT}
    assert found(library, "is:closed-since") == {MAREES}
    assert found(library, "is:reopened") == found(library, "depuis:rouvert") == {PHARES}
    assert found(library, "", since=("new", "changed")) == {"2024-05-01-neuf", VENT}
    assert library.user.news_of(at(library, MAREES)) == ("closed",)
    searches = [SearchSetting("all", ""), SearchSetting("new", "neuf"), SearchSetting("x", "zzz")]
    assert library.saved_counts(searches, TODAY) == [("all", 7, 1), ("new", 1, 1), ("x", 0, 0)]
    library.close()


def test_what_comes_during_a_visit_is_new_in_it(postings: Path) -> None:
    library = visited(postings, lambda: None)
    assert found(library, "is:new") == set()
    write(postings, "2024-05-01-neuf.md", "Neuf.", open="true")
    library.refresh()
    assert found(library, "is:new") == {"2024-05-01-neuf"}
    library.user.leave()
    library.user.visit(TODAY, pause=0)
    assert found(library, "is:new") == set()
    library.close()


def test_a_look_records_nothing(postings: Path) -> None:
    library = visited(postings, lambda: write(postings, "2024-05-01-neuf.md", "Neuf."))
    library.user.leave()  # at once: what is new has been shown
    library.close()
    write(postings, "2024-06-01-neuer.md", "Neuer.")
    for _time in range(2):
        looking = opened_on(postings)
        assert found(looking, "is:new") == set()
        looking.user.peek(TODAY)
        looking.user.leave()
        looking.close()
    again = opened_on(postings)
    again.user.visit(TODAY, pause=0)
    assert found(again, "is:new") == {"2024-06-01-neuer"}
    again.close()


def test_saved_searches_and_other_sources_have_visits_of_their_own(
    postings: Path, checkout: Path
) -> None:
    library = visited(postings, lambda: write(postings, "2024-05-01-neuf.md", "Neuf."))
    assert found(library, "is:new") == {"2024-05-01-neuf"}
    library.user.visit(TODAY, "dev", 0)
    assert library.user.is_first_visit
    assert found(library, "is:new") == set()
    library.close()
    other = opened_on(checkout)
    other.user.visit(TODAY)
    assert other.user.is_first_visit
    other.close()


def test_no_visit_of_another_day_of_the_sample_or_of_a_part(
    library: Library, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert library.user.visit(TODAY - timedelta(days=1)) is None
    sample = opened_on(SAMPLE)
    assert sample.user.visit(TODAY) is None
    library.snapshot.manifest = library.snapshot.manifest._replace(whole=False)
    assert library.user.visit(TODAY) is None
    library.user.peek(TODAY)
    library.user.leave()
    assert not library.user.has_marks
    assert not (locations.data_dir() / locations.MARKS).exists()
    assert found(library, "is:new") == set()
