"""How right is the way to apply that is read in a body: ``python -m tests.benchmarks.applying``.

applying.json holds what a person read in three times fifty postings that were drawn by lot among
those whose frontmatter names no way: for each file, hashes of the right addresses (any of them is
right) and of the subject that the mail shall have. Prints for each set how many are right, of the
ways that were found and of those that there are, and every miss by the name of its file. The folder
of postings is the argument, else JOBTUI_CORPUS, else ../shared/corpus.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jobtui.external.apply_link import subject_to_apply
from jobtui.parsing.posting import read
from jobtui.sources import folders

PROJECT = Path(__file__).resolve().parents[2]
JUDGED: Mapping[str, Mapping[str, Mapping[str, Any]]] = json.loads(
    Path(__file__).with_suffix(".json").read_text("utf-8")
)


class Score(NamedTuple):
    """How ways to apply compare with what a person read."""

    judged: int
    existing: int  # postings that name a way
    found: int
    right: int
    subjects_right: int  # that none is asked for counts as well
    misses: tuple[str, ...]  # names of files

    @property
    def precision(self) -> float:
        """The share that is right of what was found."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """The share that was rightly found of what there is."""
        return self.right / max(1, self.existing)


def sealed(name: str, text: str) -> str:
    """Return what is kept of an address or subject: it tells nobody's address."""
    return hashlib.sha256(f"{name}\n{text.lower()}".encode()).hexdigest()[:16]


def files_of(folder: Path) -> dict[str, Path]:
    """Return the paths of the postings under *folder* by name."""
    return {entry.name: Path(entry.path) for entry in folders.postings(folders.resolve(folder))}


def files_named(arguments: Sequence[str], description: str | None) -> dict[str, Path]:
    """Return the postings of the folder that *arguments* name, by name; without any, say so."""
    parser = argparse.ArgumentParser(description=description)
    default = os.environ.get("JOBTUI_CORPUS") or PROJECT.parent / "shared" / "corpus"
    parser.add_argument("corpus", nargs="?", type=Path, default=Path(default))
    folder = parser.parse_args(arguments).corpus
    files = files_of(folder) if folder.is_dir() else {}
    if not files:
        print(f"no postings in {folder}", file=sys.stderr)
    return files


def score(judged: Mapping[str, Mapping[str, Any]], files: Mapping[str, Path]) -> Score:
    """Compare with *judged* what is read in those of its postings that are among *files*."""
    at_hand = {name: judgement for name, judgement in judged.items() if name in files}
    found = right = subjects = 0
    misses = []
    for name, judgement in at_hand.items():
        document = read(str(files[name]), name)
        way = document.posting.apply_to
        subject = subject_to_apply(document.body, way)
        found += bool(way)
        right += bool(way) and sealed(name, way) in judgement["ways"]
        subjects += (sealed(name, subject) if subject else "") == judgement["subject"]
        if (sealed(name, way) not in judgement["ways"]) if way else judgement["ways"]:
            misses.append(name)
    existing = sum(bool(judgement["ways"]) for judgement in at_hand.values())
    return Score(len(at_hand), existing, found, right, subjects, tuple(misses))


def main(arguments: Sequence[str]) -> int:
    """Print the figures; return 1 where there are no postings."""
    files = files_named(arguments, __doc__)
    if not files:
        return 1
    for label, judged in JUDGED.items():
        result = score(judged, files)
        print(f"{label}: {result.judged} judged, {result.existing} name a way")
        print(f"  right      {result.right}/{result.judged}")
        print(f"  precision  {result.right}/{result.found}  {result.precision:.1%}")
        print(f"  recall     {result.right}/{result.existing}  {result.recall:.1%}")
        print(f"  subject    {result.subjects_right}/{result.judged}")
        for name in result.misses:
            print(f"  missed     {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
