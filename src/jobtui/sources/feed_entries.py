"""The entries of a feed: RSS and Atom through feedparser, JSON and JSON-LD without it."""

from __future__ import annotations

import io
import json
import re
import time
from typing import TYPE_CHECKING, NamedTuple

from jobtui.i18n import _
from jobtui.parsing.entries import job_postings, markdown, postings_in, with_body
from jobtui.parsing.html_text import page_of
from jobtui.sources.feeds import FeedError
from jobtui.text.sanitize import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jobtui.sources.feed_download import Download

MOST_ENTRIES = 10_000
_MOST_XML = 5_000_000  # bytes
_MOST_DEPTH = 6
_MOST_ITEMS = 200  # of a list or mapping
_LONGEST = 2_000  # characters of a text that is no body
_LONGEST_BODY = 500_000
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_IDS = ("id", "guid", "identifier", "@id", "slug", "url", "link")


class FeedEntry(NamedTuple):
    """One entry: what identifies it in its feed, its frontmatter and its text as Markdown."""

    id: str
    metadata: dict[str, object]
    body: str


def entries_of(url: str, download: Download) -> list[FeedEntry]:
    """Return the entries of what was downloaded from *url*, each id once. Raises FeedError."""
    content = download.content
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"{", b"[")):
        found = _of_json(_decoded(download))
    elif b"<html" in start or b"<!doctype html" in start:
        found = _of_page(url, _decoded(download))
    elif start.startswith(b"<"):
        found = _of_xml(url, download)
    else:
        raise FeedError(_("neither RSS, Atom, JSON nor a page with JSON-LD"))
    return list({entry.id: entry for entry in found[:MOST_ENTRIES]}.values())


def _decoded(download: Download) -> str:
    stated = _CHARSET.search(download.kind) or _CHARSET.search(
        download.content[:1024].decode("ascii", "replace")
    )
    names = [stated[1]] if stated else []
    for name in (*names, "utf-8"):
        try:
            return download.content.decode(name).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    return download.content.decode("cp1252", "replace")


def _of_json(text: str) -> list[FeedEntry]:
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FeedError(_("no valid JSON")) from error
    if isinstance(tree, dict) and isinstance(tree.get("items"), list):
        found = [one for one in tree["items"] if isinstance(one, dict)]  # JSON Feed
    else:
        found = [dict(one.mapping) for one in postings_in(tree, is_named=True)]
    if not found and not _is_empty(tree):
        raise FeedError(_("it has no list of postings"))
    return [_entry(one) for one in found]


def _is_empty(tree: object) -> bool:
    """Whether some JSON is a list without entries, or holds nothing but such lists."""
    if isinstance(tree, dict):
        return any(one == [] for one in tree.values())
    return tree == []


def _of_page(url: str, text: str) -> list[FeedEntry]:
    found: list[Mapping[str, object]] = []
    for script in page_of(text).scripts:
        try:
            found += job_postings(json.loads(script))
        except (ValueError, RecursionError):
            continue
    if not found:
        raise FeedError(_("a page without JSON-LD of job postings"))
    entries = [_entry(one) for one in found]
    if len(entries) == 1:  # the page is that of the posting
        entries[0].metadata.setdefault("url", url)
    return entries


def _entry(mapping: Mapping[str, object]) -> FeedEntry:
    stated, body = with_body(mapping)
    metadata = {
        clean(key)[:100]: _plain(one, 0) for key, one in list(stated.items())[:_MOST_ITEMS] if key
    }
    return FeedEntry(_id_of(mapping), metadata, body[:_LONGEST_BODY])


def _id_of(mapping: Mapping[str, object]) -> str:
    for key in (*_IDS, "title"):
        one = mapping.get(key)
        if isinstance(one, dict):
            one = one.get("value")
        if isinstance(one, (str, int)) and str(one).strip():
            return str(one).strip()
    return json.dumps(_plain(dict(mapping), 0), sort_keys=True)


def _plain(tree: object, depth: int) -> object:
    """Return a tree of JSON as it may stand in a frontmatter: shown as it is, and bounded."""
    if isinstance(tree, str):
        return clean(tree)[:_LONGEST]
    if tree is None or isinstance(tree, (bool, int, float)):
        return tree
    if depth >= _MOST_DEPTH:
        return ""
    if isinstance(tree, dict):
        pairs = list(tree.items())[:_MOST_ITEMS]
        return {clean(str(key))[:100]: _plain(one, depth + 1) for key, one in pairs}
    if isinstance(tree, list):
        return [_plain(one, depth + 1) for one in tree[:_MOST_ITEMS]]
    return clean(str(tree))[:_LONGEST]


def _of_xml(url: str, download: Download) -> list[FeedEntry]:
    try:
        import feedparser
    except ImportError as error:
        text = _("RSS and Atom need a package more: pip install 'jobtui[feeds]'")
        raise FeedError(text) from error
    if len(download.content) > _MOST_XML:
        raise FeedError(_("larger than {n} MB").format(n=_MOST_XML // 1_000_000))
    if b"<!entity" in download.content.lower():
        raise FeedError(_("it defines entities of its own, which is not safe to read"))
    headers = {"content-type": download.kind or "application/xml", "content-location": url}
    # A stream: of bytes feedparser might take the content for a path.
    parsed = feedparser.parse(io.BytesIO(download.content), response_headers=headers)
    if not parsed.version:
        raise FeedError(_("neither RSS, Atom, JSON nor a page with JSON-LD"))
    language = clean(str(parsed.feed.get("language", "")))[:20]
    return [_of_item(item, language) for item in parsed.entries[:MOST_ENTRIES]]


def _of_item(item: dict[str, object], language: str) -> FeedEntry:
    """Return an entry of RSS or Atom."""
    metadata: dict[str, object] = {"title": item.get("title"), "url": item.get("link")}
    for key, name in (("published_parsed", "date"), ("updated_parsed", "updated")):
        when = dict.get(item, key)  # feedparser's own would give another key's value
        if isinstance(when, time.struct_time):
            metadata.setdefault(name, time.strftime("%Y-%m-%dT%H:%M:%SZ", when))
    metadata["organisation"] = item.get("author")
    metadata["language"] = item.get("language") or language
    tags = item.get("tags")
    if isinstance(tags, list):
        metadata["tags"] = [str(tag.get("term") or tag.get("label") or "") for tag in tags]
    kept = {key: _plain(one, 0) for key, one in metadata.items() if one}
    identity = str(item.get("id") or item.get("link") or item.get("title") or "")
    return FeedEntry(identity, kept, _text_of(item)[:_LONGEST_BODY])


def _text_of(item: Mapping[str, object]) -> str:
    contents = item.get("content")
    texts: Iterable[object] = contents if isinstance(contents, list) else ()
    for one in texts:
        if isinstance(one, dict) and str(one.get("value", "")).strip():
            return markdown(str(one["value"]))
    return markdown(str(item.get("summary", "")))
