"""Postings that the user follows and whose file is gone, with their texts as they were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.files.beneath import holds
from jobtui.marks.kept_texts import KeptText, kept
from jobtui.parsing.file_name import id_of, title_of
from jobtui.postings.model import Posting
from jobtui.render.log_formats import LogLine

if TYPE_CHECKING:
    from datetime import date

    from jobtui.library.library import Library
    from jobtui.marks.kept_texts import KeptTexts
    from jobtui.marks.model import Mark


class GonePosting(NamedTuple):
    """A posting that is no longer there."""

    id: str
    path: str
    title: str
    mark: Mark
    starred: KeptText | None  # as it was when it was first starred, or an application begun
    seen: KeptText | None  # as the user last saw it


class GoneFollowUp(NamedTuple):
    """A day to come back to a posting that is no longer there."""

    day: date
    id: str
    title: str


def gone_posting(library: Library, wanted: str) -> Posting | None:
    """Return what is known of the gone posting of an id, so that it can be marked; else None."""
    found = (one for one in gone_postings(library) if one.id == wanted)
    gone = next(found, None)
    return Posting(gone.id, gone.path, gone.title) if gone is not None else None


def due_and_gone(library: Library, day: date) -> list[GoneFollowUp]:
    """Return the follow-ups of gone postings that have come by a *day*, the earliest first.

    Empty until all files were read.
    """
    if not library.snapshot.is_whole:
        return []
    return [
        GoneFollowUp(one.day, id_of(one.path), _kept_title(one.path) or title_of(one.path))
        for one in library.user.followups()
        if one.posting is None and one.day <= day and _is_in(library, one.path)
    ]


def kept_texts_of(library: Library, wanted: str, posting: Posting | None) -> KeptTexts | None:
    """Return what is kept of a *posting*; if None, of the gone one whose id is *wanted*."""
    known = posting or gone_posting(library, wanted)
    return kept(known.id, known.path) if known is not None else kept(wanted)


def gone_postings(library: Library) -> list[GonePosting]:
    """Return what is starred or applied for and gone from the sources that are shown, by title.

    Empty until all files were read.
    """
    snapshot = library.snapshot
    if not snapshot.is_whole:
        return []
    found = [
        _gone(path, mark)
        for path, mark in library.user.followed().items()
        if path not in snapshot.positions and _is_in(library, path)
    ]
    return sorted(found, key=lambda one: (one.title, one.path))


def titled_log(library: Library) -> list[LogLine]:
    """Return the log as lines; what is gone, or of another source, has its title as far as kept."""
    titles = {one.path: one.title for one in gone_postings(library)}
    lines = []
    for one in library.user.log():
        line = LogLine(one.entry, one.path, one.posting)
        if one.posting is None:
            if one.path not in titles:
                titles[one.path] = _kept_title(one.path)
            if title := titles[one.path]:
                line = line._replace(gone_id=id_of(one.path), gone_title=title)
        lines.append(line)
    return lines


def _is_in(library: Library, path: str) -> bool:
    """Whether a path is in one of the sources that are shown."""
    return any(holds(source.top, path) for source in library.sources)


def _kept_title(path: str) -> str:
    """Return the title of the posting at *path* as it was kept, empty if it was not."""
    texts = kept(id_of(path), path)
    return texts.title if texts is not None else ""


def _gone(path: str, mark: Mark) -> GonePosting:
    posting_id = id_of(path)
    texts = kept(posting_id, path)
    if texts is None:
        return GonePosting(posting_id, path, title_of(path), mark, None, None)
    return GonePosting(posting_id, path, texts.title, mark, texts.starred, texts.seen)
