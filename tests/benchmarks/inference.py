"""How right is what jobtui infers, and how much: ``python -m tests.benchmarks.inference [CORPUS]``.

Prints the accuracy of the domain inferred from a role on the postings that state one, with every
miss by its id, and for each kind that is read from the text on how many postings it is stated.
The folder of postings is the argument, else JOBTUI_CORPUS, else ../shared/corpus.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jobtui.inference.domain import domain_of_role
from jobtui.parsing.posting import read
from jobtui.postings.model import Posting, Ruling, Status
from jobtui.render.columns import COLUMNS, OutputRow
from jobtui.sources import folders

READ_IN_TEXT = (
    *("contracts", "technologies", "places", "remote", "duration", "working_time", "starts"),
    *("seniority", "pay", "positions", "language"),
)
_UNKNOWN = Ruling(Status.UNKNOWN, "", "")
PROJECT = Path(__file__).resolve().parents[2]


class Accuracy(NamedTuple):
    """Domains inferred from a role, compared with those that the same posting states."""

    right: int
    wrong: tuple[tuple[str, str, tuple[str, ...]], ...]  # id, inferred, stated
    silent: tuple[str, ...]  # ids of those whose role names no domain

    @property
    def of_inferred(self) -> float:
        """The share that is right of what was inferred, 0 where nothing was."""
        return self.right / max(1, self.right + len(self.wrong))


def postings(folder: Path) -> list[Posting]:
    """Return the postings under *folder*, as their files state them."""
    source = folders.resolve(folder)
    return [read(entry.path, entry.name).posting for entry in folders.postings(source)]


def domain_accuracy(found: Sequence[Posting]) -> Accuracy:
    """Return how the domains inferred from roles compare with the stated ones."""
    right = 0
    wrong: list[tuple[str, str, tuple[str, ...]]] = []
    silent: list[str] = []
    for posting in found:
        if not posting.domains or "domains" in posting.inferred:
            continue
        inferred = domain_of_role(posting.role or posting.title)
        if not inferred:
            silent.append(posting.id)
        elif inferred in posting.domains:
            right += 1
        else:
            wrong.append((posting.id, inferred, posting.domains))
    return Accuracy(right, tuple(wrong), tuple(silent))


def coverage(found: Sequence[Posting]) -> dict[str, tuple[int, list[tuple[str, int]]]]:
    """Return for each column on how many postings it is stated, and its most frequent values."""
    answer = {}
    for column in READ_IN_TEXT:
        texts = [COLUMNS[column].text(OutputRow(one, _UNKNOWN)) for one in found]
        stated = [text for text, one in zip(texts, found, strict=True) if column in one.inferred]
        answer[column] = (len(stated), Counter(stated).most_common(4))
    return answer


def main(arguments: Sequence[str]) -> int:
    """Print the figures; return 1 where there are no postings."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("JOBTUI_CORPUS") or PROJECT.parent / "shared" / "corpus"
    parser.add_argument("corpus", nargs="?", type=Path, default=Path(default))
    folder = parser.parse_args(arguments).corpus
    found = postings(folder) if folder.is_dir() else []
    if not found:
        print(f"no postings in {folder}", file=sys.stderr)
        return 1
    accuracy = domain_accuracy(found)
    inferred = accuracy.right + len(accuracy.wrong)
    stated = inferred + len(accuracy.silent)
    print(f"{len(found)} postings in {folder}")
    print(f"\nDomain, inferred from the role, on the {stated} that state one:")
    right = accuracy.right
    print(f"  right of what is inferred  {right}/{inferred}  {accuracy.of_inferred:.1%}")
    print(f"  right of all               {right}/{stated}  {right / max(1, stated):.1%}")
    for identity, said, of_file in accuracy.wrong:
        print(f"  wrong   {identity}: {said}, stated {', '.join(of_file)}")
    for identity in accuracy.silent:
        print(f"  silent  {identity}")
    print("\nRead from the text, on how many postings, and the most frequent values:")
    for column, (count, values) in coverage(found).items():
        listed = "; ".join(f"{value} ({times})" for value, times in values)
        print(f"  {column:<13} {count:>5}  {count / len(found):>4.0%}  {listed}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
