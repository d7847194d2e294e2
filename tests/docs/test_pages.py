"""What the pages name exists: links, files, modules, classes, options and settings."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from jobtui.cli.arguments import parser

from .generated import ROOT

PACKAGE = ROOT / "src" / "jobtui"
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
USER_PAGES = [page for page in PAGES if page.name not in ("CHANGELOG.md", "dependencies.md")]
# Pages about the code name files from the root of the repository, or from src/jobtui.
CODE_PAGES = [
    ROOT / "CONTRIBUTING.md",
    DOCS / "architecture.md",
    DOCS / "speed.md",
    DOCS / "dependencies.md",
    *sorted((DOCS / "decisions").glob("*.md")),
]
MADE_WHEN_NEEDED = (".venv/bin/",)
NOT_OURS = frozenset({"LinuxDriver", "NamedTuple", "bit_count()"})  # of Textual and of Python


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _code(page: Path) -> list[str]:
    """Return what stands between backticks in the text of *page*, code blocks aside."""
    text = re.sub(r"(?ms)^```.*?^```", "", page.read_text("utf-8"))
    return re.findall(r"(?<!`)`([^`]+)`(?!`)", text)


@cache
def _defined() -> frozenset[str]:
    """Return the names that the program or its tests define at the top or in a class."""
    found: set[str] = set()
    for file in [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]:
        text = file.read_text("utf-8")
        found.update(re.findall(r"(?m)^ {0,4}(?:class|def|async def) (\w+)", text))
        found.update(re.findall(r"(?m)^([A-Z_]+)(?:\s*:[^=\n]+)? = ", text))
    return frozenset(found)


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"(?m)^#+ (.+)$", page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", one).strip().lower().replace(" ", "-") for one in headings}


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if link.startswith(("https://", "http://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


@pytest.mark.parametrize("page", CODE_PAGES, ids=_name)
def test_files_exist(page: Path) -> None:
    named = [
        one
        for one in _code(page)
        if re.fullmatch(r"[\w./-]*/[\w./-]*|[\w-]+\.(py|toml|md|po)", one)
    ]
    named = [one for one in named if not one.startswith(("/", "~", *MADE_WHEN_NEEDED))]
    missing = [one for one in named if not ((ROOT / one).exists() or (PACKAGE / one).exists())]
    assert missing == []


@pytest.mark.parametrize("page", CODE_PAGES, ids=_name)
def test_classes_and_functions_exist(page: Path) -> None:
    named = [
        one for one in _code(page) if re.fullmatch(r"[A-Z]+[a-z]\w+|\w+\(\)|[A-Z][A-Z_]{3,}", one)
    ]
    missing = {one for one in named if one.removesuffix("()") not in _defined()}
    assert missing - NOT_OURS == set()


@pytest.mark.parametrize("page", USER_PAGES, ids=_name)
def test_options_exist(page: Path) -> None:
    known = {option for action in parser()._actions for option in action.option_strings}
    named = {
        option
        for call in re.findall(r"jobtui [^`\n#]*", page.read_text("utf-8"))
        for option in re.findall(r"(?<!\S)--[a-z][a-z-]+", call)
    }
    assert named - known - {"--no-deps", "--no-build-isolation"} == set()


def test_the_layers_are_those_of_the_contract() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (contract,) = [one for one in contracts if one.get("containers") == ["jobtui"]]
    layers = [set(layer.split(" | ")) for layer in contract["layers"][1:]]  # below __main__
    rows = re.findall(r"(?m)^\| (\d+) \| `(\w+)", (DOCS / "architecture.md").read_text("utf-8"))
    named = [
        {name for number, name in rows if int(number) == at} for at in range(1, 1 + len(layers))
    ]
    assert named == layers


def test_targets_of_make_exist() -> None:
    makefile = ROOT / "Makefile"
    targets = re.findall(r"(?m)^([a-z]+):", makefile.read_text("utf-8"))
    named = re.findall(r"\bmake ([a-z]+)", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    assert named and set(named) <= set(targets)
