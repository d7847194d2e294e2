"""Postings that the user follows and whose file is gone, with their texts as they were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.files.beneath import holds
from jobtui.marks.kept_texts import KeptText, kept
from jobtui.marks.model import Mark
from jobtui.parsing.file_name import id_of, title_of
from jobtui.postings.model import Posting
from jobtui.render.log_formats import LogLine

if TYPE_CHECKING:
    from datetime import date

    from jobtui.library.library import Library
    from jobtui.marks.kept_texts import KeptTexts


class GonePosting(NamedTuple):
    """A posting that is no longer there."""

    id: str
    path: str
    title: str
    mark: Mark
    starred: KeptText | None  # as it was when it was first starred, or an application begun
    seen: KeptText | None  # as the user last saw it


def gone_posting(library: Library, wanted: str) -> Posting | None:
    """Return what is known of the gone posting of an id, so that it can be marked; else None."""
    found = (one for one in gone_postings(library) if one.id == wanted)
    gone = next(found, None)
    return Posting(gone.id, gone.path, gone.title) if gone is not None else None


def due_and_gone(library: Library, day: date) -> list[tuple[date, GonePosting]]:
    """Return gone postings whose follow-up has come by a *day*, each with that, the earliest first.

    Empty until all files were read.
    """
    if not library.snapshot.is_whole:
        return []
    tops = [source.top for source in library.sources]
    return [
        (one.day, _gone(one.path, Mark(followup=one.day)))
        for one in library.user.followups()
        if one.posting is None and one.day <= day and any(holds(top, one.path) for top in tops)
    ]


def kept_texts_of(library: Library, wanted: str) -> KeptTexts | None:
    """Return what is kept of the posting of an id, there or gone, in these sources or others."""
    posting = library.get(wanted) or gone_posting(library, wanted)
    return kept(posting.id, posting.path) if posting is not None else kept(wanted)


def gone_postings(library: Library) -> list[GonePosting]:
    """Return what is starred or applied for and gone from the sources that are shown, by title.

    Empty until all files were read.
    """
    snapshot = library.snapshot
    if not snapshot.is_whole:
        return []
    tops = [source.top for source in library.sources]
    found = [
        _gone(path, mark)
        for path, mark in library.user.followed().items()
        if path not in snapshot.positions and any(holds(top, path) for top in tops)
    ]
    return sorted(found, key=lambda one: (one.title, one.path))


def titled_log(library: Library) -> list[LogLine]:
    """Return the log as lines; what is gone, or of another source, has its title as far as kept."""
    gone = {one.path: (one.id, one.title) for one in gone_postings(library)}
    lines = []
    for one in library.user.log():
        line = LogLine(one.entry, one.path, one.posting)
        if one.posting is None:
            if one.path not in gone and (texts := kept(id_of(one.path), one.path)) is not None:
                gone[one.path] = (id_of(one.path), texts.title)
            if (lost := gone.get(one.path)) is not None:
                line = line._replace(gone_id=lost[0], gone_title=lost[1])
        lines.append(line)
    return lines


def _gone(path: str, mark: Mark) -> GonePosting:
    posting_id = id_of(path)
    texts = kept(posting_id, path)
    if texts is None:
        return GonePosting(posting_id, path, title_of(path), mark, None, None)
    return GonePosting(posting_id, path, texts.title, mark, texts.starred, texts.seen)
