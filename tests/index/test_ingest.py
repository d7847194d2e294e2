"""Reading many files on all cores gives what reading them one by one gives."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jobtui.files.beneath import Top
from jobtui.index import ingest
from jobtui.index.ingest import File, IngestedFile, ingest_file, reader
from tests.waiting import is_gone, until


@pytest.fixture
def files(tmp_path: Path) -> list[File]:
    made = []
    for number in range(100):
        path = tmp_path / f"2024-01-01-{number}.md"
        path.write_text(f"---\ntitle: Poste {number}\nopen: true\n---\nDes mots, {number}.\n")
        made.append(File(str(path), path.name, "", Top(str(tmp_path))))
    made[50] = made[50]._replace(path=str(tmp_path / "missing.md"))
    return made


@pytest.fixture(autouse=True)
def on_two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1})


@pytest.mark.process
def test_in_the_same_order_whatever_the_number_of_processes(files: list[File]) -> None:
    alone = list(map(ingest_file, files))
    assert alone[50].posting.problems
    with reader(ingest._MANY) as read_in:
        assert list(read_in(files[:90])) == alone[:90]
        assert list(read_in(files[90:])) == alone[90:]


def test_few_files_start_no_process(files: list[File], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with reader(ingest._MANY - 1) as read_in:
        assert next(one.posting.id for one in read_in(files)) == "2024-01-01-0"


@pytest.mark.process
@pytest.mark.parametrize("executable", ["", "/nowhere/python"])
def test_without_processes_all_is_read_here(
    files: list[File], executable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    with reader(ingest._MANY) as read_in:
        assert list(read_in(files)) == list(map(ingest_file, files))


@pytest.mark.process
def test_what_a_killed_process_had_is_read_here(
    files: list[File], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[ingest.Worker] = []
    start = ingest._workers

    def remembered() -> list[ingest.Worker]:
        started.extend(start())
        return started

    monkeypatch.setattr(ingest, "_workers", remembered)
    with reader(ingest._MANY) as read_in:
        found: list[IngestedFile] = []
        for one in read_in(files):
            found.append(one)
            if len(found) == 20:
                started[1].kill()
    assert found == list(map(ingest_file, files))


@pytest.mark.process
def test_no_process_stays(files: list[File], monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import os, time; from jobtui.index import ingest\n"
        "os.sched_getaffinity = lambda _pid: {0, 1}\n"
        "with ingest.reader(10**6) as read_in:\n"
        f"    found = read_in([ingest.File({files[0].path!r}, 'a.md', '')] * 10**4)\n"
        "    next(found)\n"
        "    print(*[w.pid for w in found.gi_frame.f_locals['workers']], flush=True)\n"
        "    time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    workers = [int(pid) for pid in parent.stdout.readline().split()]
    assert len(workers) == 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until(lambda: all(map(is_gone, workers)))
