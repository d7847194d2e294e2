"""Postings for the tests, made on the spot."""

from __future__ import annotations

import gc
from pathlib import Path

from jobtui.parsing.posting import read
from jobtui.postings.model import Posting

NAME = "2022-05-31-une-annonce.md"


def posting_of(folder: Path, content: str | bytes, name: str = NAME, site: str = "") -> Posting:
    """Write *content* to a file in *folder* and read it."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(str(path), name, site).posting


def fronted(*lines: str, body: str = "Le texte de l'annonce.") -> str:
    """Return a posting with these lines as its frontmatter."""
    return "\n".join(("---", *lines, "---", "", body, ""))


def places(posting: Posting) -> list[tuple[int, str]]:
    """Return line and field of each problem."""
    return [(problem.line, problem.field) for problem in posting.problems]


def open_files() -> int:
    """Return how many files this process holds open; 0 where that cannot be told.

    What tests before left in circles is closed first: it could be at any later moment.
    """
    gc.collect()
    held = Path("/proc/self/fd")
    return len(list(held.iterdir())) if held.is_dir() else 0
