"""Downloads a feed from a server that is not trusted.

Bounded are the time in all, the silence of the server, the size as sent and as unpacked, and the
redirects, which stay on the same host. No cookies, no passwords, no other scheme than https;
http only on this machine.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
import zlib
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from jobtui import __version__
from jobtui.i18n import _, reason
from jobtui.sources.feeds import FeedError, is_allowed
from jobtui.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_BYTES = 10_000_000  # of a feed, as sent and as unpacked
_SILENCE = 15.0  # seconds
_TIME = 60.0  # seconds for all of it
_MOST_REDIRECTS = 5
_CHUNK = 65_536
_NOT_MODIFIED = 304
_ACCEPT = (
    "application/feed+json, application/ld+json, application/json, application/atom+xml, "
    "application/rss+xml, application/xml;q=0.9, text/html;q=0.8"
)


class Version(NamedTuple):
    """What the server said of the version of a feed, to ask whether it is still the same."""

    etag: str = ""
    modified: str = ""


class Download(NamedTuple):
    """The content of a feed, its media type and encoding as stated, and its version."""

    content: bytes
    kind: str  # of the header Content-Type
    version: Version


class _Watch:
    """Ends connections when the time is over, however slowly the server writes."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self._ends

    def add(self, connected: socket.socket) -> None:
        """Watch over a socket."""
        self._sockets.append(connected)

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.cancel()

    def _end(self) -> None:
        for one in self._sockets:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:  # it has ended already
                continue


def download(
    url: str,
    known: Version,
    tell: Callable[[float], None],
) -> Download | None:
    """Return what is at *url*, None if it is still the version that is *known*.

    *tell* is called with the share that has been read, from 0 to 1; an exception that it raises
    ends the download. Raises FeedError.
    """
    watch = _Watch(_TIME)
    try:
        return _download(url, known, tell, watch)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if watch.is_over:
            raise FeedError(_("it took longer than {n} s").format(n=round(_TIME))) from error
        raise FeedError(_why(error)) from error
    finally:
        watch.stop()


def _why(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        text = _("the server answered {code} {why}")
        return text.format(code=error.code, why=printable(str(error.reason))[:100])
    if isinstance(error, urllib.error.URLError) and isinstance(error.reason, Exception):
        return _why(error.reason)
    if isinstance(error, TimeoutError):
        return _("the server was silent for {n} s").format(n=round(_SILENCE))
    return printable(str(reason(error)))[:200] or type(error).__name__


def _download(
    url: str, known: Version, tell: Callable[[float], None], watch: _Watch
) -> Download | None:
    headers = {
        "User-Agent": f"jobtui/{__version__}",
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.modified:
        headers["If-Modified-Since"] = known.modified
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - feed_of has checked it
    try:
        response = _opener(watch).open(request, timeout=_SILENCE)
    except urllib.error.HTTPError as error:
        if error.code == _NOT_MODIFIED:
            return None
        raise
    with response:
        stated = response.headers
        chunks = _read(response, tell, watch)
        packed = stated.get("Content-Encoding", "").strip().lower()
        if packed in ("gzip", "x-gzip", "deflate"):
            content = _unpacked(chunks)
        elif packed in ("", "identity"):
            content = b"".join(chunks)
        else:
            raise FeedError(_("the server sent an unknown encoding: {name}").format(
                name=printable(packed)[:50]
            ))  # fmt: skip
        version = Version(_line(stated.get("ETag", "")), _line(stated.get("Last-Modified", "")))
        return Download(content, _line(stated.get("Content-Type", "")), version)


def _line(header: str) -> str:
    """Return a header that may be sent back: short and printable."""
    return header if header.isascii() and header.isprintable() and len(header) < 300 else ""


def _read(
    response: http.client.HTTPResponse, tell: Callable[[float], None], watch: _Watch
) -> Iterator[bytes]:
    size, total = 0, response.length
    if total is not None and total > MOST_BYTES:
        raise FeedError(_too_large())
    while chunk := response.read1(_CHUNK):
        size += len(chunk)
        if size > MOST_BYTES:
            raise FeedError(_too_large())
        if watch.is_over:
            raise TimeoutError
        tell(size / total if total else size / MOST_BYTES)
        yield chunk
    if watch.is_over:
        raise TimeoutError
    if total is not None and size < total:
        raise FeedError(_("the server ended before all was sent"))


def _too_large() -> str:
    return _("larger than {n} MB").format(n=MOST_BYTES // 1_000_000)


def _unpacked(chunks: Iterator[bytes]) -> bytes:
    """Return what is packed in *chunks*, by gzip or zlib."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    parts, size = [], 0
    try:
        for chunk in chunks:
            part = unpacker.decompress(chunk, MOST_BYTES + 1 - size)
            size += len(part)
            parts.append(part)
            if size > MOST_BYTES:
                raise FeedError(_too_large())
    except zlib.error as error:
        raise FeedError(_("the server sent damaged data")) from error
    if not unpacker.eof:
        raise FeedError(_("the server ended before all was sent"))
    return b"".join(parts)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects on the same host, to addresses that may be fetched."""

    max_redirections = _MOST_REDIRECTS

    def redirect_request(  # type: ignore[no-untyped-def]
        self, req: urllib.request.Request, fp, code: int, msg: str, headers, newurl: str
    ) -> urllib.request.Request | None:
        target = urljoin(req.full_url, newurl)
        before, after = urlsplit(req.full_url), urlsplit(target)
        if not is_allowed(target) or before.hostname != after.hostname:
            text = _("the server leads elsewhere: {url}")
            raise FeedError(text.format(url=printable(target)[:200]))
        return super().redirect_request(req, fp, code, msg, headers, target)


def _opener(watch: _Watch) -> urllib.request.OpenerDirector:
    """Return an opener that knows http and https, and no files or other schemes."""

    class Plain(http.client.HTTPConnection):
        def connect(self) -> None:
            super().connect()
            watch.add(self.sock)

    class Secure(http.client.HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            watch.add(self.sock)

    class PlainHandler(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Plain, req)

    class SecureHandler(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
            return self.do_open(Secure, req, context=ssl.create_default_context())

    opener = urllib.request.OpenerDirector()
    proxies = {"https": found} if (found := urllib.request.getproxies().get("https")) else {}
    for handler in (
        urllib.request.ProxyHandler(proxies),
        PlainHandler(),
        SecureHandler(),
        _Redirects(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
