"""Feeds: what is read in them, what is kept of them, and servers that are hostile."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from jobtui.library.library import Library
from jobtui.postings.model import Status, status_of
from jobtui.sources import feed_download, feeds
from jobtui.sources.feed_sync import FeedSynced, sync
from jobtui.sources.feeds import Feed, FeedError, feed_of
from tests.feed_server import Answer, FeedServer, content, feed_server, redirect

DAY = date(2026, 11, 28)
JOBS = {"jobs": [{"id": "a1", "title": "Diver", "company": "Deep", "content_html": "<p>Dive."}]}
BODY = json.dumps(JOBS).encode()
ATOM = """<?xml version="1.0" encoding="{encoding}"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Offres</title><id>x</id>
<entry><id>https://site.example/jobs/1</id><title>Développeuse</title>
<link href="https://site.example/jobs/1"/><published>2026-11-02T10:00:00Z</published>
<author><name>La Marée</name></author><category term="python"/>
<content type="html">&lt;p&gt;Postulez : &lt;a href="mailto:a@maree.example"&gt;ici&lt;/a&gt;
&lt;script&gt;remote()&lt;/script&gt;&lt;/p&gt;</content></entry></feed>"""
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Jobs</title>
<item><title>Miller &amp; baker</title><link>https://mill.example/1</link>
<pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate>
<description>&lt;b&gt;Mill&lt;/b&gt; flour.</description></item></channel></rss>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "items": [
        {"id": "1", "title": "Cook", "date_published": "2026-11-02", "content_text": "Boil."}
    ],
}
LINKED = {"@type": "JobPosting", "title": "Pilot", "hiringOrganization": {"name": "Harbour"}}
PAGE = f"<!doctype html><script type='application/ld+json'>{json.dumps(LINKED)}</script><p>x"


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with feed_server() as running:
        yield running


def fetched(feed: Feed, day: date = DAY, again: bool = False) -> FeedSynced:
    return sync(feed, day, lambda _text, _share: None, again=again)


def served(server: FeedServer, answer: Answer, path: str = "/jobs") -> Feed:
    return feed_of(server.serve(path, answer))


def library_of(feed: Feed) -> Library:
    source = feeds.source_of(feed)
    assert source is not None
    library = Library([source])
    library.refresh()
    return library


@pytest.mark.parametrize(
    ("body", "kind", "title"),
    [
        (BODY, "application/json", "Diver"),
        (json.dumps(JSON_FEED).encode(), "application/feed+json", "Cook"),
        (PAGE.encode(), "text/html", "Pilot"),
        (RSS.encode(), "application/rss+xml", "Miller & baker"),
        (ATOM.format(encoding="utf-8").encode(), "application/atom+xml", "Développeuse"),
        (ATOM.format(encoding="latin-1").encode("latin-1"), "application/xml", "Développeuse"),
    ],
)
def test_each_form_is_read_and_kept_as_postings(
    server: FeedServer, body: bytes, kind: str, title: str
) -> None:
    if body.startswith(b"<?xml"):
        pytest.importorskip("feedparser")
    feed = served(server, content(body, kind))
    assert fetched(feed) == FeedSynced(1, new=1)
    library = library_of(feed)
    (posting,) = (library.get(one) for one in library.ids())
    assert posting is not None
    assert posting.title == title
    assert status_of(posting, DAY).status is Status.OPEN
    if b"Atom" in body:
        assert posting.published == date(2026, 11, 2)
        assert posting.apply_to == "a@maree.example"
        assert "remote" not in library.body(posting).text


def test_what_a_feed_forgets_is_kept_and_closed(server: FeedServer) -> None:
    feed = served(server, content(BODY))
    fetched(feed)
    served(server, content(b'{"jobs": [{"id": "b2", "title": "Cook"}]}'))
    assert fetched(feed) == FeedSynced(1, new=1, gone=1)
    library = library_of(feed)
    statuses = {
        posting.title: status_of(posting, DAY).status.value
        for posting in map(library.get, library.ids())
        if posting is not None
    }
    assert statuses == {"Diver": "closed", "Cook": "open"}
    served(server, content(BODY))
    assert fetched(feed) == FeedSynced(1, changed=1, gone=1)


def test_a_feed_that_has_not_changed_is_neither_sent_nor_written_again(server: FeedServer) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        if request.headers.get("If-None-Match") == '"1"':
            request.send_response(304)
            request.end_headers()
        else:
            content(BODY, ETag='"1"', Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT")(request)

    feed = served(server, answer)
    fetched(feed)
    (file,) = (feeds.place_of(feed) / "postings").iterdir()
    before = file.stat().st_mtime_ns
    assert fetched(feed) == FeedSynced(1)
    assert server.requests[-1]["If-Modified-Since"]
    assert fetched(feed, again=True) == FeedSynced(1)
    assert file.stat().st_mtime_ns == before
    assert file.stat().st_mode & 0o777 == 0o600
    assert "Cookie" not in server.requests[-1]


def _stalls(stop: threading.Event) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        stop.wait(5)

    return answer


def _drips(stop: threading.Event) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.0 200 OK\r\n")
        while not stop.wait(0.05):
            request.wfile.write(b"X: y\r\n")
            request.wfile.flush()

    return answer


def _floods(_stop: threading.Event) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for _chunk in range(1000):
            request.wfile.write(b" " * 1_000_000)

    return answer


def _ends_early(_stop: threading.Event) -> Answer:
    return content(BODY[:20], Content_Length=str(len(BODY)))


HOSTILE = {
    "stalls": (_stalls, "longer than"),
    "drips headers": (_drips, "longer than"),
    "floods": (_floods, "larger than 10 MB"),
    "ends early": (_ends_early, "before all was sent"),
    "says 1 GB": (lambda _s: content(b"{}", Content_Length="1000000000"), "larger than"),
    "bad gzip": (lambda _s: content(b"no gzip", Content_Encoding="gzip"), "damaged data"),
    "bomb": (
        lambda _s: content(gzip.compress(b" " * 11_000_000), Content_Encoding="gzip"),
        "larger than",
    ),
    "cut gzip": (
        lambda _s: content(gzip.compress(BODY)[:-9], Content_Encoding="gzip"),
        "before all was sent",
    ),
    "brotli": (lambda _s: content(b"x", Content_Encoding="br"), "unknown encoding"),
    "a file": (lambda _s: redirect("file:///etc/passwd"), "not allowed"),
    "another host": (lambda _s: redirect("https://other.example/x"), "leads elsewhere"),
    "itself": (lambda _s: redirect("/jobs"), "302"),
    "binary": (lambda _s: content(bytes(range(256))), "neither RSS"),
    "broken JSON": (lambda _s: content(b'{"a'), "no valid JSON"),
    "deep JSON": (lambda _s: content(b"[" * 100_000), "no valid JSON"),
    "an error page": (lambda _s: content(b"<html><body>Sorry"), "without JSON-LD"),
    "a path": (lambda _s: content(b"/etc/passwd"), "neither RSS"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_server_is_an_error_and_changes_nothing(
    server: FeedServer, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, message = HOSTILE[what]
    feed = served(server, content(BODY))
    fetched(feed)
    folder = feeds.place_of(feed) / "postings"
    before = [file.read_bytes() for file in folder.iterdir()]
    stop = threading.Event()
    served(server, make(stop))
    if "longer" in message:
        monkeypatch.setattr(feed_download, "_TIME", 0.4)
    try:
        with pytest.raises(FeedError, match=message):
            fetched(feed)
    finally:
        stop.set()
    assert [file.read_bytes() for file in folder.iterdir()] == before


def test_an_entity_bomb_is_not_read(server: FeedServer) -> None:
    pytest.importorskip("feedparser")
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><rss version="2.0">&a;</rss>'
    with pytest.raises(FeedError, match="entities"):
        fetched(served(server, content(bomb)))


def test_what_a_feed_says_names_no_file_elsewhere(server: FeedServer, own_home: Path) -> None:
    hostile = [
        {"id": "../../x", "title": "../../../etc/passwd\x1b[31m", "date": "../..", "content": "x"},
        {"id": 2, "title": "x" * 5000, "extra": {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}},
    ]
    feed = served(server, content(json.dumps(hostile).encode()))
    assert fetched(feed).new == 2
    names = [file.name for file in (feeds.place_of(feed) / "postings").iterdir()]
    assert all(name.startswith("2026-11-28-") and name.endswith(".md") for name in names)
    assert "\x1b" not in "".join(
        file.read_text() for file in (feeds.place_of(feed) / "postings").iterdir()
    )


@pytest.mark.parametrize(
    "url",
    ["http://site.example/x", "file:///etc/passwd", "https://a:b@site.example/", "ftp://x/",
     "https:///x", "https://site.example/\x1b", "https://site.example:x/", ""],
)  # fmt: skip
def test_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(FeedError):
        feed_of(url)


def test_an_exception_of_the_listener_ends_the_download(server: FeedServer) -> None:
    class CancelledError(BaseException):
        pass

    def tell(_text: str, share: float) -> None:
        if share:
            raise CancelledError

    with pytest.raises(CancelledError):
        sync(served(server, content(BODY)), DAY, tell)
