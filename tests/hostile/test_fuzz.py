"""A short run of each script, from a seed of its own; and what the long runs have found."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jobtui.sources import folders
from tests.hostile.fuzz import PIECES, Fuzzer, bounded, run
from tests.hostile.soak import soak


def test_random_postings_and_questions() -> None:
    found = run(seed=7, folders=[], steps=15).findings
    assert [f"{finding.where}: {finding.what} ({finding.path})" for finding in found] == []


def test_the_fuzzer_tells_what_goes_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> None:
        raise KeyError(text)

    monkeypatch.setattr("tests.hostile.fuzz.parse", broken)
    fuzzer = Fuzzer(1, [folders.SAMPLE], tmp_path)
    fuzzer.step()
    assert fuzzer.findings[0].what.startswith("KeyError")
    assert fuzzer.findings[0].path.exists()


def pumped() -> Iterator[tuple[str, bytes]]:
    """Yield frontmatter and bodies that are one piece many times: what is quadratic shows."""
    for piece in dict.fromkeys(PIECES):
        many = piece * (24_000 // len(piece))
        yield f"body {piece!r}", f"---\nroles: Dev\n---\n{many}b".encode("utf-8", "surrogatepass")
    for blank in (" ", "\u00a0", "\u2003", "a", "a@", "(", "et ", "'", "#"):
        for key in ("roles", "contact", "techno", "contrat", "date", "externalURL"):
            text = f"---\nroles: Dev\n{key}: a{blank * 10_000}b: c\n---\nx"
            yield f"{key} {blank!r}", text.encode()


def test_nothing_takes_quadratic_time(tmp_path: Path) -> None:
    """Each has a bound of its own; quadratic ones take minutes."""
    fuzzer = Fuzzer(1, [], tmp_path)
    cases = list(pumped())
    choose = random.Random(3)
    fields = [case for case in cases if not case[0].startswith("body")]
    for name, raw in [*choose.sample(fields, 9), *choose.sample(cases, 4)]:
        with bounded(10):
            try:
                fuzzer.try_posting(raw)
            except Exception as error:
                raise AssertionError(name) from error


# What a long run has found, each made small.
FOUND = {
    "a long key was wider than the screen": b"k" * 40 + b"(e)" * 60 + b": x\n",
    "each line looked at every marked word": b"autre: " + b"de " * 20_000 + b"\n",
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_before(tmp_path: Path, name: str) -> None:
    for seed in range(3):  # of several widths
        with bounded(10):
            Fuzzer(seed, [], tmp_path).try_posting(b"---\nroles: Dev\n" + FOUND[name] + b"---\n")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc tells the memory")
def test_many_keys_while_files_change() -> None:
    done = soak(folders.SAMPLE, keys=150, seed=28)
    assert done.wrong == "" or done.wrong.startswith("memory"), done.wrong
    assert done.keys >= 150 and done.resizes and done.changes
    assert done.late < 2 * done.early
