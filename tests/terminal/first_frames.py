"""What the tests of a start share: the browser in a terminal, with a picture that was kept."""

from __future__ import annotations

import shlex
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import environment
from tests.prepared_program import SOURCE_CODE
from tests.pseudo_terminal import Terminal, terminals

Start = Callable[..., Terminal]


@contextmanager
def starting(postings: Path, home: Path, **always: str) -> Iterator[Start]:
    """Yield what starts the browser in a terminal, with a home; in the end all are closed."""
    with terminals() as begin:

        def run(
            *args: str,
            size: tuple[int, int] = (120, 40),
            source: bool = True,
            redirected: str = "",
            prepared: bool = False,
            **env: str,
        ) -> Terminal:
            sources_ = ["--source", str(postings)] if source else []
            command = [sys.executable, "-m", "jobtui", *sources_, "--as-of", "2024-05-01", *args]
            if redirected:
                command = ["sh", "-c", f"exec {shlex.join(command)} {redirected}"]
            return begin(command, environment(home, **{**always, **env}), size, prepared)

        yield run


class Late(dict[str, str]):
    """An environment in which Textual is imported late: as soon as that is let happen."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._gate = folder / "open"
        (folder / "sitecustomize.py").write_text(
            "import sys, time\n"
            "from pathlib import Path\n"
            "class Late:\n"
            "    def find_spec(self, name, *_others):\n"
            f"        while name == 'textual' and not Path({str(self._gate)!r}).exists():\n"
            "            time.sleep(0.01)\n"
            "sys.meta_path.insert(0, Late())\n"
        )
        super().__init__(PYTHONPATH=f"{folder}:{SOURCE_CODE}")

    def let_go(self) -> None:
        """Have Textual imported."""
        self._gate.touch()


def keep_one(terminal: Terminal, folder: Path) -> None:
    """Let the browser stand until a picture is in *folder*, then leave."""
    terminal.wait_for("6 of 6")
    terminal.wait_until(lambda: any(folder.glob("[!.]*")))  # what is being written begins with .
    terminal.send("q")
    assert terminal.wait() == 0
    assert len(list(folder.iterdir())) == 1


def forget(folder: Path) -> None:
    """Remove the pictures."""
    for picture in folder.iterdir():
        picture.unlink()


def textual(tmp_path: Path, code: str) -> Path:
    (tmp_path / "path" / "textual").mkdir(parents=True)
    (tmp_path / "path" / "textual" / "__init__.py").write_text(code)
    return tmp_path / "path"


def is_given_back(terminal: Terminal) -> bool:
    """Whether what was taken from the terminal has been given back, in this order."""
    left = terminal.raw.rpartition(b"\x1b[?1049h")[2]
    return b"\x1b[?1049l" in left and b"\x1b[?25h" in left.partition(b"\x1b[?1049l")[2]


def seen(terminal: Terminal) -> list[Any]:
    """The cells as they look, and the cursor; of blanks only what shows."""
    screen = terminal._screen
    cells = [screen.buffer[y][x] for y in range(screen.lines) for x in range(screen.columns)]
    plain = {"fg": "default", "bold": False, "italics": False}
    looks = [cell if cell.data.strip() else cell._replace(**plain) for cell in cells]
    return [*looks, (screen.cursor.x, screen.cursor.y)]


def rewritten(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change what a picture's file holds, with the checksum that belongs to it."""
    body = change(path.read_bytes().split(b"\n", 1)[1])
    path.write_bytes(b"%08x\n" % zlib.crc32(body) + body)
