"""`jobtui serve` in headless Chromium: search, filter, read, and the address to apply to."""

from __future__ import annotations

import re
import socket
import subprocess
from pathlib import Path

import pytest

from tests.chromium import CHROMIUM, page_at
from tests.conftest import PROGRAM, environment
from tests.waiting import PATIENCE

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on the path")


def free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


async def test_a_page_searches_filters_reads_and_applies(
    postings: Path, own_home: Path, tmp_path: Path
) -> None:
    call = ["serve", "--port", str(free_port()), "--source", str(postings), "--as-of", "2024-06-01"]
    served = subprocess.Popen(
        [*PROGRAM, *call], stderr=subprocess.PIPE, text=True, env=environment(own_home)
    )
    try:
        assert served.stderr is not None
        assert "Ctrl+C" in served.stderr.readline()
        found = re.search(r"http://\S+$", served.stderr.readline().rstrip())
        assert found, "the address is told"
        assert "marks" in served.stderr.readline(), "and what it exposes"
        async with page_at(found[0], tmp_path) as page:
            await page.until_drawn("Postings")
            await page.run("document.querySelector('textarea').focus()")
            await page.key("/")
            for letter in "pluie":
                await page.key(letter)
            await page.until_drawn("1 of 6")
            await page.key("Enter")
            await page.key("O")
            await page.until_drawn("status:open")
            await page.key("Enter")
            await page.until_drawn("coder la")
            await page.key("a")
            await page.until_drawn("Apply")
            await page.key("Enter")
            await page.until(lambda: any("open_url" in text for text in page.texts))
            (opened,) = [text for text in page.texts if "open_url" in text]
            assert "mailto:nuages@example.org" in opened
    finally:
        served.terminate()
        served.wait(PATIENCE)
