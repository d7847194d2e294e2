"""The browser in web pages: textual-serve, behind a key that only its user knows.

textual-serve itself lets in everybody who reaches the port, which on a shared machine is every
other user, and any web page that the user visits. Here each request needs the key, as a cookie
that the first address sets, and a socket is opened only from this server's own page.
"""

from __future__ import annotations

import hmac
import shlex
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web
from textual_serve.server import Server

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class KeyedServer(Server):
    """Serves a command to whoever has the key."""

    def __init__(self, argv: Sequence[str], host: str, port: int, public: str, key: str) -> None:
        """Serve *argv* at a port; *public* is the address that its pages name, without a path."""
        super().__init__(shlex.join(argv), host, port, "jobtui", public)
        self._key = key
        self._cookie = f"jobtui-{port}"
        socket = public.replace("http", "ws", 1)
        # The page of textual-serve holds scripts and styles, and asks another host for a font.
        self._policy = (
            "default-src 'self' data:; script-src 'self' 'unsafe-inline'; "
            f"style-src 'self' 'unsafe-inline'; connect-src 'self' {socket}; "
            "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
        )

    def initialize_logging(self) -> None:
        """Log nothing: the address with the key is told once, by the command."""

    async def on_startup(self, app: web.Application) -> None:
        """Print nothing."""

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer only who has the key."""
        if self._fits(request.query.get("key", "")):
            found = web.HTTPFound("/")
            found.set_cookie(self._cookie, self._key, httponly=True, samesite="Strict", path="/")
            raise found
        if not self._fits(request.cookies.get(self._cookie, "")):
            raise web.HTTPForbidden(text="The address with the key is needed.\n")
        if request.headers.get("Origin", self.public_url) != self.public_url:
            raise web.HTTPForbidden(text="Not from this page.\n")
        response = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = self._policy
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    def _fits(self, key: str) -> bool:
        return hmac.compare_digest(key.encode(), self._key.encode())
