"""The history of a posting's file: where its repository is, and what its commits changed.

A source that is a repository has the history of the commit that is shown. Of a folder in a checkout
the commits come from the checkout, as from any other repository: git obeys nothing that is
configured there. What is not committed yet comes first.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jobtui.files.beneath import holds
from jobtui.i18n import _
from jobtui.parsing.decoding import UnreadableError, text_of
from jobtui.postings.filenames import file_of
from jobtui.sources.addresses import is_address, is_feed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobtui.postings.revisions import FileHistory
    from jobtui.sources.folders import Source
    from jobtui.sources.git_process import Tell
    from jobtui.sources.repositories import Repository

_PATIENCE = 60  # seconds to wait for another process that fetches the same repository


class FilePlace(NamedTuple):
    """Where a file is in a repository; without a *commit* it is that of a checkout's folder."""

    repository: Repository
    name: str
    commit: str = ""


def place_of(path: str, sources: Sequence[Source]) -> FilePlace | None:
    """Return where the file of a posting's *path* is in a repository; None if it is in none.

    The file itself may be gone.
    """
    file = file_of(path)
    source = next((one for one in sources if holds(one.top, file)), None)
    if source is None or is_feed(source.root):
        return None
    return _in_fetched(file, source.root) if is_address(source.root) else _in_checkout(file)


def _in_fetched(path: str, address: str) -> FilePlace | None:
    from jobtui.sources import checkouts, repositories

    repository = repositories.repository_of(address)
    place = repositories.place_of(repository)
    checkout, used = f"{place / repositories.CURRENT}/", checkouts.in_use(place)
    if used is None or not path.startswith(checkout):
        return None
    return FilePlace(repository, path.removeprefix(checkout), used.name.split("-")[1])


def _in_checkout(path: str) -> FilePlace | None:
    """Return where a file on this disk is in the innermost checkout around it."""
    from jobtui.sources import repositories

    real = Path(os.path.realpath(path))
    for folder in real.parents:
        if os.path.lexists(folder / ".git"):
            try:
                repository = repositories.repository_of(folder.as_uri())
            except repositories.RepositoryError:
                return None
            return FilePlace(repository, str(real.relative_to(folder)))
    return None


def history_of(path: str, place: FilePlace, tell: Tell | None = None) -> FileHistory:
    """Return what happened to the file of a posting's *path*, which is at *place*, newest first.

    Raises SyncError, and whatever *tell* raises.
    """
    from jobtui.postings.revisions import Revision
    from jobtui.sources.git_history import file_history

    found = file_history(place.repository, place.name, place.commit, tell, _PATIENCE)
    if place.commit:
        return found
    last = found.revisions[0].after if found.revisions else ""
    now = _text(path)
    if now is None or now == last:
        return found
    pending = Revision("", date.today(), _("not committed yet"), last, now)
    return found._replace(revisions=(pending, *found.revisions))


def _text(path: str) -> str | None:
    """Return what a file says now, empty if it is gone; None if it cannot be read."""
    file = file_of(path)
    if not os.path.lexists(file):
        return ""
    try:
        return text_of(file).text
    except UnreadableError:
        return None
