"""How jobtui feels in a terminal, beside fzf with a preview and an empty Textual app.

    python -m tests.benchmarks.terminal [--postings FOLDER --as-of DAY] [-n 7]
                                        [--large] [--keep DIR]

All run in turn in a pseudo-terminal of 120x40, over a warm cache; medians of *n* rounds. fzf is
to be installed (a package of most systems); without it its rows say so. Without a folder the
postings are made by a seeded generator. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks.corpus import Generator, write
from tests.benchmarks.pseudo_terminal import SIZE, Line, Session

_DOWN, _UP, _PAGE_DOWN = "\x1b[B", "\x1b[A", "\x1b[6~"
_SLOW = Line(0.080, 256_000 / 8)
_TYPED = "develop"
_CURSOR = "▌"  # before the row that is selected
_IDLE = 10.0  # seconds
_MOST = 100_000  # postings
_EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("ready")
Empty().run()
"""

Samples = defaultdict[tuple[str, str], list[float]]  # by program and what was measured


class Bench:
    """Runs every program once a round and keeps what it measures."""

    def __init__(self, folder: Path, as_of: str, work: Path) -> None:
        self.samples: Samples = defaultdict(list)
        self.env = {
            **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
            **{f"XDG_{name}_HOME": str(work / name) for name in ("CACHE", "DATA", "CONFIG")},
            "HOME": str(work),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "SHELL": "/bin/sh",
        }
        self.work, self.as_of = work, as_of
        self.jobtui = self.command(folder)
        warm = self.run(*self.jobtui, "--format", "json")
        self.run(*self.jobtui, "python")
        paths = [posting["path"] for posting in json.loads(warm)]
        self.count, self.newest = len(paths), _first_row(json.loads(warm))
        self.newest_name = Path(paths[0]).name[:10]
        listed = work / "paths"
        listed.write_text("".join(f"{path}\n" for path in paths), "utf-8")
        show = f"fzf --layout=reverse --preview 'cat {{}}' < {listed}"
        self.fzf = ["sh", "-c", f"exec {show}"] if shutil.which("fzf") else []

    def command(self, folder: Path) -> list[str]:
        """Return the command that browses the postings of a folder."""
        own = [sys.executable, "-m", "jobtui", "--source", str(folder)]
        return own + (["--as-of", self.as_of] if self.as_of else [])

    def run(self, *command: str) -> bytes:
        """Run to the end; return the output. To find nothing is no failure."""
        done = subprocess.run(command, env=self.env, capture_output=True, check=False)
        if done.returncode > 1:
            raise RuntimeError(done.stderr.decode())
        return done.stdout

    def keep(self, program: str, what: str, value: float) -> None:
        """Keep one measured value."""
        self.samples[program, what].append(value)

    def started(self, program: str, command: Sequence[str], sign: str) -> Session:
        """Start a program and wait until it is settled."""
        session = Session(command, self.env)
        done = session.start_up()
        self.keep(program, "settled", done.seconds)
        self.keep(program, "settled bytes", done.size)
        first = session.seen_at(lambda lines: any(sign in line for line in lines))
        self.keep(program, "first", first)
        self.keep(program, "memory", session.peak_memory())
        return session

    def keys(self, program: str, session: Session, sizes: bool = True) -> None:
        """Measure the keys."""
        for name, key, times in (("down", _DOWN, 20), ("page down", _PAGE_DOWN, 5)):
            for _time in range(times):
                self._key(program, name, session, key)
        if sizes:
            self.keep(program, "held", session.hold(_UP).seconds)
        if program != "fzf":
            session.press("/")
        for letter in _TYPED:
            self._key(program, "typed", session, letter)

    def _key(self, program: str, name: str, session: Session, key: str) -> None:
        reaction = session.press(key)
        if reaction.size:
            self.keep(program, name, reaction.seconds)
            self.keep(program, f"{name} bytes", reaction.size)

    def round(self) -> None:
        """Measure everything once."""
        empty = self.started("empty", [sys.executable, "-c", _EMPTY], "ready")
        empty.close()
        own = self.started("jobtui", self.jobtui, self.newest)
        self._idle(own)
        self.keys("jobtui", own)
        own.close()
        self._key_at_once("jobtui", self.jobtui)
        programs = {"jobtui": self.jobtui}
        if self.fzf:
            fzf = self.started("fzf", self.fzf, self.newest_name)
            self.keys("fzf", fzf)
            fzf.close()
            programs["fzf"] = self.fzf
        for program, command in programs.items():
            self._slowly(program, command)
        for what, command in {
            "pass": [sys.executable, "-c", "pass"],
            "version": [*self.jobtui[:3], "--version"],
            "listing": [*self.jobtui, "--open-only", "--format", "table"],
        }.items():
            start = time.monotonic()
            self.run(*command)
            self.keep(what, "run", time.monotonic() - start)

    def _idle(self, session: Session) -> None:
        asked_for_motion = any(b"\x1b[?1003h" in data for _at, data in session.chunks)
        before, used = len(session.chunks), session.processor_seconds()
        end = time.monotonic() + _IDLE
        while (left := end - time.monotonic()) > 0:
            if asked_for_motion:
                session.type("\x1b[<35;60;20M\x1b[<35;20;10M")
            session.read(min(left, 0.2))
        self.keep("jobtui", "idle bytes", sum(len(data) for _at, data in session.chunks[before:]))
        self.keep("jobtui", "idle processor", session.processor_seconds() - used)

    def _key_at_once(self, program: str, command: Sequence[str]) -> None:
        """Press a key whose answer is kept with the first picture, and one without."""
        for name, key, first_row in (("key at once", _DOWN, 4), ("other at once", _PAGE_DOWN, 5)):
            session = Session(command, self.env)
            session.type(key)
            session.settle(session.started, 4, 10)  # a busy machine starts late

            def is_selected(lines: list[str], first_row: int = first_row) -> bool:
                return any(_CURSOR in line for line in lines[first_row:])

            self.keep(program, name, session.seen_at(is_selected))
            session.close()

    def _slowly(self, program: str, command: Sequence[str]) -> None:
        session = Session(command, self.env, _SLOW)
        session.start_up()
        for _time in range(6):
            self.keep(program, "slow down", session.press(_DOWN, 0.2).seconds)
        self.keep(program, "slow held", session.hold(_DOWN).seconds)
        session.close()

    def long_posting(self) -> None:
        """Measure a long posting shown first and again."""
        folder = self.work / "long"
        folder.mkdir(exist_ok=True)
        text = Generator().text(1700).replace("\n\n", "\n\n- ").replace(".\n", ".\n\n## Titre\n", 9)
        for number, body in enumerate(("Court.", text[:12_288], "Court.")):
            head = f"---\nroles: Rôle {number}\nopen: true\n---\n"
            (folder / f"2024-01-0{9 - number}-p{number}.md").write_text(head + body, "utf-8")
        command = self.command(folder)
        self.run(*command, "python")
        session = Session(command, self.env)
        session.start_up()
        self.keep("jobtui", "long first", session.press(_DOWN).seconds)
        session.press(_UP)
        self.keep("jobtui", "long again", session.press(_DOWN).seconds)
        session.close()

    def sizes(self, counts: Sequence[int], rounds: int) -> None:
        """Measure the keys over so many made postings."""
        commands = {str(count): self._made(count) for count in counts}
        for _round in range(rounds):
            for name, command in commands.items():
                session = Session(command, self.env)
                session.start_up()
                self.keys(name, session, sizes=False)
                session.close()

    def most(self, count: int, rounds: int) -> None:
        """Measure start and memory over so many made postings."""
        command = self._made(count)
        newest = _first_row(json.loads(self.run(*command, "--open-only", "--format", "json")))
        for _round in range(rounds):
            session = self.started("most", command, newest)
            self.keys("most", session, sizes=False)
            self.keep("most", "memory in use", session.peak_memory())
            session.leave()
            self._key_at_once("most", command)

    def _made(self, count: int) -> list[str]:
        """Return the command over so many made postings, their index built."""
        folder = self.work / f"made-{count}"
        if not folder.is_dir():
            write(folder, count)
        command = self.command(folder)
        self.run(*command, "python")
        for _start in range(2):  # the first one marks what it shows as seen
            session = Session(command, self.env)
            session.start_up()
            session.settle(time.monotonic(), 1, 5)  # looks at all files, keeps a first picture
            session.leave()
        return command


