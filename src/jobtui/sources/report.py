"""What a sync did, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobtui.i18n import _, ngettext
from jobtui.text.printable import in_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobtui.sources.feed_sync import FeedSynced
    from jobtui.sources.feeds import Feed
    from jobtui.sources.repositories import Repository
    from jobtui.sources.sync import Synced


def lines(repository: Repository, done: Synced) -> Iterator[str]:
    """Yield which commit is in use now, and what was left out."""
    files = ngettext("{n} file", "{n} files", done.files)
    new = _("{url}: {files} of commit {id}")
    text = new if done.changed else _("{url}: up to date, {files} of commit {id}")
    yield text.format(url=repository.url, files=files, id=done.commit[:12])
    yield from left_out(done)


def feed_line(feed: Feed, done: FeedSynced) -> str:
    """Return what a feed has now, and how that differs from before."""
    count = ngettext("{n} posting", "{n} postings", done.entries)
    if not (done.new or done.changed or done.gone):
        return _("{url}: up to date, {count}").format(url=feed.url, count=count)
    text = _("{url}: {count}; {new} new, {changed} changed, {gone} gone")
    return text.format(
        url=feed.url, count=count, new=done.new, changed=done.changed, gone=done.gone
    )


def left_out(done: Synced) -> Iterator[str]:
    """Yield which files of a repository were left out, and why."""
    if done.refused:
        yield ngettext(
            "{n} file skipped: a link, an unusual name or too large",
            "{n} files skipped: links, unusual names or too large",
            done.refused,
        )
    if done.misnamed:
        text = ngettext(
            "{n} file skipped because of its name, {name}: too long or not plain text",
            "{n} files skipped because of their names, such as {name}: too long or not plain text",
            len(done.misnamed),
        )
        yield text.format(name=in_quotes(done.misnamed[0]))
