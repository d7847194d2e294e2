"""Turns files into what the index stores of them, in several processes if there are many.

A worker reads pickled lists of ``File`` on standard input and writes pickled lists of
``IngestedFile`` on standard output.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from jobtui.files.beneath import Top
from jobtui.files.shortage import is_shortage
from jobtui.i18n import later
from jobtui.index.analysis import Indexed, forget, indexed
from jobtui.parsing.posting import ParsedFile, read
from jobtui.postings.model import Posting, Problem, Severity
from jobtui.postings.source_rules import NO_RULES, SourceRules
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Worker = subprocess.Popen[bytes]

_MANY = 400  # files; with fewer, starting processes takes longer than it saves
_MOST_WORKERS = 4  # leave cores to other programs
_AT_ONCE = 16  # files in a batch
_LOOK = 1  # seconds between a worker's checks that its parent is alive
_AHEAD = 2  # batches sent to each worker before its first answer is read


class File(NamedTuple):
    """A posting's file, and the address of the web site of its source."""

    path: str
    name: str  # within the source
    site_url: str
    top: Top | None = None  # the source, out of which no link is followed; None: this file
    rules: SourceRules = NO_RULES  # those of the source


class IngestedFile(NamedTuple):
    """What the index stores of a file, before it is joined to its startup."""

    posting: Posting
    startup_line: int
    digest: str
    heading: Indexed
    body: Indexed


def ingest_file(file: File) -> IngestedFile:
    """Read one file; an error in it becomes a problem of the posting."""
    try:
        document = read(*file)
    except Exception as error:
        if is_shortage(error):
            raise
        why = f"{type(error).__name__}: {error}"
        message = later("jobtui cannot read this file ({why}); please report it", why=why)
        problem = Problem(file.path, 1, "", message, Severity.ERROR)
        name = printable(file.name.rpartition("/")[2]).removesuffix(".md")
        document = ParsedFile(Posting(name, file.path, name, problems=(problem,)), "")
    posting = document.posting
    heading = " . ".join(dict.fromkeys((posting.title, posting.role)))
    return IngestedFile(
        posting,
        document.startup_line,
        document.digest,
        indexed(heading),
        indexed(_said(posting, document.body)),
    )


def _said(posting: Posting, body: str) -> str:
    """Return all text of a posting that is neither heading nor team."""
    said = [body, *posting.technologies, *posting.tags, *posting.places, posting.starts]
    said += posting.domains if "domains" not in posting.inferred else ()
    said += [*posting.contacts, *posting.apply.to, *posting.apply.cc, posting.apply.url]
    said += [text for _key, text in (*posting.written, *posting.extra)]
    return "\n".join(said)


@contextmanager
def reader(count: int) -> Iterator[Callable[[Sequence[File]], Iterator[IngestedFile]]]:
    """Provide a function that reads files and yields in their order; *count* are expected."""
    workers = list(_workers()) if count >= _MANY else []
    try:
        yield lambda files: _read(files, workers)
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()
        forget()


def _read(files: Sequence[File], workers: Sequence[Worker]) -> Iterator[IngestedFile]:
    """Yield the content of each file; if a worker fails, the rest is read in this process."""
    batches = [files[at : at + _AT_ONCE] for at in range(0, len(files), _AT_ONCE)]
    done = 0
    if workers and len(batches) > 1:
        ahead = _AHEAD * len(workers)
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            for number in range(-ahead, len(batches)):
                if number + ahead < len(batches):
                    _send(workers[number % len(workers)], batches[number + ahead])
                if number >= 0:
                    for ingested in _received(workers[number % len(workers)]):
                        done += 1
                        yield ingested
    yield from map(ingest_file, files[done:])


def _workers() -> Iterator[Worker]:
    """Start up to _MOST_WORKERS processes, one for each core if there are several."""
    count = min(len(os.sched_getaffinity(0)), _MOST_WORKERS)
    with suppress(OSError):
        for _number in range(count if count > 1 and sys.executable else 0):
            # -P: import nothing from the current directory, which may belong to anybody.
            yield subprocess.Popen(  # noqa: S603 - this program itself
                [sys.executable, "-P", "-m", "jobtui.index.ingest", str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )


def _send(worker: Worker, files: Sequence[File]) -> None:
    assert worker.stdin is not None
    pickle.dump(files, worker.stdin)
    worker.stdin.flush()


def _received(worker: Worker) -> list[IngestedFile]:
    assert worker.stdout is not None
    ingested: list[IngestedFile] = pickle.load(worker.stdout)  # noqa: S301 - our own process
    return ingested


def _work(parent: int) -> None:
    """Read the files that process *parent* names on standard input, until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles it
    _end_with(parent)
    with suppress(EOFError, BrokenPipeError):
        while True:
            files: list[File] = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
            pickle.dump([ingest_file(file) for file in files], sys.stdout.buffer)
            sys.stdout.flush()


def _end_with(parent: int) -> None:
    """Exit soon after *parent* has, even in the middle of a slow file."""

    def check(*_signal: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGALRM, check)
    signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)


if __name__ == "__main__":
    from jobtui.index import ingest  # the classes are to be that module's, not __main__'s

    ingest._work(int(sys.argv[1]))
