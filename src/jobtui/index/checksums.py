"""Sizes and checksums of the files of an index, so that no damaged byte goes unnoticed.

    seal.json    {file name: [size in bytes, CRC-32], …} of all other files of the generation

Whoosh raises for most damage but not for all of it: a flipped bit may just lose a posting.
"""

from __future__ import annotations

import json
import zlib
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from jobtui.files import safe_io
from jobtui.files.shortage import is_shortage
from jobtui.index.generation import open_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jobtui.index.generation import Generation, OpenFile

NAME = "seal.json"
MANIFEST = "catalogue.json"
_CHUNK = 1 << 20  # bytes read at a time


class ChecksumError(Exception):
    """A file is not what it was when its checksum was written, or there are no checksums."""


def write(directory: Path, base: Generation | None = None) -> None:
    """Write the checksums of the files in *directory*. Raises OSError.

    Files of the same name in *base*, but for JSON, are the same, as no name is used twice, and keep
    the checksums they have there, so that damage done to them since is still noticed.
    """
    known: dict[str, object] = {}
    if base is not None:
        with suppress(ChecksumError):
            known = {n: found for n, found in read(base).items() if not n.endswith(".json")}
    sums = {
        file.name: known.get(file.name) or _sum(open_in(directory, file.name))
        for file in directory.iterdir()
    }
    safe_io.write_private(directory / NAME, json.dumps(sums).encode("ascii"))


def check(place: Path | Generation, name: str, sums: Mapping[str, object]) -> None:
    """Check one file in *place* against *sums*. Raises ChecksumError."""
    with _readable(name):
        check_open(open_in(place, name), name, sums)


def check_open(file: OpenFile, name: str, sums: Mapping[str, object], whole: bool = True) -> None:
    """Check an open file against *sums*; if not *whole*, only its size.

    Raises ChecksumError.
    """
    found = _sum(file) if whole else [file.size]
    known = sums.get(name)
    if not isinstance(known, list) or found != known[: len(found)]:
        raise ChecksumError(f"{name}: not what was written")


def verified(place: Path | Generation, name: str, sums: Mapping[str, object]) -> bytes:
    """Return the content of one file in *place*, checked against *sums*.

    Raises ChecksumError.
    """
    with _readable(name):
        file = open_in(place, name)
        content = file.read(0, file.size)
    if sums.get(name) != [len(content), zlib.crc32(content)]:
        raise ChecksumError(f"{name}: not what was written")
    return content


def read(place: Path | Generation) -> dict[str, object]:
    """Return the checksums of the files in *place*, by name. Raises ChecksumError."""
    with _readable(NAME):
        file = open_in(place, NAME)
        sums = json.loads(file.read(0, file.size))
    if not isinstance(sums, dict):
        raise ChecksumError(f"{NAME}: not what was written")
    return sums


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Turn what a file that cannot be read raises into ChecksumError."""
    try:
        yield
    except (OSError, ValueError, RecursionError) as error:
        if is_shortage(error):
            raise
        raise ChecksumError(f"{name}: {error}") from error


def _sum(file: OpenFile) -> list[int]:
    size = checksum = 0
    while chunk := file.read(size, _CHUNK):
        size += len(chunk)
        checksum = zlib.crc32(chunk, checksum)
    return [size, checksum]
