"""What tests of several commands share: a call in a terminal, and many postings."""

from __future__ import annotations

import os
import pty
import re
from pathlib import Path

from tests.conftest import write
from tests.prepared_program import SOURCE_CODE, Prepared
from tests.waiting import until

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def in_terminal(*args: str, size: str = "80", **environment: str) -> str:
    """Return what the command line prints to a terminal."""
    main, side = pty.openpty()
    env = dict(os.environ, PYTHONPATH=str(SOURCE_CODE), TERM="xterm", COLUMNS=size)
    env.update(environment)
    process = Prepared(args, env, [side])
    os.close(side)
    taken = b""
    while True:
        try:
            chunk = os.read(main, 65536)
        except OSError:
            break
        if not chunk:
            break
        taken += chunk
    os.close(main)
    until(lambda: process.poll() is not None)
    assert process.poll() == 0, taken
    return taken.decode()


def write_much(folder: Path, files: int) -> None:
    """Write postings that take a while to read, ten a second: no two words are the same."""
    for number in range(files):
        words = " ".join(f"mot{number}x{word}" for word in range(1500))
        write(folder, f"2024-01-01-{number}.md", words, roles="Dev")
