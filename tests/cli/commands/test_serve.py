"""The browser in a web page: who is let in, and what it is started with."""

from __future__ import annotations

import sys

import pytest

from jobtui.cli.arguments import UsageError
from jobtui.cli.commands.serve import passed_on, port_number
from jobtui.cli.main import run

PUBLIC = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("serve --port 80 dev", "dev"),
        ("--open-only serve --host=0.0.0.0 --source /srv dev", "--open-only --source /srv dev"),
        ("serve -- serve", "-- serve"),
    ],
)
def test_the_page_runs_the_same_call_without_serving(call: str, words: str) -> None:
    assert passed_on(call.split()) == words.split()


@pytest.mark.parametrize("text", ["0", "65536", "x", "-1", ""])
def test_what_is_no_port_is_told(text: str) -> None:
    with pytest.raises(UsageError):
        port_number(text)


def test_the_missing_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "jobtui.cli.web_server", None)
    assert run(["serve"]) == 2
    assert "jobtui[web]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "key", "origin", "status"),
    [
        ("/", "", "", 403),
        ("/ws", "", PUBLIC, 403),
        ("/static/js/textual.js", "", "", 403),
        ("/?key=wrong", "", "", 403),
        ("/?key=right", "", "", 302),
        ("/", "right", "", 200),
        ("/", "wrong", "", 403),
        ("/ws", "right", "https://evil.example", 403),
    ],
)
async def test_only_who_has_the_key_is_let_in(
    path: str, key: str, origin: str, status: int
) -> None:
    pytest.importorskip("textual_serve")
    from aiohttp.test_utils import TestClient, TestServer

    from jobtui.cli.web_server import KeyedServer

    server = KeyedServer(["false"], "127.0.0.1", 8000, PUBLIC, "right")
    cookies = {"jobtui-8000": key} if key else {}
    headers = {"Origin": origin} if origin else {}
    app = await server._make_app()
    async with TestClient(TestServer(app), cookies=cookies) as client:
        response = await client.get(path, headers=headers, allow_redirects=False)
        assert response.status == status
        if status == 302:
            assert "HttpOnly" in response.headers["Set-Cookie"]
            assert "SameSite=Strict" in response.headers["Set-Cookie"]
        if status == 200:
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]
