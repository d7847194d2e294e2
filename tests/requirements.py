"""What the tests and CI install, by version and hash: ``python -m tests.requirements`` renews it.

That asks uv (``pip install uv``) for the newest versions that the bounds in pyproject.toml allow,
in one resolution for every Python that jobtui runs on. With ``--keep`` only what no longer fits
those bounds changes.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TREE = Path(__file__).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((TREE / "pyproject.toml").read_text("utf-8"))
FOLDER = TREE / "requirements"
# What each file is made of, as uv is told.
FILES = {"dev": ("--extra", "dev", "pyproject.toml"), "audit": ("--group", "audit")}
_COMMAND = (
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--quiet",
    "--custom-compile-command", "python -m tests.requirements",
)  # fmt: skip
_PIN = re.compile(r"^([\w.-]+)==([\w.!+-]+)(?: ; (.*?))? \\$", re.M)


class Pin(NamedTuple):
    """A version that is installed, on some machines if *marker* is not None."""

    version: str
    marker: Marker | None


def asked(name: str) -> list[Requirement]:
    """Return what pyproject.toml asks for in the file of that name."""
    project = PROJECT["project"]
    texts = {
        "dev": [*project["dependencies"], *project["optional-dependencies"]["dev"]],
        "audit": PROJECT["dependency-groups"]["audit"],
    }
    return [Requirement(text) for text in texts[name]]


def pins(name: str) -> dict[str, Pin]:
    """Return what the file of that name installs."""
    found = _PIN.findall((FOLDER / f"{name}.txt").read_text("utf-8"))
    return {
        canonicalize_name(package): Pin(version, Marker(marker) if marker else None)
        for package, version, marker in found
    }


def renew(*options: str) -> None:
    """Write every file anew."""
    for name, sources in FILES.items():
        file = FOLDER / f"{name}.txt"
        command = [
            "uv",
            "pip",
            "compile",
            *_COMMAND,
            *options,
            *sources,
            "--output-file",
            str(file),
        ]
        subprocess.run(command, cwd=TREE, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    renew(*(() if "--keep" in sys.argv[1:] else ("--upgrade",)))
