"""Files to what the manifest and the index hold of them, on all cores if there are many."""

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
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Worker = subprocess.Popen[bytes]

_MANY = 400  # files that are worth the start of other processes
_MOST_WORKERS = 4  # others work on this machine too
_AT_ONCE = 16  # files handed to a worker
_LOOK = 1  # seconds between a worker's looks whether its parent is there
_AHEAD = 2  # times that many before the first are back


class File(NamedTuple):
    """A file that is a posting, and the address of the site that it is a page of."""

    path: str
    name: str  # within the source
    site_url: str
    top: Top | None = None  # what the user named; None: this file


class IngestedFile(NamedTuple):
    """What is held of one file, before it is joined to its startup."""

    posting: Posting
    startup_line: int
    digest: str
    heading: Indexed
    body: Indexed


def ingest_files(file: File) -> IngestedFile:
    """Read one file; whatever is wrong with it, the others are not to suffer."""
    try:
        document = read(*file)
    except Exception as error:
        if is_shortage(error):
            raise
        why = f"{type(error).__name__}: {error}"
        message = later("jobtui cannot read this ({why}); please report it", why=why)
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
    """Return everything that a posting says, but for its heading and its team."""
    said = [body, *posting.contracts, *posting.technologies]
    said += posting.domains if not posting.domains_inferred else ()
    said += [*posting.contacts, posting.apply_to]
    said += [text for _key, text in (*posting.written, *posting.extra)]
    return "\n".join(said)


@contextmanager
def reader(count: int) -> Iterator[Callable[[Sequence[File]], Iterator[IngestedFile]]]:
    """Yield a function that reads files in their order; *count* of them are to come."""
    workers = list(_workers()) if count >= _MANY else []
    try:
        yield lambda files: _read(files, workers)
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()
        forget()


def _read(files: Sequence[File], workers: Sequence[Worker]) -> Iterator[IngestedFile]:
    """Yield what is held of each file; should a worker fail, the rest is read here."""
    batches = [files[at : at + _AT_ONCE] for at in range(0, len(files), _AT_ONCE)]
    done = 0
    if workers and len(batches) > 1:
        ahead = _AHEAD * len(workers)
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            for number in range(-ahead, len(batches)):
                if number + ahead < len(batches):
                    _send(workers[number % len(workers)], batches[number + ahead])
                if number >= 0:
                    for intake in _received(workers[number % len(workers)]):
                        done += 1
                        yield intake
    yield from map(ingest_files, files[done:])


def _workers() -> Iterator[Worker]:
    """Start a process for each core, if there is more than one."""
    count = min(len(os.sched_getaffinity(0)), _MOST_WORKERS)
    with suppress(OSError):
        for _number in range(count if count > 1 and sys.executable else 0):
            # -P: nothing is imported from the current directory, which may be anybody's.
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
    intakes: list[IngestedFile] = pickle.load(worker.stdout)  # noqa: S301 - from our own process
    return intakes


def _work(parent: int) -> None:
    """Read the files that process *parent* names on standard input, until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # that is for who asks
    _end_with(parent)
    with suppress(EOFError, BrokenPipeError):
        while True:
            files: list[File] = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
            pickle.dump([ingest_files(file) for file in files], sys.stdout.buffer)
            sys.stdout.flush()


def _end_with(parent: int) -> None:
    """End soon after *parent*, also in the middle of a file that takes long."""

    def look(*_signal: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)


if __name__ == "__main__":
    from jobtui.index import ingest  # the classes are to be that module's, not __main__'s

    ingest._work(int(sys.argv[1]))
