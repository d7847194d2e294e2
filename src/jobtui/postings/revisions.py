"""The history of a posting's file: the commits that changed it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Revision(NamedTuple):
    """A commit that changed a file, and the texts before and after it, empty for no file."""

    commit: str  # git's hash of it; empty for what is not committed yet
    day: date
    subject: str  # the first line of its message, as it was written
    before: str
    after: str


class FileHistory(NamedTuple):
    """The commits that changed a file, the newest first."""

    revisions: tuple[Revision, ...]
    is_whole: bool  # False if there may be older ones
