"""Random and broken postings through reading, rendering and searching; says what goes wrong.

    python -m tests.hostile.fuzz --minutes 10 [--seed 1] [FOLDER…]

Postings of FOLDER, of the bundled sample and generated ones are cut, spliced, repeated and filled
with hostile pieces. Wrong is an exception, a control in what is shown, a line that is too wide, a
JSON or CSV that is not read back, and what takes more than a second of processor time for each
100 KB. Each finding is kept as a file, and told with its seed.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jobtui.config.settings import Settings
from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.parsing.posting import read
from jobtui.postings.model import status_of
from jobtui.render.columns import OutputRow
from jobtui.render.formats import FIELDS, lines
from jobtui.render.markdown import parse
from jobtui.render.posting_page import lay_out_posting
from jobtui.render.posting_text import markdown, rendered
from jobtui.render.table import OutputStyle
from jobtui.search.parser import parse as parse_question
from jobtui.search.query import Query
from jobtui.sources import folders as sources
from jobtui.text.cells import cells
from jobtui.text.highlight import spans
from jobtui.text.tokenizer import tokens
from tests.hostile.material import KEYS, PAYLOADS, steers

DAY = date(2024, 1, 1)
NAME = "2024-01-01-x.md"
WIDTHS = (10, 33, 80, 200)
PIECES = (
    *PAYLOADS.values(),
    *"--- : - # > ` ``` ~~~ * ** _ __ [ ] ( ) ]( ![ <b> </b> <a < > & &#x1b; | |-".split(),
    *"' \" { } , ; @ ·e (e) -e-s .e.s oe œ 日本 ❤️ 👩‍💻 é e\u0301 www. http:// a@b.fr".split(),
    *("2022-02-31", "\u00a0", "\u202f", "\u2003"),
    *"&a *a <<: !!python/object:os.x ? | > %YAML true null ~ 1e9 .inf 0x1 - [ {".split(),
    *("\n", "\r\n", "\t", " ", "\n\n", "\n---\n", "\n- ", "\n1. ", "\n    ", "<!--", "-->", "\0"),
    *(f"\n{key}: " for key in KEYS),
    *"candidater par jour télétravail 3 mois renouvelables 400 € TJM profil senior".split(),
)
QUESTION = (
    *'" « » ( ) - + * ~ ~2 : , [ ] OU OR NOT ET AND | titre: techno: publié: closes:'.split(),
    *"is:open <30d >=2021 [2021 to 2022] dev 99999-99-99 contact: none *".split(),
    *("\0", "\x1b", "\u00a0"),
)  # fmt: skip


class TooLongError(Exception):
    """A call took more processor time than it may."""


class Finding(NamedTuple):
    """What went wrong, with which input."""

    what: str
    where: str
    path: Path


@contextmanager
def bounded(seconds: float) -> Iterator[None]:
    """Raise TooLongError after so much processor time."""

    def stop(_number: int, _frame: object) -> None:
        raise TooLongError(f"more than {seconds:.0f} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


class Fuzzer:
    """Makes inputs from a seed and tries them."""

    def __init__(self, seed: int, folders: Sequence[Path], work: Path) -> None:
        self.random = random.Random(seed)
        self.work = work
        found = [path for folder in folders for path in sorted(folder.rglob("*.md"))]
        self.seeds = [path.read_bytes() for path in found] or [b"---\nroles: Dev\n---\n"]
        self.tried = {"posting": 0, "question": 0}
        self.findings: list[Finding] = []
        self._library: Library | None = None

    def posting(self) -> bytes:
        """Return the bytes of one odd posting."""
        choose = self.random
        raw = choose.choice(self.seeds) if choose.random() < 0.7 else self._generated()
        for _change in range(choose.choice((1, 1, 2, 4, 16))):
            raw = self._changed(raw)
        return raw

    def _generated(self) -> bytes:
        choose = self.random
        parts = [choose.choice(PIECES) for _ in range(choose.randrange(1, 60))]
        head = "".join(f"{key}: {choose.choice(PIECES)}\n" for key in choose.sample(KEYS, 5))
        text = f"---\n{head}---\n{' '.join(parts)}" if choose.random() < 0.7 else "".join(parts)
        return text.encode("utf-8", "surrogatepass")

    def _changed(self, raw: bytes) -> bytes:
        choose = self.random
        at = choose.randrange(len(raw) + 1)
        end = min(len(raw), at + choose.choice((1, 3, 20, 200)))
        piece = choose.choice(PIECES).encode("utf-8", "surrogatepass")
        match choose.randrange(8):
            case 0:
                return raw[:at] + raw[end:]
            case 1:
                return raw[:at] + raw[at:end] * choose.choice((2, 10, 100)) + raw[end:]
            case 2:
                other = choose.choice(self.seeds)
                return raw[:at] + other[choose.randrange(len(other) + 1) :]
            case 3:
                flipped = bytes([choose.randrange(256)])
                return raw[:at] + flipped + raw[at + 1 :]
            case 4:  # a long run: what takes quadratic time shows
                more = piece + choose.choice(PIECES).encode("utf-8", "surrogatepass")
                return raw[:at] + more * choose.choice((50, 1000, 10_000)) + raw[end:]
            case _:
                return raw[:at] + piece + raw[end:]

    def question(self) -> str:
        """Return an odd question."""
        choose = self.random
        words = [choose.choice(QUESTION + PIECES) for _ in range(choose.choice((1, 3, 9, 90)))]
        text = choose.choice(("", " ", " ")).join(words)
        return text * choose.choice((1, 1, 1, 50))

    def step(self) -> None:
        """Try one posting, or one question in twenty."""
        if self.random.randrange(20):
            raw = self.posting()
            self._tried("posting", raw, lambda: self.try_posting(raw))
        else:
            text = self.question()
            raw = text.encode("utf-8", "surrogatepass")
            self._tried("question", raw, lambda: self.try_question(text))

    def _tried(self, kind: str, raw: bytes, attempt: Callable[[], None]) -> None:
        self.tried[kind] += 1
        try:
            with bounded(3 + len(raw) / 100_000):
                attempt()
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)
            last = next((f for f in reversed(where) if "jobtui" in f.filename), where[-1])
            path = self.work / f"{kind}-{self.tried[kind]}"
            path.write_bytes(raw)
            place = f"{Path(last.filename).name}:{last.lineno}"
            self.findings.append(Finding(f"{type(error).__name__}: {error}"[:200], place, path))

    def try_posting(self, raw: bytes) -> None:
        """Read and show a posting in every way. Raises what is wrong."""
        path = self.work / NAME
        path.write_bytes(raw)
        document = read(str(path), NAME, "https://site.example")
        posting = document.posting
        ruling = status_of(posting, DAY)
        for fmt in ("json", "jsonl", "csv", "tsv", "table"):
            style = OutputStyle(Settings().columns, 80 if fmt == "table" else None)
            text = "\n".join(lines(fmt, [OutputRow(posting, ruling, 1.0)], style))
            _is_safe(text, fmt, "\t" if fmt == "tsv" else "")
            if fmt in ("json", "jsonl"):
                json.loads(text)
            elif fmt in ("csv", "tsv"):
                dialect = "excel" if fmt == "csv" else "excel-tab"
                head, row = csv.reader(io.StringIO(text, newline=""), dialect=dialect)
                assert len(head) == len(row) == len(FIELDS)
        page = parse(document.body)
        terms = frozenset(token.term for token in tokens(document.body[:2000]))
        width = self.random.choice(WIDTHS)
        sheet = lay_out_posting(
            posting, ruling, page, width, lambda text: spans(text, terms, ("de",)), ascii=width < 40
        )
        for line in sheet.lines:
            text = "".join(span.text for span in line)
            _is_safe(text, "sheet")
            assert cells(text) <= width, f"{cells(text)} cells in {width}"
        for link in sheet.links:
            _is_safe(link.url, "link")
        for text in rendered(posting, ruling, document.body, width, False):
            _is_safe(text, "rendered")
        _is_safe("\n".join(markdown(posting, ruling, document.body)), "markdown")

    def try_question(self, text: str) -> None:
        """Ask a question of the sample. Raises what is wrong."""
        if self._library is None:
            chosen = [sources.resolve(sources.SAMPLE)]
            self._library = Library(chosen, Cache.of(chosen, self.work / "cache"))
            self._library.refresh()
        parse_question(text)
        results = self._library.search(Query(DAY, text))
        assert not results.notice, results.notice
        list(results.postings[:5])
        dict(results.buckets)
        _is_safe(results.help.hint, "hint")


def _is_safe(text: str, where: str, allowed: str = "") -> None:
    found = steers(text, allowed)
    assert not found, f"{where}: {found[0]!r}"


def run(
    seed: int, folders: Sequence[Path], seconds: float = 0, steps: int = 0, progress: bool = False
) -> Fuzzer:
    """Try inputs for *seconds*, or so many of them."""
    work = Path(tempfile.mkdtemp(prefix="jobtui-fuzz-"))
    fuzzer = Fuzzer(seed, [sources.SAMPLE, *folders], work)
    end, told = time.monotonic() + seconds, time.monotonic()
    while steps > 0 or time.monotonic() < end:
        steps -= 1
        fuzzer.step()
        if progress and time.monotonic() - told > 30:
            told = time.monotonic()
            print(f"{fuzzer.tried}, {len(fuzzer.findings)} findings", file=sys.stderr, flush=True)
    return fuzzer


def main() -> int:
    """Fuzz for as long as was asked for, and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    fuzzer = run(args.seed, args.folders, args.minutes * 60, progress=True)
    print(f"{fuzzer.tried['posting']} postings and {fuzzer.tried['question']} questions tried")
    seen: set[str] = set()
    for finding in fuzzer.findings:
        if finding.where not in seen:
            seen.add(finding.where)
            print(f"{finding.where}: {finding.what} ({finding.path})")
    print(f"{len(fuzzer.findings)} findings in {len(seen)} places")
    return bool(seen)


if __name__ == "__main__":
    sys.exit(main())
