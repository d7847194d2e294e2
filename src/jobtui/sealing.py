"""Seals on the files of an index: size and checksum, so that no damaged byte goes unnoticed.

Whoosh raises for most damage but not for all of it: a flipped bit may only lose a posting.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path

NAME = "seal.json"
_CHUNK = 1 << 20  # bytes read at a time


class BrokenSealError(Exception):
    """A file is not what it was when it was sealed, or there is no seal."""


def seal(directory: Path) -> None:
    """Write down what the files in *directory* are. Raises OSError."""
    sums = {file.name: _sum(file) for file in directory.iterdir()}
    (directory / NAME).write_text(json.dumps(sums), "ascii")


def verify(directory: Path) -> None:
    """Check every file in *directory*. Raises BrokenSealError."""
    for name, stated in _sums(directory).items():
        try:
            found = _sum(directory / name)
        except OSError as error:
            raise BrokenSealError(f"{name}: {error.strerror}") from error
        if found != stated:
            raise BrokenSealError(f"{name}: not what was written")


def verified(directory: Path, name: str) -> bytes:
    """Return the content of one file in *directory*. Raises BrokenSealError."""
    try:
        content = (directory / name).read_bytes()
    except OSError as error:
        raise BrokenSealError(f"{name}: {error.strerror}") from error
    if _sums(directory).get(name) != [len(content), zlib.crc32(content)]:
        raise BrokenSealError(f"{name}: not what was written")
    return content


def _sums(directory: Path) -> dict[str, object]:
    try:
        sums = json.loads((directory / NAME).read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise BrokenSealError(f"{NAME}: {error}") from error
    if not isinstance(sums, dict):
        raise BrokenSealError(f"{NAME}: not what was written")
    return sums


def _sum(file: Path) -> list[int]:
    size = checksum = 0
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
    return [size, checksum]
