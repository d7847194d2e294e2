"""A source that the user names while jobtui runs: found or fetched, and browsed with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jobtui.config import edit_sources
from jobtui.config.settings import SourceSetting
from jobtui.i18n import _
from jobtui.library.library import Library
from jobtui.sources import folders
from jobtui.sources.addresses import is_feed
from jobtui.sources.folders import SourceError
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobtui.sources.folders import Source, SourceFile
    from jobtui.sources.git_process import Tell

_PATIENCE = 60  # seconds to wait for another process that fetches the same


class NewSource(NamedTuple):
    """A source that was named, and the setting that keeps it."""

    source: Source
    setting: SourceSetting


def found(named: str, tell: Tell) -> NewSource:
    """Return the source that a path or an address names; what is far is fetched.

    *tell* is called as ``sync`` does. Raises an exception whose text is a line for the user, and
    whatever *tell* raises.
    """
    new = _feed(named, tell) if is_feed(named) else _folder_or_repository(named, tell)
    if not is_feed(named):
        files = list(folders.postings(new.source))
        if all(file.fault for file in files):
            raise SourceError(_nothing_in(named, files))
    return new


def _feed(named: str, tell: Tell) -> NewSource:
    from datetime import date

    from jobtui.sources import feed_sync, feeds

    feed = feeds.feed_of(named)
    feed_sync.sync(feed, date.today(), tell, _PATIENCE)
    source = feeds.source_of(feed)
    assert source is not None
    return NewSource(source, SourceSetting(edit_sources.name_for(named), url=feed.url, type="feed"))


def _folder_or_repository(named: str, tell: Tell) -> NewSource:
    from jobtui.sources import repositories, sync

    name = edit_sources.name_for(named)
    repository = repositories.found(named)
    if repository is None:
        source = folders.resolve(named)
        return NewSource(source, SourceSetting(name, path=source.root))
    sync.sync(repository, tell, patience=_PATIENCE)
    fetched = repositories.source_of(repository)
    assert fetched is not None
    place = SourceSetting(name, url=repository.url, ref=repository.ref, folder=repository.path)
    return NewSource(fetched, place)


def _nothing_in(named: str, files: Sequence[SourceFile]) -> str:
    """Explain that a folder has no postings, or why the first cannot be read."""
    if not files:
        return _("no postings in {path}").format(path=clean(named))
    first = files[0]
    return _("{label}: {text}").format(label=clean(first.path), text=first.fault)


def saved(new: NewSource) -> str:
    """Add a source to the user's settings; return a line on that, or on why it was not added."""
    try:
        file = edit_sources.add(new.setting)
    except edit_sources.NotAddedError as error:
        return str(error)
    return _('Saved as "{name}" in {file}.').format(file=file, name=new.setting.name)


def library_beside(shown: Library, source: Source) -> Library:
    """Return a library of what is shown, without the sample, and a source more."""
    others = [one for one in shown.sources if not one.is_sample]
    return Library(tuple(dict.fromkeys([*others, source])))