def _first_row(postings: Sequence[dict[str, object]]) -> str:
    """Return how the first row of the list begins: what is open comes first."""
    first = next((one for one in postings if one["status"] == "open"), postings[0])
    return str(first["title"])[:20]


def table(samples: Samples, rounds: int) -> Iterator[str]:
    """Yield the lines of the table."""

    def of(program: str, what: str) -> float | None:
        values = samples.get((program, what))
        return statistics.median(values) if values else None

    def ratio(name: str, what: str, other: str, bound: float | str, other_what: str = "",
              own: str = "jobtui") -> str:  # fmt: skip
        ours, theirs = of(own, what), of(other, other_what or what)
        if ours is None or theirs is None:
            return f"| {name} | | {other}: not installed or not asked for | | {bound} |"
        show = _shown(what)
        share = f"{ours / theirs:.2f}" if theirs else "-"
        return f"| {name} | {show(ours)} | {other}: {show(theirs)} | {share} | {bound} |"

    yield f"| medians of {rounds} rounds | jobtui | compared with | ratio | at most |"
    yield "|---|---|---|---|---|"
    yield ratio("1 first frame with postings", "first", "fzf", 1.0)
    yield ratio("2 `down` pressed at once", "key at once", "empty", 1.1, "first")
    yield ratio("2 page down at once (nothing saved)", "other at once", "empty", "", "first")
    yield ratio("3 settled screen, time", "settled", "empty", 1.25)
    yield ratio("3 settled screen, bytes", "settled bytes", "empty", 0.6)
    for number, what, bound in ((4, "down", 2.5), (5, "page down", 2.5), (6, "typed", 2.5)):
        yield ratio(f"{number} {_NAMES[what]}, time", what, "fzf", bound)
        yield ratio(f"{number} {_NAMES[what]}, bytes", f"{what} bytes", "fzf", 0.5)
    for what in _NAMES:
        yield ratio(f"7 {_NAMES[what]}, 25,600 postings", what, "640", 2, own="25600")
    held = of("jobtui", "held") or 0
    yield f"| 8 behind, `up` held for 1 s | {held * 1000:.0f} ms | | | 150 ms |"
    yield ratio("9 `down`, 80 ms and 256 kbit/s", "slow down", "fzf", 1)
    yield ratio("9 behind, `down` held for 1 s", "slow held", "fzf", 0.35)
    yield ratio("10 peak memory", "memory", "empty", 1.3)
    most = of("most", "memory"), of("most", "memory in use")
    if None in most:
        yield f"| 10 peak memory, {_MOST:,} postings | not asked for | | | 150 MB |"
    else:
        shown = "; ".join(f"{(value or 0) / 1e6:.0f} MB" for value in most)
        yield f"| 10 peak memory, {_MOST:,} postings, started; used | {shown} | | | 150 MB |"
    size, used = of("jobtui", "idle bytes") or 0, of("jobtui", "idle processor") or 0
    yield f"| 11 idle for {_IDLE:.0f} s | {size:.0f} bytes, {used * 1000:.0f} ms | | | 0 bytes |"
    for what, name in {
        "first": "first frame",
        "key at once": "`down` pressed at once",
        "other at once": "page down at once",
    }.items():
        yield ratio(f"12 {name}, {_MOST:,} postings", what, "jobtui", 1.3, own="most")
    yield ratio("13 listing", "run", "pass", 6, own="listing")
    yield ratio("13 `--version`", "run", "pass", 2, own="version")
    first, again = of("jobtui", "long first") or 0, of("jobtui", "long again") or 0
    yield (
        f"| 14 a posting of 12 KB, first and again | {first * 1000:.1f} ms "
        f"| again: {again * 1000:.1f} ms | +{(first - again) * 1000:.0f} ms | +40 ms |"
    )


