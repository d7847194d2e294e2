"""How right are the kinds of sections: ``python -m tests.benchmarks.headings [CORPUS]``.

headings.json holds what a person took the headings of three times fifty postings for: for each
file one letter a heading, of missions, profile, conditions, apply, or ``-`` for any other. Prints
precision and recall of each kind, and every miss. The folder of postings is the argument, else
JOBTUI_CORPUS, else ../shared/corpus.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jobtui.parsing.bodies import read_body
from jobtui.render.document import text_of
from jobtui.render.markdown import parse
from jobtui.render.sections import SectionKind, sections
from tests.benchmarks.applying import files_named

JUDGED: Mapping[str, Mapping[str, str]] = json.loads(
    Path(__file__).with_suffix(".json").read_text("utf-8")
)
LETTERS: Mapping[SectionKind | None, str] = {
    None: "-",
    **{kind: kind.value[0] for kind in SectionKind},
}


class Counts(NamedTuple):
    """How sections compare with what a person read; counters are by letter."""

    headings: int
    right: Counter[str]
    found: Counter[str]
    existing: Counter[str]
    misses: tuple[tuple[str, str, str], ...]  # heading, found, judged


def counts(judged: Mapping[str, str], files: Mapping[str, Path]) -> Counts:
    """Compare with *judged* what is read in those of its postings that are among *files*."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    existing: Counter[str] = Counter()
    misses = []
    for name, letters in judged.items():
        if name not in files:
            continue
        blocks = parse(read_body(str(files[name]))).blocks
        headings = [text_of(block.runs) for block in blocks if block.kind == "heading"]
        kinds = [LETTERS[kind] for kind in sections(headings)]
        found.update(kinds)
        existing.update(letters)
        for heading, kind, letter in zip(headings, kinds, letters, strict=True):
            if kind == letter:
                right[kind] += 1
            else:
                misses.append((heading, kind, letter))
    return Counts(existing.total(), right, found, existing, tuple(misses))


def main(arguments: Sequence[str]) -> int:
    """Print the figures; return 1 where there are no postings."""
    files = files_named(arguments, __doc__)
    if not files:
        return 1
    for label, judged in JUDGED.items():
        result = counts(judged, files)
        print(f"{label}: {result.headings} headings")
        for kind in SectionKind:
            letter = LETTERS[kind]
            right, found, existing = (
                counter[letter] for counter in (result.right, result.found, result.existing)
            )
            print(
                f"  {kind.value:<11} precision {right}/{found}  {right / max(1, found):.1%}"
                f"  recall {right}/{existing}  {right / max(1, existing):.1%}"
            )
        for heading, kind_found, kind_judged in result.misses:
            print(f"  found {kind_found}, judged {kind_judged}: {heading[:80]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
