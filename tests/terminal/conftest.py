"""What the tests of a start share: the browser in a terminal, with a picture that was kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jobtui.index.cache import Cache
from jobtui.library.library import Library
from jobtui.sources import folders
from tests.prepared_program import SOURCE_CODE
from tests.terminal.first_frames import Late, Start, keep_one, starting, textual


@pytest.fixture
def start(postings: Path, tmp_path: Path) -> Iterator[Start]:
    """Start the browser on the postings in a terminal."""
    with starting(postings, tmp_path) as run:
        yield run


@pytest.fixture
def pictured(start: Start, postings: Path, tmp_path: Path) -> Path:
    """Start once, until a picture is kept; return the folder of pictures."""
    cache = tmp_path / ".cache" / "jobtui"
    chosen = [folders.resolve(postings)]
    Library(chosen, Cache.of(chosen, cache)).refresh()  # or a notice of it stands for long
    folder = cache / "pictures"
    keep_one(start(), folder)
    return folder


@pytest.fixture
def slow(tmp_path: Path) -> Late:
    """An environment in which Textual is imported when it is let."""
    return Late(tmp_path / "late")


@pytest.fixture
def stuck(tmp_path: Path) -> dict[str, str]:
    """An environment in which Textual never finishes to be imported."""
    return {"PYTHONPATH": f"{textual(tmp_path, 'import time; time.sleep(3600)')}:{SOURCE_CODE}"}
