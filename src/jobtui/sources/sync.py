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

import errno
import os
import re
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from jobtui.files import locations, locks, safe_io
from jobtui.i18n import _, reason
from jobtui.parsing.decoding import MOST_BYTES as MOST_READ
from jobtui.sources import git_process, repositories
from jobtui.sources.checkouts import Tree, clean, in_use, publish
from jobtui.sources.git_process import Git, GitError, Tell
from jobtui.sources.repositories import Repository
from jobtui.sources.selection import Wanted, wanted
from jobtui.text.printable import printable, quoted_input

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_FILES = 100_000
_FETCH = (
    "--git-dir=r",
    "fetch",
    "--progress",
    "--no-tags",
    "--no-recurse-submodules",
    "--no-write-fetch-head",
    "--no-auto-maintenance",
    "--filter=blob:none",
)
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class SyncError(Exception):
    """The sync failed, and the last checkout is still in use; the text is one line."""


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
    tell = tell or _unheard
    place = repositories.place_of(repository)

    def say_waiting() -> None:
        tell(_("another jobtui is fetching it"), 0.0)

    try:
        safe_io.make_directory(place.parent)
        safe_io.make_directory(place)
        with locks.exclusive(place / "lock", patience, say_waiting):
            clean(place)
            work = place / f"new-{os.getpid()}"
            safe_io.make_private(work)
            try:
                return _sync(repository, place, Git(work, repository.url, tell), work, again)
            finally:
                shutil.rmtree(work, ignore_errors=True)
    except GitError as error:
        raise SyncError(_("{label}: {text}").format(label=repository, text=error)) from error
    except locks.BusyError as error:
        why = _("another jobtui is fetching it; try again later")
        raise SyncError(_("{label}: {text}").format(label=repository, text=why)) from error
    except OSError as error:
        raise SyncError(_not_kept(error, repository, place)) from error


def _not_kept(error: OSError, repository: Repository, place: Path) -> str:
    """Say why the disk does not take what was fetched, and what to do about it."""
    where = place if error.errno not in _NO_ROOM else locations.cache_dir()
    path, why = printable(str(where)), reason(error)
    return _text_for(error).format(repository=repository, path=path, why=why)


def _text_for(error: OSError) -> str:
    if error.errno in _NO_ROOM:
        return _(
            "{repository}: no space left in {path} ({why}); free some, or set "
            "XDG_CACHE_HOME to another folder"
        )
    if error.errno == errno.EFBIG:
        return _("{repository}: a file in {path} cannot grow any further ({why}); see ulimit -f")
    return _("{repository}: cannot be stored in {path}: {why}")


def _unheard(_text: str, _share: float) -> None:
    """Tell nobody."""


def _sync(repository: Repository, place: Path, run: Git, work: Path, again: bool) -> Synced:
    run.stage(_("looking up the latest commit"), 0.0, 0.0)
    commit = _commit_of(repository, run)
    old = in_use(place)
    if old is not None and not again:
        count = _count(old)
        if old.name.startswith(f"t-{commit}-{count}-"):  # nothing was removed from it either
            return Synced(commit, False, count, 0)
    kind = "sha256" if len(commit) == 64 else "sha1"
    run.local("init", "-q", "--bare", "--template=", "-b", "main", f"--object-format={kind}", "r")
    run.stage(_("fetching the list of files"), 0.05, 0.25)
    run.online(*_FETCH, "--depth=1", git_process.REMOTE, commit)
    listed = _listed(run, commit)
    chosen = _wanted(repository, listed)
    files = [listed[name] for name in sorted(chosen.files)]
    same = _same(old, files, kind) if old is not None else set()
    new = [file for file in files if file.is_regular and file not in same]
    sizes = _fetched(run, {file.id for file in new})
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


def _commit_of(repository: Repository, run: Git) -> str:
    """Return the id of what the ref names now: a branch before a tag. Raises GitError."""
    ref = repository.ref
    if _COMMIT.fullmatch(ref):
        return ref
    names = [ref] if ref.startswith("refs/") else [f"refs/heads/{ref}", f"refs/tags/{ref}"]
    names = names if ref and ref != "HEAD" else ["HEAD"]
    listing = _text(run.online("ls-remote", "-q", git_process.REMOTE, *names))
    found = dict(line.split("\t")[::-1] for line in listing.splitlines() if line.count("\t") == 1)
    for name in names:
        if _COMMIT.fullmatch(commit := found.get(name, "")):
            return commit
    if names == ["HEAD"]:
        raise GitError(_("no default branch; name one after #"))
    text = _("no branch or tag {ref}; a commit needs its full id")
    raise GitError(text.format(ref=quoted_input(ref)))


def _listed(run: Git, commit: str) -> dict[str, _File]:
    """Return what a commit holds, by name."""
    found = {}
    listing = run.local("--git-dir=r", "ls-tree", "-r", "-z", "--full-tree", commit)
    for row in _text(listing).split("\0"):
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


def _text(file: Path) -> str:
    """Return what git printed; names that are no UTF-8 as the file system has them."""
    if file.stat().st_size > git_process.MOST_LISTING:
        raise GitError(_("too many files; use a smaller repository"))
    return os.fsdecode(file.read_bytes())


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


def _fetched(run: Git, blobs: set[str]) -> dict[str, int]:
    """Fetch those of *blobs* that are not there; return the sizes of all, in bytes."""
    sizes = _present(run)
    if missing := sorted(blobs - sizes.keys()):  # none if the server cannot leave files out
        run.stage(_("fetching the files"), 0.3, 0.5)
        run.online(*_FETCH, "--stdin", git_process.REMOTE, lines=missing)
        sizes = _present(run)
    if blobs - sizes.keys():
        raise GitError(_("not all files were received"))
    return {blob: sizes[blob] for blob in blobs}


def _present(run: Git) -> dict[str, int]:
    """Return the sizes of all files' contents in the repository."""
    shape = "--batch-check=%(objecttype) %(objectname) %(objectsize)"
    listing = run.local("--git-dir=r", "cat-file", shape, "--batch-all-objects", "--unordered")
    rows = (row.split(" ") for row in _text(listing).splitlines())
    return {row[1]: int(row[2]) for row in rows if row[0] == "blob"}


def _write(tree: Tree, files: list[_File], run: Git) -> None:
    """Write files whose contents are in the repository."""
    names: dict[str, list[str]] = {}
    for file in files:
        names.setdefault(file.id, []).append(file.name)
    printed = run.local("--git-dir=r", "cat-file", "--batch", lines=names)
    with printed.open("rb") as stream:
        for blob in names:
            content = _next(stream)
            for name in names[blob]:
                tree.write(name, content)


def _next(stream: BinaryIO) -> bytes:
    """Return the next content in what ``cat-file --batch`` printed."""
    head = stream.readline(200).split()
    if len(head) != 3 or head[1] != b"blob":
        raise GitError(_("a file does not match the listing"))
    content = stream.read(int(head[2]))
    stream.read(1)
    return content
