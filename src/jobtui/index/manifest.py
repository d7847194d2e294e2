"""The manifest of a generation: its parts, and the state of the files that it was made from.

    catalogue.json   {"others": {path: [size, mtime in ns], …}, "companions": {…},
                      "problems": […], "whole": true}

Its parts are listed in the table of contents of the index (``toc``), and the rows are in files of
their own (``rows``), so a changed posting adds a small part and the others stay. It loads without
Whoosh and YAML.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from jobtui.files import safe_io
from jobtui.files.shortage import is_shortage
from jobtui.index import checksums, toc
from jobtui.index.row_codec import FileState, json_line, packed_problem, unpacked_problem
from jobtui.index.rows import Rows
from jobtui.index.toc import Part

if TYPE_CHECKING:
    from pathlib import Path

    from jobtui.index.generation import Generation
    from jobtui.postings.model import Problem

NAME = checksums.MANIFEST
_NONE: dict[str, FileState] = {}  # never changed
_NO_ROWS = Rows()


class BrokenManifestError(Exception):
    """The file is not a manifest of this version; the index must be rebuilt."""


class Manifest(NamedTuple):
    """What a refresh found in a set of sources."""

    rows: Rows = _NO_ROWS
    parts: tuple[Part, ...] = ()
    others: dict[str, FileState] = _NONE  # files that are no postings, by path
    companions: dict[str, FileState] = _NONE  # the files of startups and incubators
    problems: tuple[Problem, ...] = ()  # of the sources, not of one posting
    whole: bool = True  # False while a first build is under way


def save(manifest: Manifest, directory: Path) -> None:
    """Write *manifest*, except its parts, into *directory*. Raises OSError."""
    content = {
        "others": manifest.others,
        "companions": manifest.companions,
        "problems": [packed_problem(problem) for problem in manifest.problems],
        "whole": manifest.whole,
    }
    safe_io.write_private(directory / NAME, json_line(content))


def load(place: Path | Generation, before: Manifest | None = None) -> Manifest:
    """Read the manifest in *place*; share opened rows with *before*, of the same cache.

    Raises BrokenManifestError.
    """
    try:
        sums = checksums.read(place)
        content = json.loads(checksums.verified(place, NAME, sums))
        parts = toc.parts_of(checksums.verified(place, toc.NAME, sums))
        return Manifest(
            Rows(place, parts, sums, before.rows if before else None),
            parts,
            {path: FileState(*stamp) for path, stamp in content["others"].items()},
            {path: FileState(*stamp) for path, stamp in content["companions"].items()},
            tuple(unpacked_problem(packed) for packed in content["problems"]),
            content["whole"],
        )
    except Exception as error:  # whatever is wrong, the index can be rebuilt
        if is_shortage(error):
            raise
        raise BrokenManifestError(f"{type(error).__name__}: {error}") from error
