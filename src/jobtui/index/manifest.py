"""What was found in a set of sources at one time, in a file that loads without Whoosh and YAML.

It says which parts there are and which of their documents are no more; the rows are beside it, in
files of their own (``rows``). So one changed posting costs one row.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from jobtui.files import safe_io
from jobtui.files.shortage import is_shortage
from jobtui.index import checksums
from jobtui.index.row_codec import FileState, json_line, packed_problem, unpacked_problem
from jobtui.index.rows import Part, Rows

if TYPE_CHECKING:
    from pathlib import Path

    from jobtui.index.generation import Generation
    from jobtui.postings.model import Problem

NAME = checksums.MANIFEST
_NONE: dict[str, FileState] = {}  # never changed
_NO_ROWS = Rows()


class BrokenManifestError(Exception):
    """The file is no manifest of this version: build it again."""


class Manifest(NamedTuple):
    """What was found in a set of sources at one time."""

    rows: Rows = _NO_ROWS
    parts: tuple[Part, ...] = ()
    others: dict[str, FileState] = _NONE  # files that were looked at and are no postings, by path
    companions: dict[str, FileState] = _NONE  # the files of startups and incubators
    problems: tuple[Problem, ...] = ()  # of the sources, not of one posting
    whole: bool = True  # False while a first build is under way


def save(manifest: Manifest, directory: Path) -> None:
    """Write *manifest*, but for its rows, into *directory*. Raises OSError."""
    content = {
        "parts": [[part.name, part.documents, sorted(part.dead)] for part in manifest.parts],
        "others": manifest.others,
        "companions": manifest.companions,
        "problems": [packed_problem(problem) for problem in manifest.problems],
        "whole": manifest.whole,
    }
    safe_io.write_private(directory / NAME, json_line(content))


def load(place: Path | Generation, before: Manifest | None = None) -> Manifest:
    """Read the sealed manifest in *place*; much may be that of *before*, of the same cache.

    Raises BrokenManifestError.
    """
    try:
        sums = checksums.sums(place)
        content = json.loads(checksums.verified(place, NAME, sums))
        parts = [Part(name, count, frozenset(dead)) for name, count, dead in content["parts"]]
        return Manifest(
            Rows(place, parts, sums, before.rows if before else None),
            tuple(parts),
            {path: FileState(*stamp) for path, stamp in content["others"].items()},
            {path: FileState(*stamp) for path, stamp in content["companions"].items()},
            tuple(unpacked_problem(packed) for packed in content["problems"]),
            content["whole"],
        )
    except Exception as error:  # whatever is wrong with it, it can be built again
        if is_shortage(error):
            raise
        raise BrokenManifestError(f"{type(error).__name__}: {error}") from error
