"""A wheel is built from a source tree without a trace in it, also from one that is read-only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

pytest.importorskip("hatchling")

TREE = Path(__file__).parents[2]
FRENCH = "locale/fr/LC_MESSAGES/jobtui.mo"
# Bound onto itself, so that not even root can write.
READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """What a build needs of the source tree, as it is fetched: nothing is compiled."""
    made = tmp_path / "tree"
    shutil.copytree(
        TREE / "src", made / "src", ignore=shutil.ignore_patterns("*.mo", "__pycache__")
    )
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "docs/jobtui.1"):
        (made / name).parent.mkdir(exist_ok=True)
        shutil.copy(TREE / name, made / name)
    return made


def build(tree: Path, kind: str, *before: str) -> dict[str, bytes]:
    """Build a wheel or an "editable" one; return what is in it by name."""
    code = f"import hatchling.build, sys; hatchling.build.build_{kind}(sys.argv[1])"
    made = tree.parent / kind
    made.mkdir()
    subprocess.run(
        [*before, sys.executable, "-c", code, str(made)],
        cwd=tree,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
    )
    (wheel,) = made.iterdir()
    with ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def read_only(tree: Path) -> list[str]:
    """Return what a command is started with so that it cannot write into *tree*."""
    if os.geteuid():
        for path in (*tree.rglob("*"), tree):
            path.chmod(0o555 if path.is_dir() else 0o444)
        return []
    before = ["unshare", "--mount", "sh", "-c", READ_ONLY, str(tree)]
    touch = subprocess.run([*before, "touch", str(tree / "new")], capture_output=True, text=True)
    if "Read-only" not in touch.stderr:
        pytest.skip("nothing can be made read-only for root here")
    return before


def test_a_build_leaves_nothing_in_the_source_tree(tree: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in tree.rglob("*")}
    wheel, editable = build(tree, "wheel"), build(tree, "editable")
    assert {path: path.stat().st_mtime_ns for path in tree.rglob("*")} == before
    (shared,) = (name for name in editable if name.endswith(f".data/data/share/{FRENCH}"))
    assert wheel[f"jobtui/{FRENCH}"] == editable[shared]
    assert [name for name in wheel if name.endswith((".mo", ".po"))] == [f"jobtui/{FRENCH}"]
    assert "fermé".encode() in editable[shared]


def test_a_read_only_checkout_can_be_installed_editable(tree: Path) -> None:
    assert any(name.endswith(FRENCH) for name in build(tree, "editable", *read_only(tree)))


def test_pip_installs_from_a_read_only_checkout(tree: Path, tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps"]
    options = ["--no-build-isolation", "--target", str(tmp_path / "installed"), str(tree)]
    subprocess.run([*read_only(tree), *pip, *options], check=True)
    assert (tmp_path / "installed" / "jobtui" / FRENCH).is_file()
