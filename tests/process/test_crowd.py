"""Many at once, and killed at any moment: what is read is always the old or the new, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.sources.folders import Source, resolve
from tests.conftest import write
from tests.index.test_cache import command, of
from tests.prepared_program import SOURCE_CODE
from tests.waiting import PATIENCE

DAY = date(2024, 7, 1)
# JOBTUI_TEST_ROUNDS=10 is worth a night; what is hard to hit is hit by one in thousands of runs.
ROUNDS = int(os.environ.get("JOBTUI_TEST_ROUNDS", "1"))
KILLS = 30 * ROUNDS
READERS, REFRESHES = 6, 25 * ROUNDS
INSTANCES = 12 * ROUNDS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "postings"
    for number in range(40):
        write(
            made, f"2024-01-{number % 28 + 1:02}-poste-{number}.md", f"Texte {number}.", roles="Dev"
        )
    state(made, 0)
    return made


def state(folder: Path, number: int) -> None:
    """Let one posting, which always says so in text and title, be that of *number*."""
    new = folder.parent / "new"
    write(folder.parent, "new", f"Compteur, valeur{number}.", title=f"Etat {number}", open="true")
    new.replace(folder / "2024-06-01-compteur.md")


def seen(chosen: list[Source]) -> int:
    """Open the index as it is now, ask it, and return the state it tells of."""
    library = Library(chosen)
    (posting,) = library.search(Query(DAY, "compteur")).postings
    number = int(posting.title.split()[-1])
    assert [p.title for p in library.search(Query(DAY, f"valeur{number}")).postings] == [
        posting.title
    ]
    assert library.search(Query(DAY)).total == 41
    assert len(library.search(Query(DAY, "texte")).postings) == 40
    return number


def forked(work: Callable[[], object]) -> int:
    """Do *work* in a process of its own; return its number."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def calls(work: Callable[[], object], last: int = sys.maxsize) -> int:
    """Do *work*, to be killed at its call number *last*; return how many calls it made.

    So a kill comes at any moment of the work, and not of the clock, by which a machine that is
    busy would be killed each time before it has begun.
    """
    made = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal made
        made += event.endswith("call")
        if made == last:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made


def test_writers_killed_at_random_leave_the_old_or_the_new(folder: Path) -> None:
    chosen = [resolve(folder)]
    Library(chosen).refresh()
    note = folder.parent / "calls"
    for number in range(2):  # the second also takes in what the first has added: as all later ones
        state(folder, number + 1)
        pid = forked(lambda: note.write_text(str(calls(lambda: Library(chosen).refresh()))))
        os.waitpid(pid, 0)
    most = int(note.read_text())
    chance = random.Random(5)
    before = seen(chosen)
    assert before == 2
    survived = 0
    for number in range(3, KILLS + 3):
        state(folder, number)
        last = chance.randint(1, most * 11 // 10)
        os.waitpid(forked(partial(calls, lambda: Library(chosen).refresh(), last)), 0)
        now = seen(chosen)
        assert now in (before, number)
        survived += now == number
        before = now
    assert 0 < survived < KILLS  # some were killed before the end, and some after it
    Library(chosen).refresh()
    assert seen(chosen) == KILLS + 2
    names = [path.name.split("-")[0] for path in of(folder).iterdir()]
    assert sorted(set(names)) == ["current", "g", "lock"]  # nothing of the dead
    assert names.count("g") <= 3


def test_readers_see_whole_states_while_the_index_is_refreshed(folder: Path) -> None:
    chosen = [resolve(folder)]
    library = Library(chosen)
    library.refresh()

    def read() -> None:
        last = 0
        while last < REFRESHES:
            now = seen(chosen)
            assert now >= last, "time went backwards"
            last = now

    readers = [forked(read) for _number in range(READERS)]
    for number in range(1, REFRESHES + 1):
        state(folder, number)
        library.refresh()
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in readers] == [0] * READERS
    with Cache.of(chosen).writer():
        pass  # no lock is left over


def test_of_many_instances_without_a_cache_one_builds(folder: Path) -> None:
    environment = dict(os.environ, PYTHONPATH=str(SOURCE_CODE), PYTHONIOENCODING="utf-8")
    crowd = [
        subprocess.Popen(
            command(folder, "texte"),
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _number in range(INSTANCES)
    ]
    answers = [process.communicate(timeout=4 * PATIENCE) for process in crowd]
    assert {process.returncode for process in crowd} == {0}
    assert len({out for out, _err in answers}) == 1
    assert answers[0][0].count(b"\n") == 40
    generations = sorted(path.name.split("-")[1] for path in of(folder).glob("g-*"))
    assert generations == ["1"]
