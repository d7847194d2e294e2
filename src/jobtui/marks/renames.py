"""How a mark finds its posting again when its file was renamed or moved."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def moved(
    known: Mapping[str, str], present: Mapping[str, str], is_gone: Callable[[str], bool]
) -> dict[str, str]:
    """Return where postings went: old path -> new path.

    *known* and *present* are path -> digest: what is recorded, and the files there are. A posting
    has moved if it is gone from its path and a file of the same content, of which nothing is
    recorded under its own path (the path wins), lies elsewhere: best under the same file name,
    else in the same folder, else the first by path. A path is the old or new one of one move.
    An empty digest is like no other.
    """
    absent = {
        path: digest
        for path, digest in known.items()
        if digest and path not in present and is_gone(path)
    }
    if not absent:  # all that there is need not be looked at
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
