"""Fetches a feed and keeps a Markdown file for each of its entries.

A file is written only if its content changes, so that the index reads only what changed. An entry
that the feed no longer has stays, and says that it is closed.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import frontmatter
import yaml

from jobtui.files import safe_io, writing
from jobtui.files.locks import BusyError
from jobtui.i18n import _, reason
from jobtui.sources import feeds
from jobtui.sources.feed_download import Version, download
from jobtui.sources.feed_entries import FeedEntry, entries_of
from jobtui.sources.feeds import Feed, FeedError
from jobtui.sources.fetch_lock import fetching

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Tell = Callable[[str, float], None]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_GONE = "gone_since"  # key of the day on which the feed had an entry no longer
_DAYS = ("date", "datePosted", "date_published", "published", "updated")


class FeedSynced(NamedTuple):
    """What a sync did: the entries in the feed, and how many are new, changed and gone."""

    entries: int
    new: int = 0
    changed: int = 0
    gone: int = 0


class _Kept(NamedTuple):
    """A file of an entry, and its frontmatter."""

    path: Path
    metadata: Mapping[str, object]
    body: str


def sync(
    feed: Feed, today: date, tell: Tell, patience: float = 0, again: bool = False
) -> FeedSynced:
    """Bring the files of a feed up to date; *again*: even if the server says that it is the same.

    *tell* is called with what is being done and the share that is done, from 0 to 1; an exception
    that it raises ends the sync. While another process fetches it, this waits *patience* seconds.
    Raises FeedError; the files stay as they were.
    """
    place = feeds.place_of(feed)
    try:
        safe_io.make_directory(place.parent.parent)
        safe_io.make_directory(place.parent)
        with fetching(place, tell, patience):
            return _sync(feed, place, today, tell, again)
    except (FeedError, BusyError) as error:
        raise FeedError(_("{label}: {text}").format(label=feed, text=error)) from error
    except OSError as error:
        text = _("{repository}: cannot be stored in {path}: {why}")
        raise FeedError(text.format(repository=feed, path=place, why=reason(error))) from error


def _sync(feed: Feed, place: Path, today: date, tell: Tell, again: bool) -> FeedSynced:
    folder = place / "postings"
    kept = _kept(folder)
    known = Version() if again or not folder.is_dir() else _version(place)
    fetching = _("fetching the feed")
    tell(fetching, 0.0)
    found = download(feed.url, known, lambda share: tell(fetching, share * 0.8))
    if found is None:
        return FeedSynced(sum(_GONE not in one.metadata for one in kept.values()))
    entries = entries_of(feed.url, found)
    tell(_("writing the files"), 0.8)
    safe_io.make_directory(folder)
    counts = {"new": 0, "changed": 0, "gone": 0}
    here = set()
    for entry in entries:
        key = hashlib.sha256(entry.id.encode("utf-8", "surrogatepass")).hexdigest()[:10]
        here.add(key)
        before = kept.get(key)
        path = before.path if before else folder / _name(entry, key, today)
        metadata = {"open": True, **entry.metadata}
        if _write(path, metadata, entry.body):
            counts["changed" if before else "new"] += 1
    for key, one in kept.items():
        if key not in here and _GONE not in one.metadata:
            closed = {**one.metadata, "open": False, _GONE: today.isoformat()}
            _write(one.path, closed, one.body)
            counts["gone"] += 1
    state = json.dumps(found.version._asdict()).encode()
    writing.replace(place / "state.json", state)
    return FeedSynced(len(here), **counts)


def _version(place: Path) -> Version:
    try:
        stated = json.loads((place / "state.json").read_text("utf-8"))
        return Version(str(stated["etag"]), str(stated["modified"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Version()


def _kept(folder: Path) -> dict[str, _Kept]:
    """Return the files of entries by the keys at the ends of their names."""
    found = {}
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        try:
            post = frontmatter.loads(path.read_text("utf-8"))
        except (OSError, ValueError, yaml.YAMLError):
            continue
        found[path.stem.rpartition("-")[2]] = _Kept(path, post.metadata, post.content)
    return found


def _name(entry: FeedEntry, key: str, today: date) -> str:
    """Return the name of a new file: its day, the words of its title, and its key."""
    stated = (_DAY.match(str(entry.metadata.get(name, ""))) for name in _DAYS)
    day = next((found[0] for found in stated if found), today.isoformat())
    words = re.sub(r"[^\w]+", "-", str(entry.metadata.get("title", "")).lower())
    slug = words.encode("utf-8", "ignore")[:100].decode("utf-8", "ignore").strip("-_")
    return f"{day}-{slug or 'posting'}-{key}.md"


def _write(path: Path, metadata: Mapping[str, object], body: str) -> bool:
    """Write the file of an entry; return False if it is there as it should be."""
    post = frontmatter.Post(body)
    post.metadata = dict(metadata)
    content = (frontmatter.dumps(post, sort_keys=False) + "\n").encode("utf-8", "replace")
    try:
        if path.read_bytes() == content:
            return False
    except OSError:
        pass
    writing.replace(path, content)
    return True
