"""A temporary repository of git for one task, beside the checkout that is in use.

Nothing of it stays: what a killed process left is removed before the next one begins.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from jobtui.files import locations, safe_io
from jobtui.files.locks import BusyError
from jobtui.i18n import _, reason
from jobtui.sources import repositories
from jobtui.sources.checkouts import clean
from jobtui.sources.fetch_lock import fetching
from jobtui.sources.git_process import Git, GitError, Tell
from jobtui.sources.repositories import Repository
from jobtui.text.printable import printable

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class SyncError(Exception):
    """Nothing could be fetched, and what is in use stays; the text is one line."""


class Workspace(NamedTuple):
    """What is kept of a repository, a private folder that is removed, and git in it."""

    place: Path
    work: Path
    run: Git


@contextmanager
def workspace(
    repository: Repository,
    tell: Tell | None = None,
    patience: float = 0,
    seconds: float | None = None,
) -> Iterator[Workspace]:
    """Hold the lock of *repository*, with a new and empty workspace.

    While another process holds it, this waits *patience* seconds. What git does in it may take
    *seconds*, as a fetch does if that is None. Raises SyncError, also where git or the disk fails.
    """
    tell = tell or _unheard
    place = repositories.place_of(repository)
    try:
        safe_io.make_directory(place.parent)
        with fetching(place, tell, patience):
            clean(place)
            work = place / f"new-{os.getpid()}"
            safe_io.make_private(work)
            try:
                yield Workspace(place, work, Git(work, repository.url, tell, seconds))
            finally:
                shutil.rmtree(work, ignore_errors=True)
    except (GitError, BusyError) as error:
        raise SyncError(_("{label}: {text}").format(label=repository, text=error)) from error
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
