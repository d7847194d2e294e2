"""How long one key of search as you type takes, beside SQLite FTS5 in the same run.

    python -m tests.benchmarks.search [--sizes 640,10000,100000] [--questions 60]

Makes postings by a seeded generator, builds both indexes, and types questions key by key. One key
is: what is found, the first fifty, the total, and the counts of four facets. Prints medians and
95th percentiles in milliseconds with the ratio, and the build of each.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.search.query import Query
from jobtui.search.snapshot import Snapshot
from jobtui.sources import folders
from jobtui.text.folding import fold
from tests.benchmarks.corpus import Generator, write

_DAY = date(2025, 6, 1)
_COUNTED = ("status", "contract", "startup", "year")


def keys(questions: list[str]) -> Iterator[str]:
    """Yield every state of the search box while the questions are typed."""
    for question in questions:
        for length in range(1, len(question) + 1):
            yield question[:length]


def times(answer: Callable[[str], object], typed: list[str]) -> list[float]:
    """Return the milliseconds that each key takes."""
    taken = []
    for text in typed:
        start = time.perf_counter()
        answer(text)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


class Jobtui:
    """The program's own index."""

    def __init__(self, folder: Path, cache: Path) -> None:
        chosen = [folders.resolve(folder)]
        self._library = Library(chosen, Cache.of(chosen, cache))
        self._library.refresh()

    def answer(self, text: str) -> object:
        """Answer one key."""
        results = self._library.search(Query(_DAY, text))
        counts = [results.buckets[name] for name in _COUNTED]
        return results.postings[:50], len(results.postings), counts

    def update(self, file: Path) -> None:
        """Change one file and read it again."""
        file.write_text(file.read_text("utf-8") + "\nchangement\n", "utf-8")
        self._library.refresh()

    @property
    def snapshot(self) -> Snapshot:
        """What is shown, and where it is."""
        return self._library.snapshot


class Fts5:
    """SQLite's full-text search over folded text, with a prefix index."""

    def __init__(self, library: Jobtui, folder: Path, file: Path) -> None:
        self._base = sqlite3.connect(file)
        self._base.execute(
            "CREATE VIRTUAL TABLE p USING fts5(heading, body, content='', prefix='1 2 3', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        columns = ", ".join(_COUNTED)
        self._base.execute(f"CREATE TABLE f (id INTEGER PRIMARY KEY, {columns})")
        rows = library.snapshot.rows
        from jobtui.postings.facets import BY_NAME

        for number, row in enumerate(rows):
            text = fold(Path(row.posting.path).read_text("utf-8"))
            heading = fold(f"{row.posting.title} {row.posting.role}")
            self._base.execute("INSERT INTO p(rowid, heading, body) VALUES (?, ?, ?)",
                               (number, heading, text))  # fmt: skip
            values = [(*BY_NAME[name].values(row.posting), "")[0] for name in _COUNTED]
            self._base.execute("INSERT INTO f VALUES (?, ?, ?, ?, ?)", (number, *values))
        self._base.commit()

    def answer(self, text: str) -> object:
        """Answer one key."""
        words = [word for word in fold(text).split() if any(c.isalnum() for c in word)]
        if not words:
            return None
        question = " ".join(f'"{word}"' for word in words[:-1]) + f' "{words[-1]}"*'
        cursor = self._base.execute(
            "SELECT rowid FROM p WHERE p MATCH ? ORDER BY bm25(p, 8.0, 1.0) LIMIT 50", (question,)
        )
        first = cursor.fetchall()
        counts = [
            self._base.execute(
                f"SELECT {name}, count(*) FROM f WHERE id IN "
                "(SELECT rowid FROM p WHERE p MATCH ?) GROUP BY 1", (question,)
            ).fetchall()
            for name in _COUNTED
        ]  # fmt: skip
        return first, sum(count for _value, count in counts[0]), counts


def opening(snapshot: Snapshot) -> tuple[float, float, float]:
    """Return the seconds of opening the index in a new process, and of a process that does so.

    The last figure is ``python -c pass``, started in turns with the others.
    """
    code = (
        "import time; from pathlib import Path; from jobtui.index.toc import Part; "
        "from jobtui.index.fulltext import TextIndex; start = time.perf_counter(); "
        f"TextIndex(Path({str(snapshot.directory)!r}), {list(snapshot.manifest.parts)!r}); "
        "print(time.perf_counter() - start)"
    )
    opened: list[float] = []
    taken: dict[str, list[float]] = {"pass": [], code: []}
    for _round in range(9):
        for script, held in taken.items():
            start = time.perf_counter()
            answer = subprocess.run(
                [sys.executable, "-c", script], check=True, capture_output=True, text=True
            )
            held.append(time.perf_counter() - start)
            if answer.stdout:
                opened.append(float(answer.stdout))
    return tuple(map(statistics.median, (opened, taken[code], taken["pass"])))  # type: ignore[return-value]


def measure(size: int, questions: int, folder: Path) -> None:
    """Print the rows of one size."""
    postings = folder / "postings"
    generator: Generator = write(postings, size)
    typed = list(keys(generator.questions(questions)))
    start = time.perf_counter()
    own = Jobtui(postings, folder / "cache")
    built = time.perf_counter() - start
    start = time.perf_counter()
    other = Fts5(own, postings, folder / "fts5.sqlite")
    built_other = time.perf_counter() - start
    for answer in (own.answer, other.answer):
        times(answer, typed[:20])
    ours, theirs = times(own.answer, typed), times(other.answer, typed)
    file = next(postings.rglob("*.md"))
    start = time.perf_counter()
    own.update(file)
    updated = time.perf_counter() - start
    opened, process, nothing = opening(own.snapshot)
    p95 = [statistics.quantiles(taken, n=20)[18] for taken in (ours, theirs)]
    middle = [statistics.median(taken) for taken in (ours, theirs)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"| {size} | {middle[0]:.2f} / {p95[0]:.2f} | {middle[1]:.2f} / {p95[1]:.2f} "
        f"| {p95[0] / p95[1]:.2f} | {built:.1f} s | {built_other:.1f} s "
        f"| {built / built_other:.1f} "
        f"| {updated * 1000:.0f} ms | {opened / nothing:.2f} "
        f"({process / nothing:.1f}) | {memory:.0f} MB |",
        flush=True,
    )


def main() -> None:
    """Measure every size."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sizes", default="640,10000")
    parser.add_argument("--questions", type=int, default=60)
    args = parser.parse_args()
    print("| postings | jobtui, median / p95 ms a key | FTS5 | ratio of p95 | build | FTS5 | ratio "
          "| one changed file | opening (with imports) to `python -c pass` | memory |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|---|---|")
    for size in map(int, args.sizes.split(",")):
        folder = Path(tempfile.mkdtemp(prefix="jobtui-benchmark-"))
        try:
            measure(size, args.questions, folder)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
