"""What is fetched with git: which commit a ref is, commits and folders, and contents of files."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from jobtui.i18n import _
from jobtui.sources import git_process
from jobtui.sources.git_process import Git, GitError
from jobtui.sources.repositories import Repository
from jobtui.text.printable import quoted_input

FETCH = (
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


class Content(NamedTuple):
    """What a file holds, and git's hash of it."""

    id: str
    data: bytes


def commit_of(repository: Repository, run: Git) -> str:
    """Return the id of what the ref names now: a branch before a tag. Raises GitError."""
    ref = repository.ref
    if _COMMIT.fullmatch(ref):
        return ref
    names = [ref] if ref.startswith("refs/") else [f"refs/heads/{ref}", f"refs/tags/{ref}"]
    names = names if ref and ref != "HEAD" else ["HEAD"]
    listing = printed(run.online("ls-remote", "-q", git_process.REMOTE, *names))
    found = dict(line.split("\t")[::-1] for line in listing.splitlines() if line.count("\t") == 1)
    for name in names:
        if _COMMIT.fullmatch(commit := found.get(name, "")):
            return commit
    if names == ["HEAD"]:
        raise GitError(_("no default branch; name one after #"))
    text = _("no branch or tag {ref}; a commit needs its full id")
    raise GitError(text.format(ref=quoted_input(ref)))


def printed(file: Path) -> str:
    """Return what git printed; names that are no UTF-8 as the file system has them."""
    if file.stat().st_size > git_process.MOST_LISTING:
        raise GitError(_("too many files; use a smaller repository"))
    return os.fsdecode(file.read_bytes())


def fetched(run: Git, blobs: set[str]) -> dict[str, int]:
    """Fetch those of *blobs* that are not there; return the sizes of all, in bytes."""
    sizes = _present(run)
    if missing := sorted(blobs - sizes.keys()):  # none if the server cannot leave files out
        run.stage(_("fetching the files"), 0.3, 0.5)
        run.online(*FETCH, "--stdin", git_process.REMOTE, lines=missing)
        sizes = _present(run)
    if blobs - sizes.keys():
        raise GitError(_("not all files were received"))
    return {blob: sizes[blob] for blob in blobs}


def _present(run: Git) -> dict[str, int]:
    """Return the sizes of all files' contents in the repository."""
    shape = "--batch-check=%(objecttype) %(objectname) %(objectsize)"
    listing = run.local("--git-dir=r", "cat-file", shape, "--batch-all-objects", "--unordered")
    rows = (row.split(" ") for row in printed(listing).splitlines())
    return {row[1]: int(row[2]) for row in rows if row[0] == "blob"}


def contents(run: Git, blobs: Collection[str]) -> Iterator[Content]:
    """Yield the contents of files, which are in the repository, one after the other."""
    printed_file = run.local("--git-dir=r", "cat-file", "--batch", lines=blobs)
    with printed_file.open("rb") as stream:
        for blob in blobs:
            yield Content(blob, _next(stream))


def _next(stream: BinaryIO) -> bytes:
    """Return the next content in what ``cat-file --batch`` printed."""
    head = stream.readline(200).split()
    if len(head) != 3 or head[1] != b"blob":
        raise GitError(_("a file does not match the listing"))
    content = stream.read(int(head[2]))
    stream.read(1)
    return content
