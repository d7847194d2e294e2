"""From the arguments to the sources that they name: folders, files, git repositories, feeds."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from jobtui.cli.arguments import UsageError
from jobtui.i18n import _
from jobtui.postings.source_rules import NO_RULES
from jobtui.sources.addresses import is_feed, may_be_repository

if TYPE_CHECKING:
    from jobtui.config.settings import Settings, SourceSetting
    from jobtui.sources.feed_sync import FeedSynced
    from jobtui.sources.feeds import Feed
    from jobtui.sources.folders import Source
    from jobtui.sources.repositories import Repository
    from jobtui.sources.sync import Synced

_VARIABLE = "JOBTUI_SOURCE"
_SYNC_TIMEOUT = 60  # seconds to wait for another process that fetches the same repository


def sources_of(
    named: Sequence[str] | None,
    settings: Settings,
    may_fetch: bool = True,
    for_all: bool = False,
) -> tuple[Source, ...]:
    """Return the sources to use: those *named*, else those of the settings, else the sample.

    A name is that of a source in the settings, else a path. A repository that was never fetched is
    fetched, if it *may*. With *for_all* paths are resolved for an index that all users share.
    Raises UsageError.
    """
    from jobtui.sources import folders

    if named and not all(named):
        raise UsageError(_("--source expects a path or a name, not an empty string"))
    places = {place.name: place for place in settings.sources}
    chosen = named or settings.source or list(places) or [str(folders.SAMPLE)]
    try:
        found = (_source(name, places.get(name), may_fetch, for_all) for name in chosen)
        return tuple(dict.fromkeys(found))
    except folders.SourceError as error:
        message = _hinted(str(error), chosen, list(places))
        if not named and os.environ.get(_VARIABLE):
            message = f"{_VARIABLE}: {message}"
        raise UsageError(message) from error


def _hinted(message: str, chosen: Sequence[str], names: Sequence[str]) -> str:
    """Add the names of sources that may have been meant."""
    from difflib import get_close_matches

    from jobtui.external.command_line import pasted

    near = [near for name in chosen for near in get_close_matches(name, names, n=1)]
    near = [pasted(name) for name in near if name not in chosen]
    return message + (_("; did you mean {names}?").format(names=", ".join(near)) if near else "")


def _source(named: str, place: SourceSetting | None, may_fetch: bool, for_all: bool) -> Source:
    """Return the source at a path, or of a repository, which is fetched if it never was.

    *place* is what the settings state under the name. Raises UsageError, SourceError.
    """
    from jobtui.sources import folders

    feed = _feed(named, place)
    if feed is not None:
        return _feed_source(feed, place, may_fetch)
    repository = _named(named, place)
    rules = place.rules if place else NO_RULES
    if repository is None:
        return folders.resolve(place.path if place else named, for_all)._replace(rules=rules)
    from jobtui.sources import repositories

    if repositories.checkout_of(repository) is None:
        if not may_fetch:
            raise UsageError(_("{url}: not fetched yet").format(url=repository.url))
        sync_repository(repository)
    source = repositories.source_of(repository)
    assert source is not None
    return source._replace(rules=rules)


def _feed(named: str, place: SourceSetting | None) -> Feed | None:
    """Return the feed of a name or an address; None if it is no feed. Raises UsageError."""
    if not (place.type == "feed" if place else is_feed(named)):
        return None
    from jobtui.sources import feeds

    try:
        return feeds.feed_of(place.url if place else named)
    except feeds.FeedError as error:
        raise UsageError(str(error)) from error


def _feed_source(feed: Feed, place: SourceSetting | None, may_fetch: bool) -> Source:
    """Return the source of a feed, which is fetched if it never was. Raises UsageError."""
    from jobtui.sources import feeds

    if feeds.postings_of(feed) is None:
        if not may_fetch:
            raise UsageError(_("{url}: not fetched yet").format(url=feed.url))
        sync_feed(feed)
    source = feeds.source_of(feed)
    assert source is not None
    return source if place is None else source._replace(rules=feeds.with_files(place.rules))


def sync_feed(feed: Feed, again: bool = False) -> FeedSynced:
    """Fetch a feed, with its progress on stderr. Raises UsageError."""
    from datetime import date

    from jobtui.cli import console
    from jobtui.sources import feed_sync
    from jobtui.sources.feeds import FeedError

    try:
        with console.progress_line() as tell:
            return feed_sync.sync(feed, date.today(), tell, _SYNC_TIMEOUT, again)
    except FeedError as error:
        raise UsageError(str(error)) from error


def feeds_of(named: Sequence[str], settings: Settings) -> list[Feed]:
    """Return the feeds among the names and addresses, else all those of the settings."""
    places = {place.name: place for place in settings.sources}
    found = (_feed(name, places.get(name)) for name in named or places)
    return [feed for feed in found if feed is not None]


def repositories_of(
    named: Sequence[str], ref: str, path: str, settings: Settings
) -> list[Repository]:
    """Return the repositories *named* by name or address, else all those of the settings.

    *ref* and *path*, if any, replace those that the settings state. Raises UsageError.
    """
    known = {
        place.name: _named(place.name, place) for place in settings.sources if place.type != "feed"
    }
    places = {name: repository for name, repository in known.items() if repository is not None}
    feeds = feeds_of(named, settings)
    if not named and not places and not feeds:
        raise UsageError(
            _("sync expects the address of a git repository or feed; no source has one")
        )
    found = []
    for name in named or places:
        if _feed(name, next((one for one in settings.sources if one.name == name), None)):
            continue
        repository = places.get(name) or _named(name, None)
        if repository is None:
            found.append(_repository_of(name, ref, path))
        else:
            url, its_ref, its_path = repository
            found.append(_repository_of(url, ref or its_ref, path or its_path))
    return found


def _named(name: str, place: SourceSetting | None) -> Repository | None:
    """Return the repository of a name, an address or a path; None if it is no repository.

    *place* is what the settings state under the name. Raises UsageError.
    """
    if place is not None and place.url:
        return _repository_of(place.url, place.ref, place.folder)
    path = place.path if place else name
    if not may_be_repository(path):
        return None
    from jobtui.sources import repositories

    try:
        return repositories.found(path)
    except repositories.RepositoryError as error:
        raise UsageError(str(error)) from error


def _repository_of(named: str, ref: str, path: str) -> Repository:
    from jobtui.sources import repositories

    try:
        return repositories.repository_of(named, ref, path)
    except repositories.RepositoryError as error:
        raise UsageError(str(error)) from error


def sync_repository(repository: Repository, again: bool = False) -> Synced:
    """Fetch a repository, with its progress on stderr. Raises UsageError."""
    from jobtui.cli import console
    from jobtui.sources import sync
    from jobtui.sources.git_workspace import SyncError

    try:
        with console.progress_line() as tell:
            return sync.sync(repository, tell, again, _SYNC_TIMEOUT)
    except SyncError as error:
        raise UsageError(str(error)) from error
