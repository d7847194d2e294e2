"""What a source may be, by its name alone: a path, a git repository, or a feed.

Most sources are folders: a listing of these needs neither ``repositories`` nor ``feeds``.
"""

from __future__ import annotations

import os

FEED_PREFIX = "feed+"  # of the address of a feed where no settings say that it is one
_FEED_ENDINGS = (".xml", ".rss", ".atom", ".json", ".html", ".htm", "/feed", "/rss", "/atom")


def is_address(named: str) -> bool:
    """Whether *named* is an address, and not a path."""
    return "://" in named


def is_feed(named: str) -> bool:
    """Whether *named* is the address of a feed: it says so, or is that of a page or data file."""
    if named.startswith(FEED_PREFIX):
        return True
    path = named.partition("?")[0].partition("#")[0].lower()
    return path.startswith(("https://", "http://")) and path.endswith(_FEED_ENDINGS)


def may_be_repository(named: str) -> bool:
    """Whether *named* may mean a git repository: ``repositories.found`` tells."""
    head = os.path.join(os.path.expanduser(named), "HEAD")  # noqa: PTH111, PTH118 - as a text
    return is_address(named) or "#" in named or os.path.lexists(head)
