"""Reading many files in several processes gives what reading them one by one gives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jobtui.index import workers
from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.sources.folders import resolve
from tests.index_rows import postings_of
from tests.waiting import is_gone, until

COUNT = 90


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "postings"
    for number in range(COUNT):
        # two of a name, which get ids of their own
        path = folder / f"{number % 2}" / f"2024-01-01-{number // 2}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: Poste {number}\nopen: true\n---\nDes mots, {number}.\n")
    return folder


@pytest.fixture(autouse=True)
def on_two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})


def read(folder: Path, cache: str, many: int, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr(workers, "MANY", many)
    chosen = [resolve(folder)]
    library = Library(chosen, Cache.of(chosen, folder.parent / cache))
    library.refresh()
    return library


@pytest.mark.process
def test_the_same_whatever_the_number_of_processes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []
    alone = read(folder, "alone", 10_000, monkeypatch)
    together = read(folder, "together", 10, monkeypatch)
    assert sorted(postings_of(alone)) == sorted(postings_of(together))
    assert len(together.snapshot.manifest.parts) == 3, "the first, and one of each process"
    assert len(set(together.ids())) == COUNT
    together.refresh(rebuild=True, progress=lambda done, _total: steps.append(done))
    assert steps == sorted(steps)
    assert len(steps) > 25


def test_few_files_start_no_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert len(read(folder, "few", COUNT + 1, monkeypatch).ids()) == COUNT


@pytest.mark.process
@pytest.mark.parametrize("executable", ["", "/nowhere/python", "/bin/false", "/bin/true"])
def test_without_processes_all_is_read_here(
    folder: Path, executable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    assert len(read(folder, "here", 10, monkeypatch).ids()) == COUNT


@pytest.mark.process
def test_what_a_killed_process_had_is_read_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = workers.build

    def killed(running: list[workers.Worker], *args: object) -> workers.Built:
        running[1].kill()
        return build(running, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "build", killed)
    library = read(folder, "killed", 10, monkeypatch)
    assert len(set(library.ids())) == COUNT
    assert library.snapshot.is_whole


@pytest.mark.process
def test_no_process_stays(folder: Path) -> None:
    code = (
        "import os, time; from jobtui.index import workers\n"
        "os.sched_getaffinity = lambda _pid: {0, 1}\n"
        "with workers.started(10**6) as running:\n"
        "    print(*[worker.pid for worker in running], flush=True)\n"
        "    time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    assert len(pids) == 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until(lambda: all(map(is_gone, pids)))