_NAMES = {"down": "`down`", "page down": "page down", "typed": "a key in the search box"}


def _shown(what: str) -> Callable[[float], str]:
    if what.endswith("bytes"):
        return "{:,.0f} bytes".format
    if what == "memory":
        return lambda value: f"{value / 1e6:.0f} MB"
    return lambda value: f"{value * 1000:.1f} ms"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--postings", type=Path)
    parser.add_argument("--as-of", default="")
    parser.add_argument("-n", type=int, default=7)
    parser.add_argument("--large", action="store_true", help="rows 7, 10, 12: minutes to build")
    parser.add_argument("--keep", type=Path, help="where made postings and indexes are kept")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jobtui-benchmark-") as name:
        work = args.keep or Path(name)
        work.mkdir(parents=True, exist_ok=True)
        folder = args.postings or work / "made"
        if args.postings is None:
            folder.is_dir() or write(folder, 320)
        bench = Bench(folder.resolve(), args.as_of, work)
        for _round in range(args.n):
            bench.round()
            bench.long_posting()
        if args.large:
            bench.sizes((640, 25_600), args.n)
            bench.most(_MOST, args.n)
        fzf = bench.run("fzf", "--version").decode().split()[0] if bench.fzf else "none"
        print(f"{bench.count} postings, {SIZE[0]}x{SIZE[1]}, Python {platform.python_version()}, "
              f"fzf {fzf}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")  # fmt: skip
        print()
        print("\n".join(table(bench.samples, args.n)))


if __name__ == "__main__":
    main()
