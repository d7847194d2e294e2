"""The page of `--format html` in headless Chromium, where there is one."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.chromium import CHROMIUM, OPTIONS
from tests.render.exports.entries import HOSTILE, POSTING, entry, exported, hostile
from tests.waiting import PATIENCE

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on the path")


def chromium(folder: Path, *args: str) -> str:
    """Return what Chromium prints in a headless call."""
    call = [CHROMIUM, *OPTIONS, f"--user-data-dir={folder}/p"]
    done = subprocess.run(
        [*call, *args], capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    return done.stdout


def test_a_browser_filters_prints_and_runs_nothing_of_a_posting(tmp_path: Path) -> None:
    other = POSTING._replace(id="b", title="Gardien de phare", domains=("other",))
    page = tmp_path / "page.html"
    found = (entry(), entry(other, body="La mer."), *map(hostile, HOSTILE))
    page.write_text(exported("html", *found), "utf-8")
    dom = chromium(tmp_path, "--dump-dom", f"{page.as_uri()}#q=gardien+MER&domain=other")
    assert f">1 of {len(found)}</output>" in dom
    shown = [tag for tag in re.findall("<article[^>]*>", dom) if 'hidden=""' not in tag]
    assert len(shown) == 1
    assert dom.count("<script") == 1
    pdf = tmp_path / "page.pdf"
    chromium(tmp_path, f"--print-to-pdf={pdf}", page.as_uri())
    assert pdf.read_bytes().startswith(b"%PDF")
