"""Programs that another user of the machine runs; only root can start them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.prepared_program import SOURCE_CODE

NOBODY, SOMEBODY = 65534, 54321  # numbers of users
_PACKAGES = str(Path(pytest.__file__).parent.parent)
_TRY = "import sys, jobtui.cli.main, yaml; sys.exit(sys.version_info < (3, 11))"


@contextmanager
def machine() -> Iterator[Path]:
    """Yield a folder of root that every user can enter, as the usual temporary ones are not."""
    if os.geteuid() != 0:
        pytest.skip("only root can act as other users")
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="machine-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


class User:
    """A user with a home in a *folder* of ``machine``."""

    def __init__(self, number: int, folder: Path, **environment: str) -> None:
        self.number = number
        self.home = folder / f"home-{number}"
        self.home.mkdir(mode=0o700)
        os.chown(self.home, number, number)
        self._environment = {**_environment(self.home), **environment}

    def start(self, *args: object, **options: Any) -> subprocess.Popen[str]:
        """Start Python with these arguments as this user."""
        return subprocess.Popen(
            [_python(), *map(str, args)],
            env=self._environment,
            text=True,
            **_identity(self.number),
            **options,
        )

    def jobtui(self, *args: object, **options: Any) -> tuple[int, str, str]:
        """Run jobtui as this user; return its exit code, its output and what it said."""
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with self.start("-m", "jobtui", *args, **pipes, **options) as process:
            out, said = process.communicate(timeout=120)
        return process.returncode, out, said


def _environment(home: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join((str(SOURCE_CODE), _PACKAGES)),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _identity(number: int) -> dict[str, Any]:
    return {"user": number, "group": number, "extra_groups": [], "cwd": "/"}


@cache
def _python() -> str:
    """Return a Python that other users can run: this one may lie in a home."""
    for python in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        try:
            done = subprocess.run(
                [python, "-c", _TRY],
                env=_environment(Path("/nowhere")),
                capture_output=True,
                check=False,
                **_identity(NOBODY),
            )
        except OSError:
            continue
        if done.returncode == 0:
            return python
    pytest.skip("no Python here can be run by other users")
