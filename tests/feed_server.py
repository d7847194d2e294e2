"""A server of feeds on this machine, as honest or as hostile as a test wants it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

Answer = Callable[[BaseHTTPRequestHandler], None]


class FeedServer(NamedTuple):
    """The address of a server, and the headers of each request that it has got."""

    url: str
    requests: list[dict[str, str]]
    answers: dict[str, Answer]

    def serve(self, path: str, answer: Answer) -> str:
        """Let *answer* write what is at *path*; return its address."""
        self.answers[path] = answer
        return self.url + path


def content(body: bytes, kind: str = "", **headers: str) -> Answer:
    """Return an answer that sends *body*."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Length": str(len(body)), **named}.items():
            request.send_header(name, value)
        if kind:
            request.send_header("Content-Type", kind)
        request.end_headers()
        request.wfile.write(body)

    return answer


def redirect(target: str) -> Answer:
    """Return an answer that leads to *target*."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", target)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


@contextmanager
def feed_server() -> Iterator[FeedServer]:
    """Run a server while the block runs."""
    answers: dict[str, Answer] = {}
    requests: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(dict(self.headers))
            try:
                answers[self.path.partition("?")[0]](self)
            except OSError:  # the client has gone
                self.close_connection = True

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield FeedServer(f"http://127.0.0.1:{server.server_address[1]}", requests, answers)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
