"""The history of a file of a git repository: the commits that changed it, with the texts.

Commits and folders are fetched into a temporary repository, as ``sync`` does; then the contents
that the file had. Git reads no configuration of the repository there, and starts no pager, external
diff, text conversion or signature check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _
from jobtui.parsing.decoding import MOST_BYTES as MOST_READ
from jobtui.parsing.decoding import decoded
from jobtui.postings.revisions import FileHistory, Revision
from jobtui.sources import git_process
from jobtui.sources.git_fetch import FETCH, commit_of, contents, fetched, printed
from jobtui.sources.git_process import GitError
from jobtui.sources.git_workspace import workspace

if TYPE_CHECKING:
    from pathlib import Path

    from jobtui.sources.git_process import Git, Tell
    from jobtui.sources.repositories import Repository

MOST_SECONDS = 180
MOST_GENERATIONS = 2000  # of commits that are fetched, from the newest back
MOST_REVISIONS = 200  # of a file; older ones are left out
_MOST_CHARACTERS = 500  # of the first line of a commit's message
_LOG = (
    "--git-dir=r", "--no-pager", "-c", "log.showSignature=false", "log", "-z", "--raw",
    "--no-abbrev", "--follow", "-M100%", "--no-merges", "--no-ext-diff", "--no-textconv",
    "--no-color", "--no-notes", "--no-mailmap", "--encoding=UTF-8",
    "--format=format:%H%x00%ct%x00%s",
)  # fmt: skip
# The two contents and what was done, of a file that was also renamed or copied in R and C.
_RAW = re.compile(r":\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*")


class _Logged(NamedTuple):
    commit: str
    seconds: int
    subject: str
    before: str  # git's hashes of the contents
    after: str


def file_history(
    repository: Repository,
    name: str,
    commit: str = "",
    tell: Tell | None = None,
    patience: float = 0,
) -> FileHistory:
    """Return what happened to the file *name* of a repository up to a *commit*, else to its ref.

    A file that was renamed without another change is followed to its former name. *tell* is
    called as ``sync`` does. Raises SyncError.
    """
    with workspace(repository, tell, patience, MOST_SECONDS) as (_place, work, run):
        run.stage(_("looking up the latest commit"), 0.0, 0.0)
        commit = commit or commit_of(repository, run)
        kind = "sha256" if len(commit) == 64 else "sha1"
        run.local(
            "init", "-q", "--bare", "--template=", "-b", "main", f"--object-format={kind}", "r"
        )
        run.stage(_("fetching the commits"), 0.05, 0.65)
        run.online(*FETCH, f"--depth={MOST_GENERATIONS}", git_process.REMOTE, commit)
        literal = f":(literal,top){name}"
        count = f"--max-count={MOST_REVISIONS + 1}"
        listing = printed(run.local(*_LOG, count, commit, "--", literal))
        logged = list(_parsed(listing))
        is_whole = len(logged) <= MOST_REVISIONS and not _ends_early(work, logged)
        return FileHistory(tuple(_revisions(run, logged[:MOST_REVISIONS])), is_whole)


def _ends_early(work: Path, logged: Sequence[_Logged]) -> bool:
    """Whether the oldest commit is one whose parents were not fetched."""
    shallow = work / "r" / "shallow"
    return bool(logged) and shallow.exists() and logged[-1].commit in shallow.read_text("ascii")


def _parsed(listing: str) -> Iterator[_Logged]:
    """Yield what git printed: commit, seconds, subject and line of the file, and its names."""
    rest = listing.split("\0")
    while len(rest) >= 4:
        commit, seconds, about, *rest = rest
        subject, _newline, raw = about.rpartition("\n")
        found = _RAW.fullmatch(raw)
        if found is None or not seconds.lstrip("-").isdecimal():
            raise GitError(_("the history does not match the listing"))
        rest = rest[2 if found[3] in "RC" else 1 :]
        rest = rest[1:] if rest and not rest[0] else rest  # between two commits
        yield _Logged(commit, int(seconds), subject, _content(found[1]), _content(found[2]))


def _content(hashed: str) -> str:
    return "" if set(hashed) == {"0"} else hashed


def _revisions(run: Git, logged: Sequence[_Logged]) -> Iterator[Revision]:
    blobs = {blob for one in logged for blob in (one.before, one.after) if blob}
    sizes = fetched(run, blobs)
    if sum(sizes.values()) > git_process.MOST_BYTES:
        raise GitError(_("its files are too large in total; name a path within it"))
    small = sorted(blob for blob in blobs if sizes[blob] <= MOST_READ)
    texts = {one.id: decoded(one.data) for one in contents(run, small)}
    for one in logged:
        before, after = texts.get(one.before, ""), texts.get(one.after, "")
        subject = one.subject[:_MOST_CHARACTERS]
        yield Revision(one.commit, _day(one.seconds), subject, before, after)


def _day(seconds: int) -> date:
    """Return the day of a time that a stranger wrote."""
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return date.min
