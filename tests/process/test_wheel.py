"""What an installed jobtui consists of; from the source tree there is nothing to look at."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from importlib.metadata import distribution
from pathlib import Path

import pytest

from jobtui import __version__
from tests.conftest import IS_INSTALLED, PROGRAM

pytestmark = pytest.mark.skipif(not IS_INSTALLED, reason="jobtui is not installed")

TREE = Path(__file__).parents[2]
CORE = {
    "markdown-it-py", "mdit-py-plugins", "platformdirs", "python-frontmatter", "pyyaml", "rich",
    "textual", "whoosh3",
}  # fmt: skip
SHARED = {
    "share/man/man1/jobtui.1": "docs/jobtui.1",
    "share/bash-completion/completions/jobtui": "src/jobtui/cli/shell/jobtui.bash",
    "share/zsh/site-functions/_jobtui": "src/jobtui/cli/shell/_jobtui",
    "share/fish/vendor_completions.d/jobtui.fish": "src/jobtui/cli/shell/jobtui.fish",
}
OF_ALL_WHEELS = {"INSTALLER", "METADATA", "RECORD", "REQUESTED", "WHEEL", "direct_url.json"}


def installed() -> dict[str, Path]:
    """Every file that was installed but compiled ones: its name from the wheel's root, its path."""
    prefix = Path(sysconfig.get_path("data")).resolve()
    found = {}
    for file in distribution("jobtui").files or ():
        path = Path(os.path.normpath(file.locate()))
        name = str(file) if not str(file).startswith("..") else str(path.relative_to(prefix))
        if "__pycache__" not in name:
            found[name] = path
    return found


def of_tree() -> dict[str, Path]:
    """Every file of the package in the source tree."""
    package = TREE / "src" / "jobtui"
    return {
        str(path.relative_to(package.parent)): path
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".po"
    }


def test_the_package_is_there_whole() -> None:
    files, tree = installed(), of_tree()
    ours = {name for name in files if name.startswith("jobtui/")}
    made = {name for name in ours if name.endswith(".mo")}  # by the build
    assert made == {"jobtui/locale/fr/LC_MESSAGES/jobtui.mo"}
    assert ours - made == {name for name in tree if not name.endswith(".mo")}
    assert {"jobtui/py.typed", "jobtui/tui/jobtui.tcss", "jobtui/sources/sample/as-of"} <= ours
    for name, path in tree.items():
        if name in ours - made:
            assert files[name].read_bytes() == path.read_bytes(), name


def test_nothing_odd_is_there() -> None:
    info = f"jobtui-{__version__}.dist-info"
    for name in installed():
        if name.startswith("jobtui/"):
            assert not name.endswith((".pyc", ".orig", "~")), name
        elif name.startswith(f"{info}/"):
            rest = name.removeprefix(f"{info}/")
            assert rest in OF_ALL_WHEELS | {"entry_points.txt", "licenses/LICENSE"}, name
        else:
            assert name in SHARED or name == "bin/jobtui", name


def test_the_manual_and_the_completions_are_where_they_are_looked_for() -> None:
    files = installed()
    for name, source in SHARED.items():
        assert files[name].read_bytes() == (TREE / source).read_bytes(), name


def test_everything_is_compiled() -> None:
    if (distribution("jobtui").read_text("INSTALLER") or "").strip() != "pip":
        pytest.skip("only pip compiles what it installs")
    files = {str(file) for file in distribution("jobtui").files or ()}
    for name in installed():
        if name.endswith(".py"):
            folder, _slash, module = name.rpartition("/")
            cached = f"{folder}/__pycache__/{module[:-3]}.{sys.implementation.cache_tag}.pyc"
            assert cached in files, name


def test_eight_packages_are_asked_for() -> None:
    asked = [one for one in distribution("jobtui").requires or () if "extra ==" not in one]
    assert {re.split(r"[^\w-]", one)[0] for one in asked} == CORE


def test_both_ways_to_call_it() -> None:
    for command in (PROGRAM, [sys.executable, "-m", "jobtui"]):
        environment = {name: os.environ[name] for name in os.environ if name != "PYTHONPATH"}
        for argument, out in (("--version", f"jobtui {__version__}\n"), ("--format=csv", "id,")):
            done = subprocess.run(
                [*command, argument], env=environment, capture_output=True, text=True, cwd="/"
            )
            assert done.returncode == 0, done.stderr
            assert done.stdout.startswith(out)
