"""The table of contents of the full-text index: its segments, in JSON instead of Whoosh's pickles.

    toc.json    [[name, documents, [removed documents]], …]

Values are checked before they become names of files. It loads without Whoosh.
"""

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from jobtui.bitset import bits_of
from jobtui.files import safe_io

NAME = "toc.json"
_PART = re.compile(r"[0-9a-f]{16}")


class Part(NamedTuple):
    """A segment of the full-text index and its rows, written once."""

    name: str  # 16 hexadecimal digits; the first part of the names of its files
    documents: int
    dead: frozenset[int] = frozenset()  # documents, from 0, that were removed since

    @property
    def alive(self) -> int:
        """A bit set of the documents that were not removed."""
        return ((1 << self.documents) - 1) & ~bits_of(self.dead)


def packed(parts: Iterable[Part]) -> bytes:
    """Return a table of contents as it stands in a file."""
    return json.dumps([[part.name, part.documents, sorted(part.dead)] for part in parts]).encode()


def save(parts: Iterable[Part], directory: Path) -> None:
    """Write the table of contents of the index in *directory*. Raises OSError."""
    safe_io.write_private(directory / NAME, packed(parts))


def parts_of(content: bytes | str) -> tuple[Part, ...]:
    """Return the segments that a table of contents lists. Raises ValueError if it is none."""
    try:
        parts = tuple(_part(*listed) for listed in json.loads(content))
    except (TypeError, RecursionError) as error:
        raise ValueError(f"{NAME}: {error}") from error
    if len({part.name for part in parts}) < len(parts):
        raise ValueError(f"{NAME}: a segment is listed twice")
    return parts


def _part(name: object, documents: object, dead: object) -> Part:
    if not (isinstance(name, str) and _PART.fullmatch(name)):
        raise ValueError(f"{NAME}: no name of a segment")
    numbers = [documents, *dead] if isinstance(dead, list) else []
    if not numbers or not all(type(number) is int and number >= 0 for number in numbers):
        raise ValueError(f"{NAME}: no numbers of documents")
    count, *removed = numbers
    if any(number >= count for number in removed):
        raise ValueError(f"{NAME}: no such document")
    return Part(name, count, frozenset(removed))


def new_name() -> str:
    """Return a name that no segment ever had, as open segments are recognised by their names."""
    return os.urandom(8).hex()
