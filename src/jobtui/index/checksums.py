"""Seals on the files of an index: size and checksum, so that no damaged byte goes unnoticed.

Whoosh raises for most damage but not for all of it: a flipped bit may only lose a posting.
"""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from jobtui.files import safe_io
from jobtui.files.shortage import is_shortage
from jobtui.index.generation import open_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jobtui.index.generation import Generation, OpenFile

NAME = "seal.json"
MANIFEST = "catalogue.json"
_CHUNK = 1 << 20  # bytes read at a time


class ChecksumError(Exception):
    """A file is not what it was when it was sealed, or there is no seal."""


def write(directory: Path, base: Generation | None = None) -> None:
    """Write down what the files in *directory* are. Raises OSError.

    Files that *base*, which is sealed, has too are the same, as no name is given twice, and
    keep its word: damage that was done to them meanwhile is not sealed in.
    """
    known: dict[str, object] = {}
    if base is not None:
        with suppress(ChecksumError):
            known = sums(base)
    known.pop(MANIFEST, None)  # but for this one, which is always new
    stated = {
        file.name: known.get(file.name) or _sum(open_in(directory, file.name))
        for file in directory.iterdir()
    }
    safe_io.write_private(directory / NAME, json.dumps(stated).encode("ascii"))


def check(place: Path | Generation, name: str, stated: Mapping[str, object]) -> None:
    """Check one file in *place*, sealed with *stated*. Raises ChecksumError."""
    try:
        check_open(open_in(place, name), name, stated)
    except OSError as error:
        if is_shortage(error):
            raise
        raise ChecksumError(f"{name}: {error.strerror}") from error


def check_open(file: OpenFile, name: str, stated: Mapping[str, object], whole: bool = True) -> None:
    """Check an open file that was sealed with *stated*; if not *whole*, its size alone.

    Raises ChecksumError.
    """
    found = _sum(file) if whole else [file.size]
    known = stated.get(name)
    if not isinstance(known, list) or found != known[: len(found)]:
        raise ChecksumError(f"{name}: not what was written")


def verified(place: Path | Generation, name: str, stated: Mapping[str, object]) -> bytes:
    """Return the content of one file in *place*, sealed with *stated*.

    Raises ChecksumError.
    """
    try:
        file = open_in(place, name)
        content = file.read(0, file.size)
    except OSError as error:
        if is_shortage(error):
            raise
        raise ChecksumError(f"{name}: {error.strerror}") from error
    if stated.get(name) != [len(content), zlib.crc32(content)]:
        raise ChecksumError(f"{name}: not what was written")
    return content


def sums(place: Path | Generation) -> dict[str, object]:
    """Return what is written down of each file. Raises ChecksumError."""
    try:
        file = open_in(place, NAME)
        stated = json.loads(file.read(0, file.size))
    except (OSError, ValueError, RecursionError) as error:
        if is_shortage(error):
            raise
        raise ChecksumError(f"{NAME}: {error}") from error
    if not isinstance(stated, dict):
        raise ChecksumError(f"{NAME}: not what was written")
    return stated


def _sum(file: OpenFile) -> list[int]:
    size = checksum = 0
    while chunk := file.read(size, _CHUNK):
        size += len(chunk)
        checksum = zlib.crc32(chunk, checksum)
    return [size, checksum]
