"""Feeds as sources: how one is named, and where its postings lie once fetched.

    feed+https://host/jobs.xml        RSS, Atom, JSON Feed, jobs.json, or a page with JSON-LD
    <data>/feeds/<name>-<key>/        of one address
        postings/<day>-<slug>-<key>.md   a file for each entry, kept when the feed forgets it
        state.json                    what the server said of the feed's version
        lock                          held by the one who fetches

Nothing here opens a socket; `jobtui.sources.feed_sync` does.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from jobtui.files import locations, safe_io
from jobtui.i18n import _
from jobtui.postings.source_rules import NO_RULES, SourceRules
from jobtui.sources.addresses import FEED_PREFIX
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from jobtui.sources.folders import Source

_MOST_CHARACTERS = 1000
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_FILES = ("*.md",)  # all of a feed's files are postings, whatever their names


class FeedError(Exception):
    """A feed cannot be used; the text is one line for the user."""


class Feed(NamedTuple):
    """The address of a feed; only what ``feed_of`` returns has been checked."""

    url: str

    def __str__(self) -> str:
        """Return it as the user names it, on one line."""
        return printable(FEED_PREFIX + self.url)


def feed_of(named: str) -> Feed:
    """Return the feed at an address, with or without ``feed+``. Raises FeedError.

    It must be https; http is for this machine only.
    """
    url = named.removeprefix(FEED_PREFIX)
    if not is_allowed(url):
        text = _("{url}: a feed needs an address such as https://host/path, without a password")
        raise FeedError(text.format(url=printable(url)))
    return Feed(url)


def is_allowed(url: str) -> bool:
    """Whether an address may be fetched."""
    if len(url) > _MOST_CHARACTERS or not url.isascii() or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not host or parts.username is not None or parts.password is not None:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)


def place_of(feed: Feed) -> Path:
    """Return the directory that is kept for a feed; it may not exist."""
    import hashlib

    parts = urlsplit(feed.url)
    name = re.sub(r"[^a-z0-9]+", "-", f"{parts.hostname}{parts.path}".lower()).strip("-")[:40]
    key = hashlib.sha256(feed.url.encode()).hexdigest()[:16]
    return locations.data_dir() / "feeds" / f"{name}-{key}"


def postings_of(feed: Feed) -> Path | None:
    """Return the folder of what was fetched; None before the first time.

    Where others could have written, nothing counts as fetched.
    """
    place = place_of(feed)
    if not (safe_io.is_trusted(place.parent) and safe_io.is_trusted(place)):
        return None
    folder = place / "postings"
    return folder if folder.is_dir() and not folder.is_symlink() else None


def source_of(feed: Feed) -> Source | None:
    """Return the source that was fetched; None before the first time. Raises SourceError."""
    from jobtui.sources.folders import resolve

    folder = postings_of(feed)
    if folder is None:
        return None
    return resolve(folder)._replace(root=FEED_PREFIX + feed.url, rules=with_files(NO_RULES))


def with_files(rules: SourceRules) -> SourceRules:
    """Return the rules of a source that is a feed, which may leave out some of its files."""
    return rules._replace(include=rules.include or _FILES)
