"""`jobtui serve` in headless Chromium, driven by Playwright where both are installed."""

from __future__ import annotations

import re
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PROGRAM, environment
from tests.process.test_page_in_a_browser import CHROMIUM
from tests.waiting import PATIENCE

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")


def free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def test_a_page_searches_filters_reads_and_applies(postings: Path, own_home: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    pytest.importorskip("textual_serve")
    call = ["serve", "--port", str(free_port()), "--source", str(postings), "--as-of", "2024-06-01"]
    served = subprocess.Popen(
        [*PROGRAM, *call], stderr=subprocess.PIPE, text=True, env=environment(own_home)
    )
    try:
        assert served.stderr is not None
        found = re.search(r"http://\S+?(?=;)", served.stderr.readline())
        assert found, "the address is told"
        assert "marks" in served.stderr.readline(), "and what it exposes"
        with playwright.sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page()
            sent: list[str] = []  # what the program draws
            page.on("websocket", lambda ws: ws.on("framereceived", lambda f: sent.append(_text(f))))
            page.goto(found[0])
            _see(page, sent, "Postings")
            page.mouse.click(700, 60)
            for keys, seen in (
                ("/pluie", "pluie"),
                ("Enter", ""),
                ("O", "status:open"),
                ("a", "Apply"),
            ):
                page.keyboard.press(keys) if keys == "Enter" else page.keyboard.type(keys)
                _see(page, sent, seen)
            browser.close()
    finally:
        served.terminate()
        served.wait(PATIENCE)


def _text(frame: object) -> str:
    return frame.decode("utf-8", "replace") if isinstance(frame, bytes) else str(frame)


def _see(page: Any, sent: list[str], text: str) -> None:
    """Wait until the program has drawn *text* since the last look."""
    for _turn in range(60):
        plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", "".join(sent))
        if text in plain:
            sent.clear()
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"{text!r} was not drawn: {plain[-500:]}")
