"""Child processes that read many files, each into a segment of its own.

A worker reads lines of JSON on standard input: first the startups and incubators of the sources,
then a directory and files to add to it, again and again. It answers each batch with a line after
every few files, how many these were, and at last the segment as in a table of contents.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jobtui.index import analysis
from jobtui.index.ingest import File, add_files
from jobtui.index.row_codec import FileState
from jobtui.index.storage import IndexStorage
from jobtui.index.toc import packed, parts_of
from jobtui.index.writer import PostingIndex
from jobtui.parsing.startups import Directory, Organisation
from jobtui.postings.source_rules import SourceRules
from jobtui.sources.folders import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jobtui.index.organisations import Directories
    from jobtui.index.toc import Part

    Worker = subprocess.Popen[bytes]

MANY = 150  # files; a process takes 0.3 s to start, which it saves with some 90 files on two cores
_FEW = 20  # files
_MOST_WORKERS = 4  # leave cores to other programs
_AT_ONCE = 16  # files between two lines of an answer
_LOOK = 1  # seconds between a worker's checks that its parent is alive


@contextmanager
def started(count: int) -> Iterator[list[Worker]]:
    """Provide workers, if *count* files are many; they end with the block.

    They need their time to start, in which the caller finds out what to ``tell`` them.
    """
    workers: list[Worker] = []
    try:
        _start(workers, count)
        yield workers
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()
        if workers or count > _FEW:  # or keep the words for the next few files: most are the same
            analysis.forget()


def tell(workers: list[Worker], count: int, directories: Directories, for_all: bool) -> None:
    """Tell workers what they need for all files; start them now if only now *count* is many."""
    if not workers:
        _start(workers, count)
    known = [(source, d.startups, d.incubators) for source, d in directories.items()]
    for worker in tuple(workers):
        try:
            _send(worker, (known, for_all))
        except OSError:
            workers.remove(worker)
            worker.kill()
            worker.communicate()


def _start(workers: list[Worker], count: int) -> None:
    """Add workers to a list, if *count* files are many."""
    with suppress(OSError):
        for _number in range(_processes() if count >= MANY else 0):
            # -P: import nothing from the current directory, which may belong to anybody.
            worker = subprocess.Popen(  # noqa: S603 - this program itself
                [sys.executable, "-P", "-m", "jobtui.index.workers", str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            workers.append(worker)


class Built(NamedTuple):
    """The segments that workers have written, and the files of those that failed."""

    parts: list[Part]
    left: list[File]


def build(
    workers: list[Worker], directory: Path, files: Sequence[File], advance: Callable[[int], None]
) -> Built:
    """Add *files* to *directory* in all workers; those that fail leave the list.

    *advance* is called with the number of files that were read since the last call.
    """
    count = len(workers)
    shares = [(worker, list(files[at::count])) for at, worker in enumerate(workers)]
    running = []
    built = Built([], [])
    for worker, share in shares:
        answers = _answers(worker, directory, share)
        next(answers, None)  # sends the batch
        running.append((worker, share, answers))
    while running:
        for job in tuple(running):
            worker, share, answers = job
            answer = next(answers, None)
            if isinstance(answer, int):
                advance(answer)
                continue
            running.remove(job)
            if answer is None:
                workers.remove(worker)
                built.left.extend(share)
            else:
                built.parts.append(answer)
    return built


def _answers(worker: Worker, directory: Path, files: Sequence[File]) -> Iterator[int | Part]:
    """Send a batch, then yield its answers; they end without a segment if the worker fails."""
    with suppress(OSError, ValueError, IndexError):
        _send(worker, (str(directory), files))
        yield 0
        assert worker.stdout is not None
        while isinstance(answer := json.loads(worker.stdout.readline()), int):
            yield answer
        yield len(files) % _AT_ONCE
        yield parts_of(json.dumps(answer))[0]


def _processes() -> int:
    """Return how many workers there are: one for each core if there are several."""
    count = min(len(os.sched_getaffinity(0)), _MOST_WORKERS)
    return count if count > 1 and sys.executable else 0


def _send(worker: Worker, content: object) -> None:
    assert worker.stdin is not None
    worker.stdin.write(json.dumps(content).encode("ascii") + b"\n")
    worker.stdin.flush()


def _work(parent: int) -> None:
    """Do what process *parent* asks for on standard input, until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles it
    _end_with(parent)
    known, for_all = json.loads(sys.stdin.buffer.readline())
    directories = {
        _source(source): Directory(_organisations(startups), _organisations(incubators))
        for source, startups, incubators in known
    }
    with suppress(BrokenPipeError):
        for line in sys.stdin.buffer:
            directory, listed = json.loads(line)
            files = [
                File(_source(source), path, name, FileState(*state), posting_id)
                for source, path, name, state, posting_id in listed
            ]
            writer = PostingIndex(IndexStorage(Path(directory)), ()).writer()
            for number, _ in enumerate(add_files(writer, files, directories, for_all), 1):
                if number % _AT_ONCE == 0:
                    print(_AT_ONCE, flush=True)
            print(packed([writer.finish_segment()]).decode(), flush=True)


def _source(listed: list[Any]) -> Source:
    return Source._make((*listed[:-1], SourceRules(*map(_tuples, listed[-1]))))


def _tuples(value: Any) -> Any:
    """Return what JSON has made lists of as tuples."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _organisations(listed: list[list[object]]) -> list[Organisation]:
    return [
        Organisation(str(name), str(title), str(incubator), tuple(former))  # type: ignore[arg-type]
        for name, title, incubator, former in listed
    ]


def _end_with(parent: int) -> None:
    """Exit soon after *parent* has, even in the middle of a slow file."""

    def check(*_signal: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGALRM, check)
    signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)


if __name__ == "__main__":
    _work(int(sys.argv[1]))
