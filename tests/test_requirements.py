"""What is installed: bounded in pyproject.toml, and for development fixed by version and hash."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.requirements import FILES, FOLDER, PROJECT, asked, pins

CODE = Path(__file__).parents[1] / "src" / "jobtui"
RENEW = "run: python -m tests.requirements --keep"
_LINE = re.compile(r"(?:#.*|[\w.-]+==\S+(?: ; .+?)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?)?")


@pytest.mark.parametrize("name", FILES)
def test_what_is_asked_for_is_there(name: str) -> None:
    fixed = pins(name)
    for wanted in asked(name):
        pin = fixed.get(canonicalize_name(wanted.name))
        assert pin is not None, f"{wanted}; {RENEW}"
        assert pin.marker is None, f"{wanted} is not installed everywhere; {RENEW}"
        assert wanted.specifier.contains(pin.version), f"{wanted}; {RENEW}"


@pytest.mark.parametrize("name", FILES)
def test_only_versions_and_hashes_are_there_and_no_address(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    assert not [line for line in text.splitlines() if not _LINE.fullmatch(line)]
    assert len(re.findall(r"== ?.*\\\n    --hash=", text)) == len(pins(name))


def test_what_these_need_in_turn_is_there() -> None:
    fixed = pins("dev")
    for name, pin in fixed.items():
        try:
            known = distribution(name)
        except PackageNotFoundError:  # not for this machine
            continue
        if known.version != pin.version:
            continue
        for wanted in map(Requirement, known.requires or ()):
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                at = fixed.get(canonicalize_name(wanted.name))
                assert at is not None, f"{name} needs {wanted}; {RENEW}"
                assert wanted.specifier.contains(at.version), f"{name} needs {wanted}; {RENEW}"


def test_a_build_needs_nothing_that_is_not_bounded_and_nothing_else() -> None:
    needed = PROJECT["build-system"]["requires"]
    assert all("<" in text for text in needed)
    assert set(needed) <= set(PROJECT["project"]["optional-dependencies"]["dev"])


def test_whatever_is_imported_is_asked_for() -> None:
    imported = {name for file in CODE.rglob("*.py") for name in imports(file)}
    others = imported - sys.stdlib_module_names - {"jobtui"}
    packages = packages_distributions()
    needed = {canonicalize_name(packages[name][0]) for name in others}
    extras = PROJECT["project"]["optional-dependencies"]
    for_users = [*extras["feeds"], *extras["web"]]
    assert {*for_users, *extras["watch"]} <= set(extras["dev"])
    asked_for = [*PROJECT["project"]["dependencies"], *for_users]
    assert needed == {canonicalize_name(Requirement(one).name) for one in asked_for}


def imports(file: Path) -> set[str]:
    """Return the packages from which a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found
