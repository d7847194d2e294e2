"""Finds renamed and moved files by their content, so that marks follow their postings."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def moved(
    known: Mapping[str, str], present: Mapping[str, str], is_gone: Callable[[str], bool]
) -> dict[str, str]:
    """Return where postings went: old path -> new path.

    *known* and *present* map paths to digests: of what is recorded, and of the files there are. A
    posting has moved if its file *is_gone* and there is a file of the same content elsewhere, of
    whose path nothing is recorded: preferably of the same file name, else in the same folder, else
    the first by path. Each path takes part in one move at most. Empty digests never match.
    """
    absent = {
        path: digest
        for path, digest in known.items()
        if digest and path not in present and is_gone(path)
    }
    if not absent:  # the usual case: *present* need not be searched
        return {}
    wanted = set(absent.values())
    free = {path for path, digest in present.items() if digest in wanted and path not in known}
    found = {present[path] for path in free}
    lost = {path for path, digest in absent.items() if digest in found}
    moves: dict[str, str] = {}
    for likeness in (_file_name, _folder, lambda _path: ""):
        targets: dict[tuple[str, str], list[str]] = defaultdict(list)
        for new in sorted(free, reverse=True):
            targets[present[new], likeness(new)].append(new)
        for old in sorted(lost):
            if like := targets.get((known[old], likeness(old))):
                moves[old] = like.pop()
        lost -= moves.keys()
        free -= set(moves.values())
    return moves


def _file_name(path: str) -> str:
    return path.rpartition("/")[2]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
