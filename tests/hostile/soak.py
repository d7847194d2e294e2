"""An hour of use in minutes: thousands of keys in a real pseudo-terminal while files change.

    python -m tests.hostile.soak [--keys 10000] [--seed 0] [FOLDER]

The postings of FOLDER (default: the bundled sample) are copied; keys are typed, the window is
resized between 20x5 and 300x100, files are written, changed and removed beneath. Wrong is an end
of the program, a traceback on the screen, and memory at the end over 1.2 times that after the
first tenth of the keys. Exit code 0 if nothing was.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jobtui.sources import folders
from tests.hostile.fuzz import QUESTION, Fuzzer
from tests.hostile.material import in_terminal
from tests.pseudo_terminal import Terminal

MOST_GROWTH = 1.2
SIZES = ((20, 5), (300, 100), (80, 24), (120, 40), (59, 12), (99, 30), (200, 50))
ESCAPE = "\x1b[27u"  # as kitty sends it: never taken for Alt and the next key
# Ctrl+Enter leaves a note, from which Escape asks; Ctrl+S stops the output behind an editor.
SAVE = "\x1b[13;5u"
MOVES = (*"jkgGJKnN[]lhfwPs \t", "\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~", "\r", "\x1b[Z", ESCAPE)
# Every other key of the table of actions but those that leave, suspend, export, pipe or fetch.
ACTS = (*"*HuUmtSREAxVWDMTdcvpyYLoae%+1234", "\x01", "\x0f", "\x12", "\x1b[12~")
# None holds a q: wherever they are typed, they do not leave.
WORDS = "dev développeuse produit python statut:ouvert is:open déploiement mer coach -stage".split()
_LOOKS = re.compile(r"\x1b\[[0-9;]*m")
_FALLEN = re.compile(rb"Traceback|\w+Error: ")


class Soaked(NamedTuple):
    """What a run did: keys, changes of size and of files, memory in KB, and what went wrong."""

    keys: int
    resizes: int
    changes: int
    early: int
    late: int
    wrong: str


class Soaker:
    """Drives one browser."""

    def __init__(self, folder: Path, work: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.postings = work / "postings"
        shutil.copytree(folder, self.postings, symlinks=False)
        self.fuzzer = Fuzzer(seed, [self.postings], work)
        self.keys = self.resizes = self.changes = 0
        self.last: list[str] = []
        args = ["--source", self.postings, "--as-of", "2024-06-01"]
        # A key that opens an editor is typed now and then; it would take all that follow.
        self.terminal: Terminal = in_terminal(args, work, (120, 40), VISUAL="true", BROWSER="true")
        self.terminal.wait_for(r"\d+ of \d+", 120)

    def memory(self) -> int:
        """Return the resident memory of the browser in KB; 0 if it has left."""
        status = Path(f"/proc/{self.terminal.pid}/status").read_text("ascii")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) if found else 0

    def act(self) -> None:
        """Do one of the things that a day brings; what an odd key has opened is left first."""
        self._press(SAVE)
        match self.random.randrange(20):
            case 0 | 1 | 2:
                self._search()
            case 3:
                self.terminal.resize(*self.random.choice(SIZES))
                self.resizes += 1
            case 4:
                self._change()
            case 5:
                self._press("?", ESCAPE)  # help
            case 6:
                self._press("\x10", *self.random.choice(("open", "theme", "xyz")), ESCAPE)
            case 7:
                self._press("f", "j", "j", self.random.choice("lh "), ESCAPE)
            case 8:
                self._press("O", "O", "X", "C")
            case 9:
                self._click()
            case 10 | 11:
                self._press(*self.random.choices(ACTS, k=3), self.random.choice(MOVES), ESCAPE)
            case _:
                self._press(*self.random.choices(MOVES, k=8))

    def _search(self) -> None:
        text = " ".join(self.random.choices((*WORDS, *QUESTION), k=self.random.randrange(1, 4)))
        text = "".join(char for char in text if char.isprintable())
        self._press("/", *text, "\r", self.random.choice(("j", ESCAPE)))

    def _press(self, *keys: str) -> None:
        for key in keys:
            self.terminal.send_bytes(key.encode(), 0.001)
            self.keys += 1
            self.last = [*self.last[-60:], key]

    def _click(self) -> None:
        # Not in the last row of any size, where one can click on "leave".
        x, y = self.random.randrange(1, 200), self.random.randrange(1, 5)
        number = self.random.choice((0, 64, 65))
        self._press(f"\x1b[<{number};{x};{y}M\x1b[<{number};{x};{y}m")

    def _change(self) -> None:
        """Write, change or remove a posting, and sometimes tell the browser to look."""
        self.changes += 1
        files = sorted(self.postings.rglob("*.md"))
        made = [path for path in files if path.name.startswith("2024-05-")]
        jobs = self.postings / "_jobs" if (self.postings / "_jobs").is_dir() else self.postings
        if len(made) > 20 or (made and self.random.random() < 0.4):
            self.random.choice(made).unlink(missing_ok=True)
        elif self.random.random() < 0.5:
            name = f"2024-05-{self.random.randrange(1, 29):02}-{self.random.randrange(99)}.md"
            (jobs / name).write_bytes(self.fuzzer.posting()[:50_000])
        elif files:
            path = self.random.choice(files)
            path.write_bytes(path.read_bytes()[:50_000] + b"\nUne ligne de plus.\n")
        if self.random.random() < 0.5:
            self._press(ESCAPE, ESCAPE, "r")

    def wrong(self) -> str:
        """Return what has gone wrong, or an empty text."""
        if self.memory() and not _FALLEN.search(self.terminal.raw):
            # Hours of it would fill the memory of this process.
            self.terminal.raw = self.terminal.raw[-20_000:]
            return ""
        self.terminal.read(2)
        code = "" if self.memory() else f" with the code {self.terminal.wait()}"
        told = _LOOKS.sub("", self.terminal.raw.decode("utf-8", "replace"))[-8000:]
        return f"{told}\nthe browser has left{code} after {self.last}"


def soak(folder: Path, keys: int, seed: int = 0, progress: bool = False) -> Soaked:
    """Use a browser on a copy of *folder* for so many keys."""
    with tempfile.TemporaryDirectory(prefix="jobtui-soak-") as work:
        soaker = Soaker(folder, Path(work), seed)
        early, told, wrong = 0, time.monotonic(), ""
        try:
            while soaker.keys < keys and not wrong:
                soaker.act()
                wrong = soaker.wrong()
                if not early and soaker.keys >= keys // 10:
                    early = _settled(soaker)
                if progress and time.monotonic() - told > 30:
                    told = time.monotonic()
                    print(soaker.keys, "keys,", soaker.memory(), "KB", file=sys.stderr, flush=True)
            late = 0 if wrong else _settled(soaker)
            wrong = wrong or _leave(soaker.terminal)
        finally:
            soaker.terminal.close()
    if not wrong and late > MOST_GROWTH * early:
        wrong = f"memory has grown from {early} to {late} KB"
    return Soaked(soaker.keys, soaker.resizes, soaker.changes, early, late, wrong)


def _settled(soaker: Soaker) -> int:
    soaker.terminal.read(2)
    return soaker.memory()


def _leave(terminal: Terminal) -> str:
    """Leave by the keys that always lead out; return what is wrong."""
    terminal.resize(120, 40)
    for _time in range(6):
        terminal.send(SAVE)
        terminal.send(ESCAPE)
    terminal.send("\x11")
    code = terminal.wait(30)
    return f"exit code {code}" if code else ""


def main(argv: Sequence[str] | None = None) -> int:
    """Soak, and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=folders.SAMPLE)
    parser.add_argument("--keys", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args(argv)
    done = soak(args.folder, args.keys, args.seed, progress=True)
    print(f"{done.keys} keys, {done.resizes} changes of size, {done.changes} changes of files")
    print(f"memory: {done.early} KB after a tenth, {done.late} KB at the end")
    print(done.wrong or "nothing went wrong")
    return bool(done.wrong)


if __name__ == "__main__":
    sys.exit(main())
