"""Fetch the postings of a repository, and put them in place when all of them have arrived.

The server is asked which commit the ref is; if that is the one in use, nothing else happens.
Otherwise the folders of the commit are fetched into a temporary repository, without files, history
or working tree; then the wanted files that the checkout in use lacks. They are written into a new
folder, and ``current`` is replaced. The repository is deleted: none can be left half-written by a
kill, planted by a stranger, or grow.

A file that did not change, by git's hash of its content, is hard-linked from the checkout in use:
it keeps its modification time, so that the index reads only what changed.
Nothing but regular files is ever written: no link, no submodule, nothing hidden.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _
from jobtui.parsing.decoding import MOST_BYTES as MOST_READ
from jobtui.sources import git_process, repositories
from jobtui.sources.checkouts import Tree, in_use, publish
from jobtui.sources.git_fetch import FETCH, commit_of, contents, fetched, printed
from jobtui.sources.git_process import Git, GitError, Tell
from jobtui.sources.git_workspace import workspace
from jobtui.sources.repositories import Repository
from jobtui.sources.selection import Wanted, wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_FILES = 100_000


class Synced(NamedTuple):
    """What a sync did: the commit in use, the files of its checkout, and how many were refused."""

    commit: str
    changed: bool
    files: int
    refused: int  # links, names that the disk does not allow, files larger than jobtui reads
    misnamed: tuple[str, ...] = ()  # files that were skipped because of their names


class _File(NamedTuple):
    name: str  # its path in the repository
    id: str  # git's hash of its content
    is_regular: bool


def sync(
    repository: Repository, tell: Tell | None = None, again: bool = False, patience: float = 0
) -> Synced:
    """Bring the checkout of *repository* up to date; *again*: even if its commit is in use.

    *tell* is called many times a second with what is being done and the share that is done, from
    0 to 1; an exception that it raises ends the sync. While another process fetches the same, this
    waits *patience* seconds. Raises SyncError; the last checkout stays.
    """
    with workspace(repository, tell, patience) as (place, work, run):
        return _sync(repository, place, run, work, again)


def _sync(repository: Repository, place: Path, run: Git, work: Path, again: bool) -> Synced:
    run.stage(_("looking up the latest commit"), 0.0, 0.0)
    commit = commit_of(repository, run)
    old = in_use(place)
    if old is not None and not again:
        count = _count(old)
        if old.name.startswith(f"t-{commit}-{count}-"):  # nothing was removed from it either
            return Synced(commit, False, count, 0)
    kind = "sha256" if len(commit) == 64 else "sha1"
    run.local("init", "-q", "--bare", "--template=", "-b", "main", f"--object-format={kind}", "r")
    run.stage(_("fetching the list of files"), 0.05, 0.25)
    run.online(*FETCH, "--depth=1", git_process.REMOTE, commit)
    listed = _listed(run, commit)
    chosen = _wanted(repository, listed)
    files = [listed[name] for name in sorted(chosen.files)]
    same = _same(old, files, kind) if old is not None else set()
    new = [file for file in files if file.is_regular and file not in same]
    sizes = fetched(run, {file.id for file in new})
    small = [file for file in new if sizes[file.id] <= MOST_READ]
    if sum(sizes[blob] for blob in {file.id for file in small}) > git_process.MOST_BYTES:
        raise GitError(_("its files are too large in total; name a path within it"))
    run.stage(_("writing the files"), 0.8, 0.2)
    tree = Tree(work / "tree")
    for file in same:
        assert old is not None
        tree.link(file.name, old / file.name)
    _write(tree, small, run)
    if not tree.count:
        raise GitError(_("none of its files can be used"))
    publish(place, tree, commit)
    misnamed = tuple(sorted(chosen.misnamed))
    return Synced(commit, True, tree.count, len(files) - tree.count, misnamed)


def _listed(run: Git, commit: str) -> dict[str, _File]:
    """Return what a commit holds, by name."""
    found = {}
    listing = run.local("--git-dir=r", "ls-tree", "-r", "-z", "--full-tree", commit)
    for row in printed(listing).split("\0"):
        about, _tab, name = row.partition("\t")
        mode, _space, rest = about.partition(" ")
        found[name] = _File(name, rest.rpartition(" ")[2], mode.startswith("100"))
    return found


def _wanted(repository: Repository, names: Iterable[str]) -> Wanted:
    chosen = wanted(names, repository.path)
    if not any(chosen):
        where = repository.path or _("the repository")
        raise GitError(_("no postings in {path}").format(path=where))
    if len(chosen.files) > MOST_FILES:
        raise GitError(_("more than {n} files; name a path within it").format(n=MOST_FILES))
    return chosen


def _count(checkout: Path) -> int:
    """Return the number of files of a checkout, without those whose names are not written now."""
    top = f"{checkout}/"
    paths = (f"{base}/{name}" for base, _folders, names in os.walk(checkout) for name in names)
    return sum(repositories.is_plain_name(path.removeprefix(top)) for path in paths)


def _same(old: Path, files: list[_File], kind: str) -> set[_File]:
    """Return the files that a checkout holds under their names, as git's hash of them tells.

    Under another name it would be no gain to keep the time: two files that are exchanged could
    have equal sizes and times, and the index would not notice.
    """
    import hashlib

    found = set()
    for file in files:
        with suppress(OSError):
            path = old / file.name
            status = path.lstat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_READ:
                continue
            content = path.read_bytes()
            digest = hashlib.new(kind, b"blob %d\0" % len(content), usedforsecurity=False)
            digest.update(content)
            if digest.hexdigest() == file.id and file.is_regular:
                found.add(file)
    return found


def _write(tree: Tree, files: list[_File], run: Git) -> None:
    """Write files whose contents are in the repository."""
    names: dict[str, list[str]] = {}
    for file in files:
        names.setdefault(file.id, []).append(file.name)
    for content in contents(run, names):
        for name in names[content.id]:
            tree.write(name, content.data)
