"""How long one key of search as you type takes, beside SQLite FTS5, and tantivy if installed.

    python -m tests.benchmarks.search [--sizes 640,10000,100000] [--questions 60]

Makes postings by a seeded generator, builds both indexes, and types questions key by key. One key
is: what is found, the first fifty, the total, and the counts of four facets. Prints medians and
95th percentiles in milliseconds with the ratio to FTS5, and the build of each. FTS5 and tantivy
are given texts that jobtui has read. All but the opening is CPU time, that of processes included,
so that other programs on the machine matter less.
"""

from __future__ import annotations

import argparse
import re
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
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.postings.facets import BY_NAME
from jobtui.search.query import Query
from jobtui.search.snapshot import Snapshot
from jobtui.sources import folders
from jobtui.text.folding import fold
from tests.benchmarks.corpus import Generator, write

T = TypeVar("T")

_DAY = date(2025, 6, 1)
_COUNTED = ("status", "contract", "startup", "year")


def keys(questions: list[str]) -> Iterator[str]:
    """Yield every state of the search box while the questions are typed."""
    for question in questions:
        for length in range(1, len(question) + 1):
            yield question[:length]


def times(answer: Callable[[str], object], typed: list[str]) -> list[float]:
    """Return the milliseconds of CPU that each key takes."""
    taken = []
    for text in typed:
        start = time.process_time()
        answer(text)
        taken.append((time.process_time() - start) * 1000)
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

    def look(self) -> None:
        """Look at all files, none of which has changed."""
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


class Tantivy:
    """Tantivy's index in memory, of folded text; the last word is looked up by its beginning."""

    def __init__(self, library: Jobtui, _folder: Path, _file: Path) -> None:
        import tantivy  # type: ignore[import-not-found]  # an extra that nothing else needs

        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        for name in ("heading", "body"):
            builder.add_text_field(name)
        for name in _COUNTED:
            builder.add_text_field(name, fast=True, tokenizer_name="raw")
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(num_threads=2)
        for row in library.snapshot.rows:
            posting = row.posting
            values = {name: [(*BY_NAME[name].values(posting), "")[0]] for name in _COUNTED}
            heading = [fold(f"{posting.title} {posting.role}")]
            body = [fold(Path(posting.path).read_text("utf-8"))]
            writer.add_document(tantivy.Document(heading=heading, body=body, **values))
        writer.commit()
        self._index.reload()

    def answer(self, text: str) -> object:
        """Answer one key."""
        words = re.findall(r"\w+", fold(text))
        if not words:
            return None
        query, occur, schema = self._tantivy.Query, self._tantivy.Occur, self._index.schema

        def anywhere(word: str, is_last: bool) -> object:
            one = query.regex_query if is_last else query.term_query
            typed = f"{word}.*" if is_last else word
            parts = [(occur.Should, one(schema, name, typed)) for name in ("heading", "body")]
            return query.boolean_query(parts)

        asked = query.boolean_query(
            [(occur.Must, anywhere(word, word is words[-1])) for word in words]
        )
        searcher = self._index.searcher()
        found = searcher.search(asked, limit=50)
        counted = {name: {"terms": {"field": name, "size": 1000}} for name in _COUNTED}
        return found.hits, found.count, searcher.aggregate(asked, counted)


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


def cpu(call: Callable[[], T]) -> tuple[T, float]:
    """Return what *call* does, and the seconds of CPU that it and its processes take."""
    before = _used()
    result = call()
    return result, _used() - before


def _used() -> float:
    every = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in every)


def measure(size: int, questions: int, folder: Path) -> None:
    """Print the row of one size, and one for each other engine."""
    postings = folder / "postings"
    generator: Generator = write(postings, size)
    typed = list(keys(generator.questions(questions)))
    own, built = cpu(lambda: Jobtui(postings, folder / "cache"))
    engines: dict[str, Jobtui | Fts5 | Tantivy] = {"jobtui": own}
    builds = {"jobtui": built}
    kinds: dict[str, type[Fts5 | Tantivy]]
    kinds = {"FTS5": Fts5, "tantivy": Tantivy} if find_spec("tantivy") else {"FTS5": Fts5}
    for name, kind in kinds.items():
        made: Callable[[], Fts5 | Tantivy] = partial(kind, own, postings, folder / name)
        engines[name], builds[name] = cpu(made)
    for engine in engines.values():
        times(engine.answer, typed[:20])
    taken = {name: times(engine.answer, typed) for name, engine in engines.items()}
    p95 = {name: statistics.quantiles(each, n=20)[18] for name, each in taken.items()}
    updates = []
    for file in sorted(postings.rglob("*.md"))[:9]:
        scanned = cpu(own.look)[1]
        updates.append(cpu(partial(own.update, file))[1] - scanned)
    opened, process, nothing = opening(own.snapshot)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, each in taken.items():
        row = (
            f"| {size} | {name} | {statistics.median(each):.2f} / {p95[name]:.2f} "
            f"| {p95[name] / p95['FTS5']:.2f} | {builds[name] * 1000 / size:.2f} "
        )
        if name == "jobtui":
            row += (
                f"| {statistics.median(updates) * 1000:.0f} ms | {opened / nothing:.2f} "
                f"({process / nothing:.1f}) | {memory:.0f} MB |"
            )
        print(row if name == "jobtui" else row + "| | | |", flush=True)


def main() -> None:
    """Measure every size."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sizes", default="640,10000")
    parser.add_argument("--questions", type=int, default=60)
    args = parser.parse_args()
    print("| postings | engine | median / p95 ms a key | p95 to FTS5 | build, ms a posting "
          "| one changed file | opening (with imports) to `python -c pass` | memory |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|")
    for size in map(int, args.sizes.split(",")):
        folder = Path(tempfile.mkdtemp(prefix="jobtui-benchmark-"))
        try:
            measure(size, args.questions, folder)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
