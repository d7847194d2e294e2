"""Marks follow their postings to other folders and machines: by source, relative path and content.

An imported posting has a path that begins with ``place:`` until a source is opened that has it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from jobtui.marks.model import MarkRecord, Place, Records, take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_UNPLACED = "place:"  # begins paths that stand for no file; others begin with a slash

Roots = Mapping[str, str]  # the paths of the open sources, and their names


class Relocation(NamedTuple):
    """Where marks go: from old paths to new ones, and copies of marks that also stay."""

    moves: dict[str, str]
    copies: dict[str, str]


def place_of(path: str, roots: Roots) -> Place | None:
    """Return the place of a file in the open sources; None if it is in none of them."""
    for root, source in roots.items():
        if path.startswith(f"{root}/"):
            return Place(source, path[len(root) + 1 :])
    return Place("", path.rpartition("/")[2]) if path in roots else None


def unplaced(place: Place, digest: str) -> str:
    """Return the path that stands for a posting until its source is open."""
    return f"{_UNPLACED}{place.source or digest}:{place.name}"


def is_unplaced(path: str) -> bool:
    """Whether a path stands for a posting whose source was not opened yet."""
    return path.startswith(_UNPLACED)


def placed(imported: Records, known: Records) -> Records:
    """Return *imported* records under the paths of those that are *known* at the same places."""
    at = {record.place: path for path, record in known.items() if record.place is not None}
    same = {(one.digest, _file(path)): path for path, one in known.items() if one.digest}
    found: Records = {}
    for path, record in imported.items():
        there = None
        if is_unplaced(path) and record.place is not None:
            there = at.get(record.place) or same.get((record.digest, _file(path)))
        take(found, {there or path: record})
    return found


def relocated(
    known: Mapping[str, MarkRecord],
    present: Mapping[str, str],
    roots: Roots,
    moves: Mapping[str, str],
    is_gone: Callable[[str], bool],
) -> Relocation:
    """Return where marks go beside *moves*, which were found by the content of moved files.

    *known* are the records by path, *present* the digests of the files of the sources. A record
    moves if its file is gone and the same relative path is there in a source of the same name, or
    in a folder to which another file of its own folder has moved. It is copied if its file is
    still there, outside of the open sources, and one with the same relative path and content is
    in them. A record without a file joins that of its posting.
    """
    shifts = {
        (_root(old, known[old].place), _root(new, place_of(new, roots)))
        for old, new in moves.items()
        if old in known
    }
    further: dict[str, str] = {}
    copies: dict[str, str] = {}
    taken = set(moves.values())
    for path, record in known.items():
        if path in present or path in moves or record.place is None:
            continue
        for root, source in roots.items():
            new = f"{root}/{record.place.name}"
            if new not in present or new in taken:
                continue
            is_same = bool(record.digest) and present[new] == record.digest
            is_named = source == record.place.source
            if is_unplaced(path) and (is_same or is_named):
                further[path] = new
            elif new in known:
                continue
            elif is_gone(path) and (is_named or (_root(path, record.place), root) in shifts):
                further[path] = new
            elif is_same and not is_gone(path):
                copies[path] = new
            else:
                continue
            taken.add(new)
            break
    for path, new in _by_content(known, present, {*moves, *further}):
        further[path] = new
    return Relocation(further, copies)


def _by_content(
    known: Mapping[str, MarkRecord], present: Mapping[str, str], done: set[str]
) -> Iterator[tuple[str, str]]:
    """Yield the records without a file whose content is in one of the sources, and where."""
    waiting = {
        path: record.digest
        for path, record in known.items()
        if is_unplaced(path) and path not in done and record.digest
    }
    if not waiting:
        return
    wanted = set(waiting.values())
    at: dict[str, list[str]] = {}
    for path in sorted(path for path, digest in present.items() if digest in wanted):
        at.setdefault(present[path], []).append(path)
    for path, digest in waiting.items():
        named = [new for new in at.get(digest, ()) if _file(new) == _file(path)]
        if near := named or at.get(digest):
            yield path, near[0]


def _root(path: str, place: Place | None) -> str:
    return path.removesuffix(f"/{place.name}") if place is not None else ""


def _file(path: str) -> str:
    return path.rpartition("/")[2].rpartition(":")[2]
